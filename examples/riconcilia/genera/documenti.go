package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
	"github.com/quietanza/quietanza/rpt"
)

// documenti writes every paper.
func (c *comune) documenti() ([]documento, error) {
	var d []documento
	d = append(d, c.giornali()...)
	d = append(d, documento{"cassa/postale-2025-03.xml", []byte(c.camt())}, documento{"cassa/economo-2025-03.sta", []byte(mt940(c))})
	for _, v := range c.flussi {
		d = append(d, c.documentoFlusso(v))
	}
	d = append(d, c.buste()...)
	d = append(d,
		c.json("ricevute/revocate.json", c.revocate),
		c.json("pendenze.json", c.pendenze),
		c.json("domini.json", []rendicontazione.Dominio{{IdDominio: ente, AuxDigit: avviso.Aux3, SegregationCodes: []string{segregazione}}}),
		c.json("conti.json", map[string]avviso.IdDominio{ibanPostale: ente, ibanEconomo: ente}),
	)
	return d, c.errore
}

func (c *comune) json(nome string, v any) documento {
	b, err := json.MarshalIndent(v, "", "  ")
	c.fallisce(err)
	return documento{nome, append(b, '\n')}
}

// giornali writes a page of the journal for each day, two for the 12th, and one of the union of
// municipalities.
func (c *comune) giornali() []documento {
	c.giornale["2025-03-25"] = append(c.giornale["2025-03-25"], regolarizzazione(), mandato())
	var d []documento
	for _, giorno := range slices.Sorted(maps.Keys(c.giornale)) {
		voci := c.giornale[giorno]
		pagine := 1
		if giorno == "2025-03-12" {
			pagine = 2
		}
		for n := 1; n <= pagine; n++ {
			da, a := len(voci)*(n-1)/pagine, len(voci)*n/pagine
			d = append(d, c.pagina(ente, nomeEnte, giorno, n, pagine, voci[da:a]))
		}
	}
	for _, v := range c.flussi {
		if v.flusso.Dominio == unione {
			credito := c.accreditaFlusso("2025-03-07", v, "", bancaFinta)
			d = append(d, c.pagina(unione, "UNIONE DEI COMUNI INVENTATI", "2025-03-07", 1, 1, []cassa.Voce{credito}))
		}
	}
	return d
}

func (c *comune) pagina(dominio avviso.IdDominio, nome, giorno string, n, pagine int, voci []cassa.Voce) documento {
	data := avviso.MustData(giorno)
	senzaTrattini := strings.ReplaceAll(giorno, "-", "")
	xml, err := cassa.AppendGiornale(nil, cassa.Intestazione{
		IDFlussoBT: fmt.Sprintf("GDC-%s99997%s#%03d#%03d", senzaTrattini, dominio, n, pagine), Dominio: dominio, Esercizio: 2025, Pagina: n, Pagine: pagine, Dal: data, Al: data,
		ABI: "99997", Ente: "UFZZ99", Descrizione: nome, CodiceISTAT: "000999999", CodiceEnteBT: "0001234",
		Creato: data.Inizio().Add(19 * time.Hour),
	}, voci)
	c.fallisce(err)
	file := "cassa/giornale-" + giorno
	if dominio != ente {
		file += "-unione"
	}
	if pagine > 1 {
		file += fmt.Sprintf("-%d", n)
	}
	return documento{file + ".xml", xml}
}

// regolarizzazione and mandato are operations of the treasurer that bring no cash to reconcile.
func regolarizzazione() cassa.Voce {
	return cassa.Voce{
		Conto: "0000100", TipoMovimento: "ENTRATA", TipoDocumento: "REVERSALE", TipoOperazione: "ESEGUITO", NumeroDocumento: "31", Progressivo: "1",
		Importo: euro("464.95"), DataMovimento: avviso.MustData("2025-03-25"), TipoEsecuzione: "REGOLARIZZAZIONE", Cliente: "DIVERSI", Causale: "REGOLARIZZAZIONE PROVVISORI",
		Sospesi: []cassa.Sospeso{{Numero: "101", Importo: euro("464.95")}},
	}
}

