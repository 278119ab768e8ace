package pendenza_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// FuzzNodo answers whatever arrives: there is an answer, it can be written, and what
// was written is read again; only a receipt, and a notice that the application is asked
// about, may have none.
func FuzzNodo(f *testing.F) {
	semi := []rpt.Messaggio{
		domandaVerifica(navP1), domandaPagamento(navP3, rpt.V1), domandaPagamento(navP2, rpt.V2),
		&rpt.PaDemandPaymentNotice{IDPA: domA, IDBrokerPA: domA, IDStation: stazA, IDServizio: "00001", IDSoggettoServizio: "00001", DatiSpecificiServizioRequest: []byte("<a/>")},
		&rpt.RispostaPA{Versione: rpt.V2, Outcome: rpt.OutcomeOK}, &rpt.FaultSOAP{FaultCode: "soapenv:Client", FaultString: "x"},
	}
	for i, m := range semi {
		xml, err := rpt.AppendBusta(nil, m)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(xml, "", uint8(i))
		f.Add(xml[:len(xml)/2], "paGetPaymentV2", uint8(i))
	}
	f.Add([]byte(nil), `"paSendRT"`, uint8(3))
	avvisi := []string{navP1, navP2, navP3, navP4, navP5, navP6, navP7}
	f.Fuzz(func(t *testing.T, xml []byte, azione string, come uint8) {
		r := pendenza.RichiestaNodo{Ente: enteNodo()}
		r.Busta, r.Lettura = rpt.ParseBusta(xml, azione)
		if come&1 == 1 {
			r.Busta, _, r.Lettura = rpt.LeggiBusta(xml, azione)
		}
		r.Verifica.Pendenza, r.Verifica.Adesso, r.Verifica.Connettore = posizioneNodo(avvisi[int(come)%len(avvisi)]), adessoNodo, pendenza.ConnettoreAssente
		if come&8 == 8 {
			r.Verifica.Connettore = pendenza.ConnettoreAttivo
		}
		if come&16 == 16 {
			r.Servizio.Esito = pendenza.ServizioAccolto
		}
		d := r.Decidi()
		if d.Messaggio == nil {
			if d.Decisione.Esito != pendenza.VerificaHost && !d.Ricevuta.SenzaRisposta {
				t.Fatalf("no answer: %+v", d)
			}
			return
		}
		busta, err := rpt.AppendBusta(nil, d.Messaggio)
		if err != nil {
			t.Fatalf("an answer that cannot be written: %v\n%+v", err, d.Fault)
		}
		letta, err := rpt.ParseBusta(busta, "")
		if err != nil {
			t.Fatalf("written, and cannot be read: %v\n%s", err, busta)
		}
		if len(rpt.Avvertenze(d.Messaggio)) == 0 {
			if diff := cmp.Diff(d.Messaggio, letta.Messaggio, uguali); diff != "" {
				t.Fatalf("written and read again:\n%s", diff)
			}
		}
	})
}

// TestNodoNiente answers what is not there.
func TestNodoNiente(t *testing.T) {
	t.Parallel()
	for nome, r := range map[string]*pendenza.RichiestaNodo{
		"nil":         nil,
		"zero":        {},
		"nil message": {Busta: rpt.Busta{Messaggio: (*rpt.PaVerifyPaymentNotice)(nil)}},
		"nil receipt": {Busta: rpt.Busta{Primitiva: rpt.PrimitivaPaSendRT, Messaggio: (*rpt.PaSendRT)(nil)}},
		"no edition":  {Busta: rpt.Busta{Messaggio: &rpt.PaGetPayment{}}},
		"an answer":   {Busta: rpt.Busta{Messaggio: &rpt.RispostaPA{Versione: rpt.V1}}},
	} {
		t.Run(nome, func(t *testing.T) {
			t.Parallel()
			d := r.Decidi()
			if _, err := rpt.AppendBusta(nil, d.Messaggio); err != nil {
				t.Fatal(err)
			}
		})
	}
	t.Run("store down", func(t *testing.T) {
		t.Parallel()
		d, m := conversa(t, domandaVerifica(navP1), pendenza.RichiestaNodo{Ente: enteNodo(), Guasto: errProva})
		ko(t, m, nodo.PAASystemError, domA)
		if d.Fault.Description != errProva.Error() {
			t.Fatal(d.Fault.Description)
		}
	})
	t.Run("zero decision", func(t *testing.T) {
		t.Parallel()
		if f := (pendenza.Decisione{}).Fault(domA); f == nil || f.FaultCode != nodo.PAASystemError {
			t.Fatal(f)
		}
	})
}

func ExampleRichiestaNodo_Decidi() {
	// What the Nodo sends, and the position that the archive has for the notice.
	chiamata := []byte(`<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:paf="http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd"><soapenv:Body>` +
		`<paf:paVerifyPaymentNoticeReq><idPA>12345678903</idPA><idBrokerPA>12345678903</idBrokerPA><idStation>12345678903_01</idStation>` +
		`<qrCode><fiscalCode>12345678903</fiscalCode><noticeNumber>301000000000004285</noticeNumber></qrCode></paf:paVerifyPaymentNoticeReq></soapenv:Body></soapenv:Envelope>`)
	archivio := map[string]*pendenza.Pendenza{"301000000000004285": {
		NumeroAvviso: avviso.MustNumeroAvviso("301000000000004285"), Causale: "TARI 2026", Importo: avviso.MustImporto("100.00"), Stato: pendenza.NonEseguita,
		Voci: []pendenza.Voce{{Importo: avviso.MustImporto("100.00"), IbanAccredito: avviso.MustIBAN("IT60X0542811101000000123456"), CodiceTassonomicoPagoPA: "9/0101002IM/"}},
	}}
	ente := &pendenza.EntePA{
		Ente:     avviso.Ente{IdDominio: avviso.MustIdDominio("12345678903"), Nome: "Comune di Prova"},
		Stazioni: []pendenza.Stazione{{IDStazione: "12345678903_01", Intermediario: "12345678903"}},
	}

	r := pendenza.RichiestaNodo{Ente: ente}
	r.Busta, r.Lettura = rpt.ParseBusta(chiamata, `"paVerifyPaymentNotice"`)
	if m, ok := r.Busta.Messaggio.(*rpt.PaVerifyPaymentNotice); ok {
		r.Verifica.Pendenza = archivio[m.QRCode.NoticeNumber]
	}
	r.Verifica.Connettore, r.Verifica.Adesso = pendenza.ConnettoreAssente, avviso.MustData("2026-03-10").Inizio()

	d := r.Decidi() // d.Decisione.Pendenza is the position as it is now
	risposta, err := rpt.AppendBusta(nil, d.Messaggio)
	if err != nil {
		fmt.Println(errors.Unwrap(err))
		return
	}
	fmt.Println(d.Decisione.Esito, len(risposta) > 0)
	if o, ok := d.Messaggio.(*rpt.PaVerifyPaymentNoticeRisposta); ok {
		fmt.Println(o.Outcome, o.PaymentList[0].Amount, o.CompanyName)
	}
	// Output:
	// PAGABILE true
	// OK 100.00 Comune di Prova
}
