package posizione

import (
	"encoding/json"
	"errors"
	"io"
	"iter"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/ingresso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
)

// Limits of a mass file.
//
// Source: pagopa/pagopa-gpd-upload, file validation.
const (
	MaxPosizioniFile = 100_000
	MaxByteFile      = 100_000_000 // of JSON, by SFTP; the ZIP of REST holds 5 MB

	// MaxByteElemento is the longest position that LeggiFile reads.
	MaxByteElemento = 4 << 20
)

// Operazione is what a mass file by SFTP asks for; a file by REST has none, since its
// verb says it.
type Operazione string

// The operations.
const (
	Crea     Operazione = "CREATE"
	Aggiorna Operazione = "UPDATE"
	Cancella Operazione = "DELETE"
)

// RigaFile is one element of a mass file.
type RigaFile struct {
	Numero     int        // from 1
	Operazione Operazione // of the file, "" where it says none before the elements
	IUPD       string     // of a position, and of one to delete
	Posizione  *Posizione // nil for one to delete, and for one that is refused
	Avvertenze []avviso.Avvertenza
	Errore     error // why the position is refused
}

// LeggiFile reads a mass file, one element at a time: paymentPositions, or
// paymentPositionIUPDs of those to delete, or the payment_position_list of an answer of
// GPD. A position that is refused is a RigaFile with its Errore, and the file goes on,
// as does one whose iupd stands twice (DUPLICATO). What is no such document ends the
// sequence: JSON, MEMBRO, ELEMENTI_MAX, LIMITE for an element longer than
// MaxByteElemento.
//
// Source: pagopa/pagopa-gpd-upload, model PaymentPositions, MultipleIUPD.
func LeggiFile(r io.Reader) iter.Seq2[RigaFile, error] {
	return func(yield func(RigaFile, error) bool) {
		in := ingresso.Nuovo(r, MaxByteElemento)
		l := letturaFile{in: in, d: json.NewDecoder(in), yield: yield, visti: map[string]bool{}}
		if err := l.documento(); err != nil && !errors.Is(err, errBasta) {
			yield(RigaFile{}, err)
		}
	}
}

// errBasta stops a reading whose caller has had enough.
var errBasta = errors.New("basta")

type letturaFile struct {
	in    *ingresso.Lettore
	d     *json.Decoder
	yield func(RigaFile, error) bool
	op    Operazione
	visti map[string]bool
	n     int
}

func (l *letturaFile) rifiuta(c avviso.Codice, campo, valore string, causa error) error {
	err := ErrPosizione
	if causa != nil {
		err = errore.Coppia(ErrPosizione, causa)
	}
	return &pendenza.Errore{Codice: c, Campo: campo, Valore: valore, Riga: l.in.Avanti(l.d.InputOffset()), Err: err}
}

func (l *letturaFile) guasto(campo string, err error) error {
	if errors.Is(err, ingresso.ErrLungo) {
		return l.rifiuta("LIMITE", campo, "", err)
	}
	return l.rifiuta(pendenza.CodiceJSON, campo, "", err)
}

func (l *letturaFile) documento() error {
	t, err := l.d.Token()
	switch {
	case err != nil:
		return l.guasto("", err)
	case t != json.Delim('{'):
		return l.rifiuta(pendenza.CodiceJSON, "", "", nil)
	}
	elementi := false
	fatti := map[string]bool{}
	for l.d.More() {
		t, err := l.d.Token()
		if err != nil {
			return l.guasto("", err)
		}
		nome, _ := t.(string)
		if fatti[nome] {
			return l.rifiuta(pendenza.CodiceMembro, nome, "", membri.ErrRipetuto)
		}
		fatti[nome] = true
		switch nome {
		case "operation":
			v, err := l.membro(nome)
			if err != nil {
				return err
			}
			s, _ := membri.Testo(string(v))
			if l.op = Operazione(s); l.op != Crea && l.op != Aggiorna && l.op != Cancella {
				return l.rifiuta(pendenza.Enum, nome, string(v), nil)
			}
		case "page_info":
			if _, err := l.membro(nome); err != nil {
				return err
			}
		case "paymentPositions", "payment_position_list", "paymentPositionIUPDs":
			if elementi {
				return l.rifiuta(pendenza.CodiceMembro, nome, "", nil)
			}
			elementi = true
			if err := l.elenco(nome); err != nil {
				return err
			}
		default:
			return l.rifiuta(pendenza.CodiceMembro, nome, "", membri.ErrSconosciuto)
		}
	}
	if _, err := l.d.Token(); err != nil {
		return l.guasto("", err)
	}
	if _, err := l.d.Token(); !errors.Is(err, io.EOF) {
		return l.guasto("", err)
	}
	if l.n == 0 {
		return l.rifiuta(pendenza.ElementiMin, "paymentPositions", "", nil)
	}
	return nil
}

// membro reads a member beside the elements.
func (l *letturaFile) membro(nome string) (json.RawMessage, error) {
	var v json.RawMessage
	err := l.d.Decode(&v)
	if err == nil {
		err = membri.Valida(string(v))
	}
	if err != nil {
		return nil, l.guasto(nome, err)
	}
	return v, nil
}

