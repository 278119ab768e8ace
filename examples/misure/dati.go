package main

import (
	"fmt"
	"math/rand/v2"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

var (
	dominio   = avviso.MustIdDominio("00429440068")
	pagamento = avviso.MustData("2024-05-06")
	accredito = avviso.MustData("2024-05-07")
	oggi      = avviso.MustData("2024-05-20")
)

// righePerFlusso is how many payments a flow of the generated month carries.
const righePerFlusso = 1000

// mese returns a month of a large body: n rows and n receipt items in different
// orders, one flow for a thousand rows with its credit, n/10 credits in all,
// n/4 positions. One row in fifty has something wrong. Same n, same month.
func mese(n int) rendicontazione.Input {
	caso := rand.New(rand.NewPCG(7, uint64(n)))
	in := rendicontazione.Input{
		Oggi:   oggi,
		Domini: []rendicontazione.Dominio{{IdDominio: dominio, AuxDigit: avviso.Aux3, SegregationCodes: []string{"01"}}},
	}
	for _, i := range caso.Perm(n) {
		iuv, iur, importo := dati(i)
		in.Ricevute = append(in.Ricevute, rendicontazione.VoceRicevuta{IdDominio: dominio, IUV: iuv, IUR: iur, Indice: 1, Importo: importo, Data: pagamento})
	}
	righe := make([]flusso.Riga, 0, n)
	for _, i := range caso.Perm(n) {
		righe = append(righe, riga(i, caso.IntN(200)))
	}
	for _, i := range caso.Perm(n)[:n/4] {
		iuv, _, importo := dati(i)
		in.Pendenze = append(in.Pendenze, rendicontazione.Pendenza{
			ID: fmt.Sprint("p", i), IdDominio: dominio, IUV: iuv,
			Voci: []rendicontazione.VocePendenza{{Indice: 1, Importo: importo}},
		})
	}
	for i := 0; i < n; i += righePerFlusso {
		f, m := accreditato(i/righePerFlusso, righe[i:min(i+righePerFlusso, n)])
		in.Flussi, in.Movimenti = append(in.Flussi, f), append(in.Movimenti, m)
	}
	for i := len(in.Movimenti); i < n/10; i++ {
		in.Movimenti = append(in.Movimenti, altroMovimento(i, in.Ricevute[caso.IntN(n)]))
	}
	return in
}

// dati returns the identifiers and the amount of payment i.
func dati(i int) (iuv, iur string, importo avviso.Importo) {
	return fmt.Sprintf("01%015d", i*7919), fmt.Sprintf("%032x", uint64(i)*0x9E3779B97F4A7C15),
		avviso.ImportoDaCentesimi(int64(100 + i*7919%50_000))
}

// riga returns the row of payment i; four cases in two hundred are out of line.
func riga(i, caso int) flusso.Riga {
	iuv, iur, importo := dati(i)
	r := flusso.Riga{IUV: iuv, IUR: iur, Indice: 1, Esito: flusso.Eseguito, Data: pagamento, Importo: importo}
	switch caso {
	case 0:
		r.IUR = "altro" + iur[:20]
	case 1:
		r.Importo = avviso.ImportoDaCentesimi(1)
	case 2:
		r.Esito = flusso.SenzaRPT
	case 3:
		r.Indice = 0
	}
	return r
}

// accreditato returns flow n and the credit that pays it.
func accreditato(n int, righe []flusso.Riga) (flusso.Flusso, cassa.Movimento) {
	id := fmt.Sprintf("2024-05-07PPAYITR1XXX-S%09d", n)
	f := flusso.Flusso{Testata: flusso.Testata{
		IdDominio: dominio, IDFlusso: id, DataOraFlusso: avviso.MustDataOra("2024-05-08T03:20:00"),
		IDRegolamento: fmt.Sprint("TRN", n), DataRegolamento: accredito, NumeroTotalePagamenti: int64(len(righe)),
	}, Righe: righe}
	var somma int64
	for _, r := range righe {
		somma += r.Importo.Centesimi()
	}
	f.ImportoTotalePagamenti = avviso.ImportoDaCentesimi(somma)
	return f, cassa.Movimento{
		ID: fmt.Sprint("m", n), Fonte: cassa.FonteOPI, IdDominio: dominio, Importo: f.ImportoTotalePagamenti,
		Segno: cassa.Entrata, DataContabile: accredito, TRN: f.IDRegolamento,
		Causale: ":RI3:/PUR/LGPE-RIVERSAMENTO/URI/" + id + " :SEC:CASH :OR1:PSP",
	}
}

// altroMovimento returns a single transfer, or a credit that is not pagoPA's.
func altroMovimento(i int, r rendicontazione.VoceRicevuta) cassa.Movimento {
	m := cassa.Movimento{
		ID: fmt.Sprint("x", i), Fonte: cassa.FonteOPI, IdDominio: dominio, Importo: avviso.MustImporto("1.00"),
		Segno: cassa.Entrata, DataContabile: accredito, Causale: "BONIFICO A VOSTRO FAVORE COD. DISP. 0124050612345678 CASH",
	}
	if i%2 == 0 {
		m.Causale, m.Importo = "/RFB/"+r.IUV+"/"+r.Importo.String(), r.Importo
	}
	return m
}
