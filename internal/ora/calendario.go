package ora

import "time"

// Calendario reports whether a civil day, as days since 1970-01-01, is a working
// day.
type Calendario func(giorno int) bool

// Italia has as working days Monday to Friday, but for the national holidays: 1
// and 6 January, Easter Monday, 25 April, 1 May, 2 June, 15 August, 1 November,
// 8, 25 and 26 December (law 260/1949 and its changes) and, from 2026, 4 October
// (law 151/2025). The feast of a town's patron saint is not one: the payments
// system works on it.
func Italia(giorno int) bool { return !festivo(giorno, false) }

// Target has as working days those of the Eurosystem's settlement: Monday to
// Friday, but for 1 January, Good Friday, Easter Monday, 1 May, 25 and 26
// December.
func Target(giorno int) bool { return !chiuso(giorno) }

// ItaliaTarget has as working days those of both, on which money can move to an
// account in Italy.
func ItaliaTarget(giorno int) bool { return !festivo(giorno, true) }

// festivo reports whether a day is a weekend or a national holiday of Italy;
// with conTarget, also whether TARGET is closed on it. The only closing of
// TARGET that Italy works on is Good Friday.
func festivo(giorno int, conTarget bool) bool {
	w := Settimana(giorno)
	if w == time.Saturday || w == time.Sunday {
		return true
	}
	a, m, g := Civile(giorno)
	switch m*100 + g {
	case 101, 106, 425, 501, 602, 815, 1101, 1208, 1225, 1226:
		return true
	case 1004:
		return a >= annoSanFrancesco
	}
	return pasquale(giorno, w, a, m, conTarget)
}

// annoSanFrancesco is the first year in which 4 October is a holiday again.
const annoSanFrancesco = 2026

// chiuso reports whether TARGET does not settle on a day.
func chiuso(giorno int) bool {
	w := Settimana(giorno)
	if w == time.Saturday || w == time.Sunday {
		return true
	}
	a, m, g := Civile(giorno)
	switch m*100 + g {
	case 101, 501, 1225, 1226:
		return true
	}
	return pasquale(giorno, w, a, m, true)
}

// pasquale reports whether a day is Easter Monday or, when asked, Good Friday.
// Easter is computed only on the days that could be either.
func pasquale(giorno int, w time.Weekday, anno, mese int, venerdi bool) bool {
	if mese != 3 && mese != 4 {
		return false
	}
	return w == time.Monday && giorno == Pasqua(anno)+1 ||
		venerdi && w == time.Friday && giorno == Pasqua(anno)-2
}

// Pasqua returns the day number of Easter Sunday of a year of the Gregorian
// calendar, by the computus of the canons of 1582 in the form of J.-M. Oudin.
func Pasqua(anno int) int {
	secolo := anno / 100
	aureo := anno % 19
	// Age of the moon at the equinox, with the solar and lunar corrections.
	epatta := (secolo - secolo/4 - (8*secolo+13)/25 + 19*aureo + 15) % 30
	// Paschal full moon, in days after 21 March; its two exceptions.
	luna := epatta - epatta/28*(1-epatta/28*(29/(epatta+1))*((21-aureo)/11))
	// Weekday of the full moon, 0 a Sunday.
	w := (anno + anno/4 + luna + 2 - secolo + secolo/4) % 7
	return Numero(anno, 3, 28) + luna - w
}

// ricercaMassima bounds the search for a working day: no calendar closes for
// ten years, and one written wrong must not hang its caller.
const ricercaMassima = 3_653

// Primo returns the first working day at or after a day. With a calendar that
// has none within ten years it returns the last day looked at.
func Primo(c Calendario, giorno int) int {
	fine := giorno + ricercaMassima
	for giorno < fine && !c(giorno) {
		giorno++
	}
	return giorno
}

// Successivo returns the n-th working day after a day, which itself need not be
// one and does not count. With n zero or less it returns the day itself.
func Successivo(c Calendario, giorno, n int) int {
	for ; n > 0; n-- {
		giorno = Primo(c, giorno+1)
	}
	return giorno
}
