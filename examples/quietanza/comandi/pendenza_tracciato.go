package comandi

import (
	"cmp"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza/sessione"
	"github.com/quietanza/quietanza/pendenza/tracciato"
	"github.com/quietanza/quietanza/rpt"
)

type richiestaSessione struct {
	Tentativi []struct {
		Stato string `json:"stato"`
		Esito *cifre `json:"esito"`
	} `json:"tentativi"`
}

type rispostaSessione struct {
	Stato       rpt.StatoSessione    `json:"stato"`
	CodiceStato sessione.CodiceStato `json:"codiceStato"`
}

func eseguiSessione(in richiestaSessione) (rispostaSessione, error) {
	var tentativi []rpt.Tentativo
	for _, t := range in.Tentativi {
		x := rpt.Tentativo{}
		x.Stato, _ = rpt.StatoRptDi(t.Stato)
		if t.Esito != nil {
			var err error
			if x.Esito, err = rpt.ParseCodiceEsitoPagamento(strconv.Itoa(int(*t.Esito))); err != nil {
				return rispostaSessione{}, err
			}
		}
		tentativi = append(tentativi, x)
	}
	return rispostaSessione{rpt.EsitoSessione(tentativi), sessione.CodiceStatoDi(tentativi)}, nil
}

type richiestaRedirect struct {
	URL         *string `json:"url"`
	IDSession   string  `json:"idSession"`
	Esito       string  `json:"esito"`
	IDPagamento string  `json:"idPagamento"`
	Ritorno     *string `json:"ritorno"`
}

type esitoRedirect struct {
	URL         string                `json:"url,omitempty"`
	IDSession   string                `json:"idSession,omitempty"`
	Esito       sessione.EsitoRitorno `json:"esito,omitzero"`
	IDPagamento string                `json:"idPagamento,omitempty"`
	EsitoIgnoto string                `json:"esitoIgnoto,omitempty"` // what esito said, when it is none
}

func eseguiRedirect(in richiestaRedirect) (esitoRedirect, error) {
	switch {
	case in.Ritorno != nil && (in.URL != nil || in.IDSession != "" || in.Esito != "" || in.IDPagamento != ""):
		return esitoRedirect{}, richiestaErrata("ritorno esclude gli altri membri")
	case in.Ritorno != nil:
		r, avvertenze, err := sessione.LeggiRitorno(*in.Ritorno)
		out := esitoRedirect{IDSession: r.IDSession, Esito: r.Esito, IDPagamento: r.IDPagamento}
		for _, a := range avvertenze {
			out.EsitoIgnoto = a.Valore
		}
		return out, err
	}
	r := sessione.Ritorno{IDSession: in.IDSession, Esito: sessione.EsitoRitorno(in.Esito), IDPagamento: in.IDPagamento}
	base := ""
	if in.URL != nil {
		base = *in.URL
	}
	u, err := sessione.ComponiRitorno(base, r)
	return esitoRedirect{URL: u}, err
}

type richiestaTracciato struct {
	Formato     voce[tracciato.Formato] `json:"formato"`
	Contenuto   *string                 `json:"contenuto"`
	Base64      []byte                  `json:"base64"` // or contenuto
	IdDominio   avviso.IdDominio        `json:"idDominio"`
	Numerazione *numerazioneChiesta     `json:"numerazione"`
	GLN         avviso.GLN              `json:"gln"`
	Archivio    []json.RawMessage       `json:"archivio"`
	Modo        modo                    `json:"modo"` // of the JSON rows; rigoroso when absent
	Mappatura   *tracciato.Mappatura    `json:"mappatura"`
}

type numerazioneChiesta struct {
	Aux      cifre  `json:"aux"`
	Codice   string `json:"codice"`
	Prefisso string `json:"prefisso"`
	Prossimo uint64 `json:"prossimo"`
}

type esitoTracciato struct {
	Stato       tracciato.Stato       `json:"stato"`
	Totali      int                   `json:"totali"`
	Eseguite    int                   `json:"eseguite"`
	Fallite     int                   `json:"fallite"`
	Descrizione string                `json:"descrizione,omitempty"` // why the file cannot be read as a whole
	Righe       []tracciato.Risultato `json:"righe"`
	Avvertenze  []avviso.Avvertenza   `json:"avvertenze,omitempty"` // about the file
}

func eseguiTracciato(in richiestaTracciato) (esitoTracciato, error) {
	if in.Formato.valore == "" || (in.Contenuto == nil) == (in.Base64 == nil) {
		return esitoTracciato{}, richiestaErrata("servono formato e contenuto, o base64")
	}
	contenuto := string(in.Base64)
	if in.Contenuto != nil {
		contenuto = *in.Contenuto
	}
	c := tracciato.Caricatore{GLN: in.GLN}
	archivio := new(tracciato.Memoria)
	for _, testo := range in.Archivio {
		p, err := leggiMinima("archivio", testo)
		if err != nil {
			return esitoTracciato{}, err
		}
		if err := archivio.Salva(p); err != nil {
			return esitoTracciato{}, err
		}
	}
	c.Archivio = archivio
	if n := in.Numerazione; n != nil {
		conf := avviso.Configurazione{AuxDigit: n.Aux.aux(), ApplicationCode: n.Codice, SegregationCode: n.Codice}
		if err := conf.Valida(); err != nil {
			return esitoTracciato{}, err
		}
		c.Numerazione = &avviso.Numerazione{Configurazione: conf, Prefisso: n.Prefisso, Prossimo: n.Prossimo}
	}
	out := esitoTracciato{Righe: []tracciato.Risultato{}}
	tollerante, err := cmp.Or(in.Modo, "rigoroso").tollerante()
	if err != nil {
		return esitoTracciato{}, err
	}
	o := tracciato.Opzioni{IdDominio: in.IdDominio, Tollerante: tollerante, Mappatura: in.Mappatura}
	p := tracciato.Inizio(in.Formato.valore)
	testata, err := p.Valida(strings.NewReader(contenuto), o)
	if err != nil {
		out.Stato, out.Descrizione = p.Stato, err.Error()
		return out, nil
	}
	if !o.IdDominio.IsValid() {
		o.IdDominio = testata.IdDominio
	}
	for r, err := range c.Carica(&p, tracciato.Leggi(in.Formato.valore, strings.NewReader(contenuto), o)) {
		if err != nil {
			return esitoTracciato{}, err
		}
		out.Righe = append(out.Righe, r)
	}
	out.Avvertenze = testata.Avvertenze
	out.Stato, out.Totali, out.Eseguite, out.Fallite = p.Stato, p.Totali, p.Eseguite, p.Fallite
	return out, nil
}
