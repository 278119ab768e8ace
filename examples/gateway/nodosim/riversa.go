package nodosim

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/causale"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// Riversamento is one bank transfer of a PSP to a body, with its flow.
type Riversamento struct {
	Flusso     flusso.Flusso
	Pubblicato time.Time
	Conto      string // IBAN of the body
	Causale    string // of the transfer
}

// registro are the transfers made so far.
type registro struct {
	fatti     []Riversamento
	riversati int // payments of Nodo.pagati that are in one
	chiamate  uint64
}

// destinazione is what one transfer gathers.
type destinazione struct{ ente, psp, conto string }

// Riversa transfers what was paid since the last time to the accounts of the bodies, one
// transfer for each PSP and account, on a day, and publishes their flows. Stamps are not
// in them: their price goes elsewhere.
func (n *Nodo) Riversa(giorno avviso.Data) ([]Riversamento, error) {
	adesso := n.Orologio()
	n.mu.Lock()
	defer n.mu.Unlock()
	gruppi := map[destinazione]*flusso.Flusso{}
	for _, p := range n.pagati[n.registro.riversati:] {
		for _, t := range p.Ricevuta.Receipt.TransferList {
			if t.IBAN == "" {
				continue
			}
			dove := destinazione{t.FiscalCodePA, p.PSP.ID, t.IBAN}
			f := gruppi[dove]
			if f == nil {
				var err error
				if f, err = n.nuovoFlusso(dove, &p.PSP, giorno, adesso); err != nil {
					return nil, err
				}
				gruppi[dove] = f
			}
			f.Righe = append(f.Righe, flusso.Riga{
				IUV: p.Chiesto.CreditorReferenceID, IUR: p.Token, Indice: t.IDTransfer, Esito: flusso.Eseguito, Data: avviso.DataDi(p.Quando), Importo: t.TransferAmount,
			})
		}
	}
	n.registro.riversati = len(n.pagati)
	dove := make([]destinazione, 0, len(gruppi))
	for d := range gruppi {
		dove = append(dove, d)
	}
	slices.SortFunc(dove, func(a, b destinazione) int {
		return cmp.Or(cmp.Compare(a.ente, b.ente), cmp.Compare(a.psp, b.psp), cmp.Compare(a.conto, b.conto))
	})
	inizio := len(n.registro.fatti)
	for _, d := range dove {
		r := Riversamento{Flusso: *gruppi[d], Pubblicato: adesso, Conto: d.conto}
		r.Flusso.IDFlusso = fmt.Sprintf("%s%s-%06d", giorno, d.psp, len(n.registro.fatti)+1)
		r.Flusso.IDRegolamento = fmt.Sprintf("TRN%s%06d", strings.ReplaceAll(giorno.String(), "-", ""), len(n.registro.fatti)+1)
		var totale avviso.Totale
		for _, x := range r.Flusso.Righe {
			totale.Aggiungi(x.Importo)
		}
		var err error
		if r.Flusso.ImportoTotalePagamenti, err = totale.Importo(); err != nil {
			return nil, err
		}
		r.Flusso.NumeroTotalePagamenti = int64(len(r.Flusso.Righe))
		if r.Causale, err = causale.Format(causale.Causale{Tipo: causale.PUR, Scopo: causale.Riversamento, IDFlusso: r.Flusso.IDFlusso}); err != nil {
			return nil, err
		}
		n.registro.fatti = append(n.registro.fatti, r)
	}
	return slices.Clone(n.registro.fatti[inizio:]), nil
}

func (n *Nodo) nuovoFlusso(d destinazione, psp *Prestatore, giorno avviso.Data, adesso time.Time) (*flusso.Flusso, error) {
	id, err := avviso.ParseIdDominio(d.ente)
	if err != nil {
		return nil, err
	}
	nome := d.ente
	if e := n.Enti(id); e != nil {
		nome = e.Ente.Nome
	}
	return &flusso.Flusso{Testata: flusso.Testata{
		IdDominio: id, DataOraFlusso: avviso.DataOraDi(adesso), Revisione: 1, DataRegolamento: giorno, Ricevente: d.ente, DenominazioneRicevente: nome,
		PSP: d.psp, BancaRiversamento: psp.BIC, Mittente: flusso.Soggetto{Tipo: flusso.CodiceABI, Codice: d.psp, Denominazione: psp.Nome},
	}}, nil
}

// Riversamenti are all that were made, in order.
func (n *Nodo) Riversamenti() []Riversamento {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.Clone(n.registro.fatti)
}

// Giornale is the cash journal that the treasurer of a body makes of a day, one page of
// it whatever its length.
func (n *Nodo) Giornale(ente avviso.IdDominio, giorno avviso.Data) ([]byte, error) {
	var voci []cassa.Voce
	for _, r := range n.Riversamenti() {
		if r.Flusso.IdDominio != ente || r.Flusso.DataRegolamento != giorno {
			continue
		}
		voci = append(voci, cassa.Voce{
			Conto: "1", TipoMovimento: "ENTRATA", TipoDocumento: "SOSPESO ENTRATA", TipoOperazione: "ESEGUITO", NumeroDocumento: r.Flusso.IDRegolamento[len(r.Flusso.IDRegolamento)-6:],
			Progressivo: "1", Importo: r.Flusso.ImportoTotalePagamenti, DataEffettivaSospeso: giorno, DataMovimento: giorno, DataValuta: giorno,
			TipoEsecuzione: "SEPA CREDIT TRANSFER", TRN: r.Flusso.IDRegolamento, Cliente: r.Flusso.Mittente.Denominazione, Causale: r.Causale,
		})
	}
	compatta := strings.ReplaceAll(giorno.String(), "-", "")
	return cassa.AppendGiornale(nil, cassa.Intestazione{
		IDFlussoBT: fmt.Sprintf("GDC-%s99997%s#001#001", compatta, ente), IdDominio: ente, Esercizio: giorno.Anno(), Pagina: 1, Pagine: 1, Dal: giorno, Al: giorno, ABI: "99997",
		Ente: "UFZZ99", Descrizione: "Ente di prova", CodiceISTAT: "000999999", CodiceEnteBT: "0000001", Creato: avviso.DataOraDi(giorno.Inizio().Add(19 * time.Hour)),
	}, voci)
}
