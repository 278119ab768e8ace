package rendicontazione

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"io"
	"iter"
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza/notifica"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
	"github.com/quietanza/quietanza/rpt"
)

// Lettura is what a document does not say of itself.
type Lettura struct {
	// Conti gives the body of each account of a statement.
	Conti cassa.Conti
	// Profilo says what the columns of a table mean; the zero Profilo stands for
	// the known ones, which are recognised.
	Profilo cassa.Profilo
	// Nome is the name of the document, by which the rows of a table without
	// references are known: a file name, or a digest.
	Nome string
	// IdDominio is the body of a table that names no account.
	IdDominio avviso.IdDominio
	// SoloCassa refuses what is no document of an account, journal, statement or
	// table.
	SoloCassa bool
}

// Documento is what Leggi found in a document.
type Documento struct {
	// Formato is the kind, "" when it was not recognised.
	Formato cassa.Formato `json:"formato"`
	// Movimenti, Flussi, Ricevute (their items), Pendenze and Domini are how many
	// objects were added.
	Movimenti int `json:"movimenti"`
	Flussi    int `json:"flussi"`
	Ricevute  int `json:"ricevute"`
	Pendenze  int `json:"pendenze"`
	Domini    int `json:"domini"`
	// Giornale is the head of a page of a Giornale di Cassa, nil of another
	// document: see cassa.Completo.
	Giornale *cassa.Intestazione `json:"giornale,omitempty"`
	// Ignorati are the lines passed over because they move no money.
	Ignorati []cassa.Ignorato `json:"ignorati,omitempty"`
	// Quadrature are the control totals of its statements.
	Quadrature []cassa.Quadratura `json:"quadrature,omitempty"`
	// Rifiuti are the refusals of its parts, at most MaxRifiuti; Rifiutate is how
	// many parts were refused.
	Rifiuti   []error `json:"-"`
	Rifiutate int     `json:"rifiutate,omitempty"`
}

// MaxRifiuti is how many refusals a Documento keeps.
const MaxRifiuti = 1000

// Leggi recognises a document, reads it and adds what it holds to an
// accumulator: statements and journals of accounts, reporting flows (XML, SOAP,
// base64, FdR 3), receipts of either model (XML, JSON, BizEvents, notifications of
// GovPay), positions of GovPay, and movements, flows, receipt items, positions
// and bodies in the JSON of Input, any of its lists or one alone.
// Statements and flows are read as they come, in memory that does not grow with
// the document but for what is added.
//
// A part that cannot be read, a line of a statement or an object of a list, is a
// refusal and the rest goes on: the error is the refusals joined, each an
// avviso.Rifiuto with its place, and Documento tells how much was added. A
// document that is not readable adds nothing: the error is an *Errore of code
// FORMATO (ErrFormato) that says what it seems and what to do, or that of its
// reader. The warnings are those of the readers, the control totals of statements
// that do not agree among them.
func Leggi(r io.Reader, a *Accumulatore, come Lettura) (Documento, []avviso.Avvertenza, error) {
	if r == nil || a == nil {
		return Documento{}, nil, nullo()
	}
	b := bufio.NewReaderSize(r, MaxInizio)
	inizio, err := b.Peek(MaxInizio)
	if err != nil && !errors.Is(err, io.EOF) {
		return Documento{}, nil, &Errore{Codice: CodiceLettura, Err: errore.Coppia(ErrLettura, err)}
	}
	l := lettore{Lettura: come, a: a}
	l.riconosci(inizio)
	if err = l.leggi(b, inizio); err == nil {
		err = errors.Join(l.Rifiuti...)
	}
	return l.Documento, l.avvertenze, err
}

// lettore reads one document.
type lettore struct {
	Lettura
	Documento
	a          *Accumulatore
	messaggio  string
	avvertenze []avviso.Avvertenza
}

// formatiCassa are the documents of an account.
var formatiCassa = []cassa.Formato{
	cassa.FormatoOPI, cassa.FormatoCamt053, cassa.FormatoCBIXML, cassa.FormatoRH, cassa.FormatoMT940, cassa.FormatoTabella,
}

func (l *lettore) riconosci(inizio []byte) {
	r := Riconosci(inizio)
	l.Formato, l.messaggio = r.Formato, r.Messaggio
	if l.Formato == "" && (len(l.Profilo.Colonne) > 0 || l.Profilo.Nome != "") {
		l.Formato = cassa.FormatoTabella
	}
}

// leggi reads the document; an error is about all of it.
func (l *lettore) leggi(r *bufio.Reader, inizio []byte) error {
	if l.SoloCassa && l.Formato != "" && !slices.Contains(formatiCassa, l.Formato) {
		return l.nonLetto(cmp.Or(l.messaggio, "non è un documento di cassa"))
	}
	switch l.Formato {
	case cassa.FormatoOPI:
		g, err := cassa.NuovoGiornale(r)
		if err != nil {
			return err
		}
		testa := g.Intestazione
		l.Giornale = &testa
		return l.movimenti(g)
	case cassa.FormatoCamt053, cassa.FormatoCBIXML:
		return l.movimenti(cassa.NuovoCamt053(r, l.Conti))
	case cassa.FormatoRH:
		return l.movimenti(cassa.NuovoRH(r, l.Conti))
	case cassa.FormatoTabella:
		return l.tabella(r, inizio)
	case cassa.FormatoMT940:
		return l.movimenti(cassa.NuovoMT940(r, l.Conti))
	case cassa.FormatoFlusso:
		if flusso.Riconosci(inizio) {
			return l.flussoXML(r)
		}
	case FormatoRPT:
		return l.nonLetto("è una richiesta di pagamento (RPT), non una ricevuta")
	case FormatoGdP:
		return l.nonLetto("è un Giornale dei Pagamenti: dice che cosa è successo ai messaggi, non dove è il denaro")
	case "", cassa.FormatoZIP:
		return l.nonLetto(l.messaggio)
	}
	dati, err := io.ReadAll(r)
	if err != nil {
		return &Errore{Codice: CodiceLettura, Err: errore.Coppia(ErrLettura, err)}
	}
	return l.intero(dati)
}

