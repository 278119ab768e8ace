package nodo

// Chiave identifies a payment attempt: the triple that every message of the
// Nodo carries. It is case-sensitive.
//
// Source: Specifiche Attuative del Nodo dei Pagamenti-SPC 2.1, table 34.
type Chiave struct {
	IdDominio string `json:"idDominio"`
	IUV       string `json:"iuv"`
	CCP       string `json:"ccp"`
}
