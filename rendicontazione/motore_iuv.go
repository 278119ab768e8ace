package rendicontazione

import "github.com/quietanza/quietanza/internal/cifre"

// Lengths of numeric IUV: with an application code before them (aux digit 0), and
// with aux digits 1 to 3; and of the notice number that either is part of.
const (
	cifreIUV0   = 15
	cifreIUV    = 17
	cifreAvviso = 18
)

// segnalaIUV flags a position that nothing pays, when its IUV is not one: a
// notice number in its place, or one whose first zeros a spreadsheet dropped.
//
// Source: SANP, "Numero Avviso e IUV"; SACI 3.2.1, "Generazione dello IUV".
func (m *motore) segnalaIUV(p *EsitoPendenza, gruppo int32) {
	if m.conPagamenti(gruppo) || !cifre.Sole(p.IUV) {
		return
	}
	cerca := func(iuv string) bool {
		g := m.gruppoDi(&m.alfabeto, p.IdDominio, iuv)
		return g != 0 && m.conPagamenti(g-1)
	}
	n := len(p.IUV)
	switch {
	case n == cifreAvviso || n == cifreIUV && cerca(p.IUV[cifreIUV-cifreIUV0:]):
		// A notice number of aux digit 0 that lost its zero has 17 digits.
		p.Segnali.aggiungi(SegnaleIUVNumeroAvviso)
	case n < cifreIUV && (n != cifreIUV0 || cerca("00"+p.IUV)):
		p.Segnali.aggiungi(SegnaleIUVSenzaZeri)
	}
}

// conPagamenti reports whether a receipt item, or a row of a current flow, is of a
// group.
func (m *motore) conPagamenti(g int32) bool {
	dal, al := m.vociDi(g)
	return dal < al || len(m.righeDi(g)) > 0
}
