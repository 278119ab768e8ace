package cassa_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

const (
	purG1 = "/PUR/LGPE-RIVERSAMENTO/URI/2026-04-13ABI03069-S777001"
	purG2 = "/PUR/LGPE-RIVERSAMENTO/URI/2026-04-13BCITITMM-0000412"
	purG4 = "/PUR/LGPE-RIVERSAMENTO/URI/2026-04-14CIPBITMM-08-00-17-55120"
)

func leggiMT940(testo string) ([]cassa.Movimento, []error, []cassa.Quadratura) {
	e := cassa.NuovoMT940(strings.NewReader(testo), contiT)
	m, err := raccogli(e.LeggiMovimenti())
	return m, err, e.Quadrature()
}

// messaggio940 returns an MT940 of account T.
func messaggio940(numero, iniziale, finale string, linee ...string) string {
	return ":20:STARTUMS\n:25:" + ibanT + "\n:28C:" + numero + "\n:60F:" + iniziale + "\n" + strings.Join(linee, "\n") + "\n:62F:" + finale + "\n-\n"
}

func idDi(m []cassa.Movimento) (id []string) {
	for _, m := range m {
		id = append(id, m.ID)
	}
	return id
}

const rigaG1 = ":61:2604140414C318,40NTRFNONREF//7700911\n:86:" + purG1

// A daily and a monthly export agree where the bank gives a reference, and differ by their
// place where it gives none.
func TestMT940Identita(t *testing.T) {
	senza := strings.Replace(rigaG1, "//7700911", "", 1)
	meta := strings.Replace(strings.Replace(rigaG1, "318,40", "159,20", 1), "//7700911", "//55555", 1)
	for _, tt := range []struct {
		nome, testo string
		want        []string
	}{
		{"daily", messaggio940("104/1", "C260413EUR2100,00", "C260414EUR2418,40", rigaG1), []string{"7700911/20260414E31840"}},
		{"monthly", messaggio940("4/1", "C260331EUR2100,00", "C260430EUR2418,40", rigaG1), []string{"7700911/20260414E31840"}},
		{"daily, no reference", messaggio940("104/1", "C260413EUR2100,00", "C260414EUR2418,40", senza), []string{"104/1/STARTUMS/C260413EUR2100,00/1/20260414E31840"}},
		{"monthly, no reference", messaggio940("4/1", "C260331EUR2100,00", "C260430EUR2418,40", senza), []string{"4/1/STARTUMS/C260331EUR2100,00/1/20260414E31840"}},
		{"references that tell nothing", messaggio940("104/1", "C260413EUR2100,00", "C260414EUR2418,40", meta, meta), []string{
			"104/1/STARTUMS/C260413EUR2100,00/1/20260414E15920", "104/1/STARTUMS/C260413EUR2100,00/2/20260414E15920",
		}},
		{
			"one number for all messages",
			messaggio940("0", "C260413EUR2100,00", "C260414EUR2418,40", senza) +
				messaggio940("0", "C260414EUR2418,40", "C260414EUR2513,55", ":61:2604140414C95,15NTRFNONREF\n:86:"+purG2) +
				messaggio940("0", "C260415EUR2513,55", "C260415EUR2573,55", ":61:2604140414C60,00NTRFNONREF\n:86:"+purG4),
			[]string{
				"0/STARTUMS/C260413EUR2100,00/1/20260414E31840", "0/STARTUMS/C260414EUR2418,40/1/20260414E9515",
				"0/STARTUMS/C260415EUR2513,55/1/20260414E6000",
			},
		},
		{"the same reference twice", messaggio940("1", "C260413EUR0,", "C260414EUR636,80", rigaG1, rigaG1), []string{"7700911/20260414E31840", "7700911/20260414E31840/2"}},
		{"blanks in the balance, no number", strings.Replace(messaggio940("X", "C260413 EUR 0,", "C260414EUR318,40", senza), ":28C:X\n", "", 1), []string{"/STARTUMS/C260413EUR0,/1/20260414E31840"}},
		{"the same statement twice", strings.Repeat(messaggio940("1", "C260413EUR0,", "C260414EUR318,40", senza), 2), []string{
			"1/STARTUMS/C260413EUR0,/1/20260414E31840", "1/STARTUMS/C260413EUR0,~2/1/20260414E31840",
		}},
		{"two statements in a message", strings.Replace(messaggio940("1", "C260413EUR0,", "C260414EUR318,40", senza), "-\n", ":28C:2\n:60F:C260414EUR318,40\n"+senza+"\n:62F:C260415EUR636,80\n", 1), []string{
			"1/STARTUMS/C260413EUR0,/1/20260414E31840", "2/STARTUMS/C260414EUR318,40/1/20260414E31840",
		}},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			letti, errori, q := leggiMT940(tt.testo)
			require.Empty(t, errori)
			require.Equal(t, tt.want, idDi(letti))
			for _, m := range letti {
				require.Equal(t, "MT940:"+ibanT, m.Fonte)
				require.NoError(t, m.Valida())
			}
			for _, q := range q {
				require.True(t, q.Quadra(), q.Rilievi)
			}
		})
	}
}

