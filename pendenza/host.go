package pendenza

import (
	"encoding/json"

	"github.com/quietanza/quietanza/avviso"
)

// LeggiRispostaHost reads the answer of an application to GET
// /avvisi/{idDominio}/{numeroAvviso}: stato, descrizioneStato and, with
// NON_ESEGUITA, pendenza. Members of pendenza that break rules leave
// RispostaHost.Pendenza nil and come back as violations: the verification takes
// such an answer for an error. Errors: JSON and MEMBRO (ErrDocumento); NOME
// (ErrNome) for an unknown stato.
//
// Source: GovPay, API Ente v2, PendenzaVerificata.
func LeggiRispostaHost(data []byte) (RispostaHost, []avviso.Violazione, error) {
	var a RispostaHost
	var violazioni []avviso.Violazione
	var l lettura
	l.host(&a, l.documento(data), func(n, v string) {
		switch {
		case n != "pendenza":
			l.ignoto(luogo{}, n)
		case !nullo(v):
			var p Pendenza
			if p, violazioni, l.err = new(lettura).daCreare(v, avviso.IdDominio{}); l.err == nil && len(violazioni) == 0 {
				a.Pendenza = &p
			}
		}
	})
	return a, violazioni, l.chiudiHost(a.Stato)
}

// LeggiRispostaHostV1 reads an answer of version 1 of the API, where the members
// of the pendenza stand beside stato. With another stato than NON_ESEGUITA only
// the key and the notice need be there.
//
// Source: GovPay, API Ente v1, PendenzaVerificata.
func LeggiRispostaHostV1(data []byte) (RispostaHost, []avviso.Violazione, error) {
	var a RispostaHost
	var l lettura
	testo := l.documento(data)
	l.host(&a, testo, func(string, string) {})
	if err := l.chiudiHost(a.Stato); err != nil || a.Stato != HostNonEseguita {
		return a, nil, err
	}
	p, violazioni, err := new(lettura).daCreare(testo, avviso.IdDominio{}, "stato", "descrizioneStato")
	if err == nil && len(violazioni) == 0 {
		a.Pendenza = &p
	}
	return a, violazioni, err
}

// host reads the members of an answer, and gives the others to altro.
func (l *lettura) host(a *RispostaHost, testo string, altro func(nome, v string)) {
	l.membri(luogo{}, testo, func(n, v string) {
		switch n {
		case "stato":
			leggiNome(l, &a.Stato, luogo{nome: n}, v, parseStatoHost)
		case "descrizioneStato":
			a.Descrizione, _ = l.stringa(luogo{nome: n}, v)
		default:
			altro(n, v)
		}
	})
}

// risponde reports whether a state is an answer, as ERRORE is not.
func (s StatoHost) risponde() bool { return s.IsValid() && s != HostErrore }

func parseStatoHost(s string) (StatoHost, error) {
	if h := StatoHost(s); h.risponde() {
		return h, nil
	}
	return "", ErrNome
}

func (l *lettura) chiudiHost(s StatoHost) error {
	switch {
	case l.err != nil:
		return l.err
	case !s.IsValid():
		return rifiutaNome("stato")("")
	case len(l.e.difetti) > 0:
		return &Errore{Codice: CodiceJSON, Campo: l.e.difetti[0].luogo.String(), Err: ErrDocumento}
	}
	return nil
}

// MarshalRispostaHost writes the answer of an application, which
// LeggiRispostaHost takes back: the data of the position, without its life.
// HostErrore is no answer, and NON_ESEGUITA needs a valid position: NOME
// (ErrNome), NON_VALIDA (ErrNonValida).
func MarshalRispostaHost(a RispostaHost) ([]byte, error) {
	switch {
	case !a.Stato.risponde():
		return nil, rifiutaNome("stato")(string(a.Stato))
	case a.Stato != HostNonEseguita:
		a.Pendenza = nil
		return json.Marshal(&a)
	case a.Pendenza == nil:
		return nil, &Errore{Codice: CodiceNonValida, Campo: "pendenza", Err: ErrNonValida}
	}
	if err := a.Pendenza.Valida(); err != nil {
		return nil, err
	}
	p := a.Pendenza.Dati()
	a.Pendenza = &p
	return json.Marshal(&a)
}

// Dati returns the position without its life: what the API Pendenze takes.
func (p *Pendenza) Dati() Pendenza {
	p = p.oVuota()
	q := *p
	q.Stato, q.Versione, q.Segnalazioni = 0, 0, nil
	q.SenzaRPT, q.AltroCanale, q.IUV, q.Piano, q.Motivo = false, false, avviso.IUV{}, "", ""
	q.SenzaAvvisatura, q.Tentativi, q.Pagamenti = false, nil, nil
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
