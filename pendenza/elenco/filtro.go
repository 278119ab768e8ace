package elenco

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/esterni"
)

// Limits of a page.
//
// Source: GovPay, API Pendenze v2, parameters pagina and risultatiPerPagina.
const (
	RisultatiPredefiniti = 25
	RisultatiMassimi     = 200
)

// Filtro is the query of GET /pendenze. The zero value asks for the first page of all.
//
// Source: GovPay, API Pendenze v1 and v2, findPendenze; GovPay, API REST – Manuale di
// Integrazione 1.1, §4.1.2.
type Filtro struct {
	IDDebitore  string // identificativo of the debtor
	IdDominio   avviso.IdDominio
	IUV         avviso.IUV
	IDA2A       string
	IDPendenza  string
	IDPagamento string // of a payment session: which positions it is of the host knows
	Stato       esterni.GovPay
	Direzione   string
	Divisione   string
	DataDa      avviso.Data // day of dataCaricamento, included
	DataA       avviso.Data // as DataDa
	// MostraSpontaneiNonPagati shows what a citizen began and did not pay: which positions
	// these are the host knows.
	MostraSpontaneiNonPagati bool

	Ordinamento []Ordine // none: dataCaricamento, the latest first
	Smart       bool     // ordinamento=smart: what can be paid first, by dataScadenza
	Campi       string   // members asked for, kept as they are

	Pagina             int  // from 1; 0 is the first
	RisultatiPerPagina int  // 1 to 200; 0 is 25
	SoloConteggio      bool // risultatiPerPagina=0
	SenzaMetadati      bool // metadatiPaginazione=false: no totals
	SenzaMassimo       bool // maxRisultati=false: count them all
}

// Ordine is a member by which a list is put in order.
type Ordine struct {
	Campo       CampoOrdine
	Discendente bool
}

// CampoOrdine is a member by which a list can be put in order.
//
// Source: GovPay, API Pendenze v2, parameter ordinamento.
type CampoOrdine string

// The members.
const (
	PerDataCaricamento CampoOrdine = "dataCaricamento"
	PerDataValidita    CampoOrdine = "dataValidita"
	PerDataScadenza    CampoOrdine = "dataScadenza"
	PerStato           CampoOrdine = "stato"
)

// IsValid reports whether c is one of the members.
func (c CampoOrdine) IsValid() bool {
	switch c {
	case PerDataCaricamento, PerDataValidita, PerDataScadenza, PerStato:
		return true
	}
	return false
}

// ParseFiltro reads the query of GET /pendenze. Errors, all *Errore (ErrDocumento), name the
// parameter: MEMBRO for one that the call does not have, RIPETUTO, PATTERN, ENUM, MIN, MAX.
func ParseFiltro(query string) (Filtro, error) {
	f, p := leggiFiltro(query)
	for _, nome := range p.ignoti() {
		p.rifiuta(membri.CodiceMembro, nome, p.valori.Get(nome))
	}
	if p.err != nil {
		return Filtro{}, p.err
	}
	return f, nil
}

// LeggiFiltro is ParseFiltro for a query, or a whole URL, that others wrote: parameters that
// the call does not have are passed over with a warning each.
func LeggiFiltro(query string) (Filtro, []avviso.Avvertenza, error) {
	if _, dopo, ok := strings.Cut(query, "?"); ok {
		query = dopo
	}
	f, p := leggiFiltro(query)
	if p.err != nil {
		return Filtro{}, nil, p.err
	}
	var a []avviso.Avvertenza
	for _, nome := range p.ignoti() {
		a = append(a, avviso.Avvertenza{Codice: membri.CodiceMembro, Campo: nome, Valore: p.valori.Get(nome), Testo: "parametro sconosciuto"})
	}
	return f, a, nil
}

