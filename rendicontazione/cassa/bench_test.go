package cassa_test

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// vociMisurate is how many movements the documents measured have.
const vociMisurate = 10000

// BenchmarkGiornale reads a page of ten thousand movements.
func BenchmarkGiornale(b *testing.B) {
	misura(b, giornale(strings.Repeat(movimento("tipo_esecuzione", "SEPA CREDIT TRANSFER", "codice_riferimento_operazione", "0306924127000000480160001600IT",
		"cliente", "<anagrafica_cliente>BANCA FINTA</anagrafica_cliente>", "causale", "/PUR/LGPE-RIVERSAMENTO/URI/2024-05-03ABCDITMMXXX-0001")+"\n", vociMisurate)),
		func(r io.Reader) (n int) {
			g, err := cassa.NuovoGiornale(r)
			if err != nil {
				b.Fatal(err)
			}
			for _, err := range g.Movimenti() {
				if err != nil {
					b.Fatal(err)
				}
				n++
			}
			return n
		})
}

// BenchmarkCamt053 reads a statement of ten thousand entries, as banks indent it.
func BenchmarkCamt053(b *testing.B) {
	misura(b, estrattoMisurato(), func(r io.Reader) (n int) {
		for _, err := range cassa.NuovoCamt053(r, contiT).Movimenti() {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		return n
	})
}

func estrattoMisurato() string {
	var s strings.Builder
	for i := range vociMisurate {
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

// misura reports the speed of a reading, and how many times faster it is than the tokens of
// encoding/xml alone, measured in turn.
func misura(b *testing.B, testo string, leggi func(io.Reader) int) {
	b.SetBytes(int64(len(testo)))
	b.ReportAllocs()
	for b.Loop() {
		if n := leggi(strings.NewReader(testo)); n != vociMisurate {
			b.Fatal(n)
		}
	}
	b.StopTimer()
	durata := func(prima time.Duration, f func()) time.Duration {
		inizio := time.Now()
		f()
		if d := time.Since(inizio); prima == 0 || d < prima {
			return d
		}
		return prima
	}
	var nostra, sua time.Duration
	for range 5 {
		nostra = durata(nostra, func() { leggi(strings.NewReader(testo)) })
		sua = durata(sua, func() {
			d := xml.NewDecoder(strings.NewReader(testo))
			for {
				if _, err := d.Token(); err != nil {
					return
				}
			}
		})
	}
	b.ReportMetric(float64(len(testo))/1e6/nostra.Seconds(), "best-MB/s")
	b.ReportMetric(sua.Seconds()/nostra.Seconds(), "x-Token")
}
