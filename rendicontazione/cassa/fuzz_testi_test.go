package cassa_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// righeDistinte holds that every line of a statement is one movement, and that the control totals
// count them.
func righeDistinte(t *testing.T, s string, e *cassa.Estratto) {
	t.Helper()
	type linea struct {
		cassa.Chiave
		estratto string
	}
	viste := make(map[linea]bool)
	letti := 0
	for m, err := range e.LeggiMovimenti() {
		if err != nil {
			continue
		}
		letti++
		l := linea{m.Chiave(), m.Estratto}
		require.False(t, viste[l] && m.Provvisorio == "", "%q", s) // a provvisorio is one, however often it is listed
		viste[l] = true
	}
	contate := 0
	for _, q := range e.Quadrature() {
		contate += q.Righe - q.Rifiutate - q.Ignorate
	}
	require.GreaterOrEqual(t, contate, letti, "%q", s)
}

// FuzzMT940Dialetti reads what banks make of an MT940.
func FuzzMT940Dialetti(f *testing.F) {
	uno := messaggio940("1", "C260413EUR0,", "C260414EUR318,40", rigaG1)
	f.Add(uno + uno)
	f.Add("\x01{1:F01}{2:I940}{4:\n" + uno + "-}\x03\x00\x01" + uno + "\x1a")
	f.Add("{1:F01}{2:I940}{4:" + uno + "-}$\n" + strings.ReplaceAll(uno, "60F", "60M"))
	f.Add(messaggio940("1", "C260413EUR0,", "C260414EUR1,", ":61:260230C1,NTRF//A\n:86:166?20EREF+X?60 :TID:1 :RI3:Y\n:86:TRN:123456"))
	f.Add(campione(f, "mt940_sottocampi.txt"))
	f.Fuzz(func(t *testing.T, s string) {
		leggeDueVolte(t, s, cassa.NuovoMT940(strings.NewReader(s), contiTutti()), cassa.NuovoMT940(strings.NewReader(s), contiTutti()))
		righeDistinte(t, s, cassa.NuovoMT940(strings.NewReader(s), contiTutti()))
	})
}

// FuzzRH reads records of 120 columns, in lines and without.
func FuzzRH(f *testing.F) {
	f.Add(campione(f, "rh.txt"))
	f.Add(campione(f, "rh_giroconto.txt"))
	f.Add(strings.Join(righe120(campione(f, "rh.txt")), ""))
	f.Add(rh(bonifico, " 630000001001:TID:1001260414000055 :RI3:/PUR/Y :SEC:CASH", bonifico))
	f.Fuzz(func(t *testing.T, s string) {
		leggeDueVolte(t, s, cassa.NuovoRH(strings.NewReader(s), contiTutti()), cassa.NuovoRH(strings.NewReader(s), contiTutti()))
		righeDistinte(t, s, cassa.NuovoRH(strings.NewReader(s), contiTutti()))
	})
}

// FuzzTabella reads tables by the profile that they have and by one of the host.
func FuzzTabella(f *testing.F) {
	f.Add(campione(f, "tesoreria.csv"), profiloBanca)
	f.Add("Conto;IT80M0760100000000099990001\n14/04/2026;14/04/2026;048;;EUR;;95,15;;RI1"+purG2+"\nSaldo;;;;;;1.000,00;;\n", `{"nome":"bancoposta","documento":"X"}`)
	f.Add("ABI;CAB;CONTO;DIVISA;DATA CONTABILE;DATA VALUTA;IMPORTO;SEGNO;CAUSALE;NUM. ASSEGNO;RIF. BANCA;RIF. CLIENTE;DESCRIZIONE;DESCRIZIONE ESTESA\n"+
		"99998;2;4711;EUR;46126;46126.0;60,00;-;68BO;;0920299000000777;;BONIFICO;:TID:1001260414000055\n", `{}`)
	f.Add("x\n\nData\tNote\tRif\tImporto\tAltro\n2026-04-14\t\"A\nB\"\tR-1\t1,318.40\t\n2026-04-15\tX\tR-2\t-5\t\nTotale\t\t\t\t\n", profiloBanca)
	f.Fuzz(func(t *testing.T, s, profilo string) {
		p, err := cassa.ParseProfilo([]byte(profilo))
		if err != nil {
			var e *cassa.Errore
			require.ErrorAs(t, err, &e)
			return
		}
		b, err := json.Marshal(p)
		require.NoError(t, err)
		ancora, err := cassa.ParseProfilo(b)
		require.NoError(t, err, "%s", b)
		require.Equal(t, p, ancora)
		leggeDueVolte(t, s, cassa.NuovaTabella(strings.NewReader(s), contiTutti(), p), cassa.NuovaTabella(strings.NewReader(s), contiTutti(), p))
		righeDistinte(t, s, cassa.NuovaTabella(strings.NewReader(s), contiTutti(), p))
	})
}
