package rpt

import "github.com/quietanza/quietanza/internal/schema"

// CodiceEsitoPagamento is the outcome of a payment, the text of the element
// codiceEsitoPagamento: one digit from 0 to 4. A lenient reading keeps an
// unknown text, which IsValid reports; the zero value is invalid.
//
// The 1–5 numbering found in some sources is the ordinal of a generated enum.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, stCodiceEsitoPagamento; Specifiche Attuative
// del Nodo dei Pagamenti-SPC 2.1, chapter 5.
type CodiceEsitoPagamento string

// The outcomes. The Nodo itself makes the RT with 3 and 4, after the retention
// period.
const (
	PagamentoEseguito             CodiceEsitoPagamento = "0"
	PagamentoNonEseguito          CodiceEsitoPagamento = "1"
	PagamentoParzialmenteEseguito CodiceEsitoPagamento = "2"
	DecorrenzaTermini             CodiceEsitoPagamento = "3"
	DecorrenzaTerminiParziale     CodiceEsitoPagamento = "4"
)

// regolaEsito are the facts of an outcome.
type regolaEsito struct {
	codice            CodiceEsitoPagamento
	nome, testo       string
	positivo          bool
	obbligatori, zero bool
	effetto           EffettoEsito
}

// regoleEsito are the facts of each outcome, by its digit; the last ones are of a
// text that is none.
var regoleEsito = [...]regolaEsito{
	{PagamentoEseguito, "PAGAMENTO_ESEGUITO", "Pagamento eseguito", true, true, false, EffettoEseguito},
	{PagamentoNonEseguito, "PAGAMENTO_NON_ESEGUITO", "Pagamento non eseguito", false, false, true, EffettoNessuno},
	{PagamentoParzialmenteEseguito, "PAGAMENTO_PARZIALMENTE_ESEGUITO", "Pagamento parzialmente eseguito", true, true, false, EffettoParziale},
	{DecorrenzaTermini, "DECORRENZA_TERMINI", "Decorrenza termini", false, false, true, EffettoNessuno},
	{DecorrenzaTerminiParziale, "DECORRENZA_TERMINI_PARZIALE", "Decorrenza termini parziale", true, true, false, EffettoParziale},
	{},
}

func (c CodiceEsitoPagamento) regola() *regolaEsito {
	if len(c) == 1 && c[0] >= '0' && c[0] <= '4' {
		return &regoleEsito[c[0]-'0']
	}
	return &regoleEsito[len(regoleEsito)-1]
}

// EffettoEsito is what an accepted RT does to the debt position.
//
// Source: GovPay, API REST – Manuale di Integrazione 3.1, states of the pendenza.
type EffettoEsito string

// The effects.
const (
	EffettoNessuno  EffettoEsito = "NESSUNO"               // the position stays as it is
	EffettoParziale EffettoEsito = "PARZIALMENTE_ESEGUITO" // some items are paid
	EffettoEseguito EffettoEsito = "ESEGUITO"              // every item is paid
)

// ParseCodiceEsitoPagamento returns the outcome of exactly one digit from 0 to
// 4; anything else ("00", "5", "") is an ENUMERAZIONE error (ErrEnumerazione).
func ParseCodiceEsitoPagamento(s string) (CodiceEsitoPagamento, error) {
	if c, ok := riconosciEsito(s); ok {
		return c, nil
	}
	return "", &Errore{Codice: CodiceEnumerazione, Campo: "codiceEsitoPagamento", Valore: s, Err: ErrEnumerazione}
}

// riconosciEsito returns the constant, so that reading a document allocates
// nothing for it.
func riconosciEsito(s string) (CodiceEsitoPagamento, bool) {
	c := CodiceEsitoPagamento(s).regola().codice
	return c, c != ""
}

// IsValid reports whether c is one of the five outcomes.
func (c CodiceEsitoPagamento) IsValid() bool { return c.regola().codice != "" }

// Nome returns the name of the outcome, as in PAGAMENTO_ESEGUITO, "" for an
// invalid one.
func (c CodiceEsitoPagamento) Nome() string { return c.regola().nome }

// Testo returns the official description, "" for an invalid outcome.
func (c CodiceEsitoPagamento) Testo() string { return c.regola().testo }

// Positivo reports whether the outcome may bring money: 0, 2 and 4.
func (c CodiceEsitoPagamento) Positivo() bool { return c.regola().positivo }

// PagamentiObbligatori reports whether the RT must hold one
// datiSingoloPagamento for each item of the RPT: 0, 2 and 4. The schema's own
// note says only 0 and 2; the Specifiche Attuative say 4 too.
func (c CodiceEsitoPagamento) PagamentiObbligatori() bool { return c.regola().obbligatori }

// ImportoZero reports whether importoTotalePagato must be 0.00: 1 and 3.
func (c CodiceEsitoPagamento) ImportoZero() bool { return c.regola().zero }

// Effetto returns what an accepted RT with this outcome does to the debt
// position, "" for an invalid outcome. A position that is executed already
// stays so, and the payment is an anomaly (a duplicate).
func (c CodiceEsitoPagamento) Effetto() EffettoEsito { return c.regola().effetto }

// esito visits codiceEsitoPagamento.
func esito(v *schema.Visita, nome string, p *CodiceEsitoPagamento) {
	if !v.Legge() {
		switch {
		case *p == "":
			v.Manca(nome)
		case !p.IsValid():
			v.Rifiuta(nome, string(*p), schema.Elenco, nil)
		default:
			v.Scrivi(nome, string(*p))
		}
		return
	}
	b, ok := v.Foglia(nome, obbligatorio)
	if !ok {
		return
	}
	if *p, ok = riconosciEsito(string(b)); ok {
		return
	}
	if !v.Tollera(schema.TolleraImporti) {
		v.Rifiuta(nome, string(b), schema.Elenco, nil)
		return
	}
	*p = CodiceEsitoPagamento(b)
	v.Avverti(AvvertenzaEsito, nome, string(b), "esito sconosciuto")
}
