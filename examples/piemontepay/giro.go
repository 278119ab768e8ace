package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	campoNascosto = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)">`)
	linkRitorno   = regexp.MustCompile(`href="([^"]*)">← Torna al sistema chiamante`)
	titoloPagina  = regexp.MustCompile(`<h1[^>]*>([^<]*)</h1>`)
	guidaPagina   = regexp.MustCompile(`<p class="messaggio">([^<]*)</p>`)
	somma         = regexp.MustCompile(`Quanto fa (\d+) \+ (\d+)\?`)
)

// errGiro is a page of the walk that is not the one expected.
var errGiro = errors.New("il giro si è interrotto")

// visita is a page as it arrived, after the redirects.
type visita struct {
	indirizzo string
	corpo     string
}

// uno returns what an expression finds in the page, as text.
func (v visita) uno(e *regexp.Regexp) string {
	m := e.FindStringSubmatch(v.corpo)
	if m == nil {
		return ""
	}
	return html.UnescapeString(m[1])
}

// giro walks through the bench as a browser would and prints every step.
func (b *banco) giro(ctx context.Context, out io.Writer) error {
	var registro bytes.Buffer
	b.sportello.mu.Lock()
	b.sportello.registro = &registro
	b.sportello.mu.Unlock()
	n := 0
	passo := func(testo string, args ...any) {
		n++
		fmt.Fprintf(out, "%d. "+testo+"\n", append([]any{n}, args...)...)
	}
	verso, err := b.posta(ctx, b.urlPortale+"/paga", nil)
	if err != nil {
		return err
	}
	campi := verso.nascosti()
	passo("il portale prepara la chiamata %s, digest %s", campi.Get("identificativoPagamento"), campi.Get("digest"))

	falso := url.Values{}
	for k, v := range campi {
		falso[k] = v
	}
	falso.Set("iuv", "01000000000009999")
	falso.Set("identificativoPagamento", "ALTRO")
	rifiuto, err := b.posta(ctx, b.urlSportello+"/accessoChiamanteEsterno", falso)
	if err != nil {
		return err
	}
	_, riga, _ := strings.Cut(strings.TrimSpace(registro.String()), " ")
	passo("una chiamata alterata viene rifiutata: %q; nel registro: %s", rifiuto.uno(titoloPagina), riga)

	ritorno, err := b.allaConclusione(ctx, campi, "paga")
	if err != nil {
		return err
	}
	passo("il cittadino conferma i dati, paga e torna: ...%s", ritorno[strings.Index(ritorno, "&codEsito"):])
	pagina, err := b.leggi(ctx, ritorno)
	if err != nil {
		return err
	}
	passo("il portale risponde: %s (pagata: %t)", pagina.uno(guidaPagina), b.portale.pagata())

	falsa := notifica(time.Now())
	falsa.Testata.IdMessaggio, falsa.Testata.ImportoTotalePagamenti = "NP-FALSA", importoAltrui
	falsa.Notifiche[0].ImportoPagato = importoAltrui
	esito, err := b.sportello.trasmetti(ctx, falsa)
	if err != nil {
		return err
	}
	passo("una notifica di un altro importo non conta: %s %s (pagata: %t)", esito.Codice, esito.Messaggio, b.portale.pagata())
	for range 2 {
		batch, err := b.posta(ctx, b.urlSportello+"/batch", nil)
		if err != nil {
			return err
		}
		passo("il batch trasmette la %s (pagata: %t)", batch.uno(guidaPagina), b.portale.pagata())
	}
	dopo, err := b.posta(ctx, b.urlPortale+"/paga", nil)
	if err != nil {
		return err
	}
	passo("un nuovo tentativo non è più ammesso: %s", dopo.uno(guidaPagina))
	return nil
}

// allaConclusione goes through the desk to the end of a payment and returns the way back.
func (b *banco) allaConclusione(ctx context.Context, campi url.Values, scelta string) (string, error) {
	v, err := b.posta(ctx, b.urlSportello+"/accessoChiamanteEsterno", campi)
	if err == nil && strings.Contains(v.indirizzo, "/riepilogo/") {
		risposte := url.Values{"email": {posta}, "ripeti": {posta}, "privacy": {"si"}}
		if m := somma.FindStringSubmatch(v.corpo); m != nil {
			x, _ := strconv.Atoi(m[1])
			y, _ := strconv.Atoi(m[2])
			risposte.Set("captcha", strconv.Itoa(x+y))
		}
		v, err = b.posta(ctx, v.indirizzo, risposte)
	}
	if err == nil {
		v, err = b.posta(ctx, v.indirizzo, url.Values{"scelta": {scelta}})
	}
	if err != nil {
		return "", err
	}
	ritorno := v.uno(linkRitorno)
	if ritorno == "" {
		return "", fmt.Errorf("%w: nessun ritorno in %s: %s", errGiro, v.indirizzo, v.uno(titoloPagina))
	}
	return ritorno, nil
}

// posta posts a form and returns the page, whatever its status: refusals are
// part of the walk.
func (b *banco) posta(ctx context.Context, indirizzo string, campi url.Values) (visita, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, indirizzo, strings.NewReader(campi.Encode()))
	if err != nil {
		return visita{}, err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.manda(r)
}

func (b *banco) leggi(ctx context.Context, indirizzo string) (visita, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, indirizzo, nil)
	if err != nil {
		return visita{}, err
	}
	return b.manda(r)
}

func (b *banco) manda(r *http.Request) (visita, error) {
	risposta, err := b.sportello.cliente.Do(r)
	if err != nil {
		return visita{}, err
	}
	defer func() { _ = risposta.Body.Close() }()
	corpo, err := io.ReadAll(io.LimitReader(risposta.Body, 1<<20))
	return visita{risposta.Request.URL.String(), string(corpo)}, err
}

func (v visita) nascosti() url.Values {
	campi := url.Values{}
	for _, m := range campoNascosto.FindAllStringSubmatch(v.corpo, -1) {
		campi.Set(m[1], html.UnescapeString(m[2]))
	}
	return campi
}