// Two messages, one credit each, however they are wrapped.
func TestMT940Dialetti(t *testing.T) {
	uno := messaggio940("1", "C260413EUR0,", "C260414EUR318,40", rigaG1)
	due := messaggio940("2", "C260414EUR318,40", "C260414EUR413,55", ":61:2604140414C95,15NTRFNONREF//7700912\n:86:"+purG2)
	testo := func(m string) string { return strings.TrimSuffix(m, "-\n") }
	blocchi := func(tipo, m string) string {
		return "{1:F01PSPFITMMAXXX0000000000}{2:" + tipo + "}{4:\n" + testo(m) + "-}"
	}
	for nome, s := range map[string]string{
		"bare":                    uno + due,
		"bare, no hyphen":         testo(uno) + testo(due),
		"bare, CRLF":              strings.ReplaceAll(uno+due, "\n", "\r\n"),
		"SWIFT, a line each":      blocchi("I940PSPFITMMXXXXN", uno) + "\n" + blocchi("O9401200240506PSPFITMMAXXX00000000002405061200N", due) + "\n",
		"SWIFT, one after":        blocchi("I940PSPFITMMXXXXN", uno) + "{5:{CHK:123456789ABC}}" + blocchi("I940PSPFITMMXXXXN", due),
		"SWIFT, blocks on lines":  "{1:F01PSPFITMMAXXX0000000000}\n{2:940}\n{3:{108:X}}\n{4:\n" + testo(uno) + "-}\n{5:{CHK:1}}\n" + due,
		"SWIFT, text in the line": "{1:F01}{2:I940}{4:" + testo(uno) + "-}\n{1:F01}{2:I940}{4:" + testo(due) + "-}",
		"RJE":                     blocchi("I940PSPFITMMXXXXN", uno) + "$\n" + blocchi("I940PSPFITMMXXXXN", due) + "$\n",
		"RJE, one line":           blocchi("I940PSPFITMMXXXXN", uno) + "$" + blocchi("I940PSPFITMMXXXXN", due),
		"RJE, $ alone":            testo(uno) + "$\n" + testo(due) + "$\n",
		"DOS-PCC":                 "\x01" + uno + "\x03" + strings.Repeat("\x00", 100) + "\x01" + due + "\x03" + strings.Repeat(" ", 100) + "\x1a",
		"DOS-PCC, blocks":         "\x01" + blocchi("I940X", uno) + "\x03" + strings.Repeat(" ", 50) + "\x01" + blocchi("I940X", due) + "\x03\x1a",
		"DOS-PCC, no hyphen":      "\x01" + testo(uno) + "\x03\x01" + testo(due) + "\x03",
		"header of the bank":      "PSPFITMMXXX\n940\n" + uno + "PSPFITMMXXX\n:940:\n" + due,
		"twenty lines of header":  strings.Repeat("X\n", 20) + uno + strings.Repeat("X\n", 20) + due,
	} {
		t.Run(nome, func(t *testing.T) {
			letti, errori, q := leggiMT940(s)
			require.Empty(t, errori)
			require.Equal(t, []string{"7700911/20260414E31840", "7700912/20260414E9515"}, idDi(letti))
			require.Equal(t, purG1+"\n"+purG2, letti[0].Causale+"\n"+letti[1].Causale)
			require.Len(t, q, 2)
			require.True(t, q[0].Quadra() && q[1].Quadra())
		})
	}
	_, errori, _ := leggiMT940(uno + strings.Repeat("X\n", 21) + due)
	require.Len(t, errori, 1)
	richiede(t, errori[0], cassa.CodiceFormato, cassa.ErrFormato, "20", 29)
}

