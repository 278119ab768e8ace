package main

import (
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// comandoCassa reads one page of the Giornale di Cassa.
var comandoCassa = crea("rendicontazione", "cassa", "gli accrediti di una pagina del Giornale di Cassa (OPI)",
	`{"xml":"<flusso_giornale_di_cassa><testata_messaggio><codice_fiscale_ente>99999000013</codice_fiscale_ente></testata_messaggio><identificativo_flusso_BT>GDC-2024050603069000123401#001#001</identificativo_flusso_BT><pagina>1</pagina><pagine_totali>1</pagine_totali><esercizio>2024</esercizio><data_riferimento_GdC>2024-05-06</data_riferimento_GdC><informazioni_conto_evidenza><conto_evidenza>1</conto_evidenza><movimento_conto_evidenza><tipo_movimento>ENTRATA</tipo_movimento><tipo_documento>SOSPESO ENTRATA</tipo_documento><tipo_operazione>ESEGUITO</tipo_operazione><numero_documento>1501</numero_documento><progressivo_documento>0</progressivo_documento><importo>1250.45</importo><data_movimento>2024-05-06</data_movimento><causale>/PUR/LGPE-RIVERSAMENTO/URI/2024-05-03ABCDITMMXXX-0001</causale></movimento_conto_evidenza></informazioni_conto_evidenza></flusso_giornale_di_cassa>"}`,
	`{"ok":true,"idFlussoBT":"GDC-2024050603069000123401#001#001","dominio":"99999000013","esercizio":2024,"pagina":1,"pagine":1,"movimenti":[{"id":"2024/1501/0","fonte":"OPI","dominio":"99999000013","importo":"1250.45","segno":"ENTRATA","dataContabile":"2024-05-06","causale":"/PUR/LGPE-RIVERSAMENTO/URI/2024-05-03ABCDITMMXXX-0001","esercizio":2024,"provvisorio":"1501","conto":"1"}],"ignorati":0}`,
	eseguiCassa)

type richiestaCassa struct {
	XML testoXML `json:"xml"`
}

type rispostaCassa struct {
	IDFlussoBT string            `json:"idFlussoBT"`
	Dominio    avviso.IdDominio  `json:"dominio"`
	Esercizio  int               `json:"esercizio"`
	Pagina     int               `json:"pagina"`
	Pagine     int               `json:"pagine"`
	Movimenti  []cassa.Movimento `json:"movimenti"`
	Ignorati   int               `json:"ignorati"`
}

func eseguiCassa(in richiestaCassa) (rispostaCassa, error) {
	g, err := cassa.NuovoGiornale(strings.NewReader(string(in.XML)))
	if err != nil {
		return rispostaCassa{}, err
	}
	h := g.Intestazione
	out := rispostaCassa{
		IDFlussoBT: h.IDFlussoBT, Dominio: h.IdDominio, Esercizio: h.Esercizio, Pagina: h.Pagina, Pagine: h.Pagine,
		Movimenti: []cassa.Movimento{},
	}
	for m, err := range g.Movimenti() {
		if err != nil {
			return rispostaCassa{}, err
		}
		out.Movimenti = append(out.Movimenti, m)
	}
	for _, i := range g.Ignorati() {
		out.Ignorati += i.Numero
	}
	return out, nil
}
