package flusso

import (
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/schema"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// Namespace is the XML namespace of FlussoRiversamento.
const Namespace = "http://www.digitpa.gov.it/schemas/2011/Pagamenti/"

const radice = "FlussoRiversamento"

// sequenza reads the children of the open element, in the order of the schema,
// up to its end tag, or until one of them is called ferma, whose start tag it
// leaves as the current event.
func (l *Lettore) sequenza(figli []elemento, ferma string) error {
	prossimo := 0 // the first child that may still come
	for {
		e, err := l.x.ProssimoElemento()
		if err != nil {
			return l.traduci(err)
		}
		if e == xmlrigido.Fine {
			return l.mancante(figli, prossimo, len(figli))
		}
		nome := l.x.Locale()
		i := posto(figli, nome, prossimo)
		if i < 0 || string(l.x.Spazio()) != Namespace {
			if err := l.ignoto(); err != nil {
				return err
			}
			continue
		}
		if err := l.attributi(); err != nil {
			return err
		}
		if i < prossimo {
			codice := CodiceOrdine
			if i == prossimo-1 {
				codice = CodiceDuplicato
			}
			return l.qui(rifiuta(codice, l.percorso(figli[i].nome), "", ErrSchema))
		}
		if err := l.mancante(figli, prossimo, i); err != nil {
			return err
		}
		prossimo = i + 1
		if figli[i].nome == ferma {
			return nil
		}
		if err := l.elemento(&figli[i]); err != nil {
			return err
		}
	}
}

// elemento reads an element after its start tag.
func (l *Lettore) elemento(e *elemento) error {
	if e.figli != nil {
		sopra := l.dentro
		l.dentro = l.percorso(e.nome)
		err := l.sequenza(e.figli, "")
		l.dentro = sopra
		return err
	}
	l.foglia = e.nome
	b, err := e.apri(l)
	if err != nil {
		return err
	}
	if c := e.metti(l, b); c != "" {
		return l.qui(rifiuta(c, l.percorso(e.nome), string(b), ErrSchema))
	}
	return l.chiudi()
}

// posto returns the index of the child of that name, -1 for none. The search
// begins where the next child should be.
func posto(figli []elemento, nome []byte, da int) int {
	for i := da; i < len(figli); i++ {
		if figli[i].nome == string(nome) {
			return i
		}
	}
	for i := range da {
		if figli[i].nome == string(nome) {
			return i
		}
	}
	return -1
}

// mancante refuses the first mandatory child between da and a.
func (l *Lettore) mancante(figli []elemento, da, a int) error {
	for _, f := range figli[da:a] {
		if f.obbligatorio {
			return l.qui(rifiuta(CodiceObbligatorio, l.percorso(f.nome), "", ErrSchema))
		}
	}
	return nil
}

// ignoto refuses an element the schema does not have there, or skips it with a
// warning.
func (l *Lettore) ignoto() error {
	nome := string(l.x.Locale())
	if !l.tollerante {
		codice := CodiceElemento
		if string(l.x.Spazio()) != Namespace {
			codice = CodiceNamespace
		}
		return l.qui(rifiuta(codice, l.percorso(nome), string(l.x.Spazio()), ErrSchema))
	}
	l.avverti(AvvertenzaElemento, nome, "")
	return l.traduci(l.x.Salta())
}

// attributi refuses the attributes of the current element, or warns of them. The
// hints about where a schema lies are not content.
func (l *Lettore) attributi() error {
	for _, a := range l.x.Attributi() {
		if schema.Indica(&a) {
			continue
		}
		locale := string(a.Locale)
		if !l.tollerante {
			return l.qui(rifiuta(CodiceAttributo, l.percorso(string(l.x.Locale())), locale, ErrSchema))
		}
		l.avverti(AvvertenzaAttributo, string(l.x.Locale()), locale)
	}
	return nil
}

// apri reads the text of the current leaf, which chiudi then leaves. In between
// the place of the reader is the text, for the errors about its value; the view
// is valid until chiudi.
func (l *Lettore) apri() ([]byte, error) {
	e, err := l.x.Prossimo()
	if err != nil {
		return nil, l.traduci(err)
	}
	switch e {
	case xmlrigido.Testo:
		l.aperta = true
		return l.x.Testo(), nil
	case xmlrigido.Fine:
		return nil, nil
	default:
		return nil, l.qui(rifiuta(CodiceElemento, l.percorso(l.foglia)+"/"+string(l.x.Locale()), "", ErrSchema))
	}
}

func (l *Lettore) chiudi() error {
	if !l.aperta {
		return nil
	}
	l.aperta = false
	e, err := l.x.Prossimo()
	if err != nil {
		return l.traduci(err)
	}
	if e != xmlrigido.Fine {
		return l.qui(rifiuta(CodiceElemento, l.percorso(l.foglia)+"/"+string(l.x.Locale()), "", ErrSchema))
	}
	return nil
}

// qui gives a refusal the place of the current event.
func (l *Lettore) qui(e *Errore) error { return conLuogo(e, l.x.Riga(), l.x.Colonna()) }

// nega refuses the value of the current leaf, at its place.
func (l *Lettore) nega(c avviso.Codice, valore []byte) error {
	return l.qui(rifiuta(c, l.percorso(l.foglia), string(valore), ErrSchema))
}

func (l *Lettore) avverti(c avviso.Codice, campo, valore string) {
	if l.avvisi.ancora(c, campo) {
		return
	}
	valore = strings.ToValidUTF8(valore[:min(len(valore), maxTesto140)], "")
	l.avvisi.aggiungi(avviso.Avvertenza{Codice: c, Campo: campo, Valore: valore, Riga: l.x.Riga(), Colonna: l.x.Colonna()})
}

// percorso is the path of a child of the element being read.
func (l *Lettore) percorso(nome string) string {
	if l.dentro == "" {
		return nome
	}
	return l.dentro + "/" + nome
}

// traduci turns an error of the scanner into one of this package; nil stays nil.
func (l *Lettore) traduci(err error) error {
	if err == nil {
		return nil
	}
	return traduci(schema.Traduci(err))
}

// traduci makes an error of this package of what a scanner refused.
func traduci(r schema.Rifiuto) *Errore {
	e := &Errore{Codice: CodiceXML, Campo: r.Campo, Valore: r.Valore, Riga: r.Riga, Colonna: r.Colonna}
	tipo := ErrXML
	switch r.Motivo {
	case schema.DOCTYPE:
		e.Codice = CodiceDOCTYPE
	case schema.Limite:
		e.Codice, tipo = CodiceLimite, ErrLimite
	case schema.Ingresso:
		e.Codice = CodiceLettura
	case schema.Codifica:
		e.Codice = CodiceCodifica
	case schema.Contenuto:
		e.Codice, tipo = CodiceElemento, ErrSchema
	case schema.Ripetuto:
		e.Codice, tipo = CodiceDuplicato, ErrSchema
	}
	e.Err = errore.Coppia(tipo, r.Causa)
	return e
}
