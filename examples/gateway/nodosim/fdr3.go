package nodosim

import (
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/simula/fdr3"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// BaseFdR3 is where this platform serves FdR 3, below its own address.
const BaseFdR3 = "/fdr-org/service/v1"

// erroreFdR3 answers with a refusal of FdR 3.
func erroreFdR3(w http.ResponseWriter, stato int, codice, messaggio string) {
	b, err := fdr3.AppendErrore(nil, flusso.ErroreFdR3{
		Stato: int64(stato), Descrizione: http.StatusText(stato), Codice: codice, Errori: []flusso.DettaglioFdR3{{Messaggio: messaggio}},
	})
	rispondi(w, stato, b, err)
}

// guastoFdR3 answers 500 to as many calls as Guasti says.
func (n *Nodo) guastoFdR3(w http.ResponseWriter) bool {
	n.mu.Lock()
	n.registro.chiamate++
	guasto := rand.New(rand.NewPCG(n.Seme, n.registro.chiamate)).IntN(1000) < n.Guasti.FdR3
	n.mu.Unlock()
	if guasto {
		erroreFdR3(w, http.StatusInternalServerError, "FDR-0500", "An unexpected error has occurred")
	}
	return guasto
}

// pagina reads page and size of a query.
func pagina(r *http.Request) (numero, dimensione int, ok bool) {
	numero, dimensione = 1, fdr3.MaxPagina
	var err1, err2 error
	if s := r.FormValue("page"); s != "" {
		numero, err1 = strconv.Atoi(s)
	}
	if s := r.FormValue("size"); s != "" {
		dimensione, err2 = strconv.Atoi(s)
	}
	return numero, dimensione, err1 == nil && err2 == nil && numero >= 1 && dimensione >= 1 && dimensione <= fdr3.MaxPagina
}

// elencoFdR3 lists the published flows of a body, the earliest first.
func (n *Nodo) elencoFdR3(w http.ResponseWriter, r *http.Request) {
	if n.guastoFdR3(w) {
		return
	}
	numero, dimensione, ok := pagina(r)
	var dopo, flussoDopo avviso.DataOra
	var err1, err2 error
	if s := r.FormValue("publishedGt"); s != "" {
		dopo, err1 = avviso.ParseDataOra(s)
	}
	if s := r.FormValue("flowDate"); s != "" {
		flussoDopo, err2 = avviso.ParseDataOra(s)
	}
	ente, err := avviso.ParseIdDominio(r.PathValue("ente"))
	switch {
	case !ok || err1 != nil || err2 != nil:
		erroreFdR3(w, http.StatusBadRequest, "FDR-0400", "Bad request")
		return
	case err != nil || n.Enti(ente) == nil:
		erroreFdR3(w, http.StatusBadRequest, "FDR-0716", "Creditor institution is unknown")
		return
	case dopo.IsValid() && dopo.Time().Before(n.Orologio().AddDate(0, -1, 0)):
		erroreFdR3(w, http.StatusBadRequest, "FDR-1000", "publishedGt is more than a month ago")
		return
	}
	var voci []flusso.VoceElencoFdR3
	for _, x := range n.Riversamenti() {
		v := flusso.VoceElencoFdR3{IDFlusso: x.Flusso.IDFlusso, PSP: x.Flusso.PSP, Revisione: x.Flusso.Revisione, Pubblicato: avviso.DataOraDi(x.Pubblicato), Flusso: x.Flusso.DataOraFlusso}
		psp := r.FormValue("pspId")
		if x.Flusso.IdDominio == ente && (psp == "" || psp == v.PSP) && (!dopo.IsValid() || v.Pubblicato.Dopo(dopo)) && (!flussoDopo.IsValid() || v.Flusso.Dopo(flussoDopo)) {
			voci = append(voci, v)
		}
	}
	b, err := fdr3.AppendElenco(nil, voci, numero, dimensione)
	rispondi(w, http.StatusOK, b, err)
}

// flussoFdR3 finds the flow of an address, and answers when there is none.
func (n *Nodo) flussoFdR3(w http.ResponseWriter, r *http.Request) (*Riversamento, bool) {
	if n.guastoFdR3(w) {
		return nil, false
	}
	fatti := n.Riversamenti()
	i := slices.IndexFunc(fatti, func(x Riversamento) bool {
		f := &x.Flusso
		return f.IdDominio.String() == r.PathValue("ente") && f.IDFlusso == r.PathValue("fdr") && f.PSP == r.PathValue("psp") && strconv.Itoa(int(f.Revisione)) == r.PathValue("revisione")
	})
	if i < 0 {
		erroreFdR3(w, http.StatusNotFound, "FDR-0701", "Reporting flow not found")
		return nil, false
	}
	return &fatti[i], true
}

func (n *Nodo) testataFdR3(w http.ResponseWriter, r *http.Request) {
	if x, ok := n.flussoFdR3(w, r); ok {
		b, err := fdr3.AppendTestata(nil, &x.Flusso, x.Pubblicato)
		rispondi(w, http.StatusOK, b, err)
	}
}

func (n *Nodo) pagamentiFdR3(w http.ResponseWriter, r *http.Request) {
	numero, dimensione, ok := pagina(r)
	if !ok {
		erroreFdR3(w, http.StatusBadRequest, "FDR-0400", "Bad request")
		return
	}
	if x, trovato := n.flussoFdR3(w, r); trovato {
		b, err := fdr3.AppendPagina(nil, &x.Flusso, numero, dimensione)
		rispondi(w, http.StatusOK, b, err)
	}
}
