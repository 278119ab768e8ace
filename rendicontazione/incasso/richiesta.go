package incasso

import (
	"net/url"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/internal/riferimento"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/causale"
)

// Dialetto is the version of the interface that a document follows.
type Dialetto string

// The versions.
const (
	V1 Dialetto = "V1" // POST /incassi/{idDominio}, of the manual
	V2 Dialetto = "V2" // POST /riconciliazioni/{idDominio}
	V3 Dialetto = "V3" // PUT /riconciliazioni/{idDominio}/{id}
)

// IsValid reports whether d is one of the versions.
func (d Dialetto) IsValid() bool { return d == V1 || d == V2 || d == V3 }

// Percorso is what stands in the path and in the query of the call.
type Percorso struct {
	IdDominio       avviso.IdDominio
	ID              string // of V3, 1 to 35 letters and digits; of others "" before the answer
	SenzaDistinguer bool   // of V2, idFlussoCaseInsensitive: a flow in another case is found
}

// Richiesta is a credit that an application tells GovPay of. What it is for is said by one of
// Causale, IUV and IDFlusso; in V1 by Causale alone.
//
// Source: GovPay, API Ragioneria v1, Incasso; v2 and v3, NuovaRiconciliazione.
type Richiesta struct {
	Percorso
	Dialetto      Dialetto
	Causale       string // 1..512 characters
	IUV           string
	IDFlusso      string // idFlussoRendicontazione in V3
	Importo       avviso.Importo
	SCT           string // TRN of the credit, 1..35 characters; mandatory from V2
	DataValuta    avviso.Data
	DataContabile avviso.Data
	Conto         avviso.IBAN // ibanAccredito in V1, contoAccredito from V2
	Altri         avviso.Altri
}

// massimaCausale is how long a causale may be.
const massimaCausale = 512

// ParseQuery reads the query of a call. Error: an *Errore (ErrDocumento) that names the
// parameter.
func (p *Percorso) ParseQuery(query string) error {
	if p == nil {
		return nullo("percorso")
	}
	q, err := url.ParseQuery(query)
	if err != nil {
		return rifiuta("URL", "query", query)
	}
	for nome, v := range q {
		if nome != "idFlussoCaseInsensitive" || len(v) != 1 || v[0] != "true" && v[0] != "false" {
			return rifiuta(membri.CodiceMembro, nome, q.Get(nome))
		}
		p.SenzaDistinguer = v[0] == "true"
	}
	return nil
}

// ParseRichiesta reads the body of a call of a version. Errors, all *Errore (ErrDocumento):
// those of the text, or all the violations (*pendenza.NonValida), ESCLUSIVI when not exactly
// one of causale, iuv and idFlusso is there.
func ParseRichiesta(d Dialetto, p Percorso, data []byte) (Richiesta, error) {
	r, _, err := leggiRichiesta(d, p, data, false)
	return r, err
}

// LeggiRichiesta reads the body of a call, of a version or, with "", of the one that its
// members tell; members of others are kept and numbers for texts taken, with a warning each.
func LeggiRichiesta(d Dialetto, p Percorso, data []byte) (Richiesta, []avviso.Avvertenza, error) {
	return leggiRichiesta(d, p, data, true)
}

func leggiRichiesta(d Dialetto, p Percorso, data []byte, tollerante bool) (Richiesta, []avviso.Avvertenza, error) {
	l := &membri.Lettura{Tollerante: tollerante}
	testo, err := l.Apre(data)
	if err != nil {
		return Richiesta{}, l.Avvertenze, porta.Rifiuta(err)
	}
	if d == "" && tollerante {
		d = dialettoDi(testo)
	}
	if !d.IsValid() {
		return Richiesta{}, nil, rifiuta(pendenza.Enum, "dialetto", string(d))
	}
	r := Richiesta{Percorso: p, Dialetto: d}
	if d == V3 && (p.ID == "" || len(p.ID) > 35 || !riferimento.SoloAlfanumerici(p.ID)) {
		return Richiesta{}, nil, rifiuta(pendenza.Pattern, "id", p.ID)
	}
	l.Oggetto(testo, r.campi(), &r.Altri)
	r.una(l)
	if err := porta.Chiude(l); err != nil {
		return Richiesta{}, l.Avvertenze, err
	}
	return r, l.Avvertenze, nil
}

