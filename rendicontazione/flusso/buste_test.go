package flusso_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// busta puts the content of an answer of the Nodo into its envelope.
func busta(contenuto string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ppt="http://ws.pagamenti.telematici.gov/">` +
		`<soapenv:Header/><soapenv:Body><ppt:nodoChiediFlussoRendicontazioneRisposta>` + contenuto + `</ppt:nodoChiediFlussoRendicontazioneRisposta></soapenv:Body></soapenv:Envelope>`
}

func in64(b string) string { return base64.StdEncoding.EncodeToString([]byte(b)) }

// aCapo wraps a text as MIME does.
func aCapo(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i += 76 {
		b.WriteString(s[i:min(i+76, len(s))] + "\r\n")
	}
	return b.String()
}

func TestLeggiBuste(t *testing.T) {
	xml := string(con(t))
	soap := busta("<xmlRendicontazione>" + in64(xml) + "</xmlRendicontazione>")
	for _, tt := range []struct{ nome, testo, avvisi string }{
		{"XML", xml, ""},
		{"SOAP answer", soap, "BUSTA_SOAP BASE64"},
		{"SOAP answer, wrapped", busta("<xmlRendicontazione>\n" + aCapo(in64(xml)) + "\n</xmlRendicontazione>"), "BUSTA_SOAP BASE64"},
		{"SOAP answer, references for line ends", busta("<xmlRendicontazione>" + strings.ReplaceAll(aCapo(in64(xml)), "\r", "&#13;") + "</xmlRendicontazione>"), "BUSTA_SOAP BASE64"},
		{"SOAP 1.2, other prefixes", strings.ReplaceAll(strings.Replace(soap, "http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope", 1), "soapenv", "env"), "BUSTA_SOAP BASE64"},
		{"body alone", `<ppt:nodoChiediFlussoRendicontazioneRisposta xmlns:ppt="p"><xmlRendicontazione>` + in64(xml) + `</xmlRendicontazione></ppt:nodoChiediFlussoRendicontazioneRisposta>`, "BASE64"},
		{"element alone", "<xmlRendicontazione>" + in64(xml) + "</xmlRendicontazione>", "BASE64"},
		{"request of a PSP", `<e:Envelope xmlns:e="s"><e:Body><nodoInviaFlussoRendicontazione><identificativoFlusso>X</identificativoFlusso><xmlRendicontazione>` + in64(xml) +
			`</xmlRendicontazione></nodoInviaFlussoRendicontazione></e:Body></e:Envelope>`, "BUSTA_SOAP BASE64"},
		{"base64", in64(xml), "BASE64"},
		{"base64, wrapped", "\n " + aCapo(in64(xml)), "BASE64"},
		{"SOAP in base64", in64(soap), "BASE64 BUSTA_SOAP BASE64"},
		{"base64 in base64 in SOAP", busta("<xmlRendicontazione>" + in64(in64(xml)) + "</xmlRendicontazione>"), "BUSTA_SOAP BASE64 BASE64"},
		{"flow in SOAP as it is", busta(strings.TrimPrefix(xml, `<?xml version="1.0" encoding="UTF-8"?>`)), "BUSTA_SOAP"},
		{"BOM in base64", in64("\ufeff" + xml), "BASE64"},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			f, avvisi, err := flusso.Leggi([]byte(tt.testo))
			require.NoError(t, err)
			require.Empty(t, cmp.Diff(campione(), f, confronta))
			var codici []string
			for _, a := range avvisi {
				codici = append(codici, string(a.Codice))
				require.NotEmpty(t, a.Testo)
			}
			require.Equal(t, tt.avvisi, strings.Join(codici, " "))
		})
	}
	_, err := flusso.Parse([]byte(soap)) // the XML alone
	require.ErrorIs(t, err, flusso.ErrSchema)

	f, avvisi, err := flusso.Leggi([]byte(leggiFile(t, "risposta.xml")))
	require.NoError(t, err)
	require.Len(t, avvisi, 2)
	require.Equal(t, "2026-06-09PSPAITR1XXX-T4400171285 412.60", f.IDFlusso+" "+f.ImportoTotalePagamenti.String())
}

func TestLeggiBusteRifiuti(t *testing.T) {
	xml := string(con(t))
	elenco := "è l'elenco dei flussi, non un flusso: chiedere ciascuno con nodoChiediFlussoRendicontazione"
	for _, tt := range []struct {
		nome, testo string
		codice      avviso.Codice
		tipo        error
		campo       string
		contiene    string
	}{
		{
			"fault", busta("<fault><faultCode>PPT_ID_FLUSSO_SCONOSCIUTO</faultCode><faultString>Identificativo flusso sconosciuto.</faultString><id>NodoDeiPagamentiSPC</id></fault>"),
			flusso.CodiceNodo, flusso.ErrNodo, "fault", ": il Nodo ha risposto PPT_ID_FLUSSO_SCONOSCIUTO: Identificativo flusso sconosciuto.",
		},
		{"fault of SOAP", `<s:Envelope xmlns:s="x"><s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>non
  disponibile</faultstring></s:Fault></s:Body></s:Envelope>`, flusso.CodiceNodo, flusso.ErrNodo, "Fault", "il Nodo ha risposto s:Server: non disponibile"},
		{"nothing", busta(""), flusso.CodiceMancante, flusso.ErrSchema, "xmlRendicontazione", ""},
		{"nothing in it", busta("<xmlRendicontazione/>"), flusso.CodiceMancante, flusso.ErrSchema, "xmlRendicontazione", ""},
		{
			"MTOM", busta(`<xmlRendicontazione><xop:Include xmlns:xop="http://www.w3.org/2004/08/xop/include" href="cid:1"/></xmlRendicontazione>`),
			flusso.CodiceFormato, flusso.ErrFormato, "xmlRendicontazione", "il flusso è un allegato MTOM della risposta: salvare la parte allegata",
		},
		{
			"list of flows", strings.ReplaceAll(busta("<elencoFlussiRendicontazione/>"), "ChiediFlusso", "ChiediElencoFlussi"),
			flusso.CodiceFormato, flusso.ErrFormato, "nodoChiediElencoFlussiRendicontazioneRisposta", elenco,
		},
		{"list of flows alone", "<nodoChiediElencoFlussiRendicontazioneRisposta/>", flusso.CodiceFormato, flusso.ErrFormato, "nodoChiediElencoFlussiRendicontazioneRisposta", elenco},
		{"PDF in base64", busta("<xmlRendicontazione>" + in64("%PDF-1.7\n") + "</xmlRendicontazione>"), flusso.CodiceFormato, flusso.ErrFormato, "", "documento PDF"},
		{"journal in base64", in64("<flusso_giornale_di_cassa/>"), flusso.CodiceFormato, flusso.ErrFormato, "", "è un documento OPI"},
		{"no base64", busta("<xmlRendicontazione>!!!</xmlRendicontazione>"), flusso.CodiceFormato, flusso.ErrFormato, "xmlRendicontazione", "il contenuto non è in base64"},
		{"cut answer", busta("<xmlRendicontazione>" + in64(xml))[:600], flusso.CodiceXML, flusso.ErrXML, "Envelope/Body/nodoChiediFlussoRendicontazioneRisposta/xmlRendicontazione", ""},
		{"cut after the flow", strings.TrimSuffix(busta("<xmlRendicontazione>"+in64(xml)+"</xmlRendicontazione>"), "</soapenv:Envelope>"), flusso.CodiceXML, flusso.ErrXML, "Envelope", ""},
		{"wrappers without end", in64(in64(in64(in64(in64(xml))))), flusso.CodiceFormato, flusso.ErrFormato, "", ""},
		{"another root", "<a/>", flusso.CodiceElemento, flusso.ErrSchema, "a", ""},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			_, _, err := flusso.Leggi([]byte(tt.testo))
			var e *flusso.Errore
			require.ErrorAs(t, err, &e)
			require.Equal(t, tt.codice, e.Codice, err.Error())
			require.ErrorIs(t, err, tt.tipo)
			require.Equal(t, tt.campo, e.Campo, err.Error())
			require.Contains(t, err.Error(), tt.contiene)
			require.Positive(t, e.Riga)
		})
	}
}

// The text of base64 may be longer than any other of a document, and no copy of it is
// made for each wrapper but its own.
func TestLeggiBustaGrande(t *testing.T) {
	const righe = 20_000
	xml := documento(t, righe)
	var b bytes.Buffer
	fmt.Fprint(&b, busta("<xmlRendicontazione>"+base64.StdEncoding.EncodeToString(xml)+"</xmlRendicontazione>"))
	require.Greater(t, b.Len(), 8<<20)
	f, avvisi, err := flusso.Leggi(b.Bytes())
	require.NoError(t, err)
	require.Len(t, f.Righe, righe)
	require.Len(t, avvisi, 2)
	_, _, err = flusso.Leggi(b.Bytes(), flusso.ConMaxByte(1<<20))
	require.ErrorIs(t, err, flusso.ErrLimite)
}
