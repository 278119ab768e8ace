package gdp

import (
	"bytes"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/internal/ora"
	"github.com/quietanza/quietanza/rpt"
)

// previsti is what the last records tell of the next one.
type previsti struct {
	testoDominio string // of the last record, and what it says
	dominio      avviso.IdDominio
	testoGiorno  string // of the last record, and when it begins: milliseconds since 1970
	giorno       int64
	lungoIUV     int             // how long the last one was
	testi        strings.Builder // the texts of some IUVs
}

// byteTesti is how many bytes of IUVs are made at once: who keeps one keeps as many.
const byteTesti = 512

// scritto reads a line that is what ScriviCSV writes of an event without an error,
// nothing quoted, and says nothing of any other.
func (l *previsti) scritto(b []byte, e *Evento, p *Provenienza) bool {
	const istante, dominio = len(formaIstante), len(formaIstante + ";77777777777")
	if len(b) <= dominio || b[istante] != ';' || b[dominio] != ';' || b[istante-1] != 'Z' || !p.Ruolo.IsValid() {
		return false
	}
	var ok bool
	if e.DateTime, ok = l.istante(b[:istante]); !ok {
		return false
	}
	if string(b[istante+1:dominio]) != l.testoDominio {
		l.testoDominio = string(b[istante+1 : dominio])
		l.dominio, _ = avviso.ParseIdDominio(l.testoDominio)
	}
	if !l.dominio.IsValid() {
		return false
	}
	e.IdDominio = l.dominio
	if b, ok = l.iuv(b[dominio+1:], e); !ok {
		return false
	}
	resto, nulla := bytes.CutPrefix(b, []byte(rpt.NonApplicabile+";"))
	if e.CCP = rpt.NonApplicabile; !nulla {
		var ccp []byte
		if ccp, resto, _ = bytes.Cut(b, []byte{';'}); bytes.IndexByte(ccp, '"') >= 0 {
			return false
		}
		e.CCP = string(ccp)
	}
	if e.EventCode = codiceScritto(resto); e.EventCode == 0 {
		return false
	}
	e.EventDescription, e.Ruolo = e.EventCode.Descrizione(), p.Ruolo
	p.segna(e)
	return nulla || e.normalizza() == nil // but for its CCP the event is in normal form
}

// iuv reads the IUV, which most often is as long as the last one, and returns what
// is behind its semicolon.
func (l *previsti) iuv(b []byte, e *Evento) ([]byte, bool) {
	if l.lungoIUV >= len(b) || b[l.lungoIUV] != ';' {
		l.lungoIUV = max(0, bytes.IndexByte(b, ';'))
	}
	n := l.lungoIUV
	if n > byteTesti {
		return nil, false
	}
	if l.testi.Cap()-l.testi.Len() < n {
		l.testi = strings.Builder{}
		l.testi.Grow(byteTesti)
	}
	inizio := l.testi.Len()
	l.testi.Write(b[:n])
	var err error
	if e.IUV, err = avviso.ParseIUV(l.testi.String()[inizio:]); err != nil {
		l.lungoIUV = 0
		return nil, false
	}
	return b[n+1:], true
}

// istante reads an instant of the form formaIstante; most are of the day of the last
// one. It leaves those before 1970 alone: few of them are dates of an event.
func (l *previsti) istante(b []byte) (time.Time, bool) {
	const giorno = len("2006-01-02")
	h, x := cifre.Numero(b[giorno+1 : giorno+3])
	m, y := cifre.Numero(b[giorno+4 : giorno+6])
	s, z := cifre.Numero(b[giorno+7 : giorno+9])
	ms, w := cifre.Numero(b[giorno+10 : giorno+13])
	if !x || !y || !z || !w || h > 23 || m > 59 || s > 59 || b[giorno+3] != ':' || b[giorno+6] != ':' || b[giorno+9] != '.' {
		return time.Time{}, false
	}
	if string(b[:giorno+1]) != l.testoGiorno {
		t, err := ora.ParseLocale(string(b[:giorno+1]) + "00:00:00Z")
		if err != nil || t.Unix() < 0 {
			return time.Time{}, false
		}
		l.testoGiorno, l.giorno = string(b[:giorno+1]), t.UnixMilli()
	}
	return time.UnixMilli(l.giorno + int64(((h*60+m)*60+s)*1000+ms)).UTC(), true //nolint:gosec // less than a day
}

// finali are the ends of the lines that ScriviCSV writes of events without an error,
// from the code on, by their length: one is compared, seldom two.
var finali = func() (f [][]finale) {
	for c := range nomiEventCode.Tutti() {
		testo := c.String() + ";" + c.Descrizione() + ";;;"
		f = append(f, make([][]finale, max(0, len(testo)+1-len(f)))...)
		f[len(testo)] = append(f[len(testo)], finale{testo, c})
	}
	return f
}()

type finale struct {
	testo  string
	codice EventCode
}

// codiceScritto returns the code with which a line goes on, when its description
// follows and nothing else; 0 when something else does.
func codiceScritto(b []byte) EventCode {
	if len(b) < len(finali) {
		for _, f := range finali[len(b)] {
			if string(b) == f.testo {
				return f.codice
			}
		}
	}
	return 0
}
