package ora

import (
	"strconv"
	"time"
)

// ParseLocale reads a date-time of XML Schema (W3C, XML Schema Part 2:
// Datatypes, 3.2.7): yyyy-MM-ddTHH:mm:ss, then optionally a fraction and a zone
// (Z or ±hh:mm). Without a zone the time is of Rome, resolved as [Istante]
// does. The result is in the location [Roma] whatever zone was written.
//
// The year has four digits, 0001 to 9999. 24:00:00 is the start of the next
// day, as the standard says. A fraction finer than a nanosecond is refused
// unless the rest is zeros. The error is an [*Errore].
func ParseLocale(s string) (time.Time, error) {
	n, err := leggiData(s)
	if err != nil {
		return time.Time{}, err
	}
	if len(s) > 10 && s[10] != 'T' {
		return time.Time{}, rifiuta(s, 10, ErrForma)
	}
	if len(s) < len("yyyy-MM-ddTHH:mm:ss") {
		return time.Time{}, rifiuta(s, len(s), ErrForma)
	}
	sec, err := leggiOra(s)
	if err != nil {
		return time.Time{}, err
	}
	ns, fine, err := leggiFrazione(s, 19)
	if err != nil {
		return time.Time{}, err
	}
	if sec == secondiGiorno && (ns != 0 || n == GiornoMassimo) {
		return time.Time{}, rifiuta(s, 11, ErrIntervallo)
	}
	scartoMin, conZona, err := leggiZona(s, fine)
	if err != nil {
		return time.Time{}, err
	}
	if !conZona {
		return Istante(n, 0, 0, sec, ns), nil
	}
	unix := int64(n)*secondiGiorno + int64(sec) - int64(scartoMin)*60
	return time.Unix(unix, int64(ns)).In(Roma), nil
}

// ParseGiorno reads a date of XML Schema (W3C, XML Schema Part 2: Datatypes,
// 3.2.9), yyyy-MM-dd with an optional zone (Z or ±hh:mm), and returns the day
// number of the date as written: the zone is checked and reported, never
// applied, because a civil date has none. The error is an [*Errore].
func ParseGiorno(s string) (giorno int, conZona bool, err error) {
	n, err := leggiData(s)
	if err != nil {
		return 0, false, err
	}
	_, conZona, err = leggiZona(s, len("yyyy-MM-dd"))
	if err != nil {
		return 0, false, err
	}
	return n, conZona, nil
}

// AppendLocale appends an instant as yyyy-MM-ddTHH:mm:ss in Rome, without zone
// and without fraction (dropped, not rounded). [ParseLocale] takes it back for
// years 0001 to 9999; the repeated hour of autumn comes back as its first.
func AppendLocale(b []byte, t time.Time) []byte {
	unix := t.Unix()
	locale := unix + scarto(unix)
	n := dividi(locale, secondiGiorno)
	sec := int(locale - n*secondiGiorno)
	b = AppendGiorno(b, int(n))
	b = append(b, 'T')
	b = appendDue(b, sec/3600)
	b = append(b, ':')
	b = appendDue(b, sec/60%60)
	b = append(b, ':')
	return appendDue(b, sec%60)
}

// AppendGiorno appends a day number as yyyy-MM-dd. [ParseGiorno] takes it back
// for days from [GiornoMinimo] to [GiornoMassimo].
func AppendGiorno(b []byte, giorno int) []byte {
	a, m, g := Civile(giorno)
	if a < 0 {
		b = append(b, '-')
		a = -a
	}
	if a > AnnoMassimo {
		b = strconv.AppendInt(b, int64(a/10_000), 10)
		a %= 10_000
	}
	b = appendDue(b, a/100)
	b = appendDue(b, a%100)
	b = append(b, '-')
	b = appendDue(b, m)
	b = append(b, '-')
	return appendDue(b, g)
}

func appendDue(b []byte, n int) []byte {
	return append(b, byte('0'+n/10%10), byte('0'+n%10))
}

