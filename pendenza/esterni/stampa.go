package esterni

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"iter"
	"strconv"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
)

// RichiestaStampa asks the print service of PagoPA (Stampa avvisi) for one notice:
// the body of POST /notices/generate, and one element of /notices/generate-massive.
//
// Source: pagopa/pagopa-api, print-payment-notice-service, NoticeGenerationRequestItem.
type RichiestaStampa struct {
	TemplateID string `json:"templateId"`
	Data       struct {
		Notice              NotiziaStampa `json:"notice"`
		CreditorInstitution struct {
			TaxCode avviso.IdDominio `json:"taxCode"`
		} `json:"creditorInstitution"`
		Debtor DebitoreStampa `json:"debtor"`
	} `json:"data"`
}

// NotiziaStampa is what the notice asks for.
type NotiziaStampa struct {
	Subject       string              `json:"subject"`                 // 1..90 characters
	PaymentAmount Centesimi           `json:"paymentAmount,omitempty"` // of the whole at once
	DueDate       string              `json:"dueDate,omitempty"`       // dd/MM/yyyy
	Code          avviso.NumeroAvviso `json:"code,omitzero"`
	Reduced       *RataStampa         `json:"reduced,omitempty"`      // Codice della Strada
	Discounted    *RataStampa         `json:"discounted,omitempty"`   // Codice della Strada
	Installments  []RataStampa        `json:"installments,omitempty"` // two or more
}

// RataStampa is one instalment.
type RataStampa struct {
	Code    avviso.NumeroAvviso `json:"code"`
	Amount  Centesimi           `json:"amount"`
	DueDate string              `json:"dueDate,omitempty"`
}

// DebitoreStampa is the addressee. The service wants every member of the address.
type DebitoreStampa struct {
	TaxCode        string `json:"taxCode,omitempty"` // up to 16 characters, or ANONIMO
	FullName       string `json:"fullName"`          // 1..70
	Address        string `json:"address"`           // 1..140
	PostalCode     string `json:"postalCode"`
	City           string `json:"city"`
	BuildingNumber string `json:"buildingNumber"`
	Province       string `json:"province"`
}

// Centesimi is an amount of the service: whole cents, 1 to 99999999999.
type Centesimi int64

// Limits of the service.
//
// Source: pagopa/pagopa-print-payment-notice-service, model.
const (
	MaxStampeMassive = 1000 // notices of one massive request

	maxImportoStampa = 99_999_999_999
	mancante         = "-" // of an address that is not known
)

// ErrStampa is a request that the print service would refuse.
var ErrStampa = errors.New("richiesta di stampa non valida")

// StatoStampa is where a massive request stands.
type StatoStampa string

// The states.
const (
	StampaInserita   StatoStampa = "INSERTED"
	StampaInCorso    StatoStampa = "PROCESSING"
	StampaInChiusura StatoStampa = "COMPLETING"
	StampaFallita    StatoStampa = "FAILED"
	StampaEseguita   StatoStampa = "PROCESSED"
	StampaConFallite StatoStampa = "PROCESSED_WITH_FAILURES"
)

// EsitoStampa is the answer about a massive request.
//
// Source: pagopa/pagopa-api, print-payment-notice-service, GetGenerationRequestStatusResource.
type EsitoStampa struct {
	Status           StatoStampa `json:"status"`
	ProcessedNotices []string    `json:"processedNotices"`
	NoticesInError   []string    `json:"noticesInError"`
}

// LeggiEsitoStampa reads the state of a massive request; members that it does not know
// are passed over. Error JSON, or VALORE for a state that is none of the list.
func LeggiEsitoStampa(dati []byte) (EsitoStampa, []avviso.Avvertenza, error) {
	var e EsitoStampa
	if err := membri.ParseAperto(dati, &e); err != nil {
		return EsitoStampa{}, nil, guastoStampa(err)
	}
	switch e.Status {
	case StampaInserita, StampaInCorso, StampaInChiusura, StampaFallita, StampaEseguita, StampaConFallite:
		return e, nil, nil
	}
	return EsitoStampa{}, nil, &pendenza.Errore{Codice: pendenza.Enum, Campo: "status", Valore: string(e.Status), Err: ErrStampa}
}

