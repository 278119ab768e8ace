package pendenza

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/riferimento"
)

// Violazioni returns every rule that the position breaks, in the order of the
// fields; nil when there is none. The life of the position is not examined.
//
// Source: GovPay, API Pendenze v2 (validators of PendenzaPost, CostantiValidazione).
func (p *Pendenza) Violazioni() []avviso.Violazione {
	var e esame
	return e.pendenza(p.oVuota())
}

// Valida refuses a position that breaks a rule: the error has the code and the
// field of the first violation, is an ErrNonValida, and errors.As finds
// *NonValida with all of them. A nil position is NULLO (avviso.ErrNullo).
func (p *Pendenza) Valida() error {
	if p == nil {
		return errNullo("pendenza")
	}
	return nonValida(p.Violazioni())
}

// Avvertenze returns what the API accepts and is probably wrong: the check digit
// of idDominio, that of the numero avviso, the check character of the debtor's
// code (ANONIMO has none), all of them CHECK; a key twice in the metadata of an
// item, DUPLICATO.
//
// Source: GovPay checks the length of these codes only.
func (p *Pendenza) Avvertenze() []avviso.Avvertenza {
	p = p.oVuota()
	var e esame
	if p.IdDominio.IsValid() && !p.IdDominio.CheckValido() {
		e.segna(luogo{nome: "idDominio"}, CheckNonValido, "cifra di controllo errata")
	}
	if p.NumeroAvviso.IsValid() && !p.NumeroAvviso.CheckValido() {
		e.segna(luogo{nome: "numeroAvviso"}, CheckNonValido, "cifre di controllo errate")
	}
	if s := p.SoggettoPagatore; s != nil && s.Identificativo != "" && !avviso.Anonimo(s.Identificativo) {
		if _, _, err := avviso.LeggiCodiceFiscale(s.Identificativo); err != nil {
			e.segna(luogo{gruppo: "soggettoPagatore", nome: "identificativo"}, CheckNonValido, "codice fiscale o partita IVA non valido")
		}
	}
	for i := range p.Voci {
		e.chiaviRipetute(p.Voci[i].Metadata, i+1)
	}
	return e.violazioni
}

func (e *esame) pendenza(p *Pendenza) []avviso.Violazione {
	// What a host answered, and is stored since, may have dots in its codes.
	e.punti = e.punti || p.Stato.IsValid()
	id := e.id()
	e.codice(luogo{nome: "idA2A"}, p.IDA2A, !e.chiave, id)
	e.codice(luogo{nome: "idPendenza"}, p.IDPendenza, !e.chiave, id)
	e.presente(luogo{nome: "idDominio"}, p.IdDominio.IsValid())
	e.codice(luogo{nome: "idUnitaOperativa"}, p.IDUnitaOperativa, false, id)
	e.codice(luogo{nome: "idTipoPendenza"}, p.IDTipoPendenza, false, codicePunto)
	e.testo(luogo{nome: "nome"}, p.Nome, false, 35)
	e.testo(luogo{nome: "causale"}, p.Causale, true, 140)
	e.soggetto(p.SoggettoPagatore)
	noto := e.importo(luogo{nome: "importo"}, p.Importo)
	for _, n := range [...]string{"numeroAvviso", "dataCaricamento", "dataValidita", "dataScadenza"} {
		e.difettoso(luogo{nome: n})
	}
	e.codice(luogo{nome: "annoRiferimento"}, p.AnnoRiferimento, false, anno)
	e.testo(luogo{nome: "cartellaPagamento"}, p.CartellaPagamento, false, 35)
	e.difettoso(luogo{nome: "datiAllegati"})
	e.testo(luogo{nome: "tassonomia"}, p.Tassonomia, false, 35)
	if l := (luogo{nome: "tassonomiaAvviso"}); !e.difettoso(l) && p.TassonomiaAvviso != "" &&
		!slices.Contains(tassonomie[:], p.TassonomiaAvviso) {
		e.segna(l, Enum, messaggioEnum)
	}
	e.codice(luogo{nome: "direzione"}, p.Direzione, false, id)
	e.codice(luogo{nome: "divisione"}, p.Divisione, false, id)
	e.documento(p.Documento)
	e.difettoso(luogo{nome: "dataNotificaAvviso"})
	e.difettoso(luogo{nome: "dataPromemoriaScadenza"})
	e.allegati(p.Allegati)
	e.proprieta(p.Proprieta)
	e.voci(p, noto)
	return e.chiudi()
}

// id returns the form of the codes of an application.
func (e *esame) id() func(string) bool {
	if e.punti {
		return codicePunto
	}
	return codice
}

// validaInParte reports whether what is given breaks no rule: what is absent is
// not asked for.
func (p *Pendenza) validaInParte() bool {
	e := esame{parziale: true, punti: true}
	return len(e.pendenza(p)) == 0
}

// presente asks for a value that is required.
func (e *esame) presente(l luogo, c bool) {
	if !e.difettoso(l) && !c && !e.parziale {
		e.segna(l, Obbligatorio, messaggioObbligatorio)
	}
}

// dato reports whether there is a text to examine; it asks for a required one.
func (e *esame) dato(l luogo, s string, obbligatorio bool) bool {
	switch {
	case e.difettoso(l):
		return false
	case s == "" && obbligatorio && !e.parziale:
		e.segna(l, Obbligatorio, messaggioObbligatorio)
	}
	return s != ""
}

