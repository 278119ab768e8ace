package quadro

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// Richiesta is what is asked, beside the documents.
type Richiesta struct {
	Domini  []rendicontazione.Dominio   // the bodies to reconcile; those of the documents when empty
	Conti   map[string]avviso.IdDominio // the body of each account of a statement
	Profilo cassa.Profilo               // of tables of columns of one's own
	Oggi    avviso.Data
	Opzioni rendicontazione.Opzioni
}

// Lettura gathers what documents hold.
type Lettura struct {
	richiesta  Richiesta
	acc        *rendicontazione.Accumulatore
	conti      cassa.Conti
	dominio    avviso.IdDominio // of tables that name no account
	pagine     []cassa.Intestazione
	quadrature []cassa.Quadratura // of the statements that do not agree with their own totals
	letti      map[cassa.Formato]int
	ignorati   int
	problemi   []Problema
	archivi    []io.Closer

	ingresso limitato // of the document being read
	lettore  *bufio.Reader
}

// NuovaLettura returns one that has read nothing.
func NuovaLettura(r Richiesta) (*Lettura, error) {
	if err := r.Opzioni.Valida(); err != nil {
		return nil, err
	}
	acc, err := rendicontazione.NuovoAccumulatore(r.Domini...)
	if err != nil {
		return nil, err
	}
	conti := make(cassa.Conti, len(r.Conti))
	maps.Copy(conti, r.Conti)
	l := &Lettura{richiesta: r, acc: acc, conti: conti, letti: make(map[cassa.Formato]int)}
	l.lettore = bufio.NewReaderSize(&l.ingresso, rendicontazione.MaxInizio)
	return l, nil
}

// conConti are the documents that say of an account and not of whose it is: they are read when all the
// lists of accounts were, and what is not recognised with them, for it may be a table of columns of
// one's own.
var conConti = []cassa.Formato{cassa.FormatoCamt053, cassa.FormatoCBIXML, cassa.FormatoRH, cassa.FormatoMT940, cassa.FormatoTabella, ""}

// Leggi reads every document, those that need the lists of accounts last. What cannot be read is a
// problem, and the rest goes on. passo, which may be nil, hears before each how many were done and how
// many there are.
func (l *Lettura) Leggi(documenti []Documento, passo func(fatti, tutti int)) {
	defer l.chiudiArchivi()
	sciolti := l.sciogli(documenti)
	fatti := 0
	leggi := func(d Documento, rimanda bool) (rimandato bool) {
		err := l.apri(d, func(r *bufio.Reader) error {
			inizio, err := r.Peek(rendicontazione.MaxInizio)
			if err != nil && !errors.Is(err, io.EOF) {
				return err
			}
			f := riconosci(inizio)
			if f == "" && firmato(d.Nome, inizio) {
				return errFirmato
			}
			if rimandato = rimanda && slices.Contains(conConti, f); rimandato {
				return nil
			}
			if passo != nil {
				passo(fatti, len(sciolti))
			}
			// Asked for what may be a table alone: the answer looks at all that was read.
			if (f == cassa.FormatoTabella || f == "") && !l.dominio.IsValid() {
				l.dominio = l.unicoEnte()
			}
			return l.documento(d.Nome, f, r)
		})
		if err != nil {
			l.Problema(d.Nome, err)
		}
		if !rimandato {
			fatti++
		}
		return rimandato
	}
	var ultimi []Documento
	for _, d := range sciolti {
		if leggi(d, true) {
			ultimi = append(ultimi, d)
		}
	}
	for _, d := range ultimi {
		leggi(d, false)
	}
}

// unicoEnte returns the body of all the accounts and of the command line when it is one alone.
func (l *Lettura) unicoEnte() (unico avviso.IdDominio) {
	enti := make(map[avviso.IdDominio]bool)
	for _, d := range l.conti {
		enti[d] = true
	}
	for _, d := range l.acc.Input().Domini {
		enti[d.IdDominio] = true
	}
	if len(enti) == 1 {
		for unico = range enti {
			break
		}
	}
	return unico
}

