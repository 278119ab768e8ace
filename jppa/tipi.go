package jppa

import (
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/riferimento"
	"github.com/quietanza/quietanza/internal/schema"
	"github.com/quietanza/quietanza/rpt"
)

// stanza makes the errors of messages.
var stanza = schema.Stanza{Rifiuta: func(r schema.Rifiuto) error {
	e := &Errore{Campo: r.Campo, Valore: r.Valore, Riga: r.Riga, Colonna: r.Colonna, Err: ErrMessaggio}
	switch m := r.Motivo; {
	case m == schema.Busta:
		e.Codice, e.Err = CodiceBusta, ErrBusta
	case m == schema.Lunghezza, m == schema.Occorrenze && r.Scrive:
		e.Codice = avviso.CodiceLunghezza
	case m == schema.Mancante && r.Scrive:
		e.Codice = CodiceObbligatorio
	case m == schema.Inatteso && r.Scrive, m.Valore():
		e.Codice = CodiceValore
	case m.Struttura():
		e.Codice = CodiceElemento
	case m == schema.DOCTYPE:
		e.Codice, e.Err = CodiceDOCTYPE, errore.Coppia(ErrMessaggio, r.Causa)
	default:
		e.Codice, e.Err = CodiceXML, errore.Coppia(ErrMessaggio, r.Causa)
	}
	return e
}}

// illimitati is a list without a maximum: what is read is bounded elsewhere.
const illimitati = 1 << 30

// The simple types of jppapdp-ws-internal.xsd and jppapdp-ws-external.xsd. \S of XML
// Schema is what is not blank, TAB, LF or CR. The largest amount is a tenth of the
// official one.
var (
	testo16   = &schema.Tipo{Minimo: 1, Massimo: 16}
	testo35   = &schema.Tipo{Minimo: 1, Massimo: 35}
	testo70   = &schema.Tipo{Minimo: 1, Massimo: 70}
	testo140  = &schema.Tipo{Minimo: 1, Massimo: 140}
	tipoIUV   = &schema.Tipo{Minimo: 1, Massimo: 35, Forma: func(s string) bool { return !strings.ContainsFunc(s, fuoriAlfanumerico) }}
	nazione   = schema.Nazione
	tipoEMail = &schema.Tipo{Minimo: 1, Massimo: 256, Forma: riferimento.EMail}
	specifici = &schema.Tipo{Minimo: 5, Massimo: 140, Forma: func(s string) bool {
		return strings.IndexByte("0129", s[0]) >= 0 && s[1] == '/' && !strings.ContainsAny(s, " \t\n\r")
	}}
	importo = &schema.TipoImporto{Massimo: 99_999_999_99, Corto: true}
)

func fuoriAlfanumerico(r rune) bool {
	return (r < '0' || r > '9') && (r|0x20 < 'a' || r|0x20 > 'z')
}

// The lists of the schemas; that of the forms of payment is older than the last three.
var (
	esiti   = []Esito{EsitoOK, EsitoError}
	esitiRT = []rpt.CodiceEsitoPagamento{
		rpt.PagamentoEseguito, rpt.PagamentoNonEseguito, rpt.PagamentoParzialmenteEseguito, rpt.DecorrenzaTermini, rpt.DecorrenzaTerminiParziale,
	}
	versamenti = []rpt.TipoVersamento{
		rpt.VersamentoBBT, rpt.VersamentoBP, rpt.VersamentoAD, rpt.VersamentoCP, rpt.VersamentoPO, rpt.VersamentoOBEP, rpt.VersamentoOTH,
	}
	allegati   = []rpt.TipoAllegatoRicevuta{rpt.AllegatoES, rpt.AllegatoBD}
	personeFG  = []rpt.TipoIdentificativoUnivoco{rpt.PersonaFisica, rpt.PersonaGiuridica}
	personaG   = []rpt.TipoIdentificativoUnivoco{rpt.PersonaGiuridica}
	attestanti = []rpt.TipoIdentificativoUnivoco{rpt.PersonaGiuridica, rpt.CodiceABI, rpt.CodiceBIC}
)

// primoAnno is the first with an offset of whole minutes in every day, which the
// written form can say.
const primoAnno = 1900

// istante visits a mandatory xs:dateTime, written in Europe/Rome with milliseconds and
// offset.
func istante(v *schema.Visita, nome string, p *avviso.DataOra) {
	if v.Legge() {
		v.DataOra(nome, p, schema.Obbligatorio)
	}
	switch {
	case v.Err() != nil:
	case !p.IsValid():
		v.Manca(nome)
	case p.Time().Year() < primoAnno:
		v.Rifiuta(nome, p.String(), schema.Data, nil)
	case !v.Legge():
		v.Scrivi(nome, string(p.AppendConZona(nil)))
	}
}
