package rendicontazione_test

import (
	"fmt"
	"testing"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// TestUnaChiave gives the engine inputs of which all objects have one key, or name
// one object. The first of a hundred thousand and a million; the others of a
// tenth: comparing each with all the others would take 10^12 steps, or 10^10.
func TestUnaChiave(t *testing.T) {
	d, data, euro := gDomini[0], avviso.MustData("2024-05-06"), avviso.MustImporto("1.00")
	riga := flusso.Riga{IUV: "01000000001122010", IUR: "a", Indice: 1, Esito: flusso.Eseguito, Importo: euro, Data: data}
	ricevuta := rendicontazione.VoceRicevuta{IdDominio: d, IUV: riga.IUV, IUR: "a", Indice: 1, Importo: euro, Data: data}
	pendenza := rendicontazione.Pendenza{ID: "p", IdDominio: d, IUV: riga.IUV, Voci: []rendicontazione.VocePendenza{{Indice: 1, Importo: euro}}}
	unFlusso, accredito := flussoAccreditato(1, []flusso.Riga{riga})
	singolo := accredito
	singolo.Causale, singolo.Importo = "/RFB/"+riga.IUV+"/1.00", euro

	tests := []struct {
		nome   string
		grande bool
		metti  func(in *rendicontazione.Input, i int)
	}{
		{"rows of one flow", true, func(in *rendicontazione.Input, i int) {
			if i == 0 {
				in.Flussi, in.Ricevute = []flusso.Flusso{unFlusso}, []rendicontazione.VoceRicevuta{ricevuta}
				in.Flussi[0].Righe = nil
			}
			in.Flussi[0].Righe = append(in.Flussi[0].Righe, riga)
		}},
		{"credits that name one flow", true, func(in *rendicontazione.Input, i int) {
			in.Flussi = []flusso.Flusso{unFlusso}
			m := accredito
			m.ID = fmt.Sprint(i)
			in.Movimenti = append(in.Movimenti, m)
		}},
		{"copies of one flow", true, func(in *rendicontazione.Input, _ int) { in.Flussi = append(in.Flussi, unFlusso) }},
		{"contents of one version", false, func(in *rendicontazione.Input, i int) {
			f := unFlusso
			f.IDRegolamento = fmt.Sprint(i)
			in.Flussi = append(in.Flussi, f)
		}},
		{"versions of one flow", false, func(in *rendicontazione.Input, i int) {
			f := unFlusso
			f.Revisione = int32(i)
			in.Flussi = append(in.Flussi, f)
		}},
		{"credits short of the total", false, func(in *rendicontazione.Input, i int) {
			in.Flussi = []flusso.Flusso{unFlusso}
			m := accredito
			m.ID, m.Importo = fmt.Sprint(i), avviso.ImportoDaCentesimi(1)
			in.Movimenti = append(in.Movimenti, m)
		}},
		{"copies of one movement", false, func(in *rendicontazione.Input, _ int) { in.Movimenti = append(in.Movimenti, accredito) }},
		{"contents of one movement", false, func(in *rendicontazione.Input, i int) {
			m := accredito
			m.TRN = fmt.Sprint(i)
			in.Movimenti = append(in.Movimenti, m)
		}},
		{"reversals of one movement", false, func(in *rendicontazione.Input, i int) {
			m := accredito
			if i > 0 {
				m.ID, m.Storno, m.StornoDi = fmt.Sprint(i), true, accredito.ID
			}
			in.Movimenti = append(in.Movimenti, m)
		}},
		{"equal credits of two statements", false, func(in *rendicontazione.Input, i int) {
			m := accredito
			m.ID, m.Fonte, m.Estratto = fmt.Sprint(i), "MT940", fmt.Sprint(i%2)
			in.Movimenti = append(in.Movimenti, m)
		}},
		{"equal lines of a journal, told by a bank", false, func(in *rendicontazione.Input, i int) {
			m := accredito
			m.ID, m.Esercizio, m.Provvisorio = fmt.Sprint(i), 2024, fmt.Sprint(i)
			if i%2 == 1 {
				m.Fonte, m.Provvisorio = "MT940", ""
			}
			in.Movimenti = append(in.Movimenti, m)
		}},
		{"equal credits, and reversals without a word", false, func(in *rendicontazione.Input, i int) {
			m := accredito
			m.ID, m.Fonte, m.TRN = fmt.Sprint(i), "RH", ""
			if i%2 == 1 {
				m.Storno, m.Causale = true, "STORNO"
			}
			in.Movimenti = append(in.Movimenti, m)
		}},
		{"credits, and reversals that have no place", false, func(in *rendicontazione.Input, i int) {
			m := singolo
			m.ID, m.TRN, m.Causale = fmt.Sprint(i), "", fmt.Sprintf("/RFB/%017d", i)
			if i%2 == 1 {
				m.Storno, m.Causale = true, "STORNO"
			} else {
				v := ricevuta
				v.IUV = fmt.Sprintf("%017d", i)
				in.Ricevute = append(in.Ricevute, v)
			}
			in.Movimenti = append(in.Movimenti, m)
		}},
		{"transfers that name one IUV", false, func(in *rendicontazione.Input, i int) {
			in.Ricevute = []rendicontazione.VoceRicevuta{ricevuta}
			m := singolo
			m.ID = fmt.Sprint(i)
			in.Movimenti = append(in.Movimenti, m)
		}},
		{"receipts of one IUV", false, func(in *rendicontazione.Input, i int) {
			r := ricevuta
			r.IUR = fmt.Sprint(i)
			in.Ricevute = append(in.Ricevute, r)
		}},
		{"contents of one receipt", false, func(in *rendicontazione.Input, i int) {
			r := ricevuta
			r.Importo = avviso.ImportoDaCentesimi(int64(i + 1))
			in.Ricevute = append(in.Ricevute, r)
		}},
		{"positions, receipts and rows of one IUV", false, func(in *rendicontazione.Input, i int) {
			if i == 0 {
				in.Flussi = []flusso.Flusso{unFlusso}
				in.Flussi[0].Righe = nil
			}
			p, v, r := pendenza, ricevuta, riga
			p.ID, v.IUR, r.IUR = fmt.Sprint(i), fmt.Sprint(i), fmt.Sprint(i)
			in.Pendenze, in.Ricevute = append(in.Pendenze, p), append(in.Ricevute, v)
			in.Flussi[0].Righe = append(in.Flussi[0].Righe, r)
		}},
		{"contents of one position", false, func(in *rendicontazione.Input, i int) {
			p := pendenza
			p.Voci = []rendicontazione.VocePendenza{{Indice: 1, Importo: avviso.ImportoDaCentesimi(int64(i + 1))}}
			in.Pendenze = append(in.Pendenze, p)
		}},
		{"items of one position", false, func(in *rendicontazione.Input, i int) {
			if i == 0 {
				p := pendenza
				p.Voci = nil
				in.Pendenze, in.Ricevute = []rendicontazione.Pendenza{p}, []rendicontazione.VoceRicevuta{ricevuta}
			}
			in.Pendenze[0].Voci = append(in.Pendenze[0].Voci, rendicontazione.VocePendenza{Indice: 1, Importo: euro})
		}},
		{"one body", false, func(in *rendicontazione.Input, i int) {
			in.Domini = append(in.Domini, rendicontazione.Dominio{IdDominio: d, AuxDigit: avviso.Aux3, SegregationCodes: []string{fmt.Sprintf("%02d", i%100)}})
		}},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			n := 10_000
			switch {
			case testing.Short():
				n = 1_000
			case tt.grande:
				n = 100_000
			}
			prova.Lineare(t, n, func(n int) func() {
				in := rendicontazione.Input{Oggi: avviso.MustData("2024-05-20")}
				for i := range n {
					tt.metti(&in, i)
				}
				return func() { rendicontazione.Riconcilia(in, rendicontazione.Opzioni{}) }
			})
		})
	}
}

// TestUnioneAvversa unites, again and again, contents of one key that all differ:
// each is compared with the others by its encoding, not with each of them.
func TestUnioneAvversa(t *testing.T) {
	n := 10_000
	if testing.Short() {
		n = 1_000
	}
	prova.Lineare(t, n, func(n int) func() {
		return func() {
			var a rendicontazione.Accumulatore
			for i := range n {
				var b rendicontazione.Accumulatore
				m := cassa.Movimento{
					ID: "m", Fonte: "OPI", IdDominio: gDomini[0], TRN: fmt.Sprint(i), Segno: cassa.Entrata,
					Importo: avviso.MustImporto("1.00"), DataContabile: avviso.MustData("2024-05-06"),
				}
				if err := b.AggiungiMovimenti(m); err != nil {
					t.Fatal(err)
				}
				a.Unisci(&b)
			}
			if got := len(a.Input().Movimenti); got != n {
				t.Fatal(got)
			}
		}
	})
}
