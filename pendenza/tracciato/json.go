package tracciato

import (
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/ingresso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
)

// LeggiJSON reads a file in the JSON format of GovPay 3: the positions of
// inserimenti first, then those of annullamenti, whose numbers go on. UTF-8 with
// or without BOM. It holds one position at a time; annullamenti that stand before
// inserimenti are kept until their turn. What is no such document ends the
// sequence with an *Errore (ErrTracciato) and its line: JSON, MEMBRO for a member
// that the file does not have, DOMINIO, VUOTO, TROPPE_RIGHE, RIGA_LUNGA for a
// position longer than a line may be, and 500000 when the reader fails.
//
// Rows are independent: one that breaks rules, or has a member that a position
// does not have, twice or in another case, is a Riga with Violazioni; one that is
// no object, or a cancellation that names no position, a Riga with Err. GovPay
// discards the whole file for an unknown member. With Opzioni.Tollerante unknown
// members are kept with the position and told.
//
// idDominio of the file overrides that of each position, and Opzioni overrides
// both. Where it stands behind inserimenti it is too late for them: read the
// file with ParseTestata first and pass what it returns.
//
// Source: GovPay 3, API Pendenze v2, TracciatoPendenzePost.
func LeggiJSON(r io.Reader, o Opzioni) iter.Seq2[Riga, error] {
	return func(yield func(Riga, error) bool) {
		l := nuovaLettura(r, o, yield)
		if err := l.leggi(); err != nil {
			yield(Riga{}, err)
		}
	}
}

// errBasta stops a reading whose caller has had enough.
var errBasta = errors.New("basta")

type letturaJSON struct {
	in          *ingresso.Lettore
	v           *ingresso.Valori
	o           Opzioni
	yield       func(Riga, error) bool
	t           Testata
	numero      int
	inseriti    bool
	annullati   []Riga // annullamenti that came first
	fatti       map[string]bool
	soloTestata bool
	prima       int64 // where the element being read begins
}

func nuovaLettura(r io.Reader, o Opzioni, yield func(Riga, error) bool) *letturaJSON {
	in := ingresso.Nuovo(r, int64(o.maxByte()))
	return &letturaJSON{in: in, v: ingresso.NuoviValori(in), o: o, yield: yield}
}

// qui takes everything up to the place of the reading and returns its line.
func (l *letturaJSON) qui() int { return l.in.Avanti(l.v.Offset()) }

// segno takes a byte, after blanks; on failure the refusal of what is named.
func (l *letturaJSON) segno(c byte, campo string) error {
	qui, err := l.v.Prossimo()
	switch {
	case err != nil:
		return l.guasto(err, campo)
	case qui != c:
		return l.rifiuta(CodiceJSON, campo)
	}
	l.v.Prendi()
	l.qui()
	return nil
}

// decodifica reads the next value, valid until what follows is read.
func (l *letturaJSON) decodifica(campo string) ([]byte, error) {
	prima := l.v.Offset()
	v, err := l.v.Valore()
	if err != nil {
		return nil, l.guasto(err, campo)
	}
	if !json.Valid(v) {
		l.in.Avanti(prima)
		return nil, &Errore{Codice: CodiceJSON, Campo: campo, Riga: l.in.Riga(), Err: ErrTracciato}
	}
	l.qui()
	return v, nil
}

// testata reads a member of the header; c is what a wrong one is.
func (l *letturaJSON) testata(dst any, campo string, c avviso.Codice) error {
	v, err := l.decodifica(campo)
	if err != nil {
		return err
	}
	if l.o.Tollerante && numero(string(v)) {
		l.t.Avvertenze = append(l.t.Avvertenze, avviso.Avvertenza{Codice: membri.CodiceTipo, Campo: campo, Valore: string(v), Riga: l.qui(), Testo: "numero al posto di un testo"})
		v = membri.AppendTesto(nil, string(v))
	}
	if membri.Parse(v, dst) != nil {
		return l.rifiuta(c, campo)
	}
	return nil
}

