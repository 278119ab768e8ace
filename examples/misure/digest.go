package main

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"

	"github.com/quietanza/quietanza/piemontepay"
)

// misuraDigest times the digest of a PiemontePay call against SHA-256 and base64
// of the same bytes.
func misuraDigest(_ context.Context, o opzioni) ([]riga3, error) {
	segreto, err := piemontepay.NuovaPassphrase("segreto")
	if err != nil {
		return nil, err
	}
	const codice, id, iuv, url = "TRIB_07", "MENSE_2024_000001", "210100000000123", "https://tributi.comune.esempio.it/ritorno"
	chiaro := []byte("segreto%%%%" + codice + id + iuv + url + "%%%%")
	nudo := func() string {
		h := sha256.Sum256(chiaro)
		return base64.StdEncoding.EncodeToString(h[:])
	}
	libreria := func() string {
		return piemontepay.CalcolaDigest(piemontepay.QuattroPercento, segreto, codice, id, iuv, url).String()
	}
	if nudo() != libreria() {
		return nil, errors.New("the two digests differ")
	}
	n := o.righe
	ripeti := func(f func() string) func() {
		return func() {
			for range n {
				f()
			}
		}
	}
	return []riga3{{
		cosa: "digest of a call", pari: "bare SHA-256 and base64", unita: "digest", n: n,
		nostro: cronometra(o.giri, ripeti(libreria)), altrui: cronometra(o.giri, ripeti(nudo)),
	}}, nil
}
