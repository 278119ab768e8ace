package pendenza

import (
	"reflect"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
)

// Kinds of what GovPay says of a position that it gives out.
const (
	// SegnalatoDaGovPay: a segnalazione of GovPay, in its words.
	SegnalatoDaGovPay CodiceSegnalazione = "SEGNALATA_DA_GOVPAY"
	// AnomalaPerGovPay: GovPay says ANOMALA.
	AnomalaPerGovPay CodiceSegnalazione = "ANOMALA_PER_GOVPAY"
)

// LeggiPendenzaGovPay reads a position as GovPay gives it out, GET
// /pendenze/{idA2A}/{idPendenza}: dominio and unitaOperativa are objects, stato is
// one of GovPay's, items have an indice and a stato, segnalazioni GovPay's words.
// SCADUTA is NON_ESEGUITA, a view of the day; ANOMALA does not say what is below and
// is ESEGUITA, with AnomalaPerGovPay. The members that a position here does not
// have are kept, without a warning where they are of this answer. The rest is as
// in LeggiPendenza.
//
// Source: GovPay, API Pendenze v2, Pendenza; PendenzeConverter.
func LeggiPendenzaGovPay(data []byte) (Pendenza, []avviso.Avvertenza, error) {
	l := lettura{tollerante: true, govpay: true}
	p := l.pendenza(l.documento(data))
	if l.err != nil {
		return Pendenza{}, l.avvertenze, l.err
	}
	l.ordina(p)
	p.completa()
	err := nonValida(l.e.pendenza(p))
	return *p, l.avvertenze, err
}

// risposta are the members of a position that GovPay gives out and of its items
// that a position here does not have.
var risposta = [...]string{
	"descrizioneStato", "iuvAvviso", "iuvPagamento", "dataPagamento", "tipo", "UUID", "rpp", "pagamenti",
	"dataUltimoAggiornamento", "verificato", "importoPagato", "importoIncassato",
}

// diRisposta reads what only an answer of GovPay has.
func (l *lettura) diRisposta(p *Pendenza, n, v string) bool {
	dove := luogo{nome: n}
	switch n {
	case "dominio":
		l.chiaveDi(&p.IdDominio, "idDominio", dove, v)
	case "unitaOperativa":
		l.chiaveDi(&p.IDUnitaOperativa, "idUnita", dove, v)
	case "stato":
		l.statoGovPay(p, dove, v)
		return true
	case "segnalazioni":
		l.segnalazioni(p, dove, v)
		return true
	default:
		if !slices.Contains(risposta[:], n) {
			return false
		}
	}
	l.tieni(reflect.ValueOf(p).Elem(), dove, n, v)
	return true
}

// diVoceRisposta reads what only an item in an answer of GovPay has.
func (l *lettura) diVoceRisposta(x *Voce, dove luogo, n, v string) bool {
	switch n {
	case "dominio":
		l.chiaveDi(&x.IdDominio, "idDominio", dove.dentro(n), v)
	case "stato":
		s, _ := l.stringa(dove.dentro(n), v)
		x.Eseguita = s == "Eseguito"
	case "indice":
		n := 0
		l.intero(&n, dove.dentro("indice"), v)
		l.indici = append(l.indici, n)
	default:
		return false
	}
	l.tieni(reflect.ValueOf(x).Elem(), dove, n, v)
	return true
}

// chiaveDi reads the member that names what an object describes.
func (l *lettura) chiaveDi(dst any, nome string, dove luogo, v string) {
	if nullo(v) {
		return
	}
	l.membri(dove, v, func(n, v string) {
		if n == nome && !nullo(v) {
			l.valore(dst, 0, dove.dentro(n), v)
		}
	})
}

// statoGovPay reads a state of GovPay.
func (l *lettura) statoGovPay(p *Pendenza, dove luogo, v string) {
	s, ok := l.stringa(dove, v)
	if !ok {
		return
	}
	switch stato, err := ParseStatoEffettivo(s); {
	case err != nil, stato.Stato == Bozza, stato.Stato == Trasferita:
		l.e.nota(dove, Enum, messaggioEnum)
	case stato.Anomala:
		p.Stato = Eseguita
		p.Segnalazioni = append(p.Segnalazioni, NuovaSegnalazione(AnomalaPerGovPay))
		l.avvisa(dove, Enum, s, "lo stato sotto l'anomalia non è detto: letto come "+Eseguita.String())
	default:
		p.Stato = stato.Stato
	}
}

