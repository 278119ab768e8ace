package esterni

import (
	"errors"
	"strconv"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
)

// Valida returns nil when there are no Violazioni, else a *pendenza.Errore (ErrStampa)
// for each, joined.
func (r *RichiestaStampa) Valida() error {
	var ee []error
	for _, v := range r.Violazioni() {
		ee = append(ee, &pendenza.Errore{Codice: v.Codice, Campo: v.Campo, Valore: v.Valore, Err: ErrStampa})
	}
	return errors.Join(ee...)
}

// Violazioni tells what the service would refuse: OBBLIGATORIO, LUNGHEZZA_MAX, MIN and MAX
// of the amounts, ELEMENTI_MIN for one instalment alone and for a notice that asks for
// nothing, DATA for a day that is not dd/MM/yyyy.
func (r *RichiestaStampa) Violazioni() []avviso.Violazione {
	if r == nil {
		return []avviso.Violazione{{Codice: avviso.CodiceNullo, Testo: avviso.ErrNullo.Error()}}
	}
	var e esameStampa
	n, d := &r.Data.Notice, &r.Data.Debtor
	e.testo("templateId", r.TemplateID, 0)
	e.testo("data.notice.subject", n.Subject, avviso.MaxOggetto)
	if n.Code.IsValid() || n.PaymentAmount != 0 {
		e.rata("data.notice", &RataStampa{n.Code, n.PaymentAmount, n.DueDate}, "paymentAmount")
	}
	if n.Reduced != nil {
		e.rata("data.notice.reduced", n.Reduced, "amount")
	}
	if n.Discounted != nil {
		e.rata("data.notice.discounted", n.Discounted, "amount")
	}
	for i := range n.Installments {
		e.rata("data.notice.installments["+strconv.Itoa(i)+"]", &n.Installments[i], "amount")
	}
	if len(n.Installments) == 1 {
		e.segna(pendenza.ElementiMin, "data.notice.installments", "1", "almeno due rate")
	}
	if !n.Code.IsValid() && n.Reduced == nil && n.Discounted == nil && len(n.Installments) == 0 {
		e.segna(pendenza.ElementiMin, "data.notice", "", "nessun pagamento")
	}
	if !r.Data.CreditorInstitution.TaxCode.IsValid() {
		e.testo("data.creditorInstitution.taxCode", "", 0)
	}
	if utf8.RuneCountInString(d.TaxCode) > 16 {
		e.segna(pendenza.LunghezzaMax, "data.debtor.taxCode", d.TaxCode, "massimo 16 caratteri")
	}
	e.testo("data.debtor.fullName", d.FullName, avviso.MaxNomeDebitore)
	e.testo("data.debtor.address", d.Address, avviso.MaxIndirizzo)
	e.testo("data.debtor.postalCode", d.PostalCode, 0)
	e.testo("data.debtor.city", d.City, 0)
	e.testo("data.debtor.buildingNumber", d.BuildingNumber, 0)
	e.testo("data.debtor.province", d.Province, 0)
	return e
}

type esameStampa []avviso.Violazione

func (e *esameStampa) segna(c avviso.Codice, campo, valore, testo string) {
	*e = append(*e, avviso.Violazione{Codice: c, Campo: campo, Valore: valore, Testo: testo})
}

func (e *esameStampa) testo(campo, s string, massimo int) {
	switch n := utf8.RuneCountInString(s); {
	case n == 0:
		e.segna(pendenza.Obbligatorio, campo, "", "obbligatorio")
	case massimo > 0 && n > massimo:
		e.segna(pendenza.LunghezzaMax, campo, s, "massimo "+strconv.Itoa(massimo)+" caratteri, trovati "+strconv.Itoa(n))
	}
}

func (e *esameStampa) rata(dove string, r *RataStampa, importo string) {
	if !r.Code.IsValid() {
		e.segna(pendenza.Obbligatorio, dove+".code", "", "obbligatorio")
	}
	switch cent := strconv.FormatInt(int64(r.Amount), 10); {
	case r.Amount < 1:
		e.segna(pendenza.Min, dove+"."+importo, cent, "almeno un centesimo")
	case r.Amount > maxImportoStampa:
		e.segna(pendenza.Max, dove+"."+importo, cent, "massimo 99999999999 centesimi")
	}
	if r.DueDate != "" && !dataItaliana(r.DueDate) {
		e.segna(pendenza.DataNonValida, dove+".dueDate", r.DueDate, "data non valida, attesa nella forma gg/mm/aaaa")
	}
}

// dataItaliana reports whether a text is a day as dd/MM/yyyy.
func dataItaliana(s string) bool {
	if len(s) != 10 || s[2] != '/' || s[5] != '/' {
		return false
	}
	_, err := avviso.ParseData(s[6:] + "-" + s[3:5] + "-" + s[:2])
	return err == nil
}
