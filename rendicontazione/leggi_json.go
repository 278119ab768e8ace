package rendicontazione

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// listeInput are the lists of an Input, by their names in JSON.
var listeInput = [...]string{"movimenti", "flussi", "ricevute", "pendenze", "domini"}

// membriTipici tell what an object is that stands in a list alone, by a member
// that it must have.
var membriTipici = [...][2]string{
	{"idPendenza", posizioneGovPay},
	{"idVocePendenza", posizioneGovPay},
	{"segno", "movimenti"},
	{"righe", "flussi"},
	{"iur", "ricevute"},
	{"voci", "pendenze"},
	{"idDominio", "domini"},
}

// posizioneGovPay is a position as the API Pendenze of GovPay has it.
const posizioneGovPay = "pendenza"

// errOggetto is an element of a list that is no object of an Input.
var errOggetto = errore.Motivo("oggetto non riconosciuto: non è un movimento, un flusso, una ricevuta, una pendenza né un dominio", ErrFormato)

// json reads one or more lists of an Input.
func (l *lettore) json(dati []byte) error {
	dati = bytes.TrimPrefix(dati, []byte("\ufeff"))
	testo := string(dati)
	if !json.Valid(dati) {
		return membri.Valida(testo)
	}
	if bytes.HasPrefix(bytes.TrimLeft(dati, " \t\r\n"), []byte("[")) {
		return l.lista(testo, "", testo)
	}
	if tipoDi(testo) == posizioneGovPay {
		return l.oggetto(posizioneGovPay, dati)
	}
	var campi []membri.Campo
	for _, nome := range listeInput {
		campi = append(campi, membri.Campo{Nome: nome, Dove: func(v string) error { return l.lista(testo, nome, v) }})
	}
	campi = append(campi, membri.Campo{Nome: "oggi", Dove: func(v string) error { return l.oggi(testo, v) }})
	return membri.ConLuogo(testo, membri.Oggetto(testo, campi, membri.Regole{}))
}

// oggi takes the day of an Input, which the caller of the engine gives: it is told.
func (l *lettore) oggi(testo, v string) error {
	var d avviso.Data
	if err := membri.Assegna(&d, v); err != nil {
		return err
	}
	a := avviso.Avvertenza{Codice: CodiceOggi, Campo: "oggi", Valore: d.String(), Testo: "il giorno della riconciliazione lo dà chi la chiede: questo non è usato"}
	a.Riga, a.Colonna = membri.Luogo(testo, a.Campo)
	l.avvertenze = append(l.avvertenze, a)
	return nil
}

// lista reads the objects of a list; what nome "" holds each object tells.
func (l *lettore) lista(testo, nome, v string) error {
	return membri.Elenco(v, func(i int, v string) error {
		tipo := tipoDi(v)
		if nome != "" && (nome != "pendenze" || tipo != posizioneGovPay) {
			tipo = nome
		}
		err := l.oggetto(tipo, []byte(v))
		if err == nil {
			return nil
		}
		campo := nome + "[" + strconv.Itoa(i) + "]"
		if e, ok := errors.AsType[*membri.Errore](err); ok {
			e.Riga = 0 // inside the object
			l.rifiuta(membri.ConLuogo(testo, membri.Dentro(campo, e)))
			return nil
		}
		r, _ := avviso.RilievoDi(err)
		e := &Errore{Codice: r.Codice, Campo: campo, Valore: r.Valore, Err: errors.Unwrap(err)}
		if r.Campo != "" {
			e.Campo += "." + r.Campo
		}
		e.Riga, e.Colonna = membri.Luogo(testo, e.Campo)
		l.rifiuta(e)
		return nil
	})
}

func tipoDi(v string) string {
	for _, t := range membriTipici {
		for nome := range membri.Di(v) {
			if nome == t[0] {
				return t[1]
			}
		}
	}
	return ""
}

// oggetto decodes, checks and adds one object.
func (l *lettore) oggetto(lista string, grezzo []byte) error {
	switch lista {
	case "movimenti":
		return prendi(grezzo, &l.Movimenti, func(m cassa.Movimento) error { return l.a.AggiungiMovimenti(m) }, (*cassa.Movimento).Valida)
	case "flussi":
		return prendi(grezzo, &l.Flussi, func(f flusso.Flusso) error { return l.a.AggiungiFlussi(f) }, (*flusso.Flusso).Valida)
	case "ricevute":
		return prendi(grezzo, &l.Ricevute, func(r VoceRicevuta) error { return l.a.AggiungiRicevute(r) }, (*VoceRicevuta).Valida)
	case posizioneGovPay:
		return l.posizione(grezzo)
	case "pendenze":
		return prendi(grezzo, &l.Pendenze, func(p Pendenza) error { return l.a.AggiungiPendenze(p) }, (*Pendenza).Valida)
	case "domini":
		return prendi(grezzo, &l.Domini, func(d Dominio) error { return l.a.AggiungiDomini(d) }, (*Dominio).Valida)
	}
	return &Errore{Codice: CodiceFormato, Err: errOggetto}
}

// posizione adds a position of GovPay.
func (l *lettore) posizione(grezzo []byte) error {
	p, avvertenze, err := pendenza.LeggiPendenza(grezzo)
	if err != nil {
		return err
	}
	q, err := DaPendenza(&p)
	if err == nil {
		err = l.a.AggiungiPendenze(q)
	}
	if err == nil {
		l.Pendenze++
		l.avvertenze = append(l.avvertenze, avvertenze...)
	}
	return err
}

// prendi decodes an object, checks it, so that the refusal names its member
// alone, and adds it.
func prendi[T any](grezzo []byte, numero *int, aggiungi func(T) error, valida func(*T) error) error {
	var v T
	if err := membri.Parse(grezzo, &v); err != nil {
		return err
	}
	if err := valida(&v); err != nil {
		return err
	}
	if err := aggiungi(v); err != nil {
		return err
	}
	*numero++
	return nil
}
