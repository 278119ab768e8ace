package posizione

import (
	"errors"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
)

// Versione is the shape of a document.
type Versione string

// The shapes.
const (
	V1  Versione = "v1"  // one debtor, payment options
	V3  Versione = "v3"  // payment options with a debtor and instalments each
	ACA Versione = "aca" // paCreatePosition: one option of one transfer
)

// IsValid reports whether v is one of the values.
func (v Versione) IsValid() bool { return v == V1 || v == V3 || v == ACA }

// Limits of a position.
//
// Source: pagopa/pagopa-debt-position, model.
const (
	MaxTransfer = 5
	MaxOpzioni  = 100
	MaxRate     = 100
	MaxMetadata = 10

	massimoTesto = 140
	massimoHash  = 72
)

// Posizione is a debt position of GPD or ACA, in a form that holds all shapes.
//
// Source: pagopa/pagopa-debt-position, PaymentPositionModel, v3 PaymentPositionModelV3.
type Posizione struct {
	IUPD        string // name of the position, unique for its body
	IdDominio   avviso.IdDominio
	CompanyName string // of the body, 1..140 characters
	OfficeName  string // up to 140 characters
	PayStandIn  bool   // the Nodo may answer in the body's stead
	Stato       string // status, as GPD tells it; "" in a position to be created
	Opzioni     []Opzione
	Ignoti      []avviso.Avvertenza // members that nobody knows, told by Leggi
}

// Opzione is one way to pay: at once, with one Rata, or in instalments.
type Opzione struct {
	Descrizione     string         // of v3
	ValidityDate    avviso.DataOra // payable from here on; zero is at once. It is no dataValidita
	RetentionDate   avviso.DataOra
	SwitchToExpired bool // DueDate ends the position
	Debitore        Debitore
	Rateale         bool // its Rate are instalments of a plan, also when it is one alone
	Rate            []Rata
}

// Debitore is the debtor.
type Debitore struct {
	Tipo        pendenza.TipoSoggetto
	FiscalCode  string // or ANONIMO
	FullName    string // or ANONIMO
	StreetName  string
	CivicNumber string
	PostalCode  string
	City        string
	Province    string
	Region      string
	Country     string // two capital letters
	Email       string
	Phone       string
}

// Rata is one payment, with a notice of its own.
type Rata struct {
	NAV             avviso.NumeroAvviso // zero: made of IUV and configuration
	IUV             avviso.IUV
	Importo         avviso.Importo // NotificationFee included
	Descrizione     string         // 1..140 characters
	DueDate         avviso.DataOra
	Fee             avviso.Importo // told by GPD
	NotificationFee avviso.Importo // of SEND, told by GPD
	Stato           string         // of the option, or instalment, as GPD tells it
	Transfer        []Transfer
	Metadata        []Metadato
}

// Transfer is the part of a payment that goes to one account, or for one stamp.
type Transfer struct {
	ID                    int // 1..5
	Importo               avviso.Importo
	IdDominio             avviso.IdDominio // zero: the body of the position
	RemittanceInformation string           // 1..140 characters
	Category              string           // as 9/0101002IM/
	IBAN                  avviso.IBAN      // or Marca
	PostalIBAN            avviso.IBAN      // with IBAN only
	Marca                 *Marca
	CompanyName           string
	Metadata              []Metadato
}

// Marca is a digital stamp (marca da bollo digitale).
type Marca struct {
	HashDocumento      string // 1..72 characters
	Tipo               string // two characters, 01
	ProvinciaResidenza string // two capital letters
}

// Metadato is one pair of the metadata.
type Metadato struct{ Key, Value string }

// CodiceForma is the code of a position that the shape asked for cannot hold; the
// others are those of pendenza's violations.
const CodiceForma avviso.Codice = "FORMA"

// ErrPosizione is a document that is no debt position, or one that breaks rules.
var ErrPosizione = errors.New("posizione debitoria non valida")

// Valida returns nil when there are no Violazioni, else a *pendenza.Errore
// (ErrPosizione) for each, joined.
func (p *Posizione) Valida() error { return rifiuti(p.Violazioni()) }

