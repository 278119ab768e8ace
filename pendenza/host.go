package pendenza

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

// ParseRispostaHost reads the answer of an application to GET
// /avvisi/{idDominio}/{numeroAvviso} or GET /pendenze/{idA2A}/{idPendenza}
// strictly: stato, descrizioneStato and, with NON_ESEGUITA and only then,
// pendenza; in version 1 of the API the members of the pendenza stand beside
// stato, and are read with NON_ESEGUITA only. Errors: as ParsePendenza; NOME
// (ErrNome) for an unknown stato.
//
// Source: GovPay, API Ente v2 and v1, PendenzaVerificata.
func ParseRispostaHost(data []byte) (RispostaHost, error) {
	a, _, err := leggiRispostaHost(data, false)
	if err != nil {
		return RispostaHost{}, err
	}
	return a, nil
}

// LeggiRispostaHost reads the answer of an application, of either version, as
// LeggiPendenza reads a position. A violation in a member that the payment does
// not use (address, e-mail and phone of the debtor, proprieta, allegati, the
// classes of the body) is a warning with the value, and that member is left out.
// Any other one leaves RispostaHost.Pendenza nil, which the verification takes for
// an error, and comes back in the error, an ErrNonValida. Other errors: as
// LeggiPendenza; NOME (ErrNome) for an unknown stato.
//
// Source: GovPay, API Ente v2 and v1, PendenzaVerificata.
func LeggiRispostaHost(data []byte) (RispostaHost, []avviso.Avvertenza, error) {
	return leggiRispostaHost(data, true)
}

// testaHost is an answer whose position is still to be read.
type testaHost struct {
	Stato       StatoHost `json:"stato"`
	Descrizione string    `json:"descrizioneStato,omitempty" legge:"libero"`
	Pendenza    grezzo    `json:"pendenza,omitempty"`

	Altri avviso.Altri `json:"-"`
}

// grezzo is a member that is read later.
type grezzo string

// versione1 reports whether the members of a position stand beside stato.
func versione1(testo string) bool {
	piatta := false
	for n := range membri.Di(testo) {
		switch n {
		case "pendenza":
			return false
		case "idA2A", "idPendenza", "idDominio", "voci":
			piatta = true
		}
	}
	return piatta
}

func leggiRispostaHost(data []byte, tollerante bool) (RispostaHost, []avviso.Avvertenza, error) {
	nuova := func() *lettura { return &lettura{tollerante: tollerante, e: esame{punti: true}} }
	l := nuova()
	testo := l.documento(data)
	var t testaHost
	piatta := versione1(testo)
	if piatta {
		for n, v := range membri.Di(testo) {
			l.testata(&t, n, v)
		}
	} else {
		struttura(l, &t, luogo{}, testo, nil)
	}
	a := RispostaHost{Stato: t.Stato, Descrizione: t.Descrizione, Altri: t.Altri}
	switch {
	case l.err != nil:
		return RispostaHost{}, nil, l.err
	case !a.Stato.risponde():
		return RispostaHost{}, nil, rifiutaNome("stato")(string(a.Stato))
	}
	violazioni := l.e.chiudi()
	if utf8.RuneCountInString(a.Descrizione) > 255 {
		violazioni = append(violazioni, avviso.Violazione{Codice: LunghezzaMax, Campo: "descrizioneStato", Valore: a.Descrizione, Testo: "lunghezza massima 255"})
	}
	if tollerante {
		l.avvertenze = append(l.avvertenze, violazioni...) // nothing here is of the payment
		violazioni = nil
	}
	switch {
	case piatta && a.Stato == HostNonEseguita:
		c := nuova()
		p := c.pendenza(testo, func(n, _ string) bool { return n == "stato" || n == "descrizioneStato" })
		violazioni = append(violazioni, l.unisci(&a, c, p, "")...)
	case piatta:
	case t.Pendenza != "" && a.Stato == HostNonEseguita:
		c := nuova()
		p := c.pendenza(string(t.Pendenza))
		violazioni = append(violazioni, l.unisci(&a, c, p, "pendenza")...)
	case a.Stato == HostNonEseguita:
		violazioni = append(violazioni, avviso.Violazione{Codice: Obbligatorio, Campo: "pendenza", Testo: messaggioObbligatorio})
	case t.Pendenza != "" && !tollerante:
		violazioni = append(violazioni, avviso.Violazione{Codice: VuotoRichiesto, Campo: "pendenza", Testo: "deve essere assente con " + string(a.Stato)})
	}
	if l.err != nil {
		return RispostaHost{}, nil, l.err
	}
	return a, l.avvertenze, nonValida(violazioni)
}

// testata reads the members of an answer that stand beside those of a position.
func (l *lettura) testata(t *testaHost, n, v string) {
	switch n {
	case "stato":
		l.valore(&t.Stato, 0, luogo{nome: n}, v)
	case "descrizioneStato":
		l.valore(&t.Descrizione, libero, luogo{nome: n}, v)
	}
}

// unisci takes the position that c read in an answer, whose members stand under a
// path, and returns the violations that are in the way.
func (l *lettura) unisci(a *RispostaHost, c *lettura, p *Pendenza, percorso string) []avviso.Violazione {
	if l.err = sottoPercorso(percorso, c.err); l.err != nil {
		return nil
	}
	violazioni := c.e.pendenza(p)
	if l.tollerante {
		inutili := func(v avviso.Violazione) bool { return !usato(v.Campo) }
		for _, v := range violazioni {
			if inutili(v) {
				c.avvertenze = append(c.avvertenze, p.escludi(v))
			}
		}
		violazioni = slices.DeleteFunc(violazioni, inutili)
	}
	if len(violazioni) == 0 {
		a.Pendenza = p
	}
	for _, lista := range [...][]avviso.Rilievo{violazioni, c.avvertenze} {
		for i := range lista {
			lista[i].Campo = sotto(percorso, lista[i].Campo)
		}
	}
	l.avvertenze = append(l.avvertenze, c.avvertenze...)
	return violazioni
}

