package rpt

import (
	"iter"
	"slices"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/riferimento"
)

// Gruppo is a set of rules that are off unless they are asked for.
type Gruppo string

// The groups.
const (
	// GruppoSOGGETTI compares the parties: R18 enteBeneficiario, R19
	// soggettoVersante, R20 soggettoPagatore. GovPay declares these
	// comparisons and does not call them.
	GruppoSOGGETTI Gruppo = "SOGGETTI"
	// GruppoSANP adds what the Specifiche Attuative state: S1 to S5.
	GruppoSANP Gruppo = "SANP"
)

// IsValid reports whether g is one of the groups.
func (g Gruppo) IsValid() bool { return g == GruppoSOGGETTI || g == GruppoSANP }

// VerificaRT compares an RT with its RPT: rules R1 to R17, then those of the
// groups asked for, R18–R20 before S1–S5. Everything found is collected, in
// order of rule; for the items in order of item first. A wrong number of items
// (R7, R8) ends the check.
//
// Texts compare exactly, an absent one is equal to an absent one only; amounts
// compare as numbers. Where the outcome is none of the five (R6, after a
// lenient reading) R7 and R8 do not apply, but payments that are not as many as
// the items are an R7 all the same. A nil document is an empty one.
//
// Sources: GovPay 3, RtUtils and NdpValidationUtils; Specifiche Attuative del
// Nodo dei Pagamenti-SPC 2.1, chapter 5, for the group SANP.
func VerificaRT(richiesta *RPT, ricevuta *RT, gruppi ...Gruppo) Verifica {
	c := &confrontoRT{q: oppureVuoto(richiesta), r: oppureVuoto(ricevuta)}
	if c.testata(); c.numero() {
		c.voci()
		c.totali()
		if slices.Contains(gruppi, GruppoSOGGETTI) {
			c.soggetti()
		}
		if slices.Contains(gruppi, GruppoSANP) {
			c.sanp()
		}
	}
	return c.Verifica
}

// confrontoRT is one comparison under way.
type confrontoRT struct {
	raccolta
	q *RPT
	r *RT
}

// testata is R1 to R6.
func (c *confrontoRT) testata() {
	q, r := c.q, c.r
	c.uguale("R1", Fatale, "RT/riferimentoMessaggioRichiesta", q.IdentificativoMessaggioRichiesta, r.RiferimentoMessaggioRichiesta)
	c.uguale("R2", Fatale, "RT/dominio/identificativoDominio", q.Dominio.IdentificativoDominio, r.Dominio.IdentificativoDominio)
	c.uguale("R3", Segnalazione, "RT/dominio/identificativoStazioneRichiedente",
		q.Dominio.IdentificativoStazioneRichiedente, r.Dominio.IdentificativoStazioneRichiedente)
	c.uguale("R4", Fatale, "RT/datiPagamento/CodiceContestoPagamento",
		q.DatiVersamento.CodiceContestoPagamento, r.DatiPagamento.CodiceContestoPagamento)
	c.uguale("R5", Fatale, "RT/datiPagamento/identificativoUnivocoVersamento",
		q.DatiVersamento.IdentificativoUnivocoVersamento, r.DatiPagamento.IdentificativoUnivocoVersamento)
	if e := r.DatiPagamento.CodiceEsitoPagamento; !e.IsValid() {
		c.rileva("R6", Fatale, "RT/datiPagamento/codiceEsitoPagamento", "esito sconosciuto", "0, 1, 2, 3 o 4", string(e))
	}
}

// numero is R7 and R8; it reports whether the items can be compared.
func (c *confrontoRT) numero() bool {
	chieste, pagate := len(c.q.DatiVersamento.DatiSingoloVersamento), len(c.r.DatiPagamento.DatiSingoloPagamento)
	esito := c.r.DatiPagamento.CodiceEsitoPagamento
	regola := avviso.Codice("R7")
	switch {
	case pagate == chieste:
		return true
	case esito.PagamentiObbligatori():
	case esito.IsValid() && pagate > 0:
		regola = "R8"
	case pagate == 0:
		return true
	}
	c.rileva(regola, Fatale, "RT/datiPagamento/datiSingoloPagamento",
		"numero di pagamenti diverso dal numero di versamenti", strconv.Itoa(chieste), strconv.Itoa(pagate))
	return false
}

