package main

import (
	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
)

const (
	esempioBizEvents = `{"json":"{\"receiptId\":\"r-01\",\"noticeNumber\":\"301000000000004285\",\"fiscalCode\":\"12345678903\",\"outcome\":\"OK\",` +
		`\"creditorReferenceId\":\"01000000000004285\",\"paymentAmount\":84.1,\"description\":\"TARI 2026\",\"companyName\":\"Comune di Prova\",` +
		`\"debtor\":{\"entityUniqueIdentifierType\":\"F\",\"entityUniqueIdentifierValue\":\"TSTPNI70D01L219V\",\"fullName\":\"Pino Test\"},` +
		`\"transferList\":[{\"idTransfer\":1,\"transferAmount\":84.1,\"fiscalCodePA\":\"12345678903\",\"iban\":\"IT60X0542811101000000123456\",\"mbdAttachment\":null,` +
		`\"remittanceInformation\":\"TARI\",\"transferCategory\":\"9/0101002IM/\"}],\"idPSP\":\"BCITITMM\",\"pspCompanyName\":\"Banca di Prova\",\"idChannel\":\"c\",` +
		`\"paymentDateTime\":\"2026-04-09\",\"paymentDateTimeFormatted\":\"2026-04-09T09:41:07\",\"applicationDate\":\"2026-04-09T00:00+02:00\"}"}`
	esempioBizEventsLetto = `{"ok":true,"receipt":{"receiptId":"r-01","noticeNumber":"301000000000004285","fiscalCode":"12345678903","outcome":"OK",` +
		`"creditorReferenceId":"01000000000004285","paymentAmount":"84.10","description":"TARI 2026","companyName":"Comune di Prova",` +
		`"debtor":{"entityUniqueIdentifierType":"F","entityUniqueIdentifierValue":"TSTPNI70D01L219V","fullName":"Pino Test"},` +
		`"transferList":[{"idTransfer":1,"transferAmount":"84.10","fiscalCodePA":"12345678903","IBAN":"IT60X0542811101000000123456",` +
		`"remittanceInformation":"TARI","transferCategory":"9/0101002IM/"}],"idPSP":"BCITITMM","PSPCompanyName":"Banca di Prova","idChannel":"c",` +
		`"channelDescription":"","paymentDateTime":"2026-04-09T09:41:07","applicationDate":"2026-04-09"},"avvertenze":[]}`
)

var comandiNotifiche = []comando{
	crea("rpt", "bizevents", "legge una ricevuta di BizEvents (modo rigoroso, o tollerante se manca)",
		esempioBizEvents, esempioBizEventsLetto, comandoBizEvents),
}

type rispostaBizEvents struct {
	Receipt    rpt.Ricevuta        `json:"receipt"`
	Avvertenze []avviso.Avvertenza `json:"avvertenze"`
}

func comandoBizEvents(in struct {
	documentoJSON
	Modo modo `json:"modo"`
},
) (rispostaBizEvents, error) {
	lento, err := in.Modo.tollerante()
	if err != nil {
		return rispostaBizEvents{}, err
	}
	b, err := in.byte()
	if err != nil {
		return rispostaBizEvents{}, err
	}
	out := rispostaBizEvents{Avvertenze: []avviso.Avvertenza{}}
	if !lento {
		out.Receipt, err = rpt.ParseBizEvents(b)
		return out, err
	}
	var a []avviso.Avvertenza
	out.Receipt, a, err = rpt.LeggiBizEvents(b)
	out.Avvertenze = append(out.Avvertenze, a...)
	return out, err
}
