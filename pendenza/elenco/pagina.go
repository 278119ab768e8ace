package elenco

import (
	"encoding/json"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
)

// Pagina is one page of a list of GovPay, of any kind: its results are kept as they came.
//
// Source: GovPay, API Pendenze v1 and v2, Lista.
type Pagina struct {
	NumRisultati       *int   // of the whole list; nil where the totals were not asked for
	NumPagine          *int   // at least 1
	RisultatiPerPagina int    // 0 counts only
	Pagina             int    // from 1
	ProssimiRisultati  string // path and query of the next page, or its URL; "" on the last
	MaxRisultati       *int   // how many GovPay counts at most
	Risultati          []json.RawMessage
	Altri              avviso.Altri
}

// NuovaPagina returns the page that a filter asks for of a list of n elements, of which
// risultati are those of the page; percorso is the path of the list.
func NuovaPagina(percorso string, f Filtro, n int, risultati []json.RawMessage) Pagina {
	p := Pagina{RisultatiPerPagina: f.perPagina(), Pagina: max(f.Pagina, 1), Risultati: risultati}
	pagine := 1
	if p.RisultatiPerPagina > 0 {
		pagine = max(1, (n+p.RisultatiPerPagina-1)/p.RisultatiPerPagina)
	}
	if !f.SenzaMetadati {
		p.NumRisultati, p.NumPagine = &n, &pagine
	}
	if p.RisultatiPerPagina > 0 && p.Pagina < pagine {
		dopo := f
		dopo.Pagina = p.Pagina + 1
		p.ProssimiRisultati = percorso + "?" + dopo.Query()
	}
	return p
}

func (f *Filtro) perPagina() int {
	switch {
	case f.RisultatiPerPagina > 0:
		return f.RisultatiPerPagina
	case f.SoloConteggio:
		return 0
	}
	return RisultatiPredefiniti
}

// Prossima returns the filter of the next page, false on the last one. The error is that of
// LeggiFiltro.
func (p *Pagina) Prossima() (Filtro, bool, error) {
	if p == nil || p.ProssimiRisultati == "" {
		return Filtro{}, false, nil
	}
	f, _, err := LeggiFiltro(p.ProssimiRisultati)
	return f, err == nil, err
}

// Scegli returns the page of GET /pendenze that the filter asks for, out of the positions of
// an archive: those that it means on a day, in its order.
func (f *Filtro) Scegli(pendenze iter.Seq[*pendenza.Pendenza], oggi avviso.Data) (Pagina, error) {
	if f == nil {
		return Pagina{}, nullo("filtro")
	}
	var scelte []*pendenza.Pendenza
	for p := range pendenze {
		if f.Corrisponde(p, oggi) {
			scelte = append(scelte, p)
		}
	}
	slices.SortFunc(scelte, func(a, b *pendenza.Pendenza) int { return f.Confronta(a, b, oggi) })
	n, per := len(scelte), f.perPagina()
	da := min(n, (max(f.Pagina, 1)-1)*per)
	risultati := []json.RawMessage{}
	for _, p := range scelte[da:min(n, da+per)] {
		x := NuovaPendenzaIndex(p, oggi)
		b, err := x.AppendJSON(nil)
		if err != nil {
			return Pagina{}, err
		}
		risultati = append(risultati, b)
	}
	return NuovaPagina("/pendenze", *f, n, risultati), nil
}

// Pendenze reads the results of a page of GET /pendenze.
func (p *Pagina) Pendenze() ([]PendenzaIndex, []avviso.Avvertenza, error) {
	if p == nil {
		return nil, nil, nullo("pagina")
	}
	var pp []PendenzaIndex
	var aa []avviso.Avvertenza
	for i, b := range p.Risultati {
		x, a, err := LeggiPendenzaIndex(b)
		in := "risultati[" + strconv.Itoa(i) + "]"
		for _, y := range a {
			y.Campo = in + "." + y.Campo
			aa = append(aa, y)
		}
		if err != nil {
			if e, ok := err.(*Errore); ok { //nolint:errorlint // as it was made
				e.Campo = strings.TrimSuffix(in+"."+e.Campo, ".")
			}
			return nil, aa, err
		}
		pp = append(pp, x)
	}
	return pp, aa, nil
}

// ParsePagina reads a page as its interface says it; the error is an *Errore (ErrDocumento).
func ParsePagina(data []byte) (Pagina, error) {
	p, _, err := membri.Documento(porta, data, false, membriPagina)
	return p, err
}

// LeggiPagina reads a page of any list of GovPay; its results may be called items, as one
// edition of the interface does. Members of others are kept, with a warning each.
func LeggiPagina(data []byte) (Pagina, []avviso.Avvertenza, error) {
	return membri.Documento(porta, data, true, membriPagina)
}

// massimoInteri bounds what a page counts.
const massimoInteri = 1<<31 - 1

func membriPagina(l *membri.Lettura, p *Pagina) membri.Gruppo {
	campi := []membri.Campo{
		{Nome: "numRisultati", Dove: contati(&p.NumRisultati)},
		{Nome: "numPagine", Dove: contati(&p.NumPagine)},
		{Nome: "risultatiPerPagina", Dove: membri.Intero{Dove: &p.RisultatiPerPagina, Minimo: 0, Massimo: massimoInteri}, Obbligatorio: !l.Tollerante},
		{Nome: "pagina", Dove: membri.Intero{Dove: &p.Pagina, Minimo: 1, Massimo: massimoInteri}, Obbligatorio: !l.Tollerante},
		{Nome: "prossimiRisultati", Dove: &p.ProssimiRisultati},
		{Nome: "maxRisultati", Dove: contati(&p.MaxRisultati)},
		{Nome: "risultati", Dove: membri.DueVie{Leggi: p.leggiRisultati, Scrivi: p.scriviRisultati}, Obbligatorio: !l.Tollerante},
	}
	if l.Tollerante {
		campi = append(campi, membri.Campo{Nome: "items", Dove: func(nome, v string) {
			if p.Risultati != nil {
				l.Viola(membri.CodiceMembro, nome, "", "risultati ripetuti")
				return
			}
			p.leggiRisultati(l, nome, v)
		}})
	}
	return membri.Gruppo{Campi: campi, Altri: &p.Altri}
}

// contati is the place of a count that may be absent.
func contati(dst **int) membri.DueVie {
	return membri.DueVie{
		Leggi: func(l *membri.Lettura, nome, v string) {
			*dst = new(int)
			l.Valore(nome, membri.Intero{Dove: *dst, Minimo: 0, Massimo: massimoInteri}, v)
		},
		Scrivi: func(w *membri.Scrittura, nome string) {
			if *dst != nil {
				w.Intero(nome, **dst)
			}
		},
	}
}

func (p *Pagina) leggiRisultati(l *membri.Lettura, nome, v string) {
	p.Risultati = []json.RawMessage{}
	l.Elenco(nome, v, massimoInteri, func(_ int, v string) { p.Risultati = append(p.Risultati, json.RawMessage(v)) })
}

func (p *Pagina) scriviRisultati(w *membri.Scrittura, nome string) {
	w.ApreElenco(nome)
	for _, x := range p.Risultati {
		w.Crudo("", string(x))
	}
	w.ChiudeElenco()
}

// AppendJSON appends the page, which ParsePagina takes back but for members of others.
func (p *Pagina) AppendJSON(b []byte) ([]byte, error) {
	if p == nil {
		return b, nullo("pagina")
	}
	scritta := *p
	scritta.Pagina = max(p.Pagina, 1)
	return membri.AppendDocumento(b, membriPagina(new(membri.Lettura), &scritta))
}
