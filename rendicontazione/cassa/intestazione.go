package cassa

import (
	"cmp"
	"iter"
	"slices"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
)

// Intestazione is the head of one page of the Giornale di Cassa: whose it is, which
// day, which page.
type Intestazione struct {
	IDFlussoBT   string           `json:"idFlussoBT"`            // identificativo_flusso_BT, the key of the file
	IdDominio    avviso.IdDominio `json:"dominio"`               // testata_messaggio/codice_fiscale_ente
	Esercizio    int              `json:"esercizio"`             // financial year, 1999 to 2099
	Pagina       int              `json:"pagina"`                // this page, from 1
	Pagine       int              `json:"pagine"`                // pages of the day (pagine_totali)
	Dal          avviso.Data      `json:"dal"`                   // first day: data_riferimento_GdC, or data_inizio_periodo_riferimento (1.4)
	Al           avviso.Data      `json:"al"`                    // last day: data_riferimento_GdC, or data_fine_periodo_riferimento (1.4)
	ABI          string           `json:"abi,omitzero"`          // testata_messaggio/codice_ABI_BT, the treasurer
	Ente         string           `json:"ente,omitzero"`         // testata_messaggio/codice_ente, the IPA code
	Descrizione  string           `json:"descrizione,omitzero"`  // testata_messaggio/descrizione_ente
	CodiceISTAT  string           `json:"codiceISTAT,omitzero"`  // testata_messaggio/codice_istat_ente
	TramiteEnte  string           `json:"tramiteEnte,omitzero"`  // testata_messaggio/codice_tramite_ente, who talks to SIOPE+ for the body
	TramiteBT    string           `json:"tramiteBT,omitzero"`    // testata_messaggio/codice_tramite_BT, who does for the treasurer
	CodiceEnteBT string           `json:"codiceEnteBT,omitzero"` // testata_messaggio/codice_ente_BT
	Creato       avviso.DataOra   `json:"creato,omitzero"`       // testata_messaggio/data_ora_creazione_flusso, Europe/Rome when without zone
}

// ChiaveGiornale is what the pages of one journal share.
type ChiaveGiornale struct {
	IdDominio         avviso.IdDominio
	ABI, CodiceEnteBT string
	Esercizio         int
	Dal, Al           avviso.Data
}

// Compare orders keys by body, days, treasurer, code at the treasurer and financial year.
func (c ChiaveGiornale) Compare(d ChiaveGiornale) int {
	return cmp.Or(c.IdDominio.Compare(d.IdDominio), c.Dal.Compare(d.Dal), c.Al.Compare(d.Al),
		cmp.Compare(c.ABI, d.ABI), cmp.Compare(c.CodiceEnteBT, d.CodiceEnteBT), cmp.Compare(c.Esercizio, d.Esercizio))
}

// Chiave returns the key of the journal h is a page of.
func (h Intestazione) Chiave() ChiaveGiornale {
	return ChiaveGiornale{IdDominio: h.IdDominio, ABI: h.ABI, CodiceEnteBT: h.CodiceEnteBT, Esercizio: h.Esercizio, Dal: h.Dal, Al: h.Al}
}

// Completo reports whether the pages of one journal are all there: pages 1 to n,
// in any order, where n is pagine_totali. A page given twice counts once; no pages at all are
// not a journal. Pages of different journals, or that disagree about n, are an
// *Errore with CodicePagine that unwraps to ErrFormato.
func Completo(pagine []Intestazione) (bool, error) {
	viste, n, err := numeri(pagine)
	return err == nil && n > 0 && len(viste) == n, err
}

// Mancanti yields the numbers of the pages that are not there, in order, with the
// errors of Completo.
func Mancanti(pagine []Intestazione) (iter.Seq[int], error) {
	viste, n, err := numeri(pagine)
	if err != nil {
		return nil, err
	}
	return func(yield func(int) bool) {
		for p := 1; p <= n; p++ {
			if !viste[p] && !yield(p) {
				return
			}
		}
	}, nil
}

// numeri returns which pages are there and how many there should be.
func numeri(pagine []Intestazione) (viste map[int]bool, n int, err error) {
	if len(pagine) == 0 {
		return nil, 0, nil
	}
	prima := pagine[0]
	viste = make(map[int]bool, len(pagine))
	for _, p := range pagine {
		switch {
		case p.Chiave() != prima.Chiave():
			return nil, 0, erroreDiPagina("identificativo_flusso_BT", p.IDFlussoBT)
		case p.Pagine != prima.Pagine:
			return nil, 0, erroreDiPagina("pagine_totali", strconv.Itoa(p.Pagine))
		case p.Pagina < 1 || p.Pagina > p.Pagine:
			return nil, 0, erroreDiPagina("pagina", strconv.Itoa(p.Pagina))
		}
		viste[p.Pagina] = true
	}
	return viste, prima.Pagine, nil
}

func erroreDiPagina(campo, valore string) error {
	return &Errore{Codice: CodicePagine, Campo: campo, Valore: valore, Err: ErrFormato}
}

// PerGiornale groups pages by journal: journals in the order of their keys, the
// pages of each by number, then by IDFlussoBT.
func PerGiornale(pagine []Intestazione) [][]Intestazione {
	ordinate := slices.Clone(pagine)
	slices.SortStableFunc(ordinate, func(a, b Intestazione) int {
		return cmp.Or(a.Chiave().Compare(b.Chiave()), cmp.Compare(a.Pagina, b.Pagina), cmp.Compare(a.IDFlussoBT, b.IDFlussoBT))
	})
	var gruppi [][]Intestazione
	for i, p := range ordinate {
		if i == 0 || p.Chiave() != ordinate[i-1].Chiave() {
			gruppi = append(gruppi, nil)
		}
		n := len(gruppi) - 1
		gruppi[n] = append(gruppi[n], p)
	}
	return gruppi
}
