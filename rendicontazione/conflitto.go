package rendicontazione

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// Conflitto is a key that came with more than one content. One copy is used, the
// first in canonical encoding, whatever the order of arrival. Copies of a
// movement that differ only in what describes it (texts, references, value date) are
// no conflict.
type Conflitto struct {
	// Tipo is the kind of object.
	Tipo Oggetto `json:"tipo"`
	// Chiave is the text of the key.
	Chiave string `json:"chiave"`
	// Motivo says in Italian what happened, for a person: which members differ, and
	// their values, the one used first.
	Motivo string `json:"motivo"`
	// Copie are the contents in canonical encoding, ascending: JSON with the
	// members in the order of their documentation, absent ones left out. The
	// first is the one used.
	Copie []string `json:"-"`
}

func nuovoConflitto(tipo Oggetto, chiave string, testi []string) Conflitto {
	motivo := soggetti[tipo] + " in " + strconv.Itoa(len(testi)) + " modi diversi"
	if differenze := differenze(testi); len(differenze) > 0 {
		motivo += " (" + strings.Join(differenze, "; ") + ")"
	}
	motivo += ": vale il primo, verificare quale è giusto"
	if tipo == OggettoFlusso {
		motivo = string(flusso.CodiceVersione) + ": " + motivo
	}
	return Conflitto{Tipo: tipo, Chiave: chiave, Motivo: motivo, Copie: testi}
}

// soggetti says what came twice.
var soggetti = map[Oggetto]string{
	OggettoMovimento: "lo stesso movimento di cassa è riportato",
	OggettoFlusso:    "la stessa versione del flusso è arrivata",
	OggettoRicevuta:  "la stessa voce di ricevuta è arrivata",
	OggettoPendenza:  "la stessa posizione debitoria è descritta",
	OggettoDominio:   "lo stesso ente è configurato",
}

// nomiMembri says the members whose names are no words.
var nomiMembri = map[string]string{
	"dataContabile": "data contabile", "dataValuta": "data valuta", "stornoDi": "storno di", "idFlusso": "flusso",
	"importoRevocato": "importo revocato", "importoTotalePagamenti": "importo totale", "numeroTotalePagamenti": "numero di pagamenti",
	"idRegolamento": "regolamento", "dataRegolamento": "data del regolamento", "auxDigit": "aux digit",
	"segregationCodes": "codici di segregazione", "applicationCodes": "application code", "iban": "IBAN", "iuv": "IUV",
}

// membro is one member of a JSON object.
type membro struct{ nome, valore string }

// maxConfrontati is how many contents are compared: a person reads no more.
const maxConfrontati = 5

// differenze lists the members in which the first contents differ, with their
// values.
func differenze(testi []string) (differenze []string) {
	testi = testi[:min(len(testi), maxConfrontati)]
	copie := make([][]membro, len(testi))
	var nomi []string
	for i, t := range testi {
		copie[i] = membriDi(t)
		for _, m := range copie[i] {
			if !slices.Contains(nomi, m.nome) {
				nomi = append(nomi, m.nome)
			}
		}
	}
	for _, nome := range nomi {
		var valori []string
		for _, c := range copie {
			n := slices.IndexFunc(c, func(m membro) bool { return m.nome == nome })
			valore := "assente"
			if n >= 0 {
				valore = c[n].valore
			}
			if !slices.Contains(valori, valore) {
				valori = append(valori, valore)
			}
		}
		if len(valori) == 1 {
			continue
		}
		if n, ok := nomiMembri[nome]; ok {
			nome = n
		}
		if strings.ContainsAny(valori[0]+valori[len(valori)-1], "[{") {
			differenze = append(differenze, nome+" diverse")
			continue
		}
		for i, v := range valori {
			valori[i] = accorcia(v)
		}
		differenze = append(differenze, nome+" "+strings.Join(valori, " o "))
	}
	return differenze
}

// membriDi returns the members of a JSON object in their order, nil for a text that
// is none.
func membriDi(testo string) (mm []membro) {
	d := json.NewDecoder(strings.NewReader(testo))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil
	}
	for d.More() {
		nome, err := d.Token()
		var valore json.RawMessage
		if err != nil || d.Decode(&valore) != nil {
			return nil
		}
		var testo string
		if json.Unmarshal(valore, &testo) != nil {
			testo = string(valore)
		}
		n, _ := nome.(string)
		mm = append(mm, membro{n, testo})
	}
	return mm
}

// accorcia returns a value as a person reads it in a line.
func accorcia(v string) string {
	const massimo = 40
	v = strings.Join(strings.Fields(v), " ")
	if utf8.RuneCountInString(v) > massimo {
		v = string([]rune(v)[:massimo]) + "…"
	}
	return v
}
