// Package ora is the library's time: Europe/Rome without reading a file, civil
// days as numbers, the date and date-time forms of XML Schema, and the working
// days of Italy and of TARGET.
//
// It speaks day numbers (days since 1970-01-01, a civil date without a zone)
// and [time.Time] only. Nothing here looks at a clock or at the host's zone:
// what "now" is, and which calendar rules a deadline, the caller says.
package ora

import (
	_ "embed" // the zone below
	"time"
)

// secondiGiorno is the length of a day number in seconds.
const secondiGiorno = 86_400

// datiRoma is Europe/Rome of the IANA time zone database (public domain), in
// TZif form, release 2025b. [time.LoadLocation] would read it from the host,
// which is I/O and fails where no zone files are installed; time/tzdata would
// bring every zone of the world into the host's program for this one.
//
// It is the "fat" form of zic, every change to 2037 written out: with the slim
// one, which ends in a rule, each look-up takes eight times as long.
//
//go:embed europe_rome.tzif
var datiRoma []byte

// Roma is Europe/Rome, the zone of every official date-time given without one.
var Roma = caricaRoma()

func caricaRoma() *time.Location {
	l, err := time.LoadLocationFromTZData("Europe/Rome", datiRoma)
	if err != nil {
		panic("ora: embedded Europe/Rome: " + err.Error())
	}
	return l
}

// scarto returns the seconds Rome is ahead of UTC at an instant in Unix seconds.
func scarto(unix int64) int64 {
	_, s := time.Unix(unix, 0).In(Roma).Zone()
	return int64(s)
}

// Giorno returns the civil day of an instant in Rome, as days since 1970-01-01.
func Giorno(t time.Time) int {
	unix := t.Unix()
	return int(dividi(unix+scarto(unix), secondiGiorno))
}

// Istante returns the instant of a civil day and time in Rome. A time that the
// spring change skips (2026-03-29 02:30) is moved forward by the length of the
// gap (03:30); one that the autumn change repeats (2026-10-25 02:30) is the
// first of the two, in summer time. Hours, minutes, seconds and nanoseconds
// outside their usual range carry over, as in [time.Date].
func Istante(giorno, h, m, s, ns int) time.Time {
	locale := int64(giorno)*secondiGiorno + int64(h)*3600 + int64(m)*60 + int64(s)
	// No two changes of Rome are within a day of each other, so the offsets a
	// day before and a day after are the only two that may apply.
	prima, dopo := scarto(locale-secondiGiorno), scarto(locale+secondiGiorno)
	unix := locale - prima
	if prima != dopo && scarto(unix) != prima {
		// Past the change, or in the gap, which belongs to neither side and
		// keeps the earlier offset: that moves it forward.
		if u := locale - dopo; scarto(u) == dopo {
			unix = u
		}
	}
	return time.Unix(unix, int64(ns)).In(Roma)
}

// dividi is the quotient rounded down, which Go's / is not below zero.
func dividi(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
