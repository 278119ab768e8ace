package circuito

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/tracciato"
)

// Columns of the CSV format that the simulator fills.
const (
	colIDA2A         = 0
	colIDPendenza    = 1
	colIdDominio     = 2
	colNumeroAvviso  = 3
	colTipoPendenza  = 4
	colCausale       = 6
	colImporto       = 12
	colScadenza      = 14
	colTipoSoggetto  = 16
	colIDPagatore    = 17
	colAnagrafica    = 18
	colLocalita      = 22
	colVoci          = 27
	colonnePerVoce   = 11
	colDocumento     = 83
	colDescrDocument = 84
	colRata          = 85
)

// tracciati writes the positions of a day, a file for each body. The CSV format has
// no column for the beneficiary of an item: positions due to several bodies go in a
// file of the JSON format.
func (d *scrittura) tracciati(g *Giornata, giorno string, b *banco) error {
	perEnte := make([][]*Posizione, 2*len(d.s.enti))
	for _, p := range g.Posizioni {
		n := 2 * p.Ente.Indice
		if p.piuEnti() {
			n++
		}
		perEnte[n] = append(perEnte[n], p)
	}
	for n, posizioni := range perEnte {
		if len(posizioni) == 0 {
			continue
		}
		ente := &d.s.enti[n/2]
		scrive, formato := tracciatoCSV, tracciato.CSV
		if n%2 == 1 {
			scrive, formato = tracciatoJSON, tracciato.JSON
		}
		nome := ente.Dominio.String() + "-" + giorno + "." + string(formato)
		testo, err := scrive(b.b[:0], ente, giorno, posizioni)
		if err != nil {
			return err
		}
		b.b = testo
		tutto, err := elabora(testo, ente, formato, testo, g.Data)
		if err != nil {
			return err
		}
		b.b = tutto
		err = errors.Join(d.u.Deposita(CartellaTracciati+"/"+nome, testo), d.u.Deposita(CartellaTracciati+"/"+tracciato.NomeEsito(nome), tutto[len(testo):]))
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *Posizione) piuEnti() bool {
	for i := range p.Voci {
		if p.Voci[i].Beneficiario != p.Ente {
			return true
		}
	}
	return false
}

func tracciatoCSV(b []byte, _ *Ente, _ string, posizioni []*Posizione) ([]byte, error) {
	fuori := bytes.NewBuffer(b)
	w := csv.NewWriter(fuori)
	campi := tracciato.Intestazione()
	if err := w.Write(campi); err != nil {
		return b, err
	}
	for _, p := range posizioni {
		clear(campi)
		p.campi(campi)
		if err := w.Write(campi); err != nil {
			return b, err
		}
	}
	w.Flush()
	return fuori.Bytes(), w.Error()
}

// campi fills a line of the CSV format.
func (p *Posizione) campi(c []string) {
	c[colIDA2A], c[colIDPendenza], c[colIdDominio], c[colNumeroAvviso] = applicazione, p.ID, p.Ente.Dominio.String(), p.Avviso.String()
	c[colTipoPendenza], c[colCausale] = p.Categoria.Nome, p.Categoria.Causale+" "+p.ID
	c[colImporto], c[colScadenza] = p.Totale().String(), p.Scadenza.String()
	c[colTipoSoggetto], c[colIDPagatore], c[colAnagrafica], c[colLocalita] = "F", p.Debitore.CodiceFiscale, p.Debitore.Nome, p.Debitore.Citta
	for i := range p.Voci {
		v, da := &p.Voci[i], c[colVoci+i*colonnePerVoce:]
		da[0], da[1], da[2] = p.ID+"-"+cifra(i+1), v.Importo.String(), p.Categoria.Causale
		if v.Bollo {
			da[8], da[9], da[10] = "01", hashBollo, "RO"
		} else {
			da[3], da[5], da[6] = v.Beneficiario.IBAN.String(), "ALTRO", p.Categoria.Contabilita[2:]
		}
	}
	if p.Documento != "" {
		c[colDocumento], c[colDescrDocument], c[colRata] = p.Documento, p.Categoria.Causale, strconv.Itoa(p.Rata)
	}
}

func tracciatoJSON(b []byte, e *Ente, giorno string, posizioni []*Posizione) ([]byte, error) {
	t := struct {
		IDTracciato string              `json:"idTracciato"`
		IdDominio   avviso.IdDominio    `json:"idDominio"`
		Inserimenti []pendenza.Pendenza `json:"inserimenti"`
	}{e.Dominio.String() + "-" + giorno, e.Dominio, make([]pendenza.Pendenza, len(posizioni))}
	for i, p := range posizioni {
		t.Inserimenti[i] = p.Pendenza()
	}
	j, err := json.Marshal(t)
	return append(b, j...), err
}

// elabora appends to b the file of outcomes of a file that nobody has loaded before.
func elabora(b []byte, e *Ente, f tracciato.Formato, testo []byte, oggi avviso.Data) ([]byte, error) {
	p := tracciato.Progresso{Formato: f, Stato: tracciato.ValidazioneOK}
	c := tracciato.Caricatore{
		Archivio: nuove{}, Configurazione: &avviso.Configurazione{AuxDigit: "3", SegregationCode: segregazione}, GLN: e.GLN, Oggi: oggi,
	}
	fuori := bytes.NewBuffer(b)
	w := tracciato.NuovoScrittore(fuori, f)
	for r, err := range c.Carica(&p, tracciato.Leggi(f, bytes.NewReader(testo), tracciato.Opzioni{IdDominio: e.Dominio})) {
		if err != nil {
			return b, err
		}
		if err := w.Scrivi(&r); err != nil {
			return b, err
		}
	}
	return fuori.Bytes(), w.Chiudi()
}

// nuove is an archive that has no position: those of a day are all new.
type nuove struct{}

// Pendenza implements tracciato.Archivio.
func (nuove) Pendenza(pendenza.Chiave) (p pendenza.Pendenza, c bool, err error) { return p, c, nil }

// Occupato implements tracciato.Archivio.
func (nuove) Occupato(avviso.IdDominio, avviso.NumeroAvviso) (k pendenza.Chiave, c bool, err error) {
	return k, c, nil
}

// Salva implements tracciato.Archivio.
func (nuove) Salva(pendenza.Pendenza) error { return nil }

// avvisi writes the notices of a day, as the program stampa takes them.
func (d *scrittura) avvisi(g *Giornata, giorno string, b *banco) error {
	w := bytes.NewBuffer(b.b[:0])
	codice := json.NewEncoder(w)
	codice.SetEscapeHTML(false)
	for _, p := range g.Posizioni {
		err := codice.Encode(avviso.Avviso{
			Ente:     avviso.Ente{IdDominio: p.Ente.Dominio, Nome: p.Ente.Nome, GLN: p.Ente.GLN},
			Debitore: avviso.Debitore{Identificativo: p.Debitore.CodiceFiscale, Nome: p.Debitore.Nome, Localita: p.Debitore.Citta},
			Oggetto:  p.Categoria.Causale,
			Rate:     []avviso.Rata{{Numero: p.Rata, NumeroAvviso: p.Avviso, Importo: p.Totale(), Scadenza: p.Scadenza, Accredito: p.Ente.IBAN}},
		})
		if err != nil {
			return err
		}
	}
	b.b = w.Bytes()
	return d.u.Deposita(CartellaAvvisi+"/"+giorno+".jsonl", b.b)
}
