package main

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
)

// Two machines that read, and as many that gather as there are bodies that nothing ties,
// say what one machine says.
func TestMacchine(t *testing.T) {
	oggi := avviso.MustData("2026-03-12")
	enti := []avviso.IdDominio{avviso.MustIdDominio("12345678903"), avviso.MustIdDominio("00429440068"), avviso.MustIdDominio("77777777777")}
	ricevuta := func(e int, iuv string) rendicontazione.VoceRicevuta {
		return rendicontazione.VoceRicevuta{IdDominio: enti[e], IUV: iuv, IUR: "r", Indice: 1, Importo: avviso.MustImporto("10.00"), Data: oggi}
	}
	ricevute := []rendicontazione.VoceRicevuta{
		ricevuta(0, "01000000000000001"), ricevuta(1, "01000000000000002"), ricevuta(1, "01000000000000003"), ricevuta(2, "01000000000000004"),
	}
	// A debt of the first body has an item of the second.
	debito := rendicontazione.Pendenza{ID: "P", IdDominio: enti[0], IUV: "01000000000000001", Voci: []rendicontazione.VocePendenza{
		{Indice: 1, Importo: avviso.MustImporto("10.00")}, {Indice: 2, Importo: avviso.MustImporto("5.00"), IdDominio: enti[1]},
	}}

	var tutto rendicontazione.Accumulatore
	posta := map[string][][]byte{}
	for macchina := range 2 {
		var letto rendicontazione.Accumulatore
		require.NoError(t, letto.AggiungiRicevute(ricevute[2*macchina:2*macchina+2]...))
		if macchina == 1 {
			require.NoError(t, letto.AggiungiPendenze(debito))
		}
		tutto.Unisci(&letto)
		require.NoError(t, spartisci(&letto, func(parte string, dati []byte) error {
			posta[parte] = append(posta[parte], dati, dati) // delivered twice
			return nil
		}))
	}
	var nomi []string
	for parte := range posta {
		nomi = append(nomi, parte)
	}
	gruppi := insieme(nomi, tutto.Legami(nil))
	require.Len(t, gruppi, 2, "%v", gruppi)

	intero := tutto.Report(oggi, rendicontazione.Opzioni{})
	trovate, classi := map[rendicontazione.ChiaveRicevuta]string{}, map[rendicontazione.ChiaveRicevuta]string{}
	for i := range intero.Ricevute {
		classi[intero.Ricevute[i].Chiave()] = intero.Ricevute[i].Classe.String()
	}
	pendenze := 0
	for _, g := range gruppi {
		var pezzi [][]byte
		for _, parte := range g {
			pezzi = append(pezzi, posta[parte]...)
		}
		r, err := raccogli(oggi, slices.Values(pezzi))
		require.NoError(t, err)
		for i := range r.Ricevute {
			trovate[r.Ricevute[i].Chiave()] = r.Ricevute[i].Classe.String()
		}
		pendenze += len(r.Pendenze)
	}
	require.Equal(t, classi, trovate)
	require.Equal(t, 1, pendenze)

	_, err := raccogli(oggi, slices.Values([][]byte{{0xff}}))
	require.Error(t, err)
}
