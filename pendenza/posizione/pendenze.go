package posizione

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/riferimento"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/esterni"
)

// NonAncoraPagabile is the segnalazione of a position whose validity, for GPD, begins
// later than now: a pendenza has no such date.
const NonAncoraPagabile pendenza.CodiceSegnalazione = "NON_ANCORA_PAGABILE"

// Pendenze returns the pendenze of the position, one for each payment in the order of
// the document, and what of it they cannot hold, each with its path in the v3 shape.
// Several are of one documento, whose rata is the place by due date and notice.
//
// The error (ErrPosizione) is PATTERN for an iupd that is no identifier. Whether the
// pendenze are whole, the body among the rest, is for pendenza.Pendenza.Valida to say.
//
// Source: pagopa/pagopa-debt-position, PartnerService; GovPay, API Pendenze v2.
func (p *Posizione) Pendenze(o Opzioni) ([]pendenza.Pendenza, []Perdita, error) {
	if p == nil {
		return nil, nil, rifiuta(avviso.CodiceNullo, "posizione", "")
	}
	dominio := p.IdDominio
	if !dominio.IsValid() {
		dominio = o.IdDominio
	}
	a2a, nome, ok := strings.Cut(p.IUPD, "*")
	if !ok {
		a2a, nome = "", p.IUPD
	}
	if !riferimento.Identificativo(nome) || ok && !riferimento.Identificativo(a2a) {
		return nil, nil, rifiuta(pendenza.Pattern, "iupd", p.IUPD)
	}
	r := ritorno{o: o, p: p, base: pendenza.Pendenza{IDA2A: a2a, IDPendenza: nome, IdDominio: dominio}}
	for i := range p.Opzioni {
		r.molte += len(p.Opzioni[i].Rate)
	}
	for _, a := range p.Ignoti {
		r.perse.aggiungi(a.Campo, a.Valore, senzaPosto)
	}
	if !p.PayStandIn {
		r.perse.aggiungi("payStandIn", "false", senzaPosto)
	}
	for i := range p.Opzioni {
		r.opzione(i)
	}
	return r.pendenze, r.perse, nil
}

type ritorno struct {
	o        Opzioni
	p        *Posizione
	base     pendenza.Pendenza
	molte    int
	pendenze []pendenza.Pendenza
	perse    perdite
}

func (r *ritorno) opzione(i int) {
	o, dove := &r.p.Opzioni[i], passo("paymentOption", i)
	presto := false
	if o.ValidityDate.IsValid() {
		r.perse.aggiungi(dove+".validityDate", inIstante(o.ValidityDate), senzaPosto)
		presto = r.o.Adesso.IsValid() && r.o.Adesso.Prima(o.ValidityDate)
	}
	if o.RetentionDate.IsValid() {
		r.perse.aggiungi(dove+".retentionDate", inIstante(o.RetentionDate), senzaPosto)
	}
	soggetto := r.soggetto(&o.Debitore, dove+".debtor")
	posti := postiPerData(o.Rate)
	for j := range o.Rate {
		q := r.rata(o, j, passo(dove+".installments", j))
		q.SoggettoPagatore = soggetto
		if presto {
			q.Segnalazioni = append(q.Segnalazioni, pendenza.Segnalazione{Codice: NonAncoraPagabile, Testo: "la posizione non è ancora pagabile"})
		}
		if r.molte > 1 {
			q.IDPendenza = o.Rate[j].IUV.String()
			q.Documento = &pendenza.Documento{Identificativo: r.base.IDPendenza, Descrizione: cmp.Or(o.Descrizione, o.Rate[j].Descrizione)}
			if o.Rateale || len(o.Rate) > 1 {
				q.Documento.Rata = posti[j] + 1
			}
		} else {
			r.perse.se(dove+".description", o.Descrizione)
		}
		r.pendenze = append(r.pendenze, q)
	}
}

// postiPerData returns the place of each payment by due date and notice.
func postiPerData(rate []Rata) []int {
	ordine := make([]int, len(rate))
	for i := range ordine {
		ordine[i] = i
	}
	slices.SortStableFunc(ordine, func(a, b int) int {
		return cmp.Or(rate[a].DueDate.Compare(rate[b].DueDate), strings.Compare(rate[a].NAV.String(), rate[b].NAV.String()), rate[a].IUV.Compare(rate[b].IUV))
	})
	posti := make([]int, len(rate))
	for posto, i := range ordine {
		posti[i] = posto
	}
	return posti
}

func (r *ritorno) soggetto(d *Debitore, dove string) *pendenza.SoggettoPagatore {
	s := pendenza.SoggettoPagatore{
		Tipo: d.Tipo, Identificativo: noto(d.FiscalCode), Anagrafica: noto(d.FullName), Indirizzo: d.StreetName, Civico: d.CivicNumber,
		CAP: d.PostalCode, Localita: d.City, Provincia: d.Province, Nazione: d.Country, Email: d.Email,
	}
	r.perse.se(dove+".region", d.Region)
	switch {
	case cellulare.MatchString(d.Phone):
		s.Cellulare = d.Phone
	case d.Phone != "":
		r.perse.aggiungi(dove+".phone", d.Phone, altraForma)
	}
	if (s == pendenza.SoggettoPagatore{Tipo: d.Tipo}) {
		return nil
	}
	return &s
}

