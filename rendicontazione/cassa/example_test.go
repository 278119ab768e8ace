package cassa_test

import (
	"fmt"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

func ExampleNuovoGiornale() {
	pagina := strings.NewReader(`<?xml version="1.0" encoding="UTF-8"?>
<flusso_giornale_di_cassa>
  <testata_messaggio><codice_fiscale_ente>99999000013</codice_fiscale_ente></testata_messaggio>
  <identificativo_flusso_BT>GDC-2024050603069000123401#001#001</identificativo_flusso_BT>
  <pagina>1</pagina>
  <pagine_totali>1</pagine_totali>
  <esercizio>2024</esercizio>
  <data_riferimento_GdC>2024-05-06</data_riferimento_GdC>
  <informazioni_conto_evidenza>
    <conto_evidenza>0000100</conto_evidenza>
    <movimento_conto_evidenza>
      <tipo_movimento>ENTRATA</tipo_movimento>
      <tipo_documento>SOSPESO ENTRATA</tipo_documento>
      <tipo_operazione>ESEGUITO</tipo_operazione>
      <numero_documento>1501</numero_documento>
      <progressivo_documento>0</progressivo_documento>
      <importo>1250.45</importo>
      <data_movimento>2024-05-06</data_movimento>
      <cliente><anagrafica_cliente>BANCA FINTA</anagrafica_cliente></cliente>
      <causale>/PUR/LGPE-RIVERSAMENTO/URI/2024-05-03ABCDITMMXXX-0001</causale>
    </movimento_conto_evidenza>
  </informazioni_conto_evidenza>
</flusso_giornale_di_cassa>`)
	g, err := cassa.NuovoGiornale(pagina)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(g.Intestazione.IdDominio, g.Intestazione.Al, g.Intestazione.Pagina, "of", g.Intestazione.Pagine)
	for m, err := range g.Movimenti() {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(m.ID, m.Segno, m.Importo, m.Causale)
	}
	// Output:
	// 99999000013 2024-05-06 1 of 1
	// 2024/1501/0 ENTRATA 1250.45 /PUR/LGPE-RIVERSAMENTO/URI/2024-05-03ABCDITMMXXX-0001
}

func ExampleNuovoMT940() {
	conti := cassa.Conti{"IT60X0542811101000000123456": avviso.MustIdDominio("99999000013")}
	testo := strings.NewReader(`:20:STMT240506
:25:IT60X0542811101000000123456
:28C:87/1
:60F:C240503EUR10000,00
:61:2405070506C1250,45NTRFNONREF
:86:/PUR/LGPE-RIVERSAMENTO/URI/2024-05-03ABCDITMMXXX-0001
:61:240506D1,50NMSCNONREF
:86:COMMISSIONI
:62F:C240506EUR11248,95
-
`)
	for m, err := range cassa.NuovoMT940(testo, conti).Movimenti() {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(m.ID, m.Segno, m.Importo, m.DataContabile, m.Causale)
	}
	// Output:
	// 87/1/STMT240506/C240503EUR10000,00/1/20240506E125045 ENTRATA 1250.45 2024-05-06 /PUR/LGPE-RIVERSAMENTO/URI/2024-05-03ABCDITMMXXX-0001
	// 87/1/STMT240506/C240503EUR10000,00/2/20240506U150 USCITA 1.50 2024-05-06 COMMISSIONI
}

// A statement from which a line is missing: the movements are good, and the control totals say so.
func ExampleNuovoCamt053() {
	conti := cassa.Conti{"IT60X0542811101000000123456": avviso.MustIdDominio("99999000013")}
	e := cassa.NuovoCamt053(strings.NewReader(`<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
  <Id>87</Id><ElctrncSeqNb>1</ElctrncSeqNb>
  <Acct><Id><IBAN>IT60X0542811101000000123456</IBAN></Id></Acct>
  <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2024-05-05</Dt></Dt></Bal>
  <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">1410.45</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2024-05-06</Dt></Dt></Bal>
  <Ntry><Amt Ccy="EUR">1250.45</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2024-05-06</Dt></BookgDt><AcctSvcrRef>7700911</AcctSvcrRef>
    <NtryDtls><TxDtls><AddtlTxInf>/PUR/LGPE-RIVERSAMENTO/URI/2024-05-03ABCDITMMXXX-0001</AddtlTxInf></TxDtls></NtryDtls></Ntry>
</Stmt></BkToCstmrStmt></Document>`), conti)
	for m, err := range e.Movimenti() {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(m.ID, m.Segno, m.Importo, m.Causale)
	}
	for _, q := range e.Quadrature() {
		for _, a := range q.Avvertenze() {
			fmt.Println(a.Codice, a.Testo)
		}
	}
	// Output:
	// 7700911/20240506E125045 ENTRATA 1250.45 /PUR/LGPE-RIVERSAMENTO/URI/2024-05-03ABCDITMMXXX-0001
	// SALDO l'estratto 87/1/20240506 del conto IT60X0542811101000000123456 non quadra: mancano o avanzano righe per € 60,00; i flussi senza accredito su questo conto non vanno sollecitati finché non quadra
}

func ExampleCompleto() {
	pagina := func(n int) cassa.Intestazione { return cassa.Intestazione{Pagina: n, Pagine: 3} }
	fmt.Println(cassa.Completo([]cassa.Intestazione{pagina(3), pagina(1)}))
	fmt.Println(cassa.Completo([]cassa.Intestazione{pagina(3), pagina(1), pagina(2)}))
	// Output:
	// false <nil>
	// true <nil>
}
