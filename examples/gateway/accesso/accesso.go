// Package accesso tells whether a password is right. Of passwords the gateway has the bcrypt
// alone.
package accesso

import (
	"crypto/sha256"
	"sync"

	"golang.org/x/crypto/bcrypt"
)

// Accesso remembers the passwords that were right, so that each is looked at slowly once.
// The zero value is ready.
type Accesso struct {
	mu     sync.Mutex
	giuste map[[sha256.Size]byte]bool
	turno  sync.Mutex // one slow look at a time: who guesses does not take the processor
}

// senzaNessuno is looked at for a user that there is not, so that the answer takes as long.
const senzaNessuno = "$2a$10$hfV87hCfZ7G1xAhm81u0Ou.BfK59I7C4DeUfyMyhp.8S7VbTf.8km"

// Giusta reports whether a password is the one of an impronta; never of "", that of a user
// that there is not.
func (a *Accesso) Giusta(impronta, password string) bool {
	c := impronta
	if c == "" {
		c = senzaNessuno
	}
	nota := sha256.Sum256([]byte(c + password)) // the length of an impronta is always the same
	a.mu.Lock()
	gia := a.giuste[nota]
	a.mu.Unlock()
	if gia {
		return impronta != ""
	}
	a.turno.Lock()
	giusta := bcrypt.CompareHashAndPassword([]byte(c), []byte(password)) == nil && impronta != ""
	a.turno.Unlock()
	if giusta {
		a.mu.Lock()
		if a.giuste == nil {
			a.giuste = map[[sha256.Size]byte]bool{}
		}
		a.giuste[nota] = true
		a.mu.Unlock()
	}
	return giusta
}