// nonUsati are the members of a position that no payment needs.
var nonUsati = [...]string{
	"soggettoPagatore.indirizzo", "soggettoPagatore.civico", "soggettoPagatore.cap", "soggettoPagatore.localita",
	"soggettoPagatore.provincia", "soggettoPagatore.nazione", "soggettoPagatore.email", "soggettoPagatore.cellulare",
	"proprieta", "allegati", "nome", "annoRiferimento", "cartellaPagamento", "tassonomia", "tassonomiaAvviso", "direzione", "divisione",
	"dataNotificaAvviso", "dataPromemoriaScadenza", "dataCaricamento",
}

func usato(campo string) bool {
	return !slices.ContainsFunc(nonUsati[:], func(n string) bool {
		resto, ok := strings.CutPrefix(campo, n)
		return ok && (resto == "" || resto[0] == '.' || resto[0] == '[')
	})
}

// escludi empties a member that the payment does not use, and returns the warning
// about it.
func (p *Pendenza) escludi(v avviso.Violazione) avviso.Avvertenza {
	passo, resto, _ := strings.Cut(v.Campo, ".")
	passo, _, _ = strings.Cut(passo, "[")
	switch {
	case passo == "soggettoPagatore" && p.SoggettoPagatore != nil:
		s := *p.SoggettoPagatore
		v.Valore = svuota(&s, resto)
		p.SoggettoPagatore = &s
	case passo == "proprieta" && p.Proprieta != nil:
		passo, _, _ = strings.Cut(resto, ".")
		passo, _, _ = strings.Cut(passo, "[")
		v.Valore = svuota(p.Proprieta, passo)
	default:
		v.Valore = svuota(p, passo)
	}
	v.Testo += ": non usato dal pagamento, tralasciato"
	return v
}

// risponde reports whether a state is an answer, as ERRORE is not.
func (s StatoHost) risponde() bool { return s.IsValid() && s != HostErrore }

func parseStatoHost(s string) (StatoHost, error) {
	if h := StatoHost(s); h.risponde() {
		return h, nil
	}
	return "", ErrNome
}

// MarshalRispostaHost writes the answer of an application, which
// ParseRispostaHost takes back, but for members of others: the data of the position, without its life.
// HostErrore is no answer, and NON_ESEGUITA needs a valid position: NOME
// (ErrNome), NON_VALIDA (ErrNonValida).
func MarshalRispostaHost(a RispostaHost) ([]byte, error) {
	a, err := a.completa()
	if err != nil {
		return nil, err
	}
	return a.scrivi()
}

// completa returns an answer as it is written: with the data of a position, or
// without.
func (a *RispostaHost) completa() (RispostaHost, error) {
	x := *a
	switch {
	case !x.Stato.risponde():
		return RispostaHost{}, rifiutaNome("stato")(string(x.Stato))
	case x.Stato != HostNonEseguita:
		x.Pendenza = nil
		return x, nil
	case x.Pendenza == nil:
		return RispostaHost{}, &Errore{Codice: CodiceNonValida, Campo: "pendenza", Err: ErrNonValida}
	}
	if err := nonValida((&esame{punti: true}).pendenza(x.Pendenza)); err != nil { // as it is read
		return RispostaHost{}, err
	}
	p := x.Pendenza.Dati()
	x.Pendenza = &p
	return x, nil
}

func (a *RispostaHost) scrivi() ([]byte, error) {
	var s scrittura
	scrivi(&s, a, luogo{}, nil)
	return s.b, s.err
}

// Dati returns the position without its life: what the API Pendenze takes, with
// the members of others that it keeps.
func (p *Pendenza) Dati() Pendenza {
	p = p.oVuota()
	q := *p
	q.Stato, q.Versione, q.Segnalazioni = 0, 0, nil
	q.SenzaRPT, q.AltroCanale, q.IUV, q.Piano, q.Motivo = false, false, avviso.IUV{}, "", ""
	q.SenzaAvvisatura, q.Tentativi, q.Pagamenti, q.Ack, q.Note = false, nil, nil, false, nil
	if p.Voci != nil {
		q.Voci = append([]Voce{}, p.Voci...)
		for i := range q.Voci {
			q.Voci[i].Eseguita = false
		}
	}
	return q
}

// RispondiHost is the answer of an application that keeps a position here: what
// a gestionale that plays the host says of it on a day. p is nil when it has
// none; a BOZZA is none.
//
// Source: GovPay, API Ente v2, StatoPendenzaVerificata; DUPLICATA, of v1 only,
// is ANNULLATA with a description in v2.
func RispondiHost(p *Pendenza, oggi avviso.Data, v1 bool) RispostaHost {
	if p == nil || p.Stato == Bozza || !p.Stato.IsValid() {
		return RispostaHost{Stato: HostSconosciuta}
	}
	switch {
	case p.Stato == Annullata || p.Stato == Trasferita:
		return RispostaHost{Stato: HostAnnullata, Descrizione: p.Motivo}
	case p.Stato != NonEseguita && v1:
		return RispostaHost{Stato: HostDuplicata, Descrizione: p.primoPagamento()}
	case p.Stato != NonEseguita:
		return RispostaHost{Stato: HostAnnullata, Descrizione: "pendenza già pagata"}
	case p.Scaduta(oggi):
		return RispostaHost{Stato: HostScaduta}
	}
	q := p.Dati()
	return RispostaHost{Stato: HostNonEseguita, Pendenza: &q}
}
