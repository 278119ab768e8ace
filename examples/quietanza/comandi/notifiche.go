package comandi

import (
	"encoding/json"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/notifica"
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
	crea("pendenza", "notifica", "legge una notifica di GovPay: eventi, ricevuta, voci riscosse (json, o base64)",
		`{"json":{"idA2A":"GEST","idPendenza":"P1","rpt":{"datiVersamento":{"codiceContestoPagamento":"c1"}},"rt":null,"riscossioni":null},"idDominio":"12345678903","iuv":"01000000000004285"}`,
		`{"ok":true,"formato":"ENTE_V1","idA2A":"GEST","idPendenza":"P1","eventi":[{"tipo":"AvviaTentativo","iuv":"01000000000004285","ccp":"c1"}],"voci":[],"avvertenze":[]}`,
		comandoNotifica),
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

type rispostaNotifica struct {
	Formato    notifica.Formato    `json:"formato"`
	IDA2A      string              `json:"idA2A,omitempty"`
	IDPendenza string              `json:"idPendenza,omitempty"`
	Eventi     []json.RawMessage   `json:"eventi"`
	Ricevuta   any                 `json:"ricevuta,omitempty"`
	Voci       []notifica.Voce     `json:"voci"`
	Avvertenze []avviso.Avvertenza `json:"avvertenze"`
}

func comandoNotifica(in struct {
	documentoJSON
	notifica.Percorso
	Modo modo `json:"modo"`
},
) (rispostaNotifica, error) {
	lento, err := in.Modo.tollerante()
	if err != nil {
		return rispostaNotifica{}, err
	}
	b, err := in.byte()
	if err != nil {
		return rispostaNotifica{}, err
	}
	var n notifica.Notifica
	var a []avviso.Avvertenza
	if lento {
		n, a, err = notifica.Leggi(in.Percorso, b)
	} else {
		n, err = notifica.Parse(in.Percorso, b)
	}
	if err != nil {
		return rispostaNotifica{}, err
	}
	f := n.Fatti(nil, time.Time{})
	out := rispostaNotifica{
		Formato: n.Formato, IDA2A: n.IDA2A, IDPendenza: n.IDPendenza, Eventi: []json.RawMessage{}, Voci: append([]notifica.Voce{}, f.Voci...),
		Avvertenze: append(append([]avviso.Avvertenza{}, a...), f.Avvertenze...),
	}
	for _, e := range f.Eventi {
		x, err := pendenza.MarshalEvento(e)
		if err != nil {
			return rispostaNotifica{}, err
		}
		out.Eventi = append(out.Eventi, x)
	}
	switch {
	case n.RT != nil && n.RT.Ricevuta != nil:
		out.Ricevuta = &n.RT.Ricevuta.Receipt
	case n.RT != nil && n.RT.RT != nil:
		out.Ricevuta = n.RT.RT
	}
	return out, nil
}
