package circuito

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// giornale names the journal of a sender for a day.
type giornale struct {
	giorno avviso.Data
	ruolo  gdp.Ruolo
	chi    int // which body, or which PSP
}

func (g giornale) compare(h giornale) int {
	return cmp.Or(g.giorno.Compare(h.giorno), cmp.Compare(g.ruolo, h.ruolo), cmp.Compare(g.chi, h.chi))
}

// registro holds the events of a journal that is not complete.
type registro struct{ eventi []accaduto }

var registri = sync.Pool{New: func() any { return new(registro) }}

func (d *scrittura) registra(a accaduto) {
	k := giornale{avviso.DataDi(time.Unix(0, a.quando)), a.ruolo, 0}
	switch a.ruolo {
	case gdp.RuoloEC:
		k.chi = a.p.Posizione.Ente.Indice
	case gdp.RuoloPSP:
		k.chi = indicePSP(a.p.PSP)
	}
	g := d.eventi[k]
	if g == nil {
		g = registri.Get().(*registro)
		d.eventi[k] = g
	}
	a.numero = uint32(len(g.eventi))
	g.eventi = append(g.eventi, a)
}

// giornali returns the jobs that write the journals of the days before one: they are
// complete. The grammar of the names has no journal of the Nodo: its history is a
// document of its own.
func (d *scrittura) giornali(prima avviso.Data) (lavori []lavoro) {
	for _, k := range slices.SortedFunc(maps.Keys(d.eventi), giornale.compare) {
		if !k.giorno.Prima(prima) {
			break
		}
		r := d.eventi[k]
		delete(d.eventi, k)
		lavori = append(lavori, func(b *banco) error {
			err := d.giornale(k, r.eventi, b)
			clear(r.eventi)
			r.eventi = r.eventi[:0]
			registri.Put(r)
			return err
		})
	}
	return lavori
}

// inOrdine yields events in order of time.
func inOrdine(eventi []accaduto) iter.Seq[gdp.Evento] {
	slices.SortFunc(eventi, func(a, b accaduto) int {
		return cmp.Or(cmp.Compare(a.quando, b.quando), cmp.Compare(a.numero, b.numero))
	})
	return func(yield func(gdp.Evento) bool) {
		for i := range eventi {
			if !yield(eventi[i].evento()) {
				return
			}
		}
	}
}

func (d *scrittura) giornale(k giornale, eventi []accaduto, b *banco) error {
	w := bytes.NewBuffer(b.b[:0])
	nome := "nodo-" + compatta(k.giorno) + ".json"
	var err error
	if k.ruolo == gdp.RuoloNodo {
		err = gdp.ScriviRighe(w, inOrdine(eventi))
	} else {
		var n gdp.NomeFile
		if n, err = gdp.NuovoNomeFile(k.ruolo, eventi[0].mittente(), k.giorno, 1); err == nil {
			nome = n.String()
			err = b.archivio(w, strings.TrimSuffix(nome, ".zip")+".json", inOrdine(eventi))
		}
	}
	if b.b = w.Bytes(); err != nil {
		return err
	}
	return d.u.Deposita(CartellaGiornali+"/"+nome, b.b)
}

// archivio writes the archive of a journal as gdp.CostruisciArchivio makes it, but fast
// rather than small.
func (b *banco) archivio(w io.Writer, membro string, eventi iter.Seq[gdp.Evento]) error {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		if b.comprime != nil {
			b.comprime.Reset(w)
			return b.comprime, nil
		}
		var err error
		b.comprime, err = flate.NewWriter(w, flate.BestSpeed)
		return b.comprime, err
	})
	m, err := z.Create(membro)
	if err != nil {
		return err
	}
	return errors.Join(gdp.ScriviRighe(m, eventi), z.Close())
}

// pagina names the cash journal of a body for a day.
type pagina struct {
	ente   int
	giorno avviso.Data
}

// vociPerPagina is how many movements a page of the cash journal holds.
const vociPerPagina = 50

// cassa returns the jobs that write the cash journals up to a day: they are complete.
func (d *scrittura) cassa(fino avviso.Data) (lavori []lavoro) {
	for k, voci := range d.voci {
		if !k.giorno.Dopo(fino) {
			delete(d.voci, k)
			lavori = append(lavori, func(b *banco) error { return d.giornaleDiCassa(k, voci, &b.b) })
		}
	}
	return lavori
}

func (d *scrittura) giornaleDiCassa(k pagina, accrediti []Accredito, b *[]byte) (err error) {
	ente := &d.s.enti[k.ente]
	voci := make([]cassa.Voce, len(accrediti))
	for i := range accrediti {
		voci[i] = accrediti[i].Voce
	}
	pagine := (len(voci) + vociPerPagina - 1) / vociPerPagina
	for n := 1; n <= pagine; n++ {
		h := cassa.Intestazione{
			IDFlussoBT: fmt.Sprintf("GDC-%s99997%s#%03d#%03d", compatta(k.giorno), ente.Dominio, n, pagine), IdDominio: ente.Dominio, Esercizio: k.giorno.Anno(),
			Pagina: n, Pagine: pagine, Dal: k.giorno, Al: k.giorno, ABI: "99997", Ente: "UFZZ99", Descrizione: ente.Nome, CodiceISTAT: "000999999",
			CodiceEnteBT: fmt.Sprintf("%07d", k.ente+1), Creato: avviso.DataOraDi(k.giorno.Inizio().Add(19 * time.Hour)),
		}
		if *b, err = cassa.AppendGiornale((*b)[:0], h, voci[(n-1)*vociPerPagina:min(n*vociPerPagina, len(voci))]); err != nil {
			return err
		}
		if err := d.u.Deposita(fmt.Sprintf("%s/%s-%s-%d.xml", CartellaCassa, ente.Dominio, compatta(k.giorno), n), *b); err != nil {
			return err
		}
	}
	return nil
}
