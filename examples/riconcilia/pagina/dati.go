package pagina

import (
	"bufio"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
)

// scriviDati writes the objects of the tables: JSON, compressed, in base64, which the page undoes. Each
// kind has its columns (v), an array each: of amounts in cents and of numbers, or of positions in the
// list of the texts (t), where each is once; the positions of what to look at (!); and what each object
// leads to, credits (m), flows (f), payments (r) and positions (p).
func scriviDati(w io.Writer, r *rendicontazione.Report) error {
	base := base64.NewEncoder(base64.StdEncoding, w)
	z, err := gzip.NewWriterLevel(base, gzip.BestSpeed) // the best takes five times as long for a tenth less
	if err != nil {
		return err
	}
	s := &scrittore{w: bufio.NewWriterSize(z, 1<<16), posti: make(map[string]int)}
	s.tutto(r)
	return errors.Join(s.w.Flush(), z.Close(), base.Close())
}

func (s *scrittore) tutto(r *rendicontazione.Report) {
	s.parola("{")
	s.movimenti(r)
	s.flussi(r)
	s.righe(r)
	s.ricevute(r)
	s.pendenze(r)
	s.parola(`"t":[`)
	for i, t := range s.testi {
		if i > 0 {
			s.parola(",")
		}
		v, _ := json.Marshal(t) // a string is always written
		_, _ = s.w.Write(v)
	}
	s.parola("]}")
}

func (s *scrittore) movimenti(r *rendicontazione.Report) {
	x := r.Movimenti
	s.lista("m", len(x), func(i int) bool { return x[i].Classe.RichiedeIntervento() || x[i].Segnali.RichiedeIntervento() },
		testo(func(i int) string { return giorno(x[i].DataContabile) }),
		numero(func(i int) int64 { return x[i].Importo.Centesimi() }),
		testo(func(i int) string { return x[i].Classe.String() }),
		testo(func(i int) string { return x[i].ID }),
		testo(func(i int) string { return x[i].Provvisorio }),
		testo(func(i int) string { return x[i].IdDominio.String() }),
		testo(func(i int) string { return x[i].Ordinante }),
		testo(func(i int) string { return x[i].Causale }),
	)
	s.legami("f", len(x), r.FlussiDi)
	s.chiudi()
}

func (s *scrittore) flussi(r *rendicontazione.Report) {
	x := r.Flussi
	s.lista("f", len(x), func(i int) bool { return x[i].Classe.RichiedeIntervento() || x[i].Segnali.RichiedeIntervento() },
		testo(func(i int) string { return giorno(x[i].DataRegolamento) }),
		numero(func(i int) int64 { return x[i].ImportoTotalePagamenti.Centesimi() }),
		testo(func(i int) string { return x[i].Classe.String() }),
		testo(func(i int) string { return x[i].IDFlusso }),
		numero(func(i int) int64 { return x[i].NumeroTotalePagamenti }),
		testo(func(i int) string { return x[i].IdDominio.String() }),
		testo(func(i int) string { return x[i].Mittente.Codice }),
	)
	s.legami("m", len(x), func(i int) iter.Seq[int] {
		return func(yield func(int) bool) {
			for _, m := range x[i].Accrediti {
				if !yield(m) {
					return
				}
			}
		}
	})
	s.legami("r", len(x), r.RigheDi)
	s.chiudi()
}

func (s *scrittore) righe(r *rendicontazione.Report) {
	x := r.Righe
	s.lista("r", len(x), func(i int) bool { return x[i].Classe.RichiedeIntervento() || x[i].Segnali.RichiedeIntervento() },
		testo(func(i int) string { return giorno(x[i].Data) }),
		numero(func(i int) int64 { return x[i].Importo.Centesimi() }),
		testo(func(i int) string { return x[i].Classe.String() }),
		testo(func(i int) string { return x[i].IUV }),
		testo(func(i int) string { return x[i].IUR }),
		testo(func(i int) string { return x[i].Esito.String() }),
		testo(func(i int) string { return x[i].IDFlusso() }),
	)
	s.legami("f", len(x), func(i int) iter.Seq[int] { return uno(int(x[i].Flusso), true) })
	s.legami("p", len(x), func(i int) iter.Seq[int] { return uno(r.PendenzaDi(x[i].IdDominio(), x[i].IUV)) })
	s.chiudi()
}

func (s *scrittore) ricevute(r *rendicontazione.Report) {
	x := r.Ricevute
	s.lista("c", len(x), func(i int) bool { return x[i].Classe.RichiedeIntervento() || x[i].Segnali.RichiedeIntervento() },
		testo(func(i int) string { return giorno(x[i].Data) }),
		numero(func(i int) int64 { return x[i].Importo.Centesimi() }),
		testo(func(i int) string { return x[i].Classe.String() }),
		testo(func(i int) string { return x[i].IUV }),
		testo(func(i int) string { return x[i].IUR }),
		testo(func(i int) string { return x[i].IdDominio.String() }),
	)
	s.legami("p", len(x), func(i int) iter.Seq[int] { return uno(r.PendenzaDi(x[i].IdDominio, x[i].IUV)) })
	s.chiudi()
}

