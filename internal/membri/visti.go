package membri

import "slices"

// maxElenco is how many names are looked through one by one.
const maxElenco = 16

// Visti are the names met in an object. The zero value has none. The first ones
// take no memory of their own.
type Visti struct {
	primi [maxElenco]string
	n     int
	altri map[string]bool
}

// Aggiungi adds a name and reports whether it is new.
func (v *Visti) Aggiungi(nome string) bool {
	if slices.Contains(v.primi[:v.n], nome) || v.altri[nome] {
		return false
	}
	if v.n < len(v.primi) {
		v.primi[v.n] = nome
		v.n++
		return true
	}
	if v.altri == nil {
		v.altri = make(map[string]bool)
	}
	v.altri[nome] = true
	return true
}
