package flusso_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/confronto/prova"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// FuzzParse: what the strict reader takes the lenient one takes with the same
// content and nothing to warn of, the stream gives the same rows, the writer
// writes it again unless the schema has no room for it, and encoding/xml agrees
// about the rows.
func FuzzParse(f *testing.F) {
	f.Add(con(f))
	f.Add(con(f, "Pagamento>9<", "Pagamento>4<"))
	f.Add(con(f, ">100.00<", ">-100<"))
	f.Add(con(f, "T18:30:00", "T18:30:00.123456Z"))
	f.Add([]byte(in64(string(con(f)))))
	f.Add([]byte(busta("<xmlRendicontazione>" + in64(string(con(f))) + "</xmlRendicontazione>")))
	f.Add([]byte(busta("<fault><faultCode>PPT_X</faultCode></fault>")))
	f.Fuzz(func(t *testing.T, dati []byte) {
		letto, err := flusso.Parse(dati)
		tollerato, avvisi, errTollerante := flusso.Leggi(dati)
		if errTollerante == nil {
			if err := tollerato.Valida(); err != nil {
				t.Fatalf("read and not valid: %v", err)
			}
			tollerato.Anomalie()
		}
		if err != nil {
			var e *flusso.Errore
			if !errors.As(err, &e) || e.Riga < 1 || e.Codice == "" {
				t.Fatalf("refusal without a place: %v", err)
			}
			return
		}
		if errTollerante != nil || len(avvisi) != 0 {
			t.Fatalf("lenient: %v, %v", avvisi, errTollerante)
		}
		if d := cmp.Diff(letto, tollerato, confronta); d != "" {
			t.Fatal(d)
		}
		if righe := righeStandard(dati); righe != nil && !slices.Equal(righe, letto.Righe) {
			t.Fatalf("encoding/xml reads %v, Parse %v", righe, letto.Righe)
		}
		scritto, err := flusso.AppendXML(nil, &letto)
		if err != nil {
			if !errors.Is(err, flusso.ErrScrittura) {
				t.Fatal(err)
			}
			return
		}
		altro, err := flusso.Parse(scritto)
		if err != nil {
			t.Fatalf("%v\n%s", err, scritto)
		}
		if d := cmp.Diff(letto, altro, confronta); d != "" {
			t.Fatal(d)
		}
		if ancora, err := flusso.AppendXML(nil, &altro); err != nil || !bytes.Equal(ancora, scritto) {
			t.Fatalf("written twice, not the same: %v", err)
		}
	})
}

// righeStandard reads the rows with encoding/xml, nil when it refuses.
func righeStandard(dati []byte) []flusso.Riga {
	var doc struct {
		Righe []prova.RigaFlusso `xml:"datiSingoliPagamenti"`
	}
	if xml.Unmarshal(dati, &doc) != nil {
		return nil
	}
	righe := []flusso.Riga{}
	for _, r := range doc.Righe {
		esito, err := flusso.ParseEsito(r.Esito)
		if err != nil {
			return nil
		}
		riga := flusso.Riga{IUV: r.IUV, IUR: r.IUR, Esito: esito}
		if r.Indice != "" {
			s := strings.TrimLeft(strings.TrimSpace(r.Indice), "+0")
			if s == "" {
				return nil
			}
			riga.Indice = avviso.Indice(s[0] - '0')
		}
		if riga.Importo.UnmarshalText([]byte(strings.TrimSpace(r.Importo))) != nil {
			return nil
		}
		if d := strings.TrimSpace(r.Data); len(d) < 10 || riga.Data.UnmarshalText([]byte(d[:10])) != nil {
			return nil
		}
		righe = append(righe, riga)
	}
	return righe
}

// FuzzLettore: the stream agrees with the whole document, whatever the sizes in
// which the input arrives.
func FuzzLettore(f *testing.F) {
	f.Add(con(f))
	f.Add(con(f, ">100.00<", ">+100<"))
	f.Add(con(f, ">3</pay_i:n", ">4</pay_i:n"))
	f.Fuzz(func(t *testing.T, dati []byte) {
		intero, _, errIntero := flusso.Leggi(dati)
		var righe []flusso.Riga
		l, err := flusso.NuovoLettoreTollerante(io.MultiReader(bytes.NewReader(dati[:len(dati)/2]), bytes.NewReader(dati[len(dati)/2:])))
		if err == nil {
			var r flusso.Riga
			for r, err = range l.Righe() {
				if err == nil {
					righe = append(righe, r)
				}
			}
		}
		if errIntero != nil {
			if err == nil || !errors.As(err, new(*flusso.Errore)) {
				t.Fatalf("whole: %v, stream: %v", errIntero, err)
			}
			return
		}
		if err != nil && !errors.Is(err, flusso.ErrTotali) {
			t.Fatalf("stream: %v", err)
		}
		if !slices.Equal(righe, intero.Righe) || l.Testata() != intero.Testata {
			t.Fatalf("whole %+v\nstream %+v", intero, righe)
		}
		anomalie, _ := intero.Anomalie()
		anomalie = slices.DeleteFunc(anomalie, func(a flusso.Anomalia) bool { return a.Livello == flusso.LivelloRiga })
		if !slices.Equal(anomalie, l.Anomalie()) {
			t.Fatalf("whole %v, stream %v", anomalie, l.Anomalie())
		}
	})
}

func FuzzLeggiFdR3(f *testing.F) {
	f.Add(conJSON(f))
	f.Add(conJSON(f, "1e2", "1e999"))
	f.Add(conJSON(f, "1e2", "12.345"))
	f.Add([]byte(`{"fdr":"a","payments":[{"data":[]}]}`))
	f.Fuzz(func(t *testing.T, dati []byte) {
		letto, _, err := flusso.LeggiFdR3(dati)
		if err != nil {
			if !errors.As(err, new(*flusso.Errore)) {
				t.Fatalf("%T %v", err, err)
			}
			return
		}
		if err := letto.Valida(); err != nil {
			t.Fatalf("read and not valid: %v", err)
		}
	})
}
