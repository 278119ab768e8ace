package binario

// Passaggio goes over the parts of a value in their order: it writes them to S, or reads
// them from L, of which one is given, so that each part is named once.
type Passaggio struct {
	S *Scrittore
	L *Lettore
}

// Testo is a text.
func (p Passaggio) Testo(t *string) {
	if p.L != nil {
		*t = p.L.Testo()
		return
	}
	p.S.Testo(*t)
}

// Intero is a number with sign.
func (p Passaggio) Intero(n *int64) {
	if p.L != nil {
		*n = p.L.Intero()
		return
	}
	p.S.Intero(*n)
}

// Nome is a text that comes back often.
func Nome[T ~string](p Passaggio, t *T) {
	if p.L != nil {
		*t = T(p.L.Nome())
		return
	}
	p.S.Nome(string(*t))
}

// Numero is a number that is not above a limit.
func Numero[T ~uint8 | ~uint64](p Passaggio, n *T, limite uint64) {
	if p.L != nil {
		*n = T(p.L.FinoA(limite))
		return
	}
	p.S.Numero(uint64(*n))
}

// Lista is a list, nil when it is empty; valida, which may be nil, is asked about what is
// read.
func Lista[T any](p Passaggio, lista *[]T, uno func(Passaggio, *T), valida func(T) error) {
	if p.L == nil {
		p.S.Numero(uint64(len(*lista)))
		for i := range *lista {
			uno(p, &(*lista)[i])
		}
		return
	}
	for n := p.L.Quanti(); n > 0 && p.L.Err() == nil; n-- {
		var x T
		uno(p, &x)
		if p.L.Err() == nil && valida != nil {
			if err := valida(x); err != nil {
				p.L.Sbaglia(err)
			}
		}
		*lista = append(*lista, x)
	}
}