func mandato() cassa.Voce {
	return cassa.Voce{
		Conto: "0000100", TipoMovimento: "USCITA", TipoDocumento: "MANDATO", TipoOperazione: "ESEGUITO", NumeroDocumento: "57", Progressivo: "1",
		Importo: euro("1220.00"), DataMovimento: avviso.MustData("2025-03-25"), TipoEsecuzione: "SEPA CREDIT TRANSFER", Cliente: "FORNITORE INVENTATO", Causale: "FATTURA 12/2025",
	}
}

// documentoFlusso writes a flow as its sender does.
func (c *comune) documentoFlusso(v *versione) documento {
	if v.json {
		return c.json("flussi/"+v.nome+".json", fdr3(&v.flusso))
	}
	xml, err := flusso.AppendXML(nil, &v.flusso)
	c.fallisce(err)
	for iur, codice := range v.esiti {
		xml = conEsito(xml, iur, codice)
	}
	return documento{"flussi/" + v.nome + ".xml", xml}
}

// conEsito changes the outcome code of the row with that IUR.
func conEsito(xml []byte, iur, codice string) []byte {
	riga := bytes.Index(xml, []byte(iur))
	const elemento = "codiceEsitoSingoloPagamento>"
	posto := riga + bytes.Index(xml[riga:], []byte(elemento)) + len(elemento)
	return append(append(slices.Clone(xml[:posto]), codice...), xml[posto+1:]...)
}

// fdr3 is a flow as the API of FdR 3 answers it, the payments inside.
func fdr3(f *flusso.Flusso) any {
	type oggetto = map[string]any
	var dati []oggetto
	for i, r := range f.Righe {
		dati = append(dati, oggetto{
			"index": i + 1, "iuv": r.IUV, "iur": r.IUR, "idTransfer": r.Indice, "pay": json.Number(r.Importo.String()),
			"payStatus": r.Esito.FdR3(), "payDate": r.Data.String() + "T09:30:00Z",
		})
	}
	istante := f.DataOraFlusso.Time().UTC().Format(time.RFC3339)
	totale := json.Number(f.ImportoTotalePagamenti.String())
	return oggetto{
		"status": "PUBLISHED", "revision": 1, "created": istante, "updated": istante, "published": istante,
		"fdr": f.IDFlusso, "fdrDate": istante, "regulation": f.IDRegolamento, "regulationDate": f.DataRegolamento, "bicCodePouringBank": f.BancaRiversamento,
		"sender": oggetto{
			"type": "ABI_CODE", "id": f.Mittente.Codice, "pspId": f.Mittente.Codice, "pspName": f.Mittente.Denominazione, "pspBrokerId": f.Mittente.Codice,
			"channelId": f.Mittente.Codice + "_01",
		},
		"receiver":    oggetto{"id": f.Ricevente, "organizationId": f.Ricevente, "organizationName": f.DenominazioneRicevente},
		"totPayments": len(f.Righe), "sumPayments": totale, "computedTotPayments": len(f.Righe), "computedSumPayments": totale,
		"payments": oggetto{
			"count": len(f.Righe), "metadata": oggetto{"pageSize": 1000, "pageNumber": 1, "totPage": 1}, "data": dati,
		},
	}
}

// buste puts the first receipt inside SOAP and the first RT in base64, as they arrive.
func (c *comune) buste() []documento {
	d := slices.Clone(c.ricevute)
	rt := slices.IndexFunc(d, func(r documento) bool { return bytes.Contains(r.dati, []byte(":RT ")) })
	for i := range d {
		switch i {
		case 0:
			_, radice, _ := bytes.Cut(d[i].dati, []byte("?>"))
			d[i].dati = slices.Concat([]byte(`<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>`), bytes.TrimSpace(radice),
				[]byte("</soapenv:Body></soapenv:Envelope>\n"))
		case rt:
			d[i] = documento{strings.TrimSuffix(d[i].nome, "xml") + "b64", append(rpt.AppendBase64(nil, d[i].dati), '\n')}
		}
	}
	return d
}