func (l *letturaFile) elenco(nome string) error {
	if t, err := l.d.Token(); err != nil {
		return l.guasto(nome, err)
	} else if t != json.Delim('[') {
		return l.rifiuta(pendenza.CodiceJSON, nome, "", nil)
	}
	for l.d.More() {
		dove := passo(nome, l.n)
		if l.n++; l.n > MaxPosizioniFile {
			return l.rifiuta(pendenza.ElementiMax, nome, strconv.Itoa(MaxPosizioniFile), nil)
		}
		var v json.RawMessage
		if err := l.d.Decode(&v); err != nil {
			return l.guasto(dove, err)
		}
		l.in.Avanti(l.d.InputOffset())
		r := RigaFile{Numero: l.n, Operazione: l.op}
		if nome == "paymentPositionIUPDs" {
			s, ok := membri.Testo(string(v))
			if err := membri.Valida(string(v)); err != nil {
				r.Errore = l.rifiuta(pendenza.CodiceJSON, dove, "", err)
			} else if r.IUPD = s; !ok || s == "" {
				r.Errore = l.rifiuta(pendenza.Pattern, dove, string(v), nil)
			}
		} else {
			l.posizione(&r, v)
		}
		if r.Errore == nil && l.visti[r.IUPD] {
			r.Posizione, r.Errore = nil, l.rifiuta(pendenza.Duplicato, dove+".iupd", r.IUPD, nil)
		}
		l.visti[r.IUPD] = true
		if !l.yield(r, nil) {
			return errBasta
		}
	}
	if _, err := l.d.Token(); err != nil {
		return l.guasto(nome, err)
	}
	return nil
}

func (l *letturaFile) posizione(r *RigaFile, v json.RawMessage) {
	p, avvertenze, err := Leggi(v)
	r.Avvertenze, r.Errore = avvertenze, err
	if err == nil {
		r.IUPD, r.Posizione = p.IUPD, &p
		return
	}
	for nome, x := range membri.Di(string(v)) {
		if nome == "iupd" {
			r.IUPD, _ = membri.Testo(x)
		}
	}
}

// ScriviFile writes a mass file of positions in the v1 shape: by SFTP with its operation,
// by REST ("") without. GPD refuses the whole file for one wrong element, so every one
// is examined, also behind a wrong one, and the error joins what is wrong with each, its
// place before the path: what was written is to be thrown away then. An iupd twice is
// DUPLICATO; more than MaxPosizioniFile positions, or MaxByteFile bytes, ELEMENTI_MAX and
// LIMITE; an error of w comes back as it is.
//
// Source: pagopa/pagopa-gpd-upload, model PaymentPositions.
func ScriviFile(w io.Writer, op Operazione, posizioni iter.Seq[*Posizione]) error {
	return scriviElementi(w, op, "paymentPositions", func(yield func(string, []byte, error) bool) {
		for p := range posizioni {
			iupd := ""
			if p != nil {
				iupd = p.IUPD
			}
			b, err := p.Append(nil, V1)
			if !yield(iupd, b, err) {
				return
			}
		}
	})
}

// ScriviCancellazioni writes the mass file that deletes positions by their IUPD, on the
// terms of ScriviFile.
func ScriviCancellazioni(w io.Writer, op Operazione, iupd iter.Seq[string]) error {
	return scriviElementi(w, op, "paymentPositionIUPDs", func(yield func(string, []byte, error) bool) {
		for s := range iupd {
			b, err := json.Marshal(s)
			if s == "" {
				err = rifiuta(pendenza.Obbligatorio, "iupd", "")
			}
			if !yield(s, b, err) {
				return
			}
		}
	})
}

func scriviElementi(w io.Writer, op Operazione, nome string, elementi func(yield func(string, []byte, error) bool)) error {
	const coda = "]}\n"
	testa := `{"` + nome + `":[`
	if op != "" {
		testa = `{"operation":"` + string(op) + `","` + nome + `":[`
	}
	var errori []error
	visti := map[string]bool{}
	scritti, n := 0, 0
	scrivi := func(b []byte) error {
		m, err := w.Write(b)
		scritti += m
		return err
	}
	guasto := scrivi([]byte(testa))
	if guasto != nil {
		return guasto
	}
	elementi(func(iupd string, b []byte, err error) bool {
		dove := passo(nome, n)
		if n++; n > 1 {
			b = append([]byte(",\n"), b...)
		}
		switch {
		case err == nil && visti[iupd]:
			err = rifiuta(pendenza.Duplicato, "iupd", iupd)
		case n > MaxPosizioniFile:
			errori = append(errori, rifiuta(pendenza.ElementiMax, nome, strconv.Itoa(MaxPosizioniFile)))
			return false
		case scritti+len(b)+len(coda) > MaxByteFile:
			errori = append(errori, rifiuta("LIMITE", dove, strconv.Itoa(MaxByteFile)))
			return false
		}
		visti[iupd] = true
		if err != nil {
			errori = append(errori, entro(dove, err)...)
			return true
		}
		guasto = scrivi(b)
		return guasto == nil
	})
	if guasto != nil {
		return guasto
	}
	if n == 0 {
		errori = append(errori, rifiuta(pendenza.ElementiMin, nome, ""))
	}
	if len(errori) > 0 {
		return errors.Join(errori...)
	}
	return scrivi([]byte(coda))
}

// entro puts the place of an element before the paths of its refusals.
func entro(dove string, err error) []error {
	tutti := []error{err}
	if u, ok := err.(interface{ Unwrap() []error }); ok { //nolint:errorlint // only what errors.Join made
		tutti = u.Unwrap()
	}
	for i, x := range tutti {
		var e *pendenza.Errore
		if errors.As(x, &e) {
			c := *e
			c.Campo = sotto(dove, e.Campo)
			tutti[i] = &c
		}
	}
	return tutti
}
