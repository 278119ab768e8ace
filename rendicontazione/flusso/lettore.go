package flusso

import (
	"bytes"
	"io"
	"iter"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// Lettore reads a FlussoRiversamento as a stream: the header when it is made,
// then the rows one at a time, in memory that does not grow with them. It is
// not safe for concurrent use.
type Lettore struct {
	x          *xmlrigido.Lettore
	opz        opzioni
	tollerante bool

	testata Testata
	totali  totali
	avvisi  avvertenze
	giorno  avviso.Data // of dataOraFlusso
	finito  bool
	errore  error // sticky

	dentro string // path of the element whose children are read
	foglia string // name of the leaf being read
	aperta bool   // its text has been read and its end tag has not
	riga   Riga   // the row being read
	testi  []byte // IUV and IUR of the row, until they become one string
	iuv    int    // length of the IUV in testi

	forma     forma // of the rows so far
	scandisce bool  // every row goes through the scanner
}

// NuovoLettore reads the header of a document that follows the official schema:
// its namespace under any prefix, its elements in their order, amounts with two
// decimals. Beyond the schema, codiceEsitoSingoloPagamento may be any digit
// (4 and 8 are official and the schema does not have them), and identifiers with
// white space around them are refused.
//
// UTF-8, or ISO-8859-1 and windows-1252 when the XML declaration says so. The
// refusals are *Errore with line and column, of kind ErrXML, ErrSchema or
// ErrLimite.
//
// Source: FlussoRiversamento_1_0_4.xsd; SACI 3.2.1, Flusso di Rendicontazione
// (codes 4 and 8).
func NuovoLettore(r io.Reader, scelte ...Opzione) (*Lettore, error) {
	o := raccogli(scelte)
	return nuovo(xmlrigido.NuovoLettore(r, xmlrigido.Opzioni{MaxByte: o.maxByte}), o, false)
}

// NuovoLettoreTollerante is NuovoLettore for documents as they are found. It
// takes besides, each with a warning: amounts with a sign, with one decimal or
// none, a total of up to 18 digits, negative amounts of revoked rows, white
// space around values, unknown elements and attributes, names of subjects of
// any length, empty optional elements, revisioneFlusso.
//
// Refused as there: what is not well-formed, a DOCTYPE, missing mandatory
// elements, elements twice or out of order, more than two decimals, amounts of
// zero, identifiers of more than 35 characters, a negative total. It takes the
// XML alone: Leggi looks for it in SOAP and in base64.
func NuovoLettoreTollerante(r io.Reader, scelte ...Opzione) (*Lettore, error) {
	o := raccogli(scelte)
	return nuovo(xmlrigido.NuovoLettore(r, xmlrigido.Opzioni{MaxByte: o.maxByte}), o, true)
}

func nuovo(x *xmlrigido.Lettore, o opzioni, tollerante bool) (*Lettore, error) {
	l := &Lettore{x: x, opz: o, tollerante: tollerante, testi: make([]byte, 0, 2*maxTesto35)}
	if _, err := l.x.ProssimoElemento(); err != nil {
		return nil, l.traduci(err)
	}
	if err := l.leggiTestata(); err != nil {
		return nil, err
	}
	return l, nil
}

// Testata returns the header.
func (l *Lettore) Testata() Testata {
	if l == nil {
		return Testata{}
	}
	return l.testata
}

// Avvertenze returns what was tolerated so far, each kind once, in the order in
// which it first occurred; after the last row it also has what the flow as a
// whole gives reason to, as Flusso.Anomalie does.
func (l *Lettore) Avvertenze() []avviso.Avvertenza {
	if l == nil {
		return nil
	}
	a := l.avvisi.elenco()
	if l.finito {
		a = append(a, l.totali.avvertenze(&l.testata)...)
	}
	return a
}

// Anomalie returns, after the last row, the anomalies of the flow itself
// (007106, 007107, 007116, 000000). Those of rows, which need all the rows in
// memory or are plain to see (an outcome that is not Noto), are of Flusso.Anomalie.
func (l *Lettore) Anomalie() []Anomalia {
	if l == nil || !l.finito {
		return nil
	}
	return l.totali.anomalie(&l.testata)
}

// Righe yields the rows in order. An error ends the sequence and comes with the
// zero Riga; when all rows are read and they disagree with the header in number
// or sum, the last pair is that error (ErrTotali, 007107 or 007106; unwrapping
// to both). Rows own their memory. The sequence may be left at any time and
// taken up again by another call, which goes on from there.
func (l *Lettore) Righe() iter.Seq2[Riga, error] {
	return func(yield func(Riga, error) bool) {
		for {
			ok, err := l.prossima()
			if err == nil && !ok {
				err = l.totali.errore(&l.testata)
				if err == nil {
					return
				}
			}
			if err != nil {
				yield(Riga{}, err)
				return
			}
			if !yield(l.riga, nil) {
				return
			}
		}
	}
}

// prossima reads one row into l.riga; ok is false after the last one.
func (l *Lettore) prossima() (ok bool, err error) {
	if l == nil || l.x == nil {
		return false, rifiutaNullo()
	}
	if l.errore != nil {
		return false, l.errore
	}
	if l.finito {
		return false, nil
	}
	if l.opz.maxRighe > 0 && l.totali.numero == l.opz.maxRighe {
		err = l.qui(rifiuta(CodiceTroppeRighe, elementoRiga, "", ErrLimite))
	} else if !l.predici() {
		if err = l.leggiRiga(); err == nil {
			err = l.versoRiga()
		}
	}
	l.errore = err
	return err == nil, err
}

// leggiTestata reads from the root up to the first row.
func (l *Lettore) leggiTestata() error {
	if string(l.x.Locale()) != radice {
		return l.qui(rifiuta(CodiceElemento, string(l.x.Locale()), "", ErrSchema))
	}
	if string(l.x.Spazio()) != Namespace {
		return l.qui(rifiuta(CodiceNamespace, radice, string(l.x.Spazio()), ErrSchema))
	}
	if err := l.attributi(); err != nil {
		return err
	}
	if err := l.sequenza(figliTestata, elementoRiga); err != nil {
		return err
	}
	t := &l.testata
	t.IdDominio = l.opz.dominio
	if !t.IdDominio.IsValid() {
		d, err := avviso.ParseIdDominio(t.Ricevente)
		if err != nil {
			return l.qui(rifiuta(CodiceDominio, "istitutoRicevente/identificativoUnivocoRicevente/codiceIdentificativoUnivoco",
				t.Ricevente, ErrSchema))
		}
		t.IdDominio = d
	}
	l.giorno = t.DataOraFlusso.Data()
	return nil
}

// leggiRiga reads one row, after its start tag.
func (l *Lettore) leggiRiga() error {
	l.riga = Riga{}
	l.dentro = elementoRiga
	err := l.sequenza(figliRiga, "")
	if err != nil {
		return err
	}
	l.dentro = ""
	if !l.componi() { // a minus is known to be wrong only with the outcome
		return l.qui(rifiuta(CodiceImporto, elementoRiga+"/"+elementoImporto, l.riga.Importo.String(), ErrSchema))
	}
	return nil
}

// versoRiga moves to the start tag of the next row, or to the end of the
// document.
func (l *Lettore) versoRiga() error {
	for {
		e, err := l.x.ProssimoElemento()
		if err != nil {
			return l.traduci(err)
		}
		if e == xmlrigido.Fine {
			for err == nil { // nothing, or the rest of an envelope
				if e, err = l.x.Prossimo(); e == xmlrigido.Inizio && documento.Altro(l.x.Locale()) {
					return l.qui(rifiuta(CodiceDuplicato, string(l.x.Locale()), "", ErrSchema))
				}
			}
			if err != io.EOF {
				return l.traduci(err)
			}
			l.finito = true
			return nil
		}
		if string(l.x.Locale()) == elementoRiga && string(l.x.Spazio()) == Namespace {
			return l.attributi()
		}
		if i := posto(figliTestata, l.x.Locale(), 0); i >= 0 && string(l.x.Spazio()) == Namespace {
			return l.qui(rifiuta(CodiceDuplicato, figliTestata[i].nome, "", ErrSchema))
		}
		if err := l.ignoto(); err != nil {
			return err
		}
	}
}

// tutto reads the rest of the document.
func (l *Lettore) tutto() (Flusso, error) {
	f := Flusso{Testata: l.testata}
	f.Righe = make([]Riga, 0, min(max(l.testata.NumeroTotalePagamenti, 1), 1<<12))
	for {
		ok, err := l.prossima()
		if err != nil {
			return Flusso{}, err
		}
		if !ok {
			return f, nil
		}
		f.Righe = append(f.Righe, l.riga)
	}
}

// Parse reads a whole document as NuovoLettore does. A flow that disagrees with
// its own totals is read all the same: Anomalie tells.
func Parse(dati []byte, scelte ...Opzione) (Flusso, error) {
	o := raccogli(scelte)
	l, err := nuovo(xmlrigido.NuovoLettoreByte(dati, xmlrigido.Opzioni{MaxByte: o.maxByte}), o, false)
	if err != nil {
		return Flusso{}, err
	}
	return l.tutto()
}

// Riconosci reports whether a document looks like a FlussoRiversamento, by the
// name of its first element; it may still be refused.
func Riconosci(dati []byte) bool {
	x := xmlrigido.NuovoLettoreByte(dati[:min(len(dati), 64<<10)], xmlrigido.Opzioni{})
	e, err := x.Prossimo()
	return err == nil && e == xmlrigido.Inizio && bytes.Equal(x.Locale(), []byte(radice))
}
