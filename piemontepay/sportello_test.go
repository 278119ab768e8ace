package piemontepay_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/piemontepay"
)

func TestDecidi(t *testing.T) {
	adesso := time.Date(2024, 5, 3, 10, 0, 0, 0, time.UTC)
	giorno := avviso.MustData("2024-05-03")
	type caso struct {
		nome    string
		cambia  func(*piemontepay.Chiamata, *piemontepay.Chiamante, *piemontepay.PosizioneSportello)
		rifiuto piemontepay.MotivoRifiuto
		campo   string
		pagina  piemontepay.Pagina
	}
	tests := []caso{
		{"accepted, nothing to ask", func(*piemontepay.Chiamata, *piemontepay.Chiamante, *piemontepay.PosizioneSportello) {}, "", "", piemontepay.PaginaPagamento},
		{"accepted, summary page", func(_ *piemontepay.Chiamata, _ *piemontepay.Chiamante, p *piemontepay.PosizioneSportello) {
			p.Privacy = true
		}, "", "", piemontepay.PaginaRiepilogo},
		{"fiscal code compared ignoring case", func(c *piemontepay.Chiamata, _ *piemontepay.Chiamante, _ *piemontepay.PosizioneSportello) {
			c.CodiceFiscale = strings.ToLower(c.CodiceFiscale)
		}, "", "", piemontepay.PaginaPagamento},
		{"cancelled is payable", func(_ *piemontepay.Chiamata, _ *piemontepay.Chiamante, p *piemontepay.PosizioneSportello) {
			p.Stato = piemontepay.Annullato
		}, "", "", piemontepay.PaginaPagamento},
		{"1: no caller", func(c *piemontepay.Chiamata, _ *piemontepay.Chiamante, _ *piemontepay.PosizioneSportello) {
			c.CodiceChiamante, c.Digest = "", ""
		}, piemontepay.CampoMancante, "codiceChiamante", piemontepay.PaginaNonValida},
		{
			"1: no digest", func(c *piemontepay.Chiamata, _ *piemontepay.Chiamante, _ *piemontepay.PosizioneSportello) {
				c.Digest = ""
			},
			piemontepay.CampoMancante, "digest", piemontepay.PaginaNonValida,
		},
		{"2 before 3: identifier used, caller unknown", func(c *piemontepay.Chiamata, _ *piemontepay.Chiamante, _ *piemontepay.PosizioneSportello) {
			c.IdentificativoPagamento, c.CodiceChiamante = "USATO", "ALTRO"
		}, piemontepay.IdentificativoDuplicato, "", piemontepay.PaginaNonValida},
		{
			"3: caller unknown", func(c *piemontepay.Chiamata, _ *piemontepay.Chiamante, _ *piemontepay.PosizioneSportello) {
				c.CodiceChiamante = "ALTRO"
			},
			piemontepay.ChiamanteSconosciuto, "", piemontepay.PaginaNonValida,
		},
		{
			"3: caller expired at this very instant", func(_ *piemontepay.Chiamata, k *piemontepay.Chiamante, _ *piemontepay.PosizioneSportello) {
				k.A = adesso
			},
			piemontepay.ChiamanteSconosciuto, "", piemontepay.PaginaNonValida,
		},
		{
			"4: no IUV", func(c *piemontepay.Chiamata, _ *piemontepay.Chiamante, _ *piemontepay.PosizioneSportello) {
				c.IUV = " "
			},
			piemontepay.CampoMancante, "iuv", piemontepay.PaginaNonValida,
		},
		{"4: digest of 100 is compared", func(c *piemontepay.Chiamata, _ *piemontepay.Chiamante, _ *piemontepay.PosizioneSportello) {
			c.Digest = strings.Repeat("0", 100)
		}, piemontepay.DigestFallito, "digest", piemontepay.PaginaNonValida},
		{"4: digest of 101 is not", func(c *piemontepay.Chiamata, _ *piemontepay.Chiamante, _ *piemontepay.PosizioneSportello) {
			c.Digest = strings.Repeat("0", 101)
		}, piemontepay.CampoNonValido, "digest", piemontepay.PaginaNonValida},
		{"4: identifier of 50 goes on to its digest", func(c *piemontepay.Chiamata, _ *piemontepay.Chiamante, _ *piemontepay.PosizioneSportello) {
			c.IdentificativoPagamento = strings.Repeat("a", 50)
		}, piemontepay.DigestFallito, "digest", piemontepay.PaginaNonValida},
		{"4: fiscal code of 11", conCodiceFiscale("01234567890"), "", "", piemontepay.PaginaPagamento},
		{"4: fiscal code of 35", conCodiceFiscale(strings.Repeat("A", 35)), "", "", piemontepay.PaginaPagamento},
		{"4: fiscal code of 36", conCodiceFiscale(strings.Repeat("A", 36)), piemontepay.CampoNonValido, "codiceFiscale", piemontepay.PaginaNonValida},
		{"4: identifier of 51", func(c *piemontepay.Chiamata, _ *piemontepay.Chiamante, _ *piemontepay.PosizioneSportello) {
			c.IdentificativoPagamento = strings.Repeat("a", 51)
		}, piemontepay.CampoNonValido, "identificativoPagamento", piemontepay.PaginaNonValida},
		{
			"4: fiscal code of 10", func(c *piemontepay.Chiamata, _ *piemontepay.Chiamante, _ *piemontepay.PosizioneSportello) {
				c.CodiceFiscale = "0123456789"
			},
			piemontepay.CampoNonValido, "codiceFiscale", piemontepay.PaginaNonValida,
		},
		{
			"4: digest tampered", func(c *piemontepay.Chiamata, _ *piemontepay.Chiamante, _ *piemontepay.PosizioneSportello) {
				c.Digest = "0" + c.Digest[1:]
			},
			piemontepay.DigestFallito, "digest", piemontepay.PaginaNonValida,
		},
		{"4: digest of the other variant", func(_ *piemontepay.Chiamata, k *piemontepay.Chiamante, _ *piemontepay.PosizioneSportello) {
			k.Variante = piemontepay.TrePercento
		}, piemontepay.DigestFallito, "digest", piemontepay.PaginaNonValida},
		{
			"5: already paid", func(_ *piemontepay.Chiamata, _ *piemontepay.Chiamante, p *piemontepay.PosizioneSportello) {
				p.Stato = piemontepay.Successo
			},
			piemontepay.IUVNonPagabile, "", piemontepay.PaginaRisposta,
		},
		{
			"5: invalidated by the body", func(_ *piemontepay.Chiamata, _ *piemontepay.Chiamante, p *piemontepay.PosizioneSportello) {
				p.Stato = piemontepay.Invalidato
			},
			piemontepay.IUVNonPagabile, "", piemontepay.PaginaRisposta,
		},
		{"5: not payable before whose it is", func(_ *piemontepay.Chiamata, _ *piemontepay.Chiamante, p *piemontepay.PosizioneSportello) {
			p.Stato, p.CodiceFiscale = piemontepay.InAttesa, "ALTRO"
		}, piemontepay.IUVNonPagabile, "", piemontepay.PaginaRisposta},
		{
			"5: expired yesterday", func(_ *piemontepay.Chiamata, _ *piemontepay.Chiamante, p *piemontepay.PosizioneSportello) {
				p.Al = giorno.Aggiungi(-1)
			},
			piemontepay.IUVNonPagabile, "", piemontepay.PaginaRisposta,
		},
		{
			"5: last day", func(_ *piemontepay.Chiamata, _ *piemontepay.Chiamante, p *piemontepay.PosizioneSportello) {
				p.Al = giorno
			},
			"", "", piemontepay.PaginaPagamento,
		},
		{
			"5: payment type from tomorrow", func(_ *piemontepay.Chiamata, _ *piemontepay.Chiamante, p *piemontepay.PosizioneSportello) {
				p.TipoDal = giorno.Aggiungi(1)
			},
			piemontepay.IUVNonPagabile, "", piemontepay.PaginaRisposta,
		},
		{
			"5: another's", func(_ *piemontepay.Chiamata, _ *piemontepay.Chiamante, p *piemontepay.PosizioneSportello) {
				p.CodiceFiscale = "RSSMRA80A01H501U"
			},
			piemontepay.CodiceFiscaleDiverso, "", piemontepay.PaginaRisposta,
		},
		{
			"5: receipt revoked", func(_ *piemontepay.Chiamata, _ *piemontepay.Chiamante, p *piemontepay.PosizioneSportello) {
				p.RicevutaRevocata = true
			},
			piemontepay.RicevutaRevocata, "", piemontepay.PaginaRisposta,
		},
		{
			"6: payment type not allowed", func(_ *piemontepay.Chiamata, _ *piemontepay.Chiamante, p *piemontepay.PosizioneSportello) {
				p.CodiceVersamento = "MS02"
			},
			piemontepay.NonAutorizzato, "", piemontepay.PaginaNonValida,
		},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			k := chiamante(t)
			m, err := k.Modulo(pagamento(t, "A1"))
			require.NoError(t, err)
			c := piemontepay.Chiamata{
				CodiceChiamante: "AP_01", Digest: m.Digest.String(), IUV: "190280072147087",
				CodiceFiscale: "TSTPNI70D01L219V", IdentificativoPagamento: "A1",
			}
			p := piemontepay.PosizioneSportello{Stato: piemontepay.DaPagare, CodiceFiscale: "TSTPNI70D01L219V", CodiceVersamento: "MS01"}
			tt.cambia(&c, &k, &p)
			d := piemontepay.Decidi(c, piemontepay.Archivio{
				IdentificativoUsato: func(id string) bool { return id == "USATO" },
				Chiamante:           func(codice string) (piemontepay.Chiamante, bool) { return k, codice == k.CodiceChiamante },
				Posizione:           func(string) (piemontepay.PosizioneSportello, bool) { return p, true },
			}, adesso)
			require.Equal(t, tt.rifiuto, d.Rifiuto, d.Motivo)
			require.Equal(t, tt.campo, d.Campo)
			require.Equal(t, tt.pagina, d.Pagina)
			require.Equal(t, tt.rifiuto == "", d.Accettata)
			require.Equal(t, tt.rifiuto == "", d.Motivo == "")
		})
	}
}

