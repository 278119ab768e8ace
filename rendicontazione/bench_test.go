package rendicontazione_test

import (
	"fmt"
	"runtime"
	"runtime/metrics"
	"testing"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// grande is a month of a large body: n rows and n receipt items, n/1000 flows and
// n/10 credits, of which those that pay the flows, single transfers, and bank
// movements that are not pagoPA's; n/4 positions. One row in fifty has
// something wrong.
func grande(n int) rendicontazione.Input {
	d := nuovoDado(n)
	in := rendicontazione.Input{
		Oggi:   avviso.MustData("2024-05-20"),
		Domini: []rendicontazione.Dominio{{IdDominio: gDomini[0], AuxDigit: avviso.Aux3, SegregationCodes: []string{"01"}}},
	}
	data := avviso.MustData("2024-05-06")
	// Rows and items come from different documents, in different orders: each
	// list has texts of its own.
	pagamento := func(i int) (iuv, iur string, importo avviso.Importo) {
		return fmt.Sprintf("01%015d", i*7919), fmt.Sprintf("%032x", uint64(i)*0x9E3779B97F4A7C15), avviso.ImportoDaCentesimi(int64(100 + i*7919%50_000))
	}
	ordine := make([]int, n)
	for i := range ordine {
		ordine[i] = i
	}
	mescola(d, ordine)
	for _, i := range ordine {
		iuv, iur, importo := pagamento(i)
		in.Ricevute = append(in.Ricevute, rendicontazione.VoceRicevuta{IdDominio: gDomini[0], IUV: iuv, IUR: iur, Indice: 1, Importo: importo, Data: data})
	}
	righe := make([]flusso.Riga, 0, n)
	mescola(d, ordine)
	for _, i := range ordine {
		iuv, iur, importo := pagamento(i)
		r := flusso.Riga{IUV: iuv, IUR: iur, Indice: 1, Esito: flusso.Eseguito, Data: data, Importo: importo}
		switch d.n(200) {
		case 0:
			r.IUR = "altro" + iur[:20]
		case 1:
			r.Importo = avviso.ImportoDaCentesimi(1)
		case 2:
			r.Esito = flusso.SenzaRPT
		case 3:
			r.Indice = 0
		}
		righe = append(righe, r)
	}
	mescola(d, ordine)
	for _, i := range ordine[:n/4] {
		iuv, _, importo := pagamento(i)
		in.Pendenze = append(in.Pendenze, rendicontazione.Pendenza{
			ID: fmt.Sprint("p", i), IdDominio: gDomini[0], IUV: iuv,
			Voci: []rendicontazione.VocePendenza{{Indice: 1, Importo: importo}},
		})
	}
	for i := 0; i < n; i += 1000 {
		f, m := flussoAccreditato(i/1000, righe[i:min(i+1000, n)])
		in.Flussi, in.Movimenti = append(in.Flussi, f), append(in.Movimenti, m)
	}
	for i := len(in.Movimenti); i < n/10; i++ {
		m := cassa.Movimento{ID: fmt.Sprint("x", i), Fonte: "OPI", IdDominio: gDomini[0], Importo: avviso.MustImporto("1.00"), Segno: cassa.Entrata, DataContabile: data}
		if m.Causale = "BONIFICO A VOSTRO FAVORE COD. DISP. 0124050612345678 CASH"; i%2 == 0 {
			r := in.Ricevute[d.n(n)]
			m.Causale, m.Importo = "/RFB/"+r.IUV+"/"+r.Importo.String(), r.Importo
		}
		in.Movimenti = append(in.Movimenti, m)
	}
	return in
}

// flussoAccreditato returns a flow of the given rows and the credit that pays
// it.
func flussoAccreditato(n int, righe []flusso.Riga) (flusso.Flusso, cassa.Movimento) {
	id := fmt.Sprintf("2024-05-07PPAYITR1XXX-S%09d", n)
	f := flusso.Flusso{Testata: flusso.Testata{
		IdDominio: gDomini[0], IDFlusso: id, DataOraFlusso: avviso.MustDataOra("2024-05-08T03:20:00"),
		IDRegolamento: fmt.Sprint("TRN", n), DataRegolamento: avviso.MustData("2024-05-07"), NumeroTotalePagamenti: int64(len(righe)),
	}, Righe: righe}
	somma := int64(0)
	for _, r := range righe {
		somma += r.Importo.Centesimi()
	}
	f.ImportoTotalePagamenti = avviso.ImportoDaCentesimi(somma)
	return f, cassa.Movimento{
		ID: fmt.Sprint("m", n), Fonte: "OPI", IdDominio: gDomini[0], Importo: f.ImportoTotalePagamenti, Segno: cassa.Entrata,
		DataContabile: avviso.MustData("2024-05-07"), TRN: f.IDRegolamento,
		Causale: ":RI3:/PUR/LGPE-RIVERSAMENTO/URI/" + id + " :SEC:CASH :OR1:PSP",
	}
}

// piccoMemoria runs f and returns the highest live heap seen meanwhile, the
// inputs included.
func piccoMemoria(f func()) uint64 {
	campione := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	fine, picco := make(chan struct{}), make(chan uint64)
	go func() {
		massimo := uint64(0)
		for {
			metrics.Read(campione)
			massimo = max(massimo, campione[0].Value.Uint64())
			select {
			case <-fine:
				picco <- massimo
				return
			case <-time.After(2 * time.Millisecond):
			}
		}
	}()
	f()
	close(fine)
	return <-picco
}

// BenchmarkRiconcilia is the engine on a large month. The bound is 0.7 s and 350 bytes
// a row above the input for the largest size on two cores.
func BenchmarkRiconcilia(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			in := grande(n)
			runtime.GC()
			b.ReportAllocs()
			picco := uint64(0)
			for b.Loop() {
				picco = max(picco, piccoMemoria(func() { rendicontazione.Riconcilia(in, rendicontazione.Opzioni{}) }))
			}
			b.ReportMetric(float64(picco)/(1<<20), "peak-MiB")
		})
	}
}

// BenchmarkCrescita compares the time of ten times the input, in one run. The
// bound is 14.
func BenchmarkCrescita(b *testing.B) {
	// Each size is alone in memory: beside the large input the small run would
	// never meet the collector, and the large one would.
	tempo := func(n int) time.Duration {
		in := grande(n)
		migliore := time.Duration(1 << 62)
		for range 5 {
			runtime.GC()
			inizio := time.Now()
			rendicontazione.Riconcilia(in, rendicontazione.Opzioni{})
			migliore = min(migliore, time.Since(inizio))
		}
		return migliore
	}
	for b.Loop() {
		piccolo := tempo(100_000)
		b.ReportMetric(float64(tempo(1_000_000))/float64(piccolo), "x-for-10x")
	}
}
