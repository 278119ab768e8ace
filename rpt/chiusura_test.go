package rpt_test

import (
	"encoding/json"
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/chiusura/prova"
	"github.com/quietanza/quietanza/rpt"
)

// portaXML is a door of a document, strict or lenient.
func portaXML[T any, P interface {
	*T
	documento
}](nome string, leggi prova.Lettura, semi ...string,
) prova.Porta {
	return prova.Porta{
		Nome: nome, Forma: prova.XML, Semi: semi, Leggi: leggi, Ripetibili: elenchi[nome[5:]], Cambia: pulita[T, P],
		NonScritto: func(x any, err error) string {
			y := x.(T) //nolint:forcetypeassert // as read
			return perche(P(&y), err)
		},
		Scrivi: prova.Scrive(func(x T) ([]byte, error) { return rpt.AppendXML(nil, P(&x)) }),
	}
}

// perche: what a reader takes and no writer writes.
func perche(x any, err error) string {
	if b, ok := x.(rpt.Busta); ok {
		x = b.Messaggio
	}
	if f, ok := x.(*rpt.FaultSOAP); ok && (f.FaultCode == "" || f.FaultString == "") {
		return "SOAP 1.1 wants code and text of who writes a Fault; one without is a Fault all the same"
	}
	if nonScrivibile(x, err) {
		return "an identifier with white space, a mandatory text of control characters alone, an answer that the Nodo refuses"
	}
	return ""
}

// pulita: a writer cleans texts, and Avvertenze tells it.
func pulita[T any, P interface {
	*T
	documento
}](x any) bool {
	y := x.(T) //nolint:forcetypeassert // as read
	return len(rpt.Avvertenze(P(&y))) > 0
}

func pulitaBusta(x any) bool {
	d, ok := x.(rpt.Busta).Messaggio.(rpt.Scrivibile) //nolint:forcetypeassert // as read
	return ok && len(rpt.Avvertenze(d)) > 0
}

// contenuto is what a document holds.
func contenuto(d rpt.Documento) rpt.Scrivibile {
	switch {
	case d.RPT != nil:
		return d.RPT
	case d.RT != nil:
		return d.RT
	case d.Pagamento != nil:
		return &rpt.PaGetPaymentRisposta{Versione: d.Pagamento.Versione(), Outcome: rpt.OutcomeOK, Data: d.Pagamento}
	}
	return &rpt.PaSendRT{Versione: d.Ricevuta.Receipt.Versione(), IDPA: "1", IDBrokerPA: "1", IDStation: "1", Receipt: d.Ricevuta.Receipt}
}

// scriviDocumento writes what a document holds.
func scriviDocumento(d rpt.Documento) ([]byte, error) {
	switch {
	case d.RPT != nil:
		return d.RPT.AppendJSON(nil)
	case d.RT != nil:
		return d.RT.AppendJSON(nil)
	case d.Pagamento != nil:
		return d.Pagamento.AppendJSON(nil)
	}
	return d.Ricevuta.Receipt.AppendJSON(nil)
}

// elenchi are the elements that a schema has more than once, by what is read.
var elenchi = map[string]map[string]string{
	"RPT": prova.Elenchi("datiSingoloVersamento"), "RT": prova.Elenchi("datiSingoloPagamento"), "Ricevuta": prova.Elenchi("transfer", "mapEntry"),
	"PaGetPaymentRisposta": prova.Elenchi("transfer"),
	"Busta": prova.Elenchi("elementoListaRPT", "spezzoneCausaleVersamento", "spezzoneStrutturatoCausaleVersamento", "listaErroriRPT/fault",
		"elementoStoricoRPT", "elementoStoricoVersamento", "rptPendente", "idRendicontazione", "transfer", "mapEntry"),
}

func init() {
	elenchi["Busta"]["Header/a"] = "SOAP 1.1 leaves the Header open: a block that need not be understood is passed over"
}

var dintorni = map[string][]string{"LeggiRPT": {"Envelope/Header"}, "LeggiRT": {"Envelope/Header", "Envelope/Header/*", "paaInviaRT/tipoFirma"}}

