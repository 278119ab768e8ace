package prova

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// SpazioSOAP is the namespace of SOAP 1.1.
const SpazioSOAP = "http://schemas.xmlsoap.org/soap/envelope/"

// SchemaBusta writes the official schema of the SOAP envelope with a Body that holds what
// a WSDL binds to it: one element that a schema declares.
func SchemaBusta(t testing.TB, cartella string) string {
	t.Helper()
	dati, err := os.ReadFile(filepath.Join(cartella, "nodo", "envelope.xsd"))
	require.NoError(t, err)
	const corpo = `<xs:any namespace="##any" minOccurs="0" maxOccurs="unbounded" processContents="lax" />`
	require.Contains(t, string(dati), corpo)
	return scrivi(t, "busta.xsd", strings.Replace(string(dati), corpo, `<xs:any namespace="##any" processContents="strict"/>`, 1))
}

// Importa writes a schema of the namespaces given, each with the file of its schema.
func Importa(t testing.TB, schemi map[string]string) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">`)
	for _, spazio := range slices.Sorted(maps.Keys(schemi)) {
		fmt.Fprintf(&b, `<xs:import namespace="%s" schemaLocation="%s"/>`, spazio, schemi[spazio])
	}
	b.WriteString(`</xs:schema>`)
	return scrivi(t, "tutti.xsd", b.String())
}

func scrivi(t testing.TB, nome, testo string) string {
	t.Helper()
	p := filepath.Join(t.TempDir(), nome)
	require.NoError(t, os.WriteFile(p, []byte(testo), 0o600))
	return p
}

// SchemaWSDL writes a schema that stands in a WSDL, that of a target namespace, where the
// prefixes given are bound too, and returns its file. sostituzioni are pairs as of
// strings.NewReplacer.
func SchemaWSDL(t testing.TB, wsdl, spazio string, prefissi map[string]string, sostituzioni ...string) string {
	t.Helper()
	dati, err := os.ReadFile(wsdl) //nolint:gosec // a folder of the person who runs the tests
	require.NoError(t, err)
	for _, s := range schemaWSDL.FindAllStringSubmatch(string(dati), -1) {
		if !strings.Contains(s[1], `targetNamespace="`+spazio+`"`) {
			continue
		}
		testa := s[1]
		for _, p := range slices.Sorted(maps.Keys(prefissi)) {
			if !strings.Contains(testa, "xmlns:"+p+"=") {
				testa += ` xmlns:` + p + `="` + prefissi[p] + `"`
			}
		}
		return scrivi(t, "servizio.xsd", strings.NewReplacer(sostituzioni...).Replace(strings.Replace(s[0], s[1], testa, 1)))
	}
	require.Failf(t, "no schema", "%s has none of %s", wsdl, spazio)
	return ""
}
