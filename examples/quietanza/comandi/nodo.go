package comandi

import (
	"encoding/json"
	"errors"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

const (
	esempioBustaVerifica = `<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:paf=\"http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd\"><soapenv:Body>` +
		`<paf:paVerifyPaymentNoticeReq><idPA>12345678903</idPA><idBrokerPA>12345678903</idBrokerPA><idStation>12345678903_01</idStation>` +
		`<qrCode><fiscalCode>12345678903</fiscalCode><noticeNumber>301000000000004285</noticeNumber></qrCode></paf:paVerifyPaymentNoticeReq></soapenv:Body></soapenv:Envelope>`
	esempioBustaKO = `<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>` +
		`<paf:paVerifyPaymentNoticeRes xmlns:paf=\"http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd\"><outcome>KO</outcome><fault><faultCode>PAA_PAGAMENTO_SCONOSCIUTO</faultCode>` +
		`<faultString>Pagamento in attesa risulta sconosciuto all'Ente Creditore.</faultString><id>12345678903</id></fault></paf:paVerifyPaymentNoticeRes></soapenv:Body></soapenv:Envelope>`
	esempioEnteNodo = `{"idDominio":"12345678903","denominazione":"Comune di Prova","intermediario":"12345678903","stazione":"12345678903_01","auxDigit":3,"segregationCode":"01"}`
)

var comandiNodo = []comando{
	crea("rpt", "nodo-richiesta", "legge la busta SOAP di un messaggio del Nodo (modo rigoroso, o tollerante se manca)",
		`{"xml":"`+esempioBustaVerifica+`","soapAction":"paVerifyPaymentNotice","modo":"rigoroso"}`,
		`{"ok":true,"tipo":"paVerifyPaymentNoticeReq","busta":true,"messaggio":{"idPA":"12345678903","idBrokerPA":"12345678903","idStation":"12345678903_01",`+
			`"qrCode":{"fiscalCode":"12345678903","noticeNumber":"301000000000004285"}},"avvertenze":[]}`,
		comandoNodoRichiesta),
	crea("rpt", "nodo-risposta", "scrive un messaggio nella sua busta SOAP",
		`{"tipo":"paVerifyPaymentNoticeRes","messaggio":{"outcome":"KO","fault":{"faultCode":"PAA_PAGAMENTO_SCONOSCIUTO",`+
			`"faultString":"Pagamento in attesa risulta sconosciuto all'Ente Creditore.","id":"12345678903"}}}`,
		`{"ok":true,"xml":"`+esempioBustaKO+`","avvertenze":[]}`,
		comandoNodoRisposta),
	crea("pendenza", "nodo-decidi", "decide la risposta a un messaggio del Nodo",
		`{"xml":"`+esempioBustaVerifica+`","ente":`+esempioEnteNodo+`}`,
		`{"ok":true,"esito":"KO","faultCode":"PAA_PAGAMENTO_SCONOSCIUTO","xml":"`+esempioBustaKO+`","avvertenze":[]}`,
		comandoNodoDecidi),
}

// bustaNodo is an envelope to read.
type bustaNodo struct {
	XML        testoXML   `json:"xml"`
	Base64     byteBase64 `json:"base64"`
	SOAPAction string     `json:"soapAction"`
	Modo       modo       `json:"modo"`
}

// errLettura is a document that the library refused to read.
type errLettura struct{ error }

func (e *errLettura) Unwrap() error { return e.error }

// leggi reads the envelope; what the library refuses is an *errLettura.
func (b *bustaNodo) leggi() (rpt.Busta, []avviso.Avvertenza, error) {
	dati, err := xmlOByte(b.XML, b.Base64)
	if err != nil {
		return rpt.Busta{}, nil, err
	}
	lento, err := b.Modo.tollerante()
	if err != nil {
		return rpt.Busta{}, nil, err
	}
	leggi := rpt.LeggiBusta
	if !lento {
		leggi = func(dati []byte, azione string) (rpt.Busta, []avviso.Avvertenza, error) {
			x, err := rpt.ParseBusta(dati, azione)
			return x, nil, err
		}
	}
	x, a, err := leggi(dati, b.SOAPAction)
	if err != nil {
		err = &errLettura{err}
	}
	return x, append([]avviso.Avvertenza{}, a...), err
}

type rispostaNodoRichiesta struct {
	Tipo       string              `json:"tipo"`
	Busta      bool                `json:"busta"`
	Messaggio  rpt.Messaggio       `json:"messaggio"`
	Avvertenze []avviso.Avvertenza `json:"avvertenze"`
	Rilievi    []rpt.Rilievo       `json:"rilievi,omitempty"` // of an answer
}

func comandoNodoRichiesta(in bustaNodo) (rispostaNodoRichiesta, error) {
	b, a, err := in.leggi()
	if err != nil {
		return rispostaNodoRichiesta{}, err
	}
	return rispostaNodoRichiesta{rpt.Elemento(b.Messaggio), !b.Nuda, b.Messaggio, a, rpt.VerificaRisposta(b.Messaggio, rpt.Domanda{}).Rilievi}, nil
}

type rispostaNodoXML struct {
	XML        string              `json:"xml"`
	Avvertenze []avviso.Avvertenza `json:"avvertenze"`
}

func comandoNodoRisposta(in struct {
	Tipo      string          `json:"tipo"`
	Messaggio json.RawMessage `json:"messaggio"`
},
) (rispostaNodoXML, error) {
	m, err := rpt.NuovoMessaggio(in.Tipo)
	if err != nil {
		return rispostaNodoXML{}, err
	}
	if !presente(in.Messaggio) {
		return rispostaNodoXML{}, richiestaErrata("manca messaggio")
	}
	if err := decodifica(in.Messaggio, m); err != nil {
		return rispostaNodoXML{}, err
	}
	xml, err := rpt.AppendBusta(nil, m)
	out := rispostaNodoXML{string(xml), append([]avviso.Avvertenza{}, rpt.Avvertenze(m)...)}
	for _, r := range rpt.VerificaRisposta(m, rpt.Domanda{}).Rilievi {
		out.Avvertenze = append(out.Avvertenze, r.Rilievo)
	}
	return out, err
}

// enteNodo is a body with one station.
type enteNodo struct {
	IdDominio           avviso.IdDominio  `json:"idDominio"`
	Denominazione       string            `json:"denominazione"`
	Settore             string            `json:"settore"`
	Intermediario       string            `json:"intermediario"`
	Stazione            string            `json:"stazione"`
	StazioneBroadcast   string            `json:"stazioneBroadcast"`
	Versione            rpt.Versione      `json:"versione"`
	AuxDigit            *cifre            `json:"auxDigit"`
	ApplicationCode     string            `json:"applicationCode"`
	SegregationCode     string            `json:"segregationCode"`
	ApplicationCodes    []string          `json:"applicationCodes"`
	SegregationCodes    []string          `json:"segregationCodes"`
	Categoria           string            `json:"categoria"`
	UnitaOperative      map[string]string `json:"unitaOperative"`
	DenominazioniAltrui map[string]string `json:"denominazioniAltrui"`
}

func (e *enteNodo) ente() *pendenza.EntePA {
	s := pendenza.Stazione{IDStazione: e.Stazione, Intermediario: e.Intermediario, Versione: e.Versione}
	if e.AuxDigit != nil {
		aux := e.AuxDigit.aux()
		if e.ApplicationCode != "" || e.SegregationCode != "" {
			s.Numerazioni = append(s.Numerazioni, avviso.Configurazione{AuxDigit: aux, ApplicationCode: e.ApplicationCode, SegregationCode: e.SegregationCode})
		}
		for _, c := range e.ApplicationCodes {
			s.Numerazioni = append(s.Numerazioni, avviso.Configurazione{AuxDigit: aux, ApplicationCode: c})
		}
		for _, c := range e.SegregationCodes {
			s.Numerazioni = append(s.Numerazioni, avviso.Configurazione{AuxDigit: aux, SegregationCode: c})
		}
	}
	p := &pendenza.EntePA{
		Ente: avviso.Ente{IdDominio: e.IdDominio, Nome: e.Denominazione, Settore: e.Settore}, Stazioni: []pendenza.Stazione{s}, Categoria: e.Categoria,
		UnitaOperativa: func(id string) string { return e.UnitaOperative[id] },
		NomeEnte:       func(d avviso.IdDominio) string { return e.DenominazioniAltrui[d.String()] },
	}
	if e.StazioneBroadcast != "" {
		p.Stazioni = append(p.Stazioni, pendenza.Stazione{IDStazione: e.StazioneBroadcast, Intermediario: e.Intermediario, Broadcast: true})
	}
	return p
}

// richiestaDecidi is a message and what the body knows: the members of verifica for
// a notice, those of ricevuta-valida for a receipt.
type richiestaDecidi struct {
	bustaNodo
	richiestaVerifica
	Ente          *enteNodo                  `json:"ente"`
	Entrate       map[string]json.RawMessage `json:"entrate"` // by codEntrata, items of a position
	Sonda         bool                       `json:"sonda"`
	Servizio      servizioNodo               `json:"servizio"`
	Richiesta     json.RawMessage            `json:"richiesta"`
	TipoRichiesta rpt.TipoRichiesta          `json:"tipoRichiesta"`
	Posizione     bool                       `json:"posizione"`
	Acquisita     bool                       `json:"acquisita"`
	RPT           *testoXML                  `json:"rpt"`   // of a paaInviaRT
	Stato         rpt.StatoRpt               `json:"stato"` // of that RPT at the body
	ImportoEsatto bool                       `json:"importoEsatto"`
	Guasto        string                     `json:"guasto"`
	Passeggero    bool                       `json:"passeggero"`
}

type servizioNodo struct {
	Esito       pendenza.EsitoServizio `json:"esito"`
	Descrizione string                 `json:"descrizione"`
}

type rispostaDecidi struct {
	Esito       string              `json:"esito"` // OK, KO, VERIFICA_HOST, NESSUNA_RISPOSTA
	FaultCode   nodo.FaultCode      `json:"faultCode,omitempty"`
	Descrizione string              `json:"descrizione,omitempty"`
	XML         string              `json:"xml,omitempty"`
	Avvertenze  []avviso.Avvertenza `json:"avvertenze"`
	Rilievi     []rpt.Rilievo       `json:"rilievi,omitempty"`
}

func comandoNodoDecidi(in richiestaDecidi) (rispostaDecidi, error) {
	b, a, err := in.bustaNodo.leggi()
	var lettura *errLettura
	if err != nil && !errors.As(err, &lettura) {
		return rispostaDecidi{}, err
	}
	r := pendenza.RichiestaNodo{Busta: b, Lettura: err, Servizio: pendenza.Servizio(in.Servizio)}
	if lettura != nil {
		r.Lettura = lettura.error
	}
	if err := in.sa(&r); err != nil {
		return rispostaDecidi{}, err
	}
	d := r.Decidi()
	out := rispostaDecidi{Avvertenze: append(a, d.Avvertenze...), Rilievi: d.Ricevuta.Verifica.Rilievi}
	switch {
	case d.Ricevuta.SenzaRisposta:
		out.Esito, out.Descrizione = "NESSUNA_RISPOSTA", d.Ricevuta.Descrizione
	case d.Messaggio == nil:
		out.Esito = string(d.Decisione.Esito)
	case d.Fault != nil:
		out.Esito, out.FaultCode, out.Descrizione = "KO", d.Fault.FaultCode, d.Fault.Description
	default:
		out.Esito = "OK"
	}
	if d.Messaggio != nil {
		xml, err := rpt.AppendBusta(nil, d.Messaggio)
		out.XML = string(xml)
		return out, err
	}
	return out, nil
}

// sa says what the body knows.
func (in *richiestaDecidi) sa(r *pendenza.RichiestaNodo) (err error) {
	if in.Ente != nil {
		r.Ente = in.Ente.ente()
		entrate := map[string]pendenza.Voce{}
		for cod, v := range in.Entrate {
			p, err := leggiMinima("entrate."+cod, []byte(`{"voci":[`+string(v)+`]}`))
			if err != nil {
				return err
			}
			entrate[cod] = p.Voci[0]
		}
		r.Ente.Entrate = func(cod string) (pendenza.Voce, bool) { v, ok := entrate[cod]; return v, ok }
	}
	if r.Verifica, err = in.richiestaVerifica.leggi(); err != nil {
		return err
	}
	r.Verifica.Sonda = in.Sonda
	if r.Verifica.Pendenza != nil && !in.Adesso.IsValid() {
		if p := r.Busta.Primitiva; p != rpt.PrimitivaPaSendRT && p != rpt.PrimitivaPaSendRTV2 && p != rpt.PrimitivaPaaInviaRT {
			return richiestaErrata("serve adesso")
		}
	}
	x := &r.Ricevuta
	x.Tipo, x.Posizione, x.Acquisita, x.Passeggero = in.TipoRichiesta, in.Posizione || r.Verifica.Pendenza != nil, in.Acquisita, in.Passeggero
	switch {
	case x.Tipo != "" && !x.Tipo.IsValid():
		return fuoriElenco("tipoRichiesta", string(x.Tipo))
	case x.Tipo == "":
		x.Tipo = rpt.RichiestaPaGetPaymentV2
	}
	if in.Guasto != "" {
		x.Guasto = errors.New(in.Guasto)
		r.Guasto, r.RT.Guasto, r.RT.Passeggero = x.Guasto, x.Guasto, in.Passeggero
	}
	r.ImportoEsatto, r.RT.Stato = in.ImportoEsatto, in.Stato
	if in.RPT != nil {
		q, _, err := rpt.LeggiRPT([]byte(*in.RPT))
		if err != nil {
			return err
		}
		r.RT.RPT = &q
	}
	if presente(in.Richiesta) {
		q, err := leggiRichiesta(in.Richiesta)
		if err != nil {
			return err
		}
		x.Richiesta = &q
	}
	return nil
}
