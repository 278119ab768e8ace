package rendicontazione_test

import (
	"fmt"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// mondoAvverso is inputs of which all objects have one key, name one object or hang
// together.
type mondoAvverso struct {
	nome   string
	grande bool
	metti  func(in *rendicontazione.Input, i int)
}

// di returns n objects.
func (w *mondoAvverso) di(n int) rendicontazione.Input {
	in := rendicontazione.Input{Oggi: avviso.MustData("2024-05-20")}
	for i := range n {
		w.metti(&in, i)
	}
	return in
}

func scelto[T any](vero bool, a, b T) T {
	if vero {
		return a
	}
	return b
}

func mondiAvversi() []mondoAvverso {
	d, data, euro := gDomini[0], avviso.MustData("2024-05-06"), avviso.MustImporto("1.00")
	riga := flusso.Riga{IUV: "01000000001122010", IUR: "a", Indice: 1, Esito: flusso.Eseguito, Importo: euro, Data: data}
	ricevuta := rendicontazione.VoceRicevuta{IdDominio: d, IUV: riga.IUV, IUR: "a", Indice: 1, Importo: euro, Data: data}
	pendenza := rendicontazione.Pendenza{ID: "p", IdDominio: d, IUV: riga.IUV, Voci: []rendicontazione.VocePendenza{{Indice: 1, Importo: euro}}}
	unFlusso, accredito := flussoAccreditato(1, []flusso.Riga{riga})
	singolo := accredito
	singolo.Causale, singolo.Importo = "/RFB/"+riga.IUV+"/1.00", euro
	altro, _ := flussoAccreditato(2, []flusso.Riga{riga})
	due := accredito
	due.Causale = strings.Replace(due.Causale, " :SEC", "/TXT/ /PUR/LGPE-RIVERSAMENTO/URI/"+altro.IDFlusso+" :SEC", 1)

	return []mondoAvverso{
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
		{"flows that refund each other's payments", false, func(in *rendicontazione.Input, i int) {
			di := func(i int) (flusso.Riga, rendicontazione.VoceRicevuta) {
				r, v := riga, ricevuta
				r.IUV, r.Importo = fmt.Sprintf("01%015d", i), avviso.MustImporto("3.00")
				v.IUV, v.Importo, v.ImportoRevocato = r.IUV, r.Importo, euro
				return r, v
			}
			pagata, voce := di(i)
			righe := []flusso.Riga{pagata}
			if i > 0 {
				revoca, _ := di(i - 1)
				revoca.Esito, revoca.Importo = flusso.Revocato, euro.Neg()
				righe = append(righe, revoca)
			}
			f, m := flussoAccreditato(1_000_000-i, righe)
			in.Flussi, in.Ricevute = append(in.Flussi, f), append(in.Ricevute, voce)
			if i > 0 { // the money of the first did not come: the credit of each of the others is held back for the one before
				in.Movimenti = append(in.Movimenti, m)
			}
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
		{"reversals and credits that name one flow", false, func(in *rendicontazione.Input, i int) {
			m := accredito
			m.ID, m.TRN, m.Importo = fmt.Sprint(i), "", avviso.ImportoDaCentesimi(int64(100+i%7))
			if i%2 == 1 {
				m.Storno, m.Importo = true, avviso.ImportoDaCentesimi(int64(1+i*31%211))
			}
			in.Movimenti = append(in.Movimenti, m)
		}},
		{"reversals and credits that name two flows and have one TRN", false, func(in *rendicontazione.Input, i int) {
			m := due
			m.ID, m.Importo = fmt.Sprint(i), avviso.ImportoDaCentesimi(int64(100+i%7))
			if i%2 == 1 {
				m.Storno, m.Importo, m.TRN = true, avviso.ImportoDaCentesimi(int64(1+i*31%211)), scelto(i%4 == 1, m.TRN, "")
			}
			in.Movimenti = append(in.Movimenti, m)
		}},
		{"restitutions of credits of one flow", false, func(in *rendicontazione.Input, i int) {
			m := accredito
			m.ID, m.TRN = fmt.Sprint(i), ""
			if i%2 == 1 {
				m.Segno = cassa.Uscita
			}
			in.Movimenti = append(in.Movimenti, m)
		}},
		{"credits of many days, and reversals without a word", false, func(in *rendicontazione.Input, i int) {
			m := accredito
			m.ID, m.TRN, m.Fonte = fmt.Sprint(i), "", "RH"
			m.DataContabile = avviso.MustData("1000-01-01").Aggiungi(i / 2 * 32)
			if i%2 == 1 {
				m.Storno, m.Causale = true, "STORNO"
			}
			in.Movimenti = append(in.Movimenti, m)
		}},
		{"credits taken in part, and reversals without a word", false, func(in *rendicontazione.Input, i int) {
			m := accredito
			m.ID, m.TRN, m.Fonte = fmt.Sprint(i/3), "", "RH"
			switch i % 3 {
			case 0:
				m.Importo = avviso.ImportoDaCentesimi(int64(200 + i))
			case 1:
				m.Storno = true
			case 2:
				m.ID, m.Storno, m.Causale, m.Importo = fmt.Sprint("s", i), true, "STORNO", avviso.ImportoDaCentesimi(int64(100+i-2))
			}
			in.Movimenti = append(in.Movimenti, m)
		}},
		{"equal credits of two statements, each of a payment", false, func(in *rendicontazione.Input, i int) {
			m := singolo
			m.ID, m.TRN, m.Fonte, m.Causale = fmt.Sprint(10_000_000+i), "", "RH", fmt.Sprintf("/RFB/%017d", i/2)
			if i%2 == 1 { // in the other order
				m.ID, m.Fonte = fmt.Sprint(90_000_000-i), "MT940"
			}
			in.Movimenti = append(in.Movimenti, m)
		}},
		{"equal credits, each of a statement of its own", false, func(in *rendicontazione.Input, i int) {
			m := accredito
			m.ID, m.Fonte, m.Estratto = fmt.Sprint(i), "MT940", fmt.Sprint(i)
			in.Movimenti = append(in.Movimenti, m)
		}},
		{"credits, and earlier reversals that name them", false, func(in *rendicontazione.Input, i int) {
			if i == 0 {
				f := unFlusso
				f.Righe = nil
				in.Flussi = []flusso.Flusso{f}
			}
			m := accredito
			m.ID, m.Importo, m.TRN = fmt.Sprint(i), euro, ""
			if i%2 == 1 {
				m.Storno, m.DataContabile, m.Causale = true, m.DataContabile.Aggiungi(-1), due.Causale
			} else {
				f := &in.Flussi[0]
				f.Righe = append(f.Righe, riga)
				f.Righe[i/2].IUV = fmt.Sprintf("%017d", i)
				f.NumeroTotalePagamenti, f.ImportoTotalePagamenti = int64(i/2+1), avviso.ImportoDaCentesimi(int64(100*(i/2+1)))
			}
			in.Movimenti = append(in.Movimenti, m)
		}},
		{"credits without a flow, and flows without a credit, of one amount", false, func(in *rendicontazione.Input, i int) {
			f, m := flussoAccreditato(i, []flusso.Riga{riga})
			m.Causale, m.TRN, m.DataContabile = "BONIFICO", "", m.DataContabile.Aggiungi(i%13)
			in.Flussi, in.Movimenti = append(in.Flussi, f), append(in.Movimenti, m)
		}},
		{"credits that name two flows and are the total of one", false, func(in *rendicontazione.Input, i int) {
			f, _ := flussoAccreditato(2, []flusso.Riga{riga, riga})
			f.Righe[1].IUV = "01000000001122011"
			in.Flussi = []flusso.Flusso{unFlusso, f}
			m := due
			m.ID, m.TRN = fmt.Sprint(i), ""
			in.Movimenti = append(in.Movimenti, m)
		}},
		{"transfers taken back, and receipts, of one IUV", false, func(in *rendicontazione.Input, i int) {
			m, v := singolo, ricevuta
			m.ID, v.IUR = fmt.Sprint(i/2), fmt.Sprint(i)
			m.Storno = i%2 == 1
			in.Movimenti, in.Ricevute = append(in.Movimenti, m), append(in.Ricevute, v)
		}},
		{"positions, and rows without receipts, of one IUV", false, func(in *rendicontazione.Input, i int) {
			if i == 0 {
				f := unFlusso
				f.Righe = nil
				in.Flussi, in.Movimenti = []flusso.Flusso{f}, []cassa.Movimento{accredito}
			}
			p, r, f := pendenza, riga, &in.Flussi[0]
			p.ID, r.IUR = fmt.Sprint(i), fmt.Sprint(i)
			in.Pendenze, f.Righe = append(in.Pendenze, p), append(f.Righe, r)
			f.NumeroTotalePagamenti, f.ImportoTotalePagamenti = int64(i+1), avviso.ImportoDaCentesimi(int64(100*(i+1)))
			in.Movimenti[0].Importo = f.ImportoTotalePagamenti
		}},
	}
}
