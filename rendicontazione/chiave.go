package rendicontazione

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/chiavi"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// The keys of a movement and of a version of a flow are cassa.Chiave and
// flusso.ChiaveVersione; the others are here. All of them are comparable, stay
// the same from one run to the next, and have a text that their Parse reads
// back: parts separated by "|", within a part "|" written "%7C" and "%" "%25".

// ChiaveRiga is the key of a row of a flow: the version and its place there. As a
// text it is "99999000047|2026-04-13ABI03069-S777001|2026-04-14T02:10:00|3".
type ChiaveRiga struct {
	Versione  flusso.ChiaveVersione
	Posizione int32 // from 1
}

// ChiaveRicevuta is the key of an item of a receipt: a payment of a body, by IUV,
// IUR and indice. As a text it is "99999000047|01000000047110106|8f1c|1".
type ChiaveRicevuta struct {
	IdDominio avviso.IdDominio
	IUV       string
	IUR       string
	Indice    avviso.Indice
}

// ChiavePagamento names the payments of a body with an IUV, in canonical form.
type ChiavePagamento struct {
	IdDominio avviso.IdDominio `json:"dominio"`
	IUV       string           `json:"iuv"`
}

// ChiavePendenza is the key of a debt position. As a text it is
// "99999000047|TARI-7".
type ChiavePendenza struct {
	IdDominio avviso.IdDominio
	ID        string
}

// ChiaveVoce is the key of an item of a debt position. As a text it is
// "99999000047|TARI-7|1".
type ChiaveVoce struct {
	Pendenza ChiavePendenza
	Indice   avviso.Indice
}

// Chiave returns the key of the row, the zero key for one that is of no Report.
func (r *EsitoRiga) Chiave() ChiaveRiga {
	if r == nil {
		return ChiaveRiga{}
	}
	t := r.testata()
	return ChiaveRiga{t.ChiaveVersione(), r.Posizione}
}

// Chiave returns the key of the item.
func (r VoceRicevuta) Chiave() ChiaveRicevuta {
	return ChiaveRicevuta{r.IdDominio, r.IUV, r.IUR, r.Indice}
}

// Chiave returns the key of the position.
func (p *Pendenza) Chiave() ChiavePendenza {
	if p == nil {
		return ChiavePendenza{}
	}
	return ChiavePendenza{p.IdDominio, p.ID}
}

// Chiave returns the key of the position.
func (p *EsitoPendenza) Chiave() ChiavePendenza {
	if p == nil {
		return ChiavePendenza{}
	}
	return ChiavePendenza{p.IdDominio, p.ID}
}

// Compare orders keys by body, IUV, IUR and indice.
func (k ChiaveRicevuta) Compare(l ChiaveRicevuta) int {
	return cmp.Or(k.IdDominio.Compare(l.IdDominio), strings.Compare(k.IUV, l.IUV), strings.Compare(k.IUR, l.IUR), cmp.Compare(k.Indice, l.Indice))
}

// String returns the text of the key.
func (k ChiaveRiga) String() string {
	return k.Versione.String() + chiavi.Separatore + strconv.Itoa(int(k.Posizione))
}

// String returns the text of the key.
func (k ChiaveRicevuta) String() string {
	return chiavi.Testo(k.IdDominio.String(), k.IUV, k.IUR, k.Indice.String())
}

// String returns the text of the key.
func (k ChiavePendenza) String() string { return chiavi.Testo(k.IdDominio.String(), k.ID) }

// String returns the text of the key.
func (k ChiaveVoce) String() string {
	return k.Pendenza.String() + chiavi.Separatore + k.Indice.String()
}

// ParseChiaveRiga reads the text of a key as String writes it; the refusal is an
// *Errore of code CHIAVE (ErrChiave).
func ParseChiaveRiga(s string) (ChiaveRiga, error) {
	i := max(strings.LastIndex(s, chiavi.Separatore), 0)
	v, err := flusso.ParseChiaveVersione(s[:i])
	n, errNumero := strconv.ParseInt(s[min(i+1, len(s)):], 10, 32)
	return esatta(s, ChiaveRiga{v, int32(n)}, err == nil && errNumero == nil && n > 0)
}

