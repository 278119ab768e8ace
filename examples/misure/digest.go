package main

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strconv"

	"github.com/quietanza/quietanza/piemontepay"
)

// digest is the digest of a PiemontePay call against SHA-256 and base64 of the
// same bytes, which are no less than what must be done.
var digest = misura{
	nome: "digest", cosa: "digest of a call", unita: "digest",
	quante:  func(o opzioni) int { return o.righe },
	prepara: preparaDigest,
}

// Values of a call.
const (
	segretoChiamata = "segreto"
	codiceChiamata  = "TRIB_07"
	iuvChiamata     = "210100000000123"
	urlChiamata     = "https://tributi.comune.esempio.it/ritorno"
)

func idChiamata(i int) string { return "MENSE_2024_" + strconv.Itoa(1_000_000+i) }

// dimensione is the length of the bytes that are digested.
func dimensioneChiamata() int {
	return len(segretoChiamata) + len(codiceChiamata) + len(idChiamata(0)) + len(iuvChiamata) + len(urlChiamata) + 2*len("%%%%")
}

func preparaDigest(_ context.Context, _ opzioni, n int) (*prova, error) {
	segreto, err := piemontepay.NuovaPassphrase(segretoChiamata)
	if err != nil {
		return nil, err
	}
	const varieta = 1000
	var ids [varieta]string
	var chiari [varieta][]byte
	for i := range ids {
		ids[i] = idChiamata(i)
		chiari[i] = []byte(segretoChiamata + "%%%%" + codiceChiamata + ids[i] + iuvChiamata + urlChiamata + "%%%%")
	}
	libreria := func(i int) string {
		return piemontepay.CalcolaDigest(piemontepay.QuattroPercento, segreto, codiceChiamata, ids[i], iuvChiamata, urlChiamata).String()
	}
	nudo := func(i int) string {
		h := sha256.Sum256(chiari[i])
		return base64.StdEncoding.EncodeToString(h[:])
	}
	ripeti := func(nome string, f func(int) string) lato {
		return cheConta(nome, "characters", func(contati *int) error {
			for i := range n {
				*contati += len(f(i % varieta))
			}
			return nil
		})
	}
	return &prova{
		n: n, byte: n * dimensioneChiamata(),
		uguali: func() error {
			for i := range varieta {
				if libreria(i) != nudo(i) {
					return fmt.Errorf("the digests of %s differ", ids[i])
				}
			}
			return nil
		},
		lati: []lato{ripeti("ours", libreria), ripeti("bare SHA-256 and base64", nudo)},
	}, nil
}
