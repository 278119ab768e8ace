package gdp_test

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// The oracle folds a history again, from the rules as they are told, with
// texts, and by walking the edges one by one: nothing of the package but the
// types of the events.

// ranghi is the course of the messages, then of the money.
var ranghi = strings.Fields(`START RPT_RICHIESTA_ATTIVAZIONE RPT_ATTIVAZIONE_ACCETTATA_NODO RPT_ATTIVATA_PA RPT_ATTIVATA_ERRORE
	RPT_INVIATA_PA RPT_RICEVUTA_NODO RPT_RIFIUTATA_NODO RPT_ACCETTATA_NODO RPT_PARCHEGGIATA_NODO RPT_INVIATA_A_PSP
	RPT_ERRORE_INVIO_A_PSP RPT_RIFIUTATA_PSP RPT_ACCETTATA_PSP RPT_DECORSI_TERMINI RT_RICEVUTA_NODO RT_RIFIUTATA_NODO
	RT_ACCETTATA_NODO RT_RICEVUTA_PA RT_ESITO_SCONOSCIUTO_PA RT_RIFIUTATA_PA RT_ACCETTATA_PA
	RPT_PAGATA RPT_ANNULLATA RPT_FLUSSO`)

const archi = `
START RPT_RICHIESTA_ATTIVAZIONE RPT_RICEVUTA_NODO RPT_INVIATA_PA
RPT_RICHIESTA_ATTIVAZIONE RPT_ATTIVAZIONE_ACCETTATA_NODO RPT_ATTIVATA_ERRORE
RPT_ATTIVAZIONE_ACCETTATA_NODO RPT_ATTIVATA_PA RPT_ATTIVATA_ERRORE
RPT_ATTIVATA_PA RPT_RICEVUTA_NODO RPT_INVIATA_PA
RPT_INVIATA_PA RPT_RICEVUTA_NODO
RPT_RICEVUTA_NODO RPT_ACCETTATA_NODO RPT_RIFIUTATA_NODO
RPT_RIFIUTATA_NODO RPT_RICEVUTA_NODO
RPT_ACCETTATA_NODO RPT_INVIATA_A_PSP RPT_PARCHEGGIATA_NODO
RPT_PARCHEGGIATA_NODO RPT_INVIATA_A_PSP RPT_ACCETTATA_PSP RT_RICEVUTA_NODO RPT_DECORSI_TERMINI
RPT_INVIATA_A_PSP RPT_ACCETTATA_PSP RPT_RIFIUTATA_PSP RPT_ERRORE_INVIO_A_PSP RT_RICEVUTA_NODO RPT_DECORSI_TERMINI
RPT_ERRORE_INVIO_A_PSP RPT_RICEVUTA_NODO RT_RICEVUTA_NODO
RPT_RIFIUTATA_PSP RT_RICEVUTA_NODO
RPT_ACCETTATA_PSP RT_RICEVUTA_NODO RPT_DECORSI_TERMINI
RPT_DECORSI_TERMINI RT_RICEVUTA_NODO RT_ACCETTATA_NODO RPT_RICEVUTA_NODO
RT_RICEVUTA_NODO RT_ACCETTATA_NODO RT_RIFIUTATA_NODO RT_ACCETTATA_PA RT_RIFIUTATA_PA RT_ESITO_SCONOSCIUTO_PA
RT_RIFIUTATA_NODO RT_RICEVUTA_NODO
RT_ACCETTATA_NODO RT_ACCETTATA_PA RT_RIFIUTATA_PA RT_ESITO_SCONOSCIUTO_PA RPT_DECORSI_TERMINI RT_RICEVUTA_PA
RT_RICEVUTA_PA RT_ACCETTATA_PA RT_RIFIUTATA_PA
RT_ESITO_SCONOSCIUTO_PA RT_ACCETTATA_PA RT_RIFIUTATA_PA RT_RICEVUTA_NODO
RT_RIFIUTATA_PA RT_ACCETTATA_PA RT_RICEVUTA_NODO
RPT_ATTIVATA_ERRORE RPT_RICHIESTA_ATTIVAZIONE`

var seguenti = func() map[string][]string {
	m := map[string][]string{}
	for riga := range strings.SplitSeq(strings.TrimSpace(archi), "\n") {
		campi := strings.Fields(riga)
		m[campi[0]] = campi[1:]
	}
	return m
}()

func rango(s string) int { return slices.Index(ranghi, s) }

