package comandi

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
)

// TestExamples proves what -h shows: the declared answer of every command is
// the answer to its declared input.
func TestExamples(t *testing.T) {
	for _, c := range tutti() {
		t.Run(c.nome, func(t *testing.T) {
			var out bytes.Buffer
			require.NoError(t, rispondi(c, strings.NewReader(c.esempio+"\n"), &out))
			require.Equal(t, 1, strings.Count(out.String(), "\n"), "one answer a line")
			var got, want any
			require.NoError(t, json.Unmarshal(out.Bytes(), &got))
			require.NoError(t, json.Unmarshal([]byte(c.risposta), &want), "declared answer: %s", c.risposta)
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("answer (-declared +got):\n%s\n%s", d, out.String())
			}
		})
	}
}

func TestNamesAreUnique(t *testing.T) {
	visti := map[string]bool{}
	for _, c := range tutti() {
		require.False(t, visti[c.nome], c.nome)
		visti[c.nome] = true
	}
}

// eco answers with what it was asked, for the tests of the frame.
var eco = crea("prova", "eco", "echo", "", "", func(in struct {
	Testo *string `json:"testo"`
	Aux   cifre   `json:"aux"`
},
) (map[string]any, error) {
	if in.Testo == nil {
		return map[string]any{}, nil
	}
	if *in.Testo == "errore" {
		return nil, errors.New("refused")
	}
	return map[string]any{"testo": *in.Testo, "aux": in.Aux}, nil
})

func TestFrame(t *testing.T) {
	tests := []struct{ nome, in, want string }{
		{"answer", `{"testo":"a"}`, `{"ok":true,"aux":0,"testo":"a"}`},
		{"id echoed as it is", `{"id":{"a":[1,"}"]},"testo":"a"}`, `{"id":{"a":[1,"}"]},"ok":true,"aux":0,"testo":"a"}`},
		{"id last", `{"testo":"a" , "id" : "x\"y" }`, `{"id":"x\"y","ok":true,"aux":0,"testo":"a"}`},
		{"id alone", `{"id":null}`, `{"id":null,"ok":true}`},
		{"id in the middle", `{"aux":1,"id":12.50,"testo":"a"}`, `{"id":12.50,"ok":true,"aux":1,"testo":"a"}`},
		{"empty object", `{}`, `{"ok":true}`},
		{"code as a string", `{"testo":"a","aux":"3"}`, `{"ok":true,"aux":3,"testo":"a"}`},
		{"not JSON", `{`, `{"ok":false,"errore":{"codice":"RICHIESTA","campo":"","messaggio":"json: JSON (riga 1, colonna 2): JSON non ben formato: manca la fine"}}`},
		{"empty line", ``, `{"ok":false,"errore":{"codice":"RICHIESTA","campo":"","messaggio":"json: JSON (riga 1, colonna 1): JSON non ben formato: manca la fine"}}`},
		{"no object", `[1]`, `{"ok":false,"errore":{"codice":"RICHIESTA","campo":"","messaggio":"la riga non è un oggetto JSON"}}`},
		{"two values", `{} {}`, `{"ok":false,"errore":{"codice":"RICHIESTA","campo":"","messaggio":"json: JSON (riga 1, colonna 4): JSON non ben formato: altro dopo la fine"}}`},
		{"not UTF-8", "{\"testo\":\"\xff\"}", `{"ok":false,"errore":{"codice":"RICHIESTA","campo":"","messaggio":"json: CODIFICA testo (riga 1, colonna 11): testo non UTF-8"}}`},
		{"unknown member", `{"id":1,"x":2}`, `{"id":1,"ok":false,"errore":{"codice":"RICHIESTA","campo":"","messaggio":"json: MEMBRO x (riga 1, colonna 6): membro sconosciuto"}}`},
		{"member twice", `{"id":1,"testo":"a","testo":"b"}`, `{"id":1,"ok":false,"errore":{"codice":"RICHIESTA","campo":"","messaggio":"json: MEMBRO testo (riga 1, colonna 21): membro ripetuto"}}`},
		{"member in another case", `{"id":1,"TESTO":"a"}`, `{"id":1,"ok":false,"errore":{"codice":"RICHIESTA","campo":"","messaggio":"json: MEMBRO TESTO (riga 1, colonna 10): membro con altre maiuscole"}}`},
		{"half a character", `{"testo":"\ud83d"}`, `{"ok":false,"errore":{"codice":"RICHIESTA","campo":"","messaggio":"json: CODIFICA testo (riga 1, colonna 11): testo non UTF-8"}}`},
		{"refused", `{"id":1,"testo":"errore"}`, `{"id":1,"ok":false,"errore":{"codice":"RICHIESTA","campo":"","messaggio":"refused"}}`},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			var out bytes.Buffer
			require.NoError(t, rispondi(eco, strings.NewReader(tt.in+"\n"), &out))
			require.Equal(t, tt.want+"\n", out.String())
		})
	}
}

