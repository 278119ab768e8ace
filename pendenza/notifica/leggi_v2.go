package notifica

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

// enteV2 reads PUT /ricevute/{idDominio}/{iuv}/{idRicevuta}.
func (l *lettura) enteV2(testo string) {
	n := &l.n
	r := new(Ricevuta)
	n.Ricevuta = r
	prima := n.Percorso
	l.Oggetto(testo, []membri.Campo{
		{Nome: "dominio", Dove: l.dominio(&n.IdDominio, &r.RagioneSociale), Obbligatorio: true},
		{Nome: "iuv", Dove: &n.IUV, Obbligatorio: true},
		{Nome: "idRicevuta", Dove: testo35(&n.IDRicevuta), Obbligatorio: true},
		{Nome: "idPagamento", Dove: &r.IDPagamento},
		{Nome: "idSessionePsp", Dove: &r.IDSessionePSP},
		{Nome: "versante", Dove: &r.Versante},
		{Nome: "importo", Dove: &r.Importo, Obbligatorio: true},
		{Nome: "esito", Dove: membri.UnaDi(&r.Esito)},
		{Nome: "stato", Dove: &r.Stato},
		{Nome: "istitutoAttestante", Dove: l.istituto(r)},
		{Nome: "attestante", Dove: l.istituto(r)},
		{Nome: "data", Dove: l.giorno(&r.Data, &r.DataOra)},
		{Nome: "dataPagamento", Dove: l.giorno(&r.DataPagamento, &r.DataOraPagamento)},
		{Nome: "modello", Dove: parola(&r.Modello, ModelloEnte, ModelloPSP, "ENTE", "PSP")},
		{Nome: "pendenza", Dove: l.pendenza, Obbligatorio: true},
		{Nome: "riscossioni", Dove: l.riscossioni},
		{Nome: "rpt", Dove: l.documentoV2(&n.RPT)},
		{Nome: "rt", Dove: l.documentoV2(&n.RT)},
	}, &n.Altri)
	switch r.Modello {
	case "ENTE":
		r.Modello = ModelloEnte
	case "PSP":
		r.Modello = ModelloPSP
	}
	l.confronta("iuv", prima.IUV.String(), n.IUV.String())
	l.confronta("idRicevuta", prima.IDRicevuta, n.IDRicevuta)
	l.confronta("idDominio", prima.IdDominio.String(), n.IdDominio.String())
	for _, v := range r.Voci {
		if v.Riscossione != nil {
			n.Riscossioni = append(n.Riscossioni, *v.Riscossione)
		}
	}
}

// Who started the payment, in a receipt of version 2.
//
// Source: GovPay, API Ente v2, ModelloPagamento.
const (
	ModelloEnte = "Pagamento ad iniziativa Ente"
	ModelloPSP  = "Pagamento ad iniziativa PSP"
)

// dominio reads {idDominio, ragioneSociale}; leniently the identifier alone.
func (l *lettura) dominio(d *avviso.IdDominio, ragione *string) func(nome, v string) {
	return func(nome, v string) {
		if v[0] == '{' {
			l.Annidato(nome, v, []membri.Campo{
				{Nome: "idDominio", Dove: d, Obbligatorio: true},
				{Nome: "ragioneSociale", Dove: ragione},
			}, &l.n.Altri)
			return
		}
		s, ok := membri.Testo(v)
		x, err := avviso.ParseIdDominio(s)
		if !ok || err != nil || !l.Tollerante {
			l.Viola("PATTERN", nome, s, "valore di tipo sbagliato")
			return
		}
		*d = x
		l.Avverti(membri.CodiceTipo, nome, "testo al posto di un oggetto")
	}
}

func (l *lettura) istituto(r *Ricevuta) func(nome, v string) {
	return func(nome, v string) {
		if r.IstitutoAttestante != nil {
			l.Viola(membri.CodiceMembro, nome, "", "istituto attestante ripetuto")
			return
		}
		membri.Puntato(&r.IstitutoAttestante, func(i *IstitutoAttestante) membri.Gruppo {
			return membri.Struttura(i, l.Tollerante)
		}).Leggi(&l.Lettura, nome, v)
	}
}

