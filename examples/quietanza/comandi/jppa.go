package comandi

import (
	"encoding/json"
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/jppa"
	"github.com/quietanza/quietanza/rpt"
)

var gruppoJPPA = []comando{
	crea("jppa", "jppa-csv", "il file degli esiti (CSV 1.0), scritto o letto",
		`{"righe":[{"idDominio":"01234567890","iuv":"24012345678901234","cpp":"n/a","esito":"ERROR","descrizioneEsito":"a, \"b\""}]}`,
		`{"ok":true,"testo":"idDominio,iuv,cpp,esito,descrizioneEsito\r\n01234567890,24012345678901234,n/a,ERROR,\"a, \"\"b\"\"\"\r\n"}`,
		eseguiJPPACSV),
	crea("jppa", "jppa-finestra", "la finestra di una corsa, o perché non c'è",
		`{"adesso":"2024-03-08T03:00:00+01:00","ultimaConsegna":"2024-03-07T02:59:59.999+01:00","inSospeso":false}`,
		`{"ok":true,"da":"2024-03-07T03:00:00.000+01:00","a":"2024-03-08T02:59:59.999+01:00"}`,
		eseguiJPPAFinestra),
	crea("jppa", "jppa-seleziona", "le ricevute da notificare, in ordine",
		`{"configurazione":{"idDominio":"01234567890","tipiPendenza":["*"]},"finestra":{"da":"2024-03-07T03:00:00","a":"2024-03-08T02:59:59.999"},"ricevute":[{"idDominio":"01234567890","iuv":"24012345678901234","ccp":"n/a","tipo":"MENSA","esito":0,"stato":"RT_ACCETTATA_PA","data":"2024-03-07T11:42:05"}]}`,
		`{"ok":true,"selezionate":[{"idDominio":"01234567890","iuv":"24012345678901234","ccp":"n/a","tipo":"MENSA","esito":0,"stato":"RT_ACCETTATA_PA","data":"2024-03-07T11:42:05","esitoPagamento":"ESEGUITO"}]}`,
		eseguiJPPASeleziona),
	crea("jppa", "jppa-configurazione", "una configurazione (SOAP v1) e ogni suo campo errato",
		`{"abilitato":true,"tipoConnettore":"EMAIL","versione":"1.0","principal":"a b","tipiPendenza":["*"],"emailIndirizzi":["a@esempio.it"],"emailAllegato":true,"url":"https://jppa.esempio.it/ws","versioneApi":"SOAP v1"}`,
		`{"ok":true,"valida":false,"violazioni":[{"codice":"FORMATO","campo":"principal","messaggio":"formato non valido"}]}`,
		eseguiJPPAConfigurazione),
	crea("jppa", "jppa-email", "la mail di un file, come dati",
		`{"configurazione":{"versione":"1.0","emailIndirizzi":["a@esempio.it","b@esempio.it"],"emailAllegato":true},"tracciato":{"progressivo":7,"idDominio":"01234567890","ragioneSociale":"Comune di Prova","da":"2024-03-07T03:00:00","a":"2024-03-08T02:59:59.999","numeroPagamenti":3}}`,
		`{"ok":true,"a":"a@esempio.it","cc":["b@esempio.it"],"oggetto":"[GovPay] Export pagamenti  inviati al servizio Maggioli JPPA al 2024-03-08 02:59.","testo":"Salve,\n\nin allegato si trova il tracciato dei pagamenti inviati al servizio Maggioli JPPA:\n\nEnte creditore: Comune di Prova\nId Dominio: 01234567890\nData inizio: 2024-03-07 03:00\nData fine: 2024-03-08 02:59\nNumero pagamenti: 3\nVersione tracciato: 1.0\n\nMessaggio automatico: non occorre rispondere.\n\nCordiali saluti.\n","allegato":"GOVPAY_01234567890_7.zip"}`,
		func(in richiestaJPPAEmail) (jppa.Email, error) {
			return jppa.ComponiEmail(&in.Configurazione, in.Tracciato)
		}),
	crea("jppa", "jppa-messaggio", "un messaggio SOAP di InviaEsitoPagamento o RecuperaRT, scritto o letto",
		`{"tipo":"RecuperaRT","verso":"risposta","dataOperazione":"2024-03-08T09:00:01+01:00","esito":"ERROR","messaggi":[{"codice":"OPERAZIONE","descrizione":"Ricevuta non trovata."}]}`,
		`{"ok":true,"xml":"<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><RecuperaRTRisposta xmlns=\"http://jcitygov.informatica.maggioli.it/pagopa/payservice/pdp/connector/jppapdp/external\"><operazione>RecuperaRT</operazione><dataOperazione>2024-03-08T09:00:01.000+01:00</dataOperazione><esito>ERROR</esito><messaggi><messaggio><codice>OPERAZIONE</codice><descrizione>Ricevuta non trovata.</descrizione></messaggio></messaggi></RecuperaRTRisposta></soap:Body></soap:Envelope>"}`,
		eseguiJPPAMessaggio),
}

type formaJPPACSV struct {
	Righe []jppa.RigaCSV `json:"righe,omitzero"`
	Testo *string        `json:"testo,omitempty"`
}

func eseguiJPPACSV(in formaJPPACSV) (formaJPPACSV, error) {
	if (in.Righe == nil) == (in.Testo == nil) {
		return formaJPPACSV{}, richiestaErrata("serve uno tra righe e testo")
	}
	if in.Testo != nil {
		righe, _, err := jppa.LeggiCSV([]byte(*in.Testo))
		return formaJPPACSV{Righe: righe}, err
	}
	b, err := jppa.AppendCSV(nil, in.Righe)
	testo := string(b)
	return formaJPPACSV{Testo: &testo}, err
}

