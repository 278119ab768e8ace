package cassa_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

func TestMT940(t *testing.T) {
	testo := campione(t, "mt940.txt")
	for nome, s := range map[string]string{"LF": testo, "CRLF": strings.ReplaceAll(testo, "\n", "\r\n"), "BOM": "\ufeff" + testo, "-}": strings.TrimSuffix(testo, "-\n") + "-}\n", "no last LF": strings.TrimSuffix(testo, "-\n")} {
		t.Run(nome, func(t *testing.T) {
			letti, errori := raccogli(cassa.NuovoMT940(strings.NewReader(s), conti()).LeggiMovimenti())
			require.Len(t, errori, 1)
			richiede(t, errori[0], cassa.CodiceValore, cassa.ErrMovimento, "61/segno", 11)
			const estratto = "00087/001/STMT240506/C240503EUR10000,00"
			base := cassa.Movimento{Fonte: "MT940:" + iban, IdDominio: dominio, IBAN: mustIBAN(t, iban), Estratto: estratto}
			m := [4]cassa.Movimento{base, base, base, base}
			m[0].ID, m[0].Importo, m[0].Segno = "0306924127000000/20240506E125045", avviso.MustImporto("1250.45"), cassa.Entrata
			m[0].DataValuta, m[0].DataContabile = avviso.MustData("2024-05-07"), avviso.MustData("2024-05-06")
			m[0].Causale = "/PUR/LGPE-RIVERSAMENTO/URI/2024-05-03ABCDITMMXXX-000\n1 ACCREDITO | PRIMA RIGA INTERNA"
			m[0].EndToEndID, m[0].RifBanca = "2024-05-03ABCDIT", "0306924127000000"
			m[1].ID, m[1].Importo, m[1].Segno = estratto+"/2/20231231U3000", avviso.MustImporto("30.00"), cassa.Uscita
			m[1].DataValuta, m[1].DataContabile, m[1].Causale = avviso.MustData("2024-01-02"), avviso.MustData("2023-12-31"), "COMMISSIONI"
			m[2].ID, m[2].Importo, m[2].Segno, m[2].Storno = estratto+"/4/20240102E510", avviso.MustImporto("5.10"), cassa.Entrata, true
			m[2].DataValuta, m[2].DataContabile = avviso.MustData("2023-12-31"), avviso.MustData("2024-01-02")
			m[2].Causale, m[2].BICOrdinante, m[2].Ordinante = "/PUR/LGPE-RIVERSAMENTO/URI/\n2024-05-03ABCDITMMXXX-0002", "ABCDITMMXXX", "BANCA FINTA"
			m[3].ID, m[3].Importo, m[3].Segno, m[3].Storno = "TRN9/20240506U1200", avviso.MustImporto("12.00"), cassa.Uscita, true
			m[3].DataValuta, m[3].DataContabile, m[3].RifBanca = avviso.MustData("2024-05-06"), avviso.MustData("2024-05-06"), "TRN9"
			require.Empty(t, cmp.Diff(m[:], letti, comparatore))
			for _, m := range letti {
				require.NoError(t, m.Valida())
			}
		})
	}
}

func TestMT940Swift(t *testing.T) {
	letti, errori := raccogli(cassa.NuovoMT940(strings.NewReader(campione(t, "mt940_swift.txt")), conti()).Movimenti())
	require.Empty(t, errori)
	require.Len(t, letti, 2)
	require.Equal(t, "1/2/A/C240506EUR1,00/1/20240506E200 2.00 CITTÀ INVENTATA", letti[0].ID+" "+letti[0].Importo.String()+" "+letti[0].Causale)
	require.Equal(t, "1/3/B/C240506EUR3,00/1/20240507E400 4.00 DETTAGLIO", letti[1].ID+" "+letti[1].Importo.String()+" "+letti[1].Causale)
	require.Equal(t, letti[0].Fonte, letti[1].Fonte) // the currency after the IBAN is not part of it
}

