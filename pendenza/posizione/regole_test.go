package posizione_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/posizione"
)

// valida is a position that breaks no rule, with an account and a stamp.
func valida(t *testing.T) posizione.Posizione {
	t.Helper()
	p, _, err := posizione.DaPendenze([]pendenza.Pendenza{d0()}, posizione.Opzioni{Ente: ente})
	require.NoError(t, err)
	r := &p.Opzioni[0].Rate[0]
	r.Importo = avviso.MustImporto("116.00")
	r.Transfer = append(r.Transfer, posizione.Transfer{
		ID: 5, Importo: avviso.MustImporto("16.00"), RemittanceInformation: "bollo", Category: "9/0101002IM/",
		Marca: &posizione.Marca{HashDocumento: strings.Repeat("h", 72), Tipo: "01", ProvinciaResidenza: "AZ"},
	})
	require.Empty(t, p.Violazioni())
	return p
}

// Each rule at its bound and just beyond it.
func TestRegole(t *testing.T) {
	const rata, transfer = "paymentOption[0].installments[0]", "paymentOption[0].installments[0].transfer[1]"
	type r = posizione.Rata
	tests := []struct {
		nome   string
		cambia func(p *posizione.Posizione, o *posizione.Opzione, r *r, x *posizione.Transfer)
		want   string // code and field, "" for none
	}{
		{"description of 140", func(_ *posizione.Posizione, _ *posizione.Opzione, r *r, _ *posizione.Transfer) {
			r.Descrizione = strings.Repeat("à", 140)
		}, ""},
		{"description of 141", func(_ *posizione.Posizione, _ *posizione.Opzione, r *r, _ *posizione.Transfer) {
			r.Descrizione = strings.Repeat("à", 141)
		}, "LUNGHEZZA_MAX " + rata + ".description"},
		{"no description", func(_ *posizione.Posizione, _ *posizione.Opzione, r *r, _ *posizione.Transfer) { r.Descrizione = "" }, "OBBLIGATORIO " + rata + ".description"},
		{"a fiscal code of any length", func(_ *posizione.Posizione, o *posizione.Opzione, _ *r, _ *posizione.Transfer) {
			o.Debitore.FiscalCode = strings.Repeat("x", 1000)
		}, ""},
		{"amount of nothing", func(_ *posizione.Posizione, _ *posizione.Opzione, r *r, _ *posizione.Transfer) {
			r.Importo, r.Transfer = avviso.Importo{}, nil
		}, "MIN " + rata + ".amount"},
		{"transfer of nothing", func(_ *posizione.Posizione, _ *posizione.Opzione, _ *r, x *posizione.Transfer) {
			x.Importo = avviso.Importo{}
		}, "MIN " + transfer + ".amount"},
		{"idTransfer 1 twice", func(_ *posizione.Posizione, _ *posizione.Opzione, _ *r, x *posizione.Transfer) { x.ID = 1 }, "DUPLICATO " + transfer + ".idTransfer"},
		{"idTransfer 0", func(_ *posizione.Posizione, _ *posizione.Opzione, _ *r, x *posizione.Transfer) { x.ID = 0 }, "PATTERN " + transfer + ".idTransfer"},
		{"idTransfer 6", func(_ *posizione.Posizione, _ *posizione.Opzione, _ *r, x *posizione.Transfer) { x.ID = 6 }, "PATTERN " + transfer + ".idTransfer"},
		{"hash of 73", func(_ *posizione.Posizione, _ *posizione.Opzione, _ *r, x *posizione.Transfer) {
			x.Marca.HashDocumento += "h"
		}, "LUNGHEZZA_MAX " + transfer + ".stamp.hashDocument"},
		{"stamp of one character", func(_ *posizione.Posizione, _ *posizione.Opzione, _ *r, x *posizione.Transfer) { x.Marca.Tipo = "1" }, "PATTERN " + transfer + ".stamp.stampType"},
		{"province ZA", func(_ *posizione.Posizione, _ *posizione.Opzione, _ *r, x *posizione.Transfer) {
			x.Marca.ProvinciaResidenza = "ZA"
		}, ""},
		{"province R1", func(_ *posizione.Posizione, _ *posizione.Opzione, _ *r, x *posizione.Transfer) {
			x.Marca.ProvinciaResidenza = "R1"
		}, "PATTERN " + transfer + ".stamp.provincialResidence"},
		{"province [A", func(_ *posizione.Posizione, _ *posizione.Opzione, _ *r, x *posizione.Transfer) {
			x.Marca.ProvinciaResidenza = "[A"
		}, "PATTERN " + transfer + ".stamp.provincialResidence"},
		{"province A@", func(_ *posizione.Posizione, _ *posizione.Opzione, _ *r, x *posizione.Transfer) {
			x.Marca.ProvinciaResidenza = "A@"
		}, "PATTERN " + transfer + ".stamp.provincialResidence"},
		{"province ROM", func(_ *posizione.Posizione, _ *posizione.Opzione, _ *r, x *posizione.Transfer) {
			x.Marca.ProvinciaResidenza = "ROM"
		}, "PATTERN " + transfer + ".stamp.provincialResidence"},
		{"stamp and account", func(_ *posizione.Posizione, _ *posizione.Opzione, _ *r, x *posizione.Transfer) {
			x.IBAN = avviso.MustIBAN("IT60X0542811101000000123456")
		}, "ESCLUSIVI " + transfer + ".iban"},
		{"stamp and postal account", func(_ *posizione.Posizione, _ *posizione.Opzione, _ *r, x *posizione.Transfer) {
			x.PostalIBAN = avviso.MustIBAN("IT60X0542811101000000123456")
		}, "ESCLUSIVI " + transfer + ".postalIban"},
		{"validity on the day due", func(_ *posizione.Posizione, o *posizione.Opzione, r *r, _ *posizione.Transfer) {
			o.ValidityDate, o.RetentionDate = r.DueDate, r.DueDate
		}, ""},
		{"retention before it", func(_ *posizione.Posizione, o *posizione.Opzione, _ *r, _ *posizione.Transfer) {
			o.RetentionDate = avviso.MustDataOra("2026-06-30T21:59:58Z")
		}, "DATA " + rata + ".dueDate"},
		{"a key twice", func(_ *posizione.Posizione, _ *posizione.Opzione, _ *r, x *posizione.Transfer) {
			x.Metadata = []posizione.Metadato{{Key: "k", Value: "1"}, {Key: "k", Value: "2"}}
		}, "DUPLICATO " + transfer + ".transferMetadata[1].key"},
		{"notice of another IUV", func(_ *posizione.Posizione, _ *posizione.Opzione, r *r, _ *posizione.Transfer) {
			r.NAV = avviso.MustNumeroAvviso("301000000000500122")
		}, "PATTERN " + rata + ".nav"},
		{"nation of one letter", func(_ *posizione.Posizione, o *posizione.Opzione, _ *r, _ *posizione.Transfer) {
			o.Debitore.Country = "I"
		}, "PATTERN paymentOption[0].debtor.country"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			p := valida(t)
			o := &p.Opzioni[0]
			tt.cambia(&p, o, &o.Rate[0], &o.Rate[0].Transfer[1])
			got := ""
			if v := p.Violazioni(); len(v) > 0 {
				got = string(v[0].Codice) + " " + v[0].Campo
			}
			require.Equal(t, tt.want, got)
		})
	}
}

