package flusso

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/chiavi"
	"github.com/quietanza/quietanza/internal/copie"
)

// Chiave is the key of a flow: the body and the identifier, byte by byte.
type Chiave struct {
	IdDominio avviso.IdDominio `json:"dominio"`
	IDFlusso  string           `json:"idFlusso"`
}

// Compare orders keys by body and identifier.
func (k Chiave) Compare(altra Chiave) int {
	return cmp.Or(k.IdDominio.Compare(altra.IdDominio), strings.Compare(k.IDFlusso, altra.IDFlusso))
}

// ChiaveVersione is the key of one version of a flow: the revision where there
// is one (FdR 3), else the instant at which it was made. As a text it is
// "99999000047|2026-04-13ABI03069-S777001|2026-04-14T02:10:00", or the number of
// the revision at the end.
type ChiaveVersione struct {
	Chiave
	DataOraFlusso avviso.DataOra // zero with a revision
	Revisione     int32
}

// String returns the text of the key: dominio, identifier and version, separated
// by "|".
func (k ChiaveVersione) String() string {
	versione := k.DataOraFlusso.String()
	if k.Revisione != 0 {
		versione = strconv.Itoa(int(k.Revisione))
	}
	return chiavi.Testo(k.IdDominio.String(), k.IDFlusso, versione)
}

// ParseChiaveVersione reads the text of a key as String writes it. The refusal is
// an *Errore of code VALORE (ErrValore).
func ParseChiaveVersione(s string) (ChiaveVersione, error) {
	k, ok := parseChiaveVersione(s)
	if !ok || k.String() != s {
		return ChiaveVersione{}, rifiuta(CodiceValore, "chiave", s, ErrValore)
	}
	return k, nil
}

func parseChiaveVersione(s string) (k ChiaveVersione, ok bool) {
	parti, ok := chiavi.Parti(s)
	if !ok || len(parti) != 3 {
		return k, false
	}
	d, err := avviso.ParseIdDominio(parti[0])
	if err != nil || parti[1] == "" {
		return k, false
	}
	k.Chiave = Chiave{d, parti[1]}
	if n, err := strconv.ParseInt(parti[2], 10, 32); err == nil && n > 0 {
		k.Revisione = int32(n)
		return k, true
	}
	k.DataOraFlusso, err = avviso.ParseDataOra(parti[2])
	return k, err == nil
}

// MarshalText implements encoding.TextMarshaler.
func (k ChiaveVersione) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler; see ParseChiaveVersione.
func (k *ChiaveVersione) UnmarshalText(b []byte) error {
	letta, err := ParseChiaveVersione(string(b))
	if err == nil {
		*k = letta
	}
	return err
}

// Chiave returns the key of the flow.
func (t *Testata) Chiave() Chiave {
	if t == nil {
		return Chiave{}
	}
	return Chiave{t.IdDominio, t.IDFlusso}
}

// ChiaveVersione returns the key of this version of the flow.
func (t *Testata) ChiaveVersione() ChiaveVersione {
	if t == nil {
		return ChiaveVersione{}
	}
	k := ChiaveVersione{Chiave: t.Chiave(), Revisione: t.Revisione}
	if t.Revisione == 0 {
		k.DataOraFlusso = t.DataOraFlusso
	}
	return k
}

// Versioni are the versions of one flow.
type Versioni struct {
	Chiave Chiave
	// Tutte are the distinct versions, the oldest first. The last one is
	// current, all the others are superseded (OBSOLETO).
	Tutte []*Flusso
	// Conflitti are the versions that came with more than one content, in the
	// order of Tutte.
	Conflitti []ConflittoVersione
}

// Corrente returns the version that counts, nil only for the zero value.
func (v Versioni) Corrente() *Flusso {
	if len(v.Tutte) == 0 {
		return nil
	}
	return v.Tutte[len(v.Tutte)-1]
}

// ConflittoVersione is a version that came with more than one content.
type ConflittoVersione struct {
	Chiave ChiaveVersione
	// Usato is the content that stands in Versioni.Tutte: the first by
	// canonical encoding, so that it does not depend on the order of arrival.
	Usato *Flusso
	// Altri are the other contents, by canonical encoding.
	Altri []*Flusso
}

// Errore returns the conflict as an *Errore of code VERSIONE_CONFLITTO
// (ErrVersione), for hosts that refuse it.
func (c ConflittoVersione) Errore() error {
	return rifiuta(CodiceVersione, "idFlusso", c.Chiave.IDFlusso, ErrVersione)
}

// Raggruppa gathers flows by key, sorted, and their versions by (dataOraFlusso,
// revision). A PSP replaces a flow by sending its identifier again with a later
// dataOraFlusso: the order in which the copies are given does not matter, and
// identical copies count once.
//
// Source: SACI, Flusso di Rendicontazione (sovrascrittura); pagoPA, API FdR
// (ORGs), revision.
func Raggruppa(flussi []Flusso) []Versioni {
	ordine := make([]*Flusso, len(flussi))
	for i := range flussi {
		ordine[i] = &flussi[i]
	}
	slices.SortStableFunc(ordine, func(a, b *Flusso) int {
		return cmp.Or(a.Chiave().Compare(b.Chiave()), cmp.Compare(a.Revisione, b.Revisione),
			a.ChiaveVersione().DataOraFlusso.Compare(b.ChiaveVersione().DataOraFlusso))
	})
	var gruppi []Versioni
	for versione := range copie.PerChiave(ordine, func(a, b **Flusso) bool { return (*a).ChiaveVersione() == (*b).ChiaveVersione() }) {
		chiave := versione[0].Chiave()
		if len(gruppi) == 0 || gruppi[len(gruppi)-1].Chiave != chiave {
			gruppi = append(gruppi, Versioni{Chiave: chiave})
		}
		gruppi[len(gruppi)-1].aggiungi(versione)
	}
	for i := range gruppi {
		gruppi[i].ordina()
	}
	return gruppi
}

// aggiungi takes the copies of one version.
func (v *Versioni) aggiungi(versione []*Flusso) {
	contenuti := copie.Contenuti(versione, uguali, func(f *Flusso) string { return copie.Testo(f) })
	usato := contenuti[0].Di
	v.Tutte = append(v.Tutte, usato)
	if len(contenuti) == 1 {
		return
	}
	c := ConflittoVersione{Chiave: usato.ChiaveVersione(), Usato: usato}
	for _, k := range contenuti[1:] {
		c.Altri = append(c.Altri, k.Di)
	}
	v.Conflitti = append(v.Conflitti, c)
}

// ordina sorts the versions so that the current one is the last.
func (v *Versioni) ordina() {
	cresce := func(a, b *Flusso) int {
		return cmp.Or(a.DataOraFlusso.Compare(b.DataOraFlusso), cmp.Compare(a.Revisione, b.Revisione))
	}
	slices.SortStableFunc(v.Tutte, cresce)
	slices.SortStableFunc(v.Conflitti, func(a, b ConflittoVersione) int { return cresce(a.Usato, b.Usato) })
}

func uguali(a, b *Flusso) bool { return a.Testata == b.Testata && slices.Equal(a.Righe, b.Righe) }