func leggiFiltro(query string) (Filtro, *parametri) {
	p := leggiQuery(query)
	f := Filtro{
		IDDebitore: p.testo("idDebitore"), IdDominio: valore(p, "idDominio", avviso.ParseIdDominio), IUV: valore(p, "iuv", avviso.ParseIUV),
		IDA2A: p.testo("idA2A"), IDPendenza: p.testo("idPendenza"), IDPagamento: p.testo("idPagamento"), Stato: esterni.GovPay(p.testo("stato")),
		Direzione: p.testo("direzione"), Divisione: p.testo("divisione"),
		DataDa: valore(p, "dataDa", giorno), DataA: valore(p, "dataA", giorno), MostraSpontaneiNonPagati: p.booleano("mostraSpontaneiNonPagati", false),
		Campi: p.testo("campi"), SenzaMetadati: !p.booleano("metadatiPaginazione", true), SenzaMassimo: !p.booleano("maxRisultati", true),
	}
	if f.Stato != "" && !f.Stato.IsValid() {
		p.rifiuta(pendenza.Enum, "stato", string(f.Stato))
	}
	f.Pagina = p.intero("pagina", 1, 1<<31-1)
	if n := p.testo("risultatiPerPagina"); n == "0" {
		f.SoloConteggio = true
	} else if n != "" {
		p.valori.Set("risultatiPerPagina", n)
		f.RisultatiPerPagina = p.intero("risultatiPerPagina", 1, RisultatiMassimi)
	}
	f.ordinamento(p)
	return f, p
}

// giorno reads a day, or an instant of it.
func giorno(s string) (avviso.Data, error) {
	scritto, _, _ := strings.Cut(s, "T")
	return avviso.ParseData(scritto)
}

func (p *parametri) booleano(nome string, predefinito bool) bool {
	switch s := p.testo(nome); s {
	case "":
		return predefinito
	case "true", "false":
		return s == "true"
	default:
		p.rifiuta(pendenza.Pattern, nome, s)
		return predefinito
	}
}

func (p *parametri) intero(nome string, minimo, massimo int) int {
	s := p.testo(nome)
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	switch {
	case err != nil:
		p.rifiuta(pendenza.Pattern, nome, s)
	case n < minimo:
		p.rifiuta(pendenza.Min, nome, s)
	case n > massimo:
		p.rifiuta(pendenza.Max, nome, s)
	}
	return n
}

func (f *Filtro) ordinamento(p *parametri) {
	s := p.testo("ordinamento")
	switch s {
	case "":
		return
	case "smart":
		f.Smart = true
		return
	}
	for c := range strings.SplitSeq(s, ",") {
		o := Ordine{Campo: CampoOrdine(strings.TrimLeft(c, "+- ")), Discendente: strings.HasPrefix(c, "-")} // a + of a query is a blank
		if !o.Campo.IsValid() {
			p.rifiuta(pendenza.Enum, "ordinamento", c)
		}
		f.Ordinamento = append(f.Ordinamento, o)
	}
}

// Query returns the query, its parameters in the order of their names, those that are as
// without them left out; ParseFiltro takes it back.
func (f *Filtro) Query() string {
	if f == nil {
		return ""
	}
	q := url.Values{}
	for _, x := range [...]struct{ nome, valore string }{
		{"idDebitore", f.IDDebitore},
		{"idDominio", f.IdDominio.String()},
		{"iuv", f.IUV.String()},
		{"idA2A", f.IDA2A},
		{"idPendenza", f.IDPendenza},
		{"idPagamento", f.IDPagamento},
		{"stato", string(f.Stato)},
		{"direzione", f.Direzione},
		{"divisione", f.Divisione},
		{"dataDa", f.DataDa.String()},
		{"dataA", f.DataA.String()},
		{"campi", f.Campi},
		{"ordinamento", f.ordine()},
		{"mostraSpontaneiNonPagati", se(f.MostraSpontaneiNonPagati, "true")},
		{"metadatiPaginazione", se(f.SenzaMetadati, "false")},
		{"maxRisultati", se(f.SenzaMassimo, "false")},
		{"pagina", se(f.Pagina > 1, strconv.Itoa(f.Pagina))},
		{"risultatiPerPagina", se(f.RisultatiPerPagina > 0, strconv.Itoa(f.RisultatiPerPagina)) + se(f.SoloConteggio && f.RisultatiPerPagina == 0, "0")},
	} {
		if x.valore != "" {
			q.Set(x.nome, x.valore)
		}
	}
	return q.Encode()
}