// giorno reads a day, or an instant of which it keeps the day too.
func (l *lettura) giorno(d *avviso.Data, o *avviso.DataOra) func(nome, v string) {
	return func(nome, v string) {
		s, ok := l.Stringa(nome, v)
		if !ok {
			return
		}
		var err error
		if *d, err = avviso.ParseData(s); err == nil {
			return
		}
		if *o, err = avviso.ParseDataOra(s); err == nil {
			*d, err = avviso.ParseData(s[:len("yyyy-MM-dd")])
		}
		if err != nil {
			l.Viola("DATA", nome, s, "data non valida")
		}
	}
}

// pendenza reads what counts of a PendenzaPagata, which is kept whole.
func (l *lettura) pendenza(nome, v string) {
	l.n.Ricevuta.Pendenza = json.RawMessage(v)
	if v[0] != '{' {
		l.Viola("PATTERN", nome, "", "valore di tipo sbagliato")
		return
	}
	l.Annidato(nome, v, conAltri(v,
		membri.Campo{Nome: "idA2A", Dove: testo35(&l.n.IDA2A), Obbligatorio: true},
		membri.Campo{Nome: "idPendenza", Dove: testo35(&l.n.IDPendenza), Obbligatorio: true},
		membri.Campo{Nome: "voci", Dove: l.voci, Obbligatorio: true},
	), nil)
}

// conAltri adds to the members that are read the others of an object, which stay where it
// is kept: one in another case is not among them.
func conAltri(v string, campi ...membri.Campo) []membri.Campo {
	var altro json.RawMessage
	for nome := range membri.Di(v) {
		if !slices.ContainsFunc(campi, func(c membri.Campo) bool { return strings.EqualFold(c.Nome, nome) }) {
			campi = append(campi, membri.Campo{Nome: nome, Dove: &altro})
		}
	}
	return campi
}

func (l *lettura) voci(nome, v string) {
	l.Elenco(nome, v, pendenza.MaxVoci, func(i int, v string) {
		var x VocePagata
		l.Annidato("", v, conAltri(v,
			membri.Campo{Nome: "idVocePendenza", Dove: testo35(&x.IDVocePendenza), Obbligatorio: true},
			membri.Campo{Nome: "riscossione", Dove: func(nome, v string) {
				x.Riscossione = new(Riscossione)
				l.Dentro(nome, func() { l.riscossione(x.Riscossione, v, l.vocePendenza(x.Riscossione)) })
			}},
		), nil)
		if r := x.Riscossione; r != nil {
			if r.IDVocePendenza == "" {
				r.IDVocePendenza = x.IDVocePendenza
			}
			if r.Indice == 0 {
				r.Indice = i + 1
			}
		}
		l.n.Ricevuta.Voci = append(l.n.Ricevuta.Voci, x)
	})
}

// tipiDocumento are the names of the documents.
var tipiDocumento = []string{"ctPaymentPA", "ctPaymentPAV2", "ctReceipt", "ctReceiptV2", "ctRichiestaPagamentoTelematico", "ctRicevutaTelematica"}

// documentoV2 reads {tipo, xml, json}: the XML wins.
func (l *lettura) documentoV2(dst **Documento) func(nome, v string) {
	return func(nome, v string) {
		d := new(Documento)
		*dst = d
		var crudo json.RawMessage
		l.Annidato(nome, v, []membri.Campo{
			{Nome: "tipo", Dove: parola(&d.Tipo, tipiDocumento...), Obbligatorio: !l.Tollerante},
			{Nome: "xml", Dove: l.binario(&d.XML)},
			{Nome: "json", Dove: &crudo},
		}, &l.n.Altri)
		switch {
		case d.XML == nil && crudo == nil:
			l.Viola(membri.CodiceObbligatorio, nome+".xml", "", "né xml né json")
		case d.XML == nil:
			l.documento(d, nome+".json", string(crudo))
		default:
			d.Documento = l.leggiDocumento(d.XML, nome+".xml")
			d.JSON = crudo
			l.confrontaForme(d, nome)
		}
	}
}

// confrontaForme warns when the JSON of a receipt says something else than its XML.
func (l *lettura) confrontaForme(d *Documento, nome string) {
	if d.JSON == nil || nome != "rt" || l.err != nil {
		return
	}
	if x, _, err := rpt.LeggiDocumento(d.JSON); err != nil || !stesso(&x, &d.Documento) {
		l.Avverti(AvvertenzaRTDiversa, nome+".json", "la ricevuta in JSON è diversa da quella in XML, che prevale")
	}
}
