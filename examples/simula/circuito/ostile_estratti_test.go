package circuito_test

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// conto is the account of a body, as the documents of its bank name it.
type conto struct {
	dominio avviso.IdDominio
	iban    avviso.IBAN
	righe   []cassa.Movimento
	errore  int64 // by how many cents the closing balance is wrong
}

// iniziale is what every account had before.
const iniziale = 1_000_000_00

// effetto is what a line does to the balance, in cents.
func effetto(m *cassa.Movimento) int64 {
	if m.Storno != (m.Segno == cassa.Uscita) {
		return -m.Importo.Centesimi()
	}
	return m.Importo.Centesimi()
}

func (c *conto) finale() int64 {
	saldo := iniziale + c.errore
	for i := range c.righe {
		saldo += effetto(&c.righe[i])
	}
	return saldo
}

func (c *conto) dal() (prima, ultima avviso.Data) {
	for i := range c.righe {
		d := c.righe[i].DataContabile
		if !prima.IsValid() || d.Prima(prima) {
			prima = d
		}
		if !ultima.IsValid() || d.Dopo(ultima) {
			ultima = d
		}
	}
	return prima, ultima
}

func euro(n int64) string { return avviso.ImportoDaCentesimi(n).String() }

func virgola(n int64) string { return strings.Replace(euro(n), ".", ",", 1) }

// dicitura is how a statement tells a line that takes money back.
func dicitura(m *cassa.Movimento, dare, avere, storno string) string {
	switch {
	case m.Storno:
		return storno
	case m.Segno == cassa.Uscita:
		return dare
	}
	return avere
}

func testoXML(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a builder never fails
	return b.String()
}

