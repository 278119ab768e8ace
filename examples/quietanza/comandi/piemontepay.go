package comandi

import (
	"cmp"
	"encoding/json"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/piemontepay"
)

var comandiPiemontePay = []comando{
	crea("piemontepay", "ppay-digest", "il digest di una chiamata",
		`{"passphrase":"segreto","codiceChiamante":"TRIB_07","identificativoPagamento":"A1","iuv":"210100000000123","url":"https://tributi.comune.esempio.it/ritorno"}`,
		`{"ok":true,"digest":"QnM82ry/nVSK3G+5fZUDj1lV6kFnrFngWuYzmR17oaI="}`, ppayDigest),
	crea("piemontepay", "ppay-form", "il modulo che porta il cittadino allo sportello",
		`{"passphrase":"segreto","codiceChiamante":"TRIB_07","url":"https://tributi.comune.esempio.it/ritorno","identificativoPagamento":"A1","iuv":"210100000000123","codiceFiscale":"RSSMRA80A01H501U"}`,
		`{"ok":true,"url":"https://pay.sistemapiemonte.it/epayweb/accessoLibero/pagaConIuv/accessoChiamanteEsterno","parametri":[{"nome":"codiceChiamante","valore":"TRIB_07"},{"nome":"digest","valore":"QnM82ry/nVSK3G+5fZUDj1lV6kFnrFngWuYzmR17oaI="},{"nome":"iuv","valore":"210100000000123"},{"nome":"codiceFiscale","valore":"RSSMRA80A01H501U"},{"nome":"identificativoPagamento","valore":"A1"}],"avvertenze":[]}`,
		ppayForm),
	crea("piemontepay", "ppay-ritorno", "un URL di ritorno, e se il suo digest è quello inviato",
		`{"url":"https://tributi.comune.esempio.it/ritorno?idPagamento=A1&digest=QnM82ry/nVSK3G+5fZUDj1lV6kFnrFngWuYzmR17oaI=&codEsito=000","digestInviato":"QnM82ry/nVSK3G+5fZUDj1lV6kFnrFngWuYzmR17oaI="}`,
		`{"ok":true,"forma":"A","idPagamento":"A1","digest":"QnM82ry/nVSK3G+5fZUDj1lV6kFnrFngWuYzmR17oaI=","codEsito":"000","digestValido":true}`, ppayRitorno),
	crea("piemontepay", "ppay-tentativo", "la vita di un tentativo dal suo registro",
		`{"eventi":[{"tipo":"redirect"},{"tipo":"ritorno","codEsito":"100"},{"tipo":"notifica"}]}`,
		`{"ok":true,"stato":"NOTIFICATO","pagata":true,"nuovoTentativo":false,"avvertenze":[]}`, ppayTentativo),
	crea("piemontepay", "ppay-messaggio", "un messaggio dei servizi, dai campi a XML o viceversa",
		`{"tipo":"EPaywsoServiceResponse","Result":{"Codice":"000","Messaggio":"OK"}}`,
		`{"ok":true,"xml":"<EPaywsoServiceResponse xmlns=\"http://www.csi.it/epay/epaywso/types\"><Result><Codice>000</Codice><Messaggio>OK</Messaggio></Result></EPaywsoServiceResponse>"}`,
		ppayMessaggio),
}

// variante is the name of a variant, in Italian or as the field of a
// configuration has it, or how many percent signs it has.
type variante string

var nomiVariante = map[variante]piemontepay.Variante{
	"":                "",
	"QuattroPercento": piemontepay.QuattroPercento, "FourPercent": piemontepay.QuattroPercento, "4": piemontepay.QuattroPercento,
	"TrePercento": piemontepay.TrePercento, "ThreePercent": piemontepay.TrePercento, "3": piemontepay.TrePercento,
}

// UnmarshalJSON implements json.Unmarshaler.
func (v *variante) UnmarshalJSON(b []byte) error {
	var n json.Number
	if err := json.Unmarshal(b, &n); err == nil {
		*v = variante(n.String())
		return nil
	}
	return json.Unmarshal(b, (*string)(v))
}

func (v variante) valore() (piemontepay.Variante, error) {
	if n, ok := nomiVariante[v]; ok {
		return n, nil
	}
	return "", &piemontepay.Errore{Codice: piemontepay.CodiceNome, Campo: "variante", Valore: string(v), Err: piemontepay.ErrNome}
}

type inChiamante struct {
	Passphrase      string   `json:"passphrase"`
	CodiceChiamante string   `json:"codiceChiamante"`
	URL             string   `json:"url"`
	Sportello       string   `json:"sportello"`
	DeskURL         string   `json:"deskURL"` // the same, as the desk's own documents call it
	Variante        variante `json:"variante"`
}

// chiamante returns the configuration; an empty passphrase stays the zero one,
// for the library to refuse or not.
func (in inChiamante) chiamante() (piemontepay.Chiamante, error) {
	v, err := in.Variante.valore()
	if err != nil {
		return piemontepay.Chiamante{}, err
	}
	c := piemontepay.Chiamante{
		CodiceChiamante: in.CodiceChiamante, URL: in.URL, Sportello: cmp.Or(in.Sportello, in.DeskURL), Variante: v,
	}
	if in.Passphrase != "" {
		c.Passphrase, err = piemontepay.NuovaPassphrase(in.Passphrase)
	}
	return c, err
}