func guastoStampa(err error) error {
	var m *membri.Errore
	if !errors.As(err, &m) {
		return err
	}
	return &pendenza.Errore{Codice: m.Codice, Campo: m.Campo, Valore: m.Valore, Riga: m.Riga, Colonna: m.Colonna, Err: errore.Coppia(ErrStampa, m.Err)}
}

// NuovaRichiestaStampa returns the request for the notice of positions of one document,
// or of one alone, by the template that the caller chose. The position without rata and
// soglia is the whole at once, those with a rata the installments in their order,
// RIDOTTO and SCONTATO the amounts of the Codice della Strada. The day is the one that
// the notice prints.
//
// Texts stand on one line (CARATTERI) and over the limits are shortened by
// avviso.Accorcia (ACCORCIATO), a missing member
// of the address is "-" (MANCANTE), each with a warning; a payment that the service has
// no place for is told (SENZA_POSTO). The errors (ErrStampa) are those of Valida.
//
// Source: pagopa/pagopa-print-payment-notice-service, model; docs.pagopa.it, "Stampa avvisi".
func NuovaRichiestaStampa(templateID string, pendenze iter.Seq[*pendenza.Pendenza]) (RichiestaStampa, []avviso.Avvertenza, error) {
	s := stampa{r: RichiestaStampa{TemplateID: templateID}}
	primo := true
	i := 0
	for p := range pendenze {
		if p == nil {
			return RichiestaStampa{}, nil, &pendenza.Errore{Codice: avviso.CodiceNullo, Campo: "pendenza", Err: errore.Coppia(ErrStampa, avviso.ErrNullo)}
		}
		if primo {
			s.testata(p)
			primo = false
		}
		s.pagamento(p, i)
		i++
	}
	return s.r, s.avvertenze, s.r.Valida()
}

// Codes of what was changed for the service.
const (
	AvvertenzaAccorciato avviso.Codice = "ACCORCIATO"
	AvvertenzaMancante   avviso.Codice = "MANCANTE"
	AvvertenzaSenzaPosto avviso.Codice = "SENZA_POSTO"
	AvvertenzaCaratteri  avviso.Codice = "CARATTERI"
)

type stampa struct {
	r          RichiestaStampa
	avvertenze []avviso.Avvertenza
}

func (s *stampa) avverti(c avviso.Codice, campo, valore, testo string) {
	s.avvertenze = append(s.avvertenze, avviso.Avvertenza{Codice: c, Campo: campo, Valore: valore, Testo: testo})
}

func (s *stampa) corto(campo, testo string, n int) string {
	testo = s.riga(campo, testo)
	corto := avviso.Accorcia(testo, n)
	if utf8.RuneCountInString(testo) > n {
		s.avverti(AvvertenzaAccorciato, campo, testo, "testo accorciato a "+strconv.Itoa(n)+" caratteri")
	}
	return corto
}

// riga returns a text on one line.
func (s *stampa) riga(campo, testo string) string {
	x := avviso.UnaRiga(testo)
	if x != testo {
		s.avverti(AvvertenzaCaratteri, campo, testo, "caratteri di controllo scritti come uno spazio")
	}
	return x
}

func (s *stampa) indirizzo(campo, testo string) string {
	testo = s.riga(campo, testo)
	if testo == "" {
		s.avverti(AvvertenzaMancante, campo, "", "dato dell'indirizzo mancante, scritto \"-\"")
	}
	return cmp.Or(testo, mancante)
}

