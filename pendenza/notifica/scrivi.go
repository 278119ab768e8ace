package notifica

import (
	"encoding/base64"
	"encoding/json"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

// NuovaV1 returns the notification of version 1 of an attempt at a position: its request
// and, when it has come, its receipt, nil when not. The items are those that the receipt
// says were paid.
//
// Source: GovPay, API Ente v1, Notifica; GovPay, API REST – Manuale di Integrazione 1.1,
// §5.4.
func NuovaV1(p *pendenza.Pendenza, richiesta, ricevuta *rpt.Documento) (Notifica, error) {
	n, err := nuova(p, richiesta, ricevuta)
	n.Formato = EnteV1
	return n, err
}

// NuovaV2 returns the notification of version 2 of the receipt of a position.
//
// Source: GovPay, API Ente v2, Ricevuta.
func NuovaV2(p *pendenza.Pendenza, richiesta, ricevuta *rpt.Documento) (Notifica, error) {
	n, err := nuova(p, richiesta, ricevuta)
	if err != nil {
		return n, err
	}
	if n.RT == nil {
		return Notifica{}, &pendenza.Errore{Codice: avviso.CodiceNullo, Campo: "ricevuta", Err: avviso.ErrNullo}
	}
	r := &Ricevuta{Modello: ModelloPSP}
	n.Formato, n.Ricevuta, n.IDRicevuta = EnteV2, r, n.CCP()
	dati := p.Dati()
	if r.Pendenza, err = json.Marshal(&dati); err != nil {
		return Notifica{}, err
	}
	for i := range p.Voci {
		v := VocePagata{IDVocePendenza: p.Voci[i].IDVocePendenza}
		for k := range n.Riscossioni {
			if x := n.Riscossioni[k]; x.IDVocePendenza == v.IDVocePendenza && v.Riscossione == nil {
				x.Indice, x.Pendenza, x.RPP = i+1, "", ""
				v.Riscossione = &x
			}
		}
		r.Voci = append(r.Voci, v)
	}
	if q := ricevuta.Ricevuta; q != nil {
		c := &q.Receipt
		r.Importo, r.Esito = c.PaymentAmount, NonEseguito
		if c.Outcome == rpt.OutcomeOK {
			r.Esito = Eseguito
		}
		r.Data, r.DataPagamento = c.Data(), c.Data()
		r.IstitutoAttestante = &IstitutoAttestante{IDPSP: c.IDPSP, Denominazione: c.PSPCompanyName, IDCanale: c.IDChannel, Descrizione: c.ChannelDescription}
		return n, nil
	}
	c := ricevuta.RT
	r.Importo, r.Data, r.DataPagamento = c.DatiPagamento.ImportoTotalePagato, c.DataOraMessaggioRicevuta.Data(), c.DataOraMessaggioRicevuta.Data()
	for e, codice := range codiciEsito {
		if codice == c.DatiPagamento.CodiceEsitoPagamento && e != Rifiutato {
			r.Esito = e
		}
	}
	i := &c.IstitutoAttestante
	r.IstitutoAttestante = &IstitutoAttestante{IDPSP: i.IdentificativoUnivoco.CodiceIdentificativoUnivoco, Denominazione: i.Denominazione}
	return n, nil
}

func nuova(p *pendenza.Pendenza, richiesta, ricevuta *rpt.Documento) (Notifica, error) {
	if p == nil {
		return Notifica{}, nullo()
	}
	n := Notifica{IDA2A: p.IDA2A, IDPendenza: p.IDPendenza}
	n.IdDominio, n.IUV = p.IdDominio, p.IUV
	if !n.IUV.IsValid() && p.NumeroAvviso.IsValid() {
		n.IUV = p.NumeroAvviso.IUV()
	}
	if richiesta != nil {
		n.RPT = &Documento{Documento: *richiesta}
	}
	if ricevuta == nil || ricevuta.RT == nil && ricevuta.Ricevuta == nil {
		return n, nil
	}
	n.RT = &Documento{Documento: *ricevuta}
	rpp := "/rpp/" + n.IdDominio.String() + "/" + n.IUV.String() + "/" + n.CCP()
	pagate, _ := n.RT.riscossioni()
	for x := range pagate {
		d, err := avviso.ParseIdDominio(x.IdDominio)
		if err != nil {
			return Notifica{}, rifiuto(err)
		}
		u, err := avviso.ParseIUV(x.IUV)
		if err != nil {
			return Notifica{}, rifiuto(err)
		}
		r := Riscossione{
			IdDominio: d, IUV: u, IUR: x.IUR, Indice: len(n.Riscossioni) + 1, Pendenza: percorsoPendenza(p.IDA2A, p.IDPendenza), RPP: rpp,
			Stato: "RISCOSSA", Tipo: avviso.Entrata, Importo: x.Importo, Data: x.Data,
		}
		if x.Bollo {
			r.Tipo = avviso.MBT
		}
		if i := int(x.Indice) - 1; i >= 0 && i < len(p.Voci) {
			r.IDVocePendenza = p.Voci[i].IDVocePendenza
		}
		n.Riscossioni = append(n.Riscossioni, r)
	}
	return n, nil
}

// Append appends the notification as GovPay writes it: absent parts are null, amounts are
// numbers, documents as they came or, when they were made here, nested as in the schema.
// Parse takes back one without members of others. Errors: NOME (pendenza.ErrNome) for no
// format, those of rpt for a document that its schema refuses.
func (n *Notifica) Append(b []byte) ([]byte, error) {
	if n == nil {
		return b, nullo()
	}
	w := scrittore{membri.Scrittura{B: append(b, '{')}}
	switch n.Formato {
	case EnteV1:
		w.Testo("idA2A", n.IDA2A)
		w.Testo("idPendenza", n.IDPendenza)
		w.documento("rpt", n.RPT)
		w.documento("rt", n.RT)
		w.riscossioni(n.Riscossioni)
	case EnteV1Annullo:
		a := n.Annullo
		if a == nil {
			return b, nullo()
		}
		w.Testo("codice", a.Codice)
		w.Testo("motivazione", a.Motivazione)
	case EnteV2:
		w.enteV2(n)
	case EnteV2Rendicontazione:
		w.rendicontazione(n.Rendicontazione)
	case RPPV1:
		w.Testo("versione", n.Versione)
		w.xml("rpt", n.RPT)
		w.xml("rt", n.RT)
	default:
		return b, &pendenza.Errore{Codice: pendenza.CodiceNome, Campo: "formato", Valore: string(n.Formato), Err: pendenza.ErrNome}
	}
	w.Altri(n.Altri)
	if w.Err != nil {
		return b, w.Err
	}
	return append(w.B, '}'), nil
}

// scrittore writes the members of a notification.
type scrittore struct{ membri.Scrittura }

// scritto appends the JSON of a document, made here when it did not come.
func (d *Documento) scritto(b []byte) ([]byte, error) {
	switch {
	case d.JSON != nil:
		return append(b, d.JSON...), nil
	case d.Ricevuta != nil:
		return d.Ricevuta.Receipt.AppendJSON(b)
	case d.RT != nil:
		return d.RT.AppendJSON(b)
	case d.RPT != nil:
		return d.RPT.AppendJSON(b)
	}
	return d.Pagamento.AppendJSON(b)
}

func (w *scrittore) documento(nome string, d *Documento) {
	if d == nil {
		w.Crudo(nome, "null")
		return
	}
	w.Aggiunge(nome, d.scritto)
}

// xmlDi returns the XML of a document, made here when it did not come.
func (d *Documento) xmlDi() ([]byte, error) {
	switch {
	case d.XML != nil:
		return d.XML, nil
	case d.Ricevuta != nil:
		return rpt.AppendXML(nil, d.Ricevuta)
	case d.RT != nil:
		return rpt.AppendXML(nil, d.RT)
	case d.RPT != nil:
		return rpt.AppendXML(nil, d.RPT)
	}
	g := rpt.PaGetPaymentRisposta{Versione: d.Versione, Outcome: rpt.OutcomeOK, Data: d.Pagamento}
	return rpt.AppendXML(nil, &g)
}

func (w *scrittore) xml(nome string, d *Documento) {
	if d == nil {
		w.Crudo(nome, "null")
		return
	}
	x, err := d.xmlDi()
	if err != nil && w.Err == nil {
		w.Err = err
	}
	w.Testo(nome, base64.StdEncoding.EncodeToString(x))
}

func (w *scrittore) riscossioni(rr []Riscossione) {
	if len(rr) == 0 {
		w.Crudo("riscossioni", "null")
		return
	}
	w.ApreElenco("riscossioni")
	for i := range rr {
		w.Apre("")
		w.riscossione(&rr[i], true)
		w.Chiude()
	}
	w.ChiudeElenco()
}

// riscossione writes an item; nulli says that what is absent is null.
func (w *scrittore) riscossione(r *Riscossione, nulli bool) {
	testo := w.SeTesto
	if nulli {
		testo = w.Testo
	}
	testo("idDominio", r.IdDominio.String())
	testo("iuv", r.IUV.String())
	testo("iur", r.IUR)
	if r.Indice > 0 {
		w.Intero("indice", r.Indice)
	}
	testo("pendenza", r.Pendenza)
	testo("idVocePendenza", r.IDVocePendenza)
	testo("rpp", r.RPP)
	testo("stato", r.Stato)
	if r.Tipo != 0 {
		w.Testo("tipo", r.Tipo.String())
	}
	w.Importo("importo", r.Importo)
	testo("data", r.Data.String())
	switch {
	case r.Commissioni != nil:
		w.Importo("commissioni", *r.Commissioni)
	case nulli:
		w.Crudo("commissioni", "null")
	}
	switch {
	case r.Allegato != nil:
		w.Apre("allegato")
		w.SeTesto("tipo", r.Allegato.Tipo)
		w.SeTesto("testo", base64.StdEncoding.EncodeToString(r.Allegato.Testo))
		w.Altri(r.Allegato.Altri)
		w.Chiude()
	case nulli:
		w.Crudo("allegato", "null")
	}
	w.Altri(r.Altri)
}