func TestEstrattoInterrotto(t *testing.T) {
	for nome, e := range map[string]func() *cassa.Estratto{
		"MT940": func() *cassa.Estratto {
			return cassa.NuovoMT940(strings.NewReader(mt940(":61:240506C1,NTRFNONREF", ":61:240506C2,NTRFNONREF", ":86:X", ":61:240506C3,NTRFNONREF")), conti())
		},
		"MT940 without end": func() *cassa.Estratto {
			s, _, _ := strings.Cut(mt940(":61:240506C1,NTRFNONREF", ":61:240506C2,NTRFNONREF", ":61:240506C3,NTRFNONREF"), ":62F")
			return cassa.NuovoMT940(strings.NewReader(s), conti())
		},
		"camt": func() *cassa.Estratto {
			return cassa.NuovoCamt053(strings.NewReader(camt(vocePiena, vocePiena, vocePiena)), conti())
		},
	} {
		t.Run(nome, func(t *testing.T) {
			e := e()
			letti := 0
			for range 3 {
				for _, err := range e.LeggiMovimenti() { // the stream goes on where it was left
					require.NoError(t, err)
					letti++
					break
				}
			}
			require.Equal(t, 3, letti)
			resto, errori := raccogli(e.LeggiMovimenti())
			require.Empty(t, resto)
			require.Len(t, errori, strings.Count(nome, "without end"))
		})
	}
}

// mt940 returns one message with the given lines.
func mt940(linee ...string) string {
	return ":20:X\n:25:" + iban + "\n:28C:1\n:60F:C240503EUR0,00\n" + strings.Join(linee, "\n") + "\n:62F:C240506EUR0,00\n"
}

