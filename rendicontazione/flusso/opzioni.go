package flusso

import "github.com/quietanza/quietanza/avviso"

// Opzione bounds or completes a reading.
type Opzione func(*opzioni)

type opzioni struct {
	dominio  avviso.IdDominio
	maxRighe int64
	maxByte  int64
}

// ConDominio says of which body the flow is, that is for which one it was asked.
// Without it the body is the receiver in the document, which must then be a
// code of 11 digits. A receiver that is another body is the anomaly 007116.
func ConDominio(d avviso.IdDominio) Opzione { return func(o *opzioni) { o.dominio = d } }

// ConMaxRighe refuses a flow of more than n rows (ErrLimite, TROPPE_RIGHE). The
// schema has no bound.
func ConMaxRighe(n int64) Opzione { return func(o *opzioni) { o.maxRighe = n } }

// ConMaxByte refuses a document of more than n bytes (ErrLimite, LIMITE).
func ConMaxByte(n int64) Opzione { return func(o *opzioni) { o.maxByte = n } }

func raccogli(scelte []Opzione) opzioni {
	var o opzioni
	for _, f := range scelte {
		f(&o)
	}
	return o
}