func se(vero bool, s string) string {
	if vero {
		return s
	}
	return ""
}

func (f *Filtro) ordine() string {
	if f.Smart {
		return "smart"
	}
	var campi []string
	for _, o := range f.Ordinamento {
		segno := "+"
		if o.Discendente {
			segno = "-"
		}
		campi = append(campi, segno+string(o.Campo))
	}
	return strings.Join(campi, ",")
}

// stato returns the state that GovPay shows, "" for a position that it does not have.
func stato(p *pendenza.Pendenza, oggi avviso.Data) esterni.GovPay {
	return esterni.Proietta(p, oggi).GovPay
}

// Corrisponde reports whether a position is one that the filter means on a day of
// Europe/Rome. IDPagamento and MostraSpontaneiNonPagati are left to the host. A BOZZA is in
// no list.
func (f *Filtro) Corrisponde(p *pendenza.Pendenza, oggi avviso.Data) bool {
	if f == nil || p == nil {
		return false
	}
	s := stato(p, oggi)
	switch {
	case s == "", f.Stato != "" && s != f.Stato,
		f.IdDominio.IsValid() && p.IdDominio != f.IdDominio,
		f.IUV.IsValid() && iuv(p) != f.IUV,
		!uguale(f.IDA2A, p.IDA2A), !uguale(f.IDPendenza, p.IDPendenza), !uguale(f.Direzione, p.Direzione), !uguale(f.Divisione, p.Divisione),
		f.DataDa.IsValid() && (!p.DataCaricamento.IsValid() || p.DataCaricamento.Prima(f.DataDa)),
		f.DataA.IsValid() && (!p.DataCaricamento.IsValid() || f.DataA.Prima(p.DataCaricamento)):
		return false
	}
	return f.IDDebitore == "" || p.SoggettoPagatore != nil && strings.EqualFold(p.SoggettoPagatore.Identificativo, f.IDDebitore)
}

func uguale(chiesto, v string) bool { return chiesto == "" || chiesto == v }

// iuv returns the IUV of a position, the zero one when it has none.
func iuv(p *pendenza.Pendenza) avviso.IUV {
	if p.IUV.IsValid() || !p.NumeroAvviso.IsValid() {
		return p.IUV
	}
	return p.NumeroAvviso.IUV()
}

// Confronta orders two positions as the filter asks, and then by idA2A and idPendenza, so
// that a list has one order.
func (f *Filtro) Confronta(a, b *pendenza.Pendenza, oggi avviso.Data) int {
	n := 0
	switch {
	case f.Smart:
		n = cmp.Or(cmp.Compare(rango(a, oggi), rango(b, oggi)), confrontaDate(a.DataScadenza, b.DataScadenza), -a.DataCaricamento.Compare(b.DataCaricamento))
	case len(f.Ordinamento) == 0:
		n = -a.DataCaricamento.Compare(b.DataCaricamento)
	}
	for _, o := range f.Ordinamento {
		if n != 0 {
			break
		}
		switch o.Campo {
		case PerDataCaricamento:
			n = a.DataCaricamento.Compare(b.DataCaricamento)
		case PerDataValidita:
			n = a.DataValidita.Compare(b.DataValidita)
		case PerDataScadenza:
			n = a.DataScadenza.Compare(b.DataScadenza)
		case PerStato:
			n = cmp.Compare(stato(a, oggi), stato(b, oggi))
		}
		if o.Discendente {
			n = -n
		}
	}
	return cmp.Or(n, cmp.Compare(a.IDA2A, b.IDA2A), cmp.Compare(a.IDPendenza, b.IDPendenza))
}

// rango puts what can be paid before what cannot.
func rango(p *pendenza.Pendenza, oggi avviso.Data) int {
	if stato(p, oggi) == esterni.GovPayNonEseguita {
		return 0
	}
	return 1
}

// confrontaDate orders dates, an absent one last.
func confrontaDate(a, b avviso.Data) int {
	if a.IsValid() != b.IsValid() {
		if a.IsValid() {
			return -1
		}
		return 1
	}
	return a.Compare(b)
}