// segnalazioni reads what GovPay says of a position.
func (l *lettura) segnalazioni(p *Pendenza, dove luogo, v string) {
	if nullo(v) {
		return
	}
	l.elenco(dove, v, func(i int, v string) {
		s := Segnalazione{Codice: SegnalatoDaGovPay}
		in := luogo{gruppo: elemento(dove.nome, i)}
		codice, descrizione := "", ""
		l.membri(in, v, func(n, v string) {
			switch n {
			case "codice":
				codice, _ = l.stringa(in.dentro(n), v)
				return
			case "descrizione":
				descrizione, _ = l.stringa(in.dentro(n), v)
			}
			l.tieni(reflect.ValueOf(&s).Elem(), in, n, v)
		})
		s.Testo = strings.Trim(codice+": "+descrizione, ": ")
		p.Segnalazioni = append(p.Segnalazioni, s)
	})
}

// ordina puts the items in the order of their indice, when all of them have one.
func (l *lettura) ordina(p *Pendenza) {
	if len(l.indici) != len(p.Voci) {
		return
	}
	voci := slices.Clone(p.Voci)
	for i, n := range l.indici {
		if n < 1 || n > len(voci) || slices.Contains(l.indici[:i], n) {
			l.avvisa(luogo{voce: i + 1, nome: "indice"}, Enum, "", "indici delle voci incoerenti: resta l'ordine del documento")
			return
		}
		voci[n-1] = p.Voci[i]
	}
	p.Voci = voci
}

// OpzioniGovPay are how a document for GovPay is written.
type OpzioniGovPay struct {
	// SoloNoti leaves out the members of others that the position keeps, which
	// GovPay refuses, and lists them.
	SoloNoti bool
}

// AppendGovPay appends the body of PUT /pendenze/{idA2A}/{idPendenza}: the data
// without the key, which stands in the path, and without the life of the position,
// amounts as numbers, a debtor without code or name as ANONIMO, names and texts on one
// line (avviso.UnaRiga). It returns which were not (CARATTERI), and what is left out: nome and dataCaricamento, which only other APIs have, and with SoloNoti
// the members of others. Errors: those of Valida; OBBLIGATORIO (ErrNonValida) for
// a document of which only the path is known.
//
// Source: GovPay, API Pendenze v2, NuovaPendenza.
func (p *Pendenza) AppendGovPay(b []byte, o OpzioniGovPay) ([]byte, []avviso.Avvertenza, error) {
	s := scrittura{b: b, govpay: true, put: true, soloNoti: o.SoloNoti}
	q, err := s.perGovPay(p, "")
	if err != nil {
		return b, nil, err
	}
	s.pendenza(&q, luogo{})
	if s.err != nil {
		return b, nil, s.err
	}
	return s.b, s.lasciati, nil
}

// AppendGovPay appends the answer to a verification as version 2 of the API of the
// application has it: as AppendGovPay of a position, with its key. Errors: those of
// MarshalRispostaHost.
//
// Source: GovPay, API Ente v2, PendenzaVerificata.
func (a *RispostaHost) AppendGovPay(b []byte, o OpzioniGovPay) ([]byte, []avviso.Avvertenza, error) {
	if a == nil {
		return b, nil, errNullo("risposta")
	}
	x, err := a.completa()
	if err != nil {
		return b, nil, err
	}
	s := scrittura{b: b, govpay: true, soloNoti: o.SoloNoti}
	if x.Pendenza != nil {
		q, err := s.perGovPay(x.Pendenza, "pendenza")
		if err != nil {
			return b, nil, err
		}
		x.Pendenza = &q
	}
	scrivi(&s, &x, luogo{}, nil)
	if s.err != nil {
		return b, nil, s.err
	}
	for i := range s.lasciati {
		if strings.HasPrefix(s.lasciati[i].Campo, "voci[") {
			s.lasciati[i].Campo = "pendenza." + s.lasciati[i].Campo
		}
	}
	return s.b, s.lasciati, nil
}

