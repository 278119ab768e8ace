package avviso

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Texts of a notice that fit, in characters. A longer one is a warning: paper has ways
// of its own, and where a limit is hard there is [Accorcia].
//
// Source: docs.pagopa.it, "L'avviso di pagamento", 3.5.1, allegato 2.
const (
	MaxOggetto      = 90
	MaxNomeEnte     = 100
	MaxSettore      = 50
	MaxInformazioni = 100
	MaxIntestatario = 50 // of the postal account
	MaxNomeDebitore = 70
	MaxIndirizzo    = 140 // address and place together
	MaxCanaleFisico = 50
)

// maxIdentificativo is the longest code of a debtor, a code is never cut.
const maxIdentificativo = 16

// Where the money goes, in the words of the notice.
//
// Source: docs.pagopa.it, "L'avviso di pagamento", allegato 2.
const (
	DiPosteItaliane = "di Poste Italiane"
	DelTuoEnte      = "del tuo Ente Creditore"
)

// Avviso is a payment notice (avviso di pagamento) as data: what a printer needs
// and nothing about the paper. The amounts are those of the moment of printing:
// what is asked when the citizen pays may differ.
//
// Source: docs.pagopa.it, "L'avviso di pagamento", allegato 2; GovPay, API REST –
// Manuale di Integrazione, §5.3.
type Avviso struct {
	Ente     Ente     `json:"ente"`
	Debitore Debitore `json:"debitore"`
	Oggetto  string   `json:"oggetto"` // subject of the payment, up to MaxOggetto characters
	Rate     []Rata   `json:"rate"`    // in order of printing; one alone, of number 0, is a single payment

	Lingua      Lingua          `json:"lingua,omitzero"`      // a language beside the Italian one; the zero value for none
	Informativa *string         `json:"informativa,omitzero"` // in place of the sentence about the amount; "" for none, nil for the official one
	Dettaglio   []VoceDettaglio `json:"dettaglio,omitzero"`   // what the amount is made of, one note each
}

// Lingua is the second language of a notice.
//
// Source: docs.pagopa.it, "L'avviso di pagamento", "Il multilinguismo".
type Lingua struct {
	Codice  string `json:"codice"`           // de, sl, fr, en, or one that the printer is given
	Modo    string `json:"modo,omitzero"`    // seconda (also ""), bilingue or sola
	Prima   bool   `json:"prima,omitzero"`   // bilingue: before the Italian
	Oggetto string `json:"oggetto,omitzero"` // the subject in it, "" for none

	Informativa *string `json:"informativa,omitzero"` // as that of the notice, in it
}

// VoceDettaglio is a part of the amount, told and not summed.
//
// Source: GovPay, API Pendenze v2, VoceDescrizioneImporto.
type VoceDettaglio struct {
	Voce    string  `json:"voce"`
	Importo Importo `json:"importo"`
}

// Ente is the creditor (ente creditore) as the notice presents it.
type Ente struct {
	IdDominio         IdDominio `json:"idDominio"`
	Nome              string    `json:"nome"`                       // up to MaxNomeEnte characters
	Settore           string    `json:"settore,omitzero"`           // office, up to MaxSettore characters; "" for none
	Informazioni      string    `json:"informazioni,omitzero"`      // site and telephone for questions; "" for none
	CBILL             string    `json:"cbill,omitzero"`             // code for the banks' channel; "" for none
	GLN               GLN       `json:"gln,omitzero"`               // for the bar code; the zero value prints none
	IntestatarioConto string    `json:"intestatarioConto,omitzero"` // holder of the postal account, up to MaxIntestatario characters; "" for Nome
	Autorizzazione    string    `json:"autorizzazione,omitzero"`    // of Poste Italiane to print the slip; "" for none

	CanaleOnline            string `json:"canaleOnline,omitzero"`            // where the creditor takes the payment itself: "", "sito", "app", "sito o app"
	CanaleFisico            string `json:"canaleFisico,omitzero"`            // up to MaxCanaleFisico characters; "" for none
	GestorePubblicoServizio bool   `json:"gestorePubblicoServizio,omitzero"` // no public administration: its sentence about paying online differs
}