// What banks hand over.
func TestMT940Casi(t *testing.T) {
	const f1, f2, f3 = "0311902847561023/20260610E41260", "0311940028817365/20260610E195525", "2317775500192846/20260612E6735"
	const pur1, pur2 = "/PUR/LGPE-RIVERSAMENTO/URI/2026-06-09PSPAITR1XXX-T4400171285", "/PUR/LGPE-RIVERSAMENTO/URI/2026-06-09FNTOITMM-x71vq80zplm2"
	for _, tt := range []struct {
		file   string
		id     []string
		quadra bool
		primo  string // Causale of the first
	}{
		{"mt940_stesso_numero.txt", []string{f1, f2, f3}, true, pur1},
		{"mt940_ora.txt", []string{f1, f2}, true, "DATA ORA 09.06.2026 12\n:17:30 ACCREDITO " + pur1},
		{"mt940_sottocampi.txt", []string{f1, f2}, true, "EREF+NOTPROVIDED\nKREF+1\nSVWZ+BONIFICO SEPA DA\nPSP PROVA SPA PER CONTO DI\nTERZI SERVIZIO PAGAMENTI\n" +
			"DISPOSTO IN DATA 09.06.2026\nPRESSO SPORTELLO DI ROMA\nCAUSALE ORDINANTE DEL\nBONIFICO RICEVUTO OGGI\nRIF 2026 0609\n/PUR/LGPE-RIVERSAMENTO/URI/\n2026-06-09PSPAITR1XXX-T4400\n171285"},
		{"mt940_rje.txt", []string{f1, f2, f3}, true, pur1},
		{"mt940_giorno.txt", []string{f1, f2}, true, pur1},
		{"mt940_mese.txt", []string{f1, f2, f3}, true, pur1},
		{"mt940_richiamo.txt", []string{f1, "0311977777777777/20260612U41260"}, true, pur1},
		{"mt940_non_quadra.txt", []string{"0311900011122233/20260603E7315"}, false, "DIRITTI DI SEGRETERIA"},
	} {
		t.Run(tt.file, func(t *testing.T) {
			letti, errori, q := leggiMT940(campione(t, tt.file))
			require.Empty(t, errori)
			require.Equal(t, tt.id, idDi(letti))
			require.Equal(t, tt.primo, letti[0].Causale)
			for _, q := range q {
				require.Equal(t, tt.quadra, q.Quadra())
			}
		})
	}
	_, _, q := leggiMT940(campione(t, "mt940_non_quadra.txt")) // 2500.00 and 73.15 are not 8140.15
	require.Equal(t, []avviso.Codice{cassa.CodiceSaldo}, q[0].Rilievi)
	require.Equal(t, "-5567.00", q[0].Differenza.String())
	require.Contains(t, q[0].Avvertenze()[0].Testo, "non quadra")
}

// The texts, the dates and the reversals of the dialects.
func TestMT940Righe(t *testing.T) {
	letti, errori, q := leggiMT940(messaggio940("1", "C260413EUR0,00", "C260414EUR473,55",
		":61:2604140414C318,40NTRFNONREF\n:86:ORA 11\n:52:07 BON "+purG1,
		":61:2604140414C95,15NTRFNONREF\n:86:BONIFICO\n:86:"+purG2,
		":61:2602300228C60,00NTRFNONREF\n:86:166?00BON?20DA?29PSP?60/PUR/LGPE-RIVERSAMENTO?61/URI/2026-04-14CIPBITMM-0?628-00-17-55120",
	))
	require.Empty(t, errori)
	require.True(t, q[0].Quadra())
	require.Equal(t, "ORA 11\n:52:07 BON "+purG1, letti[0].Causale)
	require.Equal(t, "BONIFICO\n"+purG2, letti[1].Causale)
	require.Equal(t, "DA\nPSP\n/PUR/LGPE-RIVERSAMENTO\n/URI/2026-04-14CIPBITMM-0\n8-00-17-55120", letti[2].Causale)
	require.Equal(t, "2026-02-28 2026-02-28", letti[2].DataValuta.String()+" "+letti[2].DataContabile.String())

	letti, errori, q = leggiMT940(messaggio940("1", "C260413EUR0,00", "D260416EUR318,40", rigaG1,
		":61:2604160416RC318,40NTRFNONREF//7700911\n:86:STORNO",
		":61:2604160416RC318,40NTRFNONREF//8800455\n:86:STORNO "+purG1))
	require.Empty(t, errori)
	require.True(t, q[0].Quadra())
	require.Equal(t, []string{"7700911/20260414E31840", "7700911/20260416E31840", "8800455/20260416E31840"}, idDi(letti))
	require.Equal(t, "false true true", strings.TrimSpace(strings.Join([]string{booleano(letti[0].Storno), booleano(letti[1].Storno), booleano(letti[2].Storno)}, " ")))
	require.Equal(t, "318.40 636.80", q[0].Entrate.String()+" "+q[0].Uscite.String())
}

