package tracciato

import (
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
	d           *json.Decoder
	o           Opzioni
	yield       func(Riga, error) bool
	t           Testata
	numero      int
	inseriti    bool
	annullati   []Riga // annullamenti that came first
	fatti       map[string]bool
	soloTestata bool
}

func nuovaLettura(r io.Reader, o Opzioni, yield func(Riga, error) bool) *letturaJSON {
	in := ingresso.Nuovo(r, int64(o.maxByte()))
	return &letturaJSON{in: in, d: json.NewDecoder(in), o: o, yield: yield}
}

// qui takes everything up to the decoder's place and returns its line.
func (l *letturaJSON) qui() int { return l.in.Avanti(l.d.InputOffset()) }

// token returns the next token; on failure the refusal of what is named.
func (l *letturaJSON) token(campo string) (json.Token, error) {
	t, err := l.d.Token()
	if err != nil {
		return nil, l.guasto(err, campo)
	}
	l.qui()
	return t, nil
}

// decodifica reads the next value.
func (l *letturaJSON) decodifica(dst *json.RawMessage, campo string) error {
	if err := l.d.Decode(dst); err != nil {
		return l.guasto(err, campo)
	}
	l.qui()
	return nil
}

// testata reads a member of the header; c is what a wrong one is.
func (l *letturaJSON) testata(dst any, campo string, c avviso.Codice) error {
	var v json.RawMessage
	if err := l.decodifica(&v, campo); err != nil {
		return err
	}
	if l.o.Tollerante && numero(string(v)) {
		l.t.Avvertenze = append(l.t.Avvertenze, avviso.Avvertenza{Codice: membri.CodiceTipo, Campo: campo, Valore: string(v), Riga: l.qui(), Testo: "numero al posto di un testo"})
		v = json.RawMessage(membri.AppendTesto(nil, string(v)))
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
	case errors.As(err, &sintassi), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
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
	t, err := l.d.Token()
	switch {
	case errors.Is(err, io.EOF):
		return l.rifiuta(CodiceVuoto, "")
	case err != nil:
		return l.guasto(err, "")
	case t != json.Delim('{'):
		return l.rifiuta(CodiceJSON, "")
	}
	l.fatti = map[string]bool{}
	for l.d.More() {
		t, err := l.token("")
		if err != nil {
			return err
		}
		nome, _ := t.(string)
		if l.fatti[nome] {
			return l.rifiuta(CodiceMembro, nome)
		}
		l.fatti[nome] = true
		if err := l.membro(nome); err != nil {
			return err
		}
	}
	if _, err := l.token(""); err != nil {
		return err
	}
	switch _, err := l.d.Token(); {
	case err == nil:
		return l.rifiuta(CodiceJSON, "")
	case !errors.Is(err, io.EOF):
		return l.guasto(err, "")
	}
	for _, r := range l.annullati {
		if err := l.consegna(r); err != nil {
			return err
		}
	}
	return nil
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
	var v json.RawMessage
	if err := l.decodifica(&v, nome); err != nil {
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
	t, err := l.token(nome)
	switch {
	case err != nil:
		return err
	case t == nil:
		return nil
	case t != json.Delim('['):
		return l.rifiuta(CodiceJSON, nome)
	}
	for l.d.More() {
		var v json.RawMessage
		if err := l.decodifica(&v, nome); err != nil {
			return err
		}
		if len(v) > l.o.maxByte() {
			return l.rifiuta(CodiceRigaLunga, nome)
		}
		if err := f(nome, v); err != nil {
			return err
		}
	}
	_, err = l.token(nome)
	return err
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

func (l *letturaJSON) consegna(r Riga) error {
	if l.numero++; l.o.MaxRighe > 0 && l.numero > l.o.MaxRighe {
		return l.rifiuta(CodiceTroppeRighe, "")
	}
	r.Numero = l.numero
	if !l.yield(r, nil) {
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
