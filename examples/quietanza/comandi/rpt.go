package comandi

import (
	"bytes"
	"encoding/json"
	"errors"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

var gruppoRPT = []comando{
	crea("rpt", "rt", "legge una RT (modo rigoroso, o tollerante se manca)",
		`{"xml":"`+esempioRT+`","modo":"tollerante"}`,
		`{"ok":true,`+esempioRTLetta+`,"avvertenze":[{"codice":"IMPORTO_NON_CANONICO","campo":"RT/datiPagamento/importoTotalePagato","valore":"0","riga":1,"colonna":1396,"messaggio":"importo in forma diversa da quella dello schema"}]}`,
		comandoRT),
	crea("rpt", "rpt", "legge una RPT (modo rigoroso, o tollerante se manca)",
		`{"xml":"`+esempioRPT+`","modo":"rigoroso"}`,
		`{"ok":true,`+esempioRPTLetta+`,"avvertenze":[]}`,
		comandoRPT),
	crea("rpt", "ricevuta", "legge una paSendRTReq o una paSendRTV2Request (modo rigoroso, o tollerante se manca)",
		`{"xml":"`+esempioRicevuta+`","modo":"rigoroso"}`,
		`{"ok":true,`+esempioRicevutaLetta+`,"avvertenze":[]}`,
		comandoRicevuta),
	crea("rpt", "rt-valida", "confronta una RT con la sua RPT",
		`{"rpt":"`+esempioRPT+`","rt":"`+esempioRT+`","modo":"tollerante","gruppi":["SANP"]}`,
		`{"ok":true,"accettata":true,"faultCode":null,"rilievi":[{"regola":"S1","gravita":"W","campo":"RT/versioneOggetto",`+
			`"messaggio":"RT/versioneOggetto: diverso dalla richiesta (atteso \"6.2.0\", trovato \"6.2\")"}]}`,
		comandoRTValida),
	crea("rpt", "ricevuta-valida", "confronta una ricevuta con quanto richiesto (paGetPayment, paGetPaymentV2, RPT)",
		`{"richiesta":{"creditorReferenceId":"01000000000004285","paymentAmount":"100.00","transferList":[{"idTransfer":1,"transferAmount":"100.00","transferCategory":"9/0101002IM/"}]},`+
			`"ricevuta":{"outcome":"OK","creditorReferenceId":"01000000000004285","paymentAmount":"99.00","transferList":[{"idTransfer":1,"transferAmount":"99.00","transferCategory":"9/0101002IM/"}]},`+
			`"tipoRichiesta":"paGetPayment"}`,
		`{"ok":true,"accettata":true,"rilievi":[`+
			`{"regola":"C7","gravita":"W","campo":"receipt/transferList/transfer[1]/transferAmount","messaggio":"receipt/transferList/transfer[1]/transferAmount: importo pagato diverso da quello richiesto (atteso \"100.00\", trovato \"99.00\")"},`+
			`{"regola":"C10","gravita":"W","campo":"receipt/paymentAmount","messaggio":"receipt/paymentAmount: diverso dall'importo richiesto (atteso \"100.00\", trovato \"99.00\")"}]}`,
		comandoRicevutaValida),
	crea("rpt", "rpt-transizione", "applica eventi allo stato di una RPT presso l'ente",
		`{"stato":"RPT_ATTIVATA","eventi":[{"tipo":"NodoOK"},{"tipo":"StatoNodo","stato":"RT_GENERATA_NODO"}]}`,
		`{"ok":true,"stato":"RT_GENERATA_NODO","pendente":false,"finale":false,"azioni":["CHIEDI_COPIA_RT"],"avvertenze":[]}`,
		comandoTransizioneRPT),
	crea("rpt", "esito", "che cosa significa un codiceEsitoPagamento",
		`{"codice":2}`,
		`{"ok":true,"codice":2,"nome":"PAGAMENTO_PARZIALMENTE_ESEGUITO","positivo":true,"pagamentiObbligatori":true,"importoZero":false}`,
		comandoEsito),
}

// documentoXML is a document to read, as characters or as its bytes.
type documentoXML struct {
	XML    testoXML   `json:"xml"`
	Base64 byteBase64 `json:"base64"`
	Modo   modo       `json:"modo"`
}

// byte returns the bytes of the document.
func (d documentoXML) byte() ([]byte, error) { return xmlOByte(d.XML, d.Base64) }

// xmlOByte returns the bytes of a document given in one of the two ways.
func xmlOByte(xml testoXML, b byteBase64) ([]byte, error) {
	switch {
	case b == nil:
		return []byte(xml), nil
	case xml != "":
		return nil, richiestaErrata("xml oppure base64")
	}
	return b, nil
}

// modo is how to read a document: rigoroso or tollerante, the default.
type modo string

// tollerante reports whether to read leniently.
func (m modo) tollerante() (bool, error) {
	switch m {
	case "", "tollerante":
		return true, nil
	case "rigoroso":
		return false, nil
	}
	return false, richiestaErrata("modo %q: né rigoroso né tollerante", string(m))
}

// leggiXML is leggiModo for an XML document.
func leggiXML[T any](in documentoXML, rigoroso func([]byte) (T, error), tollerante func([]byte) (T, []avviso.Avvertenza, error)) (T, []avviso.Avvertenza, error) {
	b, err := in.byte()
	if err != nil {
		var zero T
		return zero, nil, err
	}
	return leggiModo(b, in.Modo, rigoroso, tollerante)
}

// leggiModo reads a document in a mode.
func leggiModo[D, T any](documento D, m modo, rigoroso func(D) (T, error), tollerante func(D) (T, []avviso.Avvertenza, error)) (T, []avviso.Avvertenza, error) {
	lento, err := m.tollerante()
	if err != nil {
		var zero T
		return zero, nil, err
	}
	if !lento {
		x, err := rigoroso(documento)
		return x, []avviso.Avvertenza{}, err
	}
	x, a, err := tollerante(documento)
	return x, append([]avviso.Avvertenza{}, a...), err
}

type rispostaRT struct {
	rpt.RT
	Avvertenze []avviso.Avvertenza `json:"avvertenze"`
}

func comandoRT(in documentoXML) (rispostaRT, error) {
	r, a, err := leggiXML(in, rpt.ParseRT, rpt.LeggiRT)
	return rispostaRT{r, a}, err
}

type rispostaRPT struct {
	rpt.RPT
	Avvertenze []avviso.Avvertenza `json:"avvertenze"`
}

func comandoRPT(in documentoXML) (rispostaRPT, error) {
	r, a, err := leggiXML(in, rpt.ParseRPT, rpt.LeggiRPT)
	return rispostaRPT{r, a}, err
}

type rispostaRicevuta struct {
	rpt.PaSendRT
	Avvertenze []avviso.Avvertenza `json:"avvertenze"`
}

func comandoRicevuta(in documentoXML) (rispostaRicevuta, error) {
	r, a, err := leggiXML(in, rpt.ParseRicevuta, rpt.LeggiRicevuta)
	return rispostaRicevuta{r, a}, err
}

type esitoVerifica struct {
	Accettata bool          `json:"accettata"`
	Rilievi   []rpt.Rilievo `json:"rilievi"`
}

func esitoDi(v rpt.Verifica) esitoVerifica {
	return esitoVerifica{v.Accettata(), append([]rpt.Rilievo{}, v.Rilievi...)}
}

type esitoRT struct {
	Accettata bool            `json:"accettata"`
	FaultCode *nodo.FaultCode `json:"faultCode"`
	Rilievi   []rpt.Rilievo   `json:"rilievi"`
}

func comandoRTValida(in struct {
	RPT    testoXML     `json:"rpt"`
	RT     testoXML     `json:"rt"`
	Modo   modo         `json:"modo"`
	Gruppi []rpt.Gruppo `json:"gruppi"`
},
) (esitoRT, error) {
	for _, g := range in.Gruppi {
		if !g.IsValid() {
			return esitoRT{}, fuoriElenco("gruppi", string(g))
		}
	}
	q, _, errRPT := leggiModo([]byte(in.RPT), in.Modo, rpt.ParseRPT, rpt.LeggiRPT)
	r, _, errRT := leggiModo([]byte(in.RT), in.Modo, rpt.ParseRT, rpt.LeggiRT)
	if err := errors.Join(errRPT, errRT); err != nil {
		if !errors.Is(err, rpt.ErrSintassi) {
			return esitoRT{}, err
		}
		f := nodo.PAASintassiXSD
		return esitoRT{FaultCode: &f, Rilievi: []rpt.Rilievo{}}, nil
	}
	v := rpt.VerificaRT(&q, &r, in.Gruppi...)
	e := esitoRT{Accettata: v.Accettata(), Rilievi: esitoDi(v).Rilievi}
	if f := nodo.PAASemantica; !e.Accettata {
		e.FaultCode = &f
	}
	return e, nil
}

func comandoRicevutaValida(in struct {
	Richiesta     json.RawMessage   `json:"richiesta"`
	Ricevuta      rpt.Ricevuta      `json:"ricevuta"`
	TipoRichiesta rpt.TipoRichiesta `json:"tipoRichiesta"`
},
) (esitoVerifica, error) {
	switch {
	case in.Ricevuta.Outcome == "" || in.TipoRichiesta == "":
		return esitoVerifica{}, richiestaErrata("servono outcome di ricevuta e tipoRichiesta")
	case !in.Ricevuta.Outcome.IsValid():
		return esitoVerifica{}, fuoriElenco("ricevuta", string(in.Ricevuta.Outcome))
	case !in.TipoRichiesta.IsValid():
		return esitoVerifica{}, fuoriElenco("tipoRichiesta", string(in.TipoRichiesta))
	}
	q, err := leggiRichiesta(in.Richiesta)
	if err != nil {
		return esitoVerifica{}, err
	}
	return esitoDi(rpt.VerificaRicevuta(in.TipoRichiesta, &q, &in.Ricevuta)), nil
}

// fuoriElenco is the refusal of a word that no list of the schemas has.
func fuoriElenco(campo, valore string) error {
	return &rpt.Errore{Codice: rpt.CodiceEnumerazione, Campo: campo, Valore: valore, Err: rpt.ErrNome}
}

// leggiRichiesta takes a request with the elements of a paGetPayment response,
// or with those of a receipt.
func leggiRichiesta(b json.RawMessage) (rpt.Pagamento, error) {
	if len(bytes.TrimSpace(b)) == 0 || string(b) == "null" {
		return rpt.Pagamento{}, richiestaErrata("manca richiesta")
	}
	var p rpt.Pagamento
	err := decodifica(b, &p)
	if err == nil {
		return p, nil
	}
	var r rpt.Ricevuta
	if decodifica(b, &r) != nil {
		return p, err
	}
	return rpt.Pagamento{CreditorReferenceID: r.CreditorReferenceID, PaymentAmount: r.PaymentAmount, Debtor: r.Debtor, TransferList: r.TransferList}, nil
}

type statoTransizione struct {
	Stato      rpt.StatoRpt        `json:"stato"`
	Pendente   bool                `json:"pendente"`
	Finale     bool                `json:"finale"`
	Azioni     []rpt.AzioneRpt     `json:"azioni"` // of all the events, in order
	Avvertenze []avviso.Avvertenza `json:"avvertenze"`
}

func comandoTransizioneRPT(in struct {
	Stato  rpt.StatoRpt `json:"stato"`
	Eventi []struct {
		Tipo  string  `json:"tipo"`
		Stato *string `json:"stato"`
	} `json:"eventi"`
	NuovoModello bool `json:"nuovoModello"`
},
) (statoTransizione, error) {
	s := in.Stato
	if !s.IsValid() {
		return statoTransizione{}, richiestaErrata("manca stato")
	}
	c := &rpt.ContestoRpt{NuovoModello: in.NuovoModello}
	fuori := statoTransizione{Azioni: []rpt.AzioneRpt{}, Avvertenze: []avviso.Avvertenza{}}
	for i, x := range in.Eventi {
		e, avvertenze, err := eventoRPT(x.Tipo, x.Stato)
		if err == nil {
			if a := rpt.AzioneDopo(s, e, c); a != "" {
				fuori.Azioni = append(fuori.Azioni, a)
			}
			fuori.Avvertenze = append(fuori.Avvertenze, avvertenze...)
			s, err = rpt.ApplicaRpt(s, e, c)
		}
		if err != nil {
			return statoTransizione{}, alPosto(evento(i), err)
		}
	}
	fuori.Stato, fuori.Pendente, fuori.Finale = s, s.Pendente(), s.Finale()
	return fuori, nil
}

// eventoRPT returns the event of a name; StatoNodo carries the state told.
func eventoRPT(tipo string, stato *string) (rpt.EventoRpt, []avviso.Avvertenza, error) {
	if tipo != "StatoNodo" {
		e, err := rpt.ParseEventoRpt(tipo)
		return e, nil, err
	}
	if stato == nil {
		return 0, nil, richiestaErrata("StatoNodo vuole il membro stato")
	}
	e, avvertenze := rpt.EventoStatoNodo(*stato)
	return e, avvertenze, nil
}

type descrizioneEsito struct {
	Codice               json.Number `json:"codice"`
	Nome                 string      `json:"nome"`
	Positivo             bool        `json:"positivo"`
	PagamentiObbligatori bool        `json:"pagamentiObbligatori"`
	ImportoZero          bool        `json:"importoZero"`
}

func comandoEsito(in struct {
	Codice json.RawMessage `json:"codice"`
},
) (descrizioneEsito, error) {
	c, err := rpt.ParseCodiceEsitoPagamento(testoJSON(in.Codice))
	return descrizioneEsito{json.Number(c), c.Nome(), c.Positivo(), c.PagamentiObbligatori(), c.ImportoZero()}, err
}
