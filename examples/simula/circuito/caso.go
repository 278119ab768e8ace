package circuito

import (
	"fmt"
	"iter"

	"github.com/quietanza/quietanza/internal/nomi"
)

// Caso is one thing that may happen to a payment, to a flow or to its credit. The
// zero value is invalid.
type Caso uint8

// Cases. Those up to CasoNonPagata happen to a payment, the others to a flow or to
// its credit.
const (
	// CasoNormale: from a notice, at a PSP (type 3), with a receipt of the newer model.
	CasoNormale Caso = iota + 1
	// CasoTipo1: started at the body and paid at once through WISP with a chosen PSP, with RPT and RT.
	CasoTipo1
	// CasoTipo2: started at the body, paid later at the PSP chosen on WISP, with RPT and RT.
	CasoTipo2
	// CasoNonEseguito: the RT has outcome 1.
	CasoNonEseguito
	// CasoParziale: the RT has outcome 2; the first of two items is paid.
	CasoParziale
	// CasoDecorrenza: 90 days after the RPT the Nodo makes an RT with outcome 3.
	CasoDecorrenza
	// CasoDecorrenzaParziale: the same with outcome 4, the first of two items paid.
	CasoDecorrenzaParziale
	// CasoAbbandono: the person leaves the session; after five minutes an RT with outcome 1.
	CasoAbbandono
	// CasoTentativi: two attempts fail, the third pays.
	CasoTentativi
	// CasoMultivoce: a position of two to five items.
	CasoMultivoce
	// CasoMultibeneficiario: the second item is due to another body.
	CasoMultibeneficiario
	// CasoBollo: the second item is a digital stamp.
	CasoBollo
	// CasoRate: a document of three instalments; one, two or all of them are paid.
	CasoRate
	// CasoDuplicato: one position paid twice, at two PSPs.
	CasoDuplicato
	// CasoImportoRiga: the flow reports another amount than the receipt.
	CasoImportoRiga
	// CasoRigaDoppia: the flow has the row twice.
	CasoRigaDoppia
	// CasoRevoca: refunded some days later.
	CasoRevoca
	// CasoStandIn: paid while the Nodo was down: row with outcome 4, the receipt comes late.
	CasoStandIn
	// CasoStandInSenzaRPT: the same without request and receipt: outcome 8.
	CasoStandInSenzaRPT
	// CasoSenzaRPT: paid although the request never came: outcome 9, no receipt.
	CasoSenzaRPT
	// CasoSenzaRPTMultivoce: the same on a position of two items.
	CasoSenzaRPTMultivoce
	// CasoSenzaPendenza: outcome 9 on a IUV that no position has.
	CasoSenzaPendenza
	// CasoRicevutaPersa: the receipt never reaches the body.
	CasoRicevutaPersa
	// CasoAltroIntermediario: a row of the archive that another intermediary of the body keeps.
	CasoAltroIntermediario
	// CasoOrologio: the clock of the PSP is minutes away from that of the Nodo.
	CasoOrologio
	// CasoNonPagata: nobody pays.
	CasoNonPagata

	// CasoFlussoTardivo: the flow comes days after its term.
	CasoFlussoTardivo
	// CasoFlussoMancante: the flow never comes.
	CasoFlussoMancante
	// CasoFlussoSostituito: the first version lacks rows, a later one replaces it.
	CasoFlussoSostituito
	// CasoFlussoAnomalo: the total of the flow is not that of its rows.
	CasoFlussoAnomalo
	// CasoFdR3: the flow comes by FdR 3, as JSON.
	CasoFdR3
	// CasoAccreditoTardivo: the credit comes days after its term.
	CasoAccreditoTardivo
	// CasoAccreditoMancante: the credit never comes.
	CasoAccreditoMancante
	// CasoAccreditoDiverso: the credit is ten euro cents short.
	CasoAccreditoDiverso
	// CasoAccreditoDoppio: the credit comes twice.
	CasoAccreditoDoppio
	// CasoIntegrazione: an ordinary credit and an integrative one.
	CasoIntegrazione
	// CasoStorno: the credit is reversed the day after and comes again.
	CasoStorno
	// CasoTestoTroncato: the bank cuts the text inside the identifier of the flow.
	CasoTestoTroncato
	// CasoTestoACapo: the bank wraps the text inside the identifier of the flow.
	CasoTestoACapo
	// CasoDueFlussi: one credit, whose text names two flows.
	CasoDueFlussi
	// CasoNonPagoPA: the body also gets credits that have nothing to do with pagoPA.
	CasoNonPagoPA
)

