package main

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestPDF: the notice and the receipt, of each kind, as files to print.
func TestPDF(t *testing.T) {
	u := nuovoUfficio(t)
	pdf := func(percorso, nome string) {
		t.Helper()
		r := u.leggi(percorso)
		require.Equal(t, http.StatusOK, r.stato, r.testo())
		require.Equal(t, "application/pdf", r.testate.Get("Content-Type"))
		require.Equal(t, "attachment; filename="+nome, r.testate.Get("Content-Disposition"))
		require.True(t, strings.HasPrefix(r.corpo, "%PDF-"))
		require.Contains(t, r.corpo[len(r.corpo)-16:], "%%EOF")
	}
	for _, id := range []string{"MENSA-03", "EDILIZIA-118", "TARI-RATA-1", "MULTA-77"} {
		p := u.posizione(id)
		u.leggi("/avviso/"+p.NumeroAvviso.String()).dice(t, http.StatusOK, "Scarica l'avviso (PDF)")
		pdf("/avviso/"+p.NumeroAvviso.String()+"/pdf", "avviso_99999000005_"+p.NumeroAvviso.String()+".pdf")
	}
	ricevuta := func(r risposta) {
		t.Helper()
		r.dice(t, http.StatusOK, "Scarica la ricevuta (PDF)")
		_, dopo, _ := strings.Cut(r.corpo, `href="/pagamento/`)
		id, _, _ := strings.Cut(dopo, "/")
		pdf("/pagamento/"+id+"/ricevuta.pdf", "ricevuta_"+id+".pdf")
	}
	r := u.posta(u.alloSportello("EDILIZIA-118", "ABI99991"), "scelta", "parziale")
	u.leggi("/pagamento/"+strings.TrimPrefix(r.percorso, "/pagamento/")+"/ricevuta.pdf").dice(t, http.StatusNotFound, "Ricevuta non ancora arrivata")
	u.passa(4 * time.Second)
	ricevuta(u.leggi(r.percorso))
	ricevuta(u.posta(u.alPunto("MENSA-03"), "scelta", "paga"))
	r = u.posta(u.alloSportello("TARI-UNICA", "ABI99991"), "scelta", "non-eseguito")
	u.passa(4 * time.Second)
	ricevuta(u.leggi(r.percorso))
	u.leggi("/pagamento/X/ricevuta.pdf").dice(t, http.StatusNotFound, "Pagamento sconosciuto")
	u.leggi("/avviso/12/pdf").dice(t, http.StatusNotFound, "Avviso sconosciuto")
	bozza := u.posizione("SUOLO-9")
	u.leggi("/avviso/"+bozza.NumeroAvviso.String()+"/pdf").dice(t, http.StatusNotFound, "Avviso sconosciuto")
}
