package notifica

import (
	"encoding/base64"
	"encoding/json"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

// enteV2 writes a receipt of version 2.
func (w *scrittore) enteV2(n *Notifica) {
	r := n.Ricevuta
	if r == nil {
		w.Err = nullo()
		return
	}
	w.Apre("dominio")
	w.Testo("idDominio", n.IdDominio.String())
	w.SeTesto("ragioneSociale", r.RagioneSociale)
	w.Chiude()
	w.Testo("iuv", n.IUV.String())
	w.Testo("idRicevuta", n.IDRicevuta)
	w.SeTesto("idPagamento", r.IDPagamento)
	w.SeTesto("idSessionePsp", r.IDSessionePSP)
	w.Importo("importo", r.Importo)
	w.SeTesto("esito", string(r.Esito))
	w.SeTesto("stato", r.Stato)
	if i := r.IstitutoAttestante; i != nil {
		w.Gruppo("istitutoAttestante", membri.Struttura(i, true))
	}
	if r.Versante != nil {
		w.Crudo("versante", string(r.Versante))
	}
	w.Crudo("pendenza", string(pendenzaConVoci(r)))
	w.giorno("data", r.Data, r.DataOra)
	w.giorno("dataPagamento", r.DataPagamento, r.DataOraPagamento)
	w.documentoV2("rpt", n.RPT)
	w.documentoV2("rt", n.RT)
	w.SeTesto("modello", r.Modello)
}

func (w *scrittore) giorno(nome string, d avviso.Data, o avviso.DataOra) {
	if o.IsValid() {
		w.Testo(nome, string(o.AppendConZona(nil)))
		return
	}
	w.SeTesto(nome, d.String())
}

// pendenzaConVoci is the position of a receipt with the riscossione of each item, as it
// came where it has them.
func pendenzaConVoci(r *Ricevuta) json.RawMessage {
	w := scrittore{membri.Scrittura{B: []byte{'{'}}}
	for nome, v := range membri.Di(string(r.Pendenza)) {
		switch nome {
		case "voci":
			w.ApreElenco(nome)
			i := 0
			for voce := range membri.Elementi(v) {
				w.voce(voce, r.Voci[min(i, len(r.Voci)-1)].Riscossione)
				i++
			}
			w.ChiudeElenco()
		case "idDominio":
			w.Apre("dominio")
			w.Crudo("idDominio", v)
			w.Chiude()
		default:
			w.Crudo(nome, v)
		}
	}
	w.Chiude()
	return w.B
}

// voce writes an item as it is, with its riscossione when it has none.
func (w *scrittore) voce(v string, r *Riscossione) {
	w.Apre("")
	ha := membri.Ha(v, "riscossione")
	for nome, x := range membri.Di(v) {
		if ha || nome != "importo" && nome != "riscossione" {
			w.Crudo(nome, x)
		}
	}
	if !ha && r != nil {
		w.Apre("riscossione")
		w.riscossione(r, false)
		w.Chiude()
	}
	w.Chiude()
}

func (w *scrittore) documentoV2(nome string, d *Documento) {
	if d == nil {
		return
	}
	tipo := d.Tipo
	if tipo == "" {
		tipo = tipoDi(d)
	}
	w.Apre(nome)
	w.Testo("tipo", tipo)
	if nuda := d.Ricevuta != nil && d.Ricevuta.IDPA == ""; d.XML != nil || d.JSON == nil && !nuda { // which is no message
		x, err := d.xmlDi()
		if err != nil && w.Err == nil {
			w.Err = err
		}
		w.Testo("xml", base64.StdEncoding.EncodeToString(x))
	}
	w.documento("json", d)
	w.Chiude()
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
		w.Err = nullo()
		return
	}
	w.Testo("idDominio", r.IdDominio.String())
	w.Testo("iuv", r.IUV.String())
	w.Testo("iur", r.IUR)
	if r.Indice != 0 {
		w.Crudo("indice", r.Indice.String())
	}
	w.Importo("importo", r.Importo)
	if !r.Esito.IsValid() {
		w.Err = nullo()
		return
	}
	w.Crudo("esito", string(r.Esito))
	w.SeTesto("data", r.Data.String())
	w.Testo("idFlusso", r.IDFlusso)
	for _, o := range [...]struct {
		nome   string
		quando avviso.DataOra
	}{{"dataFlusso", r.DataFlusso}, {"dataOraPubblicazione", r.DataOraPubblicazione}, {"dataOraAggiornamento", r.DataOraAggiornamento}} {
		if o.quando.IsValid() {
			w.Testo(o.nome, string(o.quando.AppendConZona(nil)))
		}
	}
	w.SeTesto("trn", r.TRN)
	w.SeTesto("dataRegolamento", r.DataRegolamento.String())
	w.SeTesto("idPsp", r.IDPSP)
	w.SeTesto("bicRiversamento", r.BICRiversamento)
	if r.Revisione != 0 {
		w.Intero("revisione", r.Revisione)
	}
}
