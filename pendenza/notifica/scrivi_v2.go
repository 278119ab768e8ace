package notifica

import (
	"encoding/base64"
	"encoding/json"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

// enteV2 writes a receipt of version 2.
func (w *scrittore) enteV2(n *Notifica) {
	r := n.Ricevuta
	if r == nil {
		w.err = nullo()
		return
	}
	w.apre("dominio")
	w.testo("idDominio", n.IdDominio.String())
	w.seTesto("ragioneSociale", r.RagioneSociale)
	w.chiude()
	w.testo("iuv", n.IUV.String())
	w.testo("idRicevuta", n.IDRicevuta)
	w.seTesto("idPagamento", r.IDPagamento)
	w.seTesto("idSessionePsp", r.IDSessionePSP)
	w.importo("importo", r.Importo)
	w.seTesto("esito", string(r.Esito))
	w.seTesto("stato", r.Stato)
	if i := r.IstitutoAttestante; i != nil {
		w.apre("istitutoAttestante")
		w.seTesto("idPSP", i.IDPSP)
		w.seTesto("denominazione", i.Denominazione)
		w.seTesto("idCanale", i.IDCanale)
		w.seTesto("descrizione", i.Descrizione)
		w.altri(i.Altri)
		w.chiude()
	}
	if r.Versante != nil {
		w.crudo("versante", string(r.Versante))
	}
	w.crudo("pendenza", string(pendenzaConVoci(r)))
	w.giorno("data", r.Data, r.DataOra)
	w.giorno("dataPagamento", r.DataPagamento, r.DataOraPagamento)
	w.documentoV2("rpt", n.RPT)
	w.documentoV2("rt", n.RT)
	w.seTesto("modello", r.Modello)
}

func (w *scrittore) giorno(nome string, d avviso.Data, o avviso.DataOra) {
	if o.IsValid() {
		w.testo(nome, string(o.AppendConZona(nil)))
		return
	}
	w.seTesto(nome, d.String())
}

// pendenzaConVoci is the position of a receipt with the riscossione of each item, as it
// came where it has them.
func pendenzaConVoci(r *Ricevuta) json.RawMessage {
	w := scrittore{b: []byte{'{'}}
	for nome, v := range membri.Di(string(r.Pendenza)) {
		switch nome {
		case "voci":
			w.nome(nome)
			w.b = append(w.b, '[')
			i := 0
			for voce := range membri.Elementi(v) {
				if i > 0 {
					w.b = append(w.b, ',')
				}
				w.voce(voce, r.Voci[min(i, len(r.Voci)-1)].Riscossione)
				i++
			}
			w.b = append(w.b, ']')
		case "idDominio":
			w.apre("dominio")
			w.crudo("idDominio", v)
			w.chiude()
		default:
			w.crudo(nome, v)
		}
	}
	w.chiude()
	return w.b
}

// voce writes an item as it is, with its riscossione when it has none.
func (w *scrittore) voce(v string, r *Riscossione) {
	w.b = append(w.b, '{')
	ha := membri.Ha(v, "riscossione")
	for nome, x := range membri.Di(v) {
		if ha || nome != "importo" && nome != "riscossione" {
			w.crudo(nome, x)
		}
	}
	if !ha && r != nil {
		w.apre("riscossione")
		w.riscossione(r, false)
		w.chiude()
	}
	w.chiude()
}

func (w *scrittore) documentoV2(nome string, d *Documento) {
	if d == nil {
		return
	}
	tipo := d.Tipo
	if tipo == "" {
		tipo = tipoDi(d)
	}
	w.apre(nome)
	w.testo("tipo", tipo)
	if nuda := d.Ricevuta != nil && d.Ricevuta.IDPA == ""; d.XML != nil || d.JSON == nil && !nuda { // which is no message
		x, err := d.xmlDi()
		if err != nil && w.err == nil {
			w.err = err
		}
		w.testo("xml", base64.StdEncoding.EncodeToString(x))
	}
	w.documento("json", d)
	w.chiude()
}

// tipoDi is how GovPay calls a document: those of both editions alike.
func tipoDi(d *Documento) string {
	switch {
	case d.Ricevuta != nil:
		return "ctReceipt"
	case d.RT != nil:
		return "ctRicevutaTelematica"
	case d.RPT != nil:
		return "ctRichiestaPagamentoTelematico"
	}
	return "ctPaymentPA"
}

func (w *scrittore) rendicontazione(r *Rendicontazione) {
	if r == nil {
		w.err = nullo()
		return
	}
	w.testo("idDominio", r.IdDominio.String())
	w.testo("iuv", r.IUV.String())
	w.testo("iur", r.IUR)
	if r.Indice != 0 {
		w.crudo("indice", r.Indice.String())
	}
	w.importo("importo", r.Importo)
	if !r.Esito.IsValid() {
		w.err = nullo()
		return
	}
	w.crudo("esito", string(r.Esito))
	w.seTesto("data", r.Data.String())
	w.testo("idFlusso", r.IDFlusso)
	for _, o := range [...]struct {
		nome   string
		quando avviso.DataOra
	}{{"dataFlusso", r.DataFlusso}, {"dataOraPubblicazione", r.DataOraPubblicazione}, {"dataOraAggiornamento", r.DataOraAggiornamento}} {
		if o.quando.IsValid() {
			w.testo(o.nome, string(o.quando.AppendConZona(nil)))
		}
	}
	w.seTesto("trn", r.TRN)
	w.seTesto("dataRegolamento", r.DataRegolamento.String())
	w.seTesto("idPsp", r.IDPSP)
	w.seTesto("bicRiversamento", r.BICRiversamento)
	if r.Revisione != 0 {
		w.crudo("revisione", strconv.Itoa(r.Revisione))
	}
}