func rifiuti(violazioni []avviso.Violazione) error {
	var ee []error
	for _, v := range violazioni {
		ee = append(ee, &pendenza.Errore{Codice: v.Codice, Campo: v.Campo, Valore: v.Valore, Riga: v.Riga, Colonna: v.Colonna, Err: ErrPosizione})
	}
	return errors.Join(ee...)
}

// Violazioni tells every rule of GPD that the position breaks, in its order: missing
// members (OBBLIGATORIO), texts too long (LUNGHEZZA_MAX), lists (ELEMENTI_MIN,
// ELEMENTI_MAX), transfers that do not make the amount (SOMMA), a transfer with no
// account and no stamp, or with both (ESCLUSIVI), an IUV, an idTransfer or a key twice
// (DUPLICATO), forms (PATTERN), instants out of order (DATA).
//
// Source: pagopa/pagopa-debt-position, DebtPositionValidation and model.
func (p *Posizione) Violazioni() []avviso.Violazione {
	if p == nil {
		return []avviso.Violazione{{Codice: avviso.CodiceNullo, Testo: avviso.ErrNullo.Error()}}
	}
	var e esame
	e.testo("iupd", p.IUPD, true, 0)
	e.testo("companyName", p.CompanyName, true, massimoTesto)
	e.testo("officeName", p.OfficeName, false, massimoTesto)
	e.elementi("paymentOption", len(p.Opzioni), 1, MaxOpzioni)
	iuv := map[avviso.IUV]bool{}
	for i := range p.Opzioni {
		e.opzione(passo("paymentOption", i), &p.Opzioni[i], iuv)
	}
	return e.violazioni
}

func passo(nome string, i int) string { return nome + "[" + strconv.Itoa(i) + "]" }

// esame collects the violations of a position.
type esame struct{ violazioni []avviso.Violazione }

func (e *esame) segna(c avviso.Codice, campo, valore, testo string) {
	e.violazioni = append(e.violazioni, avviso.Violazione{Codice: c, Campo: campo, Valore: valore, Testo: testo})
}

func (e *esame) testo(campo, s string, obbligo bool, massimo int) {
	switch n := utf8.RuneCountInString(s); {
	case n == 0 && obbligo:
		e.segna(pendenza.Obbligatorio, campo, "", "obbligatorio")
	case massimo > 0 && n > massimo:
		e.segna(pendenza.LunghezzaMax, campo, s, "massimo "+strconv.Itoa(massimo)+" caratteri, trovati "+strconv.Itoa(n))
	}
}

func (e *esame) elementi(campo string, n, minimo, massimo int) {
	switch {
	case n < minimo:
		e.segna(pendenza.ElementiMin, campo, "", "almeno "+strconv.Itoa(minimo))
	case n > massimo:
		e.segna(pendenza.ElementiMax, campo, "", "massimo "+strconv.Itoa(massimo)+", trovati "+strconv.Itoa(n))
	}
}

func (e *esame) forma(campo, s string, ok bool) {
	if !ok {
		e.segna(pendenza.Pattern, campo, s, "formato non valido")
	}
}

func (e *esame) opzione(dove string, o *Opzione, iuv map[avviso.IUV]bool) {
	d, in := &o.Debitore, dove+".debtor."
	e.forma(in+"type", string(d.Tipo), d.Tipo.IsValid())
	e.testo(in+"fiscalCode", d.FiscalCode, true, 0)
	e.testo(in+"fullName", d.FullName, true, 0)
	e.forma(in+"country", d.Country, d.Country == "" || dueMaiuscole(d.Country))
	e.elementi(dove+".installments", len(o.Rate), 1, MaxRate)
	for i := range o.Rate {
		e.rata(passo(dove+".installments", i), o, &o.Rate[i], iuv)
	}
}