// Lists may be as long as GPD says.
func TestElementi(t *testing.T) {
	p := valida(t)
	x := &p.Opzioni[0].Rate[0].Transfer[0]
	for i := range posizione.MaxMetadata {
		x.Metadata = append(x.Metadata, posizione.Metadato{Key: string(rune('a' + i)), Value: "v"})
	}
	require.Empty(t, p.Violazioni())
	x.Metadata = append(x.Metadata, posizione.Metadato{Key: "z", Value: "v"})
	require.Equal(t, pendenza.ElementiMax, p.Violazioni()[0].Codice)
}

// What a document says in another type is read leniently where it can only mean one thing.
func TestLetterali(t *testing.T) {
	buona := strings.ReplaceAll(duePiuUna, "\n", "")
	for v, want := range map[string]string{`0`: "0", `9`: "9", `-1`: "-1", `true`: "", `null`: "", `"x"`: "x", `{}`: "", `[]`: ""} {
		p, a, err := posizione.Leggi([]byte(strings.Replace(buona, `"fullName":"Pino Test"`, `"fullName":`+v, 1)))
		if want == "" {
			require.ErrorIs(t, err, posizione.ErrPosizione, v)
			continue
		}
		require.NoError(t, err, v)
		require.Equal(t, want, p.Opzioni[0].Debitore.FullName)
		require.Equal(t, v[0] != '"', len(a) == 1, v)
	}
	p, _, err := posizione.Leggi([]byte(strings.Replace(buona, `"notificationFee":100`, `"notificationFee":99999999999`, 1)))
	require.NoError(t, err)
	require.Equal(t, avviso.MaxImporto, p.Opzioni[0].Rate[0].NotificationFee)
	_, _, err = posizione.Leggi([]byte(strings.Replace(buona, `"notificationFee":100`, `"notificationFee":100000000000`, 1)))
	require.ErrorIs(t, err, posizione.ErrPosizione)
}

