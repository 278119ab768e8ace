package carta

import "fmt"

// noteImporto returns the notes under the amount.
func (f *avvisoInCarta) noteImporto() []nota {
	n := fmt.Sprint(len(f.rate))
	var note []nota
	aggiungi := func(ff []frase) { note = append(note, nota{frasi: ff}) }
	soglie := len(f.rate) > 0 && f.rate[0].Rata.Soglia.Tipo != ""
	switch {
	case soglie:
	case f.unica == nil && len(f.rate) >= 2:
		aggiungi(f.g.frasi("soloRate", "{n}", n))
		aggiungi(f.g.frasi("molteRate"))
	case len(f.rate) >= 2:
		aggiungi(f.g.frasi("rate", "{n}", n))
	}
	if len(f.rate) >= molte && f.unica != nil {
		aggiungi(f.g.frasi("molteRate"))
	}
	for i, v := range f.Avviso.Dettaglio {
		note = append(note, nota{fmt.Sprintf("dettaglio[%d]", i), []frase{{testo: unaRiga(v.Voce) + ": " + v.Importo.Italiano() + " Euro"}}})
	}
	if i, l := f.Avviso.Informativa, f.Avviso.Lingua.Informativa; i == nil && l == nil {
		aggiungi(f.g.frasi("legal"))
	} else if ff := f.informativa(i, l); len(ff) > 0 {
		note = append(note, nota{"informativa", ff})
	}
	return note
}

// informativa returns the body's own sentence about the amount in the languages of the
// notice: an official one only stands beside another.
func (f *avvisoInCarta) informativa(italiana, altra *string) []frase {
	var ff []frase
	for _, t := range f.g.frasi("legal") {
		s := italiana
		if t.lang != "" && t.lang != italiano || f.g.sola && altra != nil {
			s = altra
		}
		switch {
		case s != nil && *s != "":
			t.testo = unaRiga(*s)
			ff = append(ff, t)
		case s == nil && italiana == nil:
			ff = append(ff, t)
		}
	}
	return ff
}

// disegnaNote draws notes from a baseline down and returns the last, and what has no room
// on the page.
func (f *avvisoInCarta) disegnaNote(y float64, note []nota) (float64, []nota) {
	ultima := y - 6.1
	for i, n := range note {
		y = ultima + 6.1
		if i > 0 && y+n.alta() > ultimaBase {
			return ultima, note[i:]
		}
		f.segnoNota(y - 1)
		f.elemento("P", func() {
			if n.campo == "" {
				ultima = f.periodi(sTesto, 16, y, larghiNota, n.frasi)
				return
			}
			for i, t := range n.frasi {
				s := sTesto
				if t.seconda {
					s.corpo, s.grigi = 7, grigioSeconda
				}
				if i > 0 {
					y = ultima + s.passo()
				}
				f.inLingua(t.lang, func() {
					ultima = f.stretto(n.campo, s, []float64{s.corpo, 7}, 16, y, larghiNota, t.testo, maxRigheNota)
				})
			}
		})
	}
	return ultima, nil
}

// nota is a note under the amount: fixed texts, or one of the body, with its field.
type nota struct {
	campo string
	frasi []frase
}

const (
	larghiNota   = 84.0
	maxRigheNota = 12 // of one that the body writes
)

// alta returns at least as much as a note takes below its first baseline.
func (n nota) alta() float64 {
	h := 0.0
	for _, t := range n.frasi {
		h += float64(len(righe(sTesto, t.testo, larghiNota))) * sTesto.passo()
	}
	if n.campo != "" {
		h = min(h, float64(len(n.frasi))*maxRigheNota*sTesto.passo())
	}
	return h
}

// segnoNota draws the sign of a note: a circled i.
func (f *avvisoInCarta) segnoNota(y float64) {
	f.cerchio(0, 0.2, 12, y, 1.9)
	f.linee(0, 0.35, []float64{12, y - 0.3, 12, y + 1.1}, []float64{12, y - 1.1, 12, y - 0.75})
}