var nomiCaso = nomi.Nuova[Caso](func(v string) error { return fmt.Errorf("circuito: caso sconosciuto: %q", v) },
	"NORMALE", "TIPO_1", "TIPO_2", "NON_ESEGUITO", "PARZIALE", "DECORRENZA", "DECORRENZA_PARZIALE", "ABBANDONO", "TENTATIVI",
	"MULTIVOCE", "MULTIBENEFICIARIO", "BOLLO", "RATE", "DUPLICATO", "IMPORTO_RIGA", "RIGA_DOPPIA", "REVOCA", "STAND_IN",
	"STAND_IN_SENZA_RPT", "SENZA_RPT", "SENZA_RPT_MULTIVOCE", "SENZA_PENDENZA", "RICEVUTA_PERSA", "ALTRO_INTERMEDIARIO", "OROLOGIO", "NON_PAGATA",
	"FLUSSO_TARDIVO", "FLUSSO_MANCANTE", "FLUSSO_SOSTITUITO", "FLUSSO_ANOMALO", "FDR_3", "ACCREDITO_TARDIVO", "ACCREDITO_MANCANTE",
	"ACCREDITO_DIVERSO", "ACCREDITO_DOPPIO", "INTEGRAZIONE", "STORNO", "TESTO_TRONCATO", "TESTO_A_CAPO", "DUE_FLUSSI", "NON_PAGOPA")

// Casi yields every case in declared order.
func Casi() iter.Seq[Caso] { return nomiCaso.Tutti() }

// ParseCaso returns the case of a name such as DUPLICATO.
func ParseCaso(s string) (Caso, error) { return nomiCaso.Parse(s) }

// String returns the name.
func (c Caso) String() string { return nomiCaso.String(c) }

// IsValid reports whether c is one of the cases.
func (c Caso) IsValid() bool { return nomiCaso.Valido(c) }

// MarshalText returns the name; the zero value is an error.
func (c Caso) MarshalText() ([]byte, error) { return nomiCaso.MarshalText(c) }

// UnmarshalText sets c from a name.
func (c *Caso) UnmarshalText(b []byte) error { return nomiCaso.UnmarshalText(c, b) }

// diPagamento reports whether the case happens to a payment.
func (c Caso) diPagamento() bool { return c <= CasoNonPagata }

// frequenze is how often each case happens in the mix: payments in ten thousand, or
// flows in ten thousand. What remains is normal.
var frequenze = [...]int{
	CasoTipo1: 1800, CasoTipo2: 400, CasoNonEseguito: 60, CasoParziale: 15, CasoDecorrenza: 10, CasoDecorrenzaParziale: 5,
	CasoAbbandono: 300, CasoTentativi: 150, CasoMultivoce: 900, CasoMultibeneficiario: 500, CasoBollo: 120, CasoRate: 300,
	CasoDuplicato: 12, CasoImportoRiga: 5, CasoRigaDoppia: 3, CasoRevoca: 6, CasoStandIn: 20, CasoStandInSenzaRPT: 6, CasoSenzaRPT: 15,
	CasoSenzaRPTMultivoce: 3, CasoSenzaPendenza: 3, CasoRicevutaPersa: 8, CasoAltroIntermediario: 40, CasoOrologio: 200, CasoNonPagata: 600,

	CasoFlussoTardivo: 60, CasoFlussoMancante: 15, CasoFlussoSostituito: 80, CasoFlussoAnomalo: 10, CasoFdR3: 1500, CasoAccreditoTardivo: 60,
	CasoAccreditoMancante: 15, CasoAccreditoDiverso: 20, CasoAccreditoDoppio: 10, CasoIntegrazione: 40, CasoStorno: 15, CasoTestoTroncato: 30,
	CasoTestoACapo: 300, CasoDueFlussi: 20, CasoNonPagoPA: 3000,
}

// quotaAccesi is how often, in ten thousand, one of the cases that were switched on
// happens, when they are not all.
const quotaAccesi = 3500

// miscela is a mix of cases: thresholds in ten thousand, ascending.
type miscela struct {
	casi   []Caso
	soglie []int
}

// nuovaMiscela returns the mix of the cases of payments, or of flows, among those
// switched on; none is all, with their own frequencies.
func nuovaMiscela(accesi []Caso, pagamento bool) miscela {
	var m miscela
	tutti := len(accesi) == 0
	if tutti {
		for c := range Casi() {
			accesi = append(accesi, c)
		}
	}
	for _, c := range accesi {
		if c.diPagamento() == pagamento && c != CasoNormale && c != CasoNonPagoPA {
			m.casi = append(m.casi, c)
		}
	}
	somma := 0
	for _, c := range m.casi {
		if tutti {
			somma += frequenze[c]
		} else {
			somma += quotaAccesi / len(m.casi)
		}
		m.soglie = append(m.soglie, somma)
	}
	return m
}

// caso returns the case of a number below 10,000.
func (m *miscela) caso(n int) Caso {
	for i, s := range m.soglie {
		if n < s {
			return m.casi[i]
		}
	}
	return CasoNormale
}
