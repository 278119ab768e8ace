package circuito_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// repertorio is what hostile people do. An act that finds nothing to be done to does nothing.
var repertorio = [...]struct {
	nome  string
	compi func(m *mondoOstile, a, b uint32)
}{
	// What the bank books.
	{"banca: accredito due volte", func(m *mondoOstile, a, _ uint32) {
		if v := m.accredito(a); v != nil {
			m.prenota(m.altra(v, v.importo), true).tagliata = v.tagliata
		}
	}},
	{"banca: storno intero", func(m *mondoOstile, a, b uint32) { m.storna(a, b, 1, 1) }},
	{"banca: storno in parte", func(m *mondoOstile, a, b uint32) { m.storna(a, b, int64(1+b%4), 5) }},
	{"banca: storno due volte", func(m *mondoOstile, a, b uint32) { m.storna(a, b, 1, 1); m.storna(a, b, 1, 1) }},
	{"banca: storno di più", func(m *mondoOstile, a, b uint32) { m.storna(a, b, 4, 3) }},
	{"banca: storno senza parole", func(m *mondoOstile, a, b uint32) {
		if v := m.storna(a, b, 1, 1); v != nil {
			v.racconti[0].Causale = [...]string{"", "STORNO", "STORNO BONIFICO"}[b%3]
			v.racconti[0].TRN, v.racconti[0].Ordinante = "", ""
		}
	}},
	{"banca: storno che nomina un altro accredito", func(m *mondoOstile, a, b uint32) {
		if altro, v := m.accredito(b), m.storna(a, b, 1, 1); altro != nil && v != nil {
			v.racconti[0].StornoDi = altro.racconti[0].ID
		}
	}},
	{"banca: storno che nomina un accredito che non c'è", func(m *mondoOstile, a, b uint32) {
		if v := m.storna(a, b, 1, 1+int64(b%3)); v != nil {
			v.racconti[0].StornoDi = "2025/888888/0"
		}
	}},
	{"banca: storno dopo mesi", func(m *mondoOstile, a, b uint32) {
		if v := m.storna(a, b, 1, 1); v != nil {
			v.racconti[0].DataContabile = v.racconti[0].DataContabile.Aggiungi(30 + int(b%90))
		}
	}},
	{"banca: storno datato prima", func(m *mondoOstile, a, b uint32) {
		if v := m.storna(a, b, 1, 1); v != nil {
			v.racconti[0].DataContabile = v.racconti[0].DataContabile.Aggiungi(-6 - int(b%4))
		}
	}},
	{"banca: storno con il numero dell'accredito", func(m *mondoOstile, a, b uint32) {
		c := m.accredito(a)
		if c == nil {
			return
		}
		k := c.racconti[0].Chiave()
		k.Storno = true
		if m.una(0, func(v *vera) bool { return len(v.racconti) > 0 && v.racconti[0].Chiave() == k }) == nil { // one line has one number
			x := &m.storna(a, b, 1, 1).racconti[0]
			x.ID, x.Provvisorio, x.Esercizio = c.racconti[0].ID, c.racconti[0].Provvisorio, c.racconti[0].Esercizio
		}
	}},
	{"banca: storno e nuovo accredito", func(m *mondoOstile, a, b uint32) {
		if v := m.accredito(a); v != nil && m.storna(a, b, 1, 1) != nil {
			m.prenota(m.altra(v, v.importo), true).tagliata = v.tagliata
		}
	}},
	{"banca: denaro restituito", func(m *mondoOstile, a, b uint32) {
		if v := m.accredito(a); v != nil {
			x := m.altra(v, max(v.importo/int64(1+b%2), 1))
			x.Segno = cassa.Uscita
			m.nascosto = m.nascosto || v.tagliata
			m.prenota(x, true).tagliata = v.tagliata
		}
	}},
	{"banca: accrediti uniti", func(m *mondoOstile, a, b uint32) {
		v, w := m.accredito(a), m.accredito(b)
		if v == nil || w == nil || v == w || v.ente != w.ente || v.racconti[0].DataContabile != w.racconti[0].DataContabile {
			return
		}
		x := m.altra(v, v.importo+w.importo)
		x.Causale += " | " + w.racconti[0].Causale
		m.vere = slices.DeleteFunc(m.vere, func(y *vera) bool { return y == v || y == w })
		m.prenota(x, true).tagliata = v.tagliata || w.tagliata
	}},
	// How it is told.
	{"estratto: riga persa", func(m *mondoOstile, a, _ uint32) {
		if v := m.riga(a); v != nil {
			m.nascosto = m.nascosto || v.importo < 0
			v.racconti = nil
		}
	}},
	{"estratto: riga tagliata", func(m *mondoOstile, a, b uint32) {
		if v := m.riga(a); v != nil {
			x := &v.racconti[0]
			x.Causale = x.Causale[:len(x.Causale)*int(b%4)/4]
			v.tagliata = true
			m.nascosto = m.nascosto || x.Segno == cassa.Uscita // a debit without a name is any expense
		}
	}},
	{"estratto: riga ripetuta", func(m *mondoOstile, a, _ uint32) {
		if v := m.riga(a); v != nil {
			v.racconti = append(v.racconti, v.racconti[0])
		}
	}},
	{"estratto: riga con due contenuti", func(m *mondoOstile, a, b uint32) {
		if v := m.riga(a); v != nil {
			x := v.racconti[0]
			x.Importo = cents(x.Importo.Centesimi() + int64(b%3)*7)
			x.Causale += [...]string{"", " ALTRO"}[b%2]
			v.racconti = append(v.racconti, x)
			m.nascosto = m.nascosto || v.importo > 0 && b%3 != 0 // an amount that nobody booked
		}
	}},
	{"estratto: un altro documento, altri numeri", func(m *mondoOstile, a, b uint32) {
		for n, v := range m.vere {
			if len(v.racconti) == 0 || b%3 == 0 && int64(a%2) == v.importo&1 {
				continue
			}
			x := v.racconti[0]
			x.Fonte, x.Estratto, x.Esercizio, x.Provvisorio, x.Bolletta = "MT940:IT88", fmt.Sprint("e", m.numeri), 0, "", ""
			x.ID = fmt.Sprintf("%s/%d/%s/%d", x.Estratto, n+1, x.DataContabile, v.importo)
			if m.riferimenti { // the same in every statement
				x.RifBanca = v.riferimento
				x.ID = fmt.Sprintf("%s/%s/%d", v.riferimento, x.DataContabile, v.importo)
			}
			v.racconti = append(v.racconti, x)
		}
		m.numeri++
	}},
	// What the PSP reports.
	{"PSP: flusso in ritardo", func(m *mondoOstile, a, _ uint32) {
		if i := scelto(a, m.flussi); i >= 0 {
			m.flussi = slices.Delete(m.flussi, i, i+1)
		}
	}},
	{"PSP: flusso due volte", func(m *mondoOstile, a, _ uint32) {
		if i := scelto(a, m.flussi); i >= 0 {
			m.flussi = append(m.flussi, m.flussi[i])
		}
	}},
	{"PSP: nuova versione con meno righe", func(m *mondoOstile, a, b uint32) { m.versione(a, b, true) }},
	{"PSP: versione vecchia per nuova", func(m *mondoOstile, a, b uint32) { m.versione(a, b, false) }},
	{"PSP: la stessa versione, un'altra riga", func(m *mondoOstile, a, b uint32) {
		if i := scelto(a, m.flussi); i >= 0 && len(m.flussi[i].Righe) > 0 {
			f := m.flussi[i]
			f.Righe = slices.Clone(f.Righe)
			r := &f.Righe[int(b)%len(f.Righe)]
			r.Importo = cents(r.Importo.Centesimi() + 100)
			m.flussi = append(m.flussi, f)
		}
	}},
	{"PSP: totale sbagliato", func(m *mondoOstile, a, b uint32) {
		if i := scelto(a, m.flussi); i >= 0 {
			m.flussi[i].ImportoTotalePagamenti = cents(m.flussi[i].ImportoTotalePagamenti.Centesimi() + int64(b%200) + 1)
		}
	}},
	{"PSP: un altro orologio", func(m *mondoOstile, a, b uint32) {
		for i := range m.flussi { // all that one of them sends
			if j := scelto(a, m.flussi); m.flussi[i].Mittente == m.flussi[j].Mittente {
				f := &m.flussi[i]
				f.DataOraFlusso = f.DataOraFlusso.Aggiungi(time.Duration(int(b%50)-25) * time.Hour)
				f.Righe = slices.Clone(f.Righe)
				for k := range f.Righe {
					f.Righe[k].Data = f.Righe[k].Data.Aggiungi(int(b%3) - 1)
				}
			}
		}
	}},
	{"PSP: riga di un altro", func(m *mondoOstile, a, b uint32) {
		i, j := scelto(a, m.flussi), scelto(b, m.flussi)
		if i >= 0 && i != j && len(m.flussi[i].Righe) > 0 && len(m.flussi[j].Righe) > 0 {
			f := &m.flussi[i]
			f.Righe = append(slices.Clone(f.Righe), m.flussi[j].Righe[0])
			f.NumeroTotalePagamenti++
			f.ImportoTotalePagamenti = cents(f.ImportoTotalePagamenti.Centesimi() + m.flussi[j].Righe[0].Importo.Centesimi())
		}
	}},
	// What the Nodo delivers.
	{"Nodo: ricevuta persa", func(m *mondoOstile, a, _ uint32) {
		if i := scelto(a, m.ricevute); i >= 0 {
			m.ricevute = slices.Delete(m.ricevute, i, i+1)
		}
	}},
	{"Nodo: ricevuta due volte", func(m *mondoOstile, a, _ uint32) {
		if i := scelto(a, m.ricevute); i >= 0 {
			m.ricevute = append(m.ricevute, m.ricevute[i])
		}
	}},
	{"Nodo: ricevuta dopo il flusso", func(m *mondoOstile, a, b uint32) {
		if i := scelto(a, m.ricevute); i >= 0 {
			m.ricevute[i].Data = m.ricevute[i].Data.Aggiungi(2 + int(b%20))
		}
	}},
	{"Nodo: un altro orologio", func(m *mondoOstile, a, _ uint32) {
		for i := range m.ricevute {
			m.ricevute[i].Data = m.ricevute[i].Data.Aggiungi(int(a%3) - 1)
		}
	}},
	{"Nodo: ricevuta con un altro importo", func(m *mondoOstile, a, b uint32) {
		if i := scelto(a, m.ricevute); i >= 0 {
			r := m.ricevute[i]
			r.Importo = cents(r.Importo.Centesimi() + int64(b%50) + 1)
			if b%2 == 0 {
				m.ricevute[i] = r
			} else {
				m.ricevute = append(m.ricevute, r)
			}
		}
	}},
	{"Nodo: la revoca non arriva", func(m *mondoOstile, _, _ uint32) {
		for i := range m.ricevute {
			m.ricevute[i].ImportoRevocato = avviso.Importo{}
		}
	}},
	{"Nodo: un secondo pagamento", func(m *mondoOstile, a, _ uint32) {
		if i := scelto(a, m.ricevute); i >= 0 {
			r := m.ricevute[i]
			m.numeri++
			r.IUR = fmt.Sprint("ALTRO", m.numeri)
			m.ricevute = append(m.ricevute, r)
		}
	}},
	// What the body does.
	{"ente: posizione aggiornata", func(m *mondoOstile, a, b uint32) {
		if i := scelto(a, m.pendenze); i >= 0 {
			p := m.pendenze[i]
			p.Voci = slices.Clone(p.Voci)
			p.Voci[0].Importo = cents(p.Voci[0].Importo.Centesimi() + int64(b%40) + 1)
			if b%2 == 0 {
				m.pendenze[i] = p
			} else {
				m.pendenze = append(m.pendenze, p)
			}
		}
	}},
	{"ente: posizione tolta", func(m *mondoOstile, a, _ uint32) {
		if i := scelto(a, m.pendenze); i >= 0 {
			m.pendenze = slices.Delete(m.pendenze, i, i+1)
		}
	}},
	{"ente: posizione mandata ancora", func(m *mondoOstile, a, _ uint32) {
		if i := scelto(a, m.pendenze); i >= 0 {
			m.pendenze = append(m.pendenze, m.pendenze[i])
		}
	}},
	{"ente: la stessa posizione con un altro nome", func(m *mondoOstile, a, _ uint32) {
		if i := scelto(a, m.pendenze); i >= 0 {
			p := m.pendenze[i]
			m.numeri++
			p.ID = fmt.Sprint("ALTRA-", m.numeri)
			m.pendenze = append(m.pendenze, p)
		}
	}},
}

