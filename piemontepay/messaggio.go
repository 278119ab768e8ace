package piemontepay

import (
	"errors"

	"github.com/quietanza/quietanza/internal/xmlrigido"
	"github.com/quietanza/quietanza/internal/xmlvisita"
)

// Bounds of the lists and of the counts in the headers.
const (
	maxElementi = 1000
	maxNumero   = 999999
)

// Messaggio is a service message. The implementations are the pointer types of
// this package: InserisciListaDiCarico, AggiornaPosizioniDebitorie,
// EsitoInserimentoListaDiCarico, EsitoAggiornaPosizioniDebitorie,
// TrasmettiNotifichePagamento, TrasmettiRT, TrasmettiAvvisiScaduti, Risposta.
type Messaggio interface {
	// Operazione returns the operation the message belongs to.
	Operazione() Operazione
	descrivi(*visita)
}

// Operazione is an operation of the services, or the answer common to all.
type Operazione string

// Operations, from the body to the desk and from the desk to the body.
const (
	OpInserisciListaDiCarico      Operazione = "InserisciListaDiCarico"
	OpAggiornaPosizioniDebitorie  Operazione = "AggiornaPosizioniDebitorie"
	OpEsitoInserimento            Operazione = "EsitoInserimentoListaDiCarico"
	OpEsitoAggiornamento          Operazione = "EsitoAggiornaPosizioniDebitorie"
	OpTrasmettiNotifichePagamento Operazione = "TrasmettiNotifichePagamento"
	OpTrasmettiRT                 Operazione = "TrasmettiRT"
	OpTrasmettiAvvisiScaduti      Operazione = "TrasmettiAvvisiScaduti"
	OpRisposta                    Operazione = "EPaywsoServiceResponse"
)

// tipi says, for each operation, the namespace and the root of its message and
// how to make an empty one.
var tipi = map[Operazione]struct {
	spazio, radice string
	nuovo          func() Messaggio
}{
	OpInserisciListaDiCarico:      {spazioEnte, "InserisciListaDiCaricoRequest", func() Messaggio { return &InserisciListaDiCarico{} }},
	OpAggiornaPosizioniDebitorie:  {spazioEnte, "AggiornaPosizioniDebitorieRequest", func() Messaggio { return &AggiornaPosizioniDebitorie{} }},
	OpEsitoInserimento:            {spazioDesk, "EsitoInserimentoListaDiCaricoRequest", func() Messaggio { return &EsitoInserimentoListaDiCarico{} }},
	OpEsitoAggiornamento:          {spazioDesk, "EsitoAggiornaPosizioniDebitorieRequest", func() Messaggio { return &EsitoAggiornaPosizioniDebitorie{} }},
	OpTrasmettiNotifichePagamento: {spazioDesk, "TrasmettiNotifichePagamentoRequest", func() Messaggio { return &TrasmettiNotifichePagamento{} }},
	OpTrasmettiRT:                 {spazioDesk, "TrasmettiRTRequest", func() Messaggio { return &TrasmettiRT{} }},
	OpTrasmettiAvvisiScaduti:      {spazioDesk, "TrasmettiAvvisiScadutiRequest", func() Messaggio { return &TrasmettiAvvisiScaduti{} }},
	OpRisposta:                    {spazioComune, "EPaywsoServiceResponse", func() Messaggio { return &Risposta{} }},
}

// NuovoMessaggio returns an empty message of an operation, to be filled or
// decoded into. Error NOME (ErrNome) for an unknown operation.
func NuovoMessaggio(o Operazione) (Messaggio, error) {
	t, ok := tipi[o]
	if !ok {
		return nil, &Errore{Codice: CodiceNome, Campo: "tipo", Valore: string(o), Err: ErrNome}
	}
	return t.nuovo(), nil
}

// SOAPAction returns the SOAPAction header of an operation called by the body.
//
// Source: Enti2EPaywsoService.wsdl.
func (o Operazione) SOAPAction() string {
	return "http://www.csi.it/epay/epaywso/service/" + string(o)
}