// arriva tries every way from s to e: forward edges, after one back edge when
// conRitorno says so.
func arriva(s, e string, conRitorno bool) bool {
	for _, n := range seguenti[s] {
		avanti := rango(n) > rango(s)
		if avanti == conRitorno {
			continue
		}
		if n == e || arriva(n, e, false) {
			return true
		}
	}
	return false
}

var daRiaprire = []string{
	"RPT_RIFIUTATA_NODO", "RPT_ERRORE_INVIO_A_PSP", "RPT_DECORSI_TERMINI", "RT_RIFIUTATA_NODO", "RT_RIFIUTATA_PA",
	"RT_ESITO_SCONOSCIUTO_PA", "RPT_ATTIVATA_ERRORE",
}

func raggiunge(s, e string) bool {
	return arriva(s, e, false) || slices.Contains(daRiaprire, s) && arriva(s, e, true)
}

type oracolo struct {
	messaggio, incasso string
	tm                 time.Time
	negativo           bool
	tentativi          int
	esiti              []string
	conflitti          map[string]bool
	eventi             []gdp.Evento
}

func usato(e gdp.Evento) string {
	c := e.EventCode.String()
	f := ""
	if e.Error != nil {
		f = string(e.Error.FaultCode)
	}
	switch {
	case c == "RPT_RIFIUTATA_NODO" && e.Ruolo == ec:
		switch f {
		case "PPT_CANALE_ERRORE":
			return "RPT_RIFIUTATA_PSP"
		case "PPT_CANALE_IRRAGGIUNGIBILE":
			return "RPT_ERRORE_INVIO_A_PSP"
		case "PPT_CANALE_TIMEOUT":
			return "RPT_INVIATA_A_PSP"
		}
	case c == "RT_RIFIUTATA_PA" && e.Ruolo == psp && strings.HasPrefix(f, "PPT_"):
		switch {
		case strings.HasPrefix(f, "PPT_STAZIONE_INT_PA_"):
			return "RT_ACCETTATA_NODO"
		case f == "PPT_RT_IN_GESTIONE":
			return "RT_RICEVUTA_NODO"
		case f != "PPT_ERRORE_EMESSO_DA_PAA":
			return "RT_RIFIUTATA_NODO"
		}
	}
	return c
}

func fault(e gdp.Evento) string {
	if e.Error == nil {
		return ""
	}
	return string(e.Error.FaultCode)
}

func interroga(eventi []gdp.Evento, tolleranza time.Duration) *oracolo {
	o := &oracolo{messaggio: "START", incasso: "NESSUNO", tentativi: 1, conflitti: map[string]bool{}}
	ordinati := slices.Clone(eventi)
	slices.SortFunc(ordinati, func(a, b gdp.Evento) int {
		return cmp.Or(a.DateTime.Compare(b.DateTime), cmp.Compare(rango(usato(a)), rango(usato(b))),
			cmp.Compare(a.Ruolo, b.Ruolo), cmp.Compare(fault(a), fault(b)))
	})
	for i, e := range ordinati {
		if i > 0 && ordinati[i-1].DateTime.Equal(e.DateTime) && usato(ordinati[i-1]) == usato(e) &&
			ordinati[i-1].Ruolo == e.Ruolo && fault(ordinati[i-1]) == fault(e) {
			continue
		}
		o.esiti = append(o.esiti, o.segui(e, tolleranza))
		o.eventi = append(o.eventi, e)
	}
	return o
}

func (o *oracolo) segui(e gdp.Evento, tolleranza time.Duration) string {
	c := usato(e)
	if slices.Contains([]string{"RPT_PAGATA", "RPT_ANNULLATA", "RPT_FLUSSO"}, c) {
		return o.denaro(c)
	}
	s := o.messaggio
	if s == c {
		return "Ripetuto"
	}
	f := fault(e)
	rt := strings.HasPrefix(s, "RT_")
	switch {
	case c == "RPT_RIFIUTATA_NODO" && (rango(s) > rango("RPT_RICEVUTA_NODO") || f == "PPT_RPT_DUPLICATA"),
		c == "RPT_RIFIUTATA_PSP" && (rt || f == "CANALE_RPT_DUPLICATA"),
		c == "RT_RIFIUTATA_NODO" && (slices.Contains([]string{"RT_ACCETTATA_PA", "RT_RIFIUTATA_PA", "RT_ESITO_SCONOSCIUTO_PA"}, s) || f == "PPT_RT_DUPLICATA"),
		c == "RT_RIFIUTATA_PA" && (s == "RT_ACCETTATA_PA" || f == "PAA_RT_DUPLICATA" || f == "PAA_RECEIPT_DUPLICATA"):
		return "RifiutoNonBloccante"
	}
	dopo := e.DateTime.Sub(o.tm)
	if arriva(s, c, false) {
		o.muovi(e, c)
		return "Avanza"
	}
	if slices.Contains(daRiaprire, s) && arriva(s, c, true) && dopo > 0 {
		prima := slices.ContainsFunc(o.eventi, func(p gdp.Evento) bool { return p.Ruolo == e.Ruolo && usato(p) == c })
		if !arriva(c, s, false) || prima || dopo > tolleranza {
			if slices.Contains([]string{"RPT_RIFIUTATA_NODO", "RPT_ERRORE_INVIO_A_PSP", "RPT_DECORSI_TERMINI"}, s) {
				o.negativo = false
			}
			o.tentativi++
			o.muovi(e, c)
			return "Riapertura"
		}
	}
	if raggiunge(c, s) {
		return tardi(dopo, tolleranza)
	}
	return "Incoerente"
}

