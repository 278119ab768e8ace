package flusso

import (
	"strconv"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

// VoceElencoFdR3 is one publication of a flow, in a list of them.
//
// Source: pagoPA, API FdR (ORGs), PaginatedFlowsResponse.
type VoceElencoFdR3 struct {
	IDFlusso   string         `json:"fdr"`
	PSP        string         `json:"pspId"`
	Revisione  int32          `json:"revision"`
	Pubblicato avviso.DataOra `json:"published"`
	Flusso     avviso.DataOra `json:"flowDate,omitzero"`
}

// Chiave returns the key of the flow, in the list of a body.
func (v VoceElencoFdR3) Chiave(d avviso.IdDominio) ChiaveFdR3 {
	return ChiaveFdR3{IdDominio: d, IDFlusso: v.IDFlusso, PSP: v.PSP, Revisione: v.Revisione}
}

// ElencoFdR3 is one page of the list of the published flows.
//
// Source: pagoPA, API FdR (ORGs), PaginatedFlowsResponse.
type ElencoFdR3 struct {
	Dimensione int64 // pageSize, at most 1000; 0 when absent
	Numero     int64 // pageNumber, from 1; 0 when absent
	Totale     int64 // totPage; 0 when absent
	Conteggio  int64 // count, of the flows of all the pages; -1 when absent
	Flussi     []VoceElencoFdR3
}

// LeggiElencoFdR3 reads one page of the list of the published flows, as LeggiFdR3 reads
// a flow.
func LeggiElencoFdR3(dati []byte, scelte ...Opzione) (ElencoFdR3, []avviso.Avvertenza, error) {
	l, err := apriFdR3(dati, raccogli(scelte))
	if err != nil {
		return ElencoFdR3{}, nil, err
	}
	e := ElencoFdR3{Conteggio: -1}
	if err := l.oggetto("", "", l.testo, e.campi(l)); err != nil {
		return ElencoFdR3{}, nil, l.traduci(err)
	}
	return e, l.avvisi.elenco(), nil
}

func (e *ElencoFdR3) campi(l *lettoreFdR3) []membri.Campo {
	return []membri.Campo{
		{Nome: "metadata", Dove: func(v string) error {
			return l.oggetto("metadata", "metadata.", v, campiPagina(&e.Dimensione, &e.Numero, &e.Totale))
		}},
		{Nome: "count", Dove: interoJSON(&e.Conteggio, 0, maxConteggio)},
		{Nome: "data", Dove: func(v string) error {
			l.passi = append(l.passi, "data")
			err := membri.Elenco(v, e.voce(l))
			l.passi = l.passi[:len(l.passi)-1]
			return err
		}, Obbligatorio: true},
	}
}

// campiPagina are the members of the metadata of a page.
func campiPagina(dimensione, numero, totale *int64) []membri.Campo {
	return []membri.Campo{
		{Nome: "pageSize", Dove: interoJSON(dimensione, 1, massimaPaginaFdR3)},
		{Nome: "pageNumber", Dove: interoJSON(numero, 1, maxInt32)},
		{Nome: "totPage", Dove: interoJSON(totale, 0, maxInt32)},
	}
}

// voce returns what reads one flow of a page after the other.
func (e *ElencoFdR3) voce(l *lettoreFdR3) func(i int, v string) error {
	return func(i int, v string) error {
		var voce VoceElencoFdR3
		var revisione int64
		err := l.oggetto("["+strconv.Itoa(i)+"]", "data.", v, []membri.Campo{
			{Nome: "fdr", Dove: idFdR3(&voce.IDFlusso), Obbligatorio: true},
			{Nome: "pspId", Dove: testoJSON(&voce.PSP, 1, maxTesto35), Obbligatorio: true},
			{Nome: "revision", Dove: interoJSON(&revisione, 1, maxInt32), Obbligatorio: true},
			{Nome: "published", Dove: istanteJSON(&voce.Pubblicato), Obbligatorio: true},
			{Nome: "flowDate", Dove: istanteJSON(&voce.Flusso)},
		})
		voce.Revisione = int32(revisione) //nolint:gosec // within bounds, as read
		e.Flussi = append(e.Flussi, voce)
		return err
	}
}

// AssemblaElencoFdR3 puts the pages of a list together, in the order given. Every page
// of the metadata must be there once, and the flows of all of them be as many as count:
// PAGINA (ErrSchema) otherwise.
func AssemblaElencoFdR3(pagine ...ElencoFdR3) ([]VoceElencoFdR3, error) {
	nega := func(campo string, n int64) error {
		return rifiuta(CodicePagina, campo, strconv.FormatInt(n, 10), ErrSchema)
	}
	if len(pagine) == 0 {
		return nil, rifiuta(CodiceObbligatorio, "data", "", ErrSchema)
	}
	var tutte []VoceElencoFdR3
	totale, conteggio := pagine[0].Totale, pagine[0].Conteggio
	viste := make(map[int64]bool, len(pagine))
	for _, p := range pagine {
		switch {
		case p.Totale != totale:
			return nil, nega("metadata.totPage", p.Totale)
		case p.Conteggio != conteggio:
			return nil, nega("count", p.Conteggio)
		case p.Numero > max(totale, 1) && totale > 0, p.Numero > 0 && viste[p.Numero]:
			return nil, nega("metadata.pageNumber", p.Numero)
		case p.Dimensione > 0 && int64(len(p.Flussi)) > p.Dimensione:
			return nil, nega("metadata.pageSize", p.Dimensione)
		}
		viste[p.Numero] = true
		tutte = append(tutte, p.Flussi...)
	}
	switch {
	case totale > 0 && int64(len(pagine)) != totale:
		return nil, nega("metadata.totPage", totale)
	case conteggio >= 0 && conteggio != int64(len(tutte)):
		return nil, nega("count", conteggio)
	}
	return tutte, nil
}

// ErroreFdR3 is what the FdR 3 interface answers instead, with 400, 404 and 500.
//
// Source: pagoPA, API FdR (ORGs), ErrorResponse.
type ErroreFdR3 struct {
	ID          string          `json:"errorId,omitempty"`
	Stato       int64           `json:"httpStatusCode"`
	Descrizione string          `json:"httpStatusDescription"`
	Codice      string          `json:"appErrorCode"` // FDR-…
	Errori      []DettaglioFdR3 `json:"errors,omitempty"`
}

// DettaglioFdR3 is one of the reasons of an ErroreFdR3.
type DettaglioFdR3 struct {
	Percorso  string `json:"path,omitempty"`
	Messaggio string `json:"message"`
}

// LeggiErroreFdR3 reads the answer that tells an error, as LeggiFdR3 reads a flow.
func LeggiErroreFdR3(dati []byte) (ErroreFdR3, []avviso.Avvertenza, error) {
	l, err := apriFdR3(dati, opzioni{})
	if err != nil {
		return ErroreFdR3{}, nil, err
	}
	var e ErroreFdR3
	testo := func(dst *string) func(string) error {
		return func(v string) error {
			s, ok := membri.Testo(v)
			if !ok {
				return membri.Rifiuta(CodiceJSON, v, membri.ErrTipo)
			}
			*dst = s
			return nil
		}
	}
	if err := l.oggetto("", "", l.testo, []membri.Campo{
		{Nome: "errorId", Dove: testo(&e.ID)},
		{Nome: "httpStatusCode", Dove: interoJSON(&e.Stato, 100, 599), Obbligatorio: true},
		{Nome: "httpStatusDescription", Dove: testo(&e.Descrizione), Obbligatorio: true},
		{Nome: "appErrorCode", Dove: testo(&e.Codice), Obbligatorio: true},
		{Nome: "errors", Dove: func(v string) error {
			l.passi = append(l.passi, "errors")
			err := membri.Elenco(v, func(i int, v string) error {
				var d DettaglioFdR3
				err := l.oggetto("["+strconv.Itoa(i)+"]", "errors.", v, []membri.Campo{
					{Nome: "path", Dove: testo(&d.Percorso)},
					{Nome: "message", Dove: testo(&d.Messaggio), Obbligatorio: true},
				})
				e.Errori = append(e.Errori, d)
				return err
			})
			l.passi = l.passi[:len(l.passi)-1]
			return err
		}},
	}); err != nil {
		return ErroreFdR3{}, nil, l.traduci(err)
	}
	return e, l.avvisi.elenco(), nil
}

// CorsaFdR3 is what one run over the list of the flows of a body leaves for the next.
// The zero value is before the first.
type CorsaFdR3 struct {
	IdDominio  avviso.IdDominio `json:"idDominio,omitzero"`
	Pubblicato avviso.DataOra   `json:"pubblicato,omitzero"` // the latest publication seen
	Viste      []VoceElencoFdR3 `json:"viste,omitempty"`     // seen, and so late that the next list has them again
}

// Bounds of a run: how far back the next list begins before the latest publication
// seen, and how far from the month that the platform keeps it stays.
const (
	SovrapposizioneFdR3 = time.Hour
	margineFdR3         = time.Minute
)

// Dal returns publishedGt of the next list: an overlap before the latest publication
// seen, since publications may come to the list late, and not more than a month before
// now (FDR-1000). perse says that the month begins after the latest publication seen, so
// that flows between the two cannot be listed any more. Before the first run it is a
// month ago.
//
// Source: pagoPA, API FdR (ORGs), publishedGt, FDR-1000.
func (c CorsaFdR3) Dal(adesso time.Time) (dal avviso.DataOra, perse bool) {
	minimo := avviso.DataOraDi(adesso.AddDate(0, -1, 0).Add(margineFdR3))
	if !c.Pubblicato.IsValid() {
		return minimo, false
	}
	dal = c.Pubblicato.Aggiungi(-SovrapposizioneFdR3).Secondi()
	if dal.Prima(minimo) {
		return minimo, c.Pubblicato.Prima(minimo)
	}
	return dal, false
}

// Applica takes the whole list of a run and returns the flows in it that no run has
// seen, in the order of the list and each once, and what the next run needs.
func (c CorsaFdR3) Applica(elenco []VoceElencoFdR3) (nuove []VoceElencoFdR3, dopo CorsaFdR3) {
	type chiave struct {
		flusso, psp string
		revisione   int32
	}
	di := func(v VoceElencoFdR3) chiave { return chiave{v.IDFlusso, v.PSP, v.Revisione} }
	viste := make(map[chiave]bool, len(c.Viste)+len(elenco))
	for _, v := range c.Viste {
		viste[di(v)] = true
	}
	dopo = CorsaFdR3{IdDominio: c.IdDominio, Pubblicato: c.Pubblicato}
	for _, v := range elenco {
		if viste[di(v)] {
			continue
		}
		viste[di(v)] = true
		nuove = append(nuove, v)
		if v.Pubblicato.Dopo(dopo.Pubblicato) {
			dopo.Pubblicato = v.Pubblicato
		}
	}
	dal := dopo.Pubblicato.Aggiungi(-SovrapposizioneFdR3).Secondi()
	for _, voci := range [...][]VoceElencoFdR3{c.Viste, nuove} {
		for _, v := range voci {
			if !v.Pubblicato.Prima(dal) {
				dopo.Viste = append(dopo.Viste, v)
			}
		}
	}
	return nuove, dopo
}