// AppendMessaggio appends the element of a message in the generation of schema
// given: what stands inside the body of the SOAP envelope, see [AppendBusta].
// It checks first. Errors, joined in the order of the message: the findings of
// [Controlla] (COERENZA, ErrCoerenza), then the first value that the schema would
// not take (OBBLIGATORIO, LUNGHEZZA, VALORE, ELEMENTO; ErrMessaggio), with the
// path of the element in Campo. Nothing is appended on error.
func AppendMessaggio(b []byte, m Messaggio, g Generazione) ([]byte, error) {
	if !g.IsValid() {
		return nil, &Errore{Codice: CodiceNome, Campo: "generazione", Valore: g.String(), Err: ErrNome}
	}
	var rifiuti []error
	for _, r := range Controlla(m) {
		rifiuti = append(rifiuti, r.errore())
	}
	t := tipi[m.Operazione()]
	s := xmlrigido.NuovoScrittore(b)
	attributi := []xmlrigido.Attr{xmlrigido.A("xmlns", t.spazio)}
	if t.spazio != spazioComune {
		attributi = append(attributi, xmlrigido.A("xmlns:"+prefissoComune, spazioComune))
	}
	s.Apri(t.radice, attributi...)
	v := &visita{xmlvisita.Scrittura(s, t.radice), g}
	m.descrivi(v)
	s.Chiudi()
	out, err := s.Bytes()
	valore := v.rifiuto()
	if valore == nil {
		valore = traduci(err)
	}
	if err := errors.Join(append(rifiuti, valore)...); err != nil {
		return nil, err
	}
	return out, nil
}

// ParseMessaggio reads a message strictly, in the generation of schema given,
// bare or inside a SOAP 1.1 envelope; the root says which operation it is.
// Errors: XML, ELEMENTO, LUNGHEZZA, VALORE (ErrMessaggio), with the path of the
// element, line and column. It does not ask [Controlla]: the desk answers such
// messages with a result code, it does not fail to read them.
func ParseMessaggio(data []byte, g Generazione) (Messaggio, error) {
	if !g.IsValid() {
		return nil, &Errore{Codice: CodiceNome, Campo: "generazione", Valore: g.String(), Err: ErrNome}
	}
	radice, err := apriBusta(data)
	if err != nil {
		return nil, err
	}
	return decodifica(radice, g)
}

// LeggiMessaggio reads a message of either generation and says which one it is
// of; a message that both would take counts as XSD110. When neither takes it the
// error is that of XSD110.
func LeggiMessaggio(data []byte) (Messaggio, Generazione, error) {
	radice, err := apriBusta(data)
	if err != nil {
		return nil, 0, err
	}
	m, err := decodifica(radice, XSD110)
	if err == nil {
		return m, XSD110, nil
	}
	if m, altro := decodifica(radice, Multibeneficiario); altro == nil {
		return m, Multibeneficiario, nil
	}
	return nil, 0, err
}

func decodifica(radice *xmlrigido.Nodo, g Generazione) (Messaggio, error) {
	for _, t := range tipi {
		if radice.Locale != t.radice || radice.Spazio != t.spazio {
			continue
		}
		m := t.nuovo()
		c := radice.Cursore("")
		m.descrivi(&visita{xmlvisita.Lettura(c), g})
		if err := c.Fine(); err != nil {
			return nil, traduci(err)
		}
		return m, nil
	}
	return nil, &Errore{Codice: CodiceXML, Campo: radice.Locale, Valore: radice.Spazio, Riga: radice.Riga, Colonna: radice.Colonna, Err: ErrMessaggio}
}

// traduci turns an error of the XML reader into one of this package.
func traduci(err error) error {
	var x *xmlrigido.Errore
	if !errors.As(err, &x) {
		return err
	}
	e := &Errore{Campo: x.Percorso, Valore: x.Valore, Riga: x.Riga, Colonna: x.Colonna, Err: &causato{ErrMessaggio, err}}
	switch {
	case x.Codice == xmlrigido.CodiceLunghezza:
		e.Codice = CodiceLunghezza
	case errors.Is(x, xmlrigido.ErrValore):
		e.Codice = CodiceValore
	case errors.Is(x, xmlrigido.ErrStruttura):
		e.Codice = CodiceElemento
	default:
		e.Codice = CodiceXML
	}
	return e
}

// causato is a kind of this package with the cause behind it.
type causato struct{ tipo, causa error }

func (c *causato) Error() string   { return c.tipo.Error() + ": " + c.causa.Error() }
func (c *causato) Unwrap() []error { return []error{c.tipo, c.causa} }