func TestOneAnswerALineInOrder(t *testing.T) {
	var out bytes.Buffer
	in := "{\"id\":1}\r\n{\"id\":2}\n\n{\"id\":3}"
	require.NoError(t, rispondi(eco, strings.NewReader(in), &out))
	require.Equal(t, `{"id":1,"ok":true}
{"id":2,"ok":true}
{"ok":false,"errore":{"codice":"RICHIESTA","campo":"","messaggio":"json: JSON (riga 1, colonna 1): JSON non ben formato: manca la fine"}}
{"id":3,"ok":true}
`, out.String())
}

func TestLongLineIsRefusedAndTheNextAnswered(t *testing.T) {
	lunga := io.MultiReader(
		strings.NewReader(`{"testo":"`), io.LimitReader(lettera('x'), maxRiga), strings.NewReader("\"}\n{\"id\":2}\n"))
	var out bytes.Buffer
	require.NoError(t, rispondi(eco, lunga, &out))
	require.Equal(t, `{"ok":false,"errore":{"codice":"RICHIESTA","campo":"","messaggio":"riga di oltre 64 MiB"}}
{"id":2,"ok":true}
`, out.String())
}

type lettera byte

func (l lettera) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(l)
	}
	return len(b), nil
}

func TestAnswersAreFlushedWhenTheInputPauses(t *testing.T) {
	in, domande := io.Pipe()
	risposte, out := io.Pipe()
	go func() { out.CloseWithError(rispondi(eco, in, out)) }()
	b := make([]byte, 64)
	for range 2 {
		_, err := io.WriteString(domande, "{\"id\":7}\n")
		require.NoError(t, err)
		n, err := risposte.Read(b)
		require.NoError(t, err)
		require.Equal(t, "{\"id\":7,\"ok\":true}\n", string(b[:n]))
	}
	require.NoError(t, domande.Close())
	_, err := risposte.Read(b)
	require.ErrorIs(t, err, io.EOF)
}

func TestCommandLine(t *testing.T) {
	var out, diario bytes.Buffer
	require.Equal(t, uscitaOK, Esegui(nil, nil, &out, &diario))
	require.Contains(t, out.String(), "uso: quietanza COMANDO")
	require.Equal(t, uscitaErrata, Esegui([]string{"niente"}, nil, io.Discard, &diario))
	require.Contains(t, diario.String(), `comando sconosciuto: "niente"`)
}

type rotto struct{ error }

func (r rotto) Read([]byte) (int, error)  { return 0, r.error }
func (r rotto) Write([]byte) (int, error) { return 0, r.error }

func TestInputOutputFailures(t *testing.T) {
	guasto := rotto{errors.New("disk on fire")}
	require.ErrorIs(t, rispondi(eco, guasto, io.Discard), guasto.error)
	require.ErrorIs(t, rispondi(eco, strings.NewReader("{}\n"), guasto), guasto.error)
}

// TestRispondi: a request by itself.
func TestRispondi(t *testing.T) {
	risposta, accolta := Rispondi("nav", []byte(`{"nav":"001190280072147087"}`))
	require.True(t, accolta, string(risposta))
	require.Contains(t, string(risposta), `"iuv":"190280072147087"`)
	risposta, accolta = Rispondi("niente", nil)
	require.False(t, accolta)
	require.JSONEq(t, `{"ok":false,"errore":{"codice":"RICHIESTA","campo":"","messaggio":"comando sconosciuto: \"niente\""}}`, string(risposta))
}
