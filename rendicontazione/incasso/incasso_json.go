package incasso

import (
	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
)

// ParseIncasso reads an answer of a version; the error is an *Errore (ErrDocumento) with all
// its violations.
func ParseIncasso(d Dialetto, data []byte) (Incasso, error) {
	x, _, err := leggiIncasso(d, data, false)
	return x, err
}

// LeggiIncasso reads an answer of a version or, with "", of the one that its members tell;
// members of others are kept and numbers for texts taken, with a warning each.
func LeggiIncasso(d Dialetto, data []byte) (Incasso, []avviso.Avvertenza, error) {
	return leggiIncasso(d, data, true)
}

// massimeRiscossioni bounds the payments of a credit: the rows of a flow.
const massimeRiscossioni = 1_000_000

type lettura struct {
	membri.Lettura
	x Incasso
}

func leggiIncasso(d Dialetto, data []byte, tollerante bool) (Incasso, []avviso.Avvertenza, error) {
	l := &lettura{Lettura: membri.Lettura{Tollerante: tollerante}}
	testo, err := l.Apre(data)
	if err != nil {
		return Incasso{}, l.Avvertenze, porta.Rifiuta(err)
	}
	if d == "" && tollerante {
		switch {
		case membri.Ha(testo, "idIncasso"):
			d = V1
		case membri.Ha(testo, "idRiconciliazione"):
			d = V2
		default:
			d = V3
		}
	}
	if !d.IsValid() {
		return Incasso{}, nil, rifiuta(pendenza.Enum, "dialetto", string(d))
	}
	x := &l.x
	x.Dialetto = d
	campi := x.Richiesta.campi()
	id := "idIncasso"
	switch d {
	case V2:
		id = "idRiconciliazione"
	case V3:
		id = "id"
		for i := range campi { // the answer need not say the request again
			campi[i].Obbligatorio = false
		}
		campi = append(campi,
			membri.Campo{Nome: "stato", Dove: membri.UnaDi(&x.Stato), Obbligatorio: true},
			membri.Campo{Nome: "descrizioneStato", Dove: &x.DescrizioneStato},
			membri.Campo{Nome: "trn", Dove: membri.Corto{Dove: &x.TRN, Massimo: 35}})
	}
	campi = append(campi,
		membri.Campo{Nome: id, Dove: membri.Corto{Dove: &x.ID, Massimo: 35}, Obbligatorio: true},
		membri.Campo{Nome: "data", Dove: &x.Data},
		membri.Campo{Nome: "riscossioni", Dove: func(nome, v string) {
			l.Elenco(nome, v, massimeRiscossioni, func(_ int, v string) { l.riscossione(v) })
		}})
	if d != V3 {
		campi = append(campi, membri.Campo{Nome: "idDominio", Dove: &x.IdDominio, Obbligatorio: d == V1})
	}
	if d != V1 {
		campi = append(campi, membri.Campo{Nome: "dominio", Dove: l.dominio(&x.IdDominio, &x.RagioneSociale, &x.Altri), Obbligatorio: d == V3})
	}
	l.Oggetto(testo, campi, &x.Altri)
	if err := porta.Chiude(&l.Lettura); err != nil {
		return Incasso{}, l.Avvertenze, err
	}
	return *x, l.Avvertenze, nil
}

func (l *lettura) dominio(d *avviso.IdDominio, ragione *string, altri *avviso.Altri) func(nome, v string) {
	return func(nome, v string) {
		l.Annidato(nome, v, []membri.Campo{{Nome: "idDominio", Dove: d, Obbligatorio: true}, {Nome: "ragioneSociale", Dove: ragione}}, altri)
	}
}

func (l *lettura) riscossione(v string) {
	var r Riscossione
	v1 := l.x.Dialetto == V1
	campi := append(membri.Struttura(&r, l.Tollerante).Campi, membri.Campo{Nome: "vocePendenza", Dove: func(nome, v string) { l.voce(&r, nome, v) }})
	if v1 || l.Tollerante {
		campi = append(campi, membri.Campo{Nome: "idDominio", Dove: &r.IdDominio, Obbligatorio: v1},
			membri.Campo{Nome: "pendenza", Dove: &r.Pendenza}, membri.Campo{Nome: "rpp", Dove: &r.RPP})
	}
	if !v1 {
		campi = append(campi, membri.Campo{Nome: "dominio", Dove: l.dominio(&r.IdDominio, &r.RagioneSociale, &r.Altri), Obbligatorio: !l.Tollerante})
	}
	if l.x.Dialetto == V3 || l.Tollerante && !v1 {
		campi = append(campi, membri.Campo{Nome: "idRicevuta", Dove: membri.Corto{Dove: &r.IDRicevuta, Massimo: 35}})
	}
	l.Annidato("", v, campi, &r.Altri)
	l.x.Riscossioni = append(l.x.Riscossioni, r)
}

