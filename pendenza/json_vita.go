package pendenza

import (
	"errors"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/ora"
)

// vitaPendenza reads the members of the life of a position.
func (l *lettura) vitaPendenza(p *Pendenza, n string, v string) bool {
	dove := luogo{nome: n}
	switch n {
	case "stato":
		leggiNumero(l, &p.Stato, dove, v, ParseStato)
	case "versione":
		l.intero(&p.Versione, dove, v)
	case "anomala":
		l.anomala = new(bool)
		l.booleano(l.anomala, dove, v)
	case "senzaRPT":
		l.booleano(&p.SenzaRPT, dove, v)
	case "altroCanale":
		l.booleano(&p.AltroCanale, dove, v)
	case "senzaAvvisatura":
		l.booleano(&p.SenzaAvvisatura, dove, v)
	case "iuv":
		leggiValore(l, &p.IUV, dove, v, avviso.ParseIUV)
	case "piano":
		l.testo(&p.Piano, dove, v)
	case "motivo":
		if s, ok := l.stringa(dove, v); ok {
			p.Motivo = s
		}
	case "segnalazioni":
		l.elenco(dove, v, func(i int, v string) { p.Segnalazioni = append(p.Segnalazioni, l.segnalazione(n, i, v)) })
	case "tentativi":
		l.elenco(dove, v, func(i int, v string) { p.Tentativi = append(p.Tentativi, l.tentativo(n, i, v)) })
	case "pagamenti":
		l.elenco(dove, v, func(i int, v string) { p.Pagamenti = append(p.Pagamenti, l.pagamento(n, i, v)) })
	default:
		return false
	}
	return true
}

func (l *lettura) segnalazione(lista string, i int, v string) Segnalazione {
	var s Segnalazione
	dove := luogo{gruppo: elemento(lista, i)}
	l.membri(dove, v, func(n, v string) {
		in := luogo{gruppo: dove.gruppo, nome: n}
		switch n {
		case "codice":
			leggiNome(l, &s.Codice, in, v)
		case "testo":
			l.testo(&s.Testo, in, v)
		default:
			l.ignoto(dove, n)
		}
	})
	l.obbligatorio(s.Codice.IsValid(), luogo{gruppo: dove.gruppo, nome: "codice"})
	return s
}

func (l *lettura) tentativo(lista string, i int, v string) Tentativo {
	var t Tentativo
	dove := luogo{gruppo: elemento(lista, i)}
	l.membri(dove, v, func(n, v string) {
		in := luogo{gruppo: dove.gruppo, nome: n}
		switch n {
		case "iuv":
			leggiValore(l, &t.IUV, in, v, avviso.ParseIUV)
		case "ccp":
			l.testo(&t.CCP, in, v)
		case "stato":
			if s, ok := l.stringa(in, v); ok {
				t.Stato, _ = StatoTentativoDi(s)
			}
		case "iniziato":
			leggiValore(l, &t.Iniziato, in, v, leggiIstante)
		default:
			l.ignoto(dove, n)
		}
	})
	l.obbligatorio(t.CCP != "", luogo{gruppo: dove.gruppo, nome: "ccp"})
	l.obbligatorio(t.Stato.IsValid(), luogo{gruppo: dove.gruppo, nome: "stato"})
	return t
}

func (l *lettura) pagamento(lista string, i int, v string) Pagamento {
	var g Pagamento
	var importo importoLetto
	dove := luogo{gruppo: elemento(lista, i)}
	l.membri(dove, v, func(n, v string) {
		in := luogo{gruppo: dove.gruppo, nome: n}
		switch n {
		case "iuv":
			leggiValore(l, &g.IUV, in, v, avviso.ParseIUV)
		case "iur":
			l.testo(&g.IUR, in, v)
		case "ccp":
			l.testo(&g.CCP, in, v)
		case "indice":
			l.indice(&g.Indice, in, v)
		case "importo":
			l.importo(&importo, in, v)
		case "data":
			l.data(&g.Data, in, v)
		case "tipo":
			leggiNumero(l, &g.Tipo, in, v, avviso.ParseTipoRiscossione)
		case "senzaRPT":
			l.booleano(&g.SenzaRPT, in, v)
		case "incassato":
			l.booleano(&g.Incassato, in, v)
		case "stornato":
			l.booleano(&g.Stornato, in, v)
		case "duplicato":
			l.booleano(&g.Duplicato, in, v)
		default:
			l.ignoto(dove, n)
		}
	})
	l.obbligatorio(g.IUR != "", luogo{gruppo: dove.gruppo, nome: "iur"})
	l.obbligatorio(g.Indice.IsValid(), luogo{gruppo: dove.gruppo, nome: "indice"})
	if g.Importo = importo.Importo; !importo.presente {
		l.e.nota(luogo{gruppo: dove.gruppo, nome: "importo"}, Obbligatorio, messaggioObbligatorio)
	}
	return g
}

// obbligatorio notes a member that a life cannot do without.
func (l *lettura) obbligatorio(c bool, dove luogo) {
	for _, d := range l.e.difetti {
		if d.luogo == dove {
			return
		}
	}
	if !c {
		l.e.nota(dove, Obbligatorio, messaggioObbligatorio)
	}
}

// leggiIstante reads an instant, with or without zone (none = Europe/Rome), and
// returns it in UTC, so that it is written in one way. No attempt is older than
// electronic payments.
func leggiIstante(s string) (time.Time, error) {
	t, err := ora.ParseLocale(s)
	if err == nil && (t.Year() < 1970 || t.Year() > 9998) {
		err = errIstante
	}
	return t.UTC(), err
}

var errIstante = errors.New("istante fuori intervallo")