func TestMT940Linea(t *testing.T) {
	tests := []struct {
		linea, want string // side, reversal, amount, booked, value, end to end, reference of the bank
		codice      avviso.Codice
		campo       string
	}{
		{"2405060507C1250,45NTRFABC//DEF", "ENTRATA false 1250.45 2024-05-07 2024-05-06 ABC DEF", "", ""},
		{"240506C1,NTRFNONREF", "ENTRATA false 1.00 2024-05-06 2024-05-06  ", "", ""},
		{"240506    C1,NTRFNONREF", "ENTRATA false 1.00 2024-05-06 2024-05-06  ", "", ""},
		{"240506CR1,5NTRFNONREF", "ENTRATA false 1.50 2024-05-06 2024-05-06  ", "", ""},
		{"240506DR1,50", "USCITA false 1.50 2024-05-06 2024-05-06  ", "", ""},
		{"240506RC1,50NTRF", "ENTRATA true 1.50 2024-05-06 2024-05-06  ", "", ""},
		{"240506RCR1,50NTRF", "ENTRATA true 1.50 2024-05-06 2024-05-06  ", "", ""},
		{"240506RD1,50NTRF", "USCITA true 1.50 2024-05-06 2024-05-06  ", "", ""},
		{"240506C999999999999,99NTRF", "ENTRATA false 999999999999.99 2024-05-06 2024-05-06  ", "", ""},
		{"240506C1,500NTRF", "ENTRATA false 1.50 2024-05-06 2024-05-06  ", "", ""},
		{"240506C500NTRF", "ENTRATA false 500.00 2024-05-06 2024-05-06  ", "", ""}, // without the comma: whole euros
		{"2412310102C1,00NTRF", "ENTRATA false 1.00 2025-01-02 2024-12-31  ", "", ""},
		{"2501021231C1,00NTRF", "ENTRATA false 1.00 2024-12-31 2025-01-02  ", "", ""},
		{"2403010229C1,00NTRF", "ENTRATA false 1.00 2024-02-29 2024-03-01  ", "", ""},
		{"790101C1,00NTRF", "ENTRATA false 1.00 2079-01-01 2079-01-01  ", "", ""},
		{"800101C1,00NTRF", "ENTRATA false 1.00 1980-01-01 1980-01-01  ", "", ""},
		{"2407020101C1,00NTRF", "ENTRATA false 1.00 2024-01-01 2024-07-02  ", "", ""}, // 183 days either way: the earlier
		{"240506C1,00NTRF//TT1", "ENTRATA false 1.00 2024-05-06 2024-05-06  TT1", "", ""},
		{"240506C1,00NTRFE1", "ENTRATA false 1.00 2024-05-06 2024-05-06 E1 ", "", ""},
		{"240506C1,00NTRFNotProvided//55555", "ENTRATA false 1.00 2024-05-06 2024-05-06  ", "", ""}, // references that tell nothing
		{"240230C1,00NTRF", "ENTRATA false 1.00 2024-02-29 2024-02-29  ", "", ""},                   // months of 30 days
		{"260230C1,00NTRF", "ENTRATA false 1.00 2026-02-28 2026-02-28  ", "", ""},
		{"260229C1,00NTRF", "ENTRATA false 1.00 2026-02-28 2026-02-28  ", "", ""},
		{"2604300229C1,00NTRF", "ENTRATA false 1.00 2026-02-28 2026-04-30  ", "", ""},
		{"240231C1,00NTRF", "", cassa.CodiceData, "61/data valuta"},
		{"240431C1,00NTRF", "", cassa.CodiceData, "61/data valuta"},
		{"2604300431C1,00NTRF", "", cassa.CodiceData, "61/data contabile"},
		{"24050", "", cassa.CodiceData, "61/data valuta"},
		{"", "", cassa.CodiceData, "61/data valuta"},
		{"240506", "", cassa.CodiceValore, "61/segno"},
		{"240506X1,00NTRF", "", cassa.CodiceValore, "61/segno"},
		{"240506EC1,00NTRF", "", cassa.CodiceValore, "61/segno"},
		{"240506CRX1,00NTRF", "", cassa.CodiceValore, "61/segno"},
		{"240506R1,00NTRF", "", cassa.CodiceValore, "61/segno"},
		{"240506C1,001NTRF", "", cassa.CodiceImporto, "61/importo"},
		{"240506C1,0,0NTRF", "", cassa.CodiceImporto, "61/importo"},
		{"240506C-1,00NTRF", "", cassa.CodiceImporto, "61/importo"},
		{"240506C9999999999999,99NTRF", "", cassa.CodiceImporto, "61/importo"},
		{"240506C,NTRF", "", cassa.CodiceImporto, "61/importo"},
		{"240506C,50NTRF", "", cassa.CodiceImporto, "61/importo"},
		{"240506C", "", cassa.CodiceImporto, "61/importo"},
	}
	for _, tt := range tests {
		t.Run(tt.linea, func(t *testing.T) {
			letti, errori := raccogli(cassa.NuovoMT940(strings.NewReader(mt940(":61:"+tt.linea, ":86:C", ":61:240506C7,NTRF")), conti()).LeggiMovimenti())
			if tt.codice != "" {
				require.Len(t, errori, 1)
				richiede(t, errori[0], tt.codice, cassa.ErrMovimento, tt.campo, 5)
				require.Len(t, letti, 1) // the next goes on
				require.Equal(t, "1/X/C240503EUR0,00/2/20240506E700", letti[0].ID)
				return
			}
			require.Empty(t, errori)
			require.Len(t, letti, 2)
			m := letti[0]
			storno := "false"
			if m.Storno {
				storno = "true"
			}
			require.Equal(t, tt.want, strings.Join([]string{string(m.Segno), storno, m.Importo.String(), m.DataContabile.String(), m.DataValuta.String(), m.EndToEndID, m.RifBanca}, " "))
		})
	}
}

// An error of a line is at its first character that does not fit.
func TestMT940LineaColonna(t *testing.T) {
	for linea, colonna := range map[string]int{
		"240231C1,00NTRF": 5, "2405060231C1,00NTRF": 11, "240506X1,00NTRF": 11, "2405060507X1,00NTRF": 15, "2405060507": 15, "240506050C1,00": 11,
		"240506C1,001NTRF": 12, "240506RC,00": 13,
	} {
		_, errori := raccogli(cassa.NuovoMT940(strings.NewReader(mt940(":61:"+linea)), conti()).LeggiMovimenti())
		require.Len(t, errori, 1, linea)
		var e *cassa.Errore
		require.ErrorAs(t, errori[0], &e)
		require.Equal(t, colonna, e.Colonna, linea)
	}
}

