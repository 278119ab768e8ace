package rendicontazione

import (
	"github.com/quietanza/quietanza/avviso"
)

// chiaveFlusso names a flow, or the flows whose identifiers differ by case.
type chiaveFlusso struct {
	dominio avviso.IdDominio
	id      string
}

// indiceFlussi finds current flows by identifier.
type indiceFlussi struct {
	esatti, piegati map[chiaveFlusso]int32 // position from 1, piuFlussi for several
}

const piuFlussi = -1

func (m *motore) indiceFlussi() indiceFlussi {
	x := indiceFlussi{make(map[chiaveFlusso]int32, len(m.r.Flussi)), make(map[chiaveFlusso]int32, len(m.r.Flussi))}
	for f := range m.r.Flussi {
		if !m.flussi[f].corrente {
			continue
		}
		e := &m.r.Flussi[f]
		x.esatti[chiaveFlusso{e.IdDominio, e.IDFlusso}] = int32(f) + 1
		k := chiaveFlusso{e.IdDominio, piega(e.IDFlusso)}
		x.piegati[k] = scelta(x.piegati[k] == 0, int32(f)+1, piuFlussi)
	}
	return x
}

// cerca looks a flow up by every identifier as it is, then by every one in
// another case. The result is 0 when there is none, piuFlussi when an identifier
// fits several.
func (x indiceFlussi) cerca(d avviso.IdDominio, id string, candidati []string, soloEsatto bool) (f int32, esatto bool, s Segnali) {
	trova := func(flussi map[chiaveFlusso]int32, forma func(string) string) int32 {
		if f := flussi[chiaveFlusso{d, forma(id)}]; f != 0 {
			return f
		}
		for _, altro := range candidati {
			if f := flussi[chiaveFlusso{d, forma(altro)}]; f != 0 {
				s.aggiungi(SegnaleCandidatoUsato)
				return f
			}
		}
		return 0
	}
	if f = trova(x.esatti, func(id string) string { return id }); f != 0 || soloEsatto {
		return f, f != 0, s
	}
	switch f = trova(x.piegati, piega); f {
	case 0:
	case piuFlussi:
		s = NuoviSegnali(SegnaleFlussoAmbiguo)
	default:
		s.aggiungi(SegnaleMaiuscoleIgnorate)
	}
	return f, false, s
}

// piega folds the ASCII letters of an identifier to lower case.
func piega(id string) string {
	for i := 0; i < len(id); i++ {
		if id[i] >= 'A' && id[i] <= 'Z' {
			b := []byte(id)
			for ; i < len(b); i++ {
				if b[i] >= 'A' && b[i] <= 'Z' {
					b[i] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return id
}