func cents(n int64) avviso.Importo { return avviso.ImportoDaCentesimi(n) }

// scelto is the position that n chooses, -1 where there is nothing.
func scelto[T any](n uint32, x []T) int {
	if len(x) == 0 {
		return -1
	}
	return int(n) % len(x)
}

// riga is a told line.
func (m *mondoOstile) riga(n uint32) *vera {
	return m.una(n, func(v *vera) bool { return len(v.racconti) > 0 })
}

// accredito is a told credit of pagoPA.
func (m *mondoOstile) accredito(n uint32) *vera {
	return m.una(n, func(v *vera) bool { return v.pagoPA && v.importo > 0 && len(v.racconti) > 0 })
}

func (m *mondoOstile) una(n uint32, va func(*vera) bool) *vera {
	var buone []*vera
	for _, v := range m.vere {
		if va(v) {
			buone = append(buone, v)
		}
	}
	if i := scelto(n, buone); i >= 0 {
		return buone[i]
	}
	return nil
}

// altra is a line that says what another one says, with a number of its own.
func (m *mondoOstile) altra(v *vera, importo int64) cassa.Movimento {
	x := v.racconti[0]
	m.numeri++
	x.Importo, x.Provvisorio = cents(importo), fmt.Sprint(900_000+m.numeri)
	x.ID, x.Bolletta, x.TRN = fmt.Sprintf("%d/%s/0", x.DataContabile.Anno(), x.Provvisorio), "", ""
	return x
}

