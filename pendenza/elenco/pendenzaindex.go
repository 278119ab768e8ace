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
	IDA2A             string
	IDPendenza        string
	IDTipoPendenza    string
	IdDominio         avviso.IdDominio
	RagioneSociale    string
	UnitaOperativa    json.RawMessage
	Stato             esterni.GovPay
	Segnalazioni      json.RawMessage
	IUVAvviso         avviso.IUV
	IUVPagamento      avviso.IUV
	DataPagamento     avviso.Data
	Causale           string
	SoggettoPagatore  json.RawMessage // as pendenza.SoggettoPagatore
	Importo           avviso.Importo
	NumeroAvviso      avviso.NumeroAvviso
	DataCaricamento   avviso.Data
	DataValidita      avviso.Data
	DataScadenza      avviso.Data
	AnnoRiferimento   string
	CartellaPagamento string
	DatiAllegati      json.RawMessage
	Tassonomia        string
	TassonomiaAvviso  string
	Direzione         string
	Divisione         string
	Tipo              string // dovuto or spontaneo
	UUID              string
	Proprieta         json.RawMessage
	RPP               string // path of its attempts
	Pagamenti         string // path of its payments
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
	dominio := membri.Interno(membri.Gruppo{Campi: []membri.Campo{
		{Nome: "idDominio", Dove: &x.IdDominio, Obbligatorio: true}, {Nome: "ragioneSociale", Dove: &x.RagioneSociale},
	}, Altri: &x.Altri, Fuori: true})
	return membri.Gruppo{Campi: []membri.Campo{
		{Nome: "idA2A", Dove: &x.IDA2A, Obbligatorio: true},
		{Nome: "idPendenza", Dove: &x.IDPendenza, Obbligatorio: true},
		{Nome: "idTipoPendenza", Dove: &x.IDTipoPendenza},
		{Nome: "dominio", Dove: dominio, Obbligatorio: !l.Tollerante},
		{Nome: "unitaOperativa", Dove: &x.UnitaOperativa},
		{Nome: "stato", Dove: membri.UnaDi(&x.Stato), Obbligatorio: true},
		{Nome: "segnalazioni", Dove: &x.Segnalazioni},
		{Nome: "iuvAvviso", Dove: &x.IUVAvviso},
		{Nome: "iuvPagamento", Dove: &x.IUVPagamento},
		{Nome: "dataPagamento", Dove: &x.DataPagamento},
		{Nome: "causale", Dove: &x.Causale, Obbligatorio: !l.Tollerante},
		{Nome: "soggettoPagatore", Dove: &x.SoggettoPagatore},
		{Nome: "importo", Dove: &x.Importo, Obbligatorio: true},
		{Nome: "numeroAvviso", Dove: &x.NumeroAvviso},
		{Nome: "dataCaricamento", Dove: &x.DataCaricamento},
		{Nome: "dataValidita", Dove: &x.DataValidita},
		{Nome: "dataScadenza", Dove: &x.DataScadenza},
		{Nome: "annoRiferimento", Dove: membri.NumeroTesto{Dove: &x.AnnoRiferimento, E: func(s string) bool { return len(s) == len("yyyy") }}},
		{Nome: "cartellaPagamento", Dove: &x.CartellaPagamento},
		{Nome: "datiAllegati", Dove: &x.DatiAllegati},
		{Nome: "tassonomia", Dove: &x.Tassonomia},
		{Nome: "tassonomiaAvviso", Dove: &x.TassonomiaAvviso},
		{Nome: "direzione", Dove: &x.Direzione},
		{Nome: "divisione", Dove: &x.Divisione},
		{Nome: "tipo", Dove: membri.UnaDi((*tipoPendenza)(&x.Tipo))},
		{Nome: "UUID", Dove: &x.UUID},
		{Nome: "proprieta", Dove: &x.Proprieta},
		{Nome: "rpp", Dove: &x.RPP},
		{Nome: "pagamenti", Dove: &x.Pagamenti},
	}, Altri: &x.Altri}
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
	case !x.Stato.IsValid() || x.IDPendenza == "" || x.IDA2A == "" || !x.IdDominio.IsValid():
		return b, rifiuta(membri.CodiceObbligatorio, "stato", string(x.Stato))
	}
	return membri.AppendDocumento(b, membriIndex(new(membri.Lettura), x))
}
