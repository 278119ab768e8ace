package comandi

import (
	"bytes"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// comandoCassa reads a document of the account, of any format.
var comandoCassa = crea("rendicontazione", "cassa", "i movimenti di un giornale di cassa, di un estratto conto o di una tabella",
	`{"xml":"<flusso_giornale_di_cassa><testata_messaggio><codice_fiscale_ente>99999000013</codice_fiscale_ente></testata_messaggio><identificativo_flusso_BT>GDC-2024050603069000123401#001#001</identificativo_flusso_BT><pagina>1</pagina><pagine_totali>1</pagine_totali><esercizio>2024</esercizio><data_riferimento_GdC>2024-05-06</data_riferimento_GdC><informazioni_conto_evidenza><conto_evidenza>1</conto_evidenza><movimento_conto_evidenza><tipo_movimento>ENTRATA</tipo_movimento><tipo_documento>SOSPESO ENTRATA</tipo_documento><tipo_operazione>ESEGUITO</tipo_operazione><numero_documento>1501</numero_documento><progressivo_documento>0</progressivo_documento><importo>1250.45</importo><data_movimento>2024-05-06</data_movimento><causale>/PUR/LGPE-RIVERSAMENTO/URI/2024-05-03ABCDITMMXXX-0001</causale></movimento_conto_evidenza></informazioni_conto_evidenza></flusso_giornale_di_cassa>"}`,
	`{"ok":true,"formato":"OPI","idFlussoBT":"GDC-2024050603069000123401#001#001","dominio":"99999000013","esercizio":2024,"pagina":1,"pagine":1,"movimenti":[{"id":"2024/1501/0","fonte":"OPI","dominio":"99999000013","importo":"1250.45","segno":"ENTRATA","dataContabile":"2024-05-06","causale":"/PUR/LGPE-RIVERSAMENTO/URI/2024-05-03ABCDITMMXXX-0001","esercizio":2024,"provvisorio":"1501","conto":"1","chiave":"OPI|99999000013|2024/1501/0"}],"ignorati":0,"quadrature":[{"fonte":"OPI","estratto":"GDC-2024050603069000123401#001#001","dal":"2024-05-06","al":"2024-05-06","righe":1,"rifiutate":0,"ignorate":0,"entrate":"1250.45","uscite":"0.00","differenza":"0.00","rilievi":[]}],"avvertenze":[]}`,
	eseguiCassa)

type richiestaCassa struct {
	XML       testoXML         `json:"xml"`
	Contenuto testoXML         `json:"contenuto"`
	Base64    byteBase64       `json:"base64"`
	Conti     cassa.Conti      `json:"conti"`
	Profilo   profilo          `json:"profilo"`
	Documento string           `json:"documento"`
	Dominio   avviso.IdDominio `json:"dominio"`
}

// profilo is the profile of a table, or the name of a known one.
type profilo struct{ cassa.Profilo }

// UnmarshalJSON implements json.Unmarshaler.
func (p *profilo) UnmarshalJSON(b []byte) (err error) {
	if b[0] == '"' {
		b = append(append([]byte(`{"nome":`), b...), '}')
	}
	p.Profilo, err = cassa.ParseProfilo(b)
	return err
}

// movimentoConChiave is a movement with its stable key.
type movimentoConChiave struct {
	cassa.Movimento
	Chiave cassa.Chiave `json:"chiave"`
}

type rispostaCassa struct {
	Formato cassa.Formato `json:"formato"`
	*giornaleLetto
	Movimenti  []movimentoConChiave `json:"movimenti"`
	Ignorati   int                  `json:"ignorati"`
	Quadrature []cassa.Quadratura   `json:"quadrature"`
	Avvertenze []avviso.Avvertenza  `json:"avvertenze"`
}

// giornaleLetto is the head of a page of a Giornale di Cassa.
type giornaleLetto struct {
	IDFlussoBT string           `json:"idFlussoBT"`
	Dominio    avviso.IdDominio `json:"dominio"`
	Esercizio  int              `json:"esercizio"`
	Pagina     int              `json:"pagina"`
	Pagine     int              `json:"pagine"`
}

func eseguiCassa(in richiestaCassa) (rispostaCassa, error) {
	documento, err := documentoDi(in.Base64, in.XML, in.Contenuto)
	if err != nil {
		return rispostaCassa{}, err
	}
	var a rendicontazione.Accumulatore
	d, avvertenze, err := rendicontazione.Leggi(bytes.NewReader(documento), &a, rendicontazione.Lettura{
		Conti: in.Conti, Profilo: in.Profilo.Profilo, Nome: in.Documento, IdDominio: in.Dominio, SoloCassa: true,
	})
	if err != nil {
		return rispostaCassa{}, err
	}
	out := rispostaCassa{
		Formato: d.Formato, Movimenti: []movimentoConChiave{},
		Quadrature: append([]cassa.Quadratura{}, d.Quadrature...), Avvertenze: append([]avviso.Avvertenza{}, avvertenze...),
	}
	if h := d.Giornale; h != nil {
		out.giornaleLetto = &giornaleLetto{h.IDFlussoBT, h.IdDominio, h.Esercizio, h.Pagina, h.Pagine}
	}
	for _, m := range a.Input().Movimenti {
		out.Movimenti = append(out.Movimenti, movimentoConChiave{m, m.Chiave()})
	}
	for _, i := range d.Ignorati {
		out.Ignorati += i.Numero
	}
	return out, nil
}
