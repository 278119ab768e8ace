package rendicontazione_test

import (
	"fmt"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// dado is a small deterministic generator (xorshift64*), so that a failing case
// is found again by its seed.
type dado struct{ s uint64 }

func nuovoDado(seme int) *dado { return &dado{uint64(seme)*0x9E3779B97F4A7C15 + 1} }

func (d *dado) n(limite int) int {
	d.s ^= d.s >> 12
	d.s ^= d.s << 25
	d.s ^= d.s >> 27
	return int(d.s * 0x2545F4914F6CDD1D >> 33 % uint64(limite))
}

// una reports true once in n.
func (d *dado) una(n int) bool { return d.n(n) == 0 }

func preso[T any](d *dado, x ...T) T { return x[d.n(len(x))] }

func mescola[T any](d *dado, x []T) {
	for i := len(x) - 1; i > 0; i-- {
		j := d.n(i + 1)
		x[i], x[j] = x[j], x[i]
	}
}

// Small alphabets, so that everything collides.
var (
	gDomini = []avviso.IdDominio{
		avviso.MustIdDominio("00000000001"), avviso.MustIdDominio("00000000002"), avviso.MustIdDominio("00000000003"),
	}
	gIUV       = []string{"010000000000000", "01000000000000110", "02000000000000110", "RF18539007547034ab", "RF18539007547034AB", "libero"}
	gIUVErrati = []string{"301000000000000110", "10000000000000", "99010000000000000"} // as a spreadsheet leaves them
	gIUR       = []string{"a", "b", "c"}
	gFlussi    = []string{"2024-05-06PSP-A", "2024-05-06psp-a", "2024-05-06PSP-A1", "2024-05-07PSP-B", "2024-05-07PSP-b1"}
	gDate      = []string{"2024-04-24", "2024-05-03", "2024-05-06", "2024-05-07", "2024-05-10"}
	gOre       = []string{"2024-05-07T03:00:00", "2024-05-07T03:00:00.001", "2024-05-08T03:00:00"}
)

func (d *dado) dominio() avviso.IdDominio {
	return gDomini[min(d.n(8), d.n(8), 2)]
}

func (d *dado) importo() avviso.Importo {
	return avviso.ImportoDaCentesimi(int64(preso(d, 100, 100, 100, 200, 200, 300, 9000)))
}

func (d *dado) data() avviso.Data { return avviso.MustData(preso(d, gDate...)) }

func (d *dado) indice() avviso.Indice { return avviso.Indice(preso(d, 1, 1, 1, 2, 3)) }

func esitoRevoca(r flusso.Riga) bool { return r.Esito == flusso.Revocato }

func (d *dado) riga(ricevute []rendicontazione.VoceRicevuta) flusso.Riga {
	esito := flusso.Esito(1 + preso(d, 0, 0, 0, 0, 3, 4, 8, 9, 9, 5))
	r := flusso.Riga{IUV: preso(d, gIUV...), IUR: preso(d, gIUR...), Indice: d.indice(), Esito: esito, Data: d.data(), Importo: d.importo()}
	if len(ricevute) > 0 && !d.una(3) {
		v := ricevute[d.n(len(ricevute))]
		r.IUV, r.IUR, r.Indice, r.Data = v.IUV, v.IUR, v.Indice, v.Data
		if !d.una(4) {
			r.Importo = v.Importo
			if esito == flusso.Revocato && v.ImportoRevocato.Segno() > 0 {
				r.Importo = v.ImportoRevocato
			}
		}
	}
	if d.una(3) {
		r.Indice = 0
	}
	if esito == flusso.Revocato && d.una(2) {
		r.Importo = r.Importo.Neg()
	}
	return r
}

func (d *dado) flusso(ricevute []rendicontazione.VoceRicevuta) flusso.Flusso {
	f := flusso.Flusso{Testata: flusso.Testata{
		IdDominio: d.dominio(), IDFlusso: preso(d, gFlussi...), DataOraFlusso: avviso.MustDataOra(preso(d, gOre...)),
		Revisione: int32(preso(d, 0, 0, 0, 0, 1, 2)), IDRegolamento: preso(d, "TRN00000001", "TRN00000002", "TRN3"), DataRegolamento: d.data(),
	}}
	somma := int64(0)
	for range 1 + d.n(4) {
		r := d.riga(ricevute)
		if d.una(6) && esitoRevoca(r) { // refunds written positive, subtracted in the total
			r.Importo = r.Importo.Abs()
			somma -= 2 * r.Importo.Centesimi()
		}
		f.Righe = append(f.Righe, r)
		somma += r.Importo.Centesimi()
		if d.una(12) {
			f.Righe = append(f.Righe, r)
			somma += r.Importo.Centesimi()
		}
	}
	if d.una(12) {
		somma += 100
	}
	f.ImportoTotalePagamenti = avviso.ImportoDaCentesimi(max(somma, 0))
	f.NumeroTotalePagamenti = int64(len(f.Righe))
	if d.una(20) {
		f.NumeroTotalePagamenti++
	}
	if d.una(3) {
		f.Ricevente = preso(d, f.IdDominio, f.IdDominio, f.IdDominio, gDomini[1]).String()
	}
	return f
}

func (d *dado) movimento(n int, flussi []flusso.Flusso, ricevute []rendicontazione.VoceRicevuta) cassa.Movimento {
	m := cassa.Movimento{
		ID: fmt.Sprint("m", preso(d, n, n, n, n, 0)), Fonte: preso(d, "OPI", "OPI", "", "RH"), IdDominio: d.dominio(), Importo: d.importo(), Segno: cassa.Entrata,
		DataContabile: d.data(), TRN: preso(d, "", "", "", "TRN00000001", "TRN00000002"), EndToEndID: preso(d, "", "", "", "TRN00000001", "E2E", "NOTPROVIDED"),
	}
	if d.una(4) {
		m.DataValuta = d.data()
	}
	if d.una(10) {
		m.Segno = cassa.Uscita
	}
	if d.una(6) {
		m.Storno = true
		m.StornoDi = preso(d, "", "", "m0", "m1", "m2", "-")
		m.ID = preso(d, m.ID, "m0", "m1", "m2")
	}
	if d.una(3) {
		m.RifBanca = preso(d, "R1", "R2", "R3", "NONREF", "TRN00000002")
	}
	if m.Fonte != "OPI" && d.una(2) {
		m.Estratto = preso(d, "a", "b")
	}
	if m.Fonte == "OPI" && d.una(2) {
		m.Esercizio, m.Provvisorio = 2024, preso(d, "1", "2", "3")
	}
	if d.una(12) {
		m.IBAN = avviso.MustIBAN(preso(d, "IT88A9999800002000000004711", "IT80M0760100000000099990001"))
	}
	m.Lotto = d.una(20)
	id, totale := preso(d, gFlussi...), m.Importo
	if len(flussi) > 0 && !d.una(4) {
		f := flussi[d.n(len(flussi))]
		id, totale, m.IdDominio = f.IDFlusso, f.ImportoTotalePagamenti, f.IdDominio
	}
	iuv, pagato := preso(d, gIUV...), m.Importo
	if len(ricevute) > 0 && !d.una(4) {
		r := ricevute[d.n(len(ricevute))]
		iuv, pagato = r.IUV, r.Importo
	}
	switch d.n(17) {
	case 12:
		m.Causale, m.Importo = preso(d, "storno", "BONIFICO DA PSP SENZA RIFERIMENTI", "bonifico da PSP\nsenza riferimenti", ""), totale
	case 13:
		m.Causale, m.Importo = preso(d, "RIF "+id+" PSP", "CRED RIVERSAMENTO/URI/"+id+"- PSP", "/PUR/LGPE-RIVERSAMENTO/URI/"+id[:len(id)-1]+"...", "/PUR/LGPE-RIVERSAMENTO/URI/2024-05-0"), totale
	case 14:
		m.Causale, m.Importo = preso(d, "", "incassi"), totale
		switch d.n(3) {
		case 0:
			m.EndToEndID = id
		case 1:
			m.IDFlusso = id
		case 2:
			m.IDFlusso, m.Causale = id, "/PUR/LGPE-RIVERSAMENTO/URI/"+preso(d, gFlussi...)
		}
	case 15:
		m.Causale, m.Importo = "x", pagato
		if u, err := avviso.ParseIUV(iuv); err == nil {
			m.IUV = u
		}
	case 16:
		m.Causale = "/PUR/LGPE-RIVERSAMENTO/URI/" + id
		for range 1 + d.n(2) {
			if len(flussi) == 0 || d.una(3) {
				m.Causale += " | /PUR/LGPE-RIVERSAMENTO/URI/" + preso(d, gFlussi...)
				continue
			}
			f := flussi[d.n(len(flussi))]
			m.Causale += " | /PUR/LGPE-RIVERSAMENTO/URI/" + f.IDFlusso
			if f.IDFlusso != id && f.IdDominio == m.IdDominio && !d.una(3) {
				totale = avviso.ImportoDaCentesimi(totale.Centesimi() + f.ImportoTotalePagamenti.Centesimi())
			}
		}
		m.Importo = totale
	case 0:
		m.Causale = preso(d, "", "bonifico", "LGPE-RIVERSAMENTO URI 2024-02-30X-Y", "/PUR/LGPE-RIVERSAMENTO/URI/")
	case 1, 2:
		m.Causale = "/RFB/" + preso(d, iuv, "0"+iuv[:min(len(iuv), 17)]) + preso(d, "", "/1.00", "/2.00")
		m.Importo = pagato
	case 3:
		m.Causale = "/RFS/" + iuv + "/" + pagato.String()
		m.Importo = pagato
	case 4:
		m.Causale = "/PUR/LGPE-INTEGRAZIONE/URI/" + id
		m.Importo = d.importo()
	case 5:
		m.Causale = "/PUR/LGPE-RIVERSAMENTO/TXT/" + preso(d, "0", "1", "2") + "/URI/" + id
		m.Importo = preso(d, d.importo(), totale)
	case 6:
		m.Causale = "/PUR/LGPE-RIVERSAMENTO/URI/" + id + " " + preso(d, "1", "resto", "X")
		m.Importo = totale
	case 7:
		altra := preso(d, strings.ToUpper(id), strings.ToUpper(id), strings.Replace(id, "PSP", "Psp", 1))
		m.Causale = "RI1/PUR/LGPE-RIVERSAMENTO/URI/" + altra + preso(d, "", "", "\n1", ".x")
		m.Importo = totale
	default:
		m.Causale = "/PUR/LGPE-RIVERSAMENTO/URI/" + id
		m.Importo = preso(d, totale, totale, d.importo())
	}
	if m.Importo.Segno() <= 0 {
		m.Importo = avviso.ImportoDaCentesimi(100)
	}
	if d.una(200) {
		m.Importo = avviso.ImportoDaCentesimi(100_000_000_000)
	}
	return m
}

// altro returns a movement that tells of another one: another document of it, the
// same line otherwise, what was taken back of it.
func (d *dado) altro(m cassa.Movimento) cassa.Movimento {
	switch d.n(5) {
	case 0:
		m.Fonte, m.ID, m.Estratto = preso(d, "RH", "", "OPI"), m.ID+"b", preso(d, "", "c")
	case 1:
		m.Estratto, m.ID = m.Estratto+"~2", m.ID+"~2"
	case 2:
		m.Causale += preso(d, "", " altro testo")
		m.DataValuta = d.data()
		m.Importo = preso(d, m.Importo, m.Importo, d.importo())
	case 3:
		m.Storno = true
		m.ID = preso(d, m.ID, m.ID+"s")
		m.Importo = preso(d, m.Importo, m.Importo, d.importo())
		m.Causale = preso(d, m.Causale, m.Causale, "storno")
		m.RifBanca = preso(d, m.RifBanca, "R9")
		m.DataContabile = preso(d, m.DataContabile, avviso.MustData("2024-05-10"))
	case 4:
		m.Segno, m.ID = cassa.Uscita, m.ID+"u"
		m.DataContabile = preso(d, m.DataContabile, avviso.MustData("2024-05-10"))
		m.Importo = preso(d, m.Importo, d.importo())
	}
	return m
}

func (d *dado) ricevuta() rendicontazione.VoceRicevuta {
	r := rendicontazione.VoceRicevuta{
		IdDominio: d.dominio(), IUV: preso(d, gIUV...), IUR: preso(d, gIUR...), Indice: d.indice(), Importo: d.importo(), Data: d.data(),
	}
	if d.una(5) {
		r.ImportoRevocato = preso(d, r.Importo, d.importo())
	}
	if d.una(8) {
		r.Tipo = preso(d, avviso.Entrata, avviso.MBT, avviso.AltroIntermediario)
	}
	return r
}

func (d *dado) pendenza(n int, ricevute []rendicontazione.VoceRicevuta) rendicontazione.Pendenza {
	p := rendicontazione.Pendenza{ID: fmt.Sprint("p", preso(d, n, n, n, 0)), IdDominio: d.dominio(), IUV: preso(d, append(gIUV, gIUVErrati...)...)}
	for i := range 1 + d.n(3)*d.n(2) {
		v := rendicontazione.VocePendenza{Indice: avviso.Indice(i + 1), Importo: d.importo()}
		if len(ricevute) > 0 && !d.una(3) {
			r := ricevute[d.n(len(ricevute))]
			if i == 0 {
				p.IdDominio, p.IUV = r.IdDominio, r.IUV
			}
			if r.IUV == p.IUV {
				v.Importo = r.Importo
			}
		}
		if d.una(8) {
			v.Tipo = preso(d, avviso.MBT, avviso.Entrata)
		}
		if d.una(6) {
			v.IdDominio = preso(d, gDomini...)
		}
		p.Voci = append(p.Voci, v)
	}
	mescola(d, p.Voci)
	return p
}

// input returns a small input full of collisions.
func (d *dado) input() (rendicontazione.Input, rendicontazione.Opzioni) {
	in := rendicontazione.Input{Oggi: avviso.MustData(preso(d, "2024-05-06", "2024-05-08", "2024-05-10", "2024-05-13", "2024-06-30"))}
	for range d.n(7) {
		in.Ricevute = append(in.Ricevute, d.ricevuta())
	}
	for range d.n(5) {
		in.Flussi = append(in.Flussi, d.flusso(in.Ricevute))
	}
	for n := range d.n(7) {
		in.Movimenti = append(in.Movimenti, d.movimento(n, in.Flussi, in.Ricevute))
	}
	for range d.n(4) {
		if len(in.Movimenti) > 0 {
			in.Movimenti = append(in.Movimenti, d.altro(in.Movimenti[d.n(len(in.Movimenti))]))
		}
	}
	for n := range d.n(4) {
		in.Pendenze = append(in.Pendenze, d.pendenza(n, in.Ricevute))
	}
	if !d.una(3) {
		primo := rendicontazione.Dominio{IdDominio: gDomini[0], AuxDigit: preso(d, avviso.Aux0, avviso.Aux1, avviso.Aux2, avviso.Aux3, "")}
		if primo.AuxDigit == avviso.Aux3 {
			primo.SegregationCodes = preso(d, nil, []string{"01"}, []string{"53", "01"})
		}
		in.Domini = append(in.Domini, primo)
		if d.una(2) {
			in.Domini = append(in.Domini, rendicontazione.Dominio{IdDominio: gDomini[1], AuxDigit: avviso.Aux3, SegregationCodes: []string{"02"}})
		}
	}
	opt := rendicontazione.Opzioni{FlussoCaseSensitive: d.una(5), GiorniAttesaFlusso: preso(d, 0, 0, 1), GiorniAttesaAccredito: preso(d, 0, 0, 2)}
	opt.TuttiDebitiInPendenze = d.una(4)
	if len(in.Movimenti) > 0 && d.una(8) {
		opt.MovimentiDistinti = []cassa.Chiave{in.Movimenti[d.n(len(in.Movimenti))].Chiave()}
	}
	return in, opt
}
