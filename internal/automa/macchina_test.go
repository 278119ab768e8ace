package automa_test

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/looplab/fsm"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/automa"
	"github.com/quietanza/quietanza/internal/automa/prova"
)

func TestTornello(t *testing.T) {
	prova.Struttura(t, mTornello, dismesso)
	prova.Accordo(t, mTornello, &biglietto{}, &biglietto{corse: 1}, &biglietto{tecnico: true}, &biglietto{corse: 1, tecnico: true})
	prova.Accordo(t, mTradotta, &biglietto{}, &biglietto{corse: 1})
	prova.Allocazioni(t, mTornello)
	prova.Allocazioni(t, mTradotta)
	prova.Matrice(t, mTornello)
	prova.Diagrammi(t, mTornello)
}

func TestCammina(t *testing.T) {
	prova.Cammina(t, mTornello,
		prova.Storia[stato, evento]{Nome: "two rides", Da: chiuso, Eventi: []evento{oblitera, oblitera, transita, transita, oblitera}, A: aperto},
		prova.Storia[stato, evento]{Nome: "end of life", Da: chiuso, Eventi: []evento{rompi, rompi, dismetti, ripara}, A: dismesso})
}

func TestPasso(t *testing.T) {
	tests := []struct {
		nome string
		da   stato
		e    evento
		a    stato
		ok   bool
	}{
		{"row", chiuso, rompi, guasto, true},
		{"guarded row, guard not asked", chiuso, oblitera, aperto, true},
		{"self-transition", guasto, rompi, guasto, true},
		{"no row", chiuso, transita, chiuso, false},
		{"event without rows", chiuso, lampeggia, chiuso, false},
		{"zero state", 0, rompi, 0, false},
		{"zero event", chiuso, 0, chiuso, false},
		{"state 33 is not state 1", 32 + chiuso, rompi, 32 + chiuso, false},
		{"event 36 is not event 4", chiuso, 32 + rompi, chiuso, false},
		{"last state", 255, rompi, 255, false},
		{"last event", chiuso, 255, chiuso, false},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			a, ok := mTornello.Passo(tt.da, tt.e)
			require.Equal(t, tt.ok, ok)
			require.Equal(t, tt.a, a)
		})
	}
}

// The tables have room for exactly the names a machine may have: the last
// state and the last event work like the others, in every door.
func TestTheLastStateAndTheLastEvent(t *testing.T) {
	const ultimo = automa.Massimo
	passa := &automa.Guardia[biglietto]{Nome: "haCorse", Ok: haCorse.Ok}
	m := automa.Nuova(automa.Definizione[bStato, bEvento, biglietto]{
		Nome: "piena", Stati: slices.Values(numeri[bStato](ultimo)), Eventi: slices.Values(numeri[bEvento](ultimo)),
		Iniziali: numeri[bStato](ultimo),
		Righe: []automa.Riga[bStato, bEvento, biglietto]{
			{Da: []bStato{ultimo}, Evento: 1, A: 2},
			{Da: []bStato{1}, Evento: ultimo, A: 3},
			{Da: []bStato{ultimo}, Evento: ultimo, A: 1, Guardia: passa},
		},
	})
	tests := []struct {
		nome string
		da   bStato
		e    bEvento
		a    bStato
	}{
		{"last state", ultimo, 1, 2},
		{"last event", 1, ultimo, 3},
		{"both", ultimo, ultimo, 1},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			a, ok := m.Passo(tt.da, tt.e)
			require.True(t, ok)
			require.Equal(t, tt.a, a)
			a, err := m.Applica(tt.da, tt.e, &biglietto{corse: 1})
			require.NoError(t, err)
			require.Equal(t, tt.a, a)
		})
	}
	require.Equal(t, []bEvento{1, ultimo}, slices.Collect(m.Eventi(ultimo)))
	require.ErrorIs(t, secondo(m.Applica(ultimo, ultimo, &biglietto{})), automa.GuardiaNega)
	prova.Accordo(t, m, &biglietto{}, &biglietto{corse: 1})
}