// guasto is the refusal of what cannot be decoded: the document is to blame, or
// the reader of the caller.
func (l *letturaJSON) guasto(err error, campo string) error {
	var sintassi *json.SyntaxError
	switch {
	case errors.Is(err, ingresso.ErrLungo):
		return l.rifiuta(CodiceRigaLunga, campo)
	case errors.Is(err, ingresso.ErrValore), errors.As(err, &sintassi), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return l.rifiuta(CodiceJSON, campo)
	}
	return &Errore{Codice: CodiceInterno, Campo: campo, Riga: l.qui(), Err: errore.Coppia(ErrTracciato, err)}
}

func (l *letturaJSON) rifiuta(c avviso.Codice, campo string) error {
	return &Errore{Codice: c, Campo: campo, Riga: l.qui(), Err: ErrTracciato}
}

func (l *letturaJSON) leggi() error {
	err := l.oggetto()
	if errors.Is(err, errBasta) {
		return nil
	}
	return err
}

func (l *letturaJSON) oggetto() error {
	c, err := l.v.Prossimo()
	switch {
	case errors.Is(err, io.EOF):
		return l.rifiuta(CodiceVuoto, "")
	case err != nil:
		return l.guasto(err, "")
	case c != '{':
		return l.rifiuta(CodiceJSON, "")
	}
	l.v.Prendi()
	l.fatti = map[string]bool{}
	for {
		fine, err := l.finito('}', len(l.fatti) == 0, "")
		if err != nil {
			return err
		}
		if fine {
			break
		}
		nome, err := l.nome()
		if err != nil {
			return err
		}
		if l.fatti[nome] {
			return l.rifiuta(CodiceMembro, nome)
		}
		l.fatti[nome] = true
		if err := l.segno(':', nome); err != nil {
			return err
		}
		if err := l.membro(nome); err != nil {
			return err
		}
	}
	switch _, err := l.v.Prossimo(); {
	case err == nil:
		return l.rifiuta(CodiceJSON, "")
	case !errors.Is(err, io.EOF):
		return l.guasto(err, "")
	}
	for _, r := range l.annullati {
		if err := l.consegna(&r); err != nil {
			return err
		}
	}
	return nil
}

// finito takes the end of an object or a list, or the comma before what follows.
func (l *letturaJSON) finito(chiude byte, primo bool, campo string) (bool, error) {
	c, err := l.v.Prossimo()
	switch {
	case err != nil:
		return false, l.guasto(err, campo)
	case c == chiude:
		return true, l.segno(chiude, campo)
	case primo:
		return false, nil
	}
	return false, l.segno(',', campo)
}

// nome reads the name of a member.
func (l *letturaJSON) nome() (nome string, err error) {
	if c, err := l.v.Prossimo(); err != nil || c != '"' {
		return "", l.guasto(cmp.Or(err, ingresso.ErrValore), "")
	}
	v, err := l.decodifica("")
	if err == nil {
		err = json.Unmarshal(v, &nome)
	}
	return nome, err
}

func (l *letturaJSON) membro(nome string) error {
	switch nome {
	case "idTracciato":
		return l.testata(&l.t.IDTracciato, nome, CodiceJSON)
	case "avvisaturaDigitale":
		return l.testata(&l.t.AvvisaturaDigitale, nome, CodiceJSON)
	case "modalitaAvvisaturaDigitale":
		return l.testata(&l.t.ModalitaAvvisaturaDigitale, nome, CodiceJSON)
	case "idDominio":
		return l.dominio()
	case "inserimenti":
		l.inseriti = true
		return l.lista(nome, l.inserimento)
	case "annullamenti":
		return l.lista(nome, l.annullamento)
	}
	return l.ignoto(nome)
}

// testate are the members of a file.
var testate = [...]string{"idTracciato", "idDominio", "inserimenti", "annullamenti", "avvisaturaDigitale", "modalitaAvvisaturaDigitale"}

