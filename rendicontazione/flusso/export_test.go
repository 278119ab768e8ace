package flusso

// Scandisci makes the reader scan every row, without predicting any.
func (l *Lettore) Scandisci() { l.scandisce = true }

// Predette reports whether the reader knows the form of the rows.
func (l *Lettore) Predette() bool { return len(l.forma.figli) > 0 }
