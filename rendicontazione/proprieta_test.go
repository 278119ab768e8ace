package rendicontazione_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

func testo(t *testing.T, rep rendicontazione.Report) string {
	t.Helper()
	b, err := json.Marshal(rep)
	require.NoError(t, err)
	return string(b)
}

// TestLargeCodeAgainstOracle sends small inputs through what is written for large
// ones: lists in pieces, keys distributed by byte, groups summed up.
func TestLargeCodeAgainstOracle(t *testing.T) {
	rendicontazione.TuttoPiccolo(t)
	for seme := range semi(t, 4_000) {
		in, opt := nuovoDado(seme).input()
		rep := rendicontazione.Riconcilia(in, opt)
		require.Empty(t, cmp.Diff(consulta(in, opt), racconta(&rep)), "seed %d", seme)
	}
}

// TestCrowdAgainstOracle tries inputs in which a few IUV have hundreds of items,
// rows, positions and credits.
func TestCrowdAgainstOracle(t *testing.T) {
	for seme := range semi(t, 12) {
		d := nuovoDado(seme)
		in, opt := d.input()
		for range 200 {
			r := d.ricevuta()
			r.IUR = fmt.Sprint("folla", d.n(60))
			in.Ricevute = append(in.Ricevute, r)
		}
		for n := range 30 {
			f := d.flusso(in.Ricevute)
			f.IDFlusso = fmt.Sprint("2024-05-06PSP-F", d.n(25))
			for range 20 {
				r := d.riga(in.Ricevute)
				f.Righe = append(f.Righe, r)
				f.ImportoTotalePagamenti = avviso.ImportoDaCentesimi(f.ImportoTotalePagamenti.Centesimi() + r.Importo.Centesimi())
			}
			f.NumeroTotalePagamenti = int64(len(f.Righe))
			in.Flussi = append(in.Flussi, f)
			in.Movimenti = append(in.Movimenti, d.movimento(100+n, in.Flussi, in.Ricevute), d.movimento(200+n, in.Flussi, in.Ricevute))
			in.Pendenze = append(in.Pendenze, d.pendenza(100+n, in.Ricevute))
		}
		in.Flussi = slices.DeleteFunc(in.Flussi, func(f flusso.Flusso) bool { return f.ImportoTotalePagamenti.Segno() < 0 })
		rep := rendicontazione.Riconcilia(in, opt)
		require.Empty(t, cmp.Diff(consulta(in, opt), racconta(&rep)), "seed %d", seme)
	}
}

// TestManySmallInOne puts thousands of small inputs, each with bodies of its
// own, into one large input: every object must come out as it did alone.
func TestManySmallInOne(t *testing.T) {
	const quanti = 2_500
	var tutto rendicontazione.Input
	tutto.Oggi = avviso.MustData("2024-05-10")
	soli := map[string]string{}
	for seme := range quanti {
		in, _ := nuovoDado(seme).input()
		in.Oggi = tutto.Oggi
		if len(in.Domini) == 0 {
			in.Domini = []rendicontazione.Dominio{{IdDominio: gDomini[0]}, {IdDominio: gDomini[2]}}
		}
		trasloca(&in, seme+1)
		rep := rendicontazione.Riconcilia(in, rendicontazione.Opzioni{})
		for k, v := range racconta(&rep) {
			soli[k] = v
		}
		tutto.Movimenti = append(tutto.Movimenti, in.Movimenti...)
		tutto.Flussi = append(tutto.Flussi, in.Flussi...)
		tutto.Ricevute = append(tutto.Ricevute, in.Ricevute...)
		tutto.Pendenze = append(tutto.Pendenze, in.Pendenze...)
		tutto.Domini = append(tutto.Domini, in.Domini...)
	}
	mescolaInput(nuovoDado(quanti), &tutto)
	rep := rendicontazione.Riconcilia(tutto, rendicontazione.Opzioni{})
	require.Empty(t, cmp.Diff(soli, racconta(&rep)))
}