func TestApplica(t *testing.T) {
	tests := []struct {
		nome   string
		da     stato
		e      evento
		c      *biglietto
		a      stato
		motivo automa.Motivo
		causa  error
		testo  string
	}{
		{"guard open", chiuso, oblitera, &biglietto{corse: 1}, aperto, automa.Ammesso, nil, ""},
		{"no guard, no context", chiuso, rompi, nil, guasto, automa.Ammesso, nil, ""},
		{
			"guard closed", chiuso, oblitera, &biglietto{}, chiuso, automa.GuardiaNega, errEsaurito,
			"tornello: Oblitera in CHIUSO: la guardia nega [haCorse]: no rides left",
		},
		{
			"guard without context", chiuso, oblitera, nil, chiuso, automa.ContestoAssente, nil,
			"tornello: Oblitera in CHIUSO: manca il contesto che le guardie esaminano [haCorse]",
		},
		{
			"no row", aperto, ripara, &biglietto{tecnico: true}, aperto, automa.NonDaQui, nil,
			"tornello: Ripara in APERTO: evento non ammesso in questo stato",
		},
		{
			"unknown state", 40, rompi, nil, 40, automa.StatoSconosciuto, nil,
			"tornello: Rompi in automa_test.stato(40): stato sconosciuto",
		},
		{
			"zero state", 0, rompi, nil, 0, automa.StatoSconosciuto, nil,
			"tornello: Rompi in automa_test.stato(0): stato sconosciuto",
		},
		{
			"unknown event", chiuso, 31, nil, chiuso, automa.EventoSconosciuto, nil,
			"tornello: automa_test.evento(31) in CHIUSO: evento sconosciuto",
		},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			a, err := mTornello.Applica(tt.da, tt.e, tt.c)
			require.Equal(t, tt.a, a)
			if tt.motivo == automa.Ammesso {
				require.NoError(t, err)
				return
			}
			require.EqualError(t, err, tt.testo)
			require.ErrorIs(t, err, tt.motivo)
			if tt.causa != nil {
				require.ErrorIs(t, err, tt.causa)
			}
			r := rifiuto(t, err)
			require.Equal(t, tt.motivo, r.Motivo)
		})
	}
}

func TestTheRoomBuildsItsOwnError(t *testing.T) {
	_, err := mTradotta.Applica(chiuso, oblitera, &biglietto{})
	var e *errTornello
	require.ErrorAs(t, err, &e)
	require.Equal(t, &errTornello{automa.GuardiaNega, "CHIUSO", "Oblitera", errEsaurito}, e)

	// A room that forgets to build one must not turn a refusal into success.
	d := tornello()
	d.Errore = func(automa.Rifiuto) error { return nil }
	_, err = automa.Nuova(d).Applica(chiuso, transita, nil)
	require.ErrorIs(t, err, automa.NonDaQui)
}

func TestMotivo(t *testing.T) {
	visti := map[string]bool{}
	for m := automa.Ammesso; m <= automa.FormatoIgnoto; m++ {
		require.NotContains(t, m.Error(), "Motivo(")
		require.NotEmpty(t, m.Error())
		require.False(t, visti[m.Error()], "%s twice", m)
		visti[m.Error()] = true
	}
	require.Equal(t, "Motivo(14)", (automa.FormatoIgnoto + 1).Error())
	require.Equal(t, "Motivo(200)", automa.Motivo(200).Error())
}

