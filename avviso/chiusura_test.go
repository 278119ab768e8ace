package avviso_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/chiusura/prova"
)

// porte are the doors of the package, with what they write.
func porte() []prova.Porta {
	avvisi := []string{"001190280072147087", "012012345678901212", "112345678901234567", "301000000000004285"}
	iuv := []string{"190280072147087", "01000000000004285", "RF18539007547034", "AB12"}
	rf := []string{"RF18539007547034", "RF45w9"}
	iban := []string{"IT60X0542811101000000123456", "DE89370400440532013000"}
	fiscali := []string{"TSTPNI70D01L219V", "00429440068"}
	date := []string{"2024-02-29", "9999-12-31"}
	istanti := []string{"2024-05-03T10:15:30", "2024-10-27T02:30:00.123+01:00", "2024-05-03T10:15:30Z"}
	importi := []string{"0.00", "100.00", "999999999.99"}
	barre := []string{"41580888880123488020001190280072147087390210000", "41580888880123488020001190280072147087\x1d390210000"}
	testo := func(x any) ([]byte, error) {
		s, err := x.(interface{ Testo() (string, error) }).Testo() //nolint:forcetypeassert // of a code
		return []byte(s), err
	}
	valore := func(nome string, leggi prova.Lettura, semi []string) prova.Porta {
		return prova.Porta{Nome: nome, Forma: prova.Valore, Leggi: leggi, Scrivi: prova.Stringa, Semi: semi}
	}
	codice := func(nome string, leggi prova.Lettura, semi ...string) prova.Porta {
		return prova.Porta{Nome: nome, Forma: prova.Valore, Leggi: leggi, Scrivi: testo, Semi: semi}
	}
	pp := []prova.Porta{
		valore("ParseNumeroAvviso", prova.Testo(avviso.ParseNumeroAvviso), avvisi),
		valore("ParseNumeroAvvisoRigoroso", prova.Testo(avviso.ParseNumeroAvvisoRigoroso), avvisi[:1]),
		valore("LeggiNumeroAvviso", prova.TestoTollerato(avviso.LeggiNumeroAvviso), append(avvisi, "0011 9028 0072 1470 87")),
		valore("Configurazione.ParseNumeroAvviso", prova.Testo(avviso.Configurazione{AuxDigit: avviso.Aux3, SegregationCode: "01"}.ParseNumeroAvviso), avvisi[3:]),
		valore("ParseIUV", prova.Testo(avviso.ParseIUV), iuv),
		valore("LeggiIUV", prova.TestoTollerato(avviso.LeggiIUV), append(iuv, " AB12 ")),
		valore("ParseRF", prova.Testo(avviso.ParseRF), rf),
		valore("LeggiRF", prova.TestoTollerato(avviso.LeggiRF), append(rf, "RF18 5390 0754 7034")),
		valore("ParseIBAN", prova.Testo(avviso.ParseIBAN), iban),
		valore("LeggiIBAN", prova.TestoTollerato(avviso.LeggiIBAN), append(iban, "it60 x054 2811 1010 0000 0123 456")),
		valore("ParseCodiceFiscale", prova.Testo(avviso.ParseCodiceFiscale), fiscali),
		valore("LeggiCodiceFiscale", prova.TestoTollerato(avviso.LeggiCodiceFiscale), append(fiscali, " tstpni70d01l219v")),
		valore("ParsePartitaIVA", prova.Testo(avviso.ParsePartitaIVA), fiscali[1:]),
		valore("ParseIdDominio", prova.Testo(avviso.ParseIdDominio), fiscali[1:]),
		valore("ParseGLN", prova.Testo(avviso.ParseGLN), []string{"8088888012348"}),
		valore("ParseData", prova.Testo(avviso.ParseData), date),
		valore("ParseDataOra", prova.Testo(avviso.ParseDataOra), istanti),
		valore("ParseImporto", prova.Testo(avviso.ParseImporto), importi),
		valore("ParseImportoEsteso", prova.Testo(avviso.ParseImportoEsteso), append(importi, "-1.00")),
		valore("LeggiImporto", prova.TestoTollerato(avviso.LeggiImporto), append(importi, "+12", "-.5", "7.")),
		{
			Nome: "ParseImportoItaliano", Forma: prova.Valore, Semi: []string{"0,00", "1.234,56", "1234,56", "999.999.999,99"},
			Leggi:  prova.Testo(avviso.ParseImportoItaliano),
			Scrivi: prova.Scrive(func(i avviso.Importo) ([]byte, error) { return []byte(i.Italiano()), nil }),
		},
		codice("ParseQRCode", prova.Testo(avviso.ParseQRCode), qrEsempio+"10000", qrEsempio+"0099"),
		codice("LeggiQRCode", prova.TestoTollerato(avviso.LeggiQRCode), qrEsempio+"10000"),
		codice("ParseBarCode", prova.Testo(avviso.ParseBarCode), barre...),
		codice("ParseCodeLine", prova.Testo(avviso.ParseCodeLine), testoDM[strings.Index(testoDM, "18"):][:50]),
		codice("ParseDataMatrix", prova.Testo(avviso.ParseDataMatrix), testoDM),
		{
			Nome: "LeggiDataMatrix", Forma: prova.Valore, Semi: []string{testoDM, testoDM[:200]}, Leggi: prova.TestoTollerato(avviso.LeggiDataMatrix),
			Codifica: "read as the application of the citizen does: what is not printable ASCII is CARATTERE, a warning",
		},
		{
			Nome: "Importo.UnmarshalJSON", Forma: prova.JSON, Semi: []string{`"100.00"`, `"-1.00"`},
			Leggi: prova.Riempie((*avviso.Importo).UnmarshalJSON), Scrivi: prova.Scrive(avviso.Importo.MarshalJSON),
		},
		{
			Nome: "Indice.UnmarshalJSON", Forma: prova.JSON, Semi: []string{`1`, `"5"`},
			Leggi: prova.Riempie((*avviso.Indice).UnmarshalJSON), Scrivi: prova.Scrive(func(i avviso.Indice) ([]byte, error) { return senzaNullo(i.IsValid(), i) }),
		},
		{
			Nome: "AuxDigit.UnmarshalJSON", Forma: prova.JSON, Semi: []string{`0`, `"3"`},
			Leggi: prova.Riempie((*avviso.AuxDigit).UnmarshalJSON), Scrivi: prova.Scrive(func(a avviso.AuxDigit) ([]byte, error) { return senzaNullo(a.IsValid(), a) }),
		},
	}
	for i := range pp {
		if pp[i].Nome == "ParseDataMatrix" { // what is written is in capitals
			pp[i].Confronto = []cmp.Option{cmp.Transformer("capitals", strings.ToUpper)}
		}
		if strings.HasSuffix(pp[i].Nome, "QRCode") {
			pp[i].NonScritto = nonScritto
		}
	}
	for _, p := range [][]prova.Porta{
		prova.Testuale[avviso.NumeroAvviso]("NumeroAvviso", avvisi...), prova.Testuale[avviso.IUV]("IUV", iuv...), prova.Testuale[avviso.RF]("RF", rf...),
		prova.Testuale[avviso.IBAN]("IBAN", iban...), prova.Testuale[avviso.CodiceFiscale]("CodiceFiscale", fiscali...),
		prova.Testuale[avviso.PartitaIVA]("PartitaIVA", fiscali[1]), prova.Testuale[avviso.IdDominio]("IdDominio", fiscali[1]),
		prova.Testuale[avviso.GLN]("GLN", "8088888012348"), prova.Testuale[avviso.Data]("Data", date...), prova.Testuale[avviso.DataOra]("DataOra", istanti...),
		prova.Testuale[avviso.Importo]("Importo", importi...),
	} {
		pp = append(pp, p...)
	}
	return pp
}

// senzaNullo writes a value as a member that is left out, or null, where there is none.
func senzaNullo(c bool, v any) ([]byte, error) {
	if !c {
		return []byte("null"), nil
	}
	return json.Marshal(v)
}

// nonScritto: an amount of zero is read where it is tolerated, and written nowhere.
func nonScritto(x any, _ error) string {
	if q, ok := x.(avviso.QRCode); ok && q.Importo.IsZero() {
		return "a notice of zero is not printed"
	}
	return ""
}

func TestChiusura(t *testing.T) {
	prova.Verifica(t, porte(), map[string]string{
		"Segreto.UnmarshalText": "any bytes may be a secret, which is never written",
	})
}

func FuzzChiusura(f *testing.F) { prova.Fuzz(f, porte()) }
