package sessione

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
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
	l := &letturaCarrello{lettura: lettura{membri.Lettura{Tollerante: tollerante}}}
	c := &l.c
	testo, err := l.Apre(data)
	if err != nil {
		return Carrello{}, l.Avvertenze, illeggibile(err)
	}
	if err := l.query(query); err != nil {
		return Carrello{}, l.Avvertenze, err
	}
	l.Oggetto(testo, []membri.Campo{
		{Nome: "pendenze", Dove: l.pendenze, Obbligatorio: true},
		{Nome: "urlRitorno", Dove: l.indirizzo(&c.URLRitorno)},
		{Nome: "soggettoVersante", Dove: l.soggetto(&c.SoggettoVersante)},
		{Nome: "contoAddebito", Dove: l.conto},
		{Nome: "dataEsecuzionePagamento", Dove: &c.DataEsecuzionePagamento},
		{Nome: "credenzialiPagatore", Dove: testo35(&c.CredenzialiPagatore)},
		{Nome: "autenticazioneSoggetto", Dove: membri.UnaDi(&c.AutenticazioneSoggetto)},
		{Nome: "lingua", Dove: l.parola(&c.Lingua, lingua)},
	}, &c.Altri)
	if err := l.chiudi(); err != nil {
		return Carrello{}, l.Avvertenze, err
	}
	if l.errElenco == nil {
		l.errElenco = c.perLaLista()
	}
	if l.errElenco != nil {
		return Carrello{}, l.Avvertenze, l.errElenco
	}
	return *c, l.Avvertenze, nil
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

type letturaCarrello struct {
	lettura
	c         Carrello
	errElenco error
}

