package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/tracciato"
)

// tracciati are the files of debt positions, read and examined, against
// encoding/csv and encoding/json done plainly: decoded alone, and with the
// conversions and the checks that the rules ask for.
var tracciati = []misura{
	{
		nome: "tracciato", cosa: "tracciato CSV", unita: "position",
		quante: quantePosizioni,
		prepara: func(_ context.Context, _ opzioni, n int) (*prova, error) {
			return provaTracciato(n, componiCSV(n), tracciato.LeggiCSV, "encoding/csv", posizioniCSV)
		},
	},
	{
		nome: "tracciato", cosa: "tracciato JSON", unita: "position",
		quante: quantePosizioni,
		prepara: func(_ context.Context, _ opzioni, n int) (*prova, error) {
			return provaTracciato(n, componiJSON(n), tracciato.LeggiJSON, "encoding/json", posizioniJSON)
		},
	},
}

func quantePosizioni(o opzioni) int { return o.righe / 5 }

func provaTracciato(n int, file []byte, leggi func(io.Reader, tracciato.Opzioni) iter.Seq2[tracciato.Riga, error],
	pari string, decodifica decodifica[testi],
) (*prova, error) {
	nostre := func(posizione func(pendenza.Pendenza)) error {
		for r, err := range leggi(bytes.NewReader(file), tracciato.Opzioni{}) {
			if err != nil {
				return err
			}
			if !r.Caricabile() || r.Operazione != tracciato.ADD {
				return fmt.Errorf("line %d: %v %v %w", r.Numero, r.Operazione, r.Violazioni, r.Err)
			}
			posizione(r.Pendenza)
		}
		return nil
	}
	return provaFile("positions", n, file, nostre, posizioneDi, pari, "same checks", decodifica, (*testi).converti), nil
}

// posizioneDi is a position of the library in the shape of the peer's.
func posizioneDi(p pendenza.Pendenza) posizione {
	s := p.SoggettoPagatore
	q := posizione{
		idA2A: p.IDA2A, id: p.IDPendenza, dominio: p.IdDominio.String(), avviso: p.NumeroAvviso.String(), tipo: p.IDTipoPendenza,
		causale: p.Causale, anno: p.AnnoRiferimento, cent: p.Importo.Centesimi(), scadenza: p.DataScadenza.Inizio().Format("2006-01-02"),
		soggetto: string(s.Tipo), codice: s.Identificativo, anagrafica: s.Anagrafica, indirizzo: s.Indirizzo, email: s.Email,
	}
	for i := range p.Voci {
		v := &p.Voci[i]
		q.voci = append(q.voci, voce{v.IDVocePendenza, v.Importo.Centesimi(), v.Descrizione, v.IbanAccredito.String(), v.CodEntrata, [3]string{v.TipoBollo, v.HashDocumento, v.ProvinciaResidenza}})
	}
	return q
}

// testiDi returns position i of a file: an item with an account, one with a
// codEntrata.
func testiDi(i int) testi {
	_, _, importo := dati(i)
	doppio, _ := importo.Somma(importo)
	return testi{
		IDA2A: "GESTIONALE", IDPendenza: fmt.Sprintf("P-%d", i), IdDominio: dominio.String(), NumeroAvviso: fmt.Sprintf("301%015d", i),
		IDTipoPendenza: "MENSA", Causale: fmt.Sprintf("Mensa scolastica, retta %d", i), AnnoRiferimento: "2024",
		Importo: numero(doppio.String()), DataScadenza: "2030-12-31",
		Soggetto: soggetto{
			Tipo: "F", Identificativo: "TSTPNI70D01L219V", Anagrafica: "Pino Test", Indirizzo: "Via dei Test",
			Email: "pino.test@example.org",
		},
		Voci: []testiVoce{
			{ID: "v1", Importo: numero(importo.String()), Descrizione: "Primo semestre", IBAN: "IT60X0542811101000000123456", Tipo: "ALTRO", Codice: "0101002IM"},
			{ID: "v2", Importo: numero(importo.String()), Descrizione: "Secondo semestre", CodEntrata: "MENSA"},
		},
	}
}

// componiCSV writes n positions in the columns of the format.
func componiCSV(n int) []byte {
	intestazione := tracciato.Intestazione()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write(intestazione) // a buffer takes everything
	campi := make([]string, len(intestazione))
	for i := range n {
		t := testiDi(i)
		t.inColonne(campi)
		_ = w.Write(campi)
	}
	w.Flush()
	return b.Bytes()
}

// componiJSON writes n positions as a document.
func componiJSON(n int) []byte {
	var b strings.Builder
	b.WriteString(`{"idTracciato":"T1","inserimenti":[`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		t := testiDi(i)
		b.Write(t.json())
	}
	b.WriteString(`]}`)
	return []byte(b.String())
}
