package piemontepay

import (
	"errors"
	"reflect"
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/schema"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// Messaggio is a service message. The implementations are the pointer types of
// this package: InserisciListaDiCarico, AggiornaPosizioniDebitorie,
// EsitoInserimentoListaDiCarico, EsitoAggiornaPosizioniDebitorie,
// TrasmettiNotifichePagamento, TrasmettiRT, TrasmettiAvvisiScaduti, Risposta.
type Messaggio interface {
	descrivi(*schema.Visita, Generazione)
	chiave() *ChiaveMessaggio
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

// tipo says how the messages of an operation are recognised and made.
type tipo struct {
	operazione Operazione
	radice     string
	tipo       reflect.Type
	schema.Vocabolario
}

func nuovoTipo(o Operazione, m Messaggio, spazio, radice string) *tipo {
	t := &tipo{operazione: o, radice: radice, tipo: reflect.TypeOf(m).Elem(), Vocabolario: schema.Vocabolario{Spazio: spazio, Nudo: true}}
	if spazio != spazioComune {
		t.Altri = []xmlrigido.Attr{xmlrigido.A("xmlns:"+prefissoComune, spazioComune)}
	}
	return t
}

var tipi = []*tipo{
	nuovoTipo(OpInserisciListaDiCarico, (*InserisciListaDiCarico)(nil), spazioEnte, "InserisciListaDiCaricoRequest"),
	nuovoTipo(OpAggiornaPosizioniDebitorie, (*AggiornaPosizioniDebitorie)(nil), spazioEnte, "AggiornaPosizioniDebitorieRequest"),
	nuovoTipo(OpEsitoInserimento, (*EsitoInserimentoListaDiCarico)(nil), spazioDesk, "EsitoInserimentoListaDiCaricoRequest"),
	nuovoTipo(OpEsitoAggiornamento, (*EsitoAggiornaPosizioniDebitorie)(nil), spazioDesk, "EsitoAggiornaPosizioniDebitorieRequest"),
	nuovoTipo(OpTrasmettiNotifichePagamento, (*TrasmettiNotifichePagamento)(nil), spazioDesk, "TrasmettiNotifichePagamentoRequest"),
	nuovoTipo(OpTrasmettiRT, (*TrasmettiRT)(nil), spazioDesk, "TrasmettiRTRequest"),
	nuovoTipo(OpTrasmettiAvvisiScaduti, (*TrasmettiAvvisiScaduti)(nil), spazioDesk, "TrasmettiAvvisiScadutiRequest"),
	nuovoTipo(OpRisposta, (*Risposta)(nil), spazioComune, "EPaywsoServiceResponse"),
}

func (t *tipo) nuovo() Messaggio { return reflect.New(t.tipo).Interface().(Messaggio) }

// OperazioneDi returns the operation that a message belongs to, "" for nil.
func OperazioneDi(m Messaggio) Operazione {
	if m == nil {
		return ""
	}
	return tipoDelMessaggio(m).operazione
}

// tipoDelMessaggio is the type of a message that is not nil.
func tipoDelMessaggio(m Messaggio) *tipo {
	return tipi[slices.IndexFunc(tipi, func(t *tipo) bool { return reflect.TypeOf(m).Elem() == t.tipo })]
}

// NuovoMessaggio returns an empty message of an operation, to be filled or
// decoded into. Error NOME (ErrNome) for an unknown operation.
func NuovoMessaggio(o Operazione) (Messaggio, error) {
	if t := tipoDi(o); t != nil {
		return t.nuovo(), nil
	}
	return nil, &Errore{Codice: CodiceNome, Campo: "tipo", Valore: string(o), Err: ErrNome}
}

func tipoDi(o Operazione) *tipo {
	for _, t := range tipi {
		if t.operazione == o {
			return t
		}
	}
	return nil
}

// SOAPAction returns the SOAPAction header of an operation called by the body.
//
// Source: Enti2EPaywsoService.wsdl.
func (o Operazione) SOAPAction() string {
	return "http://www.csi.it/epay/epaywso/service/" + string(o)
}

// AppendMessaggio appends the element of a message in the generation of schema
// given: what stands inside the body of the SOAP envelope, see [AppendBusta].
// It checks first. Errors, joined in the order of the message: its [Violazioni]
// (COERENZA, ErrCoerenza), then the first value that the schema would
// not take (OBBLIGATORIO, LUNGHEZZA, VALORE, ELEMENTO; ErrMessaggio), with the
// path of the element in Campo; NULLO (avviso.ErrNullo) for a nil message. Nothing is
// appended on error.
func AppendMessaggio(b []byte, m Messaggio, g Generazione) ([]byte, error) {
	if err := g.valida(); err != nil {
		return nil, err
	}
	if nullo(m) {
		return nil, &Errore{Codice: avviso.CodiceNullo, Campo: "messaggio", Err: avviso.ErrNullo}
	}
	var rifiuti []error
	for _, v := range Violazioni(m) {
		rifiuti = append(rifiuti, &Errore{Codice: CodiceCoerenza, Campo: v.Campo, Valore: string(v.Codice) + " " + v.Valore, Err: ErrCoerenza})
	}
	t := tipoDelMessaggio(m)
	b, err := schema.Scrivi(b, &stanza, &t.Vocabolario, t.radice, &m, func(v *schema.Visita, m *Messaggio) { (*m).descrivi(v, g) })
	if err := errors.Join(append(rifiuti, err)...); err != nil {
		return nil, err
	}
	return b, nil
}

// nullo reports whether a message is not there.
func nullo(m Messaggio) bool { return m == nil || reflect.ValueOf(m).IsNil() }

// ParseMessaggio reads a message strictly, in the generation of schema given,
// bare or inside a SOAP 1.1 envelope; the root says which operation it is.
// Errors: XML, ELEMENTO, LUNGHEZZA, VALORE (ErrMessaggio), with the path of the
// element, line and column. It does not ask [Violazioni]: the desk answers such
// messages with a result code, it does not fail to read them.
func ParseMessaggio(data []byte, g Generazione) (Messaggio, error) {
	if err := g.valida(); err != nil {
		return nil, err
	}
	var m Messaggio
	err := schema.Percorri(&stanza, data, "", func(v *schema.Visita) (err error) {
		m, err = leggi(v, g)
		return err
	})
	return m, err
}

func leggi(v *schema.Visita, g Generazione) (Messaggio, error) {
	if v.Err() != nil {
		return nil, v.Err()
	}
	if spazio, nome := v.Qui(); string(nome) == "Envelope" && string(spazio) == spazioSOAP {
		if v.Corpo(false); v.Err() != nil {
			return nil, v.Err()
		}
	}
	spazio, nome := v.Qui()
	for _, t := range tipi {
		if string(nome) != t.radice || string(spazio) != t.Spazio {
			continue
		}
		m := t.nuovo()
		if v.Radice(&t.Vocabolario, t.radice) {
			m.descrivi(v, g)
			v.Chiudi()
		}
		if err := v.Fine(); err != nil {
			return nil, err
		}
		return m, nil
	}
	riga, colonna := v.Luogo()
	return nil, &Errore{Codice: CodiceXML, Campo: string(nome), Valore: string(spazio), Riga: riga, Colonna: colonna, Err: ErrMessaggio}
}

// RiconosciMessaggio reads a message of either generation and says which one it is
// of; a message that both would take counts as XSD110. When neither takes it the
// error is that of XSD110.
func RiconosciMessaggio(data []byte) (Messaggio, Generazione, error) {
	m, err := ParseMessaggio(data, XSD110)
	if err == nil {
		return m, XSD110, nil
	}
	if m, altro := ParseMessaggio(data, Multibeneficiario); altro == nil {
		return m, Multibeneficiario, nil
	}
	return nil, "", err
}