func (s *scrittore) pendenze(r *rendicontazione.Report) {
	x := r.Pendenze
	s.lista("p", len(x), func(i int) bool { return x[i].Classe.RichiedeIntervento() || x[i].Segnali.RichiedeIntervento() },
		testo(func(i int) string { return x[i].ID }),
		numero(func(i int) (dovuto int64) {
			for _, v := range x[i].Voci {
				dovuto += v.Importo.Centesimi()
			}
			return dovuto
		}),
		testo(func(i int) string { return x[i].Classe.String() }),
		testo(func(i int) string { return x[i].IUV }),
		testo(func(i int) string {
			if x[i].Quietanzabile {
				return "sì"
			}
			return "no"
		}),
		testo(func(i int) string { return x[i].IdDominio.String() }),
		testo(func(i int) string { return x[i].Contabile().Debitore.Anagrafica }),
		testo(func(i int) string { return x[i].Contabile().Causale }),
	)
	s.chiudi()
}

// giorno is written in the way that sorts.
func giorno(d avviso.Data) string {
	if !d.IsValid() {
		return ""
	}
	return d.String()
}

func uno(n int, ok bool) iter.Seq[int] {
	return func(yield func(int) bool) {
		if ok {
			yield(n)
		}
	}
}

// colonna is a value of each object, one of the two.
type colonna struct {
	testo  func(i int) string
	numero func(i int) int64
}

func testo(f func(int) string) colonna { return colonna{testo: f} }
func numero(f func(int) int64) colonna { return colonna{numero: f} }

// scrittore writes the kinds of objects; a bufio.Writer keeps its error for Flush.
type scrittore struct {
	w     *bufio.Writer
	b     []byte
	testi []string
	posti map[string]int // of the texts
}

func (s *scrittore) parola(p string) { _, _ = s.w.WriteString(p) }

func (s *scrittore) intero(n int64) {
	s.b = strconv.AppendInt(s.b[:0], n, 10)
	_, _ = s.w.Write(s.b)
}

// lista begins a kind, which chiudi ends.
func (s *scrittore) lista(nome string, n int, vedere func(int) bool, colonne ...colonna) {
	s.parola(`"` + nome + `":{"n":`)
	s.intero(int64(n))
	s.parola(`,"v":[`)
	for j, c := range colonne {
		if j > 0 {
			s.parola(",")
		}
		s.parola("[")
		for i := range n {
			if i > 0 {
				s.parola(",")
			}
			if c.numero != nil {
				s.intero(c.numero(i))
			} else {
				s.intero(int64(s.posto(c.testo(i))))
			}
		}
		s.parola("]")
	}
	s.parola(`],"!":[`)
	prima := true
	for i := range n {
		if vedere(i) {
			if !prima {
				s.parola(",")
			}
			prima = false
			s.intero(int64(i))
		}
	}
	s.parola("]")
}

func (s *scrittore) chiudi() { s.parola("},") }

// posto returns the position of a text.
func (s *scrittore) posto(t string) int {
	n, gia := s.posti[t]
	if !gia {
		n = len(s.testi)
		s.posti[t] = n
		s.testi = append(s.testi, t)
	}
	return n
}

// legami writes what each object leads to: a position, -1 for nothing, or an array of positions, in
// which "a-b" is all from a to b.
func (s *scrittore) legami(nome string, n int, di func(int) iter.Seq[int]) {
	s.parola(`,"` + nome + `":[`)
	var a []int
	for i := range n {
		if i > 0 {
			s.parola(",")
		}
		a = a[:0]
		for x := range di(i) {
			a = append(a, x)
		}
		switch {
		case len(a) == 0:
			s.parola("-1")
		case len(a) == 1:
			s.intero(int64(a[0]))
		default:
			s.tratti(a)
		}
	}
	s.parola("]")
}

func (s *scrittore) tratti(a []int) {
	s.parola("[")
	for i := 0; i < len(a); {
		fine := i + 1
		for fine < len(a) && a[fine] == a[fine-1]+1 {
			fine++
		}
		if i > 0 {
			s.parola(",")
		}
		if fine-i > 1 {
			s.parola(`"`)
			s.intero(int64(a[i]))
			s.parola("-")
			s.intero(int64(a[fine-1]))
			s.parola(`"`)
		} else {
			s.intero(int64(a[i]))
		}
		i = fine
	}
	s.parola("]")
}