// Debitore is the addressee (destinatario) of the notice.
type Debitore struct {
	Identificativo string `json:"identificativo,omitzero"` // fiscal code, up to 16 characters; "" or ANONIMO where that is allowed
	Nome           string `json:"nome"`                    // up to MaxNomeDebitore characters; "" or ANONIMO for one who is not known
	Indirizzo      string `json:"indirizzo,omitzero"`      // with Localita up to MaxIndirizzo characters; "" for none
	Localita       string `json:"localita,omitzero"`       // second line of the address; "" for none
}

// Rata is one way to pay the notice: the whole at once, or one instalment. Each
// has its own numero avviso, and so its own codes.
type Rata struct {
	Numero       int          `json:"numero,omitzero"`    // 0 for the whole, 1, 2 … for an instalment
	Etichetta    string       `json:"etichetta,omitzero"` // what to call it; "" for "Rata unica" or "Rata 1", "Rata 2" …
	NumeroAvviso NumeroAvviso `json:"numeroAvviso"`
	Importo      Importo      `json:"importo"`            // 0.01 to 999999999.99
	Scadenza     Data         `json:"scadenza,omitzero"`  // the zero value prints none
	Accredito    IBAN         `json:"accredito,omitzero"` // account of the first item; the zero value for none
	Appoggio     IBAN         `json:"appoggio,omitzero"`  // its support account (ibanAppoggio); the zero value for none
	Soglia       Soglia       `json:"soglia,omitzero"`    // when this amount holds; excludes Numero
}

// Soglia is the condition of an amount, of a payment that is no instalment. The zero
// value is none.
//
// Source: GovPay, API Pendenze v2, VincoloPagamento; docs.pagopa.it, "L'avviso di
// pagamento", modello per le violazioni del Codice della Strada.
type Soglia struct {
	Tipo   string `json:"tipo"`            // SCONTATO, RIDOTTO, ENTRO or OLTRE
	Giorni int    `json:"giorni,omitzero"` // with ENTRO and OLTRE, from 1
}

// IsZero reports whether there is no condition.
func (s Soglia) IsZero() bool { return s == Soglia{} }

// IsValid reports whether the condition is one of the four, with its days.
func (s Soglia) IsValid() bool {
	switch s.Tipo {
	case "SCONTATO", "RIDOTTO":
		return s.Giorni == 0
	case "ENTRO", "OLTRE":
		return s.Giorni > 0
	}
	return false
}

// titolo is what the notice calls the payment.
func (s Soglia) titolo() string {
	switch s.Tipo {
	case "SCONTATO":
		return "Importo scontato del 30%"
	case "RIDOTTO":
		return "Importo ridotto"
	case "ENTRO":
		return "Entro " + strconv.Itoa(s.Giorni) + " giorni"
	}
	return "Oltre " + strconv.Itoa(s.Giorni) + " giorni"
}

// Titolo returns what the notice calls the payment.
func (r Rata) Titolo() string {
	switch {
	case r.Etichetta != "":
		return r.Etichetta
	case !r.Soglia.IsZero():
		return r.Soglia.titolo()
	case r.Numero == 0:
		return "Rata unica"
	}
	return "Rata " + strconv.Itoa(r.Numero)
}

// Canale returns who collects: DiPosteItaliane when one of the accounts is
// postal, else DelTuoEnte.
func (r Rata) Canale() string {
	if _, ok := ContoPostale(r.Accredito, r.Appoggio); ok {
		return DiPosteItaliane
	}
	return DelTuoEnte
}

// Anonimo reports whether a debtor's code or name is ANONIMO, in any case: a
// debtor who need not be known.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, soggettoPagatore; SANP 2.x, section 3.
func Anonimo(s string) bool { return strings.EqualFold(s, "ANONIMO") }

