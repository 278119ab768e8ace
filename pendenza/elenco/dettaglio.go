package elenco

import (
	"encoding/json"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
)

// States of an item in the detail of a position.
const (
	voceEseguita    = "Eseguito"
	voceNonEseguita = "Non eseguito"
)

// AppendDettaglio appends a position as GET /pendenze/{idA2A}/{idPendenza} gives it out on a day:
// what a list says of it, and then its segnalazioni, document, attachments and items, each of these
// with its indice and stato. pendenza.LeggiPendenzaGovPay reads it. The error is that of
// Pendenza.AppendGovPay, or OBBLIGATORIO for a position without a key or a state.
//
// Source: GovPay, API Pendenze v2, Pendenza and VocePendenza.
func AppendDettaglio(b []byte, p *pendenza.Pendenza, oggi avviso.Data) ([]byte, error) {
	if p == nil {
		return b, nullo("pendenza")
	}
	scritta, _, err := p.AppendGovPay(nil, pendenza.OpzioniGovPay{})
	if err != nil {
		return b, err
	}
	var d struct {
		Proprieta json.RawMessage   `json:"proprieta"`
		Documento json.RawMessage   `json:"documento"`
		Allegati  json.RawMessage   `json:"allegati"`
		Voci      []json.RawMessage `json:"voci"`
	}
	if err := json.Unmarshal(scritta, &d); err != nil {
		return b, porta.Rifiuta(err)
	}
	x := NuovaPendenzaIndex(p, oggi)
	x.Proprieta = d.Proprieta
	w := membri.Scrittura{B: []byte{'{'}}
	if p.Motivo != "" {
		w.Testo("descrizioneStato", p.Motivo)
	}
	if len(p.Segnalazioni) > 0 {
		s := membri.Scrittura{B: []byte{'['}}
		for i := range p.Segnalazioni {
			if i > 0 {
				s.B = append(s.B, ',')
			}
			s.B = append(s.B, '{')
			s.Testo("codice", string(p.Segnalazioni[i].Codice))
			s.SeTesto("descrizione", p.Segnalazioni[i].Testo)
			s.Chiude()
		}
		s.ChiudeElenco()
		x.Segnalazioni = s.B
	}
	w.SeCrudo("documento", d.Documento)
	w.SeCrudo("allegati", d.Allegati)
	w.ApreElenco("voci")
	for i, v := range d.Voci {
		if i > 0 {
			w.B = append(w.B, ',')
		}
		stato := voceNonEseguita
		if p.Voci[i].Eseguita {
			stato = voceEseguita
		}
		w.B = append(append(w.B, v[:len(v)-1]...), `,"indice":`+strconv.Itoa(i+1)+`,"stato":"`+stato+`"}`...)
	}
	w.ChiudeElenco()
	x.Altri = avviso.Altri(w.B[1:])
	return x.AppendJSON(b)
}