// storna books that the bank takes back so many parts of a credit, some days later.
func (m *mondoOstile) storna(a, b uint32, parti, di int64) *vera {
	v := m.accredito(a)
	if v == nil {
		return nil
	}
	x := m.altra(v, max(v.importo*parti/di, 1))
	x.Storno, x.DataContabile = true, x.DataContabile.Aggiungi(int(b%6))
	return m.prenota(x, true)
}

// versione makes another version of a flow, without its last row, that takes its place or
// turns out to be the old one.
func (m *mondoOstile) versione(a, b uint32, nuova bool) {
	i := scelto(a, m.flussi)
	if i < 0 || len(m.flussi[i].Righe) < 2 {
		return
	}
	f := m.flussi[i]
	ultima := f.Righe[len(f.Righe)-1]
	importo := ultima.Importo.Centesimi()
	if ultima.Esito == flusso.Revocato {
		importo = -importo
	}
	if f.ImportoTotalePagamenti.Centesimi() < importo {
		return // what would be left are refunds
	}
	f.Righe = f.Righe[:len(f.Righe)-1]
	f.NumeroTotalePagamenti--
	f.ImportoTotalePagamenti = cents(f.ImportoTotalePagamenti.Centesimi() - importo)
	ore := time.Duration(1 + b%30)
	if !nuova {
		ore = -ore
	}
	f.DataOraFlusso = f.DataOraFlusso.Aggiungi(ore * time.Hour)
	m.flussi = append(m.flussi, f)
}