// istanteJPPA is an instant as the messages of JPPA write it, with milliseconds and
// offset.
type istanteJPPA struct{ avviso.DataOra }

// UnmarshalText implements encoding.TextUnmarshaler.
func (i *istanteJPPA) UnmarshalText(b []byte) error {
	if err := i.DataOra.UnmarshalText(b); err != nil {
		return &jppa.Errore{Codice: jppa.CodiceIstante, Valore: string(b), Err: err}
	}
	return nil
}

// MarshalText implements encoding.TextMarshaler.
func (i istanteJPPA) MarshalText() ([]byte, error) { return i.AppendConZona(nil), nil }

type richiestaJPPAFinestra struct {
	Adesso         istanteJPPA `json:"adesso"`
	UltimaConsegna istanteJPPA `json:"ultimaConsegna"`
	InSospeso      bool        `json:"inSospeso"`
	Ore            cifre       `json:"ore"`
}

type rispostaJPPAFinestra struct {
	Da    istanteJPPA      `json:"da,omitzero"`
	A     istanteJPPA      `json:"a,omitzero"`
	Salta jppa.MotivoSalto `json:"salta,omitempty"`
}

func eseguiJPPAFinestra(in richiestaJPPAFinestra) (rispostaJPPAFinestra, error) {
	f, salta, err := jppa.CalcolaFinestra(in.Adesso.DataOra, in.UltimaConsegna.DataOra, in.InSospeso, int(in.Ore))
	return rispostaJPPAFinestra{istanteJPPA{f.Da}, istanteJPPA{f.A}, salta}, err
}

type richiestaJPPASeleziona struct {
	Configurazione jppa.Configurazione `json:"configurazione"`
	Finestra       jppa.Finestra       `json:"finestra"`
	Ricevute       []ricevutaJPPA      `json:"ricevute"`
}

// ricevutaJPPA is a candidate; esito and data are given back as they came.
type ricevutaJPPA struct {
	IdDominio      string              `json:"idDominio"`
	IUV            string              `json:"iuv"`
	CCP            string              `json:"ccp"`
	Tipo           string              `json:"tipo,omitempty"`
	Esito          esitoJPPA           `json:"esito"`
	Stato          string              `json:"stato"`
	Data           dataJPPA            `json:"data"`
	EsitoPagamento jppa.EsitoPagamento `json:"esitoPagamento,omitempty"`
}

// esitoJPPA is an outcome code, a number or a text, as it came.
type esitoJPPA struct {
	json.RawMessage
	codice rpt.CodiceEsitoPagamento
}

// UnmarshalJSON implements json.Unmarshaler.
func (e *esitoJPPA) UnmarshalJSON(b []byte) error {
	var n json.Number
	if err := json.Unmarshal(b, &n); err != nil {
		return err
	}
	e.RawMessage, e.codice = slices.Clone(b), rpt.CodiceEsitoPagamento(n.String())
	return nil
}

// dataJPPA is an instant, as it came.
type dataJPPA struct {
	testo   string
	istante istanteJPPA
}

// UnmarshalText implements encoding.TextUnmarshaler.
func (d *dataJPPA) UnmarshalText(b []byte) error {
	d.testo = string(b)
	return d.istante.UnmarshalText(b)
}

// MarshalText implements encoding.TextMarshaler.
func (d dataJPPA) MarshalText() ([]byte, error) { return []byte(d.testo), nil }

type rispostaJPPASeleziona struct {
	Selezionate []ricevutaJPPA `json:"selezionate"`
}

func eseguiJPPASeleziona(in richiestaJPPASeleziona) (rispostaJPPASeleziona, error) {
	if !in.Configurazione.IdDominio.IsValid() {
		return rispostaJPPASeleziona{}, richiestaErrata("manca configurazione.idDominio")
	}
	originali := map[jppa.Ricevuta][]ricevutaJPPA{}
	candidate := make([]jppa.Ricevuta, len(in.Ricevute))
	for i, r := range in.Ricevute {
		stato, _ := rpt.StatoRptDi(r.Stato)
		candidate[i] = jppa.Ricevuta{IdDominio: r.IdDominio, IUV: r.IUV, CCP: r.CCP, Tipo: r.Tipo, Esito: r.Esito.codice, Stato: stato, Data: r.Data.istante.DataOra}
		originali[candidate[i]] = append(originali[candidate[i]], r)
	}
	out := rispostaJPPASeleziona{Selezionate: []ricevutaJPPA{}}
	for _, r := range jppa.Seleziona(slices.Values(candidate), in.Configurazione.IdDominio, in.Configurazione.TipiPendenza, in.Finestra) {
		originale := originali[r][0]
		originali[r] = originali[r][1:]
		originale.EsitoPagamento, _ = r.EsitoPagamento()
		out.Selezionate = append(out.Selezionate, originale)
	}
	return out, nil
}

type rispostaJPPAConfigurazione struct {
	Valida     bool                `json:"valida"`
	Violazioni []avviso.Violazione `json:"violazioni"`
}

func eseguiJPPAConfigurazione(in json.RawMessage) (rispostaJPPAConfigurazione, error) {
	_, err := jppa.ParseConfigurazione(in)
	violazioni, ok := jppa.ViolazioniDi(err)
	if !ok {
		return rispostaJPPAConfigurazione{}, richiestaErrata("%v", err)
	}
	for i := range violazioni {
		violazioni[i].Valore = "" // the answer names the field
	}
	return rispostaJPPAConfigurazione{len(violazioni) == 0, violazioni}, nil
}

type richiestaJPPAEmail struct {
	Configurazione jppa.Configurazione `json:"configurazione"`
	Tracciato      jppa.Tracciato      `json:"tracciato"`
}