func porte(t testing.TB) []prova.Porta {
	t.Helper()
	testo := func(nome string) string { return string(file(t, nome)) }
	documenti := []string{ricevutaA, ricevutaB, ricevutaC, testo("rpt.xml"), testo("rt.xml")}
	documento := func(nome string, leggi prova.Lettura) prova.Porta {
		return prova.Porta{
			Nome: nome, Forma: prova.JSON, Semi: documenti, Leggi: leggi, Scrivi: prova.Scrive(scriviDocumento),
			NonScritto: func(x any, err error) string { return perche(contenuto(x.(rpt.Documento)), err) }, //nolint:forcetypeassert // as read
			Cambia:     func(x any) bool { return len(rpt.Avvertenze(contenuto(x.(rpt.Documento)))) > 0 },  //nolint:forcetypeassert // as read
			// JSON does not tell the addresses, nor the name of the root.
			Confronto: []cmp.Option{cmpopts.IgnoreFields(rpt.Documento{}, "Versione"), cmpopts.IgnoreFields(rpt.PaSendRT{}, "Versione", "IDPA", "IDBrokerPA", "IDStation")},
		}
	}
	buste := []string{
		apriBusta + corpoVerifica + chiudiBusta, apriBusta + `<soapenv:Header><x:a xmlns:x="urn:x" b="1"/></soapenv:Header>` + corpoVerifica + chiudiBusta,
		apriBusta + `<soapenv:Body><soapenv:Fault><faultcode>a</faultcode><faultstring>b</faultstring></soapenv:Fault></soapenv:Body>` + chiudiBusta,
	}
	for _, m := range vecchi {
		b, err := rpt.AppendBusta(nil, m)
		if err != nil {
			t.Fatal(err)
		}
		buste = append(buste, string(b))
	}
	consegna, err := rpt.AppendBusta(nil, &rpt.PaaInviaRT{Intestazione: testataProva, TipoFirma: "0", RT: file(t, "rt.xml")})
	if err != nil {
		t.Fatal(err)
	}
	for _, nome := range []string{"pagetpayment.xml", "pagetpaymentv2risposta.xml", "pasendrt.xml", "pasendrtv2.xml", "rispostapa.xml"} {
		buste = append(buste, string(soap(senzaDichiarazione(file(t, nome)))))
	}
	busta := prova.Scrive(func(b rpt.Busta) ([]byte, error) { return rpt.AppendBusta(nil, b.Messaggio) })
	ricevute := []string{testo("pasendrt.xml"), testo("pasendrtv2.xml")}
	risposta := testo("pagetpaymentv2risposta.xml")
	pp := []prova.Porta{
		portaXML[rpt.RPT]("ParseRPT", prova.Legge(rpt.ParseRPT), testo("rpt.xml")),
		portaXML[rpt.RPT]("LeggiRPT", prova.Tollera(rpt.LeggiRPT), testo("rpt.xml"), string(soap(senzaDichiarazione(file(t, "rpt.xml"))))),
		portaXML[rpt.RT]("ParseRT", prova.Legge(rpt.ParseRT), testo("rt.xml")),
		portaXML[rpt.RT]("LeggiRT", prova.Tollera(rpt.LeggiRT), testo("rt.xml"), string(soap(senzaDichiarazione(file(t, "rt.xml")))), string(consegna)),
		portaXML[rpt.PaSendRT]("ParseRicevuta", prova.Legge(rpt.ParseRicevuta), ricevute...),
		portaXML[rpt.PaSendRT]("LeggiRicevuta", prova.Tollera(rpt.LeggiRicevuta), ricevute...),
		portaXML[rpt.PaGetPayment]("ParsePaGetPayment", prova.Legge(rpt.ParsePaGetPayment), testo("pagetpayment.xml")),
		portaXML[rpt.PaGetPaymentRisposta]("ParsePaGetPaymentRisposta", prova.Legge(rpt.ParsePaGetPaymentRisposta), risposta),
		portaXML[rpt.PaGetPaymentRisposta]("LeggiPaGetPaymentRisposta", prova.Tollera(rpt.LeggiPaGetPaymentRisposta), risposta),
		portaXML[rpt.RispostaPA]("ParseRispostaPA", prova.Legge(rpt.ParseRispostaPA), testo("rispostapa.xml")),
		{
			Nome: "ParseBusta", Forma: prova.XML, Semi: buste, Scrivi: busta, Ripetibili: elenchi["Busta"], NonScritto: perche, Cambia: pulitaBusta,
			Leggi: prova.Legge(func(b []byte) (rpt.Busta, error) { return rpt.ParseBusta(b, "") }),
		},
		{
			Nome: "LeggiBusta", Forma: prova.XML, Confronto: []cmp.Option{cmpopts.IgnoreFields(rpt.Busta{}, "Nuda")}, // it is written in an envelope
			Semi: buste, Scrivi: busta, Ripetibili: elenchi["Busta"], NonScritto: perche, Cambia: pulitaBusta,
			Leggi: prova.Tollera(func(b []byte) (rpt.Busta, []avviso.Avvertenza, error) { return rpt.LeggiBusta(b, "") }),
		},
		{Nome: "ParsePaaInviaRT", Forma: prova.XML, Semi: []string{string(consegna)}, Leggi: prova.Legge(rpt.ParsePaaInviaRT)},
		documento("ParseDocumento", prova.Legge(rpt.ParseDocumento)), documento("LeggiDocumento", prova.Tollera(rpt.LeggiDocumento)),
		{Nome: "ParseBizEvents", Forma: prova.JSON, Semi: []string{ricevutaBiz}, Leggi: prova.Legge(rpt.ParseBizEvents)},
		{Nome: "LeggiBizEvents", Forma: prova.JSON, Semi: []string{ricevutaBiz}, Leggi: prova.Tollera(rpt.LeggiBizEvents)},
		{
			Nome: "Ricevuta.UnmarshalJSON", Forma: prova.JSON, Semi: []string{ricevutaA, ricevutaB, ricevutaC},
			Leggi: prova.Riempie((*rpt.Ricevuta).UnmarshalJSON), Scrivi: prova.Scrive(func(r rpt.Ricevuta) ([]byte, error) { return json.Marshal(r) }),
		},
		{
			Nome: "Pagamento.UnmarshalJSON", Forma: prova.JSON, Semi: []string{`{"paymentAmount":"100.00","dueDate":"2026-06-30","retentionDate":"2026-06-30T10:00:00","transferList":[]}`},
			Leggi: prova.Riempie((*rpt.Pagamento).UnmarshalJSON), Scrivi: prova.Scrive(func(r rpt.Pagamento) ([]byte, error) { return json.Marshal(r) }),
		},
		{Nome: "ParseCodiceEsitoPagamento", Forma: prova.Valore, Semi: []string{"0", "4"}, Leggi: prova.Testo(rpt.ParseCodiceEsitoPagamento), Scrivi: prova.Scrive(func(c rpt.CodiceEsitoPagamento) ([]byte, error) { return []byte(c), nil })},
		{Nome: "ParseIdentificativoCarrello", Forma: prova.Valore, Semi: []string{carrelloProva}, Leggi: prova.Testo(rpt.ParseIdentificativoCarrello), Scrivi: prova.Stringa},
	}
	for i := range pp {
		if p := &pp[i]; p.Nome == "LeggiRPT" || p.Nome == "LeggiRT" {
			p.Ripetibili = maps.Clone(p.Ripetibili)
			for _, posto := range dintorni[p.Nome] {
				p.Ripetibili[posto] = "any envelope, and any message, is looked through for the one document in it"
			}
		}
	}
	return pp
}

const carrelloProva = "202412345678903GP000000000000000abc"

func TestChiusura(t *testing.T) {
	prova.Verifica(t, append(porte(t), prova.Testuale[rpt.IdentificativoCarrello]("IdentificativoCarrello", carrelloProva)...), nil)
}

func FuzzChiusura(f *testing.F) { prova.Fuzz(f, porte(f)) }
