package sessione

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

// MassimoPendenze is how many positions a cart may hold.
//
// Source: GovPay, API Pagamenti v2, NuovoPagamento.
const MassimoPendenze = 5

// Elemento is one position of a cart, in exactly one of four forms: its data, its key in
// the archive (IDA2A with IDPendenza), its notice (IdDominio with NumeroAvviso), or the
// model of a payment that the citizen starts, which is recognised and not paid here.
//
// Source: GovPay, API REST – Manuale di Integrazione 1.1, §4.1 and §4.2; API Pagamenti v2,
// NuovoPagamento.
type Elemento struct {
	Pendenza     *pendenza.Pendenza
	IDA2A        string
	IDPendenza   string
	IdDominio    avviso.IdDominio
	NumeroAvviso avviso.NumeroAvviso
	IDDebitore   string // of a notice: the debtor must be this one; "" asks nothing
	Modello      *Modello
	Altri        avviso.Altri // members of others, of a key and of a notice
}

// Modello is a payment that the citizen starts (spontaneo): the creditor, its kind, and the
// data of the form of that kind, any JSON.
//
// Source: GovPay, API Pagamenti v2, PendenzaFromModello.
type Modello struct {
	IdDominio      avviso.IdDominio
	IDTipoPendenza string
	Dati           json.RawMessage
}

// Forma is how an element names its position.
type Forma string

// The forms.
const (
	FormaDati        Forma = "dati"
	FormaAvviso      Forma = "avviso"
	FormaRiferimento Forma = "riferimento"
	FormaModello     Forma = "modello"
)

// Forma returns the form of the element, "" when it is of none, or of more than one.
func (e *Elemento) Forma() Forma {
	chiave, notice := e.IDA2A != "" || e.IDPendenza != "", e.IdDominio.IsValid() || e.NumeroAvviso.IsValid()
	switch {
	case e.Modello != nil:
		return scegli(FormaModello, e.Pendenza == nil && !chiave && !notice)
	case e.Pendenza != nil:
		return scegli(FormaDati, !chiave && !notice)
	case chiave:
		return scegli(FormaRiferimento, !notice && e.IDA2A != "" && e.IDPendenza != "")
	}
	return scegli(FormaAvviso, e.IdDominio.IsValid() && e.NumeroAvviso.IsValid())
}

func scegli(f Forma, se bool) Forma {
	if se {
		return f
	}
	return ""
}

// Carrello is what a portal asks to pay at once (POST /pagamenti).
//
// Source: GovPay, API Pagamenti v1 and v2, NuovoPagamento.
type Carrello struct {
	Parametri               Parametri
	URLRitorno              string // "" takes the one in the registry
	Pendenze                []Elemento
	SoggettoVersante        *pendenza.SoggettoPagatore // nil: the debtor pays
	ContoAddebito           *ContoAddebito
	DataEsecuzionePagamento avviso.Data
	CredenzialiPagatore     string                     // 1..35 characters
	AutenticazioneSoggetto  rpt.AutenticazioneSoggetto // "" is N/A
	Lingua                  string                     // IT, EN, FR, DE, SL, or in small letters
	Altri                   avviso.Altri
}

// ContoAddebito is the account that is debited.
//
// Source: GovPay, API Pagamenti v1, ContoAddebito.
type ContoAddebito struct {
	IBAN  avviso.IBAN
	BIC   string
	Altri avviso.Altri
}

// Parametri is the query of POST /pagamenti.
type Parametri struct {
	IDSessionePortale          string // 1..35 characters: it comes back
	CodiceConvenzione          string // 5..35
	GRecaptchaResponse         string
	TipoVersamento             string
	IdentificativoPSP          string
	AvvisaturaDigitale         string // of version 3.1
	ModalitaAvvisaturaDigitale string // of version 3.1
}

// testoForma begins what is said of an element that is of none.
const testoForma = "La pendenza "

func tipoNonRiconosciuto(i int) error {
	return errore.Motivo(testoForma+strconv.Itoa(i+1)+" e' di un tipo non riconosciuto.", ErrCarrello)
}