func (e *esame) rata(dove string, o *Opzione, r *Rata, iuv map[avviso.IUV]bool) {
	switch {
	case !r.IUV.IsValid():
		e.segna(pendenza.Obbligatorio, dove+".iuv", "", "obbligatorio")
	case iuv[r.IUV]:
		e.segna(pendenza.Duplicato, dove+".iuv", r.IUV.String(), "già presente nella posizione")
	case r.NAV.IsValid() && r.NAV.IUV() != r.IUV:
		e.segna(pendenza.Pattern, dove+".nav", r.NAV.String(), "non è l'avviso dello IUV")
	}
	iuv[r.IUV] = true
	if r.Importo.Segno() <= 0 {
		e.segna(pendenza.Min, dove+".amount", r.Importo.String(), "deve essere maggiore di zero")
	}
	e.testo(dove+".description", r.Descrizione, true, massimoTesto)
	switch {
	case !r.DueDate.IsValid():
		e.segna(pendenza.Obbligatorio, dove+".dueDate", "", "obbligatorio")
	case o.ValidityDate.IsValid() && r.DueDate.Prima(o.ValidityDate), o.RetentionDate.IsValid() && o.RetentionDate.Prima(r.DueDate):
		e.segna(pendenza.DataNonValida, dove+".dueDate", r.DueDate.String(), "fuori ordine: validityDate, dueDate, retentionDate")
	}
	e.metadata(dove+".metadata", r.Metadata)
	e.elementi(dove+".transfer", len(r.Transfer), 1, MaxTransfer)
	var visti []int
	var somma avviso.Totale
	for i := range r.Transfer {
		t := &r.Transfer[i]
		qui := passo(dove+".transfer", i)
		if t.ID < 1 || t.ID > MaxTransfer {
			e.segna(pendenza.Pattern, qui+".idTransfer", strconv.Itoa(t.ID), "da 1 a 5")
		} else if slices.Contains(visti, t.ID) {
			e.segna(pendenza.Duplicato, qui+".idTransfer", strconv.Itoa(t.ID), "già presente")
		}
		visti = append(visti, t.ID)
		e.transfer(qui, t)
		somma.Aggiungi(t.Importo)
	}
	if s, err := somma.Importo(); len(r.Transfer) > 0 && (err != nil || s != r.Importo) {
		e.segna(pendenza.SommaErrata, dove+".amount", r.Importo.String(), "la somma dei transfer è "+s.String())
	}
}

func (e *esame) transfer(dove string, t *Transfer) {
	if t.Importo.Segno() <= 0 {
		e.segna(pendenza.Min, dove+".amount", t.Importo.String(), "deve essere maggiore di zero")
	}
	e.testo(dove+".remittanceInformation", t.RemittanceInformation, true, massimoTesto)
	e.testo(dove+".category", t.Category, true, massimoTesto)
	e.testo(dove+".companyName", t.CompanyName, false, massimoTesto)
	switch {
	case t.IBAN.IsValid() == (t.Marca != nil):
		e.segna(pendenza.Esclusivi, dove+".iban", t.IBAN.String(), "un conto oppure una marca da bollo")
	case t.PostalIBAN.IsValid() && t.Marca != nil:
		e.segna(pendenza.Esclusivi, dove+".postalIban", t.PostalIBAN.String(), "solo con un conto")
	}
	if m := t.Marca; m != nil {
		e.testo(dove+".stamp.hashDocument", m.HashDocumento, true, massimoHash)
		e.forma(dove+".stamp.stampType", m.Tipo, len(m.Tipo) == 2)
		e.forma(dove+".stamp.provincialResidence", m.ProvinciaResidenza, dueMaiuscole(m.ProvinciaResidenza))
	}
	e.metadata(dove+".transferMetadata", t.Metadata)
}

func (e *esame) metadata(dove string, mm []Metadato) {
	e.elementi(dove, len(mm), 0, MaxMetadata)
	for i, m := range mm {
		qui := passo(dove, i)
		e.testo(qui+".key", m.Key, true, massimoTesto)
		e.testo(qui+".value", m.Value, true, massimoTesto)
		if slices.ContainsFunc(mm[:i], func(x Metadato) bool { return x.Key == m.Key }) {
			e.segna(pendenza.Duplicato, qui+".key", m.Key, "già presente")
		}
	}
}

func dueMaiuscole(s string) bool {
	return len(s) == 2 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'A' && s[1] <= 'Z'
}
