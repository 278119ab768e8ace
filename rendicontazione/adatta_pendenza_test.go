package rendicontazione_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rendicontazione"
)

func TestDaPendenza(t *testing.T) {
	ente, altro := avviso.MustIdDominio("00429440068"), avviso.MustIdDominio("12345678903")
	p := pendenza.Pendenza{
		IDA2A: "TARI", IDPendenza: "2024-17", IDDominio: ente, NumeroAvviso: avviso.MustNumeroAvviso("301000000000004285"),
		Voci: []pendenza.Voce{
			{IDVocePendenza: "1", Importo: avviso.MustImporto("100.00")},
			{IDVocePendenza: "2", Importo: avviso.MustImporto("5.00"), IDDominio: altro},
			{IDVocePendenza: "3", Importo: avviso.MustImporto("16.00"), TipoBollo: "01", IDDominio: ente},
		},
	}
	got, err := rendicontazione.DaPendenza(&p)
	require.NoError(t, err)
	want := rendicontazione.Pendenza{
		ID: "TARI/2024-17", IdDominio: ente, IUV: "01000000000004285",
		Voci: []rendicontazione.VocePendenza{
			{Indice: 1, Importo: avviso.MustImporto("100.00")},
			{Indice: 2, Importo: avviso.MustImporto("5.00"), IdDominio: altro},
			{Indice: 3, Importo: avviso.MustImporto("16.00"), Tipo: rendicontazione.MBT},
		},
	}
	if d := cmp.Diff(want, got, cmp.AllowUnexported(avviso.IdDominio{}, avviso.Importo{})); d != "" {
		t.Error(d)
	}

	p.IDA2A, p.IUV = "", avviso.MustIUV("RF18539007547034")
	got, err = rendicontazione.DaPendenza(&p)
	require.NoError(t, err)
	require.Equal(t, "2024-17", got.ID)
	require.Equal(t, "RF18539007547034", got.IUV, "its own IUV wins over that of the notice")
}

func TestDaPendenzaRefusals(t *testing.T) {
	buona := pendenza.Pendenza{
		IDPendenza: "1", IDDominio: avviso.MustIdDominio("00429440068"), IUV: avviso.MustIUV("1"),
		Voci: []pendenza.Voce{{Importo: avviso.MustImporto("1.00")}},
	}
	for campo, guasta := range map[string]func(*pendenza.Pendenza){
		"id":              func(p *pendenza.Pendenza) { p.IDPendenza = "" },
		"dominio":         func(p *pendenza.Pendenza) { p.IDDominio = avviso.IdDominio{} },
		"iuv":             func(p *pendenza.Pendenza) { p.IUV = avviso.IUV{} },
		"voci":            func(p *pendenza.Pendenza) { p.Voci = make([]pendenza.Voce, 6) },
		"voci[0].importo": func(p *pendenza.Pendenza) { p.Voci = make([]pendenza.Voce, 1) },
	} {
		p := buona
		guasta(&p)
		_, err := rendicontazione.DaPendenza(&p)
		require.ErrorIs(t, err, rendicontazione.ErrPendenza, campo)
		var e *rendicontazione.Errore
		require.ErrorAs(t, err, &e)
		require.Equal(t, campo, e.Campo)
	}
}