// TestWhatARoomMakesOfARefusal: the words, the code and the kinds.
func TestWhatARoomMakesOfARefusal(t *testing.T) {
	f := apri(t, fsm.Callbacks{"after_Rompi": func(_ context.Context, e *fsm.Event) { e.Err = errHost }})
	ctx := context.Background()
	tests := []struct {
		nome                  string
		err                   error
		codice, campo, valore string
		testo                 string
		genere, causa         error
	}{
		{"no row", secondo(mTornello.Applica(chiuso, ripara, nil)), "NO", "CHIUSO", "Ripara", "no transition", errTurno, errTurno},
		{"guard", secondo(mTornello.Applica(chiuso, oblitera, &biglietto{})), "NO", "CHIUSO", "Oblitera", "no rides left", errEsaurito, errEsaurito},
		{
			"no context", secondo(mTornello.Applica(chiuso, oblitera, nil)), "NO", "CHIUSO", "Oblitera",
			"no transition: manca il contesto che le guardie esaminano", errTurno, automa.ContestoAssente,
		},
		{
			"no context of a looplab machine", secondo(mTornello.NuovaMacchina(chiuso, nil, nil)), "NO", "", "",
			"no transition: manca il contesto che le guardie esaminano", errTurno, automa.ContestoAssente,
		},
		{"no state", secondo(mTornello.NuovaMacchina(40, nil, nil)), "NO", "automa_test.stato(40)", "", "no transition", errTurno, errTurno},
		{
			"late", mTornello.Lancia(ctx, f, rompi), "EVENTO_AVVENUTO", "CHIUSO", "Rompi",
			"evento già avvenuto: una callback ha segnalato un errore: the host says no", automa.Tardivo, errHost,
		},
		{
			"nil context.Context", mTornello.Lancia(nil, f, rompi), "NO", "", "Rompi", //nolint:staticcheck // what is tested
			"no transition: context assente, annullato o scaduto: context nullo", errTurno, automa.Interrotto,
		},
		{
			"format", secondo(mTornello.Diagramma("svg")), "FORMATO", "formato", "svg",
			"formato di diagramma sconosciuto", automa.FormatoIgnoto, automa.FormatoIgnoto,
		},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			r := *rifiuto(t, tt.err)
			require.Equal(t, tt.codice, automa.Codice(r, "NO"))
			require.Equal(t, tt.campo, r.Campo())
			require.Equal(t, tt.valore, r.Valore())
			err := r.Err(errTurno)
			require.EqualError(t, err, tt.testo)
			require.ErrorIs(t, err, tt.genere)
			require.ErrorIs(t, err, tt.causa)
		})
	}
	require.NotErrorIs(t, rifiuto(t, tests[5].err).Err(errTurno), errTurno, "what has happened is not refused")
}

var errTurno = errors.New("no transition")

func TestQueries(t *testing.T) {
	m := mTornello
	require.Len(t, slices.Collect(m.Archi()), 8)

	// In the order of the rows, not of the numbers.
	require.Equal(t, []evento{rompi, ripara, dismetti}, slices.Collect(m.Eventi(guasto)))
	require.Empty(t, slices.Collect(m.Eventi(dismesso)))
	require.Empty(t, slices.Collect(m.Eventi(0)))
	require.Empty(t, slices.Collect(m.Eventi(200)))
}

func TestSequencesStopEarly(t *testing.T) {
	for range mTornello.Eventi(guasto) {
		break
	}
	for range mTornello.Archi() {
		break
	}
}

func TestTheDeclarationIsACopy(t *testing.T) {
	d := tornello()
	m := automa.Nuova(d)
	d.Righe[0].A = dismesso
	d.Iniziali[0] = dismesso
	d.Righe[0].Da[0] = dismesso
	m.Definizione().Righe[0].A = dismesso
	m.Definizione().Righe[0].Da[0] = dismesso
	require.Equal(t, aperto, m.Definizione().Righe[0].A)
	require.Equal(t, []stato{chiuso}, m.Definizione().Righe[0].Da)
	require.Equal(t, []stato{chiuso}, m.Definizione().Iniziali)
}

func TestTwoInitialStatesAndASubsetOfTheNames(t *testing.T) {
	d := tornello()
	d.Stati = slices.Values([]stato{guasto, chiuso})
	d.Iniziali = []stato{guasto, chiuso}
	d.Righe = []riga{{Da: []stato{guasto}, Evento: ripara, A: chiuso}}
	m := automa.Nuova(d)
	require.ErrorIs(t, secondo(m.Applica(aperto, ripara, nil)), automa.StatoSconosciuto)
	require.Contains(t, prova.Diagramma(t, m, "mermaid"), "[*] --> s1\n    [*] --> s2\n")
	require.Contains(t, prova.Diagramma(t, m, "scxml"), "<!-- stati iniziali: GUASTO CHIUSO -->")
	prova.Accordo(t, m, &biglietto{})
}

