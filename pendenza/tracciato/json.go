package tracciato

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"iter"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
)

// LeggiJSON reads a file in the JSON format of GovPay 3: the positions of
// inserimenti first, then those of annullamenti, whose numbers go on. It holds
// one position at a time; annullamenti that stand before inserimenti are kept
// until their turn. Anything that is not such a document, an unknown member of a
// position included, ends the sequence with an *Errore (ErrTracciato): JSON,
// MEMBRO, DOMINIO, VUOTO, TROPPE_RIGHE; a position that breaks rules does not.
//
// idDominio of the file overrides that of each position, and Opzioni overrides
// both. Where it stands behind inserimenti it is too late for them: read the
// file with Esamina first and pass what it returns.
//
// Source: GovPay 3, API Pendenze v2, TracciatoPendenzePost.
func LeggiJSON(r io.Reader, o Opzioni) iter.Seq2[Riga, error] {
	return func(yield func(Riga, error) bool) {
		l := letturaJSON{d: json.NewDecoder(r), o: o, yield: yield}
		if err := l.leggi(); err != nil {
			yield(Riga{}, err)
		}
	}
}

// errBasta stops a reading whose caller has had enough.
var errBasta = errors.New("basta")

type letturaJSON struct {
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

func rifiutaJSON(c Codice, campo string) error {
	return &Errore{Codice: c, Campo: campo, Err: ErrTracciato}
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
		return rifiutaJSON(CodiceVuoto, "")
	case err != nil || t != json.Delim('{'):
		return rifiutaJSON(CodiceJSON, "")
	}
	l.fatti = map[string]bool{}
	for l.d.More() {
		t, err := l.d.Token()
		if err != nil {
			return rifiutaJSON(CodiceJSON, "")
		}
		nome, _ := t.(string)
		if l.fatti[nome] {
			return rifiutaJSON(CodiceMembro, nome)
		}
		l.fatti[nome] = true
		if err := l.membro(nome); err != nil {
			return err
		}
	}
	if _, err := l.d.Token(); err != nil {
		return rifiutaJSON(CodiceJSON, "")
	}
	if _, err := l.d.Token(); !errors.Is(err, io.EOF) {
		return rifiutaJSON(CodiceJSON, "")
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
		return l.valore(nome, &l.t.IDTracciato)
	case "avvisaturaDigitale":
		return l.valore(nome, &l.t.AvvisaturaDigitale)
	case "modalitaAvvisaturaDigitale":
		return l.valore(nome, &l.t.ModalitaAvvisaturaDigitale)
	case "idDominio":
		return l.dominio()
	case "inserimenti":
		l.inseriti = true
		return l.lista(nome, l.inserimento)
	case "annullamenti":
		return l.lista(nome, l.annullamento)
	}
	return rifiutaJSON(CodiceMembro, nome)
}

func (l *letturaJSON) valore(nome string, dst any) error {
	if l.d.Decode(dst) != nil {
		return rifiutaJSON(CodiceJSON, nome)
	}
	return nil
}

func (l *letturaJSON) dominio() error {
	var testo *string
	if l.d.Decode(&testo) != nil {
		return rifiutaJSON(CodiceDominio, "idDominio")
	}
	if testo == nil {
		return nil
	}
	d, err := avviso.ParseIdDominio(*testo)
	if err != nil {
		return &Errore{Codice: CodiceDominio, Campo: "idDominio", Valore: *testo, Err: ErrTracciato}
	}
	l.t.IDDominio = d
	if !l.o.IDDominio.IsValid() {
		if l.inseriti && !l.soloTestata && l.numero > 0 {
			return rifiutaJSON(CodiceDominio, "idDominio")
		}
		l.o.IDDominio = d
	}
	return nil
}

// lista calls f with each element of an array; null is none.
func (l *letturaJSON) lista(nome string, f func(nome string, v []byte) error) error {
	t, err := l.d.Token()
	switch {
	case err != nil:
		return rifiutaJSON(CodiceJSON, nome)
	case t == nil:
		return nil
	case t != json.Delim('['):
		return rifiutaJSON(CodiceJSON, nome)
	}
	for l.d.More() {
		var v json.RawMessage
		if l.d.Decode(&v) != nil {
			return rifiutaJSON(CodiceJSON, nome)
		}
		if err := f(nome, v); err != nil {
			return err
		}
	}
	if _, err := l.d.Token(); err != nil {
		return rifiutaJSON(CodiceJSON, nome)
	}
	return nil
}

func (l *letturaJSON) inserimento(nome string, v []byte) error {
	p, violazioni, err := pendenza.EsaminaNuova(v, l.o.IDDominio)
	if err != nil {
		return daDocumento(nome, err)
	}
	return l.consegna(Riga{Operazione: ADD, Pendenza: p, Violazioni: violazioni})
}

// daDocumento is a position whose document refuses the whole file.
func daDocumento(nome string, err error) error {
	var e *pendenza.Errore
	codice, campo := CodiceJSON, nome
	if errors.As(err, &e) {
		codice = Codice(e.Codice)
		if e.Campo != "" {
			campo += "." + e.Campo
		}
	}
	return rifiutaJSON(codice, campo)
}

func (l *letturaJSON) annullamento(nome string, v []byte) error {
	var a struct {
		IDA2A      string `json:"idA2A"`
		IDPendenza string `json:"idPendenza"`
		Motivo     string `json:"motivoAnnullamento"`
	}
	d := json.NewDecoder(bytes.NewReader(v))
	d.DisallowUnknownFields()
	if err := d.Decode(&a); err != nil {
		return rifiutaJSON(CodiceMembro, nome)
	}
	r := Riga{Operazione: DEL, Pendenza: pendenza.Pendenza{IDA2A: a.IDA2A, IDPendenza: a.IDPendenza}, Motivo: a.Motivo}
	if !l.inseriti {
		l.annullati = append(l.annullati, r)
		return nil
	}
	return l.consegna(r)
}

func (l *letturaJSON) consegna(r Riga) error {
	if l.numero++; l.o.MaxRighe > 0 && l.numero > l.o.MaxRighe {
		return rifiutaJSON(CodiceTroppeRighe, "")
	}
	r.Numero = l.numero
	if !l.yield(r, nil) {
		return errBasta
	}
	return nil
}

// esaminaJSON reads a document to its end for its header.
func esaminaJSON(r io.Reader, o Opzioni) (Testata, error) {
	l := letturaJSON{d: json.NewDecoder(r), o: o, soloTestata: true, yield: func(Riga, error) bool { return true }}
	if err := l.leggi(); err != nil {
		return Testata{}, err
	}
	l.t.Righe = l.numero
	return l.t, nil
}
