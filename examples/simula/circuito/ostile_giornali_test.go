package circuito_test

import (
	"bytes"
	"errors"
	"iter"
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
)

// perIscritto is the events of the three journals as their readers find them in documents, each of a
// form and of an encoding of its own.
func (m *mondoOstile) perIscritto(eventi []gdp.Evento, accaduti conta) (letti []gdp.Evento, err error) {
	for _, ruolo := range []gdp.Ruolo{gdp.RuoloEC, gdp.RuoloPSP, gdp.RuoloNodo} {
		var suoi []gdp.Evento
		for _, e := range eventi {
			if e.Ruolo == ruolo {
				suoi = append(suoi, e)
			}
		}
		if len(suoi) == 0 {
			continue
		}
		giornale, nome, err := m.giornale(ruolo, suoi)
		if err != nil {
			return nil, err
		}
		accaduti["giornale: "+nome]++
		for e, err := range giornale {
			if err != nil {
				return nil, err
			}
			letti = append(letti, e)
		}
	}
	if len(letti) != len(eventi) {
		return nil, errors.New("il giornale scritto ha altri eventi")
	}
	return letti, nil
}

// giornale writes events in one of the ways there are, and opens what was written.
func (m *mondoOstile) giornale(ruolo gdp.Ruolo, eventi []gdp.Evento) (iter.Seq2[gdp.Evento, error], string, error) {
	come := gdp.Provenienza{Ruolo: ruolo}
	forma := m.r.IntN(4)
	if forma == 3 {
		n, err := gdp.NuovoNomeFile(ruolo, map[gdp.Ruolo]string{gdp.RuoloEC: m.domini[0].String(), gdp.RuoloPSP: "BAFIITMMXXX"}[ruolo], avviso.DataDi(eventi[0].DateTime), 1)
		if err == nil {
			b, errZIP := gdp.CostruisciArchivio(n, gdp.FormaJSON, slices.Values(eventi))
			a, errApri := gdp.ApriArchivio(n.String(), bytes.NewReader(b), int64(len(b)), gdp.Limiti{})
			if err := errors.Join(errZIP, errApri); err != nil {
				return nil, "", err
			}
			return a.Eventi(), "archivio", nil
		}
		forma = 0 // the Nodo has none
	}
	var b bytes.Buffer
	scrive, legge, nome := gdp.ScriviRighe, gdp.ParseJSON, "righe"
	switch forma {
	case 1:
		scrive, nome = gdp.ScriviArray, "array"
	case 2:
		scrive, legge, nome = gdp.ScriviCSV, gdp.ParseCSV, "CSV"
	}
	if err := scrive(&b, slices.Values(eventi)); err != nil {
		return nil, "", err
	}
	dati := b.Bytes()
	if forma < 2 && m.r.IntN(2) == 0 {
		dati, nome = bytes.ReplaceAll(dati, []byte("\n"), []byte("\r\n")), nome+" CRLF"
	}
	if m.r.IntN(2) == 0 {
		dati, nome = append([]byte("\ufeff"), dati...), nome+" BOM"
	}
	return legge(bytes.NewReader(dati), come), nome, nil
}
