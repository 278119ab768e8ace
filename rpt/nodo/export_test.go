package nodo

// CodiciFault are the codes of the list, in its order.
func CodiciFault() (codici []FaultCode) {
	for _, t := range testiFault {
		codici = append(codici, t.codice)
	}
	return codici
}
