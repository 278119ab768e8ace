package qr

// Reed-Solomon over GF(256) with the polynomial x^8+x^4+x^3+x^2+1.

// potenze and logaritmi are the tables of the field; potenze is twice as long as
// the field, so that a sum of logarithms needs no reduction.
var potenze, logaritmi = func() (p [510]byte, l [256]int) {
	x := 1
	for i := range 255 {
		p[i], p[i+255] = byte(x), byte(x)
		l[x] = i
		if x <<= 1; x > 255 {
			x ^= 0x11D
		}
	}
	return p, l
}()

func per(a, b byte) byte {
	if a == 0 || b == 0 {
		return 0
	}
	return potenze[logaritmi[a]+logaritmi[b]]
}

// generatore returns the generator polynomial of n correction codewords, its
// leading 1 left out, highest power first.
func generatore(n int) []byte {
	g := make([]byte, n)
	g[n-1] = 1
	for i := range n {
		radice := potenze[i]
		for j := range n {
			g[j] = per(g[j], radice)
			if j+1 < n {
				g[j] ^= g[j+1]
			}
		}
	}
	return g
}

// correzione returns the remainder of the data divided by the generator.
func correzione(dati, g []byte) []byte {
	resto := make([]byte, len(g))
	for _, d := range dati {
		f := d ^ resto[0]
		copy(resto, resto[1:])
		resto[len(resto)-1] = 0
		for i := range g {
			resto[i] ^= per(g[i], f)
		}
	}
	return resto
}
