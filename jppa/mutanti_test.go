package jppa_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	mutanti "github.com/quietanza/quietanza/internal/mutanti/prova"
	"github.com/quietanza/quietanza/jppa"
)

// differenze are where the strict readers and the schemas part, and why.
var differenze = slices.Concat(mutanti.Comuni, mutanti.Date, mutanti.Buste, []mutanti.Classe{
	mutanti.Decimali, mutanti.Binari, mutanti.TipoDetto,
	{
		Nome:   "the XML inside",
		Motivo: "The schema of the message has a text there; what it must hold another schema says, and the reader reads both.",
		Dove: func(d *mutanti.Differenza) bool {
			return strings.HasPrefix(d.Foglia(), "xmlDettaglio")
		},
	},
	{
		Nome:    "encoding that the XML inside declares",
		Motivo:  "It came as characters of the XML around it, and its own declaration says nothing of them any more.",
		Accetta: true,
		Dove: func(d *mutanti.Differenza) bool {
			return strings.HasSuffix(d.Porta, "dentro") && d.Operatore == "dichiarazione" && strings.Contains(d.Valore, "encoding")
		},
	},
})

// TestSchemiUfficiali compares the strict readers with the official schemas: of the message
// in its envelope, and of the XML that stands in it as a text.
func TestSchemiUfficiali(t *testing.T) {
	cartella := mutanti.Cartella(t)
	scritta := func(b []byte, err error) []byte {
		t.Helper()
		require.NoError(t, err)
		return b
	}
	errore := jppa.RispostaInviaEsito{
		DataOperazione: notificaPiena.DataOperazione, Esito: jppa.EsitoError, Messaggi: []jppa.Messaggio{{Codice: "A", Descrizione: "b"}},
		Dettaglio: &jppa.DettaglioInviaEsito{Esito: jppa.EsitoInterno{Codice: jppa.EsitoError, Messaggi: []jppa.Messaggio{{Codice: "c", Descrizione: "d"}, {}}}},
	}
	chiede := jppa.RichiestaRecuperaRT{
		IdentificativoDominio: "1", DataOperazione: notificaPiena.DataOperazione, IdentificativoUnivocoVersamento: "1", CodiceContestoPagamento: "n/a",
	}
	senzaCCP := chiede
	senzaCCP.CodiceContestoPagamento = ""
	rifiuto := jppa.RispostaRecuperaRT{
		DataOperazione: notificaPiena.DataOperazione, Esito: jppa.EsitoError, Messaggi: []jppa.Messaggio{{Codice: "RICHIESTA", Descrizione: "x"}},
		Dettaglio: &jppa.DettaglioRecuperaRT{Esito: jppa.EsitoEsterno{Code: jppa.EsitoError, Messaggi: []jppa.Messaggio{{Codice: "c", Descrizione: "d"}}}},
	}
	risposte := [][]byte{scritta(jppa.AppendRispostaRecuperaRT(nil, rispostaPiena(t))), scritta(jppa.AppendRispostaRecuperaRT(nil, rifiuto))}
	for _, d := range documenti(t) {
		r, err := jppa.RispondiRecuperaRT(domanda(d.CCP()), "maggioli", notificaPiena.DataOperazione, &archivio{documenti: []jppa.Documento{d}})
		require.NoError(t, err)
		require.Equal(t, jppa.EsitoOK, r.Esito)
		risposte = append(risposte, scritta(jppa.AppendRispostaRecuperaRT(nil, r)))
	}
	busta := mutanti.SchemaBusta(t, cartella)
	var porte []mutanti.Porta
	for _, m := range []struct {
		nome, servizio, campo string
		testi                 [][]byte
		leggi                 func([]byte) error
	}{
		{
			"InviaEsito, domanda", "internal", "xmlDettaglioRichiesta",
			[][]byte{scritta(jppa.AppendRichiestaInviaEsito(nil, notificaPiena, jppa.Formato{}))},
			legge(jppa.ParseRichiestaInviaEsito),
		},
		{"InviaEsito, risposta", "internal", "xmlDettaglioRisposta", [][]byte{scritta(jppa.AppendRispostaInviaEsito(nil, errore))}, legge(jppa.ParseRispostaInviaEsito)},
		{
			"RecuperaRT, domanda", "external", "xmlDettaglioRichiesta",
			[][]byte{scritta(jppa.AppendRichiestaRecuperaRT(nil, chiede, jppa.Formato{})), scritta(jppa.AppendRichiestaRecuperaRT(nil, senzaCCP, jppa.Formato{}))},
			legge(jppa.ParseRichiestaRecuperaRT),
		},
		{"RecuperaRT, risposta", "external", "xmlDettaglioRisposta", risposte, legge(jppa.ParseRispostaRecuperaRT)},
	} {
		wsdl, spazio := filepath.Join(cartella, "jppa", "jppapdp-ws-"+m.servizio+".wsdl"), base+"/"+m.servizio
		fuori := mutanti.SchemaWSDL(t, wsdl, spazio, map[string]string{"xs": "http://www.w3.org/2001/XMLSchema", "tns": spazio})
		intera := mutanti.Porta{
			Nome: m.nome, Schema: mutanti.Importa(t, map[string]string{mutanti.SpazioSOAP: busta, spazio: fuori}), Tipi: []string{wsdl}, Leggi: m.leggi,
		}
		dentro := mutanti.Porta{
			Nome: m.nome + ", dentro", Schema: filepath.Join(cartella, "jppa", "jppapdp-ws-"+m.servizio+".xsd"), Leggi: m.leggi,
			Incarta: func(b []byte) []byte {
				if !utf8.Valid(b) || strings.ContainsFunc(string(b), fuoriXML) {
					return nil // no text of XML
				}
				prima, _, dopo := dettaglioDi(m.testi[0], m.campo)
				return []byte(prima + protegge.Replace(string(b)) + dopo)
			},
		}
		for i, testo := range m.testi {
			_, dettaglio, _ := dettaglioDi(testo, m.campo)
			intera.Semi = append(intera.Semi, mutanti.Seme{Nome: fmt.Sprint("busta ", i), Dati: testo})
			dentro.Semi = append(dentro.Semi, mutanti.Seme{Nome: fmt.Sprint("dettaglio ", i), Dati: []byte(dettaglio)})
		}
		porte = append(porte, intera, dentro)
	}
	mutanti.Confronta(t, differenze, porte...)
}

// dettaglioDi returns the XML inside a message, and what stands around it.
func dettaglioDi(testo []byte, campo string) (prima, dettaglio, dopo string) {
	prima, resto, _ := strings.Cut(string(testo), "<"+campo+">")
	dettaglio, dopo, _ = strings.Cut(resto, "</"+campo+">")
	return prima + "<" + campo + ">", strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(dettaglio), "</" + campo + ">" + dopo
}

func fuoriXML(r rune) bool { return r < ' ' && r != '\t' && r != '\n' || r == 0xFFFE || r == 0xFFFF }

func legge[T any](f func([]byte) (T, error)) func([]byte) error {
	return func(b []byte) error {
		_, err := f(b)
		return err
	}
}

func TestElencoDifferenze(t *testing.T) { mutanti.Elenco(t, "jppa", differenze) }
