package pendenza

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

// completa is a position with every kind of member.
const completa = `{
	"idA2A": "APP", "idPendenza": "P-1", "idDominio": "00429440068", "idTipoPendenza": "IMU.1", "causale": "Imposta di \"città\"", "importo": 122.5,
	"numeroAvviso": "301000000000004285", "dataScadenza": "2030-12-31", "annoRiferimento": 2024, "datiAllegati": {"a":[1,{"b":null}]}, "tassonomiaAvviso": "Imposte e tasse",
	"documento": {"identificativo": "DOC", "descrizione": "Documento", "soglia": {"tipo": "ENTRO", "giorni": 5}},
	"soggettoPagatore": {"tipo": "F", "identificativo": "TSTPNI70D01L219V", "anagrafica": "Pino Test", "cap": null, "email": "pino.test@ente.it"},
	"allegati": [{"nome": "a.txt", "tipo": "text/plain", "contenuto": "aGFzaA=="}],
	"proprieta": {"linguaSecondaria": "de", "descrizioneImporto": [{"voce": "Interessi", "importo": "1.00"}], "informativaImportoAvviso": ""},
	"voci": [
		{"idVocePendenza": "v1", "importo": "100.00", "descrizione": "Acconto", "codEntrata": "IMU", "metadata": {"mapEntries": [{"key": "k", "value": "v"}]}},
		{"idVocePendenza": "v3", "importo": "22.5", "descrizione": "Diritti", "ibanAccredito": "IT60X0542811101000000123456", "tipoContabilita": "ALTRO",
			"codiceContabilita": "0101002IM/", "contabilita": {"quote": [{"capitolo": "1", "annoEsercizio": 2024, "importo": 22.5}], "proprietaCustom": {"x": []}}}
	]}`

// confrontaCorsa reads a document by all strict doors in one go and the long way,
// and reports whether the first of them needed no more.
func confrontaCorsa(t *testing.T, testo string) bool {
	t.Helper()
	nuova := func(l *lettura, testo string) (*Pendenza, []avviso.Violazione, error) {
		return l.nuovaPendenza(testo, Testata{})
	}
	altra := func(l *lettura, testo string) (*Pendenza, []avviso.Violazione, error) {
		return l.nuovaPendenza(testo, Testata{IdDominio: avviso.MustIdDominio("77777777777"), Chiave: Chiave{"B", "2"}})
	}
	intera := false
	for i, porta := range []struct {
		l     lettura
		leggi porta
	}{{lettura{}, nuova}, {lettura{}, altra}, {lettura{vita: true}, (*lettura).tutta}, {lettura{vita: true, e: esame{parziale: true}}, (*lettura).tutta}} {
		letture := 0
		p, v, err := porta.l.esamina([]byte(testo), func(l *lettura, testo string) (*Pendenza, []avviso.Violazione, error) {
			letture++
			return porta.leggi(l, testo)
		})
		attesa, attese, atteso := porta.l.perEsteso(testo, porta.leggi)
		if !reflect.DeepEqual(p, attesa) || !reflect.DeepEqual(v, attese) || fmt.Sprint(err) != fmt.Sprint(atteso) || errors.Is(err, errCorsa) {
			t.Fatalf("%s\n%+v %v %v, the long way\n%+v %v %v", testo, p, v, err, attesa, attese, atteso)
		}
		intera = intera || i == 0 && letture == 1
	}
	return intera
}

// TestCorsa: a document is read the same in one go and the long way, whatever is
// wrong with it and wherever.
func TestCorsa(t *testing.T) {
	require.True(t, confrontaCorsa(t, completa))
	stretta := strings.NewReplacer("\n", "", "\t", "", ": ", ":", ", ", ",").Replace(completa)
	require.True(t, confrontaCorsa(t, stretta))
	for _, testo := range []string{"", " ", "{}", "[]", "null", `{"voci":[]}`, `{"voci":[{}]} `, `{"voci":null}`, `{"datiAllegati":[]}`, `{"causale":5,"importo":"x","voci":[1]}`} {
		confrontaCorsa(t, testo)
	}
	for _, rotta := range []string{
		`{"idA2A":"A","idA2A":"A"}`, `{"idA2A":"A","IDA2A":"A"}`, `{"ignoto":1}`, `{"causale":{}}`, `{"soggettoPagatore":[]}`, `{"voci":{}}`, `{} {}`, `{"id\u00412A":"A"}`,
		`{"anomala":true}`, `{"stato":1,"stato":1}`, `{"datiAllegati":` + strings.Repeat("[", 64) + strings.Repeat("]", 64) + `}`, `{"voci":[` + strings.Repeat("{},", 101) + `{}]}`,
	} {
		require.False(t, confrontaCorsa(t, rotta), rotta)
	}
	r := rand.New(rand.NewPCG(7, 7))
	pezzi := []string{
		`"`, `\`, " ", ",", "{", "}", "[", "]", ":", "0", "00", "-1", "1e2", "12.345", "null", "true", "è", "\xff", "\n", "\x00", `"x":1,`, `\u00e8`, `\ud800`, "{}", "[]",
		`"idA2A":"A",`, `"idA2A":null,`, `"anomala":true,`, `"stato":"NON_ESEGUITA",`, "2030-02-30", `{"a":1}`, "IT61X0542811101000000123456", strings.Repeat("9", 300), "",
	}
	for _, intera := range []string{completa, stretta} {
		for range 4000 {
			da := r.IntN(len(intera))
			confrontaCorsa(t, intera[:da]+pezzi[r.IntN(len(pezzi))]+intera[min(len(intera), da+r.IntN(4)):])
		}
	}
}

func FuzzCorsa(f *testing.F) {
	f.Add(completa)
	f.Add(`{"idA2A":"A","idPendenza":"1","importo":1,"soggettoPagatore":{"tipo":"F"},"voci":[{"importo":1,"contabilita":{"quote":[]}}]}`)
	f.Fuzz(func(t *testing.T, testo string) { confrontaCorsa(t, testo) })
}