// apri opens a document for the time of a function. There may be a hundred thousand of them, and one at a
// time: the buffer is the same.
func (l *Lettura) apri(d Documento, f func(*bufio.Reader) error) error {
	r, err := d.Apri()
	if err != nil {
		return err
	}
	l.ingresso = limitato{r, math.MaxInt}
	l.lettore.Reset(&l.ingresso)
	err = f(l.lettore)
	l.ingresso.r = nil
	return errors.Join(err, r.Close())
}

// documento reads one document; an error is about all of it.
func (l *Lettura) documento(nome string, formato cassa.Formato, r *bufio.Reader) error {
	if formato == FormatoConti {
		dati, err := io.ReadAll(r)
		if err == nil {
			err = l.leggiConti(nome, dati)
		}
		l.letti[FormatoConti]++
		return err
	}
	if slices.Contains(interi, formato) {
		l.ingresso.resto = maxIntero
	}
	letto, _, err := rendicontazione.Leggi(r, l.acc, rendicontazione.Lettura{
		Conti: l.conti, Profilo: l.richiesta.Profilo, Nome: filepath.Base(nome), IdDominio: l.dominio,
	})
	for _, i := range letto.Ignorati {
		l.ignorati += i.Numero
	}
	for _, q := range letto.Quadrature {
		if !q.Quadra() {
			l.quadrature = append(l.quadrature, q)
		}
	}
	if letto.Giornale != nil {
		l.pagine = append(l.pagine, *letto.Giornale)
	}
	for _, parte := range letto.Rifiuti {
		l.Problema(nome, parte)
	}
	switch n := letto.Rifiutate - len(letto.Rifiuti); {
	case letto.Rifiutate > 0 && n > 0:
		return fmt.Errorf("altre %d parti illeggibili", n)
	case letto.Rifiutate > 0:
		return nil
	case err == nil:
		l.letti[letto.Formato]++
	}
	return err
}

// interi are the documents that are held in memory whole, of which maxIntero bytes are enough.
var interi = []cassa.Formato{rendicontazione.FormatoFdR3, rendicontazione.FormatoRT, rendicontazione.FormatoRicevuta, rendicontazione.FormatoBizEvents, cassa.FormatoJSON}

const maxIntero = 512 << 20

var errLungo = fmt.Errorf("documento di più di %d MiB: va diviso", maxIntero>>20)

// limitato refuses a document that is too long, before the memory is full of it.
type limitato struct {
	r     io.Reader
	resto int
}

func (l *limitato) Read(b []byte) (int, error) {
	n, err := l.r.Read(b)
	if l.resto -= n; l.resto < 0 {
		return 0, errLungo
	}
	return n, err
}

var errFirmato = errors.New("documento firmato (.p7m), che non si legge: estrarne il contenuto, con sbusta -uscita CARTELLA FILE.p7m o con openssl cms -verify -noverify -inform DER -in FILE.p7m -out FILE.xml")

// firmato reports whether a document is an envelope of a digital signature, in DER or by its name.
func firmato(nome string, inizio []byte) bool {
	return strings.EqualFold(filepath.Ext(nome), ".p7m") || len(inizio) > 1 && inizio[0] == 0x30 && inizio[1]&0x80 != 0
}

// leggiConti reads {"IBAN": "dominio", …}.
func (l *Lettura) leggiConti(nome string, dati []byte) error {
	var conti map[string]avviso.IdDominio
	if err := membri.Parse(dati, &conti); err != nil {
		return err
	}
	for iban, dominio := range conti {
		if d, noto := l.conti[iban]; noto && d != dominio {
			l.Problema(nome, fmt.Errorf("conto %s di due enti: %s e %s", iban, d, dominio))
			continue
		}
		l.conti[iban] = dominio
	}
	return nil
}

// Problema notes what could not be read, with its place when the error knows it.
func (l *Lettura) Problema(nome string, err error) {
	l.problemi = append(l.problemi, NuovoProblema(nome, err))
}

// Quadro asks the engine about what was read.
func (l *Lettura) Quadro() *Quadro {
	report := l.acc.Report(l.richiesta.Oggi, l.richiesta.Opzioni)
	return &Quadro{
		Report: &report, Oggi: l.richiesta.Oggi, Letti: l.letti, Ignorati: l.ignorati, NonLetti: l.problemi, Quadrature: l.quadrature,
		Casi: raccogliCasi(elencaDaVedere(&report, l.pagine, l.quadrature)),
	}
}
