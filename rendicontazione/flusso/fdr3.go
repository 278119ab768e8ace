package flusso

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

// StatoPubblicato is the one status in which a body sees an FdR 3 flow.
const StatoPubblicato = "PUBLISHED"

// TestataFdR3 is a flow of the FdR 3 interface before its payments.
//
// Source: pagoPA, API FdR (ORGs), SingleFlowResponse.
type TestataFdR3 struct {
	Testata
	Stato      string         // status; "" when the document has none
	Creato     avviso.DataOra // created
	Aggiornato avviso.DataOra // updated
	Pubblicato avviso.DataOra // published
}

// PaginaFdR3 is one page of the payments of an FdR 3 flow.
//
// Source: pagoPA, API FdR (ORGs), PaginatedPaymentsResponse.
type PaginaFdR3 struct {
	Dimensione int64 // pageSize, at most 1000; 0 when absent
	Numero     int64 // pageNumber, from 1; 0 when absent
	Totale     int64 // totPage; 0 when absent
	Conteggio  int64 // count, payments in this page; -1 when absent
	Pagamenti  []PagamentoFdR3
}

// PagamentoFdR3 is a row with its place in the flow.
type PagamentoFdR3 struct {
	Indice int64 // index, from 1, unique in the flow
	Riga   Riga
}

// LeggiFdR3 reads a flow of the FdR 3 interface from one JSON document: the
// header with the payments in it, as "payments" (a list of payments, a page, or
// a list of pages) or as the members of a page beside those of the header.
//
// Amounts are decoded from the text of the number, exactly; the day of a payment
// is that of payDate in Europe/Rome. The password of the sender is dropped,
// unknown members are skipped with a warning. The refusals are *Errore with line
// and column: among them STATO for a flow that is not PUBLISHED, DUPLICATO for
// a member or an index that stands twice, ELEMENTO for a member in another case, DECIMALI and IMPORTO for amounts,
// PAGINA for pages that do not make one whole, 007106 and 007107 (ErrTotali)
// when the computed totals are not the declared ones. Rows that disagree with
// the declared totals are the anomalies of Flusso.Anomalie, as in XML.
func LeggiFdR3(dati []byte, scelte ...Opzione) (Flusso, []avviso.Avvertenza, error) {
	o := raccogli(scelte)
	var pagine []PaginaFdR3
	t, avvisi, err := leggiTestata(dati, o, func(l *lettoreFdR3, t *testataFdR3) error {
		pagine = nil
		sola := nuovaPagina() // of the members of a page beside those of the header
		campi := append(sola.campi(l), campoPagine(l, &pagine))
		err := l.oggetto("", "", l.testo, append(t.campi(l), campi...))
		if sola.Pagamenti != nil || sola.Conteggio >= 0 || sola.Numero > 0 || sola.Totale > 0 || sola.Dimensione > 0 {
			pagine = append(pagine, sola)
		}
		return err
	})
	if err != nil {
		return Flusso{}, nil, err
	}
	f, err := AssemblaFdR3(t, pagine...)
	if err == nil && o.maxRighe > 0 && int64(len(f.Righe)) > o.maxRighe {
		err = rifiuta(CodiceTroppeRighe, "payments", "", ErrLimite)
	}
	if err != nil {
		return Flusso{}, nil, err
	}
	return f, avvisi, nil
}

// campoPagine is the member of a flow that has its payments.
func campoPagine(l *lettoreFdR3, pagine *[]PaginaFdR3) membri.Campo {
	return membri.Campo{Nome: "payments", Dove: func(v string) error { return l.pagamenti(v, pagine) }}
}

// ParseTestataFdR3 reads the answer that has the header of a flow, as LeggiFdR3
// does.
func ParseTestataFdR3(dati []byte, scelte ...Opzione) (TestataFdR3, []avviso.Avvertenza, error) {
	return leggiTestata(dati, raccogli(scelte), func(l *lettoreFdR3, t *testataFdR3) error {
		return l.oggetto("", "", l.testo, t.campi(l))
	})
}

// leggiTestata reads a header and what stands beside it.
func leggiTestata(dati []byte, o opzioni, leggi func(*lettoreFdR3, *testataFdR3) error) (TestataFdR3, []avviso.Avvertenza, error) {
	return leggiFdR3(dati, o, func(l *lettoreFdR3) (TestataFdR3, error) {
		t := testataFdR3{numeroCalcolato: -1}
		err := leggi(l, &t)
		if err == nil {
			err = t.concludi(l, o)
		}
		return t.TestataFdR3, err
	})
}

// LeggiPaginaFdR3 reads the answer that has a page of payments, as LeggiFdR3
// does.
func LeggiPaginaFdR3(dati []byte, scelte ...Opzione) (PaginaFdR3, []avviso.Avvertenza, error) {
	return leggiFdR3(dati, raccogli(scelte), func(l *lettoreFdR3) (PaginaFdR3, error) {
		p := nuovaPagina()
		err := l.oggetto("", "", l.testo, p.campi(l))
		return p, err
	})
}

// AssemblaFdR3 puts header and pages together, the rows by index. Every page of
// the metadata must be there once, with as many payments as it counts, and no
// index may stand twice: PAGINA and DUPLICATO (ErrSchema) otherwise.
func AssemblaFdR3(t TestataFdR3, pagine ...PaginaFdR3) (Flusso, error) {
	if err := validaPagine(pagine); err != nil {
		return Flusso{}, err
	}
	n := 0
	for _, p := range pagine {
		n += len(p.Pagamenti)
	}
	tutti := make([]PagamentoFdR3, 0, n)
	for _, p := range pagine {
		tutti = append(tutti, p.Pagamenti...)
	}
	slices.SortStableFunc(tutti, func(a, b PagamentoFdR3) int { return cmp.Compare(a.Indice, b.Indice) })
	f := Flusso{Testata: t.Testata, Righe: make([]Riga, n)}
	for i, p := range tutti {
		if i > 0 && p.Indice == tutti[i-1].Indice {
			return Flusso{}, rifiuta(CodiceDuplicato, "data.index", strconv.FormatInt(p.Indice, 10), ErrSchema)
		}
		f.Righe[i] = p.Riga
	}
	return f, nil
}

func validaPagine(pagine []PaginaFdR3) error {
	nega := func(campo string, n int64) error {
		return rifiuta(CodicePagina, campo, strconv.FormatInt(n, 10), ErrSchema)
	}
	if len(pagine) == 0 {
		return rifiuta(CodiceObbligatorio, "payments", "", ErrSchema)
	}
	totale := pagine[0].Totale
	viste := make(map[int64]bool, len(pagine))
	for _, p := range pagine {
		switch {
		case p.Conteggio >= 0 && p.Conteggio != int64(len(p.Pagamenti)):
			return nega("count", p.Conteggio)
		case p.Totale != totale:
			return nega("metadata.totPage", p.Totale)
		case p.Numero > totale && totale > 0:
			return nega("metadata.pageNumber", p.Numero)
		case p.Dimensione > 0 && int64(len(p.Pagamenti)) > p.Dimensione:
			return nega("metadata.pageSize", p.Dimensione)
		case viste[p.Numero] && p.Numero > 0:
			return nega("metadata.pageNumber", p.Numero)
		}
		viste[p.Numero] = true
	}
	if totale > 0 && int64(len(pagine)) != totale {
		return nega("metadata.totPage", totale)
	}
	return nil
}
