package gdp

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/ingresso"
	"github.com/quietanza/quietanza/internal/zippato"
)

// Forma is how the records of a journal are written: the extension of its file.
type Forma string

// Forms. A journal in JSON may be lines or an array.
const (
	FormaJSON Forma = ".json"
	FormaCSV  Forma = ".csv"
)

// IsValid reports whether f is one of the two.
func (f Forma) IsValid() bool { return f == FormaJSON || f == FormaCSV }

// Limiti bound what the reader of an archive accepts. A zero field is the
// default.
type Limiti struct {
	Membri int   // members; default 16
	Byte   int64 // bytes of all members together, expanded; default 1 GiB
}

// Defaults of Limiti.
const (
	MembriPredefiniti = 16
	BytePredefiniti   = 1 << 30
)

// Archivio is an open ZIP archive of a journal.
//
// Source: Giornale dei Pagamenti, "Trasmissione del dato" (.zip). The content is
// our choice, since none is published: one member named as the journal, with
// .json or .csv.
type Archivio struct {
	nome   NomeFile
	membri []*zip.File
	limite int64
}

// ApriArchivio opens the archive of a journal whose name is given, as received.
// It refuses, before anything is expanded: a name that is none (ErrNomeFile); a
// content that is not a ZIP, or that holds what its index does not name, or a member
// under a password or with another header than the index has (ZIP, ErrArchivio); more
// than one member, or one that is not named as the journal (MEMBRI, NOME_ZIP,
// ErrArchivio); more members or bytes than the limits (LIMITE, ErrLimite). What a
// member declares is checked again while it is read.
func ApriArchivio(nome string, r io.ReaderAt, dimensione int64, limiti Limiti) (*Archivio, error) {
	a, avvertenze, err := LeggiArchivio(nome, r, dimensione, limiti)
	if err == nil && len(avvertenze) > 0 {
		return nil, rifiutaArchivio(avvertenze[0].Codice, avvertenze[0].Valore, ErrArchivio)
	}
	return a, err
}

// LeggiArchivio is ApriArchivio that takes one or more members, of any safe name
// ending with .json or .csv, and reads them in order of name. It tells what
// ApriArchivio would refuse.
func LeggiArchivio(nome string, r io.ReaderAt, dimensione int64, limiti Limiti) (*Archivio, []avviso.Avvertenza, error) {
	a, err := apri(nome, r, dimensione, limiti)
	if err != nil {
		return nil, nil, err
	}
	numero := strconv.Itoa(len(a.membri))
	if len(a.membri) == 0 {
		return nil, nil, rifiutaArchivio(CodiceMembri, numero, ErrArchivio)
	}
	var avvertenze []avviso.Avvertenza
	if len(a.membri) > 1 {
		avvertenze = append(avvertenze, avviso.Avvertenza{
			Codice: CodiceMembri, Campo: campoArchivio, Valore: numero, Testo: "più di un membro",
		})
	}
	for _, m := range a.membri {
		base := strings.TrimSuffix(m.Name, path.Ext(m.Name))
		if base != senzaEstensione(nome) && base != string(a.nome.appendBase(nil)) {
			avvertenze = append(avvertenze, avviso.Avvertenza{
				Codice: CodiceNomeZip, Campo: campoArchivio, Valore: m.Name, Testo: "il membro non ha il nome del giornale",
			})
		}
	}
	return a, avvertenze, nil
}

func apri(nome string, r io.ReaderAt, dimensione int64, limiti Limiti) (*Archivio, error) {
	n, err := ParseNomeFile(nome)
	if err != nil {
		return nil, err
	}
	if limiti.Membri <= 0 {
		limiti.Membri = MembriPredefiniti
	}
	if limiti.Byte <= 0 {
		limiti.Byte = BytePredefiniti
	}
	indice := &indice{r: r, resta: codaZip + min(int64(limiti.Membri), massimoMembri)*voceZip}
	z, err := zip.NewReader(indice, dimensione)
	switch {
	case errors.Is(err, errIndice):
		return nil, rifiutaArchivio(CodiceLimite, "", err)
	case err != nil && !errors.Is(err, zip.ErrInsecurePath):
		return nil, rifiutaZip("", err)
	}
	indice.aperto = true
	if len(z.File) > limiti.Membri {
		return nil, rifiutaArchivio(CodiceLimite, strconv.Itoa(len(z.File)), ErrLimite)
	}
	if err := validaZip(z.File, limiti.Byte); err != nil {
		return nil, err
	}
	difetti, err := zippato.Esamina(r, dimensione, z)
	if err != nil {
		return nil, rifiutaZip("", err)
	}
	for i, d := range difetti {
		if d != nil {
			return nil, rifiutaZip(z.File[i].Name, d)
		}
	}
	membri := slices.Clone(z.File)
	slices.SortStableFunc(membri, func(x, y *zip.File) int { return strings.Compare(x.Name, y.Name) })
	return &Archivio{n, membri, limiti.Byte}, nil
}

// What the directory of an archive may take: its end, with a comment and what
// is read ahead, and each member with the longest name, extra field and comment.
const (
	codaZip       = 1 << 18
	voceZip       = 46 + 3*(1<<16)
	massimoMembri = 1 << 16
)

var errIndice = fmt.Errorf("%w: indice dell'archivio", ErrLimite)

// indice bounds how much of an archive is read to open it: archive/zip reads the
// whole directory before it tells how many members there are.
type indice struct {
	r      io.ReaderAt
	resta  int64
	aperto bool
}