// voci is R9 to R13, item by item.
func (c *confrontoRT) voci() {
	for i := range c.r.DatiPagamento.DatiSingoloPagamento {
		p, v := &c.r.DatiPagamento.DatiSingoloPagamento[i], &c.q.DatiVersamento.DatiSingoloVersamento[i]
		campo := "RT/datiPagamento/datiSingoloPagamento[" + strconv.Itoa(i+1) + "]/"
		if riferimento.SenzaTesto(p.CausaleVersamento) != riferimento.SenzaTesto(v.CausaleVersamento) {
			c.rileva("R9", Fatale, campo+"causaleVersamento", "diversa dalla richiesta prima di /TXT/", v.CausaleVersamento, p.CausaleVersamento)
		}
		c.uguale("R10", Segnalazione, campo+"datiSpecificiRiscossione", v.DatiSpecificiRiscossione, p.DatiSpecificiRiscossione)
		if p.SingoloImportoPagato.IsZero() {
			if p.EsitoSingoloPagamento == "" {
				c.rileva("R11", Segnalazione, campo+"esitoSingoloPagamento", "manca l'esito di una voce non pagata", "un testo", "")
			}
			if p.IdentificativoUnivocoRiscossione != NonApplicabile {
				c.rileva("R12", Segnalazione, campo+"identificativoUnivocoRiscossione", "una voce non pagata non ha IUR",
					NonApplicabile, p.IdentificativoUnivocoRiscossione)
			}
			continue
		}
		if p.SingoloImportoPagato != v.ImportoSingoloVersamento {
			c.rileva("R13", Segnalazione, campo+"singoloImportoPagato", "importo pagato diverso da quello richiesto",
				v.ImportoSingoloVersamento.String(), p.SingoloImportoPagato.String())
		}
	}
}

// importi yields the amounts paid.
func (r *RT) importi() iter.Seq[avviso.Importo] {
	return importi(r.DatiPagamento.DatiSingoloPagamento, func(p *DatiSingoloPagamento) avviso.Importo { return p.SingoloImportoPagato })
}

// importi yields the amounts of items.
func importi[T any](voci []T, di func(*T) avviso.Importo) iter.Seq[avviso.Importo] {
	return func(yield func(avviso.Importo) bool) {
		for i := range voci {
			if !yield(di(&voci[i])) {
				return
			}
		}
	}
}

// totali is R14 to R17.
func (c *confrontoRT) totali() {
	const campo = "RT/datiPagamento/importoTotalePagato"
	totale := c.r.DatiPagamento.ImportoTotalePagato
	if somma, err := avviso.TotaleDi(c.r.importi()).Importo(); err != nil || somma != totale {
		c.rileva("R14", Fatale, campo, "diverso dalla somma dei pagamenti", somma.String(), totale.String())
	}
	switch esito := c.r.DatiPagamento.CodiceEsitoPagamento; {
	case esito == PagamentoNonEseguito && !totale.IsZero():
		c.rileva("R15", Fatale, campo, "pagamento non eseguito con importo", "0.00", totale.String())
	case esito == DecorrenzaTermini && !totale.IsZero():
		c.rileva("R16", Fatale, campo, "decorrenza termini con importo", "0.00", totale.String())
	case esito == PagamentoEseguito && totale != c.q.DatiVersamento.ImportoTotaleDaVersare:
		c.rileva("R17", Segnalazione, campo, "diverso dal totale richiesto",
			c.q.DatiVersamento.ImportoTotaleDaVersare.String(), totale.String())
	}
}
