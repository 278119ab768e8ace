package tracciato

import (
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
)

// Archivio is where the positions are, seen by the loading of a file. Its errors
// fail the line (500000) and no other.
type Archivio interface {
	// Pendenza returns the position of a key, and whether there is one.
	Pendenza(pendenza.Chiave) (pendenza.Pendenza, bool, error)
	// Occupato returns the position that a numero avviso of a creditor belongs
	// to, and whether there is one.
	Occupato(avviso.IdDominio, avviso.NumeroAvviso) (pendenza.Chiave, bool, error)
	// Salva stores a position, new or not.
	Salva(pendenza.Pendenza) error
}

// ArchivioEventi is an Archivio that keeps what happened, and not only what is: a
// loading calls Muovi, and never Salva.
type ArchivioEventi interface {
	Archivio
	// Muovi stores a position, with the event that made it of the one that was there, nil
	// for a new one, and with what the host should do.
	Muovi(p pendenza.Pendenza, e pendenza.Evento, azioni []pendenza.Azione) error
}

// Insieme remembers keys. Aggiungi returns false for a key that it knew.
type Insieme interface {
	// Aggiungi remembers a key, and reports whether it is new.
	Aggiungi(pendenza.Chiave) (bool, error)
}

// Memoria is an Archivio in memory, and the set of keys of a file that fits in
// it. The zero value is empty and ready for use.
type Memoria struct {
	pendenze map[pendenza.Chiave]pendenza.Pendenza
	avvisi   map[chiaveAvviso]pendenza.Chiave
}

type chiaveAvviso struct {
	dominio avviso.IdDominio
	numero  avviso.NumeroAvviso
}

// Pendenza implements Archivio.
func (m *Memoria) Pendenza(k pendenza.Chiave) (pendenza.Pendenza, bool, error) {
	p, ok := m.pendenze[k]
	return p, ok, nil
}

// Occupato implements Archivio.
func (m *Memoria) Occupato(d avviso.IdDominio, n avviso.NumeroAvviso) (pendenza.Chiave, bool, error) {
	k, ok := m.avvisi[chiaveAvviso{d, n}]
	return k, ok, nil
}

// Salva implements Archivio.
func (m *Memoria) Salva(p pendenza.Pendenza) error {
	if m.pendenze == nil {
		m.pendenze = map[pendenza.Chiave]pendenza.Pendenza{}
		m.avvisi = map[chiaveAvviso]pendenza.Chiave{}
	}
	m.pendenze[p.Chiave()] = p
	if p.NumeroAvviso.IsValid() {
		m.avvisi[chiaveAvviso{p.IdDominio, p.NumeroAvviso}] = p.Chiave()
	}
	return nil
}

// Tutte yields the positions by idA2A and idPendenza.
func (m *Memoria) Tutte() iter.Seq[pendenza.Pendenza] {
	return func(yield func(pendenza.Pendenza) bool) {
		chiavi := slices.SortedFunc(maps.Keys(m.pendenze), func(a, b pendenza.Chiave) int {
			if c := strings.Compare(a.IDA2A, b.IDA2A); c != 0 {
				return c
			}
			return strings.Compare(a.IDPendenza, b.IDPendenza)
		})
		for _, k := range chiavi {
			if !yield(m.pendenze[k]) {
				return
			}
		}
	}
}

// chiavi is an Insieme in memory.
type chiavi map[pendenza.Chiave]struct{}

// Aggiungi implements Insieme.
func (c chiavi) Aggiungi(k pendenza.Chiave) (bool, error) {
	if _, c := c[k]; c {
		return false, nil
	}
	c[k] = struct{}{}
	return true, nil
}
