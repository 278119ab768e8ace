package gdp

import (
	"database/sql/driver"
	"fmt"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/cifre"
)

// NomeFile is the name of a journal:
// GDP_<tipoMittente>_<identificativoMittente>_<data>_<progressivo>. It is a
// comparable value; the zero value is invalid.
//
// The document gives the four fields and not their forms. Ours: data is
// yyyyMMdd, as in the names of the other files of pagoPA (yyyy-MM-dd is read
// too); progressivo is decimal without padding; the identifier of an EC is its
// idDominio, that of a PSP 1 to 35 letters, digits, dots, dashes and
// underscores that begin and end with a letter or a digit.
//
// Source: Giornale dei Pagamenti, "Trasmissione del dato".
type NomeFile struct {
	tipo        Ruolo
	id          string
	data        avviso.Data
	progressivo uint32
}

const (
	estensioneZip   = ".zip"
	maxIDPSP        = 35
	maxCifreProgr   = 9
	cifreDataBreve  = 8
	prefissoGiornal = "GDP_"
)

// ParseNomeFile reads the name of a journal, with or without one .zip in any
// case. An identifier may hold underscores: the two last fields never do, so
// that a name splits in one way only, from both ends.
//
// Refusals (ErrNomeFile), with the field in Campo: PERCORSO, ESTENSIONE,
// PREFISSO (nome), TIPO (tipo), MANCANTE, MITTENTE (mittente), DATA (data), PROGRESSIVO
// (progressivo).
func ParseNomeFile(s string) (NomeFile, error) {
	if strings.ContainsAny(s, `/\`) {
		return NomeFile{}, rifiutaNomeFile(CodicePercorso, "nome", s)
	}
	base := senzaEstensione(s)
	coda := base[strings.LastIndexByte(base, '_')+1:]
	if strings.ContainsRune(coda, '.') {
		return NomeFile{}, rifiutaNomeFile(CodiceEstensione, "estensione", s)
	}
	resto, ok := strings.CutPrefix(base, prefissoGiornal)
	if !ok {
		return NomeFile{}, rifiutaNomeFile(CodicePrefisso, "nome", s)
	}
	tipo, resto, ok := strings.Cut(resto, "_")
	if r, err := ParseRuolo(tipo); !ok || err != nil || r == RuoloNodo {
		return NomeFile{}, rifiutaNomeFile(CodiceTipo, "tipo", tipo)
	}
	prima, progressivo := tagliaUltimo(resto)
	id, data := tagliaUltimo(prima)
	if id == "" {
		return NomeFile{}, rifiutaNomeFile(CodiceMancante, "mittente", s)
	}
	return ComponiNomeFile(tipo, id, data, progressivo)
}

func senzaEstensione(s string) string {
	if n := len(s) - len(estensioneZip); n >= 0 && strings.EqualFold(s[n:], estensioneZip) {
		return s[:n]
	}
	return s
}

// tagliaUltimo splits a text at its last underscore; all of it is the last part
// when there is none.
func tagliaUltimo(s string) (prima, ultimo string) {
	i := strings.LastIndexByte(s, '_')
	return s[:max(i, 0)], s[i+1:]
}

// ComponiNomeFile returns the name of the four fields as texts, on the terms of
// ParseNomeFile.
func ComponiNomeFile(tipo, id, data, progressivo string) (NomeFile, error) {
	r, err := ParseRuolo(tipo)
	if err != nil || r == RuoloNodo {
		return NomeFile{}, rifiutaNomeFile(CodiceTipo, "tipo", tipo)
	}
	if err := validaID(r, id); err != nil {
		return NomeFile{}, err
	}
	d, err := leggiDataNome(data)
	if err != nil {
		return NomeFile{}, err
	}
	p, ok := cifre.Numero(progressivo)
	if !ok || progressivo == "" || len(progressivo) > maxCifreProgr {
		return NomeFile{}, rifiutaNomeFile(CodiceProgressivo, "progressivo", progressivo)
	}
	return NomeFile{r, id, d, uint32(p)}, nil
}

// NuovoNomeFile returns the name of the journal that a sender (RuoloEC or
// RuoloPSP) sends of a day; the first progressive is 1. Refusals are those of
// ParseNomeFile.
func NuovoNomeFile(tipo Ruolo, id string, data avviso.Data, progressivo int) (NomeFile, error) {
	return ComponiNomeFile(tipo.String(), id, data.String(), strconv.Itoa(progressivo))
}

func validaID(r Ruolo, id string) error {
	if id == "" {
		return rifiutaNomeFile(CodiceMancante, "mittente", id)
	}
	if r == RuoloEC {
		if _, err := avviso.ParseIdDominio(id); err != nil {
			return rifiutaNomeFile(CodiceMittente, "mittente", id)
		}
		return nil
	}
	if len(id) > maxIDPSP || !alfanumerico(rune(id[0])) || !alfanumerico(rune(id[len(id)-1])) {
		return rifiutaNomeFile(CodiceMittente, "mittente", id)
	}
	for _, c := range id {
		if !alfanumerico(c) && c != '_' && c != '.' && c != '-' {
			return rifiutaNomeFile(CodiceMittente, "mittente", id)
		}
	}
	return nil
}

func alfanumerico(c rune) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

func leggiDataNome(s string) (avviso.Data, error) {
	iso := s
	if len(s) == cifreDataBreve {
		iso = s[:4] + "-" + s[4:6] + "-" + s[6:]
	}
	d, err := avviso.ParseData(iso)
	if err != nil {
		return avviso.Data{}, rifiutaNomeFile(CodiceData, "data", s)
	}
	return d, nil
}

func rifiutaNomeFile(c avviso.Codice, campo, valore string) error {
	return &Errore{Codice: c, Campo: campo, Valore: valore, Err: ErrNomeFile}
}

// Tipo returns the kind of sender: RuoloEC or RuoloPSP.
func (n NomeFile) Tipo() Ruolo { return n.tipo }

// ID returns the identifier of the sender: the idDominio of an EC, the
// identificativoPSP of a PSP.
func (n NomeFile) ID() string { return n.id }

// Data returns the operating day that the journal is about, not that of sending.
func (n NomeFile) Data() avviso.Data { return n.data }

// Progressivo returns the progressive of the sending: the same journal may be
// sent more than once.
func (n NomeFile) Progressivo() int { return int(n.progressivo) }

// IsValid reports whether n is not the zero value.
func (n NomeFile) IsValid() bool { return n.tipo != 0 }

// IdDominio returns the body that sent the journal, false for a PSP.
func (n NomeFile) IdDominio() (avviso.IdDominio, bool) {
	if n.tipo != RuoloEC {
		return avviso.IdDominio{}, false
	}
	d, err := avviso.ParseIdDominio(n.id)
	return d, err == nil
}

// Provenienza returns what the readers of records need to know of the file.
func (n NomeFile) Provenienza() Provenienza {
	d, _ := n.IdDominio()
	return Provenienza{Ruolo: n.tipo, IdDominio: d, Giorno: n.data}
}

// String returns the canonical name with .zip, which ParseNomeFile takes back;
// "" for the zero value.
func (n NomeFile) String() string { return string(n.AppendTo(nil)) }

// AppendTo appends the canonical name, nothing for the zero value.
func (n NomeFile) AppendTo(b []byte) []byte {
	if !n.IsValid() {
		return b
	}
	return append(n.appendBase(b), estensioneZip...)
}

// appendBase appends the canonical name without extension.
func (n NomeFile) appendBase(b []byte) []byte {
	return fmt.Appendf(b, "%s%s_%s_%04d%02d%02d_%d", prefissoGiornal, n.tipo, n.id,
		n.data.Anno(), n.data.Mese(), n.data.Giorno(), n.progressivo)
}

// MarshalText implements encoding.TextMarshaler; the zero value is a MANCANTE
// error.
func (n NomeFile) MarshalText() ([]byte, error) {
	if !n.IsValid() {
		return nil, rifiutaNomeFile(CodiceMancante, "nome", "")
	}
	return n.AppendTo(nil), nil
}

// UnmarshalText implements encoding.TextUnmarshaler with ParseNomeFile.
func (n *NomeFile) UnmarshalText(b []byte) error {
	v, err := ParseNomeFile(string(b))
	if err == nil {
		*n = v
	}
	return err
}

// Scan reads a text column with ParseNomeFile; NULL is an error.
func (n *NomeFile) Scan(src any) error {
	switch v := src.(type) {
	case string:
		return n.UnmarshalText([]byte(v))
	case []byte:
		return n.UnmarshalText(v)
	}
	return rifiutaNomeFile(CodiceMancante, "nome", fmt.Sprintf("%T", src))
}

// Value returns the canonical name for a text column.
func (n NomeFile) Value() (driver.Value, error) {
	b, err := n.MarshalText()
	return string(b), err
}