// trasloca gives the bodies of an input codes of its own.
func trasloca(in *rendicontazione.Input, n int) {
	nuovo := func(d avviso.IdDominio) avviso.IdDominio {
		if !d.IsValid() {
			return d
		}
		return avviso.MustIdDominio(fmt.Sprintf("%06d%s", n, d.String()[6:]))
	}
	for i := range in.Domini {
		in.Domini[i].IdDominio = nuovo(in.Domini[i].IdDominio)
	}
	for i := range in.Movimenti {
		in.Movimenti[i].IdDominio = nuovo(in.Movimenti[i].IdDominio)
	}
	for i := range in.Flussi {
		f := &in.Flussi[i]
		f.IdDominio = nuovo(f.IdDominio)
		if f.Ricevente != "" {
			f.Ricevente = nuovo(avviso.MustIdDominio(f.Ricevente)).String()
		}
	}
	for i := range in.Ricevute {
		in.Ricevute[i].IdDominio = nuovo(in.Ricevute[i].IdDominio)
	}
	for i := range in.Pendenze {
		p := &in.Pendenze[i]
		p.IdDominio = nuovo(p.IdDominio)
		for j := range p.Voci {
			p.Voci[j].IdDominio = nuovo(p.Voci[j].IdDominio)
		}
	}
}

func mescolaInput(d *dado, in *rendicontazione.Input) {
	mescola(d, in.Movimenti)
	mescola(d, in.Flussi)
	mescola(d, in.Ricevute)
	mescola(d, in.Pendenze)
	mescola(d, in.Domini)
}

// ripete adds copies of some objects of every list.
func ripete(d *dado, in *rendicontazione.Input) {
	in.Movimenti = conCopie(d, in.Movimenti)
	in.Flussi = conCopie(d, in.Flussi)
	in.Ricevute = conCopie(d, in.Ricevute)
	in.Pendenze = conCopie(d, in.Pendenze)
	in.Domini = conCopie(d, in.Domini)
}

func conCopie[T any](d *dado, x []T) []T {
	y := slices.Clone(x)
	for i := range x {
		if d.una(2) {
			y = append(y, x[i])
		}
	}
	return y
}

// TestOrderAndCopiesDoNotMatter: any permutation, any repetition of equal copies
// gives the same bytes, and the input is left as it was.
func TestOrderAndCopiesDoNotMatter(t *testing.T) {
	for seme := range semi(t, 2_500) {
		d := nuovoDado(seme)
		in, opt := d.input()
		prima := fmt.Sprintf("%+v", in)
		atteso := testo(t, rendicontazione.Riconcilia(in, opt))
		require.Equal(t, prima, fmt.Sprintf("%+v", in), "seed %d: input changed", seme)
		ripete(d, &in)
		mescolaInput(d, &in)
		require.Equal(t, atteso, testo(t, rendicontazione.Riconcilia(in, opt)), "seed %d", seme)
	}
}

// pezzo returns an accumulator of some of the objects of an input.
func pezzo(t *testing.T, in rendicontazione.Input, tiene func() bool) *rendicontazione.Accumulatore {
	t.Helper()
	a, err := rendicontazione.NuovoAccumulatore(in.Domini...)
	require.NoError(t, err)
	for _, m := range in.Movimenti {
		if tiene() {
			require.NoError(t, a.AggiungiMovimenti(m))
		}
	}
	for _, f := range in.Flussi {
		if tiene() {
			require.NoError(t, a.AggiungiFlussi(f))
		}
	}
	for _, r := range in.Ricevute {
		if tiene() {
			require.NoError(t, a.AggiungiRicevute(r))
		}
	}
	for _, p := range in.Pendenze {
		if tiene() {
			require.NoError(t, a.AggiungiPendenze(p))
		}
	}
	return a
}

