package flusso_test

import (
	"io"
	"testing"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/chiusura/prova"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// lettore reads the whole of a stream.
func lettore(apri func(io.Reader, ...flusso.Opzione) (*flusso.Lettore, error)) func(io.Reader) (any, int, error) {
	return func(r io.Reader) (any, int, error) {
		l, err := apri(r)
		if err != nil {
			return nil, 0, err
		}
		f := flusso.Flusso{}
		for r, err := range l.Righe() {
			if err != nil {
				return nil, 0, err
			}
			f.Righe = append(f.Righe, r)
		}
		f.Testata = l.Testata()
		return f, len(l.Avvertenze()), nil
	}
}

func porte(t testing.TB) []prova.Porta {
	t.Helper()
	xml, jsn := leggiFile(t, "flusso.xml"), leggiFile(t, "flusso.json")
	scrivi := prova.Scrive(func(f flusso.Flusso) ([]byte, error) { return flusso.AppendXML(nil, &f) })
	stretto, largo := lettore(flusso.NuovoLettore), lettore(flusso.NuovoLettoreTollerante)
	const id, chiave = "2026-03-10PPAYITR1XXX-S01", "77777777777|2026-03-10PPAYITR1XXX-S01|2"
	righe, lente := prova.Elenchi("datiSingoliPagamenti"), prova.Elenchi("datiSingoliPagamenti")
	lente["Envelope/Header"] = "any envelope is looked through for the one document in it"
	pp := []prova.Porta{
		{Nome: "Parse", Forma: prova.XML, Ripetibili: righe, Semi: []string{xml}, Leggi: prova.Legge(func(b []byte) (flusso.Flusso, error) { return flusso.Parse(b) }), Scrivi: scrivi},
		{Nome: "Leggi", Forma: prova.XML, Ripetibili: lente, Semi: []string{xml, busta("<xmlRendicontazione>" + in64(xml) + "</xmlRendicontazione>")}, Scrivi: scrivi, Leggi: prova.Tollera(func(b []byte) (flusso.Flusso, []avviso.Avvertenza, error) {
			return flusso.Leggi(b)
		})},
		{Nome: "NuovoLettore", Forma: prova.XML, Semi: []string{xml}, Leggi: prova.Intero(stretto), InPezzi: stretto, Scrivi: scrivi},
		{Nome: "NuovoLettoreTollerante", Forma: prova.XML, Semi: []string{xml}, Leggi: prova.Intero(largo), InPezzi: largo, Scrivi: scrivi},
		{Nome: "LeggiFdR3", Forma: prova.JSON, Semi: []string{jsn}, Leggi: prova.Tollera(func(b []byte) (flusso.Flusso, []avviso.Avvertenza, error) { return flusso.LeggiFdR3(b) })},
		{Nome: "ParseTestataFdR3", Forma: prova.JSON, Semi: []string{jsn}, Leggi: prova.Tollera(func(b []byte) (flusso.TestataFdR3, []avviso.Avvertenza, error) {
			return flusso.ParseTestataFdR3(b)
		})},
		{Nome: "LeggiPaginaFdR3", Forma: prova.JSON, Semi: []string{`{"count":1,"data":[{"iuv":"1","iur":"2","idTransfer":1,"index":1,"pay":1.5,"payStatus":"EXECUTED","payDate":"2026-03-10T10:00:00Z"}],"metadata":{"pageSize":1,"pageNumber":1,"totPage":1}}`}, Leggi: prova.Tollera(func(b []byte) (flusso.PaginaFdR3, []avviso.Avvertenza, error) {
			return flusso.LeggiPaginaFdR3(b)
		})},
		{Nome: "LeggiElencoFdR3", Forma: prova.JSON, Semi: []string{elencoFdR3}, Leggi: prova.Tollera(func(b []byte) (flusso.ElencoFdR3, []avviso.Avvertenza, error) {
			return flusso.LeggiElencoFdR3(b)
		})},
		{Nome: "LeggiErroreFdR3", Forma: prova.JSON, Semi: []string{`{"errorId":"1","httpStatusCode":400,"httpStatusDescription":"x","appErrorCode":"FDR-1000","errors":[{"path":"a","message":"b"}]}`}, Leggi: prova.Tollera(flusso.LeggiErroreFdR3)},
		{Nome: "Esito.UnmarshalJSON", Forma: prova.JSON, Semi: []string{`0`, `"9"`, `"?"`}, Leggi: prova.Riempie((*flusso.Esito).UnmarshalJSON), Scrivi: prova.Scrive(flusso.Esito.MarshalJSON)},
		{Nome: "ParseEsito", Forma: prova.Valore, Semi: []string{"0", "9"}, Leggi: prova.Testo(flusso.ParseEsito), Scrivi: prova.Stringa},
		{Nome: "ParseID", Forma: prova.Valore, Semi: []string{id}, Leggi: prova.Testo(flusso.ParseID), Scrivi: prova.Stringa},
		{Nome: "ParseIDConPSP", Forma: prova.Valore, Semi: []string{id}, Scrivi: prova.Stringa, Leggi: prova.Testo(func(s string) (flusso.ID, error) { return flusso.ParseIDConPSP(s, "PPAYITR1XXX") })},
		{Nome: "ParseChiaveVersione", Forma: prova.Valore, Semi: []string{chiave}, Leggi: prova.Testo(flusso.ParseChiaveVersione), Scrivi: prova.Stringa},
	}
	pp = append(pp, prova.Testuale[flusso.ID]("ID", id)...)
	return append(pp, prova.Testuale[flusso.ChiaveVersione]("ChiaveVersione", chiave)...)
}

func TestChiusura(t *testing.T) {
	prova.Verifica(t, porte(t), map[string]string{"Riconosci": "says what a document looks like, and reads nothing of it"})
}

func FuzzChiusura(f *testing.F) { prova.Fuzz(f, porte(f)) }
