package sessione

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/internal/riferimento"
	"github.com/quietanza/quietanza/pendenza"
)

// ParseCarrello reads the body and the query of POST /pagamenti as their interface says
// them. Errors, all *Errore: ErrDocumento for what is no document, or breaks its rules (all
// of them, as *pendenza.NonValida); ErrCarrello of VUOTO, ELEMENTI_MAX, ESCLUSIVI and
// DUPLICATO for its list.
//
// Source: GovPay, API Pagamenti v1 and v2, NuovoPagamento.
func ParseCarrello(query string, data []byte) (Carrello, error) {
	c, _, err := leggiCarrello(query, data, false)
	return c, err
}

// LeggiCarrello reads a cart as portals write it: members of others are kept, numbers for
// texts are taken, as pendenza.LeggiNuova does in a position given by its data; each with a
// warning.
func LeggiCarrello(query string, data []byte) (Carrello, []avviso.Avvertenza, error) {
	return leggiCarrello(query, data, true)
}

func leggiCarrello(query string, data []byte, tollerante bool) (Carrello, []avviso.Avvertenza, error) {
	l := &membri.Lettura{Tollerante: tollerante}
	testo, err := l.Apre(data)
	if err != nil {
		return Carrello{}, l.Avvertenze, porta.Rifiuta(err)
	}
	var c Carrello
	if err := c.Parametri.leggi(query, tollerante); err != nil {
		return Carrello{}, l.Avvertenze, err
	}
	e := elenco{dove: &c.Pendenze}
	g := c.membri(membri.DueVie{Leggi: e.leggi})
	l.Oggetto(testo, g.Campi, g.Altri)
	if err = porta.Chiude(l); err == nil {
		err = e.err
	}
	if err == nil {
		err = c.perLaLista()
	}
	if err != nil {
		return Carrello{}, l.Avvertenze, err
	}
	return c, l.Avvertenze, nil
}

// membri are the members of the body; pendenze is the place of its list.
func (c *Carrello) membri(pendenze membri.DueVie) membri.Gruppo {
	campi := []membri.Campo{
		{Nome: "pendenze", Dove: pendenze, Obbligatorio: true},
		{Nome: "urlRitorno", Dove: indirizzo(&c.URLRitorno)},
	}
	return membri.Gruppo{Campi: append(campi, c.echi(testo35(&c.CredenzialiPagatore), membri.Tollerata{Dove: &c.Lingua, Ammessa: lingua})...), Altri: &c.Altri}
}

// echi are the members that a payment echoes of its request.
func (c *Carrello) echi(credenziali, lingua any) []membri.Campo {
	return []membri.Campo{
		{Nome: "soggettoVersante", Dove: soggetto(&c.SoggettoVersante)},
		{Nome: "contoAddebito", Dove: membri.Puntato(&c.ContoAddebito, func(a *ContoAddebito) membri.Gruppo {
			return membri.Gruppo{Campi: []membri.Campo{{Nome: "iban", Dove: &a.IBAN, Obbligatorio: true}, {Nome: "bic", Dove: testo35(&a.BIC)}}, Altri: &a.Altri}
		})},
		{Nome: "dataEsecuzionePagamento", Dove: &c.DataEsecuzionePagamento},
		{Nome: "credenzialiPagatore", Dove: credenziali},
		{Nome: "autenticazioneSoggetto", Dove: membri.UnaDi(&c.AutenticazioneSoggetto)},
		{Nome: "lingua", Dove: lingua},
	}
}

// perLaLista is what Valida says of the list, but for models, which may be read.
func (c *Carrello) perLaLista() error {
	for i := range c.Pendenze {
		if slices.ContainsFunc(c.Pendenze[:i], c.Pendenze[i].stessa) {
			return rifiuta(pendenza.Duplicato, posto(i), "", errDoppia)
		}
	}
	return nil
}

// lingua reports whether the portal speaks a language.
func lingua(s string) bool {
	return slices.Contains([]string{"IT", "EN", "FR", "DE", "SL"}, strings.ToUpper(s))
}

