package cassa_test

import (
	"bytes"
	"encoding/xml"
	"io"
	"strconv"
	"strings"
	"testing"

	"github.com/quietanza/quietanza/internal/confronto/prova"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// documentiMisurati are the XML documents whose speed the project states, and their readers.
var documentiMisurati = []struct {
	nome     string
	scrivi   func(n int) string // with n movements
	leggi    func(r io.Reader) (movimenti int, err error)
	perGiro  int // movements of the document that is compared with encoding/xml
	quantita int // movements of the document whose speed is measured
}{
	{"Giornale", giornaleMisurato, func(r io.Reader) (n int, err error) {
		g, err := cassa.NuovoGiornale(r)
		if err != nil {
			return 0, err
		}
		for _, err := range g.Movimenti() {
			if err != nil {
				return n, err
			}
			n++
		}
		return n, nil
	}, 50, 10000},
	{"Camt053", estrattoMisurato, func(r io.Reader) (n int, err error) {
		for _, err := range cassa.NuovoCamt053(r, contiT).Movimenti() {
			if err != nil {
				return n, err
			}
			n++
		}
		return n, nil
	}, 50, 10000},
}

// BenchmarkXML reads a document of ten thousand movements.
func BenchmarkXML(b *testing.B) {
	for _, d := range documentiMisurati {
		b.Run(d.nome, func(b *testing.B) {
			testo := d.scrivi(d.quantita)
			b.SetBytes(int64(len(testo)))
			b.ReportAllocs()
			for b.Loop() {
				if n, err := d.leggi(strings.NewReader(testo)); n != d.quantita || err != nil {
					b.Fatal(n, err)
				}
			}
		})
	}
}

// BenchmarkXMLPari reads beside the tokens of encoding/xml alone, which are no movements yet.
func BenchmarkXMLPari(b *testing.B) {
	for _, d := range documentiMisurati {
		b.Run(d.nome, func(b *testing.B) {
			prova.Confronta(b, []byte(d.scrivi(d.perGiro)), func(dati []byte) error {
				_, err := d.leggi(bytes.NewReader(dati))
				return err
			}, func(dati []byte) error {
				for x := xml.NewDecoder(bytes.NewReader(dati)); ; {
					if _, err := x.RawToken(); err == io.EOF {
						return nil
					} else if err != nil {
						return err
					}
				}
			})
		})
	}
}

func giornaleMisurato(n int) string {
	return giornale(strings.Repeat(movimento("tipo_esecuzione", "SEPA CREDIT TRANSFER", "codice_riferimento_operazione", "0306924127000000480160001600IT",
		"cliente", "<anagrafica_cliente>BANCA FINTA</anagrafica_cliente>", "causale", "/PUR/LGPE-RIVERSAMENTO/URI/2024-05-03ABCDITMMXXX-0001")+"\n", n))
}

// estrattoMisurato is a statement indented as banks do.
func estrattoMisurato(n int) string {
	var s strings.Builder
	for i := range n {
		s.WriteString(strings.Replace(`
      <Ntry>
        <NtryRef>1</NtryRef>
        <Amt Ccy="EUR">318.40</Amt>
        <CdtDbtInd>CRDT</CdtDbtInd>
        <Sts><Cd>BOOK</Cd></Sts>
        <BookgDt><Dt>2026-04-14</Dt></BookgDt>
        <ValDt><Dt>2026-04-14</Dt></ValDt>
        <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn><Prtry><Cd>48//</Cd><Issr>CBI</Issr></Prtry></BkTxCd>
        <NtryDtls>
          <TxDtls>
            <Refs><AcctSvcrRef>0047110000RIF</AcctSvcrRef><EndToEndId>2026-04-13ABI03069-S777001</EndToEndId><ClrSysRef>0306977712345670489999599995IT</ClrSysRef></Refs>
            <RltdPties><Dbtr><Pty><Nm>PSP FINTO TRE S.P.A.</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>IT41C9999600001000000000001</IBAN></Id></DbtrAcct></RltdPties>
            <RltdAgts><DbtrAgt><FinInstnId><BICFI>ABCDITMMXXX</BICFI></FinInstnId></DbtrAgt></RltdAgts>
            <RmtInf><Ustrd>/PUR/LGPE-RIVERSAMENTO/URI/2026-04-13ABI03069-S777001</Ustrd></RmtInf>
          </TxDtls>
        </NtryDtls>
      </Ntry>`, "RIF", strconv.Itoa(i), 1))
	}
	return messaggio(stmtT("77", s.String()))
}
