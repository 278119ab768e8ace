package piemontepay_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/chiusura/prova"
	"github.com/quietanza/quietanza/piemontepay"
)

func porte(t testing.TB) []prova.Porta {
	t.Helper()
	const identificativo = "0123456789_ABc"
	digest := []string{vettori[0].quattro}
	pp := []prova.Porta{
		{Nome: "ParseIdentificativoPagamento", Forma: prova.Valore, Semi: []string{identificativo}, Leggi: prova.Testo(piemontepay.ParseIdentificativoPagamento), Scrivi: prova.Stringa},
		{Nome: "LeggiIdentificativoPagamento", Forma: prova.Valore, Semi: []string{identificativo, "6ba7b810-9dad-11d1"}, Leggi: prova.TestoTollerato(piemontepay.LeggiIdentificativoPagamento), Scrivi: prova.Stringa},
		{Nome: "ParseDigest", Forma: prova.Valore, Semi: digest, Leggi: prova.Testo(piemontepay.ParseDigest), Scrivi: prova.Stringa},
		{
			Nome: "ParseRitorno", Forma: prova.Query, Leggi: prova.Testo(piemontepay.ParseRitorno),
			Semi: []string{"https://ente.it/r?idPagamento=" + identificativo + "&digest=" + digest[0] + "&codEsito=000&altro=a%20b", "idPagamento=1&source=pagamentoIUV&descEsito=SUCCESSO&iuv=1#x"},
		},
	}
	for _, p := range [][]prova.Porta{prova.Testuale[piemontepay.IdentificativoPagamento]("IdentificativoPagamento", identificativo), prova.Testuale[piemontepay.Digest]("Digest", digest...)} {
		pp = append(pp, p...)
	}
	for _, g := range generazioni {
		p := prova.Porta{
			Nome: "ParseMessaggio", Forma: prova.XML, Ripetibili: elenchi,
			Leggi:      prova.Legge(func(b []byte) (piemontepay.Messaggio, error) { return piemontepay.ParseMessaggio(b, g) }),
			Scrivi:     prova.Scrive(func(m piemontepay.Messaggio) ([]byte, error) { return piemontepay.AppendMessaggio(nil, m, g) }),
			NonScritto: func(x any, _ error) string { return contraddetto(x.(piemontepay.Messaggio)) }, //nolint:forcetypeassert // as read
		}
		for _, m := range messaggi(g) {
			nudo, err := piemontepay.AppendMessaggio(nil, m, g)
			require.NoError(t, err)
			imbustato, err := piemontepay.AppendBusta(nil, m, g, nil)
			require.NoError(t, err)
			p.Semi = append(p.Semi, string(nudo), string(imbustato))
		}
		pp = append(pp, p)
	}
	riconosci := pp[len(pp)-1]
	riconosci.Nome, riconosci.NonScritto = "RiconosciMessaggio", func(x any, _ error) string {
		return contraddetto(x.(riconosciuto).Messaggio) //nolint:forcetypeassert // as read
	}
	riconosci.Leggi = prova.Legge(func(b []byte) (riconosciuto, error) {
		m, g, err := piemontepay.RiconosciMessaggio(b)
		return riconosciuto{m, g}, err
	})
	riconosci.Scrivi = prova.Scrive(func(r riconosciuto) ([]byte, error) {
		return piemontepay.AppendMessaggio(nil, r.Messaggio, r.Generazione)
	})
	return append(pp, riconosci)
}

// riconosciuto is a message of the generation that was found.
type riconosciuto struct {
	piemontepay.Messaggio
	piemontepay.Generazione
}

// contraddetto says why a message is not written.
func contraddetto(m piemontepay.Messaggio) string {
	if len(piemontepay.Violazioni(m)) > 0 {
		return "a message that contradicts itself is answered with a code, and sent by nobody"
	}
	return ""
}

// elenchi are the lists of the schemas.
var elenchi = prova.Elenchi("ComponenteImporto", "Riferimento", "PosizioneDaInserire", "PosizioneDaAggiornare", "PosizioneDebitoriaInserita",
	"NotificaPagamento", "ElencoRT/RT", "AvvisoScaduto")

func TestChiusura(t *testing.T) { prova.Verifica(t, porte(t), nil) }

func FuzzChiusura(f *testing.F) { prova.Fuzz(f, porte(f)) }
