package elenco

import (
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
)

// StatoAvviso is the answer to GET /avvisi/{idDominio}/{numeroAvviso}: HTTP 200 also for a
// notice that is not known, which has nothing but its key.
//
// Source: GovPay, API Pagamento v1 and v2, Avviso.
type StatoAvviso struct {
	Stato            NomeStatoAvviso     `membro:"stato,obbligo"`
	Importo          *avviso.Importo     `membro:"importo"`
	IdDominio        avviso.IdDominio    `membro:"idDominio,obbligo"`
	NumeroAvviso     avviso.NumeroAvviso `membro:"numeroAvviso,obbligo"`
	DataValidita     avviso.Data         `membro:"dataValidita"`
	DataScadenza     avviso.Data         `membro:"dataScadenza"`
	DataPagamento    avviso.Data         `membro:"dataPagamento"` // of version 2
	Descrizione      string              `membro:"descrizione"`
	TassonomiaAvviso string              `membro:"tassonomiaAvviso"`
	QRCode           string              `membro:"qrcode"`
	BarCode          string              `membro:"barcode"`
	Altri            avviso.Altri
}

// NomeStatoAvviso is the state of a notice, in the words of version 2; version 1 has its own.
//
// Source: GovPay, API Pagamento v2, StatoAvviso; v1, StatoAvviso.
type NomeStatoAvviso string

// The states.
const (
	AvvisoNonEseguito NomeStatoAvviso = "NON_ESEGUITA"
	AvvisoDuplicato   NomeStatoAvviso = "DUPLICATA" // paid
	AvvisoScaduto     NomeStatoAvviso = "SCADUTA"
	AvvisoAnnullato   NomeStatoAvviso = "ANNULLATA"
	AvvisoSconosciuto NomeStatoAvviso = "SCONOSCIUTA"
)

// nomiV1 are the states in the words of version 1.
var nomiV1 = map[NomeStatoAvviso]string{
	AvvisoNonEseguito: "Non pagato", AvvisoDuplicato: "Pagato", AvvisoScaduto: "Scaduto", AvvisoAnnullato: "Annullato", AvvisoSconosciuto: "SCONOSCIUTA",
}

// IsValid reports whether s is one of the states.
func (s NomeStatoAvviso) IsValid() bool { return nomiV1[s] != "" }

// V1 returns the state in the words of version 1, "" for one that is none.
func (s NomeStatoAvviso) V1() string { return nomiV1[s] }

// NuovoStatoAvviso returns the state of a notice on a day; p is nil, or a BOZZA, when there is
// no position. A position paid in part counts as paid. gln gives the bar code, when it is
// valid.
func NuovoStatoAvviso(d avviso.IdDominio, n avviso.NumeroAvviso, p *pendenza.Pendenza, oggi avviso.Data, gln avviso.GLN) StatoAvviso {
	a := StatoAvviso{Stato: AvvisoSconosciuto, IdDominio: d, NumeroAvviso: n}
	if p == nil || p.Stato == pendenza.Bozza || !p.Stato.IsValid() {
		return a
	}
	switch p.Stato {
	case pendenza.Annullata, pendenza.Trasferita:
		a.Stato = AvvisoAnnullato
	case pendenza.NonEseguita:
		if a.Stato = AvvisoNonEseguito; p.Scaduta(oggi) {
			a.Stato = AvvisoScaduto
		}
	default:
		a.Stato = AvvisoDuplicato
	}
	i := p.Importo
	a.Importo, a.DataValidita, a.DataScadenza, a.Descrizione, a.TassonomiaAvviso = &i, p.DataValidita, p.DataScadenza, p.Causale, p.TassonomiaAvviso
	for k := range p.Pagamenti {
		if g := &p.Pagamenti[k]; !g.Stornato {
			a.DataPagamento = g.Data
		}
	}
	a.QRCode, _ = avviso.QRCode{NumeroAvviso: n, IdDominio: d, Importo: i}.Testo()
	a.BarCode, _ = avviso.BarCode{GLN: gln, NumeroAvviso: n, Importo: i}.Testo()
	return a
}

// ParseStatoAvviso reads the state of a notice as version 2 says it; the error is an *Errore
// (ErrDocumento).
func ParseStatoAvviso(data []byte) (StatoAvviso, error) {
	a, _, err := membri.Documento(porta, data, false, membriAvviso)
	return a, err
}

