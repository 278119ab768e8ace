package cassa

import (
	"strconv"

	"github.com/quietanza/quietanza/avviso"
)

// consegna gives the movement that was waiting, if there is one.
func (h *rh) consegna() {
	e := &h.estratto
	if !e.vivo || e.scartato {
		e.vivo = false
		return
	}
	e.vivo = false
	a := &e.attesa
	riconciliazione, libero := annota(a, string(e.libero), larghezza63)
	if a.Ordinante == "" {
		a.Ordinante = e.da2
	}
	informa := string(e.informa)
	if riconciliazione != "" {
		if informa != "" {
			informa += traParti
		}
		informa += riconciliazione
	}
	a.Causale = causaleDi(informa, libero, e.descrive)
	h.identifica(a, primoUsabile(a.RifBanca, a.TRN), strconv.Itoa(e.posiz))
	h.dai(a)
}

// chiudi64 takes the closing balance.
func (h *rh) chiudi64() {
	h.consegna()
	e := &h.estratto
	if saldo, ok := h.saldo(20, 21); ok && h.testo(11, 13) == divisaEuro {
		e.conta.SaldoFinale = &saldo
	}
	if d, ok := h.giorno(14, 19); ok && d.IsValid() {
		e.conta.Al = d
	}
	h.chiudiEstratto(false)
}

// chiudiEstratto keeps the control totals of the statement; manca says that it has no record 64.
func (h *rh) chiudiEstratto(manca bool) {
	h.consegna()
	e := &h.estratto
	if !e.aperto {
		return
	}
	e.aperto = false
	if e.rifiutato {
		return
	}
	if manca {
		e.conta.rileva(CodicePagina)
	}
	h.quadra(&e.conta)
}

// coda9 takes record EF, which counts the statements and the records of the block.
func (h *rh) coda9() {
	h.chiudiEstratto(true)
	if n, ok := h.numero(46, 52); ok && n != h.rese {
		h.rilevaBlocco(CodiceTotaleEstratti)
	}
	if n, ok := h.numero(83, 89); ok && n != h.record {
		h.rilevaBlocco(CodiceTotaleRecord)
	}
	h.blocco = bloccoChiuso
}

// chiudiBlocco ends a block that has no record EF.
func (h *rh) chiudiBlocco() {
	if h.blocco != bloccoAperto {
		return
	}
	h.chiudiEstratto(true)
	h.rilevaBlocco(CodicePagina)
}

// rilevaBlocco notes a control of the block on its last statement.
func (h *rh) rilevaBlocco(codice avviso.Codice) {
	if len(h.quadrature) == h.primaResa {
		h.quadrature = append(h.quadrature, Quadratura{Fonte: FonteRH})
	}
	h.rileva(FonteRH, codice)
}

// fine ends the text.
func (h *rh) fine() {
	h.finito = true
	if h.blocco == bloccoNessuno {
		h.rifiuta(h.altro())
		return
	}
	h.chiudiBlocco()
}