func TestMT940Causale(t *testing.T) {
	tests := []struct{ nome, campi, want string }{
		{"one line", ":86:UNA", "UNA"},
		{"many lines", ":86:UNA\nDUE\nTRE", "UNA\nDUE\nTRE"},
		{"empty first line", ":86:\nDUE", "DUE"},
		{"a line with colons", ":86:UNA\n:x:DUE\n:6:TRE", "UNA\n:x:DUE\n:6:TRE"},
		{"a line with a hyphen", ":86:UNA\n-DUE", "UNA\n-DUE"},
		{"structured", ":86:166?00X?20UNO?21DUE?29TRE?60QUATTRO", "UNO\nDUE\nTRE\nQUATTRO"},
		{"structured with >", ":86:166>00X>20UNO>21DUE>30ABCDITMM", "UNO\nDUE"},
		{"> without code", ":86:>20UNO", ">20UNO"},
		{"structured without code", ":86:?20UNO?21DUE", "UNO\nDUE"},
		{"structured over lines", ":86:166?20UN\nO?2\n1DUE", "UNO\nDUE"},
		{"question mark in a text", ":86:PERCHE?20 EURO", "PERCHE?20 EURO"},
		{"question mark in a subfield", ":86:?20PERCHE?NO", "PERCHE?NO"},
		{"structured without text", ":86:166?00X?30ABCDITMM", "166?00X?30ABCDITMM"},
		{"structured, empty at the end", ":86:?20UNO?21", "UNO"},
		{"structured, nothing in it", ":86:?20", ""},
		{"structured, code alone", ":86:166", "166"},
		{"another field", ":86:UNA\n:90C:1EUR1,", "UNA"},
		{"another field, of letters", ":86:UNA\n:NS:22X", "UNA"},
		{"a tag of no field", ":86:UNA\n:12A:DUE", "UNA\n:12A:DUE"},
		{"a time", ":86:UNA\n:17:30 DUE", "UNA\n:17:30 DUE"},
		{"two fields 86", ":86:UNA\n:86:DUE", "UNA\nDUE"},
		{"two fields 86, one structured", ":86:166?00X?20UNA\n:86:DUE", "UNA\nDUE"},
		{"field 86 and details", "DETTAGLI\n:86:UNA", "UNA | DETTAGLI"},
		{"details that field 86 has", "UNA\n:86:UNA DUE", "UNA DUE"},
		{"no field, no second colon", ":86:UNA\n:12A", "UNA\n:12A"},
		{"none", "SECONDA RIGA", "SECONDA RIGA"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			letti, errori := raccogli(cassa.NuovoMT940(strings.NewReader(mt940(":61:240506C1,NTRFNONREF", tt.campi)), conti()).Movimenti())
			require.Empty(t, errori)
			require.Len(t, letti, 1)
			require.Equal(t, tt.want, letti[0].Causale)
		})
	}
}

// The last line may lack its end, the balance its amount.
func TestMT940Minimo(t *testing.T) {
	testo := strings.TrimSuffix(strings.Replace(mt940(":61:240506C1,NTRFNONREF"), "C240503EUR0,00", "C240503EUR", 1), "\n")
	letti, errori := raccogli(cassa.NuovoMT940(strings.NewReader(testo), conti()).Movimenti())
	require.Empty(t, errori)
	require.Len(t, letti, 1)
	_, errori = raccogli(cassa.NuovoMT940(strings.NewReader(strings.Replace(testo, "240503EUR", "240503EU", 1)), conti()).Movimenti())
	require.Len(t, errori, 1)
	richiede(t, errori[0], cassa.CodiceMancante, cassa.ErrMovimento, "60", 1)
}