func (o *oracolo) muovi(e gdp.Evento, c string) {
	o.messaggio, o.tm = c, e.DateTime
	if slices.Contains([]string{"RPT_RIFIUTATA_PSP", "RPT_ERRORE_INVIO_A_PSP", "RPT_DECORSI_TERMINI"}, c) {
		o.negativo = true
	}
}

func tardi(dopo, tolleranza time.Duration) string {
	if dopo <= tolleranza {
		return "Sfasamento"
	}
	return "FuoriOrdine"
}

func (o *oracolo) denaro(c string) string {
	switch s := o.incasso; {
	case s == c:
		return "Ripetuto"
	case c == "RPT_ANNULLATA" && s != "NESSUNO":
		o.conflitti["AnnullataDopoIncasso"] = true
		return "Incoerente"
	case s == "RPT_FLUSSO":
		return "FuoriOrdine"
	case s == "RPT_ANNULLATA":
		o.conflitti["PagataDopoAnnullata"] = true
	}
	o.incasso = c
	return "Avanza"
}

func (o *oracolo) segnali() []string {
	c := func(codice string) bool {
		return slices.ContainsFunc(o.eventi, func(e gdp.Evento) bool { return usato(e) == codice })
	}
	incassata := o.incasso == "RPT_PAGATA" || o.incasso == "RPT_FLUSSO"
	conPSP := slices.ContainsFunc(o.eventi, func(e gdp.Evento) bool { return e.Ruolo == psp })
	s := []string{}
	for _, v := range []struct {
		nome string
		vale bool
	}{
		{"PagataSenzaRT", incassata && !strings.HasPrefix(o.messaggio, "RT_")},
		{"PagataSenzaRPT", incassata && rango(o.messaggio) <= rango("RPT_ATTIVATA_PA")},
		{"RTSenzaIncasso", o.messaggio == "RT_ACCETTATA_PA" && o.incasso == "NESSUNO" && conPSP},
		{"AnnullataSenzaAttivazione", o.incasso == "RPT_ANNULLATA" && o.messaggio == "START"},
		{"FlussoSenzaIncasso", o.incasso == "RPT_FLUSSO" && !c("RPT_PAGATA")},
		{"PagataDopoAnnullata", o.conflitti["PagataDopoAnnullata"]},
		{"AnnullataDopoIncasso", o.conflitti["AnnullataDopoIncasso"]},
	} {
		if v.vale {
			s = append(s, v.nome)
		}
	}
	return s
}

func (o *oracolo) posizione() string {
	m := o.messaggio
	switch {
	case o.incasso == "RPT_FLUSSO":
		return "FINE"
	case o.incasso == "RPT_ANNULLATA":
		return "FINE_NEGATIVA"
	case o.incasso == "RPT_PAGATA" && m == "RT_ACCETTATA_PA":
		return "RIVERSAMENTO"
	case o.incasso == "RPT_PAGATA":
		return "INCASSO"
	case strings.HasPrefix(m, "RT_") && o.negativo:
		return "FINE_NEGATIVA"
	case m == "START":
		return "INIZIO"
	case m == "RT_ACCETTATA_PA":
		return "RIVERSAMENTO"
	case slices.Contains([]string{"RPT_RICHIESTA_ATTIVAZIONE", "RPT_ATTIVAZIONE_ACCETTATA_NODO", "RPT_ATTIVATA_PA"}, m):
		return "ATTIVAZIONE"
	case slices.Contains([]string{"RPT_INVIATA_PA", "RPT_RICEVUTA_NODO", "RPT_ACCETTATA_NODO", "RPT_PARCHEGGIATA_NODO", "RPT_INVIATA_A_PSP"}, m):
		return "RICHIESTA_PAGAMENTO"
	case strings.HasPrefix(m, "RT_"), m == "RPT_ACCETTATA_PSP":
		return "INCASSO"
	}
	return "FINE_NEGATIVA"
}

