// Package carico plays the platform and the applications around a gateway: it makes debts,
// has them verified, paid and receipted by as many clients as wanted, with messages that
// come twice and in another order, and knows in the end what the gateway must know.
package carico

import (
	"bytes"
	"fmt"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/anagrafica"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

// Who the debts are of: the body and the application of the registry of a gateway that was
// given none.
const (
	Dominio      = "12345678903"
	Applicazione = "GEST"
	conto        = "IT60X0542811101000000123456"
)

// Posizione is the debt of a number, from 1, as pendenza.Crea makes it: 100.00, of which
// 85.00 of the tax and 15.00 of the province.
func Posizione(n int) (pendenza.Pendenza, error) {
	numero, err := Avviso(n)
	if err != nil {
		return pendenza.Pendenza{}, err
	}
	voce := func(id, importo string) pendenza.Voce {
		return pendenza.Voce{
			IDVocePendenza: id, Importo: avviso.MustImporto(importo), Descrizione: "TARI 2026", IbanAccredito: avviso.MustIBAN(conto),
			TipoContabilita: "ALTRO", CodiceContabilita: "0101002IM",
		}
	}
	p, _, err := pendenza.Crea(pendenza.Pendenza{
		IDA2A: Applicazione, IDPendenza: fmt.Sprintf("TARI-%09d", n), IdDominio: avviso.MustIdDominio(Dominio), NumeroAvviso: numero,
		Causale: "TARI 2026", Importo: avviso.MustImporto("100.00"), DataScadenza: avviso.MustData("2999-12-31"),
		SoggettoPagatore: &pendenza.SoggettoPagatore{Tipo: pendenza.PersonaFisica, Identificativo: "TSTPNI70D01L219V", Anagrafica: "Pino Test", Localita: "Torino"},
		Voci:             []pendenza.Voce{voce("1", "85.00"), voce("2", "15.00")},
	}, pendenza.Creazione{})
	return p, err
}

// numerazione is that of the body.
var numerazione = avviso.Configurazione{AuxDigit: "3", SegregationCode: "01"}

// Avviso is the notice of the debt of a number.
func Avviso(n int) (avviso.NumeroAvviso, error) {
	numero, _, err := avviso.Numerazione{Configurazione: numerazione, Prossimo: uint64(n)}.Assegna()
	return numero, err
}

// Messaggi writes the messages of the platform about the debts: each is the one about the
// first debt, with the names of another.
type Messaggi struct {
	verifica, paga, ricevuta []byte
	primo                    pendenza.Pendenza
}

// gettone is the receiptId of the first receipt.
const gettone = "00000000000000000000000000000001"

// NuoviMessaggi prepares the messages to a body.
func NuoviMessaggi(a *anagrafica.Anagrafica) (*Messaggi, error) {
	p, err := Posizione(1)
	if err != nil {
		return nil, err
	}
	ente := a.PA(p.IdDominio)
	g, _, err := p.PagamentoPA(ente, rpt.V2, "")
	if err != nil {
		return nil, err
	}
	stazione := ente.Stazioni[0]
	qr := rpt.QRCode{FiscalCode: Dominio, NoticeNumber: p.NumeroAvviso.String()}
	ricevuta, err := rpt.NuovaRicevuta(&g, rpt.DatiRicevuta{
		Versione: rpt.V2, IDPA: Dominio, IDBrokerPA: stazione.Intermediario, IDStation: stazione.IDStazione, ReceiptID: gettone,
		NoticeNumber: p.NumeroAvviso, FiscalCode: p.IdDominio, IDPSP: "BCITITMM", PSPCompanyName: "Banca di Prova",
		IDChannel: "97735020584_02", ChannelDescription: "app", PaymentDateTime: time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC),
	})
	if err != nil {
		return nil, err
	}
	m := &Messaggi{primo: p}
	for _, x := range []struct {
		dove *[]byte
		cosa rpt.Messaggio
	}{
		{&m.verifica, &rpt.PaVerifyPaymentNotice{IDPA: Dominio, IDBrokerPA: stazione.Intermediario, IDStation: stazione.IDStazione, QRCode: qr}},
		{&m.paga, &rpt.PaGetPayment{Versione: rpt.V2, IDPA: Dominio, IDBrokerPA: stazione.Intermediario, IDStation: stazione.IDStazione, QRCode: qr}},
		{&m.ricevuta, &ricevuta},
	} {
		if *x.dove, err = rpt.AppendBusta(nil, x.cosa); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// Verifica is paVerifyPaymentNotice about a debt.
func (m *Messaggi) Verifica(n int) []byte { return m.di(m.verifica, n) }

// Paga is paGetPaymentV2 about a debt.
func (m *Messaggi) Paga(n int) []byte { return m.di(m.paga, n) }

// Ricevuta is paSendRTV2 of a payment of a debt: volta tells its payments apart.
func (m *Messaggi) Ricevuta(n, volta int) []byte {
	return bytes.ReplaceAll(m.di(m.ricevuta, n), []byte(gettone), []byte(Gettone(n, volta)))
}

// Gettone is the receiptId of a payment of a debt.
func Gettone(n, volta int) string { return fmt.Sprintf("%016x%016x", volta, n) }

func (m *Messaggi) di(messaggio []byte, n int) []byte {
	numero, err := Avviso(n)
	if err != nil {
		panic(err) // a number of more than thirteen digits
	}
	b := bytes.ReplaceAll(messaggio, []byte(m.primo.NumeroAvviso.String()), []byte(numero.String()))
	return bytes.ReplaceAll(b, []byte(m.primo.IUV.String()), []byte(numero.IUV().String()))
}
