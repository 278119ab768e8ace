package tracciato

import (
	"strconv"

	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
)

// percorsiCSV are the members of the columns of the CSV format before the items.
var percorsiCSV = [...]string{
	"idA2A", "idPendenza", "idDominio", "numeroAvviso", "idTipoPendenza", "idUnitaOperativa", "causale", "annoRiferimento", "cartellaPagamento",
	"datiAllegati", "direzione", "divisione", "importo", "dataValidita", "dataScadenza", "tassonomiaAvviso", "soggettoPagatore.tipo",
	"soggettoPagatore.identificativo", "soggettoPagatore.anagrafica", "soggettoPagatore.indirizzo", "soggettoPagatore.civico",
	"soggettoPagatore.cap", "soggettoPagatore.localita", "soggettoPagatore.provincia", "soggettoPagatore.nazione",
	"soggettoPagatore.email", "soggettoPagatore.cellulare",
}

// percorsiVoceCSV are the members of the columns of an item, and the columns of the
// same item that must be empty for them to count: a codEntrata comes before a
// stamp, and that before an account.
var percorsiVoceCSV = [...]struct {
	nome    string
	seVuote string
}{
	{"idVocePendenza", ""},
	{"importo", ""},
	{"descrizione", ""},
	{"ibanAccredito", "78"},
	{"ibanAppoggio", "78"},
	{"tipoContabilita", "78"},
	{"codiceContabilita", "78"},
	{"codEntrata", ""},
	{"tipoBollo", "7"},
	{"hashDocumento", "7"},
	{"provinciaResidenza", "7"},
}

// MappaturaGovPay returns the mapping of the CSV format of GovPay 3: what LeggiCSV
// reads without one, said as data, to begin another from. A line with more columns
// than its header is read with a warning.
//
// Source: GovPay, "Formato CSV dei tracciati"; default template of tracciatoCsv.
func MappaturaGovPay() Mappatura {
	b := []byte(`{"separatore":",","citazione":"\"","intestazione":true,"campi":{`)
	campo := func(percorso, sorgente string) {
		if b[len(b)-1] != '{' {
			b = append(b, ',')
		}
		b = append(append(append(membri.AppendTesto(b, percorso), ':', '{'), sorgente...), '}')
	}
	colonna := func(n int) string { return `"colonna":` + strconv.Itoa(n) }
	for i, p := range percorsiCSV {
		s := colonna(i)
		if i == colDatiAllegati {
			s += `,"formato":"json"`
		}
		campo(p, s)
	}
	for k := range pendenza.MaxVoci {
		prima := colVoci + k*colonneVoce
		for i, p := range percorsiVoceCSV {
			s := colonna(prima + i)
			for j := range p.seVuote {
				if j == 0 {
					s += `,"seVuote":[`
				} else {
					s += ","
				}
				s += strconv.Itoa(prima + int(p.seVuote[j]-'0'))
			}
			if p.seVuote != "" {
				s += "]"
			}
			campo("voci["+strconv.Itoa(k)+"]."+p.nome, s)
		}
	}
	campo("dataNotificaAvviso", colonna(colDataAvvisatura)+`,"valori":{"`+mai+`":""}`)
	campo("senzaAvvisatura", colonna(colDataAvvisatura)+`,"valori":{"`+mai+`":"true"},"altrimenti":""`)
	campo("documento.identificativo", colonna(colIDDocumento))
	campo("documento.descrizione", colonna(colDescrizioneDocumento))
	campo("documento.soglia", colonna(colNumeroRata)+`,"formato":"soglia"`)
	campo("proprieta.linguaSecondaria", colonna(colLingua)+`,"formato":"lingua"`)
	b = append(b, `},"annullamento":{"se":[{`...)
	b = append(append(b, colonna(colImporto)...), `,"zero":true}]}}`...)
	m, _, _ := LeggiMappatura(b) // a test reads it
	return m
}