// conCodiceFiscale gives the call and the position one fiscal code.
func conCodiceFiscale(s string) func(*piemontepay.Chiamata, *piemontepay.Chiamante, *piemontepay.PosizioneSportello) {
	return func(c *piemontepay.Chiamata, _ *piemontepay.Chiamante, p *piemontepay.PosizioneSportello) {
		c.CodiceFiscale, p.CodiceFiscale = s, s
	}
}

func TestDecidiUnknownIUV(t *testing.T) {
	k := chiamante(t)
	m, err := k.Modulo(pagamento(t, "A1"))
	require.NoError(t, err)
	d := piemontepay.Decidi(piemontepay.Chiamata{
		CodiceChiamante: "AP_01", Digest: m.Digest.String(), IUV: "190280072147087",
		CodiceFiscale: "TSTPNI70D01L219V", IdentificativoPagamento: "A1",
	}, piemontepay.Archivio{
		IdentificativoUsato: func(string) bool { return false },
		Chiamante:           func(string) (piemontepay.Chiamante, bool) { return k, true },
		Posizione:           func(string) (piemontepay.PosizioneSportello, bool) { return piemontepay.PosizioneSportello{}, false },
	}, time.Unix(0, 0))
	require.Equal(t, piemontepay.IUVSconosciuto, d.Rifiuto)
	require.Equal(t, "Codice Iuv inesistente.", d.Motivo)
}

// The payable states are those of the published server, no other.
func TestPagabile(t *testing.T) {
	pagabili := map[piemontepay.StatoPagamento]bool{0: true, 1: true, 3: true, 5: true, 6: true, 8: true}
	for s := piemontepay.StatoPagamento(-2); s <= 12; s++ {
		require.Equal(t, pagabili[s], s.Pagabile(), s.String())
		require.Equal(t, s >= -1 && s <= 11, s.IsValid())
	}
	require.Equal(t, "IN_ATTESA_SECONDA_RT", piemontepay.InAttesaSecondaRT.String())
	require.Equal(t, "NON_DEFINITO", piemontepay.NonDefinito.String())
}
