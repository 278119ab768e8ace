package cassa

// Parts of a Ntry that are used: first its own, then those of its transactions.
const (
	nImporto uint8 = iota + 1
	nDivisa
	nSegno
	nStorno
	nStato
	nStatoProprio
	nContabile
	nValuta
	nRif
	nCausaleCBI
	nEmittente
	nInfo
	nTx // TxDtls begins
	xRif
	xEndToEnd
	xTxID
	xTRN
	xDivisa
	xImporto
	xSegno
	xDivisaTx
	xImportoTx
	xDivisaOrd
	xImportoOrd
	xNome
	xBIC
	xUstrd
	xRifCreditore
	xInfoStrd
	xInfo
)

var alberoNtry = nuovoAlbero(
	ramo{"Amt", nImporto},
	ramo{"Amt@Ccy", nDivisa},
	ramo{"CdtDbtInd", nSegno},
	ramo{"RvslInd", nStorno},
	ramo{"Sts", nStato},
	ramo{"Sts/Cd", nStato},
	ramo{"Sts/Prtry", nStatoProprio},
	ramo{"BookgDt", nContabile},
	ramo{"BookgDt/Dt", nContabile},
	ramo{"BookgDt/DtTm", nContabile},
	ramo{"ValDt", nValuta},
	ramo{"ValDt/Dt", nValuta},
	ramo{"ValDt/DtTm", nValuta},
	ramo{"AcctSvcrRef", nRif},
	ramo{"BkTxCd/Prtry/Cd", nCausaleCBI},
	ramo{"BkTxCd/Prtry/Issr", nEmittente},
	ramo{"NtryDtls/TxDtls:", nTx},
	ramo{"NtryDtls/TxDtls/Refs/AcctSvcrRef", xRif},
	ramo{"NtryDtls/TxDtls/Refs/EndToEndId", xEndToEnd},
	ramo{"NtryDtls/TxDtls/Refs/TxId", xTxID},
	ramo{"NtryDtls/TxDtls/Refs/ClrSysRef", xTRN},
	ramo{"NtryDtls/TxDtls/Amt@Ccy", xDivisa},
	ramo{"NtryDtls/TxDtls/Amt", xImporto},
	ramo{"NtryDtls/TxDtls/CdtDbtInd", xSegno},
	ramo{"NtryDtls/TxDtls/AmtDtls/InstdAmt/Amt@Ccy", xDivisaOrd},
	ramo{"NtryDtls/TxDtls/AmtDtls/InstdAmt/Amt", xImportoOrd},
	ramo{"NtryDtls/TxDtls/AmtDtls/TxAmt/Amt@Ccy", xDivisaTx},
	ramo{"NtryDtls/TxDtls/AmtDtls/TxAmt/Amt", xImportoTx},
	ramo{"NtryDtls/TxDtls/RltdPties/Dbtr/Nm", xNome},
	ramo{"NtryDtls/TxDtls/RltdPties/Dbtr/Pty/Nm", xNome},
	ramo{"NtryDtls/TxDtls/RltdPties/Dbtr/Agt/FinInstnId/Nm", xNome},
	ramo{"NtryDtls/TxDtls/RltdAgts/DbtrAgt/FinInstnId/BIC", xBIC},
	ramo{"NtryDtls/TxDtls/RltdAgts/DbtrAgt/FinInstnId/BICFI", xBIC},
	ramo{"NtryDtls/TxDtls/RmtInf/Ustrd", xUstrd},
	ramo{"NtryDtls/TxDtls/RmtInf/Strd/CdtrRefInf/Ref", xRifCreditore},
	ramo{"NtryDtls/TxDtls/RmtInf/Strd/AddtlRmtInf", xInfoStrd},
	ramo{"NtryDtls/TxDtls/AddtlTxInf", xInfo},
	ramo{"AddtlNtryInf", nInfo},
).conLuogo(nImporto)

// uniciTx are the elements that a transaction has once, by number: texts that are joined, and
// names that have several places, are not among them.
const uniciTx = 1<<xRif | 1<<xEndToEnd | 1<<xTxID | 1<<xTRN | 1<<xDivisa | 1<<xImporto | 1<<xSegno | 1<<xDivisaTx | 1<<xImportoTx | 1<<xDivisaOrd | 1<<xImportoOrd

// nomiNtry are the elements of Ntry by number, for the errors.
var nomiNtry = [...]string{
	nImporto: "Amt", nDivisa: "Amt", nSegno: "CdtDbtInd", nStorno: "RvslInd", nStato: "Sts", nStatoProprio: "Sts",
	nContabile: "BookgDt", nValuta: "ValDt", nRif: "AcctSvcrRef", nCausaleCBI: "BkTxCd", nEmittente: "BkTxCd", nInfo: "AddtlNtryInf",
	xRif: "NtryDtls/TxDtls/Refs/AcctSvcrRef", xEndToEnd: "NtryDtls/TxDtls/Refs/EndToEndId", xTxID: "NtryDtls/TxDtls/Refs/TxId", xTRN: "NtryDtls/TxDtls/Refs/ClrSysRef",
	xDivisa: "NtryDtls/TxDtls/Amt", xImporto: "NtryDtls/TxDtls/Amt", xSegno: "NtryDtls/TxDtls/CdtDbtInd", xDivisaTx: "NtryDtls/TxDtls/AmtDtls/TxAmt", xImportoTx: "NtryDtls/TxDtls/AmtDtls/TxAmt",
	xDivisaOrd: "NtryDtls/TxDtls/AmtDtls/InstdAmt", xImportoOrd: "NtryDtls/TxDtls/AmtDtls/InstdAmt",
}

const (
	segnoCredito = "CRDT"
	segnoDebito  = "DBIT"

	statoContabilizzato = "BOOK"

	// causaleStorno is the CBI causale of a reversal, "storno scritture".
	causaleStorno = "68"
	emittenteCBI  = "CBI"

	// maxScrittura bounds the bytes of text of one entry: one that books thousands of
	// transactions is usual.
	maxScrittura = 16 << 20
)
