package ora

import "time"

// AnnoMinimo and AnnoMassimo bound the civil dates this package reads: four
// digits, no year zero.
const (
	AnnoMinimo  = 1
	AnnoMassimo = 9999
)

// GiornoMinimo and GiornoMassimo are the day numbers of 0001-01-01 and
// 9999-12-31.
const (
	GiornoMinimo  = -719_162
	GiornoMassimo = 2_932_896
)

// Constants of the proleptic Gregorian calendar, whose pattern repeats every
// four centuries. The arithmetic counts years from 1 March, which puts the
// leap day last and makes the months a straight line of 153 days every five.
const (
	giorniEra    = 146_097 // days in 400 years
	giorniAnno4  = 1_461   // days in 4 years
	giorniSecolo = 36_524  // days in 100 years, but for every fourth century
	epocaMarzo   = 719_468 // days from 0000-03-01 to 1970-01-01
)

// Numero returns the day number of a civil date. The date is taken as valid:
// ask [Valida] first.
func Numero(anno, mese, giorno int) int {
	if mese <= 2 {
		anno--
		mese += 12
	}
	era := int(dividi(int64(anno), 400))
	a := anno - era*400
	g := (153*(mese-3)+2)/5 + giorno - 1
	return era*giorniEra + a*365 + a/4 - a/100 + g - epocaMarzo
}

// Civile returns the civil date of a day number.
func Civile(numero int) (anno, mese, giorno int) {
	n := numero + epocaMarzo
	era := int(dividi(int64(n), giorniEra))
	n -= era * giorniEra
	a := (n - n/(giorniAnno4-1) + n/giorniSecolo - n/(giorniEra-1)) / 365
	g := n - (365*a + a/4 - a/100)
	m := (5*g + 2) / 153
	anno, mese, giorno = era*400+a, m+3, g-(153*m+2)/5+1
	if mese > 12 {
		anno++
		mese -= 12
	}
	return anno, mese, giorno
}

// Valida reports whether a civil date exists between 0001-01-01 and 9999-12-31.
func Valida(anno, mese, giorno int) bool {
	return anno >= AnnoMinimo && anno <= AnnoMassimo && mese >= 1 && mese <= 12 &&
		giorno >= 1 && giorno <= GiorniDelMese(anno, mese)
}

// GiorniDelMese returns the number of days of a month from 1 to 12.
func GiorniDelMese(anno, mese int) int {
	switch mese {
	case 2:
		if Bisestile(anno) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	default:
		return 31
	}
}

// Bisestile reports whether a year has a 29 February.
func Bisestile(anno int) bool {
	return anno%4 == 0 && (anno%100 != 0 || anno%400 == 0)
}

// Settimana returns the day of the week of a day number.
func Settimana(numero int) time.Weekday {
	// Day 0, 1970-01-01, was a Thursday.
	w := (numero%7 + int(time.Thursday)) % 7
	if w < 0 {
		w += 7
	}
	return time.Weekday(w)
}