func (l *lettura) voce(r *Riscossione, nome, v string) {
	x := new(VocePendenza)
	r.Voce = x
	campi := membri.Struttura(x, l.Tollerante).Campi
	if l.x.Dialetto != V1 || l.Tollerante {
		campi = append(campi, membri.Campo{Nome: "pendenza", Dove: &x.Pendenza})
	}
	l.Annidato(nome, v, campi, &x.Altri)
}

// AppendJSON appends the answer in the words of its version, which ParseIncasso takes back
// but for members of others.
func (x *Incasso) AppendJSON(b []byte) ([]byte, error) {
	switch {
	case x == nil:
		return b, nullo("incasso")
	case !x.Dialetto.IsValid():
		return b, rifiuta(pendenza.Enum, "dialetto", string(x.Dialetto))
	case x.ID == "" || x.Dialetto != V2 && !x.IdDominio.IsValid() || x.Dialetto == V3 && !x.Stato.IsValid():
		return b, rifiuta(membri.CodiceObbligatorio, "id", x.ID)
	}
	w := membri.Scrittura{B: append(b, '{')}
	switch x.Dialetto {
	case V3:
		w.Testo("id", x.ID)
		w.Testo("stato", string(x.Stato))
		w.SeTesto("descrizioneStato", x.DescrizioneStato)
		scriviDominio(&w, x.IdDominio, x.RagioneSociale)
	default:
		w.SeTesto("idDominio", x.IdDominio.String())
		if x.Dialetto == V1 {
			w.Testo("idIncasso", x.ID)
		} else {
			w.Testo("idRiconciliazione", x.ID)
		}
	}
	if x.Data.IsValid() {
		w.Testo("data", string(x.Data.AppendConZona(nil)))
	}
	if x.Dialetto == V3 {
		w.SeTesto("trn", x.TRN)
	}
	x.Richiesta.scrivi(&w)
	w.ApreElenco("riscossioni")
	for i := range x.Riscossioni {
		x.Riscossioni[i].scrivi(&w, x.Dialetto)
	}
	w.ChiudeElenco()
	w.Altri(x.Altri)
	w.Chiude()
	return w.B, nil
}

func scriviDominio(w *membri.Scrittura, d avviso.IdDominio, ragione string) {
	w.Apre("dominio")
	w.Testo("idDominio", d.String())
	w.SeTesto("ragioneSociale", ragione)
	w.Chiude()
}

func (r *Riscossione) scrivi(w *membri.Scrittura, d Dialetto) {
	w.Apre("")
	if d == V1 {
		w.Testo("idDominio", r.IdDominio.String())
	} else {
		scriviDominio(w, r.IdDominio, r.RagioneSociale)
	}
	w.Testo("iuv", r.IUV)
	w.Testo("iur", r.IUR)
	if r.Indice != 0 {
		w.Intero("indice", int(r.Indice))
	}
	if d == V3 {
		w.SeTesto("idRicevuta", r.IDRicevuta)
	}
	w.SeTesto("stato", r.Stato)
	if r.Tipo != 0 {
		w.Testo("tipo", r.Tipo.String())
	}
	w.Importo("importo", r.Importo)
	w.SeTesto("data", r.Data.String())
	if d == V1 {
		w.SeTesto("pendenza", r.Pendenza)
		w.SeTesto("rpp", r.RPP)
	}
	if r.Commissioni != nil {
		w.Importo("commissioni", *r.Commissioni)
	}
	w.SeCrudo("allegato", r.Allegato)
	if v := r.Voce; v != nil {
		w.Apre("vocePendenza")
		if v.Indice != 0 {
			w.Intero("indice", int(v.Indice))
		}
		w.SeTesto("idVocePendenza", v.IDVocePendenza)
		w.Importo("importo", v.Importo)
		w.SeTesto("descrizione", v.Descrizione)
		w.SeTesto("stato", string(v.Stato))
		if d != V1 {
			w.SeCrudo("pendenza", v.Pendenza)
		}
		w.Altri(v.Altri)
		w.Chiude()
	}
	w.Altri(r.Altri)
	w.Chiude()
}
