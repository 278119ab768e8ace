package rendicontazione_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// A world is a few bodies with their payments, flows and accounts, what a bank
// really did on the accounts, and the documents that tell it: badly.

// vera is a line of the account as the bank booked it.
type vera struct {
	ente          int
	importo       int64
	giorno        int // of April 2026
	uscita        bool
	storno        bool
	flusso, iuv   string // what it is about
	muta          bool   // its texts do not say
	provvisorio   int
	riferimento   string
	storna        *vera // of a reversal, or of money returned: what it takes back
	comeIlCredito bool  // of a reversal: with the provvisorio and the reference of it
}

type mondo struct {
	d        *dado
	in       rendicontazione.Input
	opt      rendicontazione.Opzioni
	vere     []*vera
	saldo    map[avviso.IdDominio]int64 // what the bank booked, less what it took back
	numero   int
	completo bool // every line is in some document as it is
}

func nuovoMondo(seme int) *mondo {
	m := &mondo{d: nuovoDado(seme), saldo: map[avviso.IdDominio]int64{}, completo: true}
	m.in.Oggi = avviso.MustData(preso(m.d, "2026-04-17", "2026-04-24", "2026-05-29"))
	enti := 1 + m.d.n(3)
	for e := range enti {
		if !m.d.una(4) {
			m.in.Domini = append(m.in.Domini, rendicontazione.Dominio{IdDominio: gDomini[e]})
		}
		m.ente(e)
	}
	if len(m.in.Domini) < enti && m.d.una(2) {
		m.in.Domini = nil
	}
	for e := range enti {
		m.documenti(e)
	}
	for _, v := range m.vere {
		switch {
		case v.uscita && (v.storno || v.flusso == "" || !m.narrata(v)):
			// A debit that names a payment may be the refund of a citizen, and one of which no text
			// tells the credit any other payment of the body.
		case v.uscita || v.storno:
			m.saldo[gDomini[v.ente]] -= v.importo
		default:
			m.saldo[gDomini[v.ente]] += v.importo
		}
	}
	ripete(m.d, &m.in)
	mescolaInput(m.d, &m.in)
	return m
}

// narrata reports whether what is returned can be known by the text of its credit.
func (m *mondo) narrata(v *vera) bool {
	return !v.storna.muta && slices.ContainsFunc(m.in.Flussi, func(f flusso.Flusso) bool { return strings.Contains(v.flusso, f.IDFlusso) })
}

func (m *mondo) prossimo() int { m.numero++; return m.numero }

// ente makes the payments of a body, their flows, and what its bank did.
func (m *mondo) ente(e int) {
	var precedente *flusso.Flusso
	for range 1 + m.d.n(4) {
		f := m.pagamenti(e)
		if m.d.una(15) {
			m.in.Flussi = append(m.in.Flussi, f) // and a later version
			f.Righe = f.Righe[:1]
			f.NumeroTotalePagamenti, f.ImportoTotalePagamenti = 1, f.Righe[0].Importo
			f.DataOraFlusso = avviso.MustDataOra("2026-04-16T02:10:00")
		}
		if !m.d.una(12) {
			m.in.Flussi = append(m.in.Flussi, f)
		}
		m.accredita(e, &f, precedente)
		precedente = &f
	}
	for range m.d.n(3) { // what is not pagoPA's
		importo := preso(m.d, 100, 200, 300, int64(1000))
		if len(m.vere) > 0 && m.d.una(2) {
			importo = m.vere[m.d.n(len(m.vere))].importo
		}
		m.banca(&vera{ente: e, importo: importo, muta: true})
	}
	for _, v := range m.vere {
		if v.ente == e && !v.storno && !v.uscita && m.d.una(3) {
			m.riprende(v)
		}
	}
	for range m.d.n(2) { // a reversal of nothing known
		m.banca(&vera{ente: e, importo: preso(m.d, 50, 100, int64(300)), storno: true, muta: m.d.una(2), flusso: preso(m.d, gFlussi...)})
	}
}

// pagamenti makes a flow with its receipts and positions.
func (m *mondo) pagamenti(e int) flusso.Flusso {
	f := flusso.Flusso{Testata: flusso.Testata{
		IdDominio: gDomini[e], IDFlusso: fmt.Sprintf("2026-04-13PSPFINTO-%04d", m.prossimo()), DataOraFlusso: avviso.MustDataOra("2026-04-15T02:10:00"),
		IDRegolamento: fmt.Sprintf("TRNFINTO%08d", m.prossimo()), DataRegolamento: avviso.MustData("2026-04-13"),
	}}
	for range 1 + m.d.n(3) {
		n := m.prossimo()
		r := flusso.Riga{
			IUV: fmt.Sprintf("01%015d", n), IUR: fmt.Sprint("iur", n), Indice: 1, Data: avviso.MustData("2026-04-13"),
			Esito: preso(m.d, flusso.Eseguito, flusso.Eseguito, flusso.Eseguito, flusso.SenzaRPT), Importo: m.d.importo(),
		}
		f.Righe = append(f.Righe, r)
		f.NumeroTotalePagamenti++
		f.ImportoTotalePagamenti = avviso.ImportoDaCentesimi(f.ImportoTotalePagamenti.Centesimi() + r.Importo.Centesimi())
		if r.Esito == flusso.Eseguito && !m.d.una(10) {
			m.in.Ricevute = append(m.in.Ricevute, rendicontazione.VoceRicevuta{IdDominio: f.IdDominio, IUV: r.IUV, IUR: r.IUR, Indice: 1, Importo: r.Importo, Data: r.Data})
		}
		if !m.d.una(8) {
			m.in.Pendenze = append(m.in.Pendenze, rendicontazione.Pendenza{
				ID: fmt.Sprint("p", n), IdDominio: f.IdDominio, IUV: r.IUV, Voci: []rendicontazione.VocePendenza{{Indice: 1, Importo: r.Importo}},
			})
		}
	}
	return f
}