// leggi reads the query.
func (p *Parametri) leggi(query string, tollerante bool) error {
	q := leggiQuery(query)
	for _, x := range p.campi() {
		q.uno(x.nome, x.dove)
	}
	switch {
	case q.err != nil:
		return q.err
	case len(p.IDSessionePortale) > 35:
		return rifiuta(pendenza.LunghezzaMax, "idSessionePortale", p.IDSessionePortale, ErrDocumento)
	case p.CodiceConvenzione != "" && (len(p.CodiceConvenzione) < 5 || len(p.CodiceConvenzione) > 35):
		return rifiuta(pendenza.Pattern, "codiceConvenzione", p.CodiceConvenzione, ErrDocumento)
	}
	for nome := range q.valori {
		if !tollerante {
			return rifiuta(membri.CodiceMembro, nome, "", ErrDocumento)
		}
	}
	return nil
}

// campi are the parameters in the order of their names.
func (p *Parametri) campi() []parametro {
	return []parametro{
		{"avvisaturaDigitale", &p.AvvisaturaDigitale},
		{"codiceConvenzione", &p.CodiceConvenzione},
		{"gRecaptchaResponse", &p.GRecaptchaResponse},
		{"idSessionePortale", &p.IDSessionePortale},
		{"identificativoPSP", &p.IdentificativoPSP},
		{"modalitaAvvisaturaDigitale", &p.ModalitaAvvisaturaDigitale},
		{"tipoVersamento", &p.TipoVersamento},
	}
}

type parametro struct {
	nome string
	dove *string
}

// Query returns the query of the call, its parameters in the order of their names.
func (p *Parametri) Query() string {
	q := url.Values{}
	for _, x := range p.campi() {
		if *x.dove != "" {
			q.Set(x.nome, *x.dove)
		}
	}
	return q.Encode()
}

// elenco reads the positions of a cart.
type elenco struct {
	dove *[]Elemento
	err  error // what is wrong with the list as a whole
}

func (e *elenco) leggi(l *membri.Lettura, nome, v string) {
	n := 0
	for range membri.Elementi(v) {
		n++
	}
	switch {
	case v[0] != '[':
		l.Viola(pendenza.Pattern, nome, "", "valore di tipo sbagliato")
		return
	case n == 0:
		e.err = rifiuta(CodiceVuoto, nome, "", ErrCarrello)
	case n > MassimoPendenze:
		e.err = rifiuta(pendenza.ElementiMax, nome, strconv.Itoa(n), errTroppe)
		return
	}
	l.Elenco(nome, v, MassimoPendenze, func(i int, v string) {
		x, ok := leggiElemento(l, i, v)
		if !ok && e.err == nil {
			e.err = rifiuta(CodiceEsclusivi, posto(i), "", tipoNonRiconosciuto(i))
		}
		*e.dove = append(*e.dove, x)
	})
}

// leggiElemento reads a position in the first of the forms that fits.
func leggiElemento(l *membri.Lettura, i int, v string) (e Elemento, ok bool) {
	if v[0] != '{' {
		l.Viola(pendenza.Pattern, "", "", "valore di tipo sbagliato")
		return e, true
	}
	forma := FormaModello
	dominio, tipo, a2a, id, numero := membri.Ha(v, "idDominio"), membri.Ha(v, "idTipoPendenza"), membri.Ha(v, "idA2A"), membri.Ha(v, "idPendenza"), membri.Ha(v, "numeroAvviso")
	switch {
	case dominio && tipo && !a2a && !id && !numero:
		e.Modello = new(Modello)
	case dominio && numero && !a2a && !id:
		forma = FormaAvviso
	case a2a && id && !dominio:
		forma = FormaRiferimento
	case a2a && id:
		e.dati(l, i, v)
		return e, true
	default:
		return e, false
	}
	g := e.membri(forma)
	l.Oggetto(v, g.Campi, g.Altri)
	return e, true
}

// membri are the members of an element of a form, but for its data.
func (e *Elemento) membri(f Forma) membri.Gruppo {
	g := membri.Gruppo{Altri: &e.Altri}
	switch f {
	case FormaModello:
		g.Campi = []membri.Campo{
			{Nome: "idDominio", Dove: &e.Modello.IdDominio, Obbligatorio: true},
			{Nome: "idTipoPendenza", Dove: testo35(&e.Modello.IDTipoPendenza), Obbligatorio: true},
			{Nome: "dati", Dove: &e.Modello.Dati},
		}
	case FormaRiferimento:
		g.Campi = []membri.Campo{
			{Nome: "idA2A", Dove: membri.Forma{Dove: &e.IDA2A, E: riferimento.Identificativo}, Obbligatorio: true},
			{Nome: "idPendenza", Dove: membri.Forma{Dove: &e.IDPendenza, E: riferimento.Identificativo}, Obbligatorio: true},
		}
	default:
		g.Campi = []membri.Campo{
			{Nome: "idDominio", Dove: &e.IdDominio, Obbligatorio: true},
			{Nome: "numeroAvviso", Dove: &e.NumeroAvviso, Obbligatorio: true},
			{Nome: "idDebitore", Dove: testo35(&e.IDDebitore)},
		}
	}
	return g
}