// Violazioni tells what keeps the notice from being printed, nil when nothing does. A
// text that is too long is none: see Avvertenze. In the order of the fields: NULLO,
// LUNGHEZZA (no name of the creditor, no subject, a debtor's code of more than 16
// characters), DUPLICATO (a number twice), PROGRESSIVO (a negative number of
// instalment), IMPORTO_ZERO, IMPORTO_NON_RAPPRESENTABILE.
func (a Avviso) Violazioni() []Violazione {
	var vv []Violazione
	for _, e := range a.rifiuti() {
		vv = append(vv, e.Rilievo())
	}
	return vv
}

// Valida returns nil when there are no Violazioni, else their errors joined with
// errors.Join: each is an *Errore of kind ErrAvviso and of the kind of the part
// that is wrong.
func (a Avviso) Valida() error {
	var ee []error
	for _, e := range a.rifiuti() {
		ee = append(ee, e)
	}
	return errors.Join(ee...)
}

func (a Avviso) rifiuti() []*Errore {
	v := verifica{}
	if !a.Ente.IdDominio.IsValid() {
		v.rifiuta(CodiceNullo, "ente.idDominio", "")
	}
	v.presente("ente.nome", a.Ente.Nome)
	if s := a.Debitore.Identificativo; utf8.RuneCountInString(s) > maxIdentificativo {
		v.rifiuta(CodiceLunghezza, "debitore.identificativo", s)
	}
	v.presente("oggetto", a.Oggetto)
	if len(a.Rate) == 0 {
		v.rifiuta(CodiceNullo, "rate", "")
	}
	numeri, avvisi := map[posto]bool{}, map[NumeroAvviso]bool{}
	for i, r := range a.Rate {
		campo := "rate[" + strconv.Itoa(i) + "]."
		switch p := (posto{r.Numero, r.Soglia}); {
		case r.Numero < 0:
			v.rifiuta(CodiceProgressivo, campo+"numero", strconv.Itoa(r.Numero))
		case !r.Soglia.IsZero() && (!r.Soglia.IsValid() || r.Numero > 0):
			v.rifiuta(CodiceSoglia, campo+"soglia", r.Soglia.Tipo)
		case numeri[p] && r.Etichetta == "":
			v.rifiuta(CodiceDuplicato, campo+"numero", strconv.Itoa(r.Numero))
		}
		numeri[posto{r.Numero, r.Soglia}] = true
		if avvisi[r.NumeroAvviso] {
			v.rifiuta(CodiceDuplicato, campo+"numeroAvviso", r.NumeroAvviso.String())
		}
		avvisi[r.NumeroAvviso] = true
		if _, err := a.Sezione(r); err != nil {
			v.rifiuti = append(v.rifiuti, rinomina(err, campo))
		}
	}
	return v.rifiuti
}

// posto is what tells the payments of a notice apart.
type posto struct {
	numero int
	soglia Soglia
}

// CodiceDuplicato is the code of a notice with the same number twice.
const CodiceDuplicato Codice = "DUPLICATO"

// CodiceSoglia is the code of a condition that is none of the four, has no days or days
// too many, or stands on an instalment.
const CodiceSoglia Codice = "SOGLIA"

// verifica collects refusals.
type verifica struct{ rifiuti []*Errore }

func (v *verifica) rifiuta(c Codice, campo, valore string) {
	v.rifiuti = append(v.rifiuti, rifiutaCampo(c, campo, valore, ErrAvviso))
}

func (v *verifica) presente(campo, s string) {
	if s == "" {
		v.rifiuta(CodiceLunghezza, campo, s)
	}
}

// rinomina puts a refusal of one code under the field of its instalment.
func rinomina(err error, campo string) *Errore {
	var e *Errore
	if errors.As(err, &e) {
		campo += e.Campo
	}
	return entro(err, strings.TrimSuffix(campo, "."), ErrAvviso)
}

// Sezione is one payment of a notice as it is printed: texts formatted, codes
// made.
type Sezione struct {
	Rata         Rata
	Titolo       string // "Rata unica", "Rata 1"
	Importo      string // "1.234,56"
	Scadenza     string // "31/12/2024", "" for none
	CodiceAvviso string // "0011 9028 0072 1470 87"
	Canale       string // DiPosteItaliane or DelTuoEnte
	QRCode       string // text of the QR code, its amount up to eleven digits
	BarCode      string // text of the bar code, "" when the creditor has no GLN
	Bollettino   Bollettino
}