type inDigest struct {
	inChiamante
	IdentificativoPagamento string `json:"identificativoPagamento"`
	IUV                     string `json:"iuv"`
}

type outDigest struct {
	Digest piemontepay.Digest `json:"digest"`
}

// ppayDigest computes with an empty passphrase too, as the formula does; a form
// is refused without one.
func ppayDigest(in inDigest) (outDigest, error) {
	c, err := in.chiamante()
	if err != nil {
		return outDigest{}, err
	}
	d, err := c.Digest(in.IdentificativoPagamento, in.IUV)
	return outDigest{d}, err
}

type inForm struct {
	inDigest
	CodiceFiscale string `json:"codiceFiscale"`
	Modo          modo   `json:"modo"`
}

type outForm struct {
	piemontepay.Modulo
	Avvertenze []avviso.Avvertenza `json:"avvertenze"`
}

// ppayForm takes a hyphen in the identifier, as portals make them, unless it is asked
// for the letters of the manual.
func ppayForm(in inForm) (outForm, error) {
	c, err := in.chiamante()
	if err != nil {
		return outForm{}, err
	}
	if err := c.Valida(); err != nil {
		return outForm{}, err
	}
	id, avvertenze, err := leggiModo(in.IdentificativoPagamento, in.Modo, piemontepay.ParseIdentificativoPagamento, piemontepay.LeggiIdentificativoPagamento)
	if err != nil {
		return outForm{}, err
	}
	iuv, err := avviso.ParseIUV(in.IUV)
	if err != nil {
		return outForm{}, alPosto("iuv", err)
	}
	m, err := c.Modulo(piemontepay.Pagamento{IdentificativoPagamento: id, IUV: iuv, CodiceFiscale: in.CodiceFiscale})
	return outForm{m, avvertenze}, err
}

type outRitorno struct {
	piemontepay.Ritorno
	DigestValido *bool `json:"digestValido,omitempty"`
}

func ppayRitorno(in struct {
	URL           string  `json:"url"`
	DigestInviato *string `json:"digestInviato"`
},
) (outRitorno, error) {
	r, err := piemontepay.ParseRitorno(in.URL)
	if err != nil || in.DigestInviato == nil {
		return outRitorno{Ritorno: r}, err
	}
	inviato, err := piemontepay.ParseDigest(*in.DigestInviato)
	if err != nil {
		return outRitorno{}, alPosto("digestInviato", err)
	}
	valido := r.DigestValido(inviato)
	return outRitorno{r, &valido}, nil
}

func ppayTentativo(in struct {
	Eventi []piemontepay.EventoRegistrato `json:"eventi"`
},
) (piemontepay.Riepilogo, error) {
	return piemontepay.Ripercorri(in.Eventi)
}

func ppayMessaggio(in json.RawMessage) (any, error) {
	var tipo string
	var xml testoXML
	var base64 byteBase64
	generazione := piemontepay.XSD110
	campi := map[string]json.RawMessage{} // of the message, for its own type to decode
	err := membri.Oggetto(string(in), []membri.Campo{
		{Nome: "tipo", Dove: &tipo}, {Nome: "xml", Dove: &xml}, {Nome: "base64", Dove: &base64}, {Nome: "generazione", Dove: &generazione},
	}, membri.Regole{Ignoto: func(nome, v string) error {
		campi[nome] = json.RawMessage(v)
		return nil
	}})
	switch {
	case err != nil:
		return nil, daMembri(err)
	case xml == "" && base64 == nil:
		return messaggioDaiCampi(tipo, generazione, campi)
	case len(campi) > 0:
		return nil, richiestaErrata("xml esclude i campi")
	}
	b, err := xmlOByte(xml, base64)
	if err != nil {
		return nil, err
	}
	return messaggioDaXML(tipo, b)
}

func messaggioDaiCampi(tipo string, generazione piemontepay.Generazione, campi map[string]json.RawMessage) (any, error) {
	m, err := piemontepay.NuovoMessaggio(piemontepay.Operazione(tipo))
	if err != nil {
		return nil, err
	}
	corpo, err := json.Marshal(campi)
	if err != nil {
		return nil, err
	}
	if err := decodifica(corpo, m); err != nil {
		return nil, err
	}
	b, err := piemontepay.AppendMessaggio(nil, m, generazione)
	return map[string]string{"xml": string(b)}, err
}

func messaggioDaXML(tipo string, xml []byte) (any, error) {
	m, g, err := piemontepay.RiconosciMessaggio(xml)
	if err != nil {
		return nil, err
	}
	if tipo != "" && tipo != string(piemontepay.OperazioneDi(m)) {
		return nil, richiestaErrata("xml è un messaggio di %s, non di %s", piemontepay.OperazioneDi(m), tipo)
	}
	corpo, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	out := map[string]any{}
	if err := json.Unmarshal(corpo, &out); err != nil {
		return nil, err
	}
	out["tipo"], out["generazione"] = piemontepay.OperazioneDi(m), g
	return out, nil
}
