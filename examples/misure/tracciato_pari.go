package main

import (
	"encoding/json"
	"io"
	"strings"
)

// numero is an amount as the file writes it.
type numero = json.Number

// testi is a position as texts, with the members of the JSON format.
type testi struct {
	IDA2A           string      `json:"idA2A"`
	IDPendenza      string      `json:"idPendenza"`
	IdDominio       string      `json:"idDominio"`
	NumeroAvviso    string      `json:"numeroAvviso"`
	IDTipoPendenza  string      `json:"idTipoPendenza"`
	Causale         string      `json:"causale"`
	AnnoRiferimento string      `json:"annoRiferimento"`
	Importo         numero      `json:"importo"`
	DataScadenza    string      `json:"dataScadenza"`
	Soggetto        soggetto    `json:"soggettoPagatore"`
	Voci            []testiVoce `json:"voci"`

	facoltativi
}

// facoltativi are members of a position that these files do not fill.
type facoltativi struct {
	UnitaOperativa    string          `json:"idUnitaOperativa,omitempty"`
	Cartella          string          `json:"cartellaPagamento,omitempty"`
	DatiAllegati      json.RawMessage `json:"datiAllegati,omitempty"`
	Direzione         string          `json:"direzione,omitempty"`
	Divisione         string          `json:"divisione,omitempty"`
	DataValidita      string          `json:"dataValidita,omitempty"`
	TassonomiaAvviso  string          `json:"tassonomiaAvviso,omitempty"`
	DataAvvisatura    string          `json:"dataNotificaAvviso,omitempty"`
	IDDocumento       string          `json:"-"`
	Documento         string          `json:"-"`
	Rata              string          `json:"-"`
	LinguaSecondaria  string          `json:"-"`
	CausaleSecondaria string          `json:"-"`
}

type soggetto struct {
	Tipo           string `json:"tipo"`
	Identificativo string `json:"identificativo"`
	Anagrafica     string `json:"anagrafica"`
	Indirizzo      string `json:"indirizzo"`
	Email          string `json:"email"`
	Civico         string `json:"civico,omitempty"`
	CAP            string `json:"cap,omitempty"`
	Localita       string `json:"localita,omitempty"`
	Provincia      string `json:"provincia,omitempty"`
	Nazione        string `json:"nazione,omitempty"`
	Cellulare      string `json:"cellulare,omitempty"`
}

type testiVoce struct {
	ID          string `json:"idVocePendenza"`
	Importo     numero `json:"importo"`
	Descrizione string `json:"descrizione"`
	IBAN        string `json:"ibanAccredito,omitempty"`
	Tipo        string `json:"tipoContabilita,omitempty"`
	Codice      string `json:"codiceContabilita,omitempty"`
	CodEntrata  string `json:"codEntrata,omitempty"`
	Appoggio    string `json:"ibanAppoggio,omitempty"`
	Bollo       string `json:"tipoBollo,omitempty"`
	Hash        string `json:"hashDocumento,omitempty"`
	Provincia   string `json:"provinciaResidenza,omitempty"`
}

func (t *testi) json() []byte {
	b, _ := json.Marshal(t) // texts and numbers: it cannot fail
	return b
}

// Columns of the CSV format: of the first item, of one item, behind the items.
const (
	primaVoce    = 27
	perVoce      = 11
	dietroLeVoci = primaVoce + 5*perVoce
)

// inColonne puts the texts where the CSV format has them.
func (t *testi) inColonne(c []string) {
	s := &t.Soggetto
	c[0], c[1], c[2], c[3], c[4], c[6], c[7] = t.IDA2A, t.IDPendenza, t.IdDominio, t.NumeroAvviso, t.IDTipoPendenza, t.Causale, t.AnnoRiferimento
	c[12], c[14] = t.Importo.String(), t.DataScadenza
	c[16], c[17], c[18], c[19], c[25] = s.Tipo, s.Identificativo, s.Anagrafica, s.Indirizzo, s.Email
	for i, v := range t.Voci {
		c := c[primaVoce+i*perVoce:]
		c[0], c[1], c[2], c[3], c[5], c[6], c[7] = v.ID, v.Importo.String(), v.Descrizione, v.IBAN, v.Tipo, v.Codice, v.CodEntrata
	}
}

// posizioniCSV reads a file with encoding/csv, every column of it.
func posizioniCSV(r io.Reader, posizione func(*testi) error) error {
	return perRiga(r, ',', func(c []string) error {
		for i, s := range c {
			c[i] = strings.TrimSpace(s)
		}
		t := testi{
			IDA2A: c[0], IDPendenza: c[1], IdDominio: c[2], NumeroAvviso: c[3], IDTipoPendenza: c[4], Causale: c[6],
			AnnoRiferimento: c[7], Importo: numero(c[12]), DataScadenza: c[14],
			Soggetto: soggetto{
				Tipo: c[16], Identificativo: c[17], Anagrafica: c[18], Indirizzo: c[19], Civico: c[20], CAP: c[21], Localita: c[22],
				Provincia: c[23], Nazione: c[24], Email: c[25], Cellulare: c[26],
			},
			facoltativi: facoltativi{
				UnitaOperativa: c[5], Cartella: c[8], Direzione: c[10], Divisione: c[11], DataValidita: c[13], TassonomiaAvviso: c[15],
				DataAvvisatura: c[dietroLeVoci], IDDocumento: c[dietroLeVoci+1], Documento: c[dietroLeVoci+2], Rata: c[dietroLeVoci+3],
			},
		}
		if c[9] != "" {
			t.DatiAllegati = json.RawMessage(c[9])
		}
		t.LinguaSecondaria, t.CausaleSecondaria, _ = strings.Cut(c[dietroLeVoci+4], "|")
		for c := c[primaVoce:dietroLeVoci]; len(c) > 0; c = c[perVoce:] {
			if c[0] != "" {
				t.Voci = append(t.Voci, testiVoce{
					ID: c[0], Importo: numero(c[1]), Descrizione: c[2], IBAN: c[3], Appoggio: c[4], Tipo: c[5], Codice: c[6], CodEntrata: c[7],
					Bollo: c[8], Hash: c[9], Provincia: c[10],
				})
			}
		}
		return posizione(&t)
	})
}

// posizioniJSON reads a document with encoding/json, all of it at once. It refuses
// members that it does not know; not those that stand twice, or in another case,
// which only a reading of the tokens before would find.
func posizioniJSON(r io.Reader, posizione func(*testi) error) error {
	var d struct {
		IDTracciato string  `json:"idTracciato"`
		Inserimenti []testi `json:"inserimenti"`
	}
	j := json.NewDecoder(r)
	j.DisallowUnknownFields()
	if err := j.Decode(&d); err != nil {
		return err
	}
	for i := range d.Inserimenti {
		if err := posizione(&d.Inserimenti[i]); err != nil {
			return err
		}
	}
	return nil
}

// posizione is a position with its values in their types.
type posizione struct {
	idA2A, id, dominio, avviso, tipo, causale, anno string
	cent                                            int64
	scadenza                                        string
	soggetto, codice, anagrafica, indirizzo, email  string
	voci                                            []voce
	facoltativi
}

type voce struct {
	id          string
	cent        int64
	descrizione string
	iban        string
	entrata     string
	bollo       [3]string
}