// leggiData reads the first ten characters, yyyy-MM-dd, into a day number.
func leggiData(s string) (int, error) {
	const lunghezza = len("yyyy-MM-dd")
	if len(s) < lunghezza {
		return 0, rifiuta(s, len(s), ErrForma)
	}
	anno := due(s, 0)*100 + due(s, 2)
	mese, giorno := due(s, 5), due(s, 8)
	if anno < 0 || mese < 0 || giorno < 0 || due(s, 2) < 0 || s[4] != '-' || s[7] != '-' {
		return 0, rifiuta(s, primoDiverso(s, "9999-99-99", 0), ErrForma)
	}
	switch {
	case anno < AnnoMinimo:
		return 0, rifiuta(s, 0, ErrIntervallo)
	case mese < 1 || mese > 12:
		return 0, rifiuta(s, 5, ErrIntervallo)
	case !Valida(anno, mese, giorno):
		return 0, rifiuta(s, 8, ErrIntervallo)
	}
	return Numero(anno, mese, giorno), nil
}

// leggiOra reads HH:mm:ss at place 11 into seconds of the day, 24:00:00
// included.
func leggiOra(s string) (int, error) {
	const inizio = len("yyyy-MM-ddT")
	h, m, sec := due(s, inizio), due(s, inizio+3), due(s, inizio+6)
	if h < 0 || m < 0 || sec < 0 || s[inizio+2] != ':' || s[inizio+5] != ':' {
		return 0, rifiuta(s, primoDiverso(s, "99:99:99", inizio), ErrForma)
	}
	switch {
	case h > 24 || h == 24 && (m > 0 || sec > 0):
		return 0, rifiuta(s, inizio, ErrIntervallo)
	case m > 59:
		return 0, rifiuta(s, inizio+3, ErrIntervallo)
	case sec > 59:
		return 0, rifiuta(s, inizio+6, ErrIntervallo)
	}
	return h*3600 + m*60 + sec, nil
}

// leggiFrazione reads an optional fraction of a second at place i and returns
// the nanoseconds and the place after it.
func leggiFrazione(s string, i int) (ns, fine int, err error) {
	if i >= len(s) || s[i] != '.' {
		return 0, i, nil
	}
	inizio := i + 1
	peso := 100_000_000
	for i = inizio; i < len(s) && s[i] >= '0' && s[i] <= '9'; i++ {
		if peso == 0 && s[i] != '0' {
			return 0, 0, rifiuta(s, i, ErrIntervallo)
		}
		ns += int(s[i]-'0') * peso
		peso /= 10
	}
	if i == inizio {
		return 0, 0, rifiuta(s, i, ErrForma)
	}
	return ns, i, nil
}

// leggiZona reads an optional zone that must end the text, and returns it in
// minutes ahead of UTC. The standard allows up to fourteen hours.
func leggiZona(s string, i int) (minuti int, presente bool, err error) {
	resto := len(s) - i
	switch {
	case resto == 0:
		return 0, false, nil
	case resto == 1 && s[i] == 'Z':
		return 0, true, nil
	case s[i] != '+' && s[i] != '-':
		return 0, false, rifiuta(s, i, ErrForma)
	case resto != len("+hh:mm"):
		return 0, false, rifiuta(s, min(len(s), i+len("+hh:mm")), ErrForma)
	}
	h, m := due(s, i+1), due(s, i+4)
	if h < 0 || m < 0 || s[i+3] != ':' {
		return 0, false, rifiuta(s, primoDiverso(s, "99:99", i+1), ErrForma)
	}
	if m > 59 || h*60+m > 14*60 {
		return 0, false, rifiuta(s, i+1, ErrIntervallo)
	}
	minuti = h*60 + m
	if s[i] == '-' {
		minuti = -minuti
	}
	return minuti, true, nil
}

// due reads two digits at place i; any negative result means they are not.
func due(s string, i int) int {
	a, b := s[i]-'0', s[i+1]-'0'
	if a > 9 || b > 9 {
		return -1 << 20
	}
	return int(a)*10 + int(b)
}

// primoDiverso returns the first place of s, from i, where it leaves the mask:
// 9 stands for a digit, anything else for itself.
func primoDiverso(s, maschera string, i int) int {
	for j := range len(maschera) {
		c, m := s[i+j], maschera[j]
		if m == '9' && c >= '0' && c <= '9' || c == m && m != '9' {
			continue
		}
		return i + j
	}
	return i + len(maschera)
}