var faultACaso = []nodo.FaultCode{
	"", "", "", "", nodo.PPTRPTDuplicata, nodo.CanaleRPTDuplicata, nodo.PPTRTDuplicata, nodo.PAARTDuplicata, nodo.PAAReceiptDuplicata,
	nodo.PPTCanaleErrore, nodo.PPTCanaleIrraggiungibile, nodo.PPTCanaleTimeout, nodo.PPTStazioneIntPATimeout, nodo.PPTRTInGestione,
	nodo.PPTSemantica, nodo.PPTErroreEmessoDaPAA,
}

var salti = []time.Duration{0, time.Millisecond, time.Second, time.Minute, 5 * time.Minute, 5*time.Minute + time.Millisecond, time.Hour}

// aCaso makes a small history, mostly of one payment; a nominal course now and
// then, so that long ones are reached.
func aCaso(r *rand.Rand, n int, chiavi bool) []gdp.Evento {
	nominale := slices.Concat(attiva, invia, []gdp.EventCode{gdp.RPTAccettataPSP, gdp.RPTPagata}, ricevuta3, []gdp.EventCode{gdp.RPTFlusso})
	t, passo := mattina, r.IntN(len(nominale))
	eventi := make([]gdp.Evento, n)
	for i := range eventi {
		c := gdp.EventCode(1 + r.IntN(24))
		if r.IntN(2) == 0 {
			c = nominale[passo%len(nominale)]
			passo++
		}
		t = t.Add(salti[r.IntN(len(salti))])
		e := gdp.Evento{DateTime: t, IdDominio: dominio1, IUV: iuv1, CCP: "n/a", EventCode: c, Ruolo: gdp.Ruolo(1 + r.IntN(3))}
		if f := faultACaso[r.IntN(len(faultACaso))]; f != "" {
			e.Error = &gdp.DescrittoreErrore{FaultCode: f}
		}
		if chiavi {
			e.IdDominio = []avviso.IdDominio{dominio1, dominio1, dominio2, {}}[r.IntN(4)]
			e.CCP = []string{"n/a", "n/a", "", "c"}[r.IntN(4)]
			e.EventDescription = []string{"", "a", "b", e.EventCode.Descrizione()}[r.IntN(4)]
		}
		eventi[i] = e
	}
	return eventi
}

// TestOracolo compares the fold with the oracle on random small histories.
func TestOracolo(t *testing.T) {
	r := rand.New(rand.NewPCG(20, 22))
	visti := map[string]int{}
	for giro := range 20_000 {
		eventi := aCaso(r, 1+r.IntN(9), false)
		tolleranza := []time.Duration{0, time.Second, 5 * time.Minute}[r.IntN(3)]
		want := interroga(eventi, tolleranza)
		p := uno(t, mescola(r, eventi), gdp.ConTolleranza(tolleranza))
		esiti, segnali := []string{}, []string{}
		for _, x := range p.Registrati {
			esiti = append(esiti, x.Esito.String())
			visti[x.Esito.String()]++
		}
		for _, s := range p.Segnali {
			segnali = append(segnali, s.String())
			visti[s.String()]++
		}
		got := []any{p.Messaggio.String(), p.Incasso.String(), p.Posizione.String(), p.Tentativi, esiti, segnali}
		atteso := []any{want.messaggio, want.incasso, want.posizione(), want.tentativi, want.esiti, want.segnali()}
		require.Equal(t, atteso, got, "run %d, tolerance %s: %v", giro, tolleranza, racconta(want.eventi))
	}
	for _, nome := range []string{
		"Avanza", "Ripetuto", "Riapertura", "Sfasamento", "FuoriOrdine", "Incoerente", "RifiutoNonBloccante", "PagataSenzaRT",
		"PagataSenzaRPT", "RTSenzaIncasso", "AnnullataSenzaAttivazione", "FlussoSenzaIncasso", "PagataDopoAnnullata", "AnnullataDopoIncasso",
	} {
		require.Greater(t, visti[nome], 30, nome)
	}
}

func racconta(eventi []gdp.Evento) (righe []string) {
	for _, e := range eventi {
		righe = append(righe, e.DateTime.Format("15:04:05.000")+" "+e.Ruolo.String()+" "+e.EventCode.String()+" "+fault(e))
	}
	return righe
}
