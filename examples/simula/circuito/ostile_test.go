package circuito_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/simula/circuito"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

var (
	quantiSemi = flag.Int("semi", 200, "how many hostile stories are lived")
	primoSeme  = flag.Uint64("seme", 0, "the first of them")
)

// storia is a circuit and what hostile people did in it: data, which may be told, lived
// again and made shorter.
type storia struct {
	conf     circuito.Configurazione
	dispetti []dispetto
}

// dispetto is one hostile act, on an object and by an amount that a and b choose among
// what there is.
type dispetto struct {
	cosa uint8 // a position in repertorio
	a, b uint32
}

// nuovaStoria makes the story of a seed.
func nuovaStoria(seme uint64) storia {
	r := rand.New(rand.NewPCG(seme, 25))
	s := storia{conf: circuito.Configurazione{Seme: seme, Enti: 1 + r.IntN(3), Pagamenti: 4 + r.IntN(40), Giorni: 8 + r.IntN(25)}}
	switch r.IntN(6) {
	case 0, 1, 2: // payments that go well, so that what follows is the work of somebody
		s.conf.Casi = []circuito.Caso{circuito.CasoNormale, circuito.CasoTipo1, circuito.CasoMultivoce, circuito.CasoNonPagata}
	case 3: // payments that are given back
		s.conf.Casi = []circuito.Caso{circuito.CasoNormale, circuito.CasoRevoca, circuito.CasoStandInSenzaRPT, circuito.CasoDuplicato}
	}
	for range r.IntN(7) {
		s.dispetti = append(s.dispetti, dispetto{uint8(r.IntN(len(repertorio))), r.Uint32(), r.Uint32()})
	}
	return s
}

// String tells the story.
func (s storia) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "seme %d, %d enti, %d pagamenti, %d giorni, casi %v", s.conf.Seme, s.conf.Enti, s.conf.Pagamenti, s.conf.Giorni, s.conf.Casi)
	for _, d := range s.dispetti {
		fmt.Fprintf(&b, "\n  %s (%d, %d)", repertorio[d.cosa].nome, d.a, d.b)
	}
	return b.String()
}

// vera is a line of an account as the bank booked it, and how it is told.
type vera struct {
	ente     avviso.IdDominio
	importo  int64 // in cents, below zero for money that leaves
	pagoPA   bool
	racconti []cassa.Movimento // none for a line that no document has
	tagliata bool              // its text is not whole
	// riferimento is what the bank calls it, where it gives references.
	riferimento string
}

// mondoOstile is what a story leaves: the truth of the accounts, and the papers.
type mondoOstile struct {
	s           *circuito.Simulatore
	r           *rand.Rand
	pagamenti   []*circuito.Pagamento
	posizioni   []*circuito.Posizione
	pendenze    []rendicontazione.Pendenza
	ricevute    []rendicontazione.VoceRicevuta
	flussi      []flusso.Flusso
	vere        []*vera
	domini      []avviso.IdDominio
	numeri      int // given out to lines, versions and positions
	prenotate   int
	riferimenti bool // the statements of the bank give references
	nascosto    bool // money that left is not told, or is told smaller: nobody can know
}

// vivi runs the circuit and lets the acts happen, one after the other.
func (s storia) vivi() (*mondoOstile, error) {
	sim, err := circuito.Nuovo(s.conf)
	if err != nil {
		return nil, err
	}
	m := &mondoOstile{s: sim, r: rand.New(rand.NewPCG(s.conf.Seme, 26))}
	m.riferimenti = m.r.IntN(2) == 0
	for e := range sim.Enti() {
		m.domini = append(m.domini, e.Dominio)
	}
	for g, err := range sim.Giornate() {
		if err != nil {
			return nil, err
		}
		m.pagamenti = append(m.pagamenti, g.Pagamenti...)
		m.posizioni = append(m.posizioni, g.Posizioni...)
		m.ricevute = append(m.ricevute, g.Ricevute...)
		for _, p := range g.Posizioni {
			m.pendenze = append(m.pendenze, p.Riconciliabile())
		}
		for _, f := range g.Flussi {
			m.flussi = append(m.flussi, f.Flusso)
		}
		for i := range g.Accrediti {
			if x, ok := g.Accrediti[i].Movimento(); ok {
				m.prenota(x, diPagoPA(&x))
			}
		}
	}
	for _, d := range s.dispetti {
		repertorio[d.cosa].compi(m, d.a, d.b)
	}
	return m, nil
}

