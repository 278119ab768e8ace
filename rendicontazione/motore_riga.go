package rendicontazione

import (
	"github.com/quietanza/quietanza/internal/chiavi"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// rigaDiGruppo is a row of a current flow, by its position in Righe. It stands where
// its key was, which nothing needs once the groups are made and the rows are read: a
// list beside it would be sixteen bytes for each row of a month.
type rigaDiGruppo chiavi.Chiave

// rigaPari is the bit, after the outcome and the class, of a row of the amount of
// its item.
const rigaPari = 1 << 16

func riga(k *chiavi.Chiave) *rigaDiGruppo { return (*rigaDiGruppo)(k) }

// scrivi makes the key of a row the row: its flow, the item of its key from 1, 0 for
// none, and its outcome.
func (x *rigaDiGruppo) scrivi(flusso, ricevuta int32, esito flusso.Esito) {
	x.Alta = uint64(uint32(flusso))<<32 | uint64(uint32(ricevuta))
	x.Bassa = uint32(esito)
}

// classifica gives the row its class, as far as the facts are known, and says whether
// it is of the amount of its item.
func (x *rigaDiGruppo) classifica(c ClasseRiga, pari bool) {
	x.Bassa = x.Bassa&0xFF | uint32(c)<<8
	if pari {
		x.Bassa |= rigaPari
	}
}

func (x *rigaDiGruppo) flusso() int32       { return int32(x.Alta >> 32) }
func (x *rigaDiGruppo) ricevuta() int32     { return int32(uint32(x.Alta)) }
func (x *rigaDiGruppo) esito() flusso.Esito { return flusso.Esito(x.Bassa) }
func (x *rigaDiGruppo) classe() ClasseRiga  { return ClasseRiga(x.Bassa >> 8) }
func (x *rigaDiGruppo) pari() bool          { return x.Bassa&rigaPari != 0 }