// ReadAt implements io.ReaderAt.
func (i *indice) ReadAt(b []byte, off int64) (int, error) {
	if !i.aperto {
		if i.resta -= int64(len(b)); i.resta < 0 {
			return 0, errIndice
		}
	}
	return i.r.ReadAt(b, off)
}

func validaZip(membri []*zip.File, limite int64) error {
	nomi := make(map[string]bool, len(membri))
	var somma uint64
	for _, m := range membri {
		if !nomeSicuro(m.Name) || nomi[strings.ToLower(m.Name)] || !Forma(path.Ext(m.Name)).IsValid() || !m.Mode().IsRegular() {
			return rifiutaArchivio(CodiceNomeZip, m.Name, ErrArchivio)
		}
		nomi[strings.ToLower(m.Name)] = true
		if m.UncompressedSize64 > uint64(limite)-somma {
			return rifiutaArchivio(CodiceLimite, m.Name, ErrLimite)
		}
		somma += m.UncompressedSize64
	}
	return nil
}

// nomeSicuro reports whether a name is that of a file and of nothing else:
// no path, no drive, no control character.
func nomeSicuro(s string) bool {
	if s == "" || strings.ContainsAny(s, `/\:`) || strings.HasPrefix(s, ".") {
		return false
	}
	for i := range len(s) {
		if s[i] <= ' ' || s[i] >= 0x7f {
			return false
		}
	}
	return true
}

const campoArchivio = "archivio"

func rifiutaArchivio(c avviso.Codice, valore string, err error) error {
	return &Errore{Codice: c, Campo: campoArchivio, Valore: valore, Err: err}
}

// rifiutaZip is the refusal of what archive/zip cannot read or write.
func rifiutaZip(valore string, err error) error {
	return rifiutaArchivio(CodiceZip, valore, errore.Coppia(ErrArchivio, inItaliano(err)))
}

// Nome returns the name of the journal.
func (a *Archivio) Nome() NomeFile {
	if a == nil {
		return NomeFile{}
	}
	return a.nome
}

// Eventi reads the members with ParseJSON or ParseCSV, of the role, and for an EC
// the body, that the name tells. Further errors: ZIP for a damaged member, LIMITE
// for one that expands beyond the limit.
func (a *Archivio) Eventi() iter.Seq2[Evento, error] {
	return ingresso.FinoAllErrore(a.leggi(ParseJSON, ParseCSV))
}

// LeggiEventi is Eventi that keeps the rest, with LeggiJSON or LeggiCSV.
func (a *Archivio) LeggiEventi() iter.Seq2[Evento, error] { return a.leggi(LeggiJSON, LeggiCSV) }

type lettura func(io.Reader, Provenienza) iter.Seq2[Evento, error]

func (a *Archivio) leggi(json, csv lettura) iter.Seq2[Evento, error] {
	return func(yield func(Evento, error) bool) {
		if a == nil {
			yield(Evento{}, errNullo(campoArchivio))
			return
		}
		resto := a.limite
		for _, m := range a.membri {
			leggi := json
			if Forma(path.Ext(m.Name)) == FormaCSV {
				leggi = csv
			}
			if !a.leggiMembro(m, leggi, &resto, yield) {
				return
			}
		}
	}
}

// leggiMembro yields the events of one member; false when the sequence is over.
func (a *Archivio) leggiMembro(m *zip.File, leggi lettura, resto *int64, yield func(Evento, error) bool) bool {
	f, err := m.Open()
	if err != nil {
		yield(Evento{}, rifiutaZip(m.Name, err))
		return false
	}
	l := &limitato{f, resto, m.Name}
	for e, err := range leggi(l, a.nome.Provenienza()) {
		if !yield(e, err) {
			_ = f.Close()
			return false
		}
		if err != nil && !delRecord(err) {
			_ = f.Close()
			return false
		}
	}
	if err := f.Close(); err != nil {
		yield(Evento{}, rifiutaZip(m.Name, err))
		return false
	}
	return true
}

// limitato is a member being expanded: what it declared may be false.
type limitato struct {
	r     io.Reader
	resto *int64
	nome  string
}

// Read implements io.Reader.
func (l *limitato) Read(b []byte) (int, error) {
	n, err := l.r.Read(b)
	if *l.resto -= int64(n); *l.resto < 0 {
		return 0, rifiutaArchivio(CodiceLimite, l.nome, ErrLimite)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = rifiutaZip(l.nome, err)
	}
	return n, err
}

// CostruisciArchivio returns the ZIP archive of a journal, which ApriArchivio
// takes back: one member named as the journal, in JSON lines or CSV. Same events,
// same bytes. Errors are those of ScriviRighe and ScriviCSV; MANCANTE for an
// invalid name, NOME for an invalid form.
func CostruisciArchivio(nome NomeFile, forma Forma, eventi iter.Seq[Evento]) ([]byte, error) {
	if !nome.IsValid() {
		return nil, rifiutaNomeFile(CodiceMancante, "nome", "")
	}
	if !forma.IsValid() {
		return nil, rifiutaNome("forma")(string(forma))
	}
	scrivi := ScriviRighe
	if forma == FormaCSV {
		scrivi = ScriviCSV
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	m, err := z.Create(string(nome.appendBase(nil)) + string(forma))
	if err != nil {
		return nil, rifiutaZip(nome.String(), err)
	}
	if err := scrivi(m, eventi); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, rifiutaZip(nome.String(), err)
	}
	return b.Bytes(), nil
}