// camt is the statement of the postal account: the credit of a flow and money moved to the treasurer.
func (c *comune) camt() string {
	f := c.flussoDi(posteFinte, "2025-03-05").flusso
	return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">
  <BkToCstmrStmt>
    <GrpHdr><MsgId>POFI-2025-03</MsgId><CreDtTm>2025-03-31T20:00:00</CreDtTm></GrpHdr>
    <Stmt>
      <Id>POFI-2025-03</Id>
      <CreDtTm>2025-03-31T20:00:00</CreDtTm>
      <Acct><Id><IBAN>` + ibanPostale + `</IBAN></Id><Ccy>EUR</Ccy></Acct>
      <Ntry>
        <NtryRef>1</NtryRef>
        <Amt Ccy="EUR">` + f.ImportoTotalePagamenti.String() + `</Amt>
        <CdtDbtInd>CRDT</CdtDbtInd>
        <Sts>BOOK</Sts>
        <BookgDt><Dt>2025-03-06</Dt></BookgDt>
        <ValDt><Dt>2025-03-06</Dt></ValDt>
        <AcctSvcrRef>POFI0000001</AcctSvcrRef>
        <NtryDtls><TxDtls>
          <Refs><TxId>` + f.IDRegolamento + `</TxId></Refs>
          <RltdPties><Dbtr><Nm>POSTE FINTE S.P.A.</Nm></Dbtr></RltdPties>
          <RmtInf><Ustrd>RI1/PUR/LGPE-RIVERSAMENTO/URI/` + f.IDFlusso + ` ACCREDITO BOLLETTINO P.A.</Ustrd></RmtInf>
        </TxDtls></NtryDtls>
      </Ntry>
      <Ntry>
        <NtryRef>2</NtryRef>
        <Amt Ccy="EUR">250.00</Amt>
        <CdtDbtInd>DBIT</CdtDbtInd>
        <Sts>BOOK</Sts>
        <BookgDt><Dt>2025-03-27</Dt></BookgDt>
        <ValDt><Dt>2025-03-27</Dt></ValDt>
        <AcctSvcrRef>POFI0000002</AcctSvcrRef>
        <NtryDtls><TxDtls><RmtInf><Ustrd>POSTAGIRO AL CONTO DI TESORERIA</Ustrd></RmtInf></TxDtls></NtryDtls>
      </Ntry>
      <Ntry>
        <NtryRef>3</NtryRef>
        <Amt Ccy="EUR">12.00</Amt>
        <CdtDbtInd>CRDT</CdtDbtInd>
        <Sts>PDNG</Sts>
        <BookgDt><Dt>2025-03-31</Dt></BookgDt>
      </Ntry>
    </Stmt>
  </BkToCstmrStmt>
</Document>
`
}

// flussoDi returns the flow of a PSP for a day.
func (c *comune) flussoDi(p psp, giorno string) *versione {
	for _, v := range c.flussi {
		if v.flusso.Mittente.Codice == p.codice && v.flusso.DataRegolamento == avviso.MustData(giorno) {
			return v
		}
	}
	c.fallisce(fmt.Errorf("no flow of %s for %s", p.codice, giorno))
	return &versione{}
}

// mt940 is the statement of the account of the economo: a single transfer with its RF reference and the
// fees of the bank.
func mt940(c *comune) string {
	iuv := ""
	for _, p := range c.pendenze {
		if p.ID == "DIRITTI-2025-003" {
			iuv = p.IUV
		}
	}
	return strings.Join([]string{
		":20:ECONOMO2503",
		":25:" + ibanEconomo,
		":28C:3/1",
		":60F:C250228EUR1000,00",
		":61:2503190319C51,64NTRFNONREF//CRIN00001",
		":86:/RFS/" + iuv + "/51.64/TXT/DIRITTI",
		"DI SEGRETERIA",
		":61:2503310331D1,50NMSCNONREF",
		":86:COMMISSIONI",
		":62F:C250331EUR1050,14",
		"-",
		"",
	}, "\r\n")
}
