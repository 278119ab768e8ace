package circuito_test

import (
	"errors"
	"fmt"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/simula/circuito"
	"github.com/quietanza/quietanza/piemontepay"
)

// ritornoPortale is where citizens come back to.
const ritornoPortale = "https://portale.example/ritorno"

// chiamante is a body as the desk has registered it.
func (b *sportello) chiamante(ente avviso.IdDominio) (piemontepay.Chiamante, error) {
	segreto, err := piemontepay.NuovaPassphrase("parola di " + ente.String() + " £")
	return piemontepay.Chiamante{CodiceChiamante: "AP_" + ente.String(), Passphrase: segreto, URL: ritornoPortale, CodiciVersamento: []string{"TR01", "EN01"}}, err
}

// viaggio is a citizen on the way to the desk.
type viaggio struct {
	posizione *circuito.Posizione
	id        piemontepay.IdentificativoPagamento
	modulo    piemontepay.Modulo
}

// cittadini sends some citizens to the desk and back, and lets them change what they carry: a call that was
// altered is refused, a return of another attempt too, and no return pays.
func (b *sportello) cittadini() error {
	var viaggi []viaggio
	usati := map[string]bool{}
	for n, p := range b.m.posizioni {
		if b.r.IntN(3) > 0 {
			continue
		}
		c, err := b.chiamante(p.Ente.Dominio)
		if err != nil {
			return err
		}
		id, err := piemontepay.ParseIdentificativoPagamento(fmt.Sprint("T", n))
		if err != nil {
			return err
		}
		a := b.portali[p.Ente.Dominio]
		q, adesso := a.stato.Posizioni[p.IUV], b.m.s.Oggi().Inizio()
		q, modulo, _, err := q.NuovoTentativo(c, piemontepay.Pagamento{IdentificativoPagamento: id, IUV: q.IUV, CodiceFiscale: p.Debitore.CodiceFiscale}, adesso)
		if err != nil {
			return err
		}
		if q, err = q.Reindirizza(id, adesso); err != nil {
			return err
		}
		a.stato.Posizioni[p.IUV] = q
		if err := a.salva(); err != nil {
			return err
		}
		viaggi = append(viaggi, viaggio{p, id, modulo})
	}
	for i := range viaggi {
		v, altro := &viaggi[i], &viaggi[b.r.IntN(len(viaggi))]
		b.accaduti["viaggi allo sportello"]++
		if err := b.viaggia(v, altro, usati); err != nil {
			return fmt.Errorf("%s: %w", v.posizione.IUV, err)
		}
	}
	for _, a := range b.portali {
		for iuv, q := range a.stato.Posizioni {
			if q.Pagata() {
				return errors.New(iuv + ": un ritorno la paga")
			}
		}
	}
	return nil
}

// chiamata is the form as it reaches the desk.
func (v *viaggio) chiamata() (c piemontepay.Chiamata) {
	for _, p := range v.modulo.Parametri {
		switch p.Nome {
		case "codiceChiamante":
			c.CodiceChiamante = p.Valore
		case "digest":
			c.Digest = p.Valore
		case "iuv":
			c.IUV = p.Valore
		case "codiceFiscale":
			c.CodiceFiscale = p.Valore
		case "identificativoPagamento":
			c.IdentificativoPagamento = p.Valore
		}
	}
	return c
}

func (b *sportello) viaggia(v, altro *viaggio, usati map[string]bool) error {
	vera := v.chiamata()
	if altro != v {
		falsa := vera
		falsa.IUV = altro.chiamata().IUV
		if d := b.decidi(falsa, usati); d.Accettata || d.Rifiuto != piemontepay.DigestFallito {
			return fmt.Errorf("chiamata con lo IUV di un altro: %+v", d)
		}
	}
	if d := b.decidi(vera, usati); !d.Accettata {
		return fmt.Errorf("chiamata rifiutata: %s", d.Motivo)
	}
	usati[vera.IdentificativoPagamento] = true
	if d := b.decidi(vera, usati); d.Rifiuto != piemontepay.IdentificativoDuplicato {
		return fmt.Errorf("chiamata ripetuta: %+v", d)
	}
	esito := [...]piemontepay.CodEsito{"", "000", "100", "777"}[b.r.IntN(4)]
	a := b.portali[v.posizione.Ente.Dominio]
	for range 1 + b.r.IntN(2) { // the page is loaded again
		r, err := piemontepay.ParseRitorno(string(piemontepay.AppendRitornoA(nil, ritornoPortale, v.id, v.modulo.Digest, esito)))
		if err != nil {
			return err
		}
		nuova, _, err := a.stato.Posizioni[v.posizione.IUV].Ritorna(r, b.m.s.Oggi().Inizio().Add(time.Minute))
		if err != nil {
			return err
		}
		a.stato.Posizioni[v.posizione.IUV] = nuova
	}
	if altro == v {
		return a.salva()
	}
	// What another citizen carries is not of this attempt.
	for _, testo := range [][]byte{
		piemontepay.AppendRitornoA(nil, ritornoPortale, v.id, altro.modulo.Digest, "000"), piemontepay.AppendRitornoA(nil, ritornoPortale, altro.id, altro.modulo.Digest, "000"),
	} {
		r, err := piemontepay.ParseRitorno(string(testo))
		if err != nil {
			return err
		}
		if _, _, err := a.stato.Posizioni[v.posizione.IUV].Ritorna(r, b.m.s.Oggi().Inizio()); err == nil {
			return fmt.Errorf("ritorno di un altro tentativo: %s", testo)
		}
	}
	return a.salva()
}

// decidi is the desk's answer to a call.
func (b *sportello) decidi(c piemontepay.Chiamata, usati map[string]bool) piemontepay.Decisione {
	return piemontepay.Decidi(c, piemontepay.Archivio{
		IdentificativoUsato: func(id string) bool { return usati[id] },
		Chiamante: func(codice string) (piemontepay.Chiamante, bool) {
			for d := range b.portali {
				if k, err := b.chiamante(d); err == nil && k.CodiceChiamante == codice {
					return k, true
				}
			}
			return piemontepay.Chiamante{}, false
		},
		Posizione: func(iuv string) (piemontepay.PosizioneSportello, bool) {
			for _, p := range b.m.posizioni {
				if p.IUV == iuv {
					return piemontepay.PosizioneSportello{Stato: piemontepay.DaPagare, CodiceFiscale: p.Debitore.CodiceFiscale, CodiceVersamento: codiceVersamento(p)}, true
				}
			}
			return piemontepay.PosizioneSportello{}, false
		},
	}, b.m.s.Oggi().Inizio())
}