var (
	errModello = errore.Motivo("un pagamento spontaneo da modello non si avvia qui: manca la pendenza", ErrCarrello)
	errDoppia  = errore.Motivo("la stessa pendenza due volte nel carrello", ErrCarrello)
	errTroppe  = errore.Motivo("massimo "+strconv.Itoa(MassimoPendenze)+" pendenze", ErrCarrello)
)

// Valida returns nil when a payment may start: the cart has one to five elements, each in
// one form, none of them a model, no position twice, positions given by their data valid,
// all of the same station. stazione returns the station of a creditor; nil does not compare
// them. Errors, all ErrCarrello: VUOTO, ELEMENTI_MAX, ESCLUSIVI, MODELLO, DUPLICATO, the
// code of the first violation of a position, PAG_000.
func (c *Carrello) Valida(stazione func(avviso.IdDominio) string) error {
	switch {
	case c == nil:
		return nullo("carrello")
	case len(c.Pendenze) == 0:
		return rifiuta(CodiceVuoto, "pendenze", "", ErrCarrello)
	case len(c.Pendenze) > MassimoPendenze:
		return rifiuta(pendenza.ElementiMax, "pendenze", strconv.Itoa(len(c.Pendenze)), errTroppe)
	}
	prima := ""
	for i := range c.Pendenze {
		e, campo := &c.Pendenze[i], posto(i)
		switch e.Forma() {
		case "":
			return rifiuta(CodiceEsclusivi, campo, "", tipoNonRiconosciuto(i))
		case FormaModello:
			return rifiuta(CodiceModello, campo, e.Modello.IDTipoPendenza, errModello)
		}
		if slices.ContainsFunc(c.Pendenze[:i], e.stessa) {
			return rifiuta(pendenza.Duplicato, campo, "", errDoppia)
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

func posto(i int) string { return "pendenze[" + strconv.Itoa(i) + "]" }

// stessa reports whether another element names the same position in the same way, or its
// data name it.
func (e *Elemento) stessa(f Elemento) bool {
	if k, ok := e.chiave(); ok {
		if l, ok := f.chiave(); ok {
			return k == l
		}
	}
	d, n := e.notice()
	d2, n2 := f.notice()
	return n.IsValid() && d == d2 && n == n2
}

func (e *Elemento) chiave() (pendenza.Chiave, bool) {
	if e.Pendenza != nil {
		return e.Pendenza.Chiave(), true
	}
	return pendenza.Chiave{IDA2A: e.IDA2A, IDPendenza: e.IDPendenza}, e.IDPendenza != ""
}

func (e *Elemento) notice() (avviso.IdDominio, avviso.NumeroAvviso) {
	if e.Pendenza != nil {
		return e.Pendenza.IdDominio, e.Pendenza.NumeroAvviso
	}
	return e.IdDominio, e.NumeroAvviso
}

// Pagabile returns nil when the positions that the elements name may be paid on a day:
// trova returns the one of an element from the archive, nil when it has none. The error is
// an ErrCarrello with the place of the element, of code VER_008, PAG_006, PAG_007, PAG_012;
// VER_008 too for a notice of another debtor than the one asked for.
//
// Source: GovPay, PagamentiPortaleDAO, VersamentoUtils.
func (c *Carrello) Pagabile(trova func(*Elemento) *pendenza.Pendenza, oggi avviso.Data) error {
	if c == nil || trova == nil {
		return nullo("carrello")
	}
	for i := range c.Pendenze {
		e := &c.Pendenze[i]
		p := trova(e)
		var codice pendenza.CodiceGovPay
		switch {
		case p != nil:
			codice = pendenza.RifiutoPortale(p, true, oggi)
		case e.Pendenza != nil:
			codice = pendenza.RifiutoPortale(e.Pendenza, false, oggi)
		default:
			codice = pendenza.VER008
		}
		if codice != "" {
			return rifiuta(avviso.Codice(codice), posto(i), "", ErrCarrello)
		}
		if e.IDDebitore != "" && (p.SoggettoPagatore == nil || p.SoggettoPagatore.Identificativo != e.IDDebitore) {
			return rifiuta(avviso.Codice(pendenza.VER008), posto(i)+".idDebitore", e.IDDebitore, ErrCarrello)
		}
	}
	return nil
}