// cellulare is the form of a mobile number in a pendenza.
//
// Source: GovPay, API Pendenze v2, Soggetto.
var cellulare = regexp.MustCompile(`^\+[0-9]{2,2}\s[0-9]{3,3}-[0-9]{7,7}$`)

// contabilita are the kinds by the digit of a category.
var contabilita = map[string]pendenza.TipoContabilita{
	"0": pendenza.Capitolo, "1": pendenza.Speciale, "2": pendenza.SIOPE, "9": pendenza.AltraContabilita,
}

func noto(s string) string {
	if avviso.Anonimo(s) {
		return ""
	}
	return s
}

func (r *ritorno) rata(o *Opzione, j int, dove string) pendenza.Pendenza {
	x, q := &o.Rate[j], r.base
	q.NumeroAvviso, q.Importo, q.Causale = x.NAV, x.Importo, x.Descrizione
	if !q.NumeroAvviso.IsValid() {
		q.IUV = x.IUV
		if r.o.Configurazione != nil {
			if n, err := x.IUV.NumeroAvviso(*r.o.Configurazione); err == nil {
				q.NumeroAvviso, q.IUV = n, avviso.IUV{}
			}
		}
	}
	r.scadenza(&q, o, x.DueDate, dove)
	if x.Fee.Segno() > 0 {
		r.perse.aggiungi(dove+".fee", x.Fee.String(), senzaPosto)
	}
	if x.NotificationFee.Segno() > 0 {
		r.perse.aggiungi(dove+".notificationFee", x.NotificationFee.String(), compresa)
	}
	for k, m := range x.Metadata {
		r.perse.aggiungi(passo(dove+".metadata", k), m.Key+"="+m.Value, senzaPosto)
	}
	for k := range x.Transfer {
		q.Voci = append(q.Voci, r.voce(x, k, passo(dove+".transfer", k)))
	}
	r.stato(&q, x)
	return q
}

// scadenza takes the day that GPD tells the PSP, that of UTC: one that ends the position
// is its dataScadenza, another is only printed.
func (r *ritorno) scadenza(q *pendenza.Pendenza, o *Opzione, d avviso.DataOra, dove string) {
	t := d.Time().UTC()
	if t.Year() == 2999 {
		return
	}
	giorno, _ := avviso.ParseData(t.Format(time.DateOnly))
	if o.SwitchToExpired {
		q.DataScadenza = giorno
	} else {
		q.Proprieta = &pendenza.Proprieta{DataScandenzaAvviso: giorno}
	}
	fine := giorno.Aggiungi(1).Inizio().Add(-time.Second)
	switch ora := t.Format(time.TimeOnly); {
	case ora == "00:00:00", ora == "23:59:59", t.Equal(fine), t.Equal(giorno.Inizio()):
	default:
		r.perse.aggiungi(dove+".dueDate", inIstante(d), dopoGiorno)
	}
}

// stato takes over what GPD says of the payment; a position to be created says nothing.
func (r *ritorno) stato(q *pendenza.Pendenza, x *Rata) {
	s := esterni.GPD(strings.TrimPrefix(x.Stato, "PO_"))
	switch s {
	case "PARTIALLY_REPORTED":
		s = esterni.GPDPaid
	case "UNPAID", "":
		s = esterni.GPD(r.p.Stato)
	}
	if s == "" {
		return
	}
	i, err := esterni.DaGPD(s, q.DataScadenza, r.o.Adesso.Data(), false)
	if err != nil {
		r.perse.aggiungi("status", string(s), "stato che una pendenza non ha")
		return
	}
	q.Stato, q.Segnalazioni = i.Stato, append(q.Segnalazioni, i.Segnalazioni...)
}

func (r *ritorno) voce(x *Rata, k int, dove string) pendenza.Voce {
	t := &x.Transfer[k]
	v := pendenza.Voce{
		IDVocePendenza: strconv.Itoa(t.ID), Importo: t.Importo, Descrizione: t.RemittanceInformation, IbanAccredito: t.IBAN, IbanAppoggio: t.PostalIBAN,
	}
	if t.IdDominio.IsValid() && t.IdDominio != r.base.IdDominio {
		v.IdDominio = t.IdDominio
	}
	if t.RemittanceInformation != x.Descrizione {
		v.DescrizioneCausaleRPT = t.RemittanceInformation
	}
	r.perse.se(dove+".companyName", t.CompanyName)
	if m := t.Marca; m != nil {
		v.TipoBollo, v.HashDocumento, v.ProvinciaResidenza = m.Tipo, m.HashDocumento, m.ProvinciaResidenza
	}
	switch tipo, codice, ok := strings.Cut(t.Category, "/"); {
	case t.Category == "":
	case t.Marca != nil:
		// The item of a stamp has a code of the taxonomy and no accounting.
		v.CodiceTassonomicoPagoPA = t.Category
	case !ok:
		v.TipoContabilita, v.CodiceContabilita = pendenza.AltraContabilita, t.Category
	case contabilita[tipo] == "":
		r.perse.aggiungi(dove+".category", t.Category, altraForma)
	default:
		v.TipoContabilita, v.CodiceContabilita = contabilita[tipo], codice
	}
	if len(t.Metadata) > 0 {
		v.Metadata = &pendenza.Metadata{}
		for _, m := range t.Metadata {
			v.Metadata.MapEntries = append(v.Metadata.MapEntries, pendenza.MapEntry{Key: m.Key, Value: m.Value})
		}
	}
	return v
}
