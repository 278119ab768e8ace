package rpt_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	mutanti "github.com/quietanza/quietanza/internal/mutanti/prova"
	"github.com/quietanza/quietanza/rpt"
)

// differenze are where the strict readers and the schemas part, and why.
var differenze = slices.Concat(mutanti.Comuni, mutanti.Date, mutanti.Numeri, mutanti.Buste, []mutanti.Classe{
	mutanti.Binari, mutanti.TipoDetto,
	{
		Nome:   "encoding of an envelope",
		Motivo: "UTF-8 without a byte order mark, as the Nodo sends it; documents outside an envelope may be of others.",
		Dove: func(d *mutanti.Differenza) bool {
			return inBusta(d) && (d.Operatore == "codifica" || d.Operatore == "BOM" || d.Operatore == "dichiarazione" && strings.Contains(d.Valore, "US-ASCII"))
		},
	},
	{
		Nome:   "Header of a message",
		Motivo: "The WSDL binds one block to the message, once; the schema of the envelope takes any Header.",
		Dove: func(d *mutanti.Differenza) bool {
			return strings.HasPrefix(d.Luogo, "Envelope/Header")
		},
	},
	{
		Nome:    "soap:Fault",
		Motivo:  "Read whatever it is: who cannot read a failure cannot tell it.",
		Accetta: true,
		Dove: func(d *mutanti.Differenza) bool {
			return strings.HasPrefix(d.Seme, "Fault ")
		},
	},
	{
		Nome:   "outcome of the older model",
		Motivo: "OK or KO, as the documents of the Nodo say; the schemas have any text.",
		Dove: func(d *mutanti.Differenza) bool {
			return d.Foglia() == "esito" || d.Foglia() == "esitoComplessivoOperazione"
		},
		Errore: func(err error) bool { return errors.Is(err, rpt.ErrEnumerazione) },
	},
	{
		Nome:   "receipt without bytes",
		Motivo: "An empty rt is no RT, and nothing could be answered to it.",
		Dove: func(d *mutanti.Differenza) bool {
			return d.Foglia() == "rt" && strings.TrimSpace(d.Testo()) == ""
		},
	},
	{
		Nome:   "causaleVersamento without characters",
		Motivo: "One of causaleVersamento and spezzoniCausaleVersamento must say what is paid.",
		Dove: func(d *mutanti.Differenza) bool {
			return d.Foglia() == "causaleVersamento" && d.Testo() == ""
		},
	},
	{
		Nome:   "counts",
		Motivo: "What is asked for fits 32 bits, and what was returned is not less than nothing.",
		Dove: func(d *mutanti.Differenza) bool {
			return d.Operatore == "testo" &&
				(d.Foglia() == "dimensioneLista" && len(strings.TrimLeft(d.Testo(), "0")) > 9 || d.Foglia() == "totRestituiti" && strings.HasPrefix(d.Testo(), "-"))
		},
	},
	{
		Nome:   "redirect without characters",
		Motivo: "No xs:int; libxml2 takes it for one where the type lists its values.",
		Dove: func(d *mutanti.Differenza) bool {
			return d.Foglia() == "redirect" && d.Testo() == ""
		},
	},
	{
		Nome:    "refusal without state",
		Motivo:  "Beside a fault the Nodo leaves the esito of nodoChiediStatoRPT out, which the schema wants.",
		Accetta: true,
		Dove: func(d *mutanti.Differenza) bool {
			return d.Operatore == "elimina" && strings.HasSuffix(d.Luogo, "nodoChiediStatoRPTRisposta/esito")
		},
	},
})

func inBusta(d *mutanti.Differenza) bool { return strings.HasPrefix(d.Porta, "busta") }

// TestSchemiUfficiali compares the strict readers of documents, and that of envelopes for
// every message, with the official schemas.
func TestSchemiUfficiali(t *testing.T) {
	cartella := mutanti.Cartella(t)
	var porte []mutanti.Porta
	for _, c := range codecs {
		schema := filepath.Join(cartella, c.schema)
		porte = append(porte, mutanti.Porta{
			Nome: c.nome, Schema: schema, Tipi: []string{schema, filepath.Join(cartella, "sac-common-types-1.0.xsd")},
			Semi: []mutanti.Seme{{Nome: c.file, Dati: file(t, c.file)}},
			Leggi: func(b []byte) error {
				_, err := c.leggi(b)
				return err
			},
		})
	}
	for _, s := range servizi {
		p := mutanti.Porta{Nome: "busta di " + s.file, Schema: s.schema(t, cartella), Tipi: []string{filepath.Join(cartella, s.file)}, Leggi: func(b []byte) error {
			_, err := rpt.ParseBusta(b, "")
			return err
		}}
		for _, altro := range s.altri {
			p.Tipi = append(p.Tipi, filepath.Join(cartella, altro))
		}
		for i, m := range messaggiProva(t) {
			if servizioDi(m) != s.file {
				continue
			}
			b, err := rpt.AppendBusta(nil, m)
			require.NoError(t, err)
			p.Semi = append(p.Semi, mutanti.Seme{Nome: fmt.Sprint(rpt.Elemento(m), " ", i), Dati: b})
		}
		porte = append(porte, p)
	}
	mutanti.Confronta(t, differenze, porte...)
}

