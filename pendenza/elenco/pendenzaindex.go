package elenco

import (
	"encoding/json"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/esterni"
)

// PendenzaIndex is a position in a list of GovPay: its detail has the items, and is what
// pendenza.LeggiPendenzaGovPay reads.
//
// Source: GovPay, API Pendenze v2, PendenzaIndex.
type PendenzaIndex struct {
	IDA2A             string           `membro:"idA2A,obbligo"`
	IDPendenza        string           `membro:"idPendenza,obbligo"`
	IDTipoPendenza    string           `membro:"idTipoPendenza"`
	IdDominio         avviso.IdDominio `membro:"dominio,dovuto"`
	RagioneSociale    string
	UnitaOperativa    json.RawMessage     `membro:"unitaOperativa"`
	Stato             esterni.GovPay      `membro:"stato,obbligo"`
	Segnalazioni      json.RawMessage     `membro:"segnalazioni"`
	IUVAvviso         avviso.IUV          `membro:"iuvAvviso"`
	IUVPagamento      avviso.IUV          `membro:"iuvPagamento"`
	DataPagamento     avviso.Data         `membro:"dataPagamento"`
	Causale           string              `membro:"causale,dovuto"`
	SoggettoPagatore  json.RawMessage     `membro:"soggettoPagatore"` // as pendenza.SoggettoPagatore
	Importo           avviso.Importo      `membro:"importo,obbligo"`
	NumeroAvviso      avviso.NumeroAvviso `membro:"numeroAvviso"`
	DataCaricamento   avviso.Data         `membro:"dataCaricamento"`
	DataValidita      avviso.Data         `membro:"dataValidita"`
	DataScadenza      avviso.Data         `membro:"dataScadenza"`
	AnnoRiferimento   string              `membro:"annoRiferimento"`
	CartellaPagamento string              `membro:"cartellaPagamento"`
	DatiAllegati      json.RawMessage     `membro:"datiAllegati"`
	Tassonomia        string              `membro:"tassonomia"`
	TassonomiaAvviso  string              `membro:"tassonomiaAvviso"`
	Direzione         string              `membro:"direzione"`
	Divisione         string              `membro:"divisione"`
	Tipo              string              `membro:"tipo"` // dovuto or spontaneo
	UUID              string              `membro:"UUID"`
	Proprieta         json.RawMessage     `membro:"proprieta"`
	RPP               string              `membro:"rpp"`       // path of its attempts
	Pagamenti         string              `membro:"pagamenti"` // path of its payments
	Altri             avviso.Altri
}

// NuovaPendenzaIndex returns a position as a list shows it on a day.
func NuovaPendenzaIndex(p *pendenza.Pendenza, oggi avviso.Data) PendenzaIndex {
	if p == nil {
		return PendenzaIndex{}
	}
	x := PendenzaIndex{
		IDA2A: p.IDA2A, IDPendenza: p.IDPendenza, IDTipoPendenza: p.IDTipoPendenza, IdDominio: p.IdDominio, Stato: stato(p, oggi),
		Causale: p.Causale, Importo: p.Importo, NumeroAvviso: p.NumeroAvviso, DataCaricamento: p.DataCaricamento, DataValidita: p.DataValidita,
		DataScadenza: p.DataScadenza, AnnoRiferimento: p.AnnoRiferimento, CartellaPagamento: p.CartellaPagamento, DatiAllegati: p.DatiAllegati,
		Tassonomia: p.Tassonomia, TassonomiaAvviso: p.TassonomiaAvviso, Direzione: p.Direzione, Divisione: p.Divisione, Tipo: "dovuto",
		RPP: "/rpp?idA2A=" + p.IDA2A + "&idPendenza=" + p.IDPendenza, Pagamenti: "/pagamenti?idA2A=" + p.IDA2A + "&idPendenza=" + p.IDPendenza,
	}
	if p.NumeroAvviso.IsValid() {
		x.IUVAvviso = p.NumeroAvviso.IUV()
	}
	for i := range p.Pagamenti {
		if g := &p.Pagamenti[i]; !g.Stornato {
			x.IUVPagamento, x.DataPagamento = g.IUV, g.Data
		}
	}
	if s := p.SoggettoPagatore; s != nil {
		if b, err := json.Marshal(s); err == nil {
			w := membri.Scrittura{B: b[:len(b)-1]}
			w.Altri(s.Altri)
			w.Chiude()
			x.SoggettoPagatore = w.B
		}
	}
	return x
}

// Debitore reads the debtor of the position.
func (x *PendenzaIndex) Debitore() (*pendenza.SoggettoPagatore, error) {
	if x == nil || x.SoggettoPagatore == nil {
		return nil, nil
	}
	p, v, err := pendenza.EsaminaParziale([]byte(`{"soggettoPagatore":` + string(x.SoggettoPagatore) + `}`))
	switch {
	case err != nil:
		return nil, porta.Rifiuta(err)
	case len(v) > 0 && v[0].Codice != membri.CodiceMembro:
		return p.SoggettoPagatore, rifiuta(v[0].Codice, v[0].Campo, v[0].Valore)
	}
	return p.SoggettoPagatore, nil
}

// ParsePendenzaIndex reads a position of a list as its interface says it; the error is an
// *Errore (ErrDocumento).
func ParsePendenzaIndex(data []byte) (PendenzaIndex, error) {
	x, _, err := membri.Documento(porta, data, false, membriIndex)
	return x, err
}

// LeggiPendenzaIndex reads a position of a list of GovPay: instants for days and numbers for
// texts are taken, members of others kept, with a warning each.
func LeggiPendenzaIndex(data []byte) (PendenzaIndex, []avviso.Avvertenza, error) {
	return membri.Documento(porta, data, true, membriIndex)
}

func membriIndex(l *membri.Lettura, x *PendenzaIndex) membri.Gruppo {
	dominio := membri.Gruppo{Campi: []membri.Campo{
		{Nome: "idDominio", Dove: &x.IdDominio, Obbligatorio: true}, {Nome: "ragioneSociale", Dove: &x.RagioneSociale},
	}, Altri: &x.Altri, Fuori: true}
	anno := membri.NumeroTesto{Dove: &x.AnnoRiferimento, E: func(s string) bool { return len(s) == len("yyyy") }}
	return membri.Struttura(x, l.Tollerante).Con("dominio", membri.Interno(dominio)).Con("annoRiferimento", anno).
		Con("tipo", membri.UnaDi((*tipoPendenza)(&x.Tipo)))
}

// tipoPendenza is dovuto or spontaneo.
type tipoPendenza string

func (t tipoPendenza) IsValid() bool { return t == "dovuto" || t == "spontaneo" }

// AppendJSON appends the position, which ParsePendenzaIndex takes back but for members of
// others.
func (x *PendenzaIndex) AppendJSON(b []byte) ([]byte, error) {
	switch {
	case x == nil:
		return b, nullo("pendenza")
	case x.IDA2A == "":
		return b, rifiuta(membri.CodiceObbligatorio, "idA2A", "")
	case x.IDPendenza == "":
		return b, rifiuta(membri.CodiceObbligatorio, "idPendenza", "")
	case !x.IdDominio.IsValid():
		return b, rifiuta(membri.CodiceObbligatorio, "dominio", "")
	case !x.Stato.IsValid():
		return b, rifiuta(membri.CodiceObbligatorio, "stato", string(x.Stato))
	}
	return membri.AppendDocumento(b, membriIndex(new(membri.Lettura), x))
}
