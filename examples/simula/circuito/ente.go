package circuito

import (
	"errors"
	"fmt"
	"math/rand/v2"

	"github.com/quietanza/quietanza/avviso"
)

// segregazione is the segregation code of the archive that is simulated, and
// altraSegregazione that of the other intermediary of every body.
const (
	segregazione      = "01"
	altraSegregazione = "02"
)

// Ente is a creditor body.
type Ente struct {
	Indice  int // from 0
	Dominio avviso.IdDominio
	Nome    string
	IBAN    avviso.IBAN
	GLN     avviso.GLN
	fuori   bool // outside the set
}

// Persona is a debtor.
type Persona struct {
	CodiceFiscale string
	Nome          string
	Citta         string
}

// nuovoCaso returns the generator of a part of the simulation.
func nuovoCaso(seme, parte uint64) *rand.Rand { return rand.New(rand.NewPCG(seme, parte)) }

// nuoviEnti returns n invented bodies, and one more that nobody looks at.
func nuoviEnti(n int) ([]Ente, Ente, error) {
	enti := make([]Ente, 0, n+1)
	for i := range n + 1 {
		iban, err := nuovoIBAN(i)
		if err != nil {
			return nil, Ente{}, err
		}
		codice := fmt.Sprintf("99999%05d", i)
		dominio, err := avviso.ParseIdDominio(codice + controlloPartitaIVA(codice))
		if err != nil {
			return nil, Ente{}, err
		}
		nome := fmt.Sprintf("COMUNE INVENTATO %04d", i+1)
		if i == n {
			nome = "PROVINCIA INVENTATA"
		}
		gln, err := nuovoGLN(i)
		if err != nil {
			return nil, Ente{}, err
		}
		enti = append(enti, Ente{i, dominio, nome, iban, gln, i == n})
	}
	return enti[:n], enti[n], nil
}

// controlloPartitaIVA returns the check digit of ten digits.
func controlloPartitaIVA(codice string) string {
	somma := 0
	for i, c := range codice {
		d := int(c - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		somma += d
	}
	return string(rune('0' + (10-somma%10)%10))
}

// nuovoIBAN returns the account of a body at a treasurer that does not exist.
func nuovoIBAN(i int) (avviso.IBAN, error) {
	for cin := 'A'; cin <= 'Z'; cin++ {
		bban := fmt.Sprintf("%c9999700001%012d", cin, i+100)
		resto := 0
		for _, c := range bban + "IT00" {
			n, cifre := int(c-'0'), 10
			if c >= 'A' {
				n, cifre = int(c-'A')+10, 100
			}
			resto = (resto*cifre + n) % 97
		}
		iban, err := avviso.ParseIBAN(fmt.Sprintf("IT%02d%s", 98-resto, bban))
		if err != nil {
			return iban, err
		}
		if iban.CINValido() {
			return iban, nil
		}
	}
	return avviso.IBAN{}, errors.New("circuito: no CIN fits")
}

// nuovoGLN returns the location number of a body.
func nuovoGLN(i int) (avviso.GLN, error) {
	var gln avviso.GLN
	var err error
	for c := '0'; c <= '9'; c++ {
		if gln, err = avviso.ParseGLN(fmt.Sprintf("8099999%05d%c", i, c)); err == nil {
			break
		}
	}
	return gln, err
}

// quantePersone is how many people there are: they pay again and again.
const quantePersone = 500

var (
	cognomi  = []string{"VERDI", "ROSSI", "BIANCHI", "NERI", "GIALLI", "FINTI", "PROVA", "ESEMPI", "CAMPIONI", "FITTIZI"}
	nomiDati = []string{"MARIO", "LUCIA", "ANNA", "PAOLO", "ELENA", "GIORGIO", "CHIARA", "SERGIO"}
	citta    = []string{"VALLEFINTA", "MONTEPROVA", "CASTELNULLO", "BORGOVUOTO"}
)

// nuovePersone returns the people, with codes that are formally valid.
func nuovePersone(seme uint64) ([]Persona, error) {
	r := nuovoCaso(seme, 1<<41)
	persone := make([]Persona, 0, quantePersone)
	for range quantePersone {
		cognome, nome := cognomi[r.IntN(len(cognomi))], nomiDati[r.IntN(len(nomiDati))]
		giorno := 1 + r.IntN(28)
		if r.IntN(2) == 0 {
			giorno += 40
		}
		base := fmt.Sprintf("ZZ%cZZ%c%02d%c%02dZ%03d", 'A'+rune(r.IntN(26)), 'A'+rune(r.IntN(26)), r.IntN(100), "ABCDEHLMPRST"[r.IntN(12)], giorno, 100+r.IntN(50))
		cf, ok := conControllo(base)
		if !ok {
			return nil, fmt.Errorf("circuito: no fiscal code from %q", base)
		}
		persone = append(persone, Persona{cf, nome + " " + cognome, citta[r.IntN(len(citta))]})
	}
	return persone, nil
}

// conControllo adds the check character to a fiscal code.
func conControllo(base string) (string, bool) {
	for c := 'A'; c <= 'Z'; c++ {
		if cf, err := avviso.ParseCodiceFiscale(base + string(c)); err == nil {
			return cf.String(), true
		}
	}
	return "", false
}