// TestUnisci: pieces that overlap and together hold everything give the whole
// report, in any order, grouped in any way, and united with themselves.
func TestUnisci(t *testing.T) {
	unione := func(aa ...*rendicontazione.Accumulatore) *rendicontazione.Accumulatore {
		u := &rendicontazione.Accumulatore{}
		for _, a := range aa {
			u.Unisci(a)
		}
		return u
	}
	for seme := range semi(t, 800) {
		d := nuovoDado(seme)
		in, opt := d.input()
		atteso := testo(t, rendicontazione.Riconcilia(in, opt))
		mai := func() bool { return false }
		sempre := func() bool { return true }
		meta := func() bool { return d.una(2) }
		a, b, vuoto, tutto := pezzo(t, in, meta), pezzo(t, in, meta), pezzo(t, in, mai), pezzo(t, in, sempre)
		for nome, u := range map[string]*rendicontazione.Accumulatore{
			"whole":        tutto,
			"a b whole":    unione(a, b, tutto),
			"whole b a":    unione(tutto, b, a),
			"grouped left": unione(unione(a, b), tutto),
			"right":        unione(a, unione(b, tutto)),
			"with nothing": unione(vuoto, tutto, vuoto, &rendicontazione.Accumulatore{}),
			"with itself":  unione(tutto, tutto, tutto),
		} {
			require.Equal(t, atteso, testo(t, u.Report(in.Oggi, opt)), "seed %d: %s", seme, nome)
		}
		tutto.Unisci(tutto)
		require.Equal(t, atteso, testo(t, tutto.Report(in.Oggi, opt)), "seed %d: into itself", seme)
		raccolto := tutto.Input()
		raccolto.Oggi = in.Oggi
		require.Equal(t, atteso, testo(t, rendicontazione.Riconcilia(raccolto, opt)), "seed %d: Input", seme)
	}
}

// TestUnisciDoesNotGrow: a union repeated for ever stays as large as its set.
func TestUnisciDoesNotGrow(t *testing.T) {
	var a rendicontazione.Accumulatore
	in := grande(2_000)
	require.NoError(t, a.AggiungiMovimenti(in.Movimenti...))
	require.NoError(t, a.AggiungiFlussi(in.Flussi...))
	require.NoError(t, a.AggiungiRicevute(in.Ricevute...))
	require.NoError(t, a.AggiungiPendenze(in.Pendenze...))
	b := rendicontazione.Accumulatore{}
	b.Unisci(&a)
	for range 100 {
		a.Unisci(&b)
	}
	require.Less(t, len(a.Input().Ricevute), 4*2_000)
	in.Domini = nil
	require.Equal(t, testo(t, rendicontazione.Riconcilia(in, rendicontazione.Opzioni{})), testo(t, a.Report(in.Oggi, rendicontazione.Opzioni{})))
}

// TestConservation: each kind's classes hold every distinct input once, and all
// of its cents.
func TestConservation(t *testing.T) {
	for seme := range semi(t, 2_500) {
		in, opt := nuovoDado(seme).input()
		rep := rendicontazione.Riconcilia(in, opt)
		c := rep.Conteggi
		// The used copies are those of the oracle's reading of the input.
		o := &oracolo{}
		o.carica(in)
		var movimenti, flussi, righe, ricevute, voci rendicontazione.Conteggio
		piu := func(c *rendicontazione.Conteggio, i avviso.Importo) {
			c.Numero++
			c.Importo = avviso.ImportoDaCentesimi(c.Importo.Centesimi() + i.Centesimi())
		}
		for _, m := range o.movimenti {
			piu(&movimenti, m.Importo)
		}
		for _, f := range o.flussi {
			piu(&flussi, f.ImportoTotalePagamenti)
			for _, r := range f.Righe {
				piu(&righe, r.Importo)
			}
		}
		for _, r := range o.ricevute {
			piu(&ricevute, r.Importo)
		}
		for _, p := range o.pendenze {
			for _, v := range p.Voci {
				piu(&voci, v.Importo)
			}
		}
		require.Equal(t, movimenti, c.Movimenti.Totale(), "seed %d", seme)
		require.Equal(t, flussi, c.Flussi.Totale(), "seed %d", seme)
		require.Equal(t, righe, c.Righe.Totale(), "seed %d", seme)
		require.Equal(t, ricevute, c.Ricevute.Totale(), "seed %d", seme)
		require.Equal(t, voci, c.Voci.Totale(), "seed %d", seme)
		require.Equal(t, rendicontazione.Conteggio{Numero: len(rep.Pendenze), Importo: voci.Importo}, c.Pendenze.Totale(), "seed %d", seme)
		verificaCrediti(t, seme, &rep)
	}
}

