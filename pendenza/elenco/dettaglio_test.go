package elenco_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/elenco"
	"github.com/quietanza/quietanza/pendenza/esterni"
)

// What a position is asked for comes back as the position, its items paid or not.
func TestDettaglio(t *testing.T) {
	p, err := pendenza.ParsePendenza([]byte(`{"idA2A": "GEST", "idPendenza": "P1", "idDominio": "12345678903", "causale": "TARI 2026", "importo": 84.00, "numeroAvviso": "301000000000004285",
		"soggettoPagatore": {"tipo": "F", "identificativo": "TSTPNI70D01L219V", "anagrafica": "Pino Test"}, "documento": {"identificativo": "D1", "descrizione": "TARI", "rata": 1},
		"voci": [{"idVocePendenza": "1", "importo": 80.00, "descrizione": "TARI", "codEntrata": "TARI"}, {"idVocePendenza": "2", "importo": 4.00, "descrizione": "TEFA", "idDominio": "98765432103", "codEntrata": "TEFA"}]}`))
	require.NoError(t, err)
	p, _, err = pendenza.Crea(p, pendenza.Creazione{Oggi: oggi})
	require.NoError(t, err)
	p.Voci[1].Eseguita, p.Stato, p.Motivo = true, pendenza.EseguitaParziale, "una voce su due"
	p.Segnalazioni = []pendenza.Segnalazione{pendenza.NuovaSegnalazione(pendenza.PagamentoDuplicato)}
	b, err := elenco.AppendDettaglio(nil, &p, oggi)
	require.NoError(t, err)

	x, _, err := elenco.LeggiPendenzaIndex(b)
	require.NoError(t, err)
	require.Equal(t, esterni.Proietta(&p, oggi).GovPay, x.Stato)
	letta, _, err := pendenza.LeggiPendenzaGovPay(b)
	require.NoError(t, err)
	require.Equal(t, []bool{false, true}, []bool{letta.Voci[0].Eseguita, letta.Voci[1].Eseguita})
	a, c := p.Dati(), letta.Dati()
	for i := range c.Voci { // what stands beside the data in the answer is kept there
		c.Voci[i].Altri, a.Voci[i].Eseguita, c.Voci[i].Eseguita = "", false, false
	}
	c.Altri = ""
	require.Equal(t, a, c)
	var d struct {
		DescrizioneStato string
		Segnalazioni     []struct{ Codice string }
		Voci             []struct {
			Indice int
			Stato  string
		}
	}
	require.NoError(t, json.Unmarshal(b, &d))
	require.Equal(t, "una voce su due", d.DescrizioneStato)
	require.Equal(t, "PAGAMENTO_DUPLICATO", d.Segnalazioni[0].Codice)
	require.Equal(t, 2, d.Voci[1].Indice)
	require.Equal(t, "Eseguito", d.Voci[1].Stato)

	_, err = elenco.AppendDettaglio(nil, nil, oggi)
	require.Error(t, err)
	_, err = elenco.AppendDettaglio(nil, &pendenza.Pendenza{}, oggi)
	require.Error(t, err)
}
