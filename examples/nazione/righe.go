package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/rendicontazione"
)

// riga is one line of the output about a body.
type riga struct {
	ente string // "" for what is of no body
	dati string // JSON
}

// righe are what a report says: every object under its body, what a person must look
// at, and the counts, whose names are unique in the nation.
type righe struct {
	report []riga
	vedere []riga
	conti  []voceConto
}

// voceConto is a count with its name.
type voceConto struct {
	nome string
	conto
}

// conto is how many and how much.
type conto struct {
	numero    int64
	centesimi int64
	oltre     bool // the sum is beyond 64 bits of cents
}

// righeDi turns a report into lines.
func righeDi(r *rendicontazione.Report) (righe, error) {
	var out righe
	for i := range r.Movimenti {
		m := &r.Movimenti[i]
		if err := out.oggetto(m.IdDominio.String(), "MOVIMENTO", m.Chiave().String(), m, m.Classe, m.Segnali); err != nil {
			return out, err
		}
	}
	for i := range r.Flussi {
		f := &r.Flussi[i]
		if err := out.oggetto(f.IdDominio.String(), "FLUSSO", f.ChiaveVersione().String(), f, f.Classe, f.Segnali); err != nil {
			return out, err
		}
		psp := cmp.Or(f.PSP, f.Mittente.Codice)
		out.conti = append(out.conti, voceConto{"PSP\t" + psp + "\t" + f.Classe.String(), conto{numero: 1, centesimi: f.ImportoTotalePagamenti.Centesimi()}})
	}
	for i := range r.Righe {
		g := &r.Righe[i]
		if err := out.oggetto(g.IdDominio().String(), "RIGA", g.Chiave().String(), g, g.Classe, g.Segnali); err != nil {
			return out, err
		}
	}
	for i := range r.Ricevute {
		v := &r.Ricevute[i]
		if err := out.oggetto(v.IdDominio.String(), "RICEVUTA", v.Chiave().String(), v, v.Classe, v.Segnali); err != nil {
			return out, err
		}
	}
	for i := range r.Pendenze {
		p := &r.Pendenze[i]
		if err := out.oggetto(p.IdDominio.String(), "PENDENZA", p.Chiave().String(), p, p.Classe, p.Segnali); err != nil {
			return out, err
		}
	}
	for i := range r.Conflitti {
		c := &r.Conflitti[i]
		dati, err := json.Marshal(c)
		if err != nil {
			return out, err
		}
		x := riga{enteDi(c), `{"tipo":"CONFLITTO","oggetto":` + string(dati) + `}`}
		out.report, out.vedere = append(out.report, x), append(out.vedere, x)
	}
	c := &r.Conteggi
	out.conti = slices.Concat(out.conti, contiDi("MOVIMENTO", c.Movimenti), contiDi("FLUSSO", c.Flussi), contiDi("RIGA", c.Righe),
		contiDi("RICEVUTA", c.Ricevute), contiDi("VOCE", c.Voci), contiDi("PENDENZA", c.Pendenze))
	if n := c.StorniNonAttribuiti; n.Numero > 0 {
		out.conti = append(out.conti, voceConto{"CLASSE\tSTORNO\tNON_ATTRIBUITO", contoDi(n)})
	}
	return out, nil
}

// classe is what the lines ask of a class.
type classe interface {
	fmt.Stringer
	RichiedeIntervento() bool
	Spiegazione() string
}

// oggetto adds an object, and what a person must look at of it.
func (out *righe) oggetto(ente, tipo, chiave string, v any, c classe, s rendicontazione.Segnali) error {
	dati, err := json.Marshal(v)
	if err != nil {
		return err
	}
	out.report = append(out.report, riga{ente, `{"tipo":"` + tipo + `","oggetto":` + string(dati) + `}`})
	if !c.RichiedeIntervento() && !s.RichiedeIntervento() {
		return nil
	}
	motivi := []string{c.Spiegazione()}
	for x := range s.Tutti() {
		if x.RichiedeIntervento() {
			motivi = append(motivi, x.Spiegazione())
		}
	}
	dati, err = json.Marshal(struct {
		Tipo   string `json:"tipo"`
		Chiave string `json:"chiave"`
		Classe string `json:"classe"`
		Motivo string `json:"motivo"`
	}{tipo, chiave, c.String(), strings.Join(motivi, "; ")})
	out.vedere = append(out.vedere, riga{ente, string(dati)})
	return err
}

// enteDi returns the body that the key of a conflict names: each begins with it, but
// for that of a movement, whose source comes first.
func enteDi(c *rendicontazione.Conflitto) string {
	for campo := range strings.SplitSeq(c.Chiave, "|") {
		if len(campo) == 11 && strings.Trim(campo, "0123456789") == "" {
			return campo
		}
	}
	return ""
}

func contiDi[C rendicontazione.Classe](tipo string, p rendicontazione.PerClasse[C]) []voceConto {
	var conti []voceConto
	for c, n := range p.Tutti() {
		conti = append(conti, voceConto{"CLASSE\t" + tipo + "\t" + c.String(), contoDi(n)})
	}
	return conti
}

func contoDi(n rendicontazione.Conteggio) conto {
	return conto{numero: int64(n.Numero), centesimi: n.Importo.Centesimi(), oltre: n.Oltre}
}
