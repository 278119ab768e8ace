package membri_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/membri"
)

type membro struct{ Nome, Valore string }

func di(s string) (trovati []membro) {
	for nome, v := range membri.Di(s) {
		trovati = append(trovati, membro{nome, v})
	}
	return trovati
}

func elementi(s string) (trovati []string) {
	for v := range membri.Elementi(s) {
		trovati = append(trovati, v)
	}
	return trovati
}

func TestDi(t *testing.T) {
	tests := []struct {
		nome, testo string
		want        []membro
	}{
		{"every kind of value", `{"a":1,"b":"x","c":true,"d":null,"e":{"a":[1,{}]},"f":[2,"]"],"g":-1.5e3}`, []membro{
			{"a", "1"}, {"b", `"x"`}, {"c", "true"}, {"d", "null"}, {"e", `{"a":[1,{}]}`}, {"f", `[2,"]"]`}, {"g", "-1.5e3"},
		}},
		{"blanks everywhere", " \n{ \"a\" :\t1 ,\r\"b\" : [ 1 , 2 ] } ", []membro{{"a", "1"}, {"b", "[ 1 , 2 ]"}}},
		{"empty", `{ }`, nil},
		{"twice", `{"a":1,"a":2}`, []membro{{"a", "1"}, {"a", "2"}}},
		{"escapes", `{"\u0061\"b":"}\\\"","è":1}`, []membro{{`a"b`, `"}\\\""`}, {"è", "1"}}},
		{"brackets in texts", `{"a":{"x":"}{]["},"b":1}`, []membro{{"a", `{"x":"}{]["}`}, {"b", "1"}}},
		{"no UTF-8", "{\"\xff\":\"\xff\"}", []membro{{"\ufffd", "\"\xff\""}}},
		{"no object", `["a",1]`, nil},
		{"a text", `"{"`, nil},
		{"nothing", ``, nil},
		{"cut", `{"a":1,"b`, []membro{{"a", "1"}}},
		{"no value", `{"a":1,"b":`, []membro{{"a", "1"}}},
		{"no colon", `{"a" 1}`, nil},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) { require.Empty(t, cmp.Diff(tt.want, di(tt.testo))) })
	}
}

func TestElementi(t *testing.T) {
	tests := []struct {
		nome, testo string
		want        []string
	}{
		{"every kind of value", `[1,"x",true,null,{"a":[1]},[2,"]"]]`, []string{"1", `"x"`, "true", "null", `{"a":[1]}`, `[2,"]"]`}},
		{"blanks", " [ 1 , 2 ] ", []string{"1", "2"}},
		{"empty", `[ ]`, nil},
		{"no array", `{"a":1}`, nil},
		{"nothing", ``, nil},
		{"cut", `[1,"b`, []string{"1", `"b`}},
		{"no element", `[1,`, []string{"1"}},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) { require.Empty(t, cmp.Diff(tt.want, elementi(tt.testo))) })
	}
}

func TestTesto(t *testing.T) {
	for v, want := range map[string]string{
		`""`: "", `"a"`: "a", `"è"`: "è", `"\u00e8\n"`: "è\n", `"\ud83d\ude00"`: "\U0001f600", `"\ud83d"`: "\ufffd", "\"\xff\"": "\ufffd",
	} {
		s, ok := membri.Testo(v)
		require.True(t, ok, v)
		require.Equal(t, want, s)
	}
	for _, v := range []string{``, `"`, `a`, `1`, `null`, `{"a":"b"}`, `"\x"`} {
		_, ok := membri.Testo(v)
		require.False(t, ok, v)
	}
}

func TestAppendTesto(t *testing.T) {
	for _, s := range []string{"", "a", "è\U0001f600", "\"\\/\n\r\t\x00\x1f\b", "<&>"} {
		b := membri.AppendTesto([]byte("x"), s)
		letto, ok := membri.Testo(string(b[1:]))
		require.True(t, ok)
		require.Equal(t, s, letto)
		require.True(t, json.Valid(b[1:]))
	}
}

// Nothing is copied but what is escaped; each of the eight walks below may take
// memory once.
func TestSenzaCopie(t *testing.T) {
	testo := `{"a":[1,{"b":"x"}],"c":"è"}`
	require.LessOrEqual(t, testing.AllocsPerRun(100, func() {
		for nome, v := range membri.Di(testo) {
			if _, ok := membri.Testo(v); nome == "c" && !ok {
				t.Fatal(v)
			}
			for e := range membri.Elementi(v) {
				for range membri.Di(e) {
				}
			}
		}
	}), 8.0)
}

func TestSmetteQuandoBasta(t *testing.T) {
	n := 0
	for range membri.Di(`{"a":1,"b":2}`) {
		n++
		break
	}
	for range membri.Elementi(`[1,2]`) {
		n++
		break
	}
	require.Equal(t, 2, n)
}

// FuzzMembri holds the walk to what encoding/json gives: the same members with
// the same values, the same elements; of a text that is not JSON, no panic.
func FuzzMembri(f *testing.F) {
	for _, s := range []string{
		`{"a":1,"b":{"c":[1,{"d":"}"}]},"\u0061":null}`, `[1,"x",[],{}]`, ` {"a" : -1e5 } `, `{"a":1`, `"x"`, `{}`, `[`, `{"a":"\`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		nostri := map[string]string{}
		for nome, v := range membri.Di(string(data)) {
			nostri[nome] = v
		}
		nostriElementi := elementi(string(data))
		if !json.Valid(data) {
			return
		}
		confronta(t, data, nostri, nostriElementi)
	})
}

func confronta(t *testing.T, data []byte, nostri map[string]string, nostriElementi []string) {
	t.Helper()
	loro := map[string]string{}
	var oggetto map[string]json.RawMessage
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) {
		require.NoError(t, json.Unmarshal(data, &oggetto))
	}
	for nome, v := range oggetto {
		loro[nome] = string(v)
	}
	require.Empty(t, cmp.Diff(loro, nostri), "%q", data)
	var lista []json.RawMessage
	if strings.HasPrefix(strings.TrimSpace(string(data)), "[") {
		require.NoError(t, json.Unmarshal(data, &lista))
	}
	var loroElementi []string
	for _, v := range lista {
		loroElementi = append(loroElementi, string(v))
	}
	require.Empty(t, cmp.Diff(loroElementi, nostriElementi), "%q", data)
}
