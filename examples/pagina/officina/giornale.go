package officina

import (
	"bytes"
	"encoding/json"

	"github.com/quietanza/quietanza/gdp"
)

// eventi are the events of a journal: a list, an object that holds one, one event, or one after the
// other. A journal says whose it is in the name of its file, which a text does not have: the role is
// that of who emits the code.
func eventi(testo string) json.RawMessage {
	var lista []json.RawMessage
	d := json.NewDecoder(bytes.NewReader([]byte(testo)))
	for d.More() {
		var v json.RawMessage
		if d.Decode(&v) != nil {
			return json.RawMessage(testo) // whose refusal says where
		}
		var dentro struct {
			Eventi []json.RawMessage `json:"eventi"`
		}
		var piu []json.RawMessage
		switch {
		case json.Unmarshal(v, &piu) == nil:
			lista = append(lista, piu...)
		case json.Unmarshal(v, &dentro) == nil && dentro.Eventi != nil:
			lista = append(lista, dentro.Eventi...)
		default:
			lista = append(lista, v)
		}
	}
	for i, v := range lista {
		lista[i] = conRuolo(v)
	}
	b, err := json.Marshal(lista)
	if err != nil {
		return json.RawMessage(testo)
	}
	return b
}

// conRuolo gives an event that has no role the first that emits its code.
func conRuolo(evento json.RawMessage) json.RawMessage {
	var e struct {
		Codice string `json:"eventCode"`
		Ruolo  string `json:"ruolo"`
	}
	if json.Unmarshal(evento, &e) != nil || e.Ruolo != "" {
		return evento
	}
	ruolo := gdp.RuoloEC
	if c, _, err := gdp.Canonico(e.Codice); err == nil {
		for _, r := range []gdp.Ruolo{gdp.RuoloPSP, gdp.RuoloNodo} {
			if !ruolo.Emette(c) && r.Emette(c) {
				ruolo = r
			}
		}
	}
	testo := bytes.TrimSuffix(bytes.TrimSpace(evento), []byte("}"))
	return append(append(bytes.Clone(testo), `,"ruolo":"`+ruolo.String()...), `"}`...)
}