// perGovPay returns a position as GovPay is told of it, and notes what is left out;
// its members stand under a path.
func (s *scrittura) perGovPay(p *Pendenza, percorso string) (Pendenza, error) {
	if p == nil {
		return Pendenza{}, p.Valida()
	}
	q, caratteri := p.suUnaRiga()
	if err := q.Valida(); err != nil {
		return Pendenza{}, err
	}
	for _, a := range caratteri {
		a.Campo = sotto(percorso, a.Campo)
		s.lasciati = append(s.lasciati, a)
	}
	for i := range p.Allegati {
		if p.Allegati[i].Contenuto == nil {
			return Pendenza{}, nonValida([]avviso.Violazione{{
				Codice: Obbligatorio, Campo: sotto(percorso, elemento("allegati", i)+".contenuto"), Testo: messaggioObbligatorio,
			}})
		}
	}
	if d := q.SoggettoPagatore; d != nil {
		noto := *d
		noto.Identificativo, noto.Anagrafica = scegli(d.Identificativo, anonimoGovPay), scegli(d.Anagrafica, anonimoGovPay)
		q.SoggettoPagatore = &noto
	}
	if q.Nome != "" {
		s.lascia(sotto(percorso, "nome"), q.Nome)
	}
	if q.DataCaricamento.IsValid() {
		s.lascia(sotto(percorso, "dataCaricamento"), q.DataCaricamento.String())
	}
	return q, nil
}

// anonimoGovPay is a debtor without code or name.
const anonimoGovPay = "ANONIMO"

func (s *scrittura) lascia(campo, valore string) {
	s.lasciati = append(s.lasciati, avviso.Avvertenza{Codice: CodiceMembro, Campo: campo, Valore: valore, Testo: "non è del documento: non scritto"})
}

// PendenzaCreata is the answer to PUT /pendenze/{idA2A}/{idPendenza}: 201 when the
// position was created, 200 when it was replaced.
//
// Source: GovPay, API Pendenze v2, PendenzaCreata.
type PendenzaCreata struct {
	IdDominio    avviso.IdDominio    `json:"idDominio,omitzero" legge:"obbligo"`
	NumeroAvviso avviso.NumeroAvviso `json:"numeroAvviso,omitzero"`
	UUID         string              `json:"UUID,omitempty"`
	PDF          []byte              `json:"pdf,omitempty"` // the notice, with stampaAvviso=true

	Altri avviso.Altri `json:"-"` // members of others, kept
}

// ParsePendenzaCreata reads the answer to a PUT strictly. Errors: as
// ParsePendenza.
//
// Source: GovPay, API Pendenze v2, PendenzaCreata.
func ParsePendenzaCreata(data []byte) (PendenzaCreata, error) {
	c, _, err := leggiCreata(data, false)
	if err != nil {
		return PendenzaCreata{}, err
	}
	return c, nil
}

// LeggiPendenzaCreata reads the answer to a PUT as LeggiPendenza reads a position.
//
// Source: GovPay, API Pendenze v2, PendenzaCreata.
func LeggiPendenzaCreata(data []byte) (PendenzaCreata, []avviso.Avvertenza, error) {
	return leggiCreata(data, true)
}

func leggiCreata(data []byte, tollerante bool) (c PendenzaCreata, avvertenze []avviso.Avvertenza, err error) {
	l := lettura{tollerante: tollerante}
	struttura(&l, &c, luogo{}, l.documento(data), nil)
	if l.err != nil {
		return PendenzaCreata{}, nil, l.err
	}
	return c, l.avvertenze, nonValida(l.e.chiudi())
}

// AppendJSON appends the answer, which ParsePendenzaCreata takes back but for
// members of others.
func (c *PendenzaCreata) AppendJSON(b []byte) ([]byte, error) {
	if c == nil {
		return b, errNullo("pendenza")
	}
	if !c.IdDominio.IsValid() {
		return b, nonValida([]avviso.Violazione{{Codice: Obbligatorio, Campo: "idDominio", Testo: messaggioObbligatorio}})
	}
	s := scrittura{b: b}
	scrivi(&s, c, luogo{}, nil)
	return s.b, s.err
}