// verificaCrediti checks that credited flows and their credits point to each
// other and are worth the same, and that an item is settled by one path.
func verificaCrediti(t *testing.T, seme int, rep *rendicontazione.Report) {
	t.Helper()
	incassate := map[int]int{}
	for f := range rep.Flussi {
		e := &rep.Flussi[f]
		var somma int64
		for _, i := range e.Accrediti {
			m := &rep.Movimenti[i]
			if !slices.Contains(m.Flussi, e.IDFlusso) {
				require.Equal(t, []int{f}, slices.Collect(rep.FlussiDi(i)), "seed %d: credit %s does not point back", seme, m.ID)
			}
			switch {
			case m.Classe != rendicontazione.MovimentoRiconciliato && m.Classe != rendicontazione.MovimentoIntegrazione:
			case m.Segnali.Contiene(rendicontazione.SegnalePiuFlussi):
				somma += e.ImportoTotalePagamenti.Centesimi()
			case m.Flusso == e.IDFlusso:
				somma += m.Residuo.Centesimi()
			}
		}
		if e.Classe == rendicontazione.FlussoRiconciliato {
			require.Equal(t, e.ImportoTotalePagamenti.Centesimi(), somma, "seed %d: %s", seme, e.IDFlusso)
		} else {
			require.Zero(t, somma, "seed %d: %s", seme, e.IDFlusso)
		}
	}
	for i := range rep.Movimenti {
		m := &rep.Movimenti[i]
		var totale int64
		trovati := 0
		for f := range rep.FlussiDi(i) {
			trovati++
			totale += rep.Flussi[f].ImportoTotalePagamenti.Centesimi()
		}
		switch m.Classe {
		case rendicontazione.MovimentoRiconciliato, rendicontazione.MovimentoIntegrazione:
			if m.Segnali.Contiene(rendicontazione.SegnalePiuFlussi) {
				require.Greater(t, trovati, 1, "seed %d: %s", seme, m.ID)
				require.Equal(t, m.Residuo.Centesimi(), totale, "seed %d: %s", seme, m.ID)
			} else {
				require.Equal(t, 1, trovati, "seed %d: %s", seme, m.ID)
			}
		case rendicontazione.MovimentoRiconciliatoSingolo:
			require.Zero(t, trovati, "seed %d: %s", seme, m.ID)
		}
		if m.Classe == rendicontazione.MovimentoIntegrazione {
			continue // its items are listed with the ordinary credit too
		}
		for r := range rep.Riscossioni(i) {
			if r.Ricevuta >= 0 {
				incassate[r.Ricevuta]++
			}
		}
	}
	for i := range rep.Ricevute {
		require.LessOrEqual(t, incassate[i], 1, "seed %d: item settled twice", seme)
		if rep.Ricevute[i].Classe == rendicontazione.RicevutaIncassata {
			require.Equal(t, 1, incassate[i], "seed %d: item settled by no credit", seme)
		}
	}
}

// incassateDaRiga returns the keys of the items settled through a row of a flow
// that its credits name exactly.
func incassateDaRiga(rep *rendicontazione.Report) map[string]bool {
	k := map[string]bool{}
	for i := range rep.Movimenti {
		m := &rep.Movimenti[i]
		if m.Segnali.Contiene(rendicontazione.SegnaleMaiuscoleIgnorate) || m.Segnali.Contiene(rendicontazione.SegnaleCandidatoUsato) || m.Flusso == "" {
			continue
		}
		for r := range rep.Riscossioni(i) {
			if r.Ricevuta >= 0 && rep.Ricevute[r.Ricevuta].Classe == rendicontazione.RicevutaIncassata {
				k[chiaveR(rep.Ricevute[r.Ricevuta].VoceRicevuta)] = true
			}
		}
	}
	return k
}

