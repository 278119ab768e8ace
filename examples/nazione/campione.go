package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/simula/circuito"
	"github.com/quietanza/quietanza/rendicontazione"
)

// misure are those of a simulated nation.
type misure struct {
	enti, pagamenti, giorni int
	inizio, oggi            avviso.Data
	tutti                   bool // every case, also the positions that tie each body to the next
}

// piccola is the nation of a run without documents.
var piccola = misure{enti: 6, pagamenti: 1200, giorni: 10, inizio: avviso.MustData("2025-03-03"), oggi: avviso.MustData("2025-03-12")}

// nazione writes a simulated nation and returns its documents, the list of the bodies
// first: positions of two bodies, one outside the set; copies and conflicts; a file
// that is none.
func nazione(dove string, m misure) ([]string, error) {
	conf := circuito.Configurazione{Seme: 7, Enti: m.enti, Pagamenti: m.pagamenti, Giorni: m.giorni, Inizio: m.inizio}
	for c := range circuito.Casi() {
		if !m.tutti && c != circuito.CasoMultibeneficiario {
			conf.Casi = append(conf.Casi, c)
		}
	}
	s, err := circuito.Nuovo(conf)
	if err != nil {
		return nil, err
	}
	if err := s.Scrivi(&circuito.Archivi{Uscita: &circuito.Cartella{Radice: dove}}, nil); err != nil {
		return nil, err
	}
	if err := aggiunte(filepath.Join(dove, "aggiunte"), s.Domini(), m.inizio); err != nil {
		return nil, err
	}
	percorsi := []string{filepath.Join(dove, circuito.CartellaInput, "domini.json")}
	for _, c := range [...]string{
		circuito.CartellaGiornali, circuito.CartellaFlussi, circuito.CartellaRicevute, circuito.CartellaRevocate, circuito.CartellaCassa, circuito.CartellaInput, "aggiunte",
	} {
		if _, err := os.Stat(filepath.Join(dove, c)); err == nil {
			percorsi = append(percorsi, filepath.Join(dove, c))
		}
	}
	return percorsi, nil
}

// aggiunte writes what ties the bodies two by two, what is told twice, and what is told
// in two ways.
func aggiunte(dove string, enti []rendicontazione.Dominio, giorno avviso.Data) error {
	if err := os.MkdirAll(dove, 0o755); err != nil {
		return err
	}
	testi := map[string]string{"illeggibile.xml": "<flusso>\n  <senza fine"}
	pendenza := `{"id":%q,"dominio":%q,"iuv":%q,"voci":[{"indice":1,"importo":"100.00"},{"indice":2,"importo":%q,"dominio":%q}]}`
	ricevuta := `{"dominio":%q,"iuv":%q,"iur":%q,"indice":%d,"importo":%q,"data":%q}`
	for i := range enti {
		ente, altro := enti[i].IdDominio.String(), "99999999990"
		if i%2 == 0 && i+1 < len(enti) {
			altro = enti[i+1].IdDominio.String()
		}
		iuv := fmt.Sprintf("47%015d", i)
		p := fmt.Sprintf(pendenza, "COMUNE", ente, iuv, "5.00", altro)
		r := fmt.Sprintf(ricevuta, ente, iuv, "IUR"+iuv, 1, "100.00", giorno) + "," + fmt.Sprintf(ricevuta, altro, iuv, "IUR"+iuv, 2, "5.00", giorno)
		testi[fmt.Sprintf("%d-a.json", i)] = `{"pendenze":[` + p + `],"ricevute":[` + r + `]}`
		testi[fmt.Sprintf("%d-b.json", i)] = `{"pendenze":[` + p + `]}` // a copy
		if i%3 == 0 {
			testi[fmt.Sprintf("%d-c.json", i)] = `{"pendenze":[` + fmt.Sprintf(pendenza, "COMUNE", ente, iuv, "6.00", altro) +
				`],"ricevute":[` + fmt.Sprintf(ricevuta, altro, iuv, "IUR"+iuv, 2, "7.00", giorno) + `]}`
		}
	}
	for nome, testo := range testi {
		if err := os.WriteFile(filepath.Join(dove, nome), []byte(testo), 0o600); err != nil {
			return err
		}
	}
	return nil
}
