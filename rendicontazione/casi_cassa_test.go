package rendicontazione_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// The cases of this file share four flows of one payment each, with its receipt
// and its position: G1 … G4, P1 … P4. Payments are of Monday 2026-04-13: their
// operating day is Tuesday 14 and a credit is late from Thursday 16. Today is Friday 24,
// when a flow that no credit names is ACCREDITO_MANCANTE. Credits are of 2026-04-14 on the
// account T, as the reader of the document that the case names writes them.

const (
	contoT = "IT88A9999800002000000004711"
	camtT  = "CAMT053:" + contoT
	mt940T = "MT940:" + contoT
	rhT    = "RH:" + contoT
)

var enteCassa = avviso.MustIdDominio("99999000047")

// flussiCassa are G1 … G4: identifier, transfer, total.
var flussiCassa = [...][3]string{
	{"2026-04-13ABI03069-S777001", "0306977712345670489999599995IT", "318.40"},
	{"2026-04-13BCITITMM-0000412", "BCITX26041300000412", "95.15"},
	{"2026-04-14UNCRITMM-p4k2", "1001260414000099887", "1204.00"},
	{"2026-04-14CIPBITMM-08-00-17-55120", "CIPB-55120-0414-RIV", "60.00"},
}

var iuvCassa = [...]string{"01000000047110106", "01000000047110207", "01000000047110308", "01000000047110409"}

// purG is the causale of the flow Gn.
func purG(n int) string { return pur(flussiCassa[n-1][0]) }

func ingressiCassa(mm []cassa.Movimento) ingresso {
	in := ingresso{Oggi: avviso.MustData("2026-04-24"), Movimenti: mm, Domini: []rendicontazione.Dominio{{IdDominio: enteCassa}}}
	for n, g := range flussiCassa {
		r := flusso.Riga{
			IUV: iuvCassa[n], IUR: fmt.Sprint("iur", n+1), Indice: 1, Importo: cent(g[2]), Esito: flusso.Eseguito,
			Data: avviso.MustData("2026-04-13"),
		}
		in.Flussi = append(in.Flussi, flusso.Flusso{Testata: flusso.Testata{
			IdDominio: enteCassa, IDFlusso: g[0], DataOraFlusso: avviso.MustDataOra("2026-04-15T02:10:00"),
			IDRegolamento: g[1], DataRegolamento: avviso.MustData(g[0][:10]), NumeroTotalePagamenti: 1, ImportoTotalePagamenti: r.Importo,
		}, Righe: []flusso.Riga{r}})
		in.Ricevute = append(in.Ricevute, rendicontazione.VoceRicevuta{
			IdDominio: enteCassa, IUV: r.IUV, IUR: r.IUR, Indice: 1, Importo: r.Importo, Data: r.Data,
		})
		in.Pendenze = append(in.Pendenze, rendicontazione.Pendenza{
			ID: fmt.Sprint("P", n+1), IdDominio: enteCassa, IUV: r.IUV,
			Voci: []rendicontazione.VocePendenza{{Indice: 1, Importo: r.Importo}},
		})
	}
	return in
}

// acc is a credit.
func acc(fonte, id, importo, causale string, cambia ...func(*cassa.Movimento)) cassa.Movimento {
	m := cassa.Movimento{
		ID: id, Fonte: fonte, IdDominio: enteCassa, Importo: cent(importo), Segno: cassa.Entrata,
		DataContabile: avviso.MustData("2026-04-14"), Causale: causale,
	}
	if provvisorio := strings.Split(id, "/"); fonte == "OPI" {
		m.Esercizio, m.Provvisorio = 2026, provvisorio[1]
	}
	for _, f := range cambia {
		f(&m)
	}
	return m
}

func rif(r string) func(*cassa.Movimento) { return func(m *cassa.Movimento) { m.RifBanca = r } }

func estratto(e string) func(*cassa.Movimento) { return func(m *cassa.Movimento) { m.Estratto = e } }

func il(giorno int) func(*cassa.Movimento) { return contabile(fmt.Sprintf("2026-04-%02d", giorno)) }
func lotto(m *cassa.Movimento)             { m.Lotto = true }

