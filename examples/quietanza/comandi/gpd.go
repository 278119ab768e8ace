package comandi

import (
	"bytes"
	"encoding/json"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/posizione"
)

const (
	esempioGPD = `{"pendenza":{"idA2A":"GEST","idPendenza":"P1","idDominio":"12345678903","causale":"TARI 2026","importo":100.00,"numeroAvviso":"301000000000004285",` +
		`"dataScadenza":"2026-06-30","voci":[{"idVocePendenza":"1","importo":100.00,"descrizione":"TARI 2026","ibanAccredito":"IT60X0542811101000000123456",` +
		`"tipoContabilita":"ALTRO","codiceContabilita":"0101002IM"}]},"ente":{"denominazione":"Comune di Prova"}}`
	esempioGPDScritto = `{"ok":true,"json":{"iupd":"GEST*P1","type":"F","fiscalCode":"ANONIMO","fullName":"ANONIMO","companyName":"Comune di Prova",` +
		`"switchToExpired":true,"payStandIn":true,"paymentOption":[{"nav":"301000000000004285","iuv":"01000000000004285","amount":10000,"description":"TARI 2026",` +
		`"isPartialPayment":false,"dueDate":"2026-06-30T21:59:59Z","transfer":[{"idTransfer":"1","amount":10000,"remittanceInformation":"TARI 2026",` +
		`"category":"9/0101002IM","iban":"IT60X0542811101000000123456"}]}]},"perdite":[]}`
)

var comandiGPD = []comando{
	crea("pendenza", "gpd", "posizioni di GPD e ACA (v1, v3, file massivo) in pendenze, o una pendenza in una posizione",
		esempioGPD, esempioGPDScritto, comandoGPD),
}

type richiestaGPD struct {
	documentoJSON
	Pendenza  json.RawMessage    `json:"pendenza"` // one, or those of one document
	Versione  posizione.Versione `json:"versione"` // v1, v3 or aca: v1 where it is missing
	IdDominio avviso.IdDominio   `json:"idDominio"`
	Adesso    avviso.DataOra     `json:"adesso"`
	Categoria string             `json:"categoria"`
	Ente      struct {
		Denominazione string `json:"denominazione"`
		Settore       string `json:"settore"`
	} `json:"ente"`
}

type rispostaGPD struct {
	JSON     json.RawMessage     `json:"json,omitempty"`
	Pendenze []pendenza.Pendenza `json:"pendenze,omitempty"`
	Perdite  []posizione.Perdita `json:"perdite"`
	Righe    []rigaGPD           `json:"righe,omitempty"` // of a mass file
	Avvisi   []avviso.Avvertenza `json:"avvertenze,omitempty"`
}

type rigaGPD struct {
	Numero int         `json:"numero"`
	IUPD   string      `json:"iupd,omitempty"`
	OK     bool        `json:"ok"`
	Errore *erroreRiga `json:"errore,omitempty"`
}

type erroreRiga struct {
	Codice    avviso.Codice `json:"codice"`
	Campo     string        `json:"campo,omitempty"`
	Messaggio string        `json:"messaggio"`
}

func (in *richiestaGPD) opzioni() posizione.Opzioni {
	return posizione.Opzioni{
		Versione: in.Versione, Ente: avviso.Ente{Nome: in.Ente.Denominazione, Settore: in.Ente.Settore}, Categoria: in.Categoria,
		IdDominio: in.IdDominio, Adesso: in.Adesso,
	}
}

func comandoGPD(in richiestaGPD) (rispostaGPD, error) {
	if presente(in.Pendenza) {
		if in.JSON != nil || in.Base64 != nil {
			return rispostaGPD{}, richiestaErrata("json oppure pendenza")
		}
		return versoGPD(&in)
	}
	b, err := in.byte()
	if err != nil {
		return rispostaGPD{}, err
	}
	for nome := range membri.Di(string(b)) {
		switch nome {
		case "paymentPositions", "payment_position_list", "paymentPositionIUPDs", "operation":
			return fileGPD(&in, b)
		}
	}
	p, avvertenze, err := posizione.Leggi(b)
	if err != nil {
		return rispostaGPD{}, err
	}
	out := rispostaGPD{Perdite: []posizione.Perdita{}, Avvisi: avvertenze}
	return out, out.aggiungi(&p, in.opzioni(), "")
}

func (out *rispostaGPD) aggiungi(p *posizione.Posizione, o posizione.Opzioni, dove string) error {
	pp, perse, err := p.Pendenze(o)
	out.Pendenze = append(out.Pendenze, pp...)
	for _, x := range perse {
		x.Campo = dove + x.Campo
		out.Perdite = append(out.Perdite, x)
	}
	return err
}

// versoGPD writes the position of one pendenza, or of a list of one document. A body
// without a name is called by its code.
func versoGPD(in *richiestaGPD) (rispostaGPD, error) {
	var pp []pendenza.Pendenza
	leggi := func(campo string, v json.RawMessage) error {
		p, err := leggiMinima(campo, v)
		pp = append(pp, p)
		return err
	}
	err := error(nil)
	if bytes.HasPrefix(in.Pendenza, []byte("[")) {
		i := 0
		for v := range membri.Elementi(string(in.Pendenza)) {
			if err = leggi("pendenza["+strconv.Itoa(i)+"]", json.RawMessage(v)); err != nil {
				break
			}
			i++
		}
	} else {
		err = leggi("pendenza", in.Pendenza)
	}
	if err != nil {
		return rispostaGPD{}, err
	}
	if in.Ente.Denominazione == "" && len(pp) > 0 {
		in.Ente.Denominazione = pp[0].IdDominio.String()
	}
	if in.Versione == "" {
		in.Versione = posizione.V1
	}
	p, perse, err := posizione.DaPendenze(pp, in.opzioni())
	if err != nil {
		return rispostaGPD{}, err
	}
	b, err := p.Append(nil, in.Versione)
	return rispostaGPD{JSON: b, Perdite: append([]posizione.Perdita{}, perse...), Avvisi: p.Avvertenze()}, err
}

// fileGPD reads a mass file row by row.
func fileGPD(in *richiestaGPD, b []byte) (rispostaGPD, error) {
	out := rispostaGPD{Perdite: []posizione.Perdita{}}
	for r, err := range posizione.LeggiFile(bytes.NewReader(b)) {
		if err != nil {
			return rispostaGPD{}, err
		}
		if r.Errore == nil && r.Posizione != nil {
			r.Errore = out.aggiungi(r.Posizione, in.opzioni(), "paymentPositions["+strconv.Itoa(r.Numero-1)+"].")
		}
		riga := rigaGPD{Numero: r.Numero, IUPD: r.IUPD, OK: r.Errore == nil}
		if r.Errore != nil {
			x, _ := avviso.RilievoDi(r.Errore)
			riga.Errore = &erroreRiga{x.Codice, x.Campo, r.Errore.Error()}
		}
		out.Righe, out.Avvisi = append(out.Righe, riga), append(out.Avvisi, r.Avvertenze...)
	}
	return out, nil
}
