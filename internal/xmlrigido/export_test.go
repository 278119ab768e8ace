package xmlrigido

// Finestra gives a reader that has not begun a window of n bytes, so that short
// documents slide through it. Tags must be shorter.
func Finestra(l *Lettore, n int) *Lettore {
	l.buf = make([]byte, 0, n)
	return l
}
