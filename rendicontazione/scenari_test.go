package rendicontazione_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// The scenarios share one calendar. Payments are of Monday 2024-05-06: known by
// date alone, their operating day is Tuesday 7, the credit is due by Wednesday 8
// and the flow by Thursday 9. Credits and transfers are of Tuesday 7. Today is
// Wednesday 8.

type (
	ingresso = rendicontazione.Input
	opzioni  = rendicontazione.Opzioni
)

const (
	iuvA = "01000000000000141"
	iuvB = "01000000000000242"
	iuvC = "01000000000000343"
	f1   = "2024-05-07PSP-1"
	f2   = "2024-05-07PSP-2"
)

var (
	ente  = avviso.MustIdDominio("00000000001")
	altro = avviso.MustIdDominio("00000000002")
)

func cent(s string) avviso.Importo {
	i, err := avviso.ParseImportoEsteso(s)
	if err != nil {
		panic(err)
	}
	return i
}

func pur(id string) string { return "/PUR/LGPE-RIVERSAMENTO/URI/" + id }

func mov(id, causale, importo string, cambia ...func(*cassa.Movimento)) cassa.Movimento {
	m := cassa.Movimento{
		ID: id, Fonte: "OPI", IdDominio: ente, Importo: cent(importo), Segno: cassa.Entrata,
		DataContabile: avviso.MustData("2024-05-07"), Causale: causale,
	}
	for _, f := range cambia {
		f(&m)
	}
	return m
}

func riga(iuv, iur string, indice int, importo string, esito int) flusso.Riga {
	return flusso.Riga{
		IUV: iuv, IUR: iur, Indice: avviso.Indice(indice), Importo: cent(importo), Esito: flusso.Esito(esito + 1),
		Data: avviso.MustData("2024-05-06"),
	}
}

// flu is a flow whose header agrees with its rows.
func flu(id string, righe ...flusso.Riga) flusso.Flusso {
	f := flusso.Flusso{Testata: flusso.Testata{
		IdDominio: ente, IDFlusso: id, DataOraFlusso: avviso.MustDataOra("2024-05-08T03:20:00"),
		IDRegolamento: "TRN", DataRegolamento: avviso.MustData("2024-05-07"), NumeroTotalePagamenti: int64(len(righe)),
	}, Righe: righe}
	for _, r := range righe {
		f.ImportoTotalePagamenti = avviso.ImportoDaCentesimi(f.ImportoTotalePagamenti.Centesimi() + r.Importo.Centesimi())
	}
	return f
}

// codici are the codes of the flags of a movement and of the warnings about its causale.
func codici(e *rendicontazione.EsitoMovimento) (codici []string) {
	for r := range e.Rilievi() {
		codici = append(codici, string(r.Codice))
	}
	return codici
}

func con[T any](x T, cambia func(*T)) T {
	cambia(&x)
	return x
}

func ric(iuv, iur string, indice int, importo string) rendicontazione.VoceRicevuta {
	return rendicontazione.VoceRicevuta{
		IdDominio: ente, IUV: iuv, IUR: iur, Indice: avviso.Indice(indice), Importo: cent(importo),
		Data: avviso.MustData("2024-05-06"),
	}
}

func pen(id, iuv string, importi ...string) rendicontazione.Pendenza {
	p := rendicontazione.Pendenza{ID: id, IdDominio: ente, IUV: iuv}
	for i, s := range importi {
		p.Voci = append(p.Voci, rendicontazione.VocePendenza{Indice: avviso.Indice(i + 1), Importo: cent(s)})
	}
	return p
}