// dati reads a position given by its data.
func (e *Elemento) dati(l *membri.Lettura, i int, v string) {
	var p pendenza.Pendenza
	var violazioni []avviso.Violazione
	var avvertenze []avviso.Avvertenza
	var err error
	if l.Tollerante {
		p, avvertenze, err = pendenza.LeggiNuova([]byte(v), pendenza.Testata{})
	} else {
		p, violazioni, err = pendenza.EsaminaNuova([]byte(v), pendenza.Testata{})
	}
	e.Pendenza = &p
	for _, a := range avvertenze {
		a.Campo = posto(i) + "." + a.Campo
		l.Avvertenze = append(l.Avvertenze, a)
	}
	violazioniDi(l, violazioni, err, func(campo string) string { return campo })
}

// violazioniDi takes over the violations of a document inside, whose paths dove makes ones
// of this.
func violazioniDi(l *membri.Lettura, violazioni []avviso.Violazione, err error, dove func(string) string) {
	if err != nil {
		if r, ok := avviso.RilievoDi(err); ok {
			violazioni = tutteLe(err, r)
		}
	}
	for _, x := range violazioni {
		l.Viola(x.Codice, dove(x.Campo), x.Valore, x.Testo)
	}
}

// soggetto is the place of a party, on the terms of the debtor of a position.
func soggetto(dst **pendenza.SoggettoPagatore) membri.DueVie {
	return membri.DueVie{Leggi: func(l *membri.Lettura, nome, v string) {
		const dentro = "soggettoPagatore"
		p, violazioni, err := pendenza.EsaminaParziale([]byte(`{"` + dentro + `":` + v + `}`))
		*dst = p.SoggettoPagatore
		violazioni = slices.DeleteFunc(violazioni, func(x avviso.Violazione) bool {
			campo, ok := strings.CutPrefix(x.Campo, dentro+".")
			if !l.Tollerante || x.Codice != membri.CodiceMembro || !ok {
				return false
			}
			l.Avverti(membri.CodiceMembro, nome+"."+campo, x.Testo)
			return true
		})
		violazioniDi(l, violazioni, err, func(campo string) string { return nome + strings.TrimPrefix(campo, dentro) })
	}, Scrivi: func(w *membri.Scrittura, nome string) {
		if *dst != nil {
			w.Aggiunge(nome, func(b []byte) ([]byte, error) { return appendSoggetto(b, *dst) })
		}
	}}
}

// AppendJSON appends the body of POST /pagamenti, which ParseCarrello takes back but for
// members of others; its query is that of Parametri. Errors: those of Valida, without
// stations; a model may be written.
func (c *Carrello) AppendJSON(b []byte) ([]byte, error) {
	if c == nil {
		return b, nullo("carrello")
	}
	senza := *c
	senza.Pendenze = slices.DeleteFunc(slices.Clone(c.Pendenze), func(e Elemento) bool { return e.Forma() == FormaModello })
	if len(senza.Pendenze) > 0 || len(c.Pendenze) == 0 || len(c.Pendenze) > MassimoPendenze {
		if err := senza.Valida(nil); err != nil {
			return b, err
		}
	}
	return membri.AppendDocumento(b, c.membri(membri.DueVie{Scrivi: func(w *membri.Scrittura, nome string) {
		w.ApreElenco(nome)
		for i := range c.Pendenze {
			c.Pendenze[i].scrivi(w)
		}
		w.ChiudeElenco()
	}}))
}

func appendSoggetto(b []byte, s *pendenza.SoggettoPagatore) ([]byte, error) {
	j, err := json.Marshal(s)
	if err != nil {
		return b, err
	}
	w := membri.Scrittura{B: append(b, j[:len(j)-1]...)}
	w.Altri(s.Altri)
	w.Chiude()
	return w.B, nil
}

func (e *Elemento) scrivi(w *membri.Scrittura) {
	if e.Forma() == FormaDati {
		dati := e.Pendenza.Dati()
		w.Aggiunge("", dati.AppendJSON)
		return
	}
	w.Gruppo("", e.membri(e.Forma()))
}