// raccontoCassa writes a report as one short line for each object that is not as
// it would be without any movement. A reversal has a "*" after its ID.
func raccontoCassa(rep *rendicontazione.Report) []string {
	nomi := map[string]string{}
	for n, g := range flussiCassa {
		nomi[g[0]] = fmt.Sprint("G", n+1)
		nomi[iuvCassa[n]] = fmt.Sprint("R", n+1)
	}
	var l []string
	aggiungi := func(solito string, parti ...string) {
		parti = slices.DeleteFunc(parti, func(s string) bool { return s == "" })
		if testo := strings.Join(parti, " "); solito == "" || !strings.HasSuffix(testo, " "+solito) {
			l = append(l, testo)
		}
	}
	for i := range rep.Movimenti {
		e := &rep.Movimenti[i]
		parti := []string{e.ID, e.Classe.String(), nomi[e.Flusso]}
		if e.Storno {
			parti[0] += "*"
		}
		for _, f := range e.Flussi {
			parti = append(parti, nomi[f])
		}
		parti = append(parti, e.IUVTrovato)
		if e.Segno == cassa.Entrata && !e.Storno && e.Residuo != e.Importo && e.Classe != rendicontazione.MovimentoCopiaProbabile {
			parti = append(parti, "residuo", e.Residuo.String())
		}
		if e.Classe == rendicontazione.MovimentoImportoDiverso {
			parti = append(parti, "delta", e.Delta.String())
		}
		for _, p := range e.Storna {
			parti = append(parti, "-"+p.Importo.String())
		}
		if e.CopiaDi.ID != "" {
			parti = append(parti, "di", e.CopiaDi.ID)
		}
		for _, f := range e.Possibili {
			parti = append(parti, nomi[f]+"?")
		}
		aggiungi("", append(parti, strings.Join(codici(e), ","))...)
	}
	for i := range rep.Flussi {
		e := &rep.Flussi[i]
		aggiungi("ACCREDITO_MANCANTE", nomi[e.IDFlusso], e.Classe.String(), strings.ReplaceAll(e.Segnali.String(), " ", ""))
	}
	slices.Sort(l[len(rep.Movimenti):]) // G4 before G3 by identifier
	for i := range rep.Ricevute {
		e := &rep.Ricevute[i]
		nome := nomi[e.IUV]
		if nome == "" {
			nome = e.IUV
		}
		aggiungi("RENDICONTATA", nome, e.Classe.String(), strings.ReplaceAll(e.Segnali.String(), " ", ""))
	}
	for i := range rep.Pendenze {
		p := &rep.Pendenze[i]
		quietanzabile := ""
		if p.Quietanzabile {
			quietanzabile = "quietanzabile"
		}
		aggiungi("RENDICONTATA", p.ID, p.Classe.String(), quietanzabile, strings.ReplaceAll(p.Voci[0].Segnali.String(), " ", ""))
	}
	for _, c := range rep.Conflitti {
		aggiungi("", "conflitto", c.Chiave)
	}
	return l
}

type casoCassa struct {
	nome      string
	movimenti []cassa.Movimento
	cambia    func(*ingresso)
	opt       opzioni
	attese    string // "Gn!" stands for what a paid flow makes of its receipt and position too
}

func provaCassa(t *testing.T, casi []casoCassa) {
	t.Helper()
	for _, c := range casi {
		t.Run(c.nome, func(t *testing.T) {
			in := ingressiCassa(c.movimenti)
			if c.cambia != nil {
				c.cambia(&in)
			}
			var movimenti, flussi, ricevute, posizioni, conflitti []string
			for l := range strings.Lines(c.attese) {
				l = strings.Join(strings.Fields(l), " ")
				n, pagato := strings.CutSuffix(strings.Fields(l + " x")[0], "!")
				switch {
				case l == "":
				case pagato:
					flussi = append(flussi, strings.TrimSpace(n+" RICONCILIATO "+strings.TrimPrefix(strings.TrimPrefix(l, n+"!"), " ")))
					ricevute = append(ricevute, "R"+n[1:]+" INCASSATA")
					posizioni = append(posizioni, "P"+n[1:]+" INCASSATA quietanzabile")
				case strings.HasPrefix(l, "conflitto "):
					conflitti = append(conflitti, l)
				case l[0] == 'G':
					flussi = append(flussi, l)
				case l[0] == 'R':
					ricevute = append(ricevute, l)
				case l[0] == 'P':
					posizioni = append(posizioni, l)
				default:
					movimenti = append(movimenti, l)
				}
			}
			slices.Sort(flussi)
			slices.Sort(ricevute)
			slices.Sort(posizioni)
			attese := slices.Concat(movimenti, flussi, ricevute, posizioni, conflitti)
			rep := rendicontazione.Riconcilia(in, c.opt)
			if diff := cmp.Diff(attese, raccontoCassa(&rep)); diff != "" {
				t.Error("(-expected +got)\n" + diff)
			}
			slices.Reverse(in.Movimenti)
			inversa := rendicontazione.Riconcilia(in, c.opt)
			if diff := cmp.Diff(testo(t, rep), testo(t, inversa)); diff != "" {
				t.Error("the order of the movements matters\n" + diff)
			}
		})
	}
}

// distinti is the option that a key is of no copy.
func distinti(fonte, id string) opzioni {
	return opzioni{MovimentiDistinti: []cassa.Chiave{{Fonte: fonte, IdDominio: enteCassa, ID: id}}}
}

func progressivi(n int, f func(n string) cassa.Movimento) (mm []cassa.Movimento) {
	for i := range n {
		mm = append(mm, f(strconv.Itoa(i+1)))
	}
	return mm
}