func (s *stampa) testata(p *pendenza.Pendenza) {
	oggetto := p.Causale
	if p.Documento != nil {
		oggetto = p.Documento.Descrizione
	}
	s.r.Data.Notice.Subject = s.corto("notice.subject", oggetto, avviso.MaxOggetto)
	s.r.Data.CreditorInstitution.TaxCode = p.IdDominio
	q := p.SoggettoPagatore
	if q == nil {
		q = &pendenza.SoggettoPagatore{}
	}
	s.r.Data.Debtor = DebitoreStampa{
		TaxCode:        cmp.Or(q.Identificativo, "ANONIMO"),
		FullName:       s.corto("debtor.fullName", cmp.Or(q.Anagrafica, "ANONIMO"), avviso.MaxNomeDebitore),
		Address:        s.corto("debtor.address", s.indirizzo("debtor.address", q.Indirizzo), avviso.MaxIndirizzo),
		PostalCode:     s.indirizzo("debtor.postalCode", q.CAP),
		City:           s.indirizzo("debtor.city", q.Localita),
		BuildingNumber: s.indirizzo("debtor.buildingNumber", q.Civico),
		Province:       s.indirizzo("debtor.province", q.Provincia),
	}
}

func (s *stampa) pagamento(p *pendenza.Pendenza, i int) {
	r := RataStampa{Code: p.NumeroAvviso, Amount: Centesimi(p.Importo.Centesimi()), DueDate: p.ScadenzaAvviso().Italiana()}
	n, d := &s.r.Data.Notice, p.Documento
	switch {
	case d != nil && d.Soglia != nil && d.Soglia.Tipo == pendenza.Ridotto && n.Reduced == nil:
		n.Reduced = &r
	case d != nil && d.Soglia != nil && d.Soglia.Tipo == pendenza.Scontato && n.Discounted == nil:
		n.Discounted = &r
	case d != nil && d.Rata > 0:
		n.Installments = append(n.Installments, r)
	case (d == nil || d.Soglia == nil) && !n.Code.IsValid():
		n.PaymentAmount, n.DueDate, n.Code = r.Amount, r.DueDate, r.Code
	default:
		s.avverti(AvvertenzaSenzaPosto, "pendenze["+strconv.Itoa(i)+"]", p.NumeroAvviso.String(), "il servizio non ha posto per questo pagamento")
	}
}

// ParseRichiestaStampa reads a request strictly. Errors (ErrStampa): JSON, MEMBRO, TIPO
// for what is no such document, and those of Valida.
func ParseRichiestaStampa(dati []byte) (RichiestaStampa, error) {
	var r RichiestaStampa
	if err := membri.Parse(dati, &r); err != nil {
		return RichiestaStampa{}, guastoStampa(err)
	}
	return r, r.Valida()
}

// AppendStampa writes a request, and AppendStampe one for many notices. Errors: those of
// Valida; ELEMENTI_MIN and ELEMENTI_MAX for none, or more than MaxStampeMassive.
func AppendStampa(b []byte, r RichiestaStampa) ([]byte, error) {
	if err := r.Valida(); err != nil {
		return nil, err
	}
	return appendStampa(b, r)
}

// AppendStampe is AppendStampa for a massive request; the errors name each notice.
func AppendStampe(b []byte, richieste []RichiestaStampa) ([]byte, error) {
	var ee []error
	switch n := len(richieste); {
	case n == 0:
		ee = append(ee, &pendenza.Errore{Codice: pendenza.ElementiMin, Campo: "notices", Err: ErrStampa})
	case n > MaxStampeMassive:
		ee = append(ee, &pendenza.Errore{Codice: pendenza.ElementiMax, Campo: "notices", Valore: strconv.Itoa(n), Err: ErrStampa})
	}
	for i := range richieste {
		for _, v := range richieste[i].Violazioni() {
			ee = append(ee, &pendenza.Errore{Codice: v.Codice, Campo: "notices[" + strconv.Itoa(i) + "]." + v.Campo, Valore: v.Valore, Err: ErrStampa})
		}
	}
	if len(ee) > 0 {
		return nil, errors.Join(ee...)
	}
	return appendStampa(b, struct {
		Notices []RichiestaStampa `json:"notices"`
	}{richieste})
}

func appendStampa(b []byte, v any) ([]byte, error) {
	var w bytes.Buffer
	e := json.NewEncoder(&w)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return append(b, bytes.TrimSuffix(w.Bytes(), []byte("\n"))...), nil
}
