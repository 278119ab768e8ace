package pagina

import (
	"bufio"
	"encoding/json"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
)

// scriviDati writes the objects of the tables as JSON without <, > and &, an object at a time: each has
// the cells of its row (v), whether to look at it (!), and the positions of those that it leads to,
// credits (m), flows (f), payments (r) and positions (p). Days are text, amounts cents.
func scriviDati(w *bufio.Writer, r *rendicontazione.Report) {
	s := scrittore{w: w}
	s.lista("{", "m", len(r.Movimenti), func(i int) {
		m := &r.Movimenti[i]
		s.celle(giorno(m.DataContabile), m.Importo.Centesimi(), m.Classe.String(), m.ID, m.Provvisorio, m.IdDominio.String(), m.Ordinante, m.Causale)
		s.vedere(m.Classe.RichiedeIntervento() || m.Segnali.RichiedeIntervento())
		for f := range r.FlussiDi(i) {
			s.posto("f", f)
		}
	})
	s.lista(",", "f", len(r.Flussi), func(i int) {
		f := &r.Flussi[i]
		s.celle(giorno(f.DataRegolamento), f.ImportoTotalePagamenti.Centesimi(), f.Classe.String(), f.IDFlusso, f.NumeroTotalePagamenti, f.IdDominio.String(), f.Mittente.Codice)
		s.vedere(f.Classe.RichiedeIntervento() || f.Segnali.RichiedeIntervento())
		for _, m := range f.Accrediti {
			s.posto("m", m)
		}
		for g := range r.RigheDi(i) {
			s.posto("r", g)
		}
	})
	s.lista(",", "r", len(r.Righe), func(i int) {
		g := &r.Righe[i]
		s.celle(giorno(g.Data), g.Importo.Centesimi(), g.Classe.String(), g.IUV, g.IUR, g.Esito.String(), g.IDFlusso())
		s.vedere(g.Classe.RichiedeIntervento() || g.Segnali.RichiedeIntervento())
		s.posto("f", int(g.Flusso))
		if n, ok := r.PendenzaDi(g.IdDominio(), g.IUV); ok {
			s.posto("p", n)
		}
	})
	s.lista(",", "c", len(r.Ricevute), func(i int) {
		c := &r.Ricevute[i]
		s.celle(giorno(c.Data), c.Importo.Centesimi(), c.Classe.String(), c.IUV, c.IUR, c.IdDominio.String())
		s.vedere(c.Classe.RichiedeIntervento() || c.Segnali.RichiedeIntervento())
		if n, ok := r.PendenzaDi(c.IdDominio, c.IUV); ok {
			s.posto("p", n)
		}
	})
	s.lista(",", "p", len(r.Pendenze), func(i int) {
		p := &r.Pendenze[i]
		x := p.Contabile()
		var dovuto int64
		for _, v := range p.Voci {
			dovuto += v.Importo.Centesimi()
		}
		quietanzabile := "no"
		if p.Quietanzabile {
			quietanzabile = "sì"
		}
		s.celle(p.ID, dovuto, p.Classe.String(), p.IUV, quietanzabile, p.IdDominio.String(), x.Debitore.Anagrafica, x.Causale)
		s.vedere(p.Classe.RichiedeIntervento() || p.Segnali.RichiedeIntervento())
	})
	_ = w.WriteByte('}') // a bufio.Writer keeps its error for Flush
}

// giorno is written in the way that sorts.
func giorno(d avviso.Data) string {
	if !d.IsValid() {
		return ""
	}
	return d.String()
}

// scrittore writes objects.
type scrittore struct {
	w      *bufio.Writer
	b      []byte // the object being written
	membro string // that is open, "" when none is
}

func (s *scrittore) lista(prima, nome string, n int, f func(int)) {
	_, _ = s.w.WriteString(prima + `"` + nome + `":[`)
	for i := range n {
		s.b, s.membro = s.b[:0], ""
		if i > 0 {
			s.b = append(s.b, ',')
		}
		f(i)
		s.chiudi()
		s.b = append(s.b, '}')
		_, _ = s.w.Write(s.b)
	}
	_ = s.w.WriteByte(']')
}

// celle begins an object.
func (s *scrittore) celle(celle ...any) {
	s.b = append(s.b, `{"v":[`...)
	for i, c := range celle {
		if i > 0 {
			s.b = append(s.b, ',')
		}
		switch c := c.(type) {
		case int64:
			s.b = strconv.AppendInt(s.b, c, 10)
		case string:
			s.b = appendTesto(s.b, c)
		}
	}
	s.b = append(s.b, ']')
}

func (s *scrittore) vedere(si bool) {
	if si {
		s.b = append(s.b, `,"!":true`...)
	}
}

// posto adds a position to a member.
func (s *scrittore) posto(membro string, n int) {
	if s.membro != membro {
		s.chiudi()
		s.membro = membro
		s.b = append(s.b, `,"`+membro+`":[`...)
	} else {
		s.b = append(s.b, ',')
	}
	s.b = strconv.AppendInt(s.b, int64(n), 10)
}

func (s *scrittore) chiudi() {
	if s.membro != "" {
		s.b = append(s.b, ']')
		s.membro = ""
	}
}

// appendTesto appends a string of JSON.
func appendTesto(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			v, _ := json.Marshal(s) // a string is always written
			return append(b, v...)
		}
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}
