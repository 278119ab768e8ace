package sessione

import (
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
)

// Elemento is one position of a cart, in exactly one of three forms: its data,
// its key in the archive (IDA2A with IDPendenza), its notice (IdDominio with
// NumeroAvviso).
//
// Source: GovPay, API REST – Manuale di Integrazione 1.1, §4.1 and §4.2.
type Elemento struct {
	Pendenza     *pendenza.Pendenza
	IDA2A        string
	IDPendenza   string
	IdDominio    avviso.IdDominio
	NumeroAvviso avviso.NumeroAvviso
}

// unaForma reports whether the element has one of the forms, whole, and nothing
// of another.
func (e *Elemento) unaForma() bool {
	dati, chiave := e.Pendenza != nil, e.IDA2A != "" || e.IDPendenza != ""
	notice := e.IdDominio.IsValid() || e.NumeroAvviso.IsValid()
	switch {
	case dati:
		return !chiave && !notice
	case chiave:
		return !notice && e.IDA2A != "" && e.IDPendenza != ""
	}
	return e.IdDominio.IsValid() && e.NumeroAvviso.IsValid()
}

// Carrello is what a portal asks to pay at once (POST /pagamenti).
//
// Source: GovPay, API Pagamenti v2, NuovoPagamento.
type Carrello struct {
	URLRitorno string // "" takes the one in the registry
	Pendenze   []Elemento
}

// Valida returns nil when a payment may start: the cart has elements, each in
// one form, positions given by their data valid, all of the same station.
// stazione returns the station of a creditor; nil does not compare them. Errors,
// all ErrCarrello: VUOTO, ESCLUSIVI, the code of the first violation of a
// position, PAG_000.
func (c *Carrello) Valida(stazione func(avviso.IdDominio) string) error {
	if c == nil {
		return rifiuta(avviso.CodiceNullo, "carrello", "", avviso.ErrNullo)
	}
	if len(c.Pendenze) == 0 {
		return rifiuta(CodiceVuoto, "pendenze", "", ErrCarrello)
	}
	prima := ""
	for i := range c.Pendenze {
		e, campo := &c.Pendenze[i], "pendenze["+strconv.Itoa(i)+"]"
		if !e.unaForma() {
			return rifiuta(CodiceEsclusivi, campo, "", ErrCarrello)
		}
		dominio := e.IdDominio
		if e.Pendenza != nil {
			dominio = e.Pendenza.IdDominio
			if v := e.Pendenza.Violazioni(); len(v) > 0 {
				return rifiuta(v[0].Codice, campo+"."+v[0].Campo, "", ErrCarrello)
			}
		}
		if stazione == nil || !dominio.IsValid() {
			continue
		}
		if s := stazione(dominio); prima == "" {
			prima = s
		} else if s != prima {
			return rifiuta(avviso.Codice(pendenza.PAG000), campo, dominio.String(), ErrCarrello)
		}
	}
	return nil
}
