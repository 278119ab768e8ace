package main

import (
	"context"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

var (
	campoNascosto = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)">`)
	linkRitorno   = regexp.MustCompile(`<a href="([^"]*)">Torna al sistema chiamante`)
)

// giro walks through the bench as a browser would and prints every step.
func (b *banco) giro(ctx context.Context, out io.Writer) error {
	passo := func(n int, testo string, args ...any) {
		fmt.Fprintf(out, "%d. "+testo+"\n", append([]any{n}, args...)...)
	}

	modulo, err := b.posta(ctx, b.urlPortale+"/paga", nil)
	if err != nil {
		return err
	}
	campi := nascosti(modulo)
	passo(1, "il portale prepara la chiamata %s, digest %s", campi.Get("identificativoPagamento"), campi.Get("digest"))

	falso := url.Values{}
	for k, v := range campi {
		falso[k] = v
	}
	falso.Set("codiceFiscale", "VRDLGU80A01H501X")
	falso.Set("identificativoPagamento", "ALTRO")
	rifiuto, err := b.posta(ctx, b.urlSportello+"/accessoChiamanteEsterno", falso)
	if err != nil {
		return err
	}
	passo(2, "una chiamata alterata viene rifiutata: %s", strings.TrimSpace(rifiuto))

	if _, err := b.posta(ctx, b.urlSportello+"/accessoChiamanteEsterno", campi); err != nil {
		return err
	}
	fine, err := b.posta(ctx, b.urlSportello+"/esito", url.Values{"id": campi["identificativoPagamento"], "scelta": {"paga"}})
	if err != nil {
		return err
	}
	link := linkRitorno.FindStringSubmatch(fine)
	if link == nil {
		return fmt.Errorf("no way back in %q", fine)
	}
	ritorno := html.UnescapeString(link[1])
	passo(3, "il cittadino paga e torna: ...%s", ritorno[strings.Index(ritorno, "&codEsito"):])

	pagina, err := b.leggi(ctx, ritorno)
	if err != nil {
		return err
	}
	passo(4, "il portale risponde: %s (pagata: %t)", primoParagrafo(pagina), b.portale.pagata())

	for n := range 2 {
		batch, err := b.posta(ctx, b.urlSportello+"/batch", nil)
		if err != nil {
			return err
		}
		passo(5+n, "il batch trasmette la %s (pagata: %t)", strings.TrimSpace(batch), b.portale.pagata())
	}
	rifiuto, err = b.posta(ctx, b.urlPortale+"/paga", nil)
	if err != nil {
		return err
	}
	passo(7, "un nuovo tentativo non è più ammesso: %s", strings.TrimSpace(rifiuto))
	return nil
}

// posta posts a form and returns the page, whatever its status: refusals are
// part of the walk.
func (b *banco) posta(ctx context.Context, indirizzo string, campi url.Values) (string, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, indirizzo, strings.NewReader(campi.Encode()))
	if err != nil {
		return "", err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return manda(r)
}

func (b *banco) leggi(ctx context.Context, indirizzo string) (string, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, indirizzo, nil)
	if err != nil {
		return "", err
	}
	return manda(r)
}

func manda(r *http.Request) (string, error) {
	risposta, err := http.DefaultClient.Do(r)
	if err != nil {
		return "", err
	}
	defer func() { _ = risposta.Body.Close() }()
	corpo, err := io.ReadAll(io.LimitReader(risposta.Body, 1<<20))
	return string(corpo), err
}

func nascosti(pagina string) url.Values {
	v := url.Values{}
	for _, m := range campoNascosto.FindAllStringSubmatch(pagina, -1) {
		v.Set(m[1], html.UnescapeString(m[2]))
	}
	return v
}

func primoParagrafo(pagina string) string {
	_, dopo, _ := strings.Cut(pagina, "<p>")
	testo, _, _ := strings.Cut(dopo, "</p>")
	return html.UnescapeString(testo)
}
