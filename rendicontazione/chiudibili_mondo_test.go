package rendicontazione_test

import (
	"fmt"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// ordinato returns a day on which most things meet: flows with their rows,
// receipts, debts and credits, amounts few so that they are taken for one another.
func (d *dado) ordinato() rendicontazione.Input {
	in := rendicontazione.Input{Oggi: avviso.MustData("2024-05-10"), Domini: []rendicontazione.Dominio{{IdDominio: gDomini[0]}, {IdDominio: gDomini[1]}}}
	if d.una(4) {
		in.Domini = nil
	}
	for n := range 2 + d.n(4) {
		ente := preso(d, gDomini[0], gDomini[0], gDomini[1])
		f := flusso.Flusso{Testata: flusso.Testata{
			IdDominio: ente, IDFlusso: fmt.Sprintf("2024-05-06PSP-%d", n), DataOraFlusso: avviso.MustDataOra("2024-05-07T03:00:00"),
			IDRegolamento: fmt.Sprint("REGOLAMENTO", preso(d, n, n, 0)), DataRegolamento: avviso.MustData("2024-05-06"),
		}}
		totale := int64(0)
		for k := range 1 + d.n(3) {
			iuv := fmt.Sprintf("0100000000000%d%d", preso(d, n, n, n, n, n, n, 0), k)
			importo := avviso.ImportoDaCentesimi(int64(preso(d, 100, 100, 200)))
			f.Righe = append(f.Righe, flusso.Riga{IUV: iuv, IUR: fmt.Sprint("r", n), Indice: 1, Importo: importo, Esito: flusso.Eseguito, Data: avviso.MustData("2024-05-06")})
			totale += importo.Centesimi()
			if !d.una(12) {
				in.Ricevute = append(in.Ricevute, rendicontazione.VoceRicevuta{IdDominio: ente, IUV: iuv, IUR: fmt.Sprint("r", n), Indice: 1, Importo: importo, Data: avviso.MustData("2024-05-06")})
			}
			if !d.una(4) {
				p := rendicontazione.Pendenza{ID: fmt.Sprint("p", n, k), IdDominio: ente, IUV: iuv, Voci: []rendicontazione.VocePendenza{{Indice: 1, Importo: importo}}}
				if d.una(6) {
					p.IdDominio, p.Voci[0].IdDominio = gDomini[0], ente
				}
				in.Pendenze = append(in.Pendenze, p)
			}
		}
		f.NumeroTotalePagamenti, f.ImportoTotalePagamenti = int64(len(f.Righe)), avviso.ImportoDaCentesimi(totale)
		in.Flussi = append(in.Flussi, f)
		if d.una(8) { // superseded
			vecchia := f
			vecchia.DataOraFlusso = avviso.MustDataOra("2024-05-07T01:00:00")
			in.Flussi = append(in.Flussi, vecchia)
		}
		if !d.una(8) {
			in.Movimenti = append(in.Movimenti, d.accredito(fmt.Sprint("m", n), &f, f.ImportoTotalePagamenti))
		}
	}
	for n := range d.n(2) {
		in.Movimenti = append(in.Movimenti, d.movimento(50+n, in.Flussi, in.Ricevute))
	}
	return in
}

func (d *dado) accredito(id string, f *flusso.Flusso, importo avviso.Importo) cassa.Movimento {
	return cassa.Movimento{
		ID: id, Fonte: preso(d, "OPI", "MT940:X"), IdDominio: f.IdDominio, Importo: importo, Segno: cassa.Entrata, DataContabile: avviso.MustData("2024-05-07"),
		Causale: "/PUR/LGPE-RIVERSAMENTO/URI/" + f.IDFlusso,
	}
}

// giornoDopo returns what the bank, the PSPs and the body say on a later day of an
// ordered one, in every way that is not kind.
func (d *dado) giornoDopo(ieri *rendicontazione.Input) rendicontazione.Input {
	nuovi := rendicontazione.Input{Oggi: avviso.MustData(preso(d, "2024-05-10", "2024-05-13", "2024-06-30"))}
	for n := range d.n(4) {
		f := ieri.Flussi[d.n(len(ieri.Flussi))]
		id := fmt.Sprint("n", n)
		m := d.accredito(id, &f, preso(d, f.ImportoTotalePagamenti, f.ImportoTotalePagamenti, d.importo()))
		m.DataContabile = avviso.MustData(preso(d, "2024-05-08", "2024-05-09", "2024-05-07"))
		switch d.n(11) {
		case 0: // a reversal that names the flow
			m.Storno = true
		case 1: // one that names nothing
			m.Storno, m.Causale = true, "STORNO"
		case 2: // one of a credit by its ID, or of none
			m.Storno, m.Causale, m.StornoDi = true, "", preso(d, "m0", "m1", "-", "boh")
		case 3: // a recall
			m.Segno = cassa.Uscita
		case 4: // a credit of its amount
			m.Causale = "BONIFICO"
		case 5: // known by its TRN
			m.Causale, m.TRN = "BONIFICO", f.IDRegolamento
		case 6: // another document tells a credit of yesterday
			if len(ieri.Movimenti) > 0 {
				m = ieri.Movimenti[d.n(len(ieri.Movimenti))]
				m.Fonte, m.ID = "CAMT053:X", id
			}
		case 7: // a single transfer
			m.Causale, m.Importo = "/RFB/"+f.Righe[0].IUV, f.Righe[0].Importo
		case 8: // a new version
			f.DataOraFlusso = avviso.MustDataOra("2024-05-08T03:00:00")
			nuovi.Flussi = append(nuovi.Flussi, f)
			continue
		case 9: // a refund, or the payment again, in another flow
			r := f.Righe[0]
			r.Esito = preso(d, flusso.Revocato, flusso.Eseguito)
			f.IDFlusso, f.Righe, f.NumeroTotalePagamenti, f.ImportoTotalePagamenti = "2024-05-08PSP-"+id, []flusso.Riga{r}, 1, r.Importo
			nuovi.Flussi = append(nuovi.Flussi, f)
			continue
		case 10: // the receipt of a second payment
			nuovi.Ricevute = append(nuovi.Ricevute, rendicontazione.VoceRicevuta{IdDominio: f.IdDominio, IUV: f.Righe[0].IUV, IUR: "x", Indice: 1, Importo: f.Righe[0].Importo, Data: avviso.MustData("2024-05-08")})
			continue
		}
		nuovi.Movimenti = append(nuovi.Movimenti, m)
	}
	return nuovi
}