// dialettoDi tells the version of a request by its members.
func dialettoDi(testo string) Dialetto {
	switch {
	case membri.Ha(testo, "idFlussoRendicontazione"):
		return V3
	case membri.Ha(testo, "iuv", "idFlusso", "contoAccredito"), membri.Ha(testo, "sct") && !membri.Ha(testo, "ibanAccredito"):
		return V2
	}
	return V1
}

// campi are the members of a request of the version.
func (r *Richiesta) campi() []membri.Campo {
	conto, flusso := "contoAccredito", "idFlusso"
	switch r.Dialetto {
	case V1:
		conto = "ibanAccredito"
	case V3:
		flusso = "idFlussoRendicontazione"
	}
	campi := []membri.Campo{
		{Nome: "causale", Dove: membri.Corto{Dove: &r.Causale, Massimo: massimaCausale}, Obbligatorio: r.Dialetto == V1},
		{Nome: "importo", Dove: &r.Importo, Obbligatorio: true},
		{Nome: "dataValuta", Dove: &r.DataValuta},
		{Nome: "dataContabile", Dove: &r.DataContabile},
		{Nome: conto, Dove: &r.Conto},
		{Nome: "sct", Dove: membri.Corto{Dove: &r.SCT, Massimo: 35}, Obbligatorio: r.Dialetto != V1},
	}
	if r.Dialetto != V1 {
		campi = append(campi,
			membri.Campo{Nome: "iuv", Dove: membri.Corto{Dove: &r.IUV, Massimo: 35}},
			membri.Campo{Nome: flusso, Dove: membri.Corto{Dove: &r.IDFlusso, Massimo: 35}})
	}
	return campi
}

// una asks for one of the three that say what the credit is for, and for an amount.
func (r *Richiesta) una(l *membri.Lettura) {
	n := 0
	for _, s := range [...]string{r.Causale, r.IUV, r.IDFlusso} {
		if s != "" {
			n++
		}
	}
	if n != 1 && r.Dialetto != V1 {
		l.Viola(pendenza.Esclusivi, "causale", "", "una e una sola tra causale, iuv e idFlusso")
	}
	if r.Importo.IsZero() && len(l.Violazioni) == 0 {
		l.Viola(pendenza.Min, "importo", "0.00", "importo zero")
	}
}

// Identificativo returns the name of the reconciliation: its id, else the IUV or the
// identificativoFlusso that the request, or its causale, gives; "" when nothing does.
//
// Source: GovPay, Incassi.richiestaIncasso.
func (r *Richiesta) Identificativo() string {
	switch {
	case r == nil:
		return ""
	case r.ID != "":
		return r.ID
	case r.IUV != "":
		return r.IUV
	case r.IDFlusso != "":
		return r.IDFlusso
	}
	c, _, err := causale.Leggi(r.Causale)
	switch {
	case err != nil:
		return ""
	case c.IUV != "":
		return c.IUV
	}
	return c.IDFlusso
}