// ignoto refuses a member that a file does not have; leniently it is passed over,
// unless it is one of its own in another case, or there are too many.
func (l *letturaJSON) ignoto(nome string) error {
	mio := slices.ContainsFunc(testate[:], func(n string) bool { return strings.EqualFold(n, nome) })
	if mio || !l.o.Tollerante || len(l.t.Avvertenze) >= maxIgnoti {
		return l.rifiuta(CodiceMembro, nome)
	}
	if _, err := l.decodifica(nome); err != nil {
		return err
	}
	l.t.Avvertenze = append(l.t.Avvertenze, avviso.Avvertenza{Codice: CodiceMembro, Campo: nome, Riga: l.qui(), Testo: "membro sconosciuto: non letto"})
	return nil
}

// maxIgnoti is how many members that a file does not have are passed over.
const maxIgnoti = 200

func (l *letturaJSON) dominio() error {
	var testo *string
	if err := l.testata(&testo, "idDominio", CodiceDominio); err != nil || testo == nil {
		return err
	}
	d, err := avviso.ParseIdDominio(*testo)
	if err != nil {
		return &Errore{Codice: CodiceDominio, Campo: "idDominio", Valore: *testo, Riga: l.qui(), Err: ErrTracciato}
	}
	l.t.IdDominio = d
	if !l.o.IdDominio.IsValid() {
		if l.inseriti && !l.soloTestata && l.numero > 0 {
			return l.rifiuta(CodiceDominio, "idDominio")
		}
		l.o.IdDominio = d
	}
	return nil
}

// lista calls f with each element of an array; null is none.
func (l *letturaJSON) lista(nome string, f func(nome string, v []byte) error) error {
	c, err := l.v.Prossimo()
	switch {
	case err != nil:
		return l.guasto(err, nome)
	case c == 'n':
		_, err = l.decodifica(nome) // null, or no JSON
		return err
	}
	if err := l.segno('[', nome); err != nil {
		return err
	}
	for primo := true; ; primo = false {
		if fine, err := l.finito(']', primo, nome); fine || err != nil {
			return err
		}
		l.prima = l.v.Offset()
		v, err := l.v.Valore()
		if err != nil {
			return l.guasto(err, nome)
		}
		if len(v) > l.o.maxByte() {
			if err := l.sintassi(v, nome); err != nil {
				return err
			}
			return l.rifiuta(CodiceRigaLunga, nome)
		}
		if err := f(nome, v); err != nil {
			return err
		}
		l.qui()
	}
}

// sintassi refuses the file for an element that is not JSON, where it begins. It is
// asked before anything else is said of one that Valida does not pass.
func (l *letturaJSON) sintassi(v []byte, campo string) error {
	if json.Valid(v) {
		return nil
	}
	return &Errore{Codice: CodiceJSON, Campo: campo, Riga: l.in.Avanti(l.prima), Err: ErrTracciato}
}

// rifiuta takes the violations of an error, or makes one of a document that cannot
// be read, whose key is told as far as it can be.
func (r *Riga) rifiuta(v []byte, err error) {
	if n, ok := errors.AsType[*pendenza.NonValida](err); ok {
		r.Violazioni = n.Violazioni
		return
	}
	x, ok := avviso.RilievoDi(err)
	if !ok {
		x = avviso.Violazione{Codice: CodiceJSON, Testo: err.Error()}
	}
	r.Violazioni = []avviso.Violazione{x}
	for nome, v := range membri.Di(string(v)) {
		switch s, _ := membri.Testo(v); nome {
		case "idA2A":
			r.Pendenza.IDA2A = s
		case "idPendenza":
			r.Pendenza.IDPendenza = s
		}
	}
}

func (l *letturaJSON) consegna(r *Riga) error {
	if l.numero++; l.o.MaxRighe > 0 && l.numero > l.o.MaxRighe {
		return l.rifiuta(CodiceTroppeRighe, "")
	}
	r.Numero = l.numero
	if !l.yield(*r, nil) {
		return errBasta
	}
	return nil
}

// testataJSON reads a document to its end for its header.
func testataJSON(r io.Reader, o Opzioni) (Testata, error) {
	l := nuovaLettura(r, o, func(Riga, error) bool { return true })
	l.soloTestata = true
	if err := l.leggi(); err != nil {
		return Testata{}, err
	}
	l.t.Righe = l.numero
	return l.t, nil
}