// A whole day is its end or its beginning, in Rome or in UTC; an instant within is told as
// lost, and the year 2999 is no day at all.
func TestScadenza(t *testing.T) {
	for istante, want := range map[string]struct {
		giorno string
		persa  bool
	}{
		"2026-06-30T21:59:59Z": {"2026-06-30", false},
		"2026-06-30T23:59:59Z": {"2026-06-30", false},
		"2026-06-30T00:00:00Z": {"2026-06-30", false},
		"2026-01-30T22:59:59Z": {"2026-01-30", false},
		"2026-06-30T12:00:00Z": {"2026-06-30", true},
		"2999-12-31T22:59:59Z": {"", false},
	} {
		p := valida(t)
		p.Opzioni[0].Rate[0].DueDate = avviso.MustDataOra(istante)
		pp, perse, err := p.Pendenze(posizione.Opzioni{IdDominio: avviso.MustIdDominio("12345678903")})
		require.NoError(t, err, istante)
		require.Equal(t, want.giorno, pp[0].DataScadenza.String(), istante)
		require.Equal(t, want.persa, len(campi(perse)) == 1, "%s: %v", istante, perse)
	}
}

// What is printed alone has no place in a position, and is told member by member.
func TestProprietaPerse(t *testing.T) {
	d := d0()
	d.IDTipoPendenza, d.DataValidita, d.Voci[0].Descrizione = "", avviso.Data{}, d.Causale
	prova := func(q *pendenza.Proprieta) []string {
		d.Proprieta = q
		_, perse, err := posizione.DaPendenze([]pendenza.Pendenza{d}, posizione.Opzioni{Ente: ente})
		require.NoError(t, err)
		return campi(perse)
	}
	require.Empty(t, prova(&pendenza.Proprieta{}))
	require.Equal(t, []string{"proprieta.descrizioneImporto"}, prova(&pendenza.Proprieta{DescrizioneImporto: make([]pendenza.VoceImporto, 1)}))
}

// A debtor without a kind is a person with the sixteen characters of one, or with none.
func TestTipoDelDebitore(t *testing.T) {
	for id, want := range map[string]pendenza.TipoSoggetto{
		"TSTPNI70D01L219V": pendenza.PersonaFisica, "": pendenza.PersonaFisica, "ANONIMO": pendenza.PersonaFisica, "12345678903": pendenza.PersonaGiuridica,
	} {
		d := d0()
		d.SoggettoPagatore = &pendenza.SoggettoPagatore{Identificativo: id, Anagrafica: "x"}
		p, _, err := posizione.DaPendenze([]pendenza.Pendenza{d}, posizione.Opzioni{Ente: ente})
		require.NoError(t, err)
		require.Equal(t, want, p.Opzioni[0].Debitore.Tipo, id)
	}
}