// nominato is an enumeration whose names the test chooses.
type nominato uint8

var nomiScelti = map[nominato]string{}

func (n nominato) String() string { return nomiScelti[n] }

func TestStartUpPanics(t *testing.T) {
	conta := func(n int) iter.Seq[nominato] {
		return func(yield func(nominato) bool) {
			for i := range n {
				if !yield(nominato(i + 1)) {
					return
				}
			}
		}
	}
	tests := []struct {
		nome  string
		muta  func(*definizione)
		testo string
	}{
		{"duplicate row", func(d *definizione) {
			d.Righe = append(d.Righe, riga{Da: []stato{chiuso}, Evento: rompi, A: aperto})
		}, "two rows for Rompi in CHIUSO"},
		{"unreachable state", func(d *definizione) { d.Righe = d.Righe[:6] }, "DISMESSO is unreachable"},
		{"no initial state", func(d *definizione) { d.Iniziali = nil }, "no initial state"},
		{"unknown initial state", func(d *definizione) { d.Iniziali = []stato{chiuso, 9} }, "stato(9) is not declared"},
		{"initial state twice", func(d *definizione) { d.Iniziali = []stato{chiuso, chiuso} }, "given twice"},
		{"no states", func(d *definizione) { d.Stati = nil }, "missing"},
		{"no events", func(d *definizione) { d.Eventi = nil }, "missing"},
		{"state twice", func(d *definizione) { d.Stati = slices.Values([]stato{chiuso, chiuso}) }, "declared twice"},
		{"row from an undeclared state", func(d *definizione) { d.Righe[0].Da = []stato{9} }, "undeclared"},
		{"row with an undeclared event", func(d *definizione) { d.Righe[0].Evento = 9 }, "undeclared"},
		{"row to an undeclared state", func(d *definizione) { d.Righe[0].A = 200 }, "undeclared"},
		{"row to zero", func(d *definizione) { d.Righe[0].A = 0 }, "undeclared"},
		{"row from nowhere", func(d *definizione) { d.Righe[0].Da = nil }, "no state to start from"},
		{"row that stays and leads on", func(d *definizione) { d.Righe[0].Resta = true }, "stays and leads on"},
		{"row to nowhere", func(d *definizione) { d.Righe[0].A = 0 }, "undeclared"},
		{"state twice in a row", func(d *definizione) { d.Righe[0].Da = []stato{chiuso, chiuso} }, "two rows"},
		{"no name", func(d *definizione) { d.Nome = "" }, "no usable name"},
		{"unnamed guard", func(d *definizione) {
			d.Righe[0].Guardia = &automa.Guardia[biglietto]{Ok: haCorse.Ok}
		}, "guard"},
		{"guard without function", func(d *definizione) {
			d.Righe[0].Guardia = &automa.Guardia[biglietto]{Nome: "vuota"}
		}, "guard"},
		{"two guards of one name", func(d *definizione) {
			d.Righe[0].Guardia = &automa.Guardia[biglietto]{Nome: "eTecnico", Ok: haCorse.Ok}
		}, "guard"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			d := tornello()
			tt.muta(&d)
			requirePanics(t, tt.testo, func() { automa.Nuova(d) })
		})
	}

	type defNomi = automa.Definizione[nominato, evento, biglietto]
	base := func(stati ...string) defNomi {
		clear(nomiScelti)
		for i, s := range stati {
			nomiScelti[nominato(i+1)] = s
		}
		d := defNomi{Nome: "nomi", Stati: conta(len(stati)), Eventi: nomiEvento.Tutti(), Iniziali: []nominato{1}}
		for i := 2; i <= len(stati); i++ {
			d.Righe = append(d.Righe, automa.Riga[nominato, evento, biglietto]{
				Da: []nominato{nominato(i - 1)}, Evento: rompi, A: nominato(i),
			})
		}
		return d
	}
	molti := make([]string, automa.Massimo+1)
	for i := range molti {
		molti[i] = "S" + strconv.Itoa(i)
	}
	nomiCattivi := []struct {
		nome  string
		stati []string
		testo string
	}{
		{"32 states", molti, "more than 31 names"},
		{"state named state", []string{"A", "state"}, "reserved"},
		{"state named event", []string{"event"}, "reserved"},
		{"two states of one name", []string{"A", "A"}, `two values are named "A"`},
		{"empty name", []string{"A", ""}, "no name"},
		{"callback prefix", []string{"A", "before_B"}, "begins like a callback key"},
		{"asterisk", []string{"A", "*"}, "asterisk"},
		{"new line", []string{"A", "B\nC"}, "control character"},
		{"outer blank", []string{"A", "B "}, "blank"},
	}
	for _, tt := range nomiCattivi {
		t.Run(tt.nome, func(t *testing.T) {
			d := base(tt.stati...)
			requirePanics(t, tt.testo, func() { automa.Nuova(d) })
		})
	}
	t.Run("31 states are welcome", func(t *testing.T) {
		m := automa.Nuova(base(molti[:automa.Massimo]...))
		a, ok := m.Passo(30, rompi)
		require.True(t, ok)
		require.Equal(t, nominato(31), a)
		require.Equal(t, []evento{rompi}, slices.Collect(m.Eventi(30)))
		require.Equal(t, "nomi: Rompi in S30: evento non ammesso in questo stato", secondo(m.Applica(31, rompi, nil)).Error())
		prova.Accordo(t, m)
	})
	t.Run("255 guards are welcome, 256 are not", func(t *testing.T) {
		for _, n := range []int{255, 256} {
			d := automa.Definizione[bStato, bEvento, biglietto]{
				Nome: "guardie", Stati: slices.Values(numeri[bStato](16)), Eventi: slices.Values(numeri[bEvento](16)),
				Iniziali: []bStato{1},
			}
			for i := range n {
				d.Righe = append(d.Righe, automa.Riga[bStato, bEvento, biglietto]{
					Da: []bStato{bStato(i/16 + 1)}, Evento: bEvento(i%16 + 1), A: bStato(i%16 + 1),
					Guardia: &automa.Guardia[biglietto]{Nome: "g" + strconv.Itoa(i), Ok: haCorse.Ok},
				})
			}
			if n == 256 {
				requirePanics(t, "too many", func() { automa.Nuova(d) })
				continue
			}
			_, err := automa.Nuova(d).Applica(16, 15, &biglietto{})
			require.Contains(t, rifiuto(t, err).Error(), "[g254]")
		}
	})
	t.Run("number 32", func(t *testing.T) {
		d := base("A")
		nomiScelti[32] = "B"
		d.Stati = slices.Values([]nominato{1, 32})
		requirePanics(t, "more than 31 names", func() { automa.Nuova(d) })
	})
	t.Run("number 0", func(t *testing.T) {
		d := base("A")
		nomiScelti[0] = "Z"
		d.Stati = slices.Values([]nominato{1, 0})
		requirePanics(t, "zero", func() { automa.Nuova(d) })
	})
	t.Run("events obey the same rules", func(t *testing.T) {
		d := automa.Definizione[stato, eventoCattivo, biglietto]{
			Nome: "x", Stati: nomiStato.Tutti(), Iniziali: []stato{chiuso},
			Eventi: slices.Values([]eventoCattivo{1}),
		}
		requirePanics(t, "reserved", func() { automa.Nuova(d) })
	})
}

type eventoCattivo uint8

func (eventoCattivo) String() string { return "event" }

func requirePanics(t *testing.T, testo string, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		v, _ := recover().(string)
		require.True(t, strings.HasPrefix(v, "automa: machine "), "panic %q", v)
		require.Contains(t, v, testo)
	}()
	f()
}

func secondo[T any](_ T, err error) error { return err }