// codice examines a text by its form. Most are absent, and may be.
func (e *esame) codice(l luogo, s string, obbligatorio bool, forma func(string) bool) {
	if s != "" || obbligatorio || len(e.difetti) > 0 {
		e.esaminaCodice(l, s, obbligatorio, forma)
	}
}

func (e *esame) esaminaCodice(l luogo, s string, obbligatorio bool, forma func(string) bool) {
	if len(e.difetti) == 0 && s != "" && forma(s) {
		return
	}
	if e.dato(l, s, obbligatorio) && !forma(s) {
		e.segna(l, Pattern, messaggioFormato)
	}
}

// testo examines a text by its length.
func (e *esame) testo(l luogo, s string, obbligatorio bool, massimo int) {
	if s != "" || obbligatorio || len(e.difetti) > 0 {
		e.esaminaTesto(l, s, obbligatorio, massimo)
	}
}

func (e *esame) esaminaTesto(l luogo, s string, obbligatorio bool, massimo int) {
	n, ok := stampabile(s)
	if len(e.difetti) == 0 && s != "" && ok && n <= massimo || !e.dato(l, s, obbligatorio) {
		return
	}
	if !ok {
		e.segna(l, Pattern, messaggioControllo)
	} else if n > massimo {
		e.segna(l, LunghezzaMax, "lunghezza massima "+strconv.Itoa(massimo)+", trovati "+strconv.Itoa(n))
	}
}

// importo examines an amount due and reports whether it is one.
func (e *esame) importo(l luogo, i avviso.Importo) bool {
	switch {
	case e.difettoso(l), e.parziale && i.IsZero():
		return false
	case i.Segno() <= 0:
		e.segna(l, Min, messaggioMin)
		return false
	case i.Compare(avviso.MaxImporto) > 0:
		e.segna(l, Max, messaggioMax)
		return false
	}
	return true
}

func (e *esame) soggetto(s *SoggettoPagatore) {
	const gruppo = "soggettoPagatore"
	if e.difettoso(luogo{nome: gruppo}) || s == nil {
		return
	}
	e.difettoso(luogo{gruppo: gruppo, nome: "tipo"})
	e.testo(luogo{gruppo: gruppo, nome: "identificativo"}, s.Identificativo, false, 16)
	e.testo(luogo{gruppo: gruppo, nome: "anagrafica"}, s.Anagrafica, false, 70)
	e.testo(luogo{gruppo: gruppo, nome: "indirizzo"}, s.Indirizzo, false, 70)
	e.testo(luogo{gruppo: gruppo, nome: "civico"}, s.Civico, false, 16)
	e.testo(luogo{gruppo: gruppo, nome: "cap"}, s.CAP, false, 16)
	e.testo(luogo{gruppo: gruppo, nome: "localita"}, s.Localita, false, 35)
	e.testo(luogo{gruppo: gruppo, nome: "provincia"}, s.Provincia, false, 35)
	e.codice(luogo{gruppo: gruppo, nome: "nazione"}, s.Nazione, false, sigla)
	if l := (luogo{gruppo: gruppo, nome: "email"}); len(s.Email) > 256 && utf8.RuneCountInString(s.Email) > 256 {
		e.testo(l, s.Email, false, 256)
	} else {
		e.codice(l, s.Email, false, riferimento.EMail)
	}
	e.codice(luogo{gruppo: gruppo, nome: "cellulare"}, s.Cellulare, false, cellulare)
}

func (e *esame) documento(d *Documento) {
	const gruppo = "documento"
	if e.difettoso(luogo{nome: gruppo}) || d == nil {
		return
	}
	e.codice(luogo{gruppo: gruppo, nome: "identificativo"}, d.Identificativo, true, e.id())
	e.testo(luogo{gruppo: gruppo, nome: "descrizione"}, d.Descrizione, true, 255)
	if l := (luogo{gruppo: gruppo, nome: "rata"}); !e.difettoso(l) && d.Rata < 0 {
		e.segna(l, Min, "minimo 1")
	}
	l := luogo{gruppo: gruppo, nome: "soglia"}
	if e.difettoso(l) || d.Soglia == nil {
		return
	}
	if d.Rata != 0 {
		e.segna(luogo{nome: gruppo}, Esclusivi, "rata e soglia si escludono")
	}
	e.soglia(d.Soglia)
}

func (e *esame) soglia(s *Soglia) {
	const gruppo = "documento.soglia"
	tipo := luogo{gruppo: gruppo, nome: "tipo"}
	giorni := luogo{gruppo: gruppo, nome: "giorni"}
	if e.difettoso(tipo) {
		e.difettoso(giorni)
		return
	}
	switch difettosi := e.difettoso(giorni); {
	case !s.Tipo.IsValid():
		e.segna(tipo, Obbligatorio, messaggioObbligatorio)
	case difettosi:
	case s.Tipo.aGiorni() && s.Giorni < 0:
		e.segna(giorni, Min, "minimo 1")
	case s.Tipo.aGiorni() && s.Giorni == 0:
		e.segna(giorni, Obbligatorio, messaggioObbligatorio)
	case !s.Tipo.aGiorni():
		e.escluso(giorni, s.Giorni != 0, string(s.Tipo))
	}
}