func booleano(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

// References that the text gives.
func TestMT940Riferimenti(t *testing.T) {
	for _, tt := range []struct{ nome, linea, want string }{ // TRN, end to end, originator
		{"TRN in words", ":61:260414C1,NTRFNONREF\n:86:BO:ABICAB:9999600003TRN:0306977712345670489599999995IT ", "0306977712345670489599999995IT||"},
		{"TRN cut by the wrap", ":61:260414C1,NTRFNONREF\n:86:BONIFICO DA PSP FINTO S.P.A. VIA INVENTATA 1 ROMA TRN:030697771234\n5670489599999995IT X", "0306977712345670489599999995IT||"},
		{"tags", ":61:260414C1,NTRFNONREF\n:86:X :T ID: 1001260414000055 :E2E:AB-1\n:OR1:PSP FINTO :SEC:CASH", "1001260414000055|AB-1|PSP FINTO"},
		{"Descrizione Ordinante", ":61:260414C1,NTRFNONREF\n:86:Descrizione Ordinante: PSP FINTO", "||PSP FINTO"},
		{"EREF", ":61:260414C1,NTRFNONREF\n:86:166?00X?20EREF+RF18539007547034?21KREF+1?22SVWZ+X", "|RF18539007547034|"},
		{"EREF over two subfields", ":61:260414C1,NTRFNONREF\n:86:166?00X?20EREF+2026-04-14CIPBITMM-08-?2100-17-55120 SVWZ+X", "|2026-04-14CIPBITMM-08-00-17-55120|"},
		{"EREF not provided", ":61:260414C1,NTRFNONREF\n:86:166?00X?20EREF+NOTPROVIDED?21SVWZ+X", "||"},
		{"customer reference first", ":61:260414C1,NTRFABC-1\n:86:166?00X?20EREF+RF18539007547034", "|ABC-1|"},
		{"a time is no tag", ":61:260414C1,NTRFNONREF\n:86:ORE 12:17:30 X", "||"},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			letti, errori, _ := leggiMT940(messaggio940("1", "C260413EUR0,", "C260414EUR1,", tt.linea))
			require.Empty(t, errori)
			require.Equal(t, tt.want, letti[0].TRN+"|"+letti[0].EndToEndID+"|"+letti[0].Ordinante)
		})
	}
}

// Control totals and pages.
func TestMT940Controlli(t *testing.T) {
	pagina := func(numero, apre, iniziale, chiude, finale string) string {
		m := messaggio940(numero, iniziale, finale, ":61:2604140414C10,00NTRFNONREF")
		return strings.Replace(strings.Replace(m, ":60F:", ":"+apre+":", 1), ":62F:", ":"+chiude+":", 1)
	}
	prima, seconda := pagina("1/1", "60F", "C260413EUR0,00", "62M", "C260414EUR10,00"), pagina("1/2", "60M", "C260414EUR10,00", "62F", "C260414EUR20,00")
	for _, tt := range []struct {
		nome, testo string
		want        string // Rilievi of each statement
	}{
		{"one", messaggio940("1", "C260413EUR100,00", "C260414EUR418,40", rigaG1), ""},
		{"debit balances", messaggio940("1", "D260413EUR400,00", "D260414EUR81,60", rigaG1), ""},
		{"60,00 too low", messaggio940("1", "C260413EUR100,00", "C260414EUR358,40", rigaG1), "SALDO"},
		{"no lines", messaggio940("1", "C260413EUR100,00", "C260414EUR100,00"), ""},
		{"no lines, another balance", messaggio940("1", "C260413EUR100,00", "C260414EUR100,01"), "SALDO"},
		{"closing balance of no amount", messaggio940("1", "C260413EUR100,00", "C260414EUR", rigaG1), ""},
		{"two pages", prima + seconda, "|"},
		{"second page alone", seconda, "PAGINA_MANCANTE"},
		{"first page alone", prima, "PAGINA_MANCANTE"},
		{"a page between is missing", prima + pagina("1/3", "60M", "C260414EUR20,00", "62F", "C260414EUR30,00"), "|PAGINA_MANCANTE"},
		{"another statement after a page", prima + messaggio940("2", "C260414EUR10,00", "C260414EUR328,40", rigaG1), "PAGINA_MANCANTE|"},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			_, errori, q := leggiMT940(tt.testo)
			require.Empty(t, errori)
			var r []string
			for _, q := range q {
				var codici []string
				for _, c := range q.Rilievi {
					codici = append(codici, string(c))
				}
				r = append(r, strings.Join(codici, ","))
			}
			require.Equal(t, tt.want, strings.Join(r, "|"))
		})
	}
	_, _, q := leggiMT940(messaggio940("1", "C260413EUR100,00", "C260414EUR358,40", rigaG1))
	require.Equal(t, "60.00 1 "+ibanT, q[0].Differenza.String()+" "+string(rune('0'+q[0].Righe))+" "+q[0].Conto)
	require.Equal(t, "2026-04-13 2026-04-14", q[0].Dal.String()+" "+q[0].Al.String())

	// A line of no amount moves no money, one that cannot be read is counted.
	e := cassa.NuovoMT940(strings.NewReader(messaggio940("1", "C260413EUR0,", "C260414EUR0,", ":61:260414C0,00NTRF", ":61:260414X1,NTRF")), contiT)
	letti, errori := raccogli(e.LeggiMovimenti())
	require.Empty(t, letti)
	require.Len(t, errori, 1)
	require.Equal(t, []cassa.Ignorato{{Motivo: cassa.Motivo{Codice: cassa.MotivoImportoZero}, Numero: 1}}, e.Ignorati())
	q = e.Quadrature()
	require.Equal(t, [3]int{2, 1, 1}, [3]int{q[0].Righe, q[0].Rifiutate, q[0].Ignorate})
}

