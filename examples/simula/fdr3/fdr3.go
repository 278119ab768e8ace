// Package fdr3 writes what the FdR 3 interface answers a creditor body, for who simulates it.
//
// Source: pagoPA, API FdR (ORGs).
package fdr3

import (
	"encoding/json"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// MaxPagina is the largest page, and the one of who asks for none.
//
// Source: pagoPA, API FdR (ORGs), size.
const MaxPagina = 1000

// oraDiPagamento is the time that the simulator gives to a payment of which a flow
// knows the date alone: about noon in Rome, summer and winter.
const oraDiPagamento = "T10:30:00Z"

type soggetto struct {
	Type             string `json:"type,omitempty"`
	ID               string `json:"id"`
	PspID            string `json:"pspId,omitempty"`
	PspName          string `json:"pspName,omitempty"`
	PspBrokerID      string `json:"pspBrokerId,omitempty"`
	ChannelID        string `json:"channelId,omitempty"`
	OrganizationID   string `json:"organizationId,omitempty"`
	OrganizationName string `json:"organizationName,omitempty"`
}

type pagamento struct {
	Index      int           `json:"index"`
	IUV        string        `json:"iuv"`
	IUR        string        `json:"iur"`
	IDTransfer avviso.Indice `json:"idTransfer"`
	Pay        json.Number   `json:"pay"`
	PayStatus  string        `json:"payStatus"`
	PayDate    string        `json:"payDate"`
}

type pagine struct {
	PageSize   int `json:"pageSize"`
	PageNumber int `json:"pageNumber"`
	TotPage    int `json:"totPage"`
}

// pagina is a page of payments or of the list of flows.
type pagina[T any] struct {
	Count    int    `json:"count"`
	Metadata pagine `json:"metadata"`
	Data     []T    `json:"data"`
}

type testata struct {
	Status              string      `json:"status"`
	Revision            int32       `json:"revision"`
	Created             string      `json:"created"`
	Updated             string      `json:"updated"`
	Published           string      `json:"published"`
	Fdr                 string      `json:"fdr"`
	FdrDate             string      `json:"fdrDate"`
	Regulation          string      `json:"regulation"`
	RegulationDate      string      `json:"regulationDate"`
	BicCodePouringBank  string      `json:"bicCodePouringBank"`
	Sender              soggetto    `json:"sender"`
	Receiver            soggetto    `json:"receiver"`
	TotPayments         int         `json:"totPayments"`
	SumPayments         json.Number `json:"sumPayments"`
	ComputedTotPayments int         `json:"computedTotPayments"`
	ComputedSumPayments json.Number `json:"computedSumPayments"`
	// Payments is a page, or the list of them when they are several; absent in the
	// header alone.
	Payments any `json:"payments,omitempty"`
}

type voce struct {
	Fdr       string `json:"fdr"`
	PspID     string `json:"pspId"`
	Revision  int32  `json:"revision"`
	Published string `json:"published"`
	FlowDate  string `json:"flowDate"`
}

// istante writes an instant with its zone.
func istante(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

func nuovaTestata(f *flusso.Flusso, pubblicato time.Time) testata {
	totale := json.Number(f.ImportoTotalePagamenti.String())
	tipo := "BIC_CODE"
	if f.Mittente.Tipo == flusso.CodiceABI {
		tipo = "ABI_CODE"
	}
	creato := istante(f.DataOraFlusso.Time())
	return testata{
		Status: flusso.StatoPubblicato, Revision: f.Revisione, Created: creato, Updated: creato, Published: istante(pubblicato), Fdr: f.IDFlusso, FdrDate: creato,
		Regulation: f.IDRegolamento, RegulationDate: f.DataRegolamento.String(), BicCodePouringBank: f.BancaRiversamento,
		Sender: soggetto{
			Type: tipo, ID: f.Mittente.Codice, PspID: f.PSP, PspName: f.Mittente.Denominazione, PspBrokerID: f.PSP, ChannelID: f.PSP + "_01",
		},
		Receiver:    soggetto{ID: f.Ricevente, OrganizationID: f.Ricevente, OrganizationName: f.DenominazioneRicevente},
		TotPayments: len(f.Righe), SumPayments: totale, ComputedTotPayments: len(f.Righe), ComputedSumPayments: totale,
	}
}

// Append appends a flow with its payments inside, in pages of at most MaxPagina, as who
// put the answers together keeps it: flusso.LeggiFdR3 reads it.
func Append(b []byte, f *flusso.Flusso) ([]byte, error) {
	d := nuovaTestata(f, f.DataOraFlusso.Time())
	if tutte := pagineDi(len(f.Righe), MaxPagina); tutte == 1 {
		d.Payments = pagamenti(f.Righe, 1, MaxPagina)
	} else {
		p := make([]pagina[pagamento], tutte)
		for n := range p {
			p[n] = pagamenti(f.Righe, n+1, MaxPagina)
		}
		d.Payments = p
	}
	j, err := json.Marshal(d)
	if err != nil {
		return b, err
	}
	return append(append(b, j...), '\n'), nil
}

// AppendTestata appends the header of a flow that was published at an instant.
//
// Source: pagoPA, API FdR (ORGs), SingleFlowResponse.
func AppendTestata(b []byte, f *flusso.Flusso, pubblicato time.Time) ([]byte, error) {
	j, err := json.Marshal(nuovaTestata(f, pubblicato))
	return append(b, j...), err
}

// AppendPagina appends a page of the payments of a flow, from 1; one that there is not
// is empty.
//
// Source: pagoPA, API FdR (ORGs), PaginatedPaymentsResponse.
func AppendPagina(b []byte, f *flusso.Flusso, numero, dimensione int) ([]byte, error) {
	j, err := json.Marshal(pagamenti(f.Righe, numero, dimensione))
	return append(b, j...), err
}

// AppendElenco appends a page of the list of flows, from 1; one that there is not is empty.
//
// Source: pagoPA, API FdR (ORGs), PaginatedFlowsResponse.
func AppendElenco(b []byte, voci []flusso.VoceElencoFdR3, numero, dimensione int) ([]byte, error) {
	p := pagina[voce]{len(voci), pagine{dimensione, numero, pagineDi(len(voci), dimensione)}, []voce{}}
	for _, v := range fetta(voci, numero, dimensione) {
		p.Data = append(p.Data, voce{v.IDFlusso, v.PSP, v.Revisione, istante(v.Pubblicato.Time()), istante(v.Flusso.Time())})
	}
	j, err := json.Marshal(p)
	return append(b, j...), err
}

// AppendErrore appends what is answered instead, with 400, 404 and 500.
//
// Source: pagoPA, API FdR (ORGs), ErrorResponse.
func AppendErrore(b []byte, e flusso.ErroreFdR3) ([]byte, error) {
	if e.Errori == nil {
		e.Errori = []flusso.DettaglioFdR3{}
	}
	j, err := json.Marshal(e)
	return append(b, j...), err
}

func pagamenti(righe []flusso.Riga, numero, dimensione int) pagina[pagamento] {
	queste := fetta(righe, numero, dimensione)
	p := pagina[pagamento]{len(queste), pagine{dimensione, numero, pagineDi(len(righe), dimensione)}, make([]pagamento, len(queste))}
	for i, r := range queste {
		p.Data[i] = pagamento{(numero-1)*dimensione + i + 1, r.IUV, r.IUR, r.Indice, json.Number(r.Importo.String()), r.Esito.FdR3(), r.Data.String() + oraDiPagamento}
	}
	return p
}

// pagineDi is how many pages there are, at least one.
func pagineDi(n, dimensione int) int { return max(1, (n+dimensione-1)/dimensione) }

func fetta[T any](s []T, numero, dimensione int) []T {
	da := min((numero-1)*dimensione, len(s))
	return s[da:min(da+dimensione, len(s))]
}
