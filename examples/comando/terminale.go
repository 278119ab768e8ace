package comando

import "os"

// Terminale reports whether somebody reads a file as it is written: the null device is a
// device of characters too.
func Terminale(f *os.File) bool {
	s, err := f.Stat()
	if err != nil || s.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	nullo, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(s, nullo)
}
