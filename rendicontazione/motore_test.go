package rendicontazione_test

import (
	"encoding/json"
	"iter"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietanza/quietanza/rendicontazione"
)

// semi is how many random inputs a property is tried on.
func semi(t *testing.T, n int) int {
	t.Helper()
	if testing.Short() {
		return n / 10
	}
	return n
}

// TestAgainstOracle compares the engine with the rules written naively, on
// random inputs small enough for everything to collide, and proves that those
// inputs reach every class and every flag.
func TestAgainstOracle(t *testing.T) {
	visti := map[string]bool{}
	for seme := range semi(t, 10_000) {
		in, opt := nuovoDado(seme).input()
		rep := rendicontazione.Riconcilia(in, opt)
		if diff := cmp.Diff(consulta(in, opt), racconta(&rep)); diff != "" {
			b, _ := json.MarshalIndent(in, "", " ")
			t.Fatalf("seed %d (-oracle +engine):\n%s\n%s", seme, diff, b)
		}
		segnaVisti(visti, &rep)
	}
	if testing.Short() {
		return // too few for every class to occur
	}
	esige(t, visti, "movimento", rendicontazione.ClassiMovimento())
	esige(t, visti, "flusso", rendicontazione.ClassiFlusso())
	esige(t, visti, "riga", rendicontazione.ClassiRiga())
	esige(t, visti, "ricevuta", rendicontazione.ClassiRicevuta())
	esige(t, visti, "voce", rendicontazione.ClassiVoce())
	esige(t, visti, "pendenza", rendicontazione.ClassiPendenza())
	for s := range rendicontazione.TuttiSegnali() {
		if !visti["segnale "+s.String()] {
			t.Errorf("no random input gives the flag %s", s)
		}
	}
}

func esige[C rendicontazione.Classe](t *testing.T, visti map[string]bool, tipo string, classi iter.Seq[C]) {
	t.Helper()
	for c := range classi {
		if !visti[tipo+" "+c.String()] {
			t.Errorf("no random input gives a %s of class %s", tipo, c)
		}
	}
}

func segnaVisti(visti map[string]bool, rep *rendicontazione.Report) {
	segnali := func(s rendicontazione.Segnali) {
		for x := range s.Tutti() {
			visti["segnale "+x.String()] = true
		}
	}
	for i := range rep.Movimenti {
		visti["movimento "+rep.Movimenti[i].Classe.String()] = true
		segnali(rep.Movimenti[i].Segnali)
	}
	for i := range rep.Flussi {
		visti["flusso "+rep.Flussi[i].Classe.String()] = true
		segnali(rep.Flussi[i].Segnali)
	}
	for i := range rep.Righe {
		visti["riga "+rep.Righe[i].Classe.String()] = true
		segnali(rep.Righe[i].Segnali)
	}
	for i := range rep.Ricevute {
		visti["ricevuta "+rep.Ricevute[i].Classe.String()] = true
		segnali(rep.Ricevute[i].Segnali)
	}
	for i := range rep.Pendenze {
		visti["pendenza "+rep.Pendenze[i].Classe.String()] = true
		segnali(rep.Pendenze[i].Segnali)
		for _, v := range rep.Pendenze[i].Voci {
			visti["voce "+v.Classe.String()] = true
			segnali(v.Segnali)
		}
	}
}

// FuzzRiconcilia looks for a seed on which engine and oracle disagree, or on
// which order and copies matter.
func FuzzRiconcilia(f *testing.F) {
	for seme := range 20 {
		f.Add(seme * 1_000_003)
	}
	f.Fuzz(func(t *testing.T, seme int) {
		d := nuovoDado(seme)
		in, opt := d.input()
		rep := rendicontazione.Riconcilia(in, opt)
		if diff := cmp.Diff(consulta(in, opt), racconta(&rep)); diff != "" {
			t.Fatalf("(-oracle +engine):\n%s", diff)
		}
		atteso := testo(t, rep)
		ripete(d, &in)
		mescolaInput(d, &in)
		if got := testo(t, rendicontazione.Riconcilia(in, opt)); got != atteso {
			t.Fatalf("order or copies matter:\n%s\n%s", atteso, got)
		}
	})
}