// accredita adds a flow that reports some of the receipts as they are, and its
// credit.
func (d *dado) accredita(in *rendicontazione.Input) {
	var righe []flusso.Riga
	for _, r := range in.Ricevute {
		if r.IdDominio == gDomini[0] {
			righe = append(righe, flusso.Riga{IUV: r.IUV, IUR: r.IUR, Indice: r.Indice, Esito: flusso.Eseguito, Data: r.Data, Importo: r.Importo})
		}
	}
	f, m := flussoAccreditato(1, righe)
	if len(righe) > 0 {
		in.Flussi, in.Movimenti = append(in.Flussi, f), append(in.Movimenti, m)
	}
}

// TestMonotone: where nothing is taken back, what is settled through an exactly
// named flow stays settled when a new flow, the first credit of another flow, a
// new receipt or a position comes in.
func TestMonotone(t *testing.T) {
	provati := 0
	for seme := range semi(t, 8_000) {
		d := nuovoDado(seme)
		in, opt := d.input()
		in.Movimenti = slices.DeleteFunc(in.Movimenti, func(m cassa.Movimento) bool { return m.Storno || m.Segno == cassa.Uscita })
		d.accredita(&in)
		rep := rendicontazione.Riconcilia(in, opt)
		prima := incassateDaRiga(&rep)
		if len(prima) == 0 || len(in.Domini) == 0 {
			continue // without a set, a new flow may widen it
		}
		// Groups found by several credits need all of them exactly named.
		for i := range rep.Flussi {
			for _, m := range rep.Flussi[i].Accrediti {
				s := rep.Movimenti[m].Segnali
				if s.Contiene(rendicontazione.SegnaleMaiuscoleIgnorate) || s.Contiene(rendicontazione.SegnaleCandidatoUsato) {
					for r := range rep.Riscossioni(m) {
						if r.Ricevuta >= 0 {
							delete(prima, chiaveR(rep.Ricevute[r.Ricevuta].VoceRicevuta))
						}
					}
				}
			}
		}
		provati += len(prima)
		switch d.n(4) {
		case 0:
			f := d.flusso(in.Ricevute)
			f.IDFlusso = "2024-05-09NUOVO-1"
			f.Righe = slices.DeleteFunc(f.Righe, esitoRevoca)
			in.Flussi = append(in.Flussi, f)
		case 1:
			f := d.flusso(in.Ricevute)
			f.IDFlusso = "2024-05-09NUOVO-1"
			f.Righe = slices.DeleteFunc(f.Righe, esitoRevoca)
			var somma int64
			for _, r := range f.Righe {
				somma += r.Importo.Centesimi()
			}
			f.NumeroTotalePagamenti, f.ImportoTotalePagamenti, f.Ricevente = int64(len(f.Righe)), avviso.ImportoDaCentesimi(somma), ""
			if somma == 0 {
				continue
			}
			in.Flussi = append(in.Flussi, f)
			in.Movimenti = append(in.Movimenti, cassa.Movimento{
				ID: "nuovo", IdDominio: f.IdDominio, Importo: f.ImportoTotalePagamenti,
				Segno: cassa.Entrata, DataContabile: d.data(), Causale: "/PUR/LGPE-RIVERSAMENTO/URI/" + f.IDFlusso,
			})
		case 2:
			r := d.ricevuta()
			r.IUR = "nuovo"
			in.Ricevute = append(in.Ricevute, r)
		case 3:
			in.Pendenze = append(in.Pendenze, d.pendenza(99, in.Ricevute))
		}
		dopo := rendicontazione.Riconcilia(in, opt)
		for i := range dopo.Ricevute {
			k := chiaveR(dopo.Ricevute[i].VoceRicevuta)
			if prima[k] {
				require.Equal(t, rendicontazione.RicevutaIncassata, dopo.Ricevute[i].Classe, "seed %d: %s", seme, k)
			}
		}
	}
	require.Greater(t, provati, semi(t, 2_000), "the property was tried on too little")
}