// Bollettino is the postal section of a payment; the zero value when it has none,
// because neither account is of Poste Italiane.
type Bollettino struct {
	Conto          string // the twelve digits of the conto corrente postale
	Intestatario   string
	Autorizzazione string       // of Poste Italiane to print the slip
	DataMatrix     string       // text of the Data Matrix, 256 characters
	CodeLine       string       // text of the code line, 50 characters
	Avvertenze     []Avvertenza // what the Data Matrix could not carry of the texts
}

// IsValid reports whether there is a postal section.
func (b Bollettino) IsValid() bool { return b.Conto != "" }

// Sezione formats one payment of the notice. Errors are those of
// QRCode.AppendText, BarCode.AppendText and DataMatrix.AppendText.
//
// Source: docs.pagopa.it, "L'avviso di pagamento", allegato 2.
func (a Avviso) Sezione(r Rata) (Sezione, error) {
	s := Sezione{
		Rata: r, Titolo: r.Titolo(), Importo: r.Importo.Italiano(), Scadenza: r.Scadenza.Italiana(),
		CodiceAvviso: r.NumeroAvviso.Visuale(), Canale: r.Canale(),
	}
	var err error
	qr := QRCode{NumeroAvviso: r.NumeroAvviso, IdDominio: a.Ente.IdDominio, Importo: r.Importo}
	if s.OltreDieciCifre() && r.Importo.Compare(MaxImporto) <= 0 {
		qr.Importo = massimoDieciCifre
	}
	if s.QRCode, err = qr.Testo(); err != nil {
		return Sezione{}, err
	}
	if s.OltreDieciCifre() {
		s.QRCode = strings.TrimSuffix(s.QRCode, "9999999999") + strconv.FormatInt(r.Importo.Centesimi(), 10)
		return s, nil
	}
	if a.Ente.GLN.IsValid() {
		if s.BarCode, err = (BarCode{a.Ente.GLN, r.NumeroAvviso, r.Importo}).Testo(); err != nil {
			return Sezione{}, err
		}
	}
	if conto, ok := ContoPostale(r.Accredito, r.Appoggio); ok {
		if s.Bollettino, err = a.bollettino(r, conto); err != nil {
			return Sezione{}, err
		}
	}
	return s, nil
}

// massimoDieciCifre is the largest amount that every code carries.
var massimoDieciCifre = MustImporto("99999999.99")

// OltreDieciCifre reports whether the amount, from 100,000,000.00 up, has eleven digits:
// the QR code of the notice carries them, though not all readers take them; bar code and
// postal section have room for ten and are left out.
//
// Source: docs.pagopa.it, "L'avviso di pagamento", 3.4, allegato 2.
func (s Sezione) OltreDieciCifre() bool { return s.Rata.Importo.Compare(massimoDieciCifre) > 0 }

func (a Avviso) bollettino(r Rata, conto string) (Bollettino, error) {
	d := DataMatrix{
		NumeroAvviso: r.NumeroAvviso, Conto: conto, Importo: r.Importo, IdDominio: a.Ente.IdDominio,
		IdDebitore: a.Debitore.Identificativo, Denominazione: a.Debitore.Nome, Causale: a.Oggetto,
	}
	testo, err := d.Testo()
	if err != nil {
		return Bollettino{}, err
	}
	intestatario := a.Ente.IntestatarioConto
	if intestatario == "" {
		intestatario = a.Ente.Nome
	}
	return Bollettino{
		Conto: conto, Intestatario: intestatario, Autorizzazione: a.Ente.Autorizzazione,
		DataMatrix: testo, CodeLine: testo[dmInizioLinea:dmInizioFase], Avvertenze: d.Avvertenze(),
	}, nil
}