// The lines of a field take 1 MiB together.
func TestMT940CampoMassimo(t *testing.T) {
	riga := "\n" + strings.Repeat("x", 65535)
	campo := ":86:x" + strings.Repeat(riga, 15) + "\n" + strings.Repeat("x", 65535)
	letti, errori := raccogli(cassa.NuovoMT940(strings.NewReader(mt940(":61:240506C1,NTRFNONREF", campo)), conti()).Movimenti())
	require.Empty(t, errori)
	require.Len(t, letti, 1)
	_, errori = raccogli(cassa.NuovoMT940(strings.NewReader(mt940(":61:240506C1,NTRFNONREF", campo+"\nx")), conti()).Movimenti())
	require.Len(t, errori, 1)
	richiede(t, errori[0], cassa.CodiceLimite, cassa.ErrSintassi, "86", -1)
}

func TestMT940Documento(t *testing.T) {
	buono := mt940(":61:240506C1,NTRFNONREF", ":61:240506C2,NTRFNONREF")
	tests := []struct {
		nome, testo string
		letti       int
		codice      avviso.Codice
		tipo        error
		campo       string
		riga        int
	}{
		{"unknown account, said once", strings.Replace(buono, iban, "IT02X", 1), 0, cassa.CodiceDominio, cassa.ErrDominio, "25", 1},
		{"no account", strings.Replace(buono, ":25:"+iban+"\n", "", 1), 0, cassa.CodiceMancante, cassa.ErrDominio, "25", 1},
		{"no balance", strings.Replace(buono, ":60F:C240503EUR0,00\n", "", 1), 0, cassa.CodiceMancante, cassa.ErrMovimento, "60", 1},
		{"francs", strings.Replace(buono, "EUR", "CHF", 1), 0, cassa.CodiceDivisa, cassa.ErrDivisa, "60", 1},
		{"the other message goes on", strings.Replace(buono, "EUR", "CHF", 1) + "-\n" + buono, 2, cassa.CodiceDivisa, cassa.ErrDivisa, "60", 1},
		{"truncated", buono[:strings.Index(buono, ":62F")], 2, cassa.CodiceSintassi, cassa.ErrSintassi, "62", 1},
		{"no field 20", strings.Replace(buono, ":20:X\n", "", 1), 0, cassa.CodiceFormato, cassa.ErrFormato, "20", 1},
		{"empty", "", 0, cassa.CodiceFormato, cassa.ErrFormato, "20", 1},
		{"another text", "ciao\n", 0, cassa.CodiceFormato, cassa.ErrFormato, "20", 1},
		{"a long text", strings.Repeat("ciao\n", 30), 0, cassa.CodiceFormato, cassa.ErrFormato, "20", 1},
		{"line too long", buono + "-\n:20:" + strings.Repeat("x", 70000), 2, cassa.CodiceLimite, cassa.ErrSintassi, "", 9},
		{"field too long", strings.Replace(buono, ":61:240506C2", ":86:x"+strings.Repeat("\nx", 1001)+"\n:61:240506C2", 1), 0, cassa.CodiceLimite, cassa.ErrSintassi, "86", 1006},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			e := cassa.NuovoMT940(strings.NewReader(tt.testo), conti())
			letti, errori := raccogli(e.LeggiMovimenti())
			require.Len(t, errori, 1)
			richiede(t, errori[0], tt.codice, tt.tipo, tt.campo, tt.riga)
			require.Len(t, letti, tt.letti)
			letti, errori = raccogli(e.LeggiMovimenti())
			require.Empty(t, errori)
			require.Empty(t, letti)
		})
	}
	_, errori := raccogli(cassa.NuovoMT940(&rotto{buono[:60]}, conti()).Movimenti())
	require.Len(t, errori, 1)
	richiede(t, errori[0], cassa.CodiceLettura, cassa.ErrLettura, "", -1)
	require.ErrorIs(t, errori[0], errLettore)
}
