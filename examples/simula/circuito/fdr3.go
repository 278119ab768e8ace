package circuito

import (
	"encoding/json"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

type fdr3Soggetto struct {
	Type             string `json:"type,omitempty"`
	ID               string `json:"id"`
	PspID            string `json:"pspId,omitempty"`
	PspName          string `json:"pspName,omitempty"`
	PspBrokerID      string `json:"pspBrokerId,omitempty"`
	ChannelID        string `json:"channelId,omitempty"`
	OrganizationID   string `json:"organizationId,omitempty"`
	OrganizationName string `json:"organizationName,omitempty"`
}

type fdr3Pagamento struct {
	Index      int           `json:"index"`
	IUV        string        `json:"iuv"`
	IUR        string        `json:"iur"`
	IDTransfer avviso.Indice `json:"idTransfer"`
	Pay        json.Number   `json:"pay"`
	PayStatus  string        `json:"payStatus"`
	PayDate    string        `json:"payDate"`
}

type fdr3Pagine struct {
	PageSize   int `json:"pageSize"`
	PageNumber int `json:"pageNumber"`
	TotPage    int `json:"totPage"`
}

type fdr3Pagamenti struct {
	Count    int             `json:"count"`
	Metadata fdr3Pagine      `json:"metadata"`
	Data     []fdr3Pagamento `json:"data"`
}

type fdr3Flusso struct {
	Status              string       `json:"status"`
	Revision            int32        `json:"revision"`
	Created             string       `json:"created"`
	Updated             string       `json:"updated"`
	Published           string       `json:"published"`
	Fdr                 string       `json:"fdr"`
	FdrDate             string       `json:"fdrDate"`
	Regulation          string       `json:"regulation"`
	RegulationDate      string       `json:"regulationDate"`
	BicCodePouringBank  string       `json:"bicCodePouringBank"`
	Sender              fdr3Soggetto `json:"sender"`
	Receiver            fdr3Soggetto `json:"receiver"`
	TotPayments         int          `json:"totPayments"`
	SumPayments         json.Number  `json:"sumPayments"`
	ComputedTotPayments int          `json:"computedTotPayments"`
	ComputedSumPayments json.Number  `json:"computedSumPayments"`
	// Payments is a page, or the list of them when they are several.
	Payments any `json:"payments"`
}

// oraDiPagamento is the time that the simulator gives to a payment of which a flow
// knows the date alone: about noon in Rome, summer and winter.
const oraDiPagamento = "T10:30:00Z"

// maxPagina is the largest page of FdR 3.
//
// Source: pagoPA, API FdR (ORGs), size.
const maxPagina = 1000

// appendFdR3 appends a flow as the API of FdR 3 answers it, with its payments inside, in
// pages of at most maxPagina.
func appendFdR3(b []byte, f *flusso.Flusso) ([]byte, error) {
	istante := f.DataOraFlusso.Time().UTC().Format(time.RFC3339)
	totale := json.Number(f.ImportoTotalePagamenti.String())
	tipo := "BIC_CODE"
	if f.Mittente.Tipo == flusso.CodiceABI {
		tipo = "ABI_CODE"
	}
	d := fdr3Flusso{
		Status: flusso.StatoPubblicato, Revision: f.Revisione, Created: istante, Updated: istante, Published: istante, Fdr: f.IDFlusso, FdrDate: istante,
		Regulation: f.IDRegolamento, RegulationDate: f.DataRegolamento.String(), BicCodePouringBank: f.BancaRiversamento,
		Sender: fdr3Soggetto{
			Type: tipo, ID: f.Mittente.Codice, PspID: f.PSP, PspName: f.Mittente.Denominazione, PspBrokerID: f.PSP, ChannelID: f.PSP + "_01",
		},
		Receiver:    fdr3Soggetto{ID: f.Ricevente, OrganizationID: f.Ricevente, OrganizationName: f.DenominazioneRicevente},
		TotPayments: len(f.Righe), SumPayments: totale, ComputedTotPayments: len(f.Righe), ComputedSumPayments: totale,
	}
	if pagine := pagineFdR3(f.Righe); len(pagine) == 1 {
		d.Payments = pagine[0]
	} else {
		d.Payments = pagine
	}
	j, err := json.Marshal(d)
	if err != nil {
		return b, err
	}
	return append(append(b, j...), '\n'), nil
}

func pagineFdR3(righe []flusso.Riga) []fdr3Pagamenti {
	tutte := max(1, (len(righe)+maxPagina-1)/maxPagina)
	pagine := make([]fdr3Pagamenti, tutte)
	for n := range pagine {
		queste := righe[n*maxPagina : min((n+1)*maxPagina, len(righe))]
		p := fdr3Pagamenti{len(queste), fdr3Pagine{maxPagina, n + 1, tutte}, make([]fdr3Pagamento, len(queste))}
		for i, r := range queste {
			p.Data[i] = fdr3Pagamento{n*maxPagina + i + 1, r.IUV, r.IUR, r.Indice, json.Number(r.Importo.String()), r.Esito.FdR3(), r.Data.String() + oraDiPagamento}
		}
		pagine[n] = p
	}
	return pagine
}
