package pendenza

import (
	"reflect"
	"slices"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

// eventi are the types of the events, by their names.
var eventi = func() map[string]reflect.Type {
	tutti := make(map[string]reflect.Type)
	for _, e := range [...]Evento{
		Pubblica{},
		Aggiorna{},
		Annulla{},
		Ripristina{},
		AvviaTentativo{},
		Ricevuta{},
		PagamentoSenzaRPT{},
		PagatoAltroCanale{},
		Riconcilia{},
		Storno{},
		Annota{},
		Trasferisci{},
	} {
		tutti[e.Tipo()] = reflect.TypeOf(e)
	}
	return tutti
}()

// MarshalEvento writes an event for a log: tipo, then its data. ParseEvento
// takes it back.
func MarshalEvento(e Evento) ([]byte, error) {
	if e == nil {
		return nil, eventoSenza("tipo")
	}
	v := reflect.New(reflect.TypeOf(e)).Elem()
	v.Set(reflect.ValueOf(e))
	w := scrittura{b: append(membri.AppendTesto([]byte(`{"tipo":`), e.Tipo()), ',')}
	_, w.parziale = e.(Aggiorna)
	inizio := len(w.b)
	if eventi[e.Tipo()] == v.Type() {
		w.struttura(v, luogo{}, nil)
	}
	dati := w.b[inizio:]
	if len(dati) <= len("{}") {
		return append(w.b[:inizio-1], '}'), w.err
	}
	return append(w.b[:inizio], dati[1:]...), w.err
}

// ParseEvento reads an event from JSON: tipo, and the data that its type has.
// The position of Aggiorna may hold only the members to change; its rules about
// items and total are left to Applica. adesso is the instant of an event that
// gives none. Errors: JSON and MEMBRO (ErrDocumento) for a text that is no
// event, or has members of another one; EVENTO_NON_VALIDO (ErrEvento) with the
// member; the code of a violation of the position.
func ParseEvento(data []byte, adesso time.Time) (Evento, error) {
	return leggiEvento(&lettura{vita: true}, data, adesso)
}

// LeggiEvento is ParseEvento for a log whose positions and notes keep members of
// others: those are kept again, as LeggiPendenza does.
func LeggiEvento(data []byte, adesso time.Time) (Evento, []avviso.Avvertenza, error) {
	l := &lettura{vita: true, tollerante: true}
	e, err := leggiEvento(l, data, adesso)
	return e, l.avvertenze, err
}

func leggiEvento(l *lettura, data []byte, adesso time.Time) (Evento, error) {
	testo := l.documento(data)
	var tipo string
	for n, v := range membri.Di(testo) {
		if n == "tipo" && !nullo(v) {
			tipo, _ = l.stringa(luogo{nome: n}, v)
		}
	}
	t := eventi[tipo]
	switch {
	case l.err == nil && oggetto(testo) && t == nil:
		return nil, eventoErrato("tipo", "")
	case t == nil: // which is refused below
		t = eventi["Pubblica"]
	}
	e := reflect.New(t).Elem()
	if quando := e.FieldByName("Adesso"); quando.IsValid() {
		quando.Set(reflect.ValueOf(adesso))
	}
	altrui := ""
	l.struttura(e, tabelle[e.Type()], luogo{}, testo, func(n, v string) bool {
		if n != "tipo" && !diAltroEvento(n) {
			return false
		}
		if n != "tipo" && altrui == "" && !nullo(v) {
			altrui = n
		}
		return true
	})
	switch {
	case l.err != nil:
		return nil, l.err
	case len(l.e.difetti) > 0 && l.e.difetti[0].codice == CodiceMembro:
		return nil, &Errore{Codice: CodiceMembro, Campo: l.e.difetti[0].luogo.String(), Err: ErrDocumento}
	case len(l.e.difetti) > 0:
		return nil, eventoErrato(l.e.difetti[0].luogo.String(), "")
	case altrui != "":
		return nil, &Errore{Codice: CodiceMembro, Campo: altrui, Valore: tipo, Err: ErrDocumento}
	}
	x := e.Interface().(Evento)
	if r, ok := x.(Ricevuta); ok {
		return x, r.valida()
	}
	return x, nil
}

// diAltroEvento reports whether some event has a member of a name.
func diAltroEvento(nome string) bool {
	for _, t := range eventi {
		if slices.ContainsFunc(tabelle[t].campi, func(c campo) bool { return c.nome == nome }) {
			return true
		}
	}
	return false
}

// nuova reads the position of an update. Its items and total are compared with
// those of the stored one later.
func (l *lettura) nuova(dst *Pendenza, dove luogo, v string) {
	n := lettura{e: esame{parziale: true}, vita: true, tollerante: l.tollerante}
	p, violazioni, err := n.tutta(v)
	if err != nil {
		l.err = sottoPercorso(dove.nome, err)
		return
	}
	for _, a := range n.avvertenze {
		a.Campo = sotto(dove.nome, a.Campo)
		l.avvertenze = append(l.avvertenze, a)
	}
	for _, x := range violazioni {
		switch x.Codice {
		case SommaErrata, Duplicato, ElementiMax:
		default:
			l.err = &Errore{Codice: x.Codice, Campo: sotto(dove.nome, x.Campo), Err: &NonValida{violazioni}}
			return
		}
	}
	*dst = *p
}