// LeggiStatoAvviso reads the state of a notice in either version; members of others are kept,
// with a warning each.
func LeggiStatoAvviso(data []byte) (StatoAvviso, []avviso.Avvertenza, error) {
	return membri.Documento(porta, data, true, membriAvviso)
}

func membriAvviso(l *membri.Lettura, a *StatoAvviso) membri.Gruppo {
	stato := membri.Parola{Metti: func(s string) bool {
		a.Stato = NomeStatoAvviso(s)
		for nome, v1 := range nomiV1 {
			if l.Tollerante && s == v1 {
				a.Stato = nome
			}
		}
		return a.Stato.IsValid()
	}, Scritta: func() string { return string(a.Stato) }}
	return membri.Struttura(a, l.Tollerante).Con("stato", stato)
}

// AppendJSON appends the answer in the words of version 2, or of version 1, which has no
// dataPagamento.
func (a *StatoAvviso) AppendJSON(b []byte, v1 bool) ([]byte, error) {
	switch {
	case a == nil:
		return b, nullo("avviso")
	case !a.Stato.IsValid() || !a.IdDominio.IsValid() || !a.NumeroAvviso.IsValid():
		return b, rifiuta(membri.CodiceObbligatorio, "stato", string(a.Stato))
	}
	scritto := *a
	if v1 {
		scritto.Stato, scritto.DataPagamento = NomeStatoAvviso(a.Stato.V1()), avviso.Data{}
	}
	return membri.AppendDocumento(b, membriAvviso(new(membri.Lettura), &scritto))
}

// RichiestaAvviso is the call GET /avvisi/{idDominio}/{numeroAvviso}: the path may have an
// IUV in place of the 18 digits.
//
// Source: GovPay, API Pagamento v2, getAvviso.
type RichiestaAvviso struct {
	IdDominio        avviso.IdDominio
	NumeroAvviso     avviso.NumeroAvviso // zero when the path has an IUV
	IUV              avviso.IUV          // of the notice, or of the path
	IDDebitore       string
	UUID             string
	LinguaSecondaria string
}

// ParseRichiestaAvviso reads the two parts of the path and the query of GET /avvisi. Error: an
// *Errore (ErrDocumento) that names the part or the parameter.
func ParseRichiestaAvviso(idDominio, numero, query string) (RichiestaAvviso, error) {
	var r RichiestaAvviso
	var err error
	if r.IdDominio, err = avviso.ParseIdDominio(idDominio); err != nil {
		return RichiestaAvviso{}, rifiuta(pendenza.Pattern, "idDominio", idDominio)
	}
	if r.NumeroAvviso, err = avviso.ParseNumeroAvviso(numero); err == nil {
		r.IUV = r.NumeroAvviso.IUV()
	} else if r.IUV, err = avviso.ParseIUV(numero); err != nil {
		return RichiestaAvviso{}, rifiuta(pendenza.Pattern, "numeroAvviso", numero)
	}
	p := leggiQuery(query)
	r.IDDebitore, r.UUID, r.LinguaSecondaria = p.testo("idDebitore"), p.testo("UUID"), p.testo("linguaSecondaria")
	for _, nome := range p.ignoti() {
		p.rifiuta(membri.CodiceMembro, nome, p.valori.Get(nome))
	}
	if p.err != nil {
		return RichiestaAvviso{}, p.err
	}
	return r, nil
}

// The formats in which a notice is given.
const (
	FormatoJSON = "application/json"
	FormatoPDF  = "application/pdf"
)

// FormatoAvviso returns the format that the header Accept of GET /avvisi asks for, FormatoJSON
// or FormatoPDF, the first of its list that there is; "" for none, which is answered with 406.
func FormatoAvviso(accept string) string {
	if strings.TrimSpace(accept) == "" {
		return FormatoJSON
	}
	for x := range strings.SplitSeq(accept, ",") {
		tipo, _, _ := strings.Cut(x, ";")
		switch strings.ToLower(strings.TrimSpace(tipo)) {
		case FormatoJSON, "*/*", "application/*":
			return FormatoJSON
		case FormatoPDF:
			return FormatoPDF
		}
	}
	return ""
}