func (l *letturaCarrello) query(query string) error {
	q := leggiQuery(query)
	p := &l.c.Parametri
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
		if !l.Tollerante {
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

func (l *letturaCarrello) pendenze(nome, v string) {
	n := 0
	for range membri.Elementi(v) {
		n++
	}
	switch {
	case v[0] != '[':
		l.Viola(pendenza.Pattern, nome, "", "valore di tipo sbagliato")
		return
	case n == 0:
		l.errElenco = rifiuta(CodiceVuoto, nome, "", ErrCarrello)
	case n > MassimoPendenze:
		l.errElenco = rifiuta(pendenza.ElementiMax, nome, strconv.Itoa(n), errTroppe)
		return
	}
	l.Elenco(nome, v, MassimoPendenze, func(i int, v string) {
		e, ok := l.elemento(i, v)
		if !ok && l.errElenco == nil {
			l.errElenco = rifiuta(CodiceEsclusivi, posto(i), "", tipoNonRiconosciuto(i))
		}
		l.c.Pendenze = append(l.c.Pendenze, e)
	})
}

// elemento reads a position in the first of the forms that fits.
func (l *letturaCarrello) elemento(i int, v string) (e Elemento, ok bool) {
	if v[0] != '{' {
		l.Viola(pendenza.Pattern, "", "", "valore di tipo sbagliato")
		return e, true
	}
	dominio, tipo, a2a, id, numero := membri.Ha(v, "idDominio"), membri.Ha(v, "idTipoPendenza"), membri.Ha(v, "idA2A"), membri.Ha(v, "idPendenza"), membri.Ha(v, "numeroAvviso")
	switch {
	case dominio && tipo && !a2a && !id && !numero:
		m := new(Modello)
		e.Modello = m
		l.Oggetto(v, []membri.Campo{
			{Nome: "idDominio", Dove: &m.IdDominio}, {Nome: "idTipoPendenza", Dove: testo35(&m.IDTipoPendenza)}, {Nome: "dati", Dove: &m.Dati},
		}, &e.Altri)
	case dominio && numero && !a2a && !id:
		l.Oggetto(v, []membri.Campo{
			{Nome: "idDominio", Dove: &e.IdDominio}, {Nome: "numeroAvviso", Dove: &e.NumeroAvviso}, {Nome: "idDebitore", Dove: testo35(&e.IDDebitore)},
		}, &e.Altri)
	case a2a && id && !dominio:
		l.Oggetto(v, []membri.Campo{
			{Nome: "idA2A", Dove: membri.Forma{Dove: &e.IDA2A, E: identificativo}}, {Nome: "idPendenza", Dove: membri.Forma{Dove: &e.IDPendenza, E: identificativo}},
		}, &e.Altri)
	case a2a && id:
		l.dati(&e, i, v)
	default:
		return e, false
	}
	return e, true
}

// identificativo reports whether a text is one of GovPay: letters, digits, - and _.
func identificativo(s string) bool {
	return s != "" && len(s) <= 35 && !strings.ContainsFunc(s, func(r rune) bool {
		return r != '-' && r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	})
}

// dati reads a position given by its data.
func (l *letturaCarrello) dati(e *Elemento, i int, v string) {
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
	l.violazioniDi(violazioni, err, func(campo string) string { return campo })
}

// violazioniDi takes over the violations of a document inside, whose paths dove makes ones
// of this.
func (l *lettura) violazioniDi(violazioni []avviso.Violazione, err error, dove func(string) string) {
	if err != nil {
		if r, ok := avviso.RilievoDi(err); ok {
			violazioni = tutteLe(err, r)
		}
	}
	for _, x := range violazioni {
		l.Viola(x.Codice, dove(x.Campo), x.Valore, x.Testo)
	}
}

// soggetto reads a party, on the terms of the debtor of a position.
func (l *lettura) soggetto(dst **pendenza.SoggettoPagatore) func(nome, v string) {
	return func(nome, v string) {
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
		l.violazioniDi(violazioni, err, func(campo string) string { return nome + strings.TrimPrefix(campo, dentro) })
	}
}

func (l *letturaCarrello) conto(nome, v string) {
	c := new(ContoAddebito)
	l.c.ContoAddebito = c
	l.Annidato(nome, v, []membri.Campo{{Nome: "iban", Dove: &c.IBAN, Obbligatorio: true}, {Nome: "bic", Dove: testo35(&c.BIC)}}, &c.Altri)
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
	w := membri.Scrittura{B: append(b, '{')}
	w.ApreElenco("pendenze")
	for i := range c.Pendenze {
		c.Pendenze[i].scrivi(&w)
	}
	w.ChiudeElenco()
	w.SeTesto("urlRitorno", c.URLRitorno)
	c.scriviAltro(&w)
	w.Altri(c.Altri)
	w.Chiude()
	if w.Err != nil {
		return b, w.Err
	}
	return w.B, nil
}

// scriviAltro writes what a payment echoes of its request.
func (c *Carrello) scriviAltro(w *membri.Scrittura) {
	if s := c.SoggettoVersante; s != nil {
		w.Aggiunge("soggettoVersante", func(b []byte) ([]byte, error) { return appendSoggetto(b, s) })
	}
	if a := c.ContoAddebito; a != nil {
		w.Apre("contoAddebito")
		w.Testo("iban", a.IBAN.String())
		w.SeTesto("bic", a.BIC)
		w.Altri(a.Altri)
		w.Chiude()
	}
	w.SeTesto("dataEsecuzionePagamento", c.DataEsecuzionePagamento.String())
	w.SeTesto("credenzialiPagatore", c.CredenzialiPagatore)
	w.SeTesto("autenticazioneSoggetto", string(c.AutenticazioneSoggetto))
	w.SeTesto("lingua", c.Lingua)
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
	switch e.Forma() {
	case FormaDati:
		dati := e.Pendenza.Dati()
		w.Aggiunge("", dati.AppendJSON)
		return
	case FormaRiferimento:
		w.Apre("")
		w.Testo("idA2A", e.IDA2A)
		w.Testo("idPendenza", e.IDPendenza)
	case FormaModello:
		w.Apre("")
		w.Testo("idDominio", e.Modello.IdDominio.String())
		w.Testo("idTipoPendenza", e.Modello.IDTipoPendenza)
		w.SeCrudo("dati", e.Modello.Dati)
	default:
		w.Apre("")
		w.Testo("idDominio", e.IdDominio.String())
		w.Testo("numeroAvviso", e.NumeroAvviso.String())
		w.SeTesto("idDebitore", e.IDDebitore)
	}
	w.Altri(e.Altri)
	w.Chiude()
}
