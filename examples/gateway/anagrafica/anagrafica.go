// Package anagrafica is who a gateway serves: the creditor bodies with their stations at the
// platform, and the applications that bring debts. It is read from one JSON file when the
// gateway starts.
package anagrafica

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/jppa"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/piemontepay"
	"github.com/quietanza/quietanza/rpt"
)

// Anagrafica is the registry of a gateway.
type Anagrafica struct {
	Enti         []Ente         `json:"enti"`
	Applicazioni []Applicazione `json:"applicazioni"`
	Operatori    []Operatore    `json:"operatori,omitempty"`
	Sportello    *Sportello     `json:"sportello,omitempty"`
}

// Operatore is a person who may see the console.
type Operatore struct {
	Utente   string `json:"utente"`
	Impronta string `json:"impronta"` // bcrypt of the password
}

// Sportello is the desk of PiemontePay.
type Sportello struct {
	Chiamante        piemontepay.Chiamante `json:"chiamante"`        // the gateway, as the desk knows it
	CodiceVersamento string                `json:"codiceVersamento"` // of the positions there
	IDA2A            string                `json:"idA2A"`            // the application whose credentials the desk has
}

// Ente is a creditor body.
type Ente struct {
	avviso.Ente
	Stazioni  []Stazione               `json:"stazioni"`
	Categoria string                   `json:"categoria"`      // transferCategory of items that say none
	Entrate   map[string]pendenza.Voce `json:"entrate"`        // by codEntrata: account, codice contabilita, tassonomia
	Conti     []avviso.IBAN            `json:"conti"`          // where its credits come
	JPPA      *jppa.Configurazione     `json:"jppa,omitempty"` // connector to Maggioli JPPA
}

// Stazione is a station of a body at the platform.
type Stazione struct {
	IDStazione    string        `json:"idStazione"`
	Intermediario string        `json:"intermediario"`
	Numerazioni   []Numerazione `json:"numerazioni"`
	Versione      rpt.Versione  `json:"versione,omitempty"` // of paGetPayment, "" for both
	Broadcast     bool          `json:"broadcast,omitempty"`
}

// Numerazione is how the notices of a body are numbered at a station.
type Numerazione struct {
	AuxDigit        avviso.AuxDigit `json:"auxDigit"`
	ApplicationCode string          `json:"applicationCode,omitempty"`
	SegregationCode string          `json:"segregationCode,omitempty"`
}

// Applicazione is a program that brings debts and is told of their payment.
type Applicazione struct {
	IDA2A      string             `json:"idA2A"`
	Utente     string             `json:"utente,omitempty"`     // of basic authentication
	Impronta   string             `json:"impronta,omitempty"`   // bcrypt of its password
	Soggetto   string             `json:"soggetto,omitempty"`   // of its client certificate
	Domini     []avviso.IdDominio `json:"domini"`               // whose debts it may bring; none is every body
	Notifiche  string             `json:"notifiche,omitempty"`  // URL of its API Ente, "" when it is told nothing
	Verifica   string             `json:"verifica,omitempty"`   // URL of its API Ente, "" when it is not asked about notices
	VersioneV1 bool               `json:"versioneV1,omitempty"` // its API Ente is version 1
}

// Leggi reads a registry and refuses one that does not hold together.
func Leggi(r io.Reader) (*Anagrafica, error) {
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	var a Anagrafica
	if err := d.Decode(&a); err != nil {
		return nil, fmt.Errorf("anagrafica: %w", err)
	}
	return &a, a.Valida()
}

// Valida refuses a registry that does not hold together.
func (a *Anagrafica) Valida() error {
	for i := range a.Enti {
		e := &a.Enti[i]
		if !e.IdDominio.IsValid() {
			return fmt.Errorf("anagrafica: enti[%d]: idDominio assente", i)
		}
		if len(e.Stazioni) == 0 {
			return fmt.Errorf("anagrafica: ente %s: nessuna stazione", e.IdDominio)
		}
		for _, s := range e.Stazioni {
			for _, n := range s.Numerazioni {
				if err := n.Configurazione().Valida(); err != nil {
					return fmt.Errorf("anagrafica: stazione %s: %w", s.IDStazione, err)
				}
			}
		}
	}
	for i := range a.Applicazioni {
		p := &a.Applicazioni[i]
		if p.IDA2A == "" {
			return fmt.Errorf("anagrafica: applicazioni[%d]: idA2A assente", i)
		}
		for _, d := range p.Domini {
			if a.Ente(d) == nil {
				return fmt.Errorf("anagrafica: applicazione %s: ente %s sconosciuto", p.IDA2A, d)
			}
		}
	}
	return nil
}

// Ente returns a body, nil when it is not served.
func (a *Anagrafica) Ente(d avviso.IdDominio) *Ente {
	i := slices.IndexFunc(a.Enti, func(e Ente) bool { return e.IdDominio == d })
	if i < 0 {
		return nil
	}
	return &a.Enti[i]
}

// Applicazione returns an application, nil when there is none of that name.
func (a *Anagrafica) Applicazione(idA2A string) *Applicazione {
	i := slices.IndexFunc(a.Applicazioni, func(p Applicazione) bool { return p.IDA2A == idA2A })
	if i < 0 {
		return nil
	}
	return &a.Applicazioni[i]
}

// Ammette reports whether the application may bring debts of a body.
func (p *Applicazione) Ammette(d avviso.IdDominio) bool {
	return len(p.Domini) == 0 || slices.Contains(p.Domini, d)
}

// Domini are the bodies that are served.
func (a *Anagrafica) Domini() []avviso.IdDominio {
	var d []avviso.IdDominio
	for i := range a.Enti {
		d = append(d, a.Enti[i].IdDominio)
	}
	return d
}

// Configurazione is the numbering as the library takes it.
func (n Numerazione) Configurazione() avviso.Configurazione {
	return avviso.Configurazione(n)
}

// PA is the body as the answers to the platform need it; nil for none.
func (a *Anagrafica) PA(d avviso.IdDominio) *pendenza.EntePA {
	e := a.Ente(d)
	if e == nil {
		return nil
	}
	pa := &pendenza.EntePA{
		Ente: e.Ente, Categoria: e.Categoria,
		Entrate: func(cod string) (pendenza.Voce, bool) { v, ok := e.Entrate[cod]; return v, ok },
		NomeEnte: func(d avviso.IdDominio) string {
			if altro := a.Ente(d); altro != nil {
				return altro.Nome
			}
			return ""
		},
	}
	for _, s := range e.Stazioni {
		x := pendenza.Stazione{IDStazione: s.IDStazione, Intermediario: s.Intermediario, Versione: s.Versione, Broadcast: s.Broadcast}
		for _, n := range s.Numerazioni {
			x.Numerazioni = append(x.Numerazioni, n.Configurazione())
		}
		pa.Stazioni = append(pa.Stazioni, x)
	}
	return pa
}
