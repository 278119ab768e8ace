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
		return nil, illeggibile(err)
	case len(v) > 0 && v[0].Codice != membri.CodiceMembro:
		return p.SoggettoPagatore, rifiuta(v[0].Codice, v[0].Campo, v[0].Valore)
	}
	return p.SoggettoPagatore, nil
}

// ParsePendenzaIndex reads a position of a list as its interface says it; the error is an
// *Errore (ErrDocumento).
func ParsePendenzaIndex(data []byte) (PendenzaIndex, error) {
	x, _, err := leggiIndex(data, false)
	return x, err
}

// LeggiPendenzaIndex reads a position of a list of GovPay: instants for days and numbers for
// texts are taken, members of others kept, with a warning each.
func LeggiPendenzaIndex(data []byte) (PendenzaIndex, []avviso.Avvertenza, error) {
	return leggiIndex(data, true)
}

func leggiIndex(data []byte, tollerante bool) (PendenzaIndex, []avviso.Avvertenza, error) {
	l := &membri.Lettura{Tollerante: tollerante}
	testo, err := l.Apre(data)
	if err != nil {
		return PendenzaIndex{}, l.Avvertenze, illeggibile(err)
	}
	var x PendenzaIndex
	l.Oggetto(testo, []membri.Campo{
		{Nome: "idA2A", Dove: &x.IDA2A, Obbligatorio: true},
		{Nome: "idPendenza", Dove: &x.IDPendenza, Obbligatorio: true},
		{Nome: "idTipoPendenza", Dove: &x.IDTipoPendenza},
		{Nome: "dominio", Dove: func(nome, v string) {
			l.Annidato(nome, v, []membri.Campo{
				{Nome: "idDominio", Dove: &x.IdDominio, Obbligatorio: true}, {Nome: "ragioneSociale", Dove: &x.RagioneSociale},
			}, &x.Altri)
		}, Obbligatorio: !tollerante},
		{Nome: "unitaOperativa", Dove: &x.UnitaOperativa},
		{Nome: "stato", Dove: membri.UnaDi(&x.Stato), Obbligatorio: true},
		{Nome: "segnalazioni", Dove: &x.Segnalazioni},
		{Nome: "iuvAvviso", Dove: &x.IUVAvviso},
		{Nome: "iuvPagamento", Dove: &x.IUVPagamento},
		{Nome: "dataPagamento", Dove: &x.DataPagamento},
		{Nome: "causale", Dove: &x.Causale, Obbligatorio: !tollerante},
		{Nome: "soggettoPagatore", Dove: &x.SoggettoPagatore},
		{Nome: "importo", Dove: &x.Importo, Obbligatorio: true},
		{Nome: "numeroAvviso", Dove: &x.NumeroAvviso},
		{Nome: "dataCaricamento", Dove: &x.DataCaricamento},
		{Nome: "dataValidita", Dove: &x.DataValidita},
		{Nome: "dataScadenza", Dove: &x.DataScadenza},
		{Nome: "annoRiferimento", Dove: membri.NumeroTesto{Metti: func(s string) bool { x.AnnoRiferimento = s; return len(s) == len("yyyy") }}},
		{Nome: "cartellaPagamento", Dove: &x.CartellaPagamento},
		{Nome: "datiAllegati", Dove: &x.DatiAllegati},
		{Nome: "tassonomia", Dove: &x.Tassonomia},
		{Nome: "tassonomiaAvviso", Dove: &x.TassonomiaAvviso},
		{Nome: "direzione", Dove: &x.Direzione},
		{Nome: "divisione", Dove: &x.Divisione},
		{Nome: "tipo", Dove: membri.Parola{Metti: func(s string) bool { x.Tipo = s; return s == "dovuto" || s == "spontaneo" }}},
		{Nome: "UUID", Dove: &x.UUID},
		{Nome: "proprieta", Dove: &x.Proprieta},
		{Nome: "rpp", Dove: &x.RPP},
		{Nome: "pagamenti", Dove: &x.Pagamenti},
	}, &x.Altri)
	if err := chiudi(l); err != nil {
		return PendenzaIndex{}, l.Avvertenze, err
	}
	return x, l.Avvertenze, nil
}

// AppendJSON appends the position, which ParsePendenzaIndex takes back but for members of
// others.
func (x *PendenzaIndex) AppendJSON(b []byte) ([]byte, error) {
	switch {
	case x == nil:
		return b, nullo("pendenza")
	case !x.Stato.IsValid() || x.IDPendenza == "" || x.IDA2A == "" || !x.IdDominio.IsValid():
		return b, rifiuta(membri.CodiceObbligatorio, "stato", string(x.Stato))
	}
	w := membri.Scrittura{B: append(b, '{')}
	w.Testo("idA2A", x.IDA2A)
	w.Testo("idPendenza", x.IDPendenza)
	w.SeTesto("idTipoPendenza", x.IDTipoPendenza)
	w.Apre("dominio")
	w.Testo("idDominio", x.IdDominio.String())
	w.SeTesto("ragioneSociale", x.RagioneSociale)
	w.Chiude()
	w.SeCrudo("unitaOperativa", x.UnitaOperativa)
	w.Testo("stato", string(x.Stato))
	w.SeCrudo("segnalazioni", x.Segnalazioni)
	w.SeTesto("iuvAvviso", x.IUVAvviso.String())
	w.SeTesto("iuvPagamento", x.IUVPagamento.String())
	w.SeTesto("dataPagamento", x.DataPagamento.String())
	w.Testo("causale", x.Causale)
	w.SeCrudo("soggettoPagatore", x.SoggettoPagatore)
	w.Importo("importo", x.Importo)
	w.SeTesto("numeroAvviso", x.NumeroAvviso.String())
	w.SeTesto("dataCaricamento", x.DataCaricamento.String())
	w.SeTesto("dataValidita", x.DataValidita.String())
	w.SeTesto("dataScadenza", x.DataScadenza.String())
	w.SeTesto("annoRiferimento", x.AnnoRiferimento)
	w.SeTesto("cartellaPagamento", x.CartellaPagamento)
	w.SeCrudo("datiAllegati", x.DatiAllegati)
	w.SeTesto("tassonomia", x.Tassonomia)
	w.SeTesto("tassonomiaAvviso", x.TassonomiaAvviso)
	w.SeTesto("direzione", x.Direzione)
	w.SeTesto("divisione", x.Divisione)
	w.SeTesto("tipo", x.Tipo)
	w.SeTesto("UUID", x.UUID)
	w.SeCrudo("proprieta", x.Proprieta)
	w.SeTesto("rpp", x.RPP)
	w.SeTesto("pagamenti", x.Pagamenti)
	w.Altri(x.Altri)
	w.Chiude()
	return w.B, nil
}
