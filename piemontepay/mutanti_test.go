package piemontepay_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	mutanti "github.com/quietanza/quietanza/internal/mutanti/prova"
	"github.com/quietanza/quietanza/piemontepay"
)

// differenze are where the strict readers and the schemas part, and why.
var differenze = slices.Concat(mutanti.Comuni, mutanti.Date, mutanti.Buste, []mutanti.Classe{
	mutanti.Decimali, mutanti.Binari,
	{
		Nome:    "amounts of the newer generation",
		Motivo:  "To 999999999.99 in the schema of the published server; the common types published with it are the older ones.",
		Accetta: true,
		Dove: func(d *mutanti.Differenza) bool {
			return strings.HasPrefix(d.Porta, string(piemontepay.Multibeneficiario)) && strings.HasPrefix(d.Foglia(), "Importo")
		},
	},
})

// TestSchemiUfficiali compares the strict reader with the official schemas, for every
// message of both generations, bare and in its envelope.
func TestSchemiUfficiali(t *testing.T) {
	cartella := mutanti.Cartella(t)
	busta := mutanti.SchemaBusta(t, cartella)
	var porte []mutanti.Porta
	for _, g := range generazioni {
		leggi := func(b []byte) error {
			_, err := piemontepay.ParseMessaggio(b, g)
			return err
		}
		comuni := filepath.Join(cartella, "piemontepay", "EPaywsoCommonTypes.xsd")
		for _, m := range messaggi(g) {
			o := piemontepay.OperazioneDi(m)
			schema := filepath.Join(cartella, "piemontepay", schemaDi(o, g))
			nudo, err := piemontepay.AppendMessaggio(nil, m, g)
			require.NoError(t, err)
			porte = append(porte, mutanti.Porta{
				Nome: string(g) + ", " + string(o), Schema: schema, Tipi: []string{schema, comuni}, Semi: []mutanti.Seme{{Nome: "nudo", Dati: nudo}}, Leggi: leggi,
			})
			if o != piemontepay.OpInserisciListaDiCarico {
				continue
			}
			intero, err := piemontepay.AppendBusta(nil, m, g, nil)
			require.NoError(t, err)
			porte = append(porte, mutanti.Porta{
				Nome: string(g) + ", busta", Schema: mutanti.Importa(t, map[string]string{mutanti.SpazioSOAP: busta, "http://www.csi.it/epay/epaywso/enti2epaywso/types": schema}),
				Tipi: []string{schema, comuni}, Semi: []mutanti.Seme{{Nome: "busta", Dati: intero}}, Leggi: leggi,
			})
		}
	}
	mutanti.Confronta(t, differenze, porte...)
}

// schemaDi returns the official schema of an operation.
func schemaDi(o piemontepay.Operazione, g piemontepay.Generazione) string {
	switch {
	case o == piemontepay.OpRisposta:
		return "EPaywsoCommonTypes.xsd"
	case o != piemontepay.OpInserisciListaDiCarico && o != piemontepay.OpAggiornaPosizioniDebitorie:
		return "EPaywso2EntiServiceTypes.xsd"
	case g == piemontepay.Multibeneficiario:
		return "server-multibeneficiario-Enti2EPaywsoServiceTypes.xsd"
	}
	return "Enti2EPaywsoServiceTypes.xsd"
}

func TestElencoDifferenze(t *testing.T) { mutanti.Elenco(t, "piemontepay", differenze) }