// messaggiProva are messages of every kind, the newer models first.
func messaggiProva(t *testing.T) []rpt.Messaggio {
	t.Helper()
	letto := func(m rpt.Messaggio, err error) rpt.Messaggio {
		require.NoError(t, err)
		return m
	}
	documento := func(nome string) rpt.Messaggio {
		for _, c := range codecs {
			if c.nome == nome {
				d, err := c.leggi(file(t, c.file))
				return letto(d.(rpt.Messaggio), err)
			}
		}
		t.Fatal(nome)
		return nil
	}
	opzione := []rpt.PaymentOption{{Amount: euro("100.00"), Options: rpt.ImportoUguale, DueDate: avviso.MustData("2026-06-30"), DetailDescription: "rata", AllCCP: true}}
	offerta := offertaProva()
	offerta.PaymentList, offerta.OfficeName = opzione, "Tributi"
	domandaV2 := *documento("paGetPaymentReq").(*rpt.PaGetPayment)
	domandaV2.Versione = rpt.V2
	return append([]rpt.Messaggio{
		richiestaVerifica, offerta, &rpt.PaVerifyPaymentNoticeRisposta{Outcome: rpt.OutcomeKO, Fault: faultPA},
		documento("paGetPaymentReq"), &domandaV2, documento("paGetPaymentV2Response"),
		&rpt.PaGetPaymentRisposta{Versione: rpt.V1, Outcome: rpt.OutcomeOK, Data: pagamentoProva()},
		documento("paSendRTReq"), documento("paSendRTV2Request"), documento("paSendRTV2Response"), &rpt.RispostaPA{Versione: rpt.V1, Outcome: rpt.OutcomeOK},
		&rpt.PaDemandPaymentNotice{
			IDPA: "12345678903", IDBrokerPA: "12345678903", IDStation: "12345678903_01", IDServizio: "00001", IDSoggettoServizio: "00002",
			DatiSpecificiServizioRequest: []byte("<x/>"),
		},
		&rpt.PaDemandPaymentNoticeRisposta{
			Outcome: rpt.OutcomeOK, QRCode: &rpt.QRCode{FiscalCode: "12345678903", NoticeNumber: "301000000000004285"}, PaymentList: opzione,
			PaymentDescription: "TARI", FiscalCodePA: "12345678903", CompanyName: "Comune di Prova", OfficeName: "Tributi",
		},
		&rpt.FaultSOAP{FaultCode: "soapenv:Client", FaultString: "x", FaultActor: "urn:a", Detail: "y"},
	}, vecchi...)
}

// servizio is an official description of messages.
type servizio struct {
	file  string
	altri []string // where further types are
}

var servizi = []servizio{
	{"paForNode.xsd", []string{"sac-common-types-1.0.xsd", "nodo/envelope.xsd"}},
	{"nodo/NodoPerPa.wsdl", []string{"nodo/envelope.xsd"}},
	{"nodo/PaPerNodo.wsdl", nil},
	{"nodo/PaPerNodoPagamentoPsp.wsdl", []string{"PagInf_RPT_RT_6_2_0.xsd"}},
}

func servizioDi(m rpt.Messaggio) string {
	switch e := rpt.Elemento(m); {
	case strings.HasPrefix(e, "nodo"):
		return "nodo/NodoPerPa.wsdl"
	case strings.HasPrefix(e, "paaInviaRT"):
		return "nodo/PaPerNodo.wsdl"
	case strings.HasPrefix(e, "paa"):
		return "nodo/PaPerNodoPagamentoPsp.wsdl"
	}
	return "paForNode.xsd"
}

// schema writes the schema of the envelopes of a service, and returns its file. The types
// that a WSDL includes and that are missing there are those of the RPT.
func (s servizio) schema(t *testing.T, cartella string) string {
	t.Helper()
	busta := mutanti.SchemaBusta(t, cartella)
	if !strings.HasSuffix(s.file, ".wsdl") {
		return mutanti.Importa(t, map[string]string{mutanti.SpazioSOAP: busta, rpt.SpazioPaForNode: filepath.Join(cartella, s.file)})
	}
	importi := map[string]string{mutanti.SpazioSOAP: busta}
	for _, spazio := range []string{rpt.SpazioPPT, rpt.SpazioPPT + "ppthead"} {
		importi[spazio] = mutanti.SchemaWSDL(
			t, filepath.Join(cartella, s.file), spazio,
			map[string]string{"xsd": "http://www.w3.org/2001/XMLSchema", "ppt": rpt.SpazioPPT, "ppthead": rpt.SpazioPPT + "ppthead", "pay_i": rpt.SpazioPagamenti},
			"../xsd/envelope.xsd", busta, "../xsd/PagInf_RPT_RT_6_2_0.xsd", filepath.Join(cartella, "PagInf_RPT_RT_6_2_0.xsd"),
			`<xsd:include schemaLocation="../xsd/sac-common-types-1.0.xsd" />`, tipiComuni,
		)
	}
	return mutanti.Importa(t, importi)
}

const tipiComuni = `<xsd:simpleType name="stImporto"><xsd:restriction base="xsd:decimal"><xsd:minInclusive value="0.01"/>` +
	`<xsd:maxInclusive value="999999999.99"/><xsd:pattern value="\d+\.\d{2}"/></xsd:restriction></xsd:simpleType>` +
	`<xsd:simpleType name="stText35"><xsd:restriction base="xsd:string"><xsd:minLength value="1"/><xsd:maxLength value="35"/></xsd:restriction></xsd:simpleType>` +
	`<xsd:simpleType name="stCausaleVersamento"><xsd:restriction base="xsd:string"><xsd:maxLength value="140"/></xsd:restriction></xsd:simpleType>`

func TestElencoDifferenze(t *testing.T) { mutanti.Elenco(t, "rpt", differenze) }