// diPagoPA reports whether a text of the simulated bank speaks of pagoPA at all.
func diPagoPA(x *cassa.Movimento) bool {
	for _, segno := range []string{"PUR", "RFB", "RFS", "URI"} {
		if strings.Contains(strings.Join(strings.Fields(x.Causale), ""), "/"+segno+"/") {
			return true
		}
	}
	return x.Storno
}

// prenota books a line, told as it is.
func (m *mondoOstile) prenota(x cassa.Movimento, pagoPA bool) *vera {
	v := &vera{ente: x.IdDominio, importo: x.Importo.Centesimi(), pagoPA: pagoPA, racconti: []cassa.Movimento{x}, riferimento: fmt.Sprint("RIF", m.prenotate)}
	m.prenotate++
	if x.Storno != (x.Segno == cassa.Uscita) {
		v.importo = -v.importo
	}
	m.vere = append(m.vere, v)
	return v
}

// saldo is the money of pagoPA on the account of a body.
func (m *mondoOstile) saldo(d avviso.IdDominio) (cent int64) {
	for _, v := range m.vere {
		if v.ente == d && v.pagoPA {
			cent += v.importo
		}
	}
	return cent
}

// input is the papers, in any order.
func (m *mondoOstile) input() rendicontazione.Input {
	in := rendicontazione.Input{
		Oggi: m.s.Oggi(), Domini: m.s.Domini(), Pendenze: slices.Clone(m.pendenze), Ricevute: slices.Clone(m.ricevute), Flussi: slices.Clone(m.flussi),
	}
	for _, v := range m.vere {
		in.Movimenti = append(in.Movimenti, v.racconti...)
	}
	mescola(m.r, in.Pendenze)
	mescola(m.r, in.Ricevute)
	mescola(m.r, in.Flussi)
	mescola(m.r, in.Movimenti)
	return in
}

func mescola[T any](r *rand.Rand, x []T) {
	r.Shuffle(len(x), func(i, j int) { x[i], x[j] = x[j], x[i] })
}

// TestOstile lives many stories and holds each to every promise. The first that breaks
// one is told in its shortest form. More of them:
//
//	go test ./examples/simula/circuito -run TestOstile -semi 100000
func TestOstile(t *testing.T) {
	n, accaduti := *quantiSemi, conta{}
	if testing.Short() {
		n = min(n, 40)
	}
	for i := range n {
		s := nuovaStoria(*primoSeme + uint64(i))
		if rotta := s.mantieni(accaduti); rotta != nil {
			s, rotta = riduci(s, rotta)
			t.Fatalf("%s: %s\n%s", rotta.promessa, rotta.testo, s)
		}
	}
	t.Log(accaduti)
	if n < 200 {
		return
	}
	for _, d := range repertorio {
		require.Positive(t, accaduti[d.nome], "nobody did it: %s", d.nome)
	}
	require.Positive(t, accaduti["concordi"], "no story ends with ledgers that agree")
	require.Positive(t, accaduti["debiti estinti"])
}

// conta counts what happened in the stories.
type conta map[string]int

func (c conta) String() string {
	var righe []string
	for k, n := range c {
		righe = append(righe, fmt.Sprintf("%s %d", k, n))
	}
	slices.Sort(righe)
	return strings.Join(righe, "; ")
}