// Totale returns what is owed: the amount of the payment of number 0 when there
// is one (the first, of amounts with a condition), else the sum of the instalments. The error is OVERFLOW (ErrImporto).
func (a Avviso) Totale() (Importo, error) {
	for _, r := range a.Rate {
		if r.Numero == 0 {
			return r.Importo, nil
		}
	}
	return TotaleDi(func(yield func(Importo) bool) {
		for _, r := range a.Rate {
			if !yield(r.Importo) {
				return
			}
		}
	}).Importo()
}

// Avvertenze returns what a person may want to look at before the notice goes
// out, in the order of the fields: texts longer than the model has room for
// (LUNGHEZZA, with limit and length in the text), a CBILL that is not in capitals
// (CARATTERE), a debtor's code that is no fiscal code (CODICE_FISCALE), unless it is
// missing or ANONIMO; for each payment those of its numero avviso and of its postal
// section, the field named after it.
func (a Avviso) Avvertenze() []Avvertenza {
	as := a.lunghezze()
	if c := a.Ente.CBILL; c != maiuscole(c) || !soloStampabili(c) {
		as = append(as, Avvertenza{Codice: CodiceCarattere, Campo: "ente.cbill", Valore: c, Testo: "codice CBILL non in lettere maiuscole e cifre"})
	}
	if id := a.Debitore.Identificativo; id != "" && !Anonimo(id) {
		if _, _, err := LeggiCodiceFiscale(id); err != nil {
			as = append(as, Avvertenza{
				Codice: CodiceFiscaleErrato, Campo: "debitore.identificativo", Valore: id, Testo: ErrCodiceFiscale.Error(),
			})
		}
	}
	for i, r := range a.Rate {
		trovate := r.NumeroAvviso.Avvertenze()
		if s, err := a.Sezione(r); err == nil {
			trovate = append(trovate, s.Bollettino.Avvertenze...)
			if s.OltreDieciCifre() {
				trovate = append(trovate, s.troppeCifre()...)
			}
		}
		for _, av := range trovate {
			av.Campo = "rate[" + strconv.Itoa(i) + "]." + av.Campo
			as = append(as, av)
		}
	}
	return as
}

// troppeCifre tells what an amount of eleven digits costs.
func (s Sezione) troppeCifre() []Avvertenza {
	as := []Avvertenza{{
		Codice: CodiceNonRappresentato, Campo: "importo", Valore: s.Rata.Importo.String(),
		Testo: "importo di undici cifre nel codice QR: alcuni lettori ne leggono dieci",
	}}
	if s.Canale == DiPosteItaliane {
		as = append(as, Avvertenza{
			Codice: CodiceNonRappresentato, Campo: "importo", Valore: s.Rata.Importo.String(),
			Testo: "il Data Matrix porta dieci cifre: la sezione postale è omessa",
		})
	}
	return as
}

// lunghezze returns a warning for each text over its limit.
func (a Avviso) lunghezze() []Avvertenza {
	var as []Avvertenza
	for _, t := range []struct {
		campo, testo string
		massimo      int
	}{
		{"ente.nome", a.Ente.Nome, MaxNomeEnte},
		{"ente.settore", a.Ente.Settore, MaxSettore},
		{"ente.informazioni", a.Ente.Informazioni, MaxInformazioni},
		{"ente.intestatarioConto", a.Ente.IntestatarioConto, MaxIntestatario},
		{"ente.canaleFisico", a.Ente.CanaleFisico, MaxCanaleFisico},
		{"debitore.nome", a.Debitore.Nome, MaxNomeDebitore},
		{"debitore.indirizzo", a.Debitore.Indirizzo + a.Debitore.Localita, MaxIndirizzo},
		{"oggetto", a.Oggetto, MaxOggetto},
	} {
		if n := utf8.RuneCountInString(t.testo); n > t.massimo {
			as = append(as, Avvertenza{
				Codice: CodiceLunghezza, Campo: t.campo, Valore: t.testo,
				Testo: "testo di " + strconv.Itoa(n) + " caratteri, il modello ne prevede " + strconv.Itoa(t.massimo),
			})
		}
	}
	return as
}

// CodiceFiscaleErrato is the code of a debtor's code that is no fiscal code: a
// warning, since foreigners pay too.
const CodiceFiscaleErrato Codice = "CODICE_FISCALE"