// camt is the account in a camt.053.
func (c *conto) camt() []byte {
	var b bytes.Buffer
	dal, al := c.dal()
	saldo := func(tipo string, n int64, d avviso.Data) {
		segno := "CRDT"
		if n < 0 {
			n, segno = -n, "DBIT"
		}
		fmt.Fprintf(&b, `<Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">%s</Amt><CdtDbtInd>%s</CdtDbtInd><Dt><Dt>%s</Dt></Dt></Bal>`, tipo, euro(n), segno, d)
	}
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>`+
		`<GrpHdr><MsgId>M1</MsgId><CreDtTm>%sT20:00:00</CreDtTm></GrpHdr><Stmt><Id>E-1</Id><CreDtTm>%[1]sT20:00:00</CreDtTm><Acct><Id><IBAN>%s</IBAN></Id><Ccy>EUR</Ccy></Acct>`, al, c.iban)
	saldo("OPBD", iniziale, dal)
	saldo("CLBD", c.finale(), al)
	for i := range c.righe {
		m := &c.righe[i]
		fmt.Fprintf(&b, `<Ntry><NtryRef>%d</NtryRef><Amt Ccy="EUR">%s</Amt><CdtDbtInd>%s</CdtDbtInd>`, i+1, m.Importo, dicitura(m, "DBIT", "CRDT", "DBIT"))
		if m.Storno {
			b.WriteString(`<RvslInd>true</RvslInd>`)
		}
		fmt.Fprintf(&b, `<Sts>BOOK</Sts><BookgDt><Dt>%s</Dt></BookgDt><AcctSvcrRef>R%d</AcctSvcrRef><NtryDtls><TxDtls><Refs>`, m.DataContabile, i+1)
		if m.TRN != "" {
			fmt.Fprintf(&b, `<TxId>%s</TxId>`, testoXML(m.TRN))
		}
		b.WriteString(`</Refs>`)
		if m.Ordinante != "" {
			fmt.Fprintf(&b, `<RltdPties><Dbtr><Nm>%s</Nm></Dbtr></RltdPties>`, testoXML(m.Ordinante))
		}
		b.WriteString(`<RmtInf>`)
		for _, parte := range strings.Split(m.Causale, "\n") {
			if parte != "" {
				fmt.Fprintf(&b, `<Ustrd>%s</Ustrd>`, testoXML(parte))
			}
		}
		b.WriteString(`</RmtInf></TxDtls></NtryDtls></Ntry>`)
	}
	b.WriteString(`</Stmt></BkToCstmrStmt></Document>`)
	return b.Bytes()
}

// pezziDi cuts a text in pieces of so many characters, none of which begins as a field does.
func pezziDi(s string, n int) (pezzi []string) {
	for r := []rune(strings.Join(strings.Fields(s), " ")); len(r) > 0; {
		k := min(n, len(r))
		for k < len(r) && k > 1 && strings.ContainsRune(":- ", r[k]) {
			k--
		}
		pezzi, r = append(pezzi, string(r[:k])), r[k:]
	}
	return pezzi
}

// mt940 is the account in an MT940.
func (c *conto) mt940() []byte {
	var b bytes.Buffer
	dal, al := c.dal()
	giorno := func(d avviso.Data) string { return strings.ReplaceAll(d.String(), "-", "")[2:] }
	saldo := func(campo string, d avviso.Data, n int64) {
		segno := "C"
		if n < 0 {
			n, segno = -n, "D"
		}
		fmt.Fprintf(&b, ":%s:%s%sEUR%s\n", campo, segno, giorno(d), virgola(n))
	}
	fmt.Fprintf(&b, ":20:ESTRATTO1\n:25:%s\n:28C:1/1\n", c.iban)
	saldo("60F", dal, iniziale)
	for i := range c.righe {
		m := &c.righe[i]
		d := giorno(m.DataContabile)
		fmt.Fprintf(&b, ":61:%s%s%s%sNTRFNONREF//R%d\n", d, d[2:], dicitura(m, "D", "C", "RC"), virgola(m.Importo.Centesimi()), i+1)
		for n, riga := range pezziDi(m.Causale, 65) {
			if n == 0 {
				b.WriteString(":86:")
			}
			b.WriteString(riga + "\n")
		}
	}
	saldo("62F", al, c.finale())
	b.WriteString("-\n")
	return b.Bytes()
}

// rh is the account in the records of the banks' RH, of the one body whose account it names.
func (c *conto) rh() []byte {
	var b bytes.Buffer
	dal, al := c.dal()
	record := 0
	riga := func(formato string, valori ...any) {
		record++
		fmt.Fprintf(&b, "%-120s\n", fmt.Sprintf(formato, valori...))
	}
	giorno := func(d avviso.Data) string {
		s := d.String()
		return s[8:] + s[5:7] + s[2:4]
	}
	saldo := func(n int64) string {
		if n < 0 {
			return "D" + fmt.Sprintf("%015s", virgola(-n))
		}
		return "C" + fmt.Sprintf("%015s", virgola(n))
	}
	riga(" RH99998Q7Z1K%sRND-20260414-01", giorno(al))
	riga(" 610000001                  93001C/C TESORERIA   CCA9999800002000000004711EUR%s%sIT88", giorno(dal), saldo(iniziale))
	for i := range c.righe {
		m := &c.righe[i]
		riga(" 620000001%03d%s%[2]s%s%015s%s                R%015d         %s", i+1, giorno(m.DataContabile), dicitura(m, "D", "C", "D"),
			virgola(m.Importo.Centesimi()), dicitura(m, "26XX", "48BO", "68SS"), i+1, "BONIFICO A VS FAVORE")
		for _, testo := range pezziDi(m.Causale, 107) {
			riga(" 630000001%03d%s", i+1, testo)
		}
	}
	riga(" 640000001EUR%s%s%[2]s", giorno(al), saldo(c.finale()))
	riga(" EF99998Q7Z1K%sRND-20260414-01           0000001                              %07d", giorno(al), record+1)
	return b.Bytes()
}

// ibanRH is the account that the records of rh name.
const ibanRH = "IT88A9999800002000000004711"

// tabella is the provvisori of the account, as a treasurer saves them.
func (c *conto) tabella() []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = ';'
	_ = w.Write([]string{"ESERCIZIO", "N.PROVV.", "DATA ESEC.", "ANAGRAFICA CLIENTE", "DESCRIZIONE CAUSALE", "IMPORTO PROVVISORIO", "VALUTA ENTE"})
	for i := range c.righe {
		m := &c.righe[i]
		if m.Provvisorio == "" || m.Segno == cassa.Uscita {
			continue // it has no place there
		}
		s := m.DataContabile.String()
		_ = w.Write([]string{fmt.Sprint(m.Esercizio), m.Provvisorio, s[8:] + "/" + s[5:7] + "/" + s[:4], m.Ordinante, strings.Join(strings.Fields(m.Causale), " "), virgola(effetto(m)), s})
	}
	w.Flush() // a buffer never fails
	return b.Bytes()
}

// giornali are the pages of the cash journal of the account, by day.
func (c *conto) giornali() (pagine [][]byte, err error) {
	perGiorno := map[avviso.Data][]cassa.Voce{}
	var giorni []avviso.Data
	for i := range c.righe {
		m := &c.righe[i]
		if m.Provvisorio == "" || m.Segno == cassa.Uscita {
			continue
		}
		operazione, progressivo := "ESEGUITO", m.ID[strings.LastIndex(m.ID, "/")+1:]
		if m.Storno {
			operazione = "STORNATO"
		}
		if perGiorno[m.DataContabile] == nil {
			giorni = append(giorni, m.DataContabile)
		}
		perGiorno[m.DataContabile] = append(perGiorno[m.DataContabile], cassa.Voce{
			Conto: "0000100", TipoMovimento: "ENTRATA", TipoDocumento: "SOSPESO ENTRATA", TipoOperazione: operazione, NumeroDocumento: m.Provvisorio, Progressivo: progressivo,
			Importo: m.Importo, Bolletta: m.Provvisorio, DataEffettivaSospeso: m.DataContabile, CodiceGestionale: "9999", DataMovimento: m.DataContabile, DataValuta: m.DataContabile,
			TipoEsecuzione: "SEPA CREDIT TRANSFER", TRN: m.TRN, Cliente: m.Ordinante, Causale: m.Causale,
		})
	}
	for _, g := range giorni {
		compatta := strings.ReplaceAll(g.String(), "-", "")
		pagina, err := cassa.AppendGiornale(nil, cassa.Intestazione{
			IDFlussoBT: fmt.Sprintf("GDC-%s99997%s#001#001", compatta, c.dominio), IdDominio: c.dominio, Esercizio: g.Anno(), Pagina: 1, Pagine: 1, Dal: g, Al: g, ABI: "99997",
			Ente: "UFZZ99", Descrizione: "COMUNE", CodiceISTAT: "000999999", CodiceEnteBT: "0000001", Creato: avviso.DataOraDi(g.Inizio().Add(19 * time.Hour)),
		}, perGiorno[g])
		if err != nil {
			return nil, err
		}
		pagine = append(pagine, pagina)
	}
	return pagine, nil
}
