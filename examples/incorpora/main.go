// Command incorpora shows how a host embeds the library: positions in a SQL database,
// a gateway that answers the Nodo, callbacks, and the nightly run. Its README is the guide,
// and the code of the guide is this one.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/looplab/fsm"
	_ "github.com/mattn/go-sqlite3" // the driver

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rpt"
)

func main() {
	if err := racconta(context.Background(), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "incorpora:", err)
		os.Exit(1)
	}
}

const (
	dominio = "12345678903"
	conto   = "IT60X0542811101000000123456"
	numero  = "301000000000004285"
	gettone = "b2c3d4e5f60718293a4b5c6d7e8f90a1"
)

// racconta goes from a debt to its discharge, in three days and two nights.
func racconta(ctx context.Context, w io.Writer) error {
	db, err := sql.Open("sqlite3", ":memory:")
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // one memory, one connection
	a, err := apri(ctx, db)
	if err != nil {
		return err
	}

	p, err := pendenza.ParsePendenza([]byte(`{"idA2A": "GEST", "idPendenza": "TARI-7", "idDominio": "12345678903", "causale": "TARI 2026", "importo": 100.00,
		"numeroAvviso": "301000000000004285", "dataScadenza": "2026-06-30",
		"soggettoPagatore": {"tipo": "F", "identificativo": "TSTPNI70D01L219V", "anagrafica": "Pino Test"},
		"voci": [{"idVocePendenza": "1", "importo": 100.00, "descrizione": "TARI", "ibanAccredito": "IT60X0542811101000000123456",
			"tipoContabilita": "ALTRO", "codiceContabilita": "0101002IM"}]}`))
	if err != nil {
		return err
	}
	p, _, err = pendenza.Crea(p, pendenza.Creazione{})
	if err != nil {
		return err
	}
	if err := a.crea(ctx, &p); err != nil {
		return err
	}

	g := &gateway{archivio: a, ente: &pendenza.EntePA{
		Ente:     avviso.Ente{IdDominio: avviso.MustIdDominio(dominio), Nome: "Comune di Prova"},
		Stazioni: []pendenza.Stazione{{IDStazione: dominio + "_01", Intermediario: dominio}},
	}}
	adesso := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	for _, m := range messaggi(&p, g.ente, adesso) {
		corpo, err := rpt.AppendBusta(nil, m)
		if err != nil {
			return err
		}
		stato, risposta, err := g.rispondi(ctx, "", corpo, adesso)
		if err != nil {
			return err
		}
		b, err := rpt.ParseBusta(risposta, "")
		if err != nil {
			return err
		}
		fmt.Fprintln(w, stato, rpt.Elemento(m), "->", rpt.Elemento(b.Messaggio), esito(b.Messaggio))
	}

	callback := fsm.Callbacks{"enter_INCASSATA": func(_ context.Context, e *fsm.Event) { fmt.Fprintln(w, "  richiamo:", e.Src, "->", e.Dst) }}
	come := rendicontazione.Lettura{Conti: cassa.Conti{conto: avviso.MustIdDominio(dominio)}}
	for _, notte := range []struct {
		giorno string
		carte  []io.Reader
	}{
		{"2026-03-11", []io.Reader{strings.NewReader(cartaFlusso)}},
		{"2026-03-12", []io.Reader{strings.NewReader(cartaEstratto)}},
		{"2026-03-13", nil},
	} {
		fmt.Fprintln(w, "notte del", notte.giorno)
		cambi, err := a.notte(ctx, avviso.MustData(notte.giorno), notte.carte, come, callback)
		if err != nil {
			return err
		}
		for _, c := range cambi {
			if c.Oggetto == rendicontazione.OggettoPendenza {
				fmt.Fprintf(w, "  %s %q -> %q\n", c.Chiave, c.Prima, c.Dopo)
			}
		}
	}
	fmt.Fprintln(w, "da fare:")
	err = a.svuota(ctx, func(id string, azione pendenza.Azione) error {
		_, err := fmt.Fprintln(w, " ", id, azione.Tipo)
		return err
	})
	if err != nil {
		return err
	}
	return piuMacchine(w, avviso.MustData("2026-03-12"), come, cartaFlusso, cartaEstratto)
}