// A line that the end of the text cuts is no movement.
func TestMT940Tagliato(t *testing.T) {
	linea := ":61:2604140414C95,15NTRFNONREF//7700912\n:86:" + purG2
	intero := messaggio940("1", "C260413EUR0,00", "C260414EUR413,55", rigaG1, linea)
	fine := strings.Index(intero, ":62F:")
	inizio := strings.Index(intero, ":61:2604140414C95,15")
	for i := inizio + 1; i < fine; i++ {
		letti, errori, q := leggiMT940(intero[:i])
		require.Len(t, errori, 1, intero[:i])
		richiede(t, errori[0], cassa.CodiceSintassi, cassa.ErrSintassi, "62", 1)
		want := []string{"7700911/20260414E31840"}
		if pezzo := intero[strings.LastIndexByte(intero[:i], '\n')+1 : i]; i > inizio+20 && strings.HasPrefix(":86", pezzo) { // whole lines: the movement is there, if not its text
			want = append(want, "7700912/20260414E9515")
		}
		require.Equal(t, want, idDi(letti), intero[:i])
		require.Equal(t, []avviso.Codice{cassa.CodicePagina}, q[0].Rilievi)
	}
	letti, errori, _ := leggiMT940(intero[:fine])
	require.Len(t, errori, 1)
	require.Len(t, letti, 2)
}

// An MT942 is refused by name, alone or among others.
func TestMT942(t *testing.T) {
	giornata := ":20:X\n:25:" + ibanT + "\n:28C:1\n:34F:EUR0,\n:13D:2604141200+0200\n:61:2604140414C1,NTRFNONREF\n:86:Y\n:90D:0EUR0,\n:90C:1EUR1,\n-\n"
	buono := messaggio940("1", "C260413EUR0,00", "C260414EUR318,40", rigaG1)
	for nome, s := range map[string]string{
		"by its fields": giornata,
		"by its block":  "{1:F01}{2:O9421200}{4:\n" + strings.TrimSuffix(giornata, "-\n") + "-}\n",
		"no lines":      ":20:X\n:25:" + ibanT + "\n:28C:1\n:34F:EUR0,\n:90D:0EUR0,\n:90C:0EUR0,\n-\n",
	} {
		t.Run(nome, func(t *testing.T) {
			letti, errori, q := leggiMT940(s + buono)
			require.Len(t, errori, 1)
			richiede(t, errori[0], cassa.CodiceFormato, cassa.ErrFormato, "60", -1)
			require.ErrorContains(t, errori[0], "MT942, movimenti della giornata in corso: serve l'MT940")
			require.Len(t, letti, 1)
			require.Len(t, q, 1)
		})
	}
	_, errori, _ := leggiMT940("%PDF-1.7\n")
	require.Len(t, errori, 1)
	require.ErrorContains(t, errori[0], "documento PDF: chiedere alla banca")
}
