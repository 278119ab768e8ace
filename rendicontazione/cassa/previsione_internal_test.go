package cassa

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/xmlrigido"
)

const (
	movimentoSimile = `
 <movimento_conto_evidenza>
  <tipo_movimento>ENTRATA</tipo_movimento>
  <importo>10.00</importo><cliente><anagrafica_cliente>BANCA</anagrafica_cliente><altro>x</altro></cliente>
  <sospeso><numero_provvisorio>7</numero_provvisorio><importo_provvisorio>1.00</importo_provvisorio></sospeso>
  <data_movimento_siope>2024-05-07</data_movimento_siope>
  <causale>/PUR/LGPE-RIVERSAMENTO/URI/2024-05-03ABCDITMMXXX-0001</causale></movimento_conto_evidenza>`
	scritturaSimile = `
 <c:Ntry><c:NtryRef>1</c:NtryRef><c:Amt Ccy="EUR">318.40</c:Amt>
  <c:Sts><c:Cd>BOOK</c:Cd></c:Sts><c:BookgDt> <c:Dt>2026-04-14</c:Dt>
  </c:BookgDt><c:BkTxCd><c:Prtry><c:Cd>48//</c:Cd><c:Issr>CBI</c:Issr></c:Prtry></c:BkTxCd>
  <c:NtryDtls><c:TxDtls><c:Amt Ccy="EUR">1.00</c:Amt><c:RmtInf><c:Ustrd>a</c:Ustrd><c:Ustrd></c:Ustrd></c:RmtInf></c:TxDtls></c:NtryDtls></c:Ntry>`
)

// letti reads every movement and entry of a document: what it has, and where it stands; and
// how many were read by comparing.
func letti(s string, scandisce bool) (elenco []string, seguite int) {
	d := nuovoDocumento(strings.NewReader(s))
	r := raccolta{massimo: maxTestoVoce, previsione: previsione{scandisce: scandisce}}
	nota := func(v ...any) { elenco = append(elenco, fmt.Sprint(v...)) }
	for {
		ev, err := d.prossimo()
		if err != nil {
			nota(err)
			return elenco, r.previsione.seguite
		}
		nota(ev, d.luogo(), d.l.Profondita(), string(d.l.Locale()))
		if ev != xmlrigido.Inizio {
			continue
		}
		albero := alberoVoce
		switch string(d.l.Locale()) {
		case elementoMovimento:
		case "Ntry":
			albero = alberoNtry
		default:
			continue
		}
		r.svuota()
		if err := r.leggiSimile(d, albero); err != nil {
			nota(err)
			return elenco, r.previsione.seguite
		}
		for i := range r.tratti {
			t := &r.tratti[i]
			nota(t.campo, t.annidato, t.luogo, string(r.testo(t)))
		}
		nota(r.troppo, d.luogo(), string(d.l.Locale()))
	}
}

// TestLettiSimili: a document is read the same by comparing its movements and by scanning
// them, whatever is wrong with it and wherever.
func TestLettiSimili(t *testing.T) {
	caso := rand.New(rand.NewPCG(3, 3))
	pezzi := []string{
		"<", ">", "</", "/>", "&amp;", "&", " ", "\n", "\r\n", "è", "]]>", "<x>1</x>", "<x/>", "<!-- c -->", "<![CDATA[a]]>", ` a="1"`, ` Ccy="USD"`, ` xmlns="u"`,
		"<Cd>2</Cd>", "<importo>1</importo>", "testo", "", "", strings.Repeat("y", 5000),
	}
	for _, m := range []string{movimentoSimile, scritturaSimile} {
		intero := `<r xmlns:c="u">` + strings.Repeat(m, 8) + "</r>"
		scanditi, _ := letti(intero, true)
		simili, seguite := letti(intero, false)
		require.Equal(t, scanditi, simili)
		require.Equal(t, 7, seguite)
		for range 1500 {
			s := intero
			for range 1 + caso.IntN(3) {
				da := caso.IntN(len(s))
				s = s[:da] + pezzi[caso.IntN(len(pezzi))] + s[min(len(s), da+caso.IntN(8)):]
			}
			scanditi, _ := letti(s, true)
			simili, _ := letti(s, false)
			require.Equal(t, scanditi, simili, "%s", s)
		}
	}
}

func FuzzLettiSimili(f *testing.F) {
	f.Add(`<r xmlns:c="u">` + strings.Repeat(movimentoSimile, 3) + strings.Repeat(scritturaSimile, 3) + "</r>")
	f.Add("<r><Ntry><Sts><Cd>BOOK</Cd></Sts></Ntry><Ntry><Sts><Cd>BOOK</Cd></Sts></Ntry></r>")
	f.Fuzz(func(t *testing.T, s string) {
		scanditi, _ := letti(s, true)
		simili, _ := letti(s, false)
		require.Equal(t, scanditi, simili)
	})
}