// righeReport writes a report as one short line for each object.
func righeReport(rep *rendicontazione.Report) []string {
	var l []string
	aggiungi := func(formato string, args ...any) {
		l = append(l, strings.Join(strings.Fields(fmt.Sprintf(formato, args...)), " "))
	}
	for i := range rep.Movimenti {
		e := &rep.Movimenti[i]
		delta := ""
		if e.Classe == rendicontazione.MovimentoImportoDiverso {
			delta = e.Delta.String()
		}
		aggiungi("movimento %s %s %s %s %s %s", e.ID, e.Classe, e.Flusso, e.IUVTrovato, delta, strings.Join(codici(e), ", "))
	}
	for i := range rep.Flussi {
		e := &rep.Flussi[i]
		aggiungi("flusso %s %s %s %s", e.IDFlusso, e.Classe, strings.Trim(fmt.Sprint(e.Anomalie), "[]"), e.Segnali)
	}
	for i := range rep.Righe {
		r := &rep.Righe[i]
		aggiungi("riga %s/%d %s %s %s", r.IDFlusso(), r.Posizione, r.Classe, r.Codice(), r.Segnali)
	}
	for i := range rep.Ricevute {
		v := &rep.Ricevute[i]
		aggiungi("ricevuta %s/%s/%d %s %s", v.IUV, v.IUR, v.Indice, v.Classe, v.Segnali)
	}
	for i := range rep.Pendenze {
		p := &rep.Pendenze[i]
		voci := ""
		for _, v := range p.Voci {
			voci += " " + v.Classe.String()
		}
		quietanzabile := ""
		if p.Quietanzabile {
			quietanzabile = "(quietanzabile)"
		}
		aggiungi("pendenza %s %s %s:%s", p.ID, p.Classe, quietanzabile, voci)
	}
	for _, c := range rep.Conflitti {
		aggiungi("conflitto %s %s %d", c.Tipo, c.Chiave, len(c.Copie))
	}
	return l
}

type scenario struct {
	nome           string
	in             ingresso
	opt            opzioni
	attese         string // one object a line
	oggi           string // "" is 2024-05-08
	tutti          bool   // an empty set of bodies
	configurazione rendicontazione.Dominio
}

func provaScenari(t *testing.T, scenari []scenario) {
	t.Helper()
	for _, s := range scenari {
		t.Run(s.nome, func(t *testing.T) {
			in := s.in
			in.Oggi = avviso.MustData("2024-05-08")
			if s.oggi != "" {
				in.Oggi = avviso.MustData(s.oggi)
			}
			if !s.tutti {
				s.configurazione.IdDominio = ente
				in.Domini = append(in.Domini, s.configurazione)
			}
			rep := rendicontazione.Riconcilia(in, s.opt)
			var attese []string
			for l := range strings.Lines(s.attese) {
				if l = strings.Join(strings.Fields(l), " "); l != "" {
					attese = append(attese, l)
				}
			}
			if diff := cmp.Diff(attese, righeReport(&rep)); diff != "" {
				t.Error("(-expected +got)\n" + diff)
			}
		})
	}
}

type (
	movimenti = []cassa.Movimento
	flussi    = []flusso.Flusso
	ricevute  = []rendicontazione.VoceRicevuta
	pendenze  = []rendicontazione.Pendenza
)

func segno(s cassa.Segno) func(*cassa.Movimento) { return func(m *cassa.Movimento) { m.Segno = s } }
func contabile(d string) func(*cassa.Movimento) {
	return func(m *cassa.Movimento) { m.DataContabile = avviso.MustData(d) }
}

func valuta(d string) func(*cassa.Movimento) {
	return func(m *cassa.Movimento) { m.DataValuta = avviso.MustData(d) }
}

func trn(trn, e2e string) func(*cassa.Movimento) {
	return func(m *cassa.Movimento) { m.TRN, m.EndToEndID = trn, e2e }
}

func storno(di string) func(*cassa.Movimento) {
	return func(m *cassa.Movimento) { m.Storno, m.StornoDi = true, di }
}

func di(d avviso.IdDominio) func(*cassa.Movimento) {
	return func(m *cassa.Movimento) { m.IdDominio = d }
}

func fonte(f string) func(*cassa.Movimento) { return func(m *cassa.Movimento) { m.Fonte = f } }