// intero reads a document that is small enough to be held in memory.
func (l *lettore) intero(dati []byte) error {
	switch l.Formato {
	case cassa.FormatoFlusso:
		return l.flusso(flusso.Leggi(dati))
	case FormatoFdR3:
		return l.flusso(flusso.LeggiFdR3(dati))
	case FormatoRT, FormatoRicevuta:
		return l.ricevuta(dati)
	case FormatoBizEvents:
		r, avvertenze, err := rpt.LeggiBizEvents(dati)
		if err != nil {
			return err
		}
		l.avvertenze = avvertenze
		return l.ricevute(DaRicevuta(&r))
	default:
		return l.json(dati)
	}
}

// nonLetto is the refusal of a document that holds nothing to read here.
func (l *lettore) nonLetto(motivo string) error {
	return &Errore{Codice: CodiceFormato, Valore: string(l.Formato), Err: errore.Motivo(motivo, ErrFormato)}
}

// rifiuta notes the refusal of a part.
func (l *lettore) rifiuta(err error) {
	if l.Rifiutate++; len(l.Rifiuti) < MaxRifiuti {
		l.Rifiuti = append(l.Rifiuti, err)
	}
}

// documentoCassa is a reader of movements.
type documentoCassa interface {
	LeggiMovimenti() iter.Seq2[cassa.Movimento, error]
	Ignorati() []cassa.Ignorato
	Quadrature() []cassa.Quadratura
}

// movimenti adds the movements of a stream.
func (l *lettore) movimenti(d documentoCassa) error {
	for m, err := range d.LeggiMovimenti() {
		if err == nil {
			err = l.a.AggiungiMovimenti(m)
		}
		if err != nil {
			l.rifiuta(err)
			continue
		}
		l.Movimenti++
	}
	l.Ignorati, l.Quadrature = d.Ignorati(), d.Quadrature()
	for i := range l.Quadrature {
		l.avvertenze = append(l.avvertenze, l.Quadrature[i].Avvertenze()...)
	}
	return nil
}

// tabella adds the rows of a table.
func (l *lettore) tabella(r io.Reader, inizio []byte) error {
	p := l.Profilo
	if len(p.Colonne) == 0 && p.Nome == "" {
		p, _ = cassa.RiconosciProfilo(inizio)
	}
	p.Documento = cmp.Or(p.Documento, l.Nome)
	if !p.IdDominio.IsValid() {
		p.IdDominio = l.IdDominio
	}
	return l.movimenti(cassa.NuovaTabella(r, l.Conti, p))
}

// flussoXML adds a flow that stands alone, row by row.
func (l *lettore) flussoXML(r io.Reader) error {
	x, err := flusso.NuovoLettoreTollerante(r)
	if err != nil {
		return err
	}
	f := flusso.Flusso{Testata: x.Testata()}
	for riga, err := range x.Righe() {
		if errors.Is(err, flusso.ErrTotali) {
			break // an anomaly of the flow, which the engine tells
		}
		if err != nil {
			return err
		}
		f.Righe = append(f.Righe, riga)
	}
	return l.flusso(f, x.Avvertenze(), nil)
}

func (l *lettore) flusso(f flusso.Flusso, avvertenze []avviso.Avvertenza, err error) error {
	l.avvertenze = avvertenze
	if err == nil {
		err = l.a.AggiungiFlussi(f)
	}
	if err == nil {
		l.Flussi++
	}
	return err
}

// ricevuta adds the items of a receipt of either model, alone or in a notification
// of GovPay.
func (l *lettore) ricevuta(dati []byte) error {
	var d rpt.Documento
	var err error
	if notificata(dati) {
		var n notifica.Notifica
		if n, l.avvertenze, err = notifica.Leggi(notifica.Percorso{}, dati); err == nil && n.RT == nil {
			return l.nonLetto("è una notifica senza ricevuta")
		} else if err == nil {
			d = n.RT.Documento
		}
	} else {
		d, l.avvertenze, err = rpt.LeggiDocumento(dati)
	}
	switch {
	case err != nil:
		return err
	case d.RT != nil:
		return l.ricevute(DaRT(d.RT))
	case d.Ricevuta != nil:
		return l.ricevute(DaRicevuta(&d.Ricevuta.Receipt))
	}
	return l.nonLetto("non è una ricevuta")
}

// notificata reports whether a document is a notification, by its first members.
func notificata(dati []byte) bool {
	for nome := range membri.Di(string(bytes.TrimPrefix(dati, []byte("\ufeff")))) {
		switch nome {
		case "idA2A", "idPendenza", "rt", "riscossioni", "idRicevuta":
			return true
		}
	}
	return false
}

func (l *lettore) ricevute(r []VoceRicevuta, err error) error {
	if err == nil {
		err = l.a.AggiungiRicevute(r...)
	}
	if err == nil {
		l.Ricevute += len(r)
	}
	return err
}
