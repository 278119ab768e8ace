package esterni_test

import (
	"testing"

	"github.com/quietanza/quietanza/internal/chiusura/prova"
	"github.com/quietanza/quietanza/pendenza/esterni"
)

func porte() []prova.Porta {
	return []prova.Porta{
		{
			Nome: "ParseRichiestaStampa", Forma: prova.JSON, Leggi: prova.Legge(esterni.ParseRichiestaStampa), Scrivi: prova.Aggiunge(esterni.AppendStampa),
			Semi: []string{`{"templateId":"T","data":{"notice":{"subject":"s","paymentAmount":1,"code":"301000000000004285"},"creditorInstitution":{"taxCode":"12345678903"},"debtor":{"fullName":"a","address":"-","postalCode":"-","city":"-","buildingNumber":"-","province":"-"}}}`},
		},
		{Nome: "LeggiEsitoStampa", Forma: prova.JSON, Semi: []string{`{"status":"PROCESSED","processedNotices":["a"],"noticesInError":[],"altro":{"a":"b"}}`}, Leggi: prova.Tollera(esterni.LeggiEsitoStampa)},
	}
}

func TestChiusura(t *testing.T) { prova.Verifica(t, porte(), nil) }

func FuzzChiusura(f *testing.F) { prova.Fuzz(f, porte()) }