// Movimento returns the credit as the reconciliation takes it: its identity is that of the
// reconciliation; the day that the request does not say is oggi. The error is 021401
// (ErrIncasso) when nothing says what the credit is for.
func (r *Richiesta) Movimento(oggi avviso.Data) (cassa.Movimento, error) {
	if r == nil {
		return cassa.Movimento{}, nullo("richiesta")
	}
	id := r.Identificativo()
	if id == "" {
		return cassa.Movimento{}, rifiutato(rendicontazione.IncassoCausale, "causale")
	}
	m := cassa.Movimento{
		ID: id, Fonte: Fonte, IdDominio: r.IdDominio, Importo: r.Importo, Segno: cassa.Entrata, DataContabile: r.DataContabile, DataValuta: r.DataValuta,
		Causale: r.Causale, TRN: r.SCT, IBAN: r.Conto, IDFlusso: r.IDFlusso,
	}
	if r.IUV != "" {
		u, err := avviso.ParseIUV(r.IUV)
		if err != nil {
			return cassa.Movimento{}, rifiutato(rendicontazione.IncassoSenzaPagamento, "iuv")
		}
		m.IUV = u
	}
	if !m.DataContabile.IsValid() {
		if m.DataContabile = r.DataValuta; !m.DataContabile.IsValid() {
			m.DataContabile = oggi
		}
	}
	return m, nil
}

// Fonte is the source of the movements that requests give.
const Fonte = "INCASSO"

// Ammissibile refuses a credit that is not of the body: 021410 when the body is not one of
// those served, 021412 when the request names an account that is not among its own; nil does
// not ask.
func (r *Richiesta) Ammissibile(servito bool, conti []avviso.IBAN) error {
	switch {
	case r == nil:
		return nullo("richiesta")
	case !servito:
		return rifiutato(rendicontazione.IncassoDominio, r.IdDominio.String())
	case conti != nil && r.Conto.IsValid() && !slices.Contains(conti, r.Conto):
		return rifiutato(rendicontazione.IncassoIBAN, r.Conto.String())
	}
	return nil
}

// Ripetuta compares a request with the one stored under the same identity: true when it says
// the same again, and is answered as it was (HTTP 200); the error is 021409 (ErrIncasso) when
// its body, amount, causale or reference, or its sct where it has one, are others. Of another
// identity it is not a repetition.
//
// Source: GovPay, Incassi.richiestaIncasso.
func (r *Richiesta) Ripetuta(prima *Richiesta) (bool, error) {
	if r == nil || prima == nil {
		return false, nullo("richiesta")
	}
	if r.Identificativo() != prima.Identificativo() || r.IdDominio != prima.IdDominio {
		return false, nil
	}
	stessa := r.Importo == prima.Importo && (r.SCT == "" || r.SCT == prima.SCT) && r.IUV == prima.IUV && r.IDFlusso == prima.IDFlusso &&
		strings.EqualFold(strings.TrimSpace(r.Causale), strings.TrimSpace(prima.Causale))
	if !stessa {
		return false, rifiutato(rendicontazione.IncassoDuplicato, r.Identificativo())
	}
	return true, nil
}

// AppendJSON appends the body of the call, which ParseRichiesta takes back but for members of
// others.
func (r *Richiesta) AppendJSON(b []byte) ([]byte, error) {
	switch {
	case r == nil:
		return b, nullo("richiesta")
	case !r.Dialetto.IsValid():
		return b, rifiuta(pendenza.Enum, "dialetto", string(r.Dialetto))
	}
	w := membri.Scrittura{B: append(b, '{')}
	r.scrivi(&w)
	w.Altri(r.Altri)
	w.Chiude()
	return w.B, nil
}

// scrivi writes the members of the request.
func (r *Richiesta) scrivi(w *membri.Scrittura) {
	w.SeTesto("causale", r.Causale)
	w.SeTesto("iuv", r.IUV)
	if r.Dialetto == V3 {
		w.SeTesto("idFlussoRendicontazione", r.IDFlusso)
	} else {
		w.SeTesto("idFlusso", r.IDFlusso)
	}
	w.Importo("importo", r.Importo)
	w.SeTesto("dataValuta", r.DataValuta.String())
	w.SeTesto("dataContabile", r.DataContabile.String())
	if r.Dialetto == V1 {
		w.SeTesto("ibanAccredito", r.Conto.String())
	} else {
		w.SeTesto("contoAccredito", r.Conto.String())
	}
	w.SeTesto("sct", r.SCT)
}
