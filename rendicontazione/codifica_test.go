package rendicontazione_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// TestNonUTF8: JSON has one text for all bytes that are not UTF-8, so Valida
// refuses them wherever they stand.
func TestNonUTF8(t *testing.T) {
	in := func() *ingresso {
		return &ingresso{
			Movimenti: movimenti{mov("m", "x", "1.00")}, Flussi: flussi{flu(f1, riga(iuvA, "r", 1, "1.00", 0))},
			Ricevute: ricevute{ric(iuvA, "r", 1, "1.00")}, Pendenze: pendenze{pen("p", iuvA, "1.00")}, Oggi: avviso.MustData("2024-05-08"),
		}
	}
	movimento, fl := cassa.CodiceMovimento, flusso.CodiceCodifica
	for campo, tt := range map[string]struct {
		testo  func(*ingresso) *string
		tipo   error
		codice avviso.Codice
	}{
		"movimenti[0].id":           {func(in *ingresso) *string { return &in.Movimenti[0].ID }, cassa.ErrMovimento, movimento},
		"movimenti[0].fonte":        {func(in *ingresso) *string { return &in.Movimenti[0].Fonte }, cassa.ErrMovimento, movimento},
		"movimenti[0].causale":      {func(in *ingresso) *string { return &in.Movimenti[0].Causale }, cassa.ErrMovimento, movimento},
		"movimenti[0].ordinante":    {func(in *ingresso) *string { return &in.Movimenti[0].Ordinante }, cassa.ErrMovimento, movimento},
		"flussi[0].idRegolamento":   {func(in *ingresso) *string { return &in.Flussi[0].IDRegolamento }, flusso.ErrValore, fl},
		"flussi[0].mittente.codice": {func(in *ingresso) *string { return &in.Flussi[0].Mittente.Codice }, flusso.ErrValore, fl},
		"flussi[0].righe[0].iuv":    {func(in *ingresso) *string { return &in.Flussi[0].Righe[0].IUV }, flusso.ErrValore, fl},
		"flussi[0].righe[0].iur":    {func(in *ingresso) *string { return &in.Flussi[0].Righe[0].IUR }, flusso.ErrValore, fl},
		"ricevute[0].iuv":           {func(in *ingresso) *string { return &in.Ricevute[0].IUV }, rendicontazione.ErrRicevuta, rendicontazione.CodiceCodifica},
		"ricevute[0].iur":           {func(in *ingresso) *string { return &in.Ricevute[0].IUR }, rendicontazione.ErrRicevuta, rendicontazione.CodiceCodifica},
		"pendenze[0].id":            {func(in *ingresso) *string { return &in.Pendenze[0].ID }, rendicontazione.ErrPendenza, rendicontazione.CodiceCodifica},
		"pendenze[0].iuv":           {func(in *ingresso) *string { return &in.Pendenze[0].IUV }, rendicontazione.ErrPendenza, rendicontazione.CodiceCodifica},
	} {
		in := in()
		require.NoError(t, in.Valida())
		*tt.testo(in) += "\xff"
		err := in.Valida()
		rifiutato(t, err, tt.tipo, tt.codice, campo)
		var e *rendicontazione.Errore
		require.ErrorAs(t, err, &e)
		require.Equal(t, *tt.testo(in), e.Valore)
	}
}

// TestNonUTF8InOgniOrdine: what nobody checked is still the same in any order: two
// copies that differ in such a byte alone are a conflict, and one is used.
func TestNonUTF8InOgniOrdine(t *testing.T) {
	uno, altro := pen("p", iuvA+"\xff", "1.00"), pen("p", iuvA+"\xfe", "1.00")
	in := ingresso{Ricevute: ricevute{ric(iuvA+"\xff", "r", 1, "1.00")}, Domini: []rendicontazione.Dominio{{IdDominio: ente}}, Oggi: avviso.MustData("2024-05-08")}
	in.Pendenze = pendenze{uno, altro}
	avanti := rendicontazione.Riconcilia(in, opzioni{})
	in.Pendenze = pendenze{altro, uno}
	indietro := rendicontazione.Riconcilia(in, opzioni{})
	require.Equal(t, testo(t, avanti), testo(t, indietro))
	require.Len(t, avanti.Conflitti, 1)
	require.Len(t, avanti.Conflitti[0].Copie, 2)
}