func (m *mondo) banca(v *vera) *vera {
	v.provvisorio, v.riferimento = m.prossimo(), fmt.Sprint("RIF", m.prossimo())
	if v.giorno == 0 {
		v.giorno = 14 + m.d.n(3)
	}
	if v.storna != nil && v.comeIlCredito {
		v.provvisorio, v.riferimento = v.storna.provvisorio, v.storna.riferimento
	}
	m.vere = append(m.vere, v)
	return v
}

// accredita is what the PSP pays for a flow.
func (m *mondo) accredita(e int, f, precedente *flusso.Flusso) {
	totale := f.ImportoTotalePagamenti.Centesimi()
	paga := func(importo int64) {
		if importo > 0 {
			m.banca(&vera{ente: e, importo: importo, flusso: f.IDFlusso, muta: m.d.una(20)})
		}
	}
	switch m.d.n(14) {
	case 0: // two parts
		paga(totale / 2)
		paga(totale - totale/2)
	case 1:
		paga(totale - 1)
	case 2:
		paga(totale + 50)
	case 3: // twice
		paga(totale)
		paga(totale)
	case 4: // a half, and no more
		paga(totale / 2)
	case 5: // nothing
	case 6: // with another one
		if precedente != nil {
			m.banca(&vera{ente: e, importo: totale + precedente.ImportoTotalePagamenti.Centesimi(), flusso: precedente.IDFlusso + " | /PUR/LGPE-RIVERSAMENTO/URI/" + f.IDFlusso})
			return
		}
		paga(totale)
	case 7: // one by one
		for _, r := range f.Righe {
			m.banca(&vera{ente: e, importo: r.Importo.Centesimi(), iuv: r.IUV})
		}
	default:
		paga(totale)
	}
}

// riprende is what the bank, or the PSP, takes back of a credit.
func (m *mondo) riprende(c *vera) {
	storno := func(importo int64, come, muta bool) *vera {
		return m.banca(&vera{
			ente: c.ente, importo: max(importo, 1), giorno: c.giorno + m.d.n(4), storno: true, storna: c, comeIlCredito: come, muta: muta,
			flusso: c.flusso, iuv: c.iuv,
		})
	}
	switch m.d.n(12) {
	case 0:
		storno(c.importo, true, m.d.una(2))
	case 1:
		storno(c.importo, false, false)
	case 2:
		storno(c.importo/3, m.d.una(2), false)
	case 3:
		storno(c.importo/2, true, true)
		storno(c.importo-c.importo/2, true, true)
	case 4: // twice
		come := m.d.una(2)
		storno(c.importo, come, false)
		storno(c.importo, come, false)
	case 5: // without a word, once or more
		for range 1 + m.d.n(2)*m.d.n(4) {
			storno(c.importo, false, true)
		}
	case 6: // more than there was
		storno(c.importo+preso(m.d, 1, int64(100)), true, false)
	case 7: // returned
		m.banca(&vera{ente: c.ente, importo: preso(m.d, c.importo, max(c.importo/2, 1), c.importo+100), giorno: c.giorno + m.d.n(4), uscita: true, storna: c, flusso: c.flusso, iuv: c.iuv})
	case 8: // and paid again
		s := storno(c.importo, m.d.una(2), false)
		m.banca(&vera{ente: c.ente, importo: c.importo, giorno: s.giorno + 1, flusso: c.flusso, iuv: c.iuv})
	case 9: // before the credit
		storno(c.importo, true, false).giorno = c.giorno - 1
	case 10: // a debit that came back
		m.banca(&vera{ente: c.ente, importo: c.importo, giorno: c.giorno, uscita: true, storno: true, flusso: c.flusso})
	default:
		storno(preso(m.d, 50, int64(100)), m.d.una(2), m.d.una(2))
	}
}

// testo is what a document says of a line.
func (m *mondo) testo(v *vera) string {
	prima := ""
	if v.storno {
		prima = "STORNO "
	}
	switch {
	case v.muta:
		return preso(m.d, "", prima+"BONIFICO", prima+"DISPOSIZIONE DI GIRO TRA BANCHE")
	case v.iuv != "":
		return prima + "/RFB/" + v.iuv
	case m.d.una(12):
		return prima + "RIF " + strings.Replace(v.flusso, " | /PUR/LGPE-RIVERSAMENTO/URI/", " ", 1)
	}
	return prima + "/PUR/LGPE-RIVERSAMENTO/URI/" + v.flusso + preso(m.d, "", "", " | ALTRO")
}

// movimento is a line as a movement that no document has told yet.
func (m *mondo) movimento(v *vera) cassa.Movimento {
	x := cassa.Movimento{
		IdDominio: gDomini[v.ente], Importo: avviso.ImportoDaCentesimi(v.importo), Segno: cassa.Entrata, Storno: v.storno,
		DataContabile: avviso.MustData("2026-04-01").Aggiungi(v.giorno - 1), Causale: m.testo(v),
	}
	if v.uscita {
		x.Segno = cassa.Uscita
	}
	if x.Storno && !v.uscita && m.d.una(25) {
		x.StornoDi = preso(m.d, "-", "2026/3/0")
		m.completo = m.completo && x.StornoDi != "-"
	}
	return x
}