// messaggi are what the Nodo sends about the notice: it is looked up, paid, and its
// receipt delivered twice.
func messaggi(p *pendenza.Pendenza, ente *pendenza.EntePA, quando time.Time) []rpt.Messaggio {
	qr := rpt.QRCode{FiscalCode: dominio, NoticeNumber: numero}
	pagamento, _, err := p.PagamentoPA(ente, rpt.V2, "")
	if err != nil {
		panic(err) // the position above
	}
	ricevuta, err := rpt.NuovaRicevuta(&pagamento, rpt.DatiRicevuta{
		Versione: rpt.V2, IDPA: dominio, IDBrokerPA: dominio, IDStation: dominio + "_01", ReceiptID: gettone,
		NoticeNumber: avviso.MustNumeroAvviso(numero), FiscalCode: avviso.MustIdDominio(dominio), IDPSP: "BCITITMM",
		PSPCompanyName: "Banca di Prova", IDChannel: "97735020584_02", ChannelDescription: "app", PaymentDateTime: quando,
	})
	if err != nil {
		panic(err)
	}
	return []rpt.Messaggio{
		&rpt.PaVerifyPaymentNotice{IDPA: dominio, IDBrokerPA: dominio, IDStation: dominio + "_01", QRCode: qr},
		&rpt.PaGetPayment{Versione: rpt.V2, IDPA: dominio, IDBrokerPA: dominio, IDStation: dominio + "_01", QRCode: qr},
		&ricevuta, &ricevuta,
	}
}

// esito is the outcome of an answer.
func esito(m rpt.Messaggio) string {
	switch m := m.(type) {
	case *rpt.PaVerifyPaymentNoticeRisposta:
		return string(m.Outcome)
	case *rpt.PaGetPaymentRisposta:
		return string(m.Outcome)
	case *rpt.RispostaPA:
		if m.Fault != nil {
			return string(m.Outcome) + " " + string(m.Fault.FaultCode)
		}
		return string(m.Outcome)
	}
	return ""
}

const cartaEstratto = ":20:STARTUMS\n:25:" + conto + "\n:28C:70/1\n:60F:C260311EUR2100,00\n" +
	":61:2603120312C100,00NTRFNONREF//7700911\n:86:/PUR/LGPE-RIVERSAMENTO/URI/2026-03-11BCITITMM-S001\n:62F:C260312EUR2200,00\n"

const cartaFlusso = `<FlussoRiversamento xmlns="http://www.digitpa.gov.it/schemas/2011/Pagamenti/"><versioneOggetto>1.0</versioneOggetto>
<identificativoFlusso>2026-03-11BCITITMM-S001</identificativoFlusso><dataOraFlusso>2026-03-11T20:10:00</dataOraFlusso>
<identificativoUnivocoRegolamento>TRN1</identificativoUnivocoRegolamento><dataRegolamento>2026-03-11</dataRegolamento>
<istitutoMittente><identificativoUnivocoMittente><tipoIdentificativoUnivoco>B</tipoIdentificativoUnivoco><codiceIdentificativoUnivoco>BCITITMM</codiceIdentificativoUnivoco></identificativoUnivocoMittente></istitutoMittente>
<istitutoRicevente><identificativoUnivocoRicevente><tipoIdentificativoUnivoco>G</tipoIdentificativoUnivoco><codiceIdentificativoUnivoco>12345678903</codiceIdentificativoUnivoco></identificativoUnivocoRicevente></istitutoRicevente>
<numeroTotalePagamenti>1</numeroTotalePagamenti><importoTotalePagamenti>100.00</importoTotalePagamenti>
<datiSingoliPagamenti><identificativoUnivocoVersamento>01000000000004285</identificativoUnivocoVersamento><identificativoUnivocoRiscossione>` + gettone + `</identificativoUnivocoRiscossione>
<indiceDatiSingoloPagamento>1</indiceDatiSingoloPagamento><singoloImportoPagato>100.00</singoloImportoPagato>
<codiceEsitoSingoloPagamento>0</codiceEsitoSingoloPagamento><dataEsitoSingoloPagamento>2026-03-10</dataEsitoSingoloPagamento></datiSingoliPagamenti></FlussoRiversamento>
`