// ParseChiaveRicevuta reads the text of a key as String writes it; the refusal is
// an *Errore of code CHIAVE (ErrChiave).
func ParseChiaveRicevuta(s string) (ChiaveRicevuta, error) {
	parti, ok := partiChiave(s, 4)
	d, err := avviso.ParseIdDominio(parti[0])
	k := ChiaveRicevuta{d, parti[1], parti[2], indiceDi(parti[3])}
	return esatta(s, k, ok && err == nil && k.IUV != "" && k.IUR != "" && k.Indice != 0)
}

// ParseChiavePendenza reads the text of a key as String writes it; the refusal is
// an *Errore of code CHIAVE (ErrChiave).
func ParseChiavePendenza(s string) (ChiavePendenza, error) {
	parti, ok := partiChiave(s, 2)
	d, err := avviso.ParseIdDominio(parti[0])
	return esatta(s, ChiavePendenza{d, parti[1]}, ok && err == nil && parti[1] != "")
}

// ParseChiaveVoce reads the text of a key as String writes it; the refusal is an
// *Errore of code CHIAVE (ErrChiave).
func ParseChiaveVoce(s string) (ChiaveVoce, error) {
	parti, ok := partiChiave(s, 3)
	d, err := avviso.ParseIdDominio(parti[0])
	k := ChiaveVoce{ChiavePendenza{d, parti[1]}, indiceDi(parti[2])}
	return esatta(s, k, ok && err == nil && parti[1] != "" && k.Indice != 0)
}

// esatta returns the key, unless the text is not the one that it is written as.
func esatta[K interface {
	comparable
	String() string
}](s string, k K, ok bool) (K, error) {
	if ok && k.String() == s {
		return k, nil
	}
	var nessuna K
	return nessuna, &Errore{Codice: CodiceChiave, Campo: "chiave", Valore: s, Err: ErrChiave}
}

// partiChiave divides the text of a key; there are always n parts.
func partiChiave(s string, n int) ([]string, bool) {
	parti, ok := chiavi.Parti(s)
	if !ok || len(parti) != n {
		return make([]string, n), false
	}
	return parti, true
}

// indiceDi reads an indice, 0 when it is none.
func indiceDi(s string) avviso.Indice {
	n, err := strconv.ParseUint(s, 10, 8)
	if err != nil || n > uint64(avviso.MaxIndice) {
		return 0
	}
	return avviso.Indice(n)
}

// MarshalText implements encoding.TextMarshaler.
func (k ChiaveRiga) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// MarshalText implements encoding.TextMarshaler.
func (k ChiaveRicevuta) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// MarshalText implements encoding.TextMarshaler.
func (k ChiavePendenza) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// MarshalText implements encoding.TextMarshaler.
func (k ChiaveVoce) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler; see ParseChiaveRiga.
func (k *ChiaveRiga) UnmarshalText(b []byte) error { return leggiChiave(k, b, ParseChiaveRiga) }

// UnmarshalText implements encoding.TextUnmarshaler; see ParseChiaveRicevuta.
func (k *ChiaveRicevuta) UnmarshalText(b []byte) error { return leggiChiave(k, b, ParseChiaveRicevuta) }

// UnmarshalText implements encoding.TextUnmarshaler; see ParseChiavePendenza.
func (k *ChiavePendenza) UnmarshalText(b []byte) error { return leggiChiave(k, b, ParseChiavePendenza) }

// UnmarshalText implements encoding.TextUnmarshaler; see ParseChiaveVoce.
func (k *ChiaveVoce) UnmarshalText(b []byte) error { return leggiChiave(k, b, ParseChiaveVoce) }

func leggiChiave[K any](k *K, b []byte, parse func(string) (K, error)) error {
	letta, err := parse(string(b))
	if err == nil {
		*k = letta
	}
	return err
}
