package cassa

import (
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
)

// Sources of a movement, as the readers of this package write them in Fonte.
const (
	FonteOPI     = "OPI"
	FonteCamt053 = "CAMT053"
	FonteRH      = "RH"
	FonteMT940   = "MT940"
	FonteTabella = "TAB"
)

// Segno is the side of a movement: money in or money out. It is the side of the
// movement concerned: the reversal of a credit is an Entrata with Storno true, that of a
// debit an Uscita with Storno true.
type Segno string

// The two sides.
const (
	Entrata Segno = "ENTRATA" // a credit
	Uscita  Segno = "USCITA"  // a debit
)

// IsValid reports whether s is one of the two sides.
func (s Segno) IsValid() bool { return s == Entrata || s == Uscita }

// opposto returns the other side.
func (s Segno) opposto() Segno {
	if s == Entrata {
		return Uscita
	}
	return Entrata
}

// Movimento is one movement of a body's account (movimento di cassa), whatever
// document it comes from. It is comparable.
//
// Its key is (Fonte, Dominio, ID, Storno): see Chiave.
type Movimento struct {
	// ID tells the movement from the others of the same Fonte and Dominio and stays the
	// same when the document is read again. A reversal may carry the ID of the movement it
	// reverses: Storno is part of the key. Of a line of a statement it is the bank's reference,
	// day, side and cents ("7700911/20260414E31840"), the same in every statement that lists the
	// line, or, where the bank gives no reference, statement and position in the place of it
	// ("77-1/1/20260414/1/20260414E31840").
	ID string `json:"id"`
	// Fonte names the source, for instance FonteOPI; "" is a source too.
	Fonte string `json:"fonte,omitzero"`
	// Dominio is the body the account belongs to.
	IdDominio avviso.IdDominio `json:"dominio"`
	// Importo is the amount in cents, always positive: Segno and Storno give the direction.
	// It may be larger than any payment: 15 digits in a journal, 18 in a camt.053, 14 in an MT940.
	Importo avviso.Importo `json:"importo"`
	// Segno is the side of the movement, or of the movement reversed when Storno is true.
	Segno Segno `json:"segno"`
	// Storno is true for the reversal of a movement.
	Storno bool `json:"storno,omitzero"`
	// StornoDi is the ID of the movement reversed, when it is another than ID.
	StornoDi string `json:"stornoDi,omitzero"`
	// DataContabile is the booking date.
	DataContabile avviso.Data `json:"dataContabile"`
	// DataValuta is the value date, the zero Data when the source gives none.
	DataValuta avviso.Data `json:"dataValuta,omitzero"`
	// Causale is the bank's text, with the AT-05 attribute of the transfer inside: the places
	// where the source has a text are joined with " | ", the parts of one place, lines that the
	// source wraps among them, with "\n"; a place that an earlier one contains is left out.
	Causale string `json:"causale"`
	// TRN is the interbank transaction reference number (AT-43), never the bank's own.
	TRN string `json:"trn,omitzero"`
	// RifBanca is the reference that the bank of the account gave the movement.
	RifBanca string `json:"rifBanca,omitzero"`
	// EndToEndID is the originator's reference (AT-41).
	EndToEndID string `json:"endToEndId,omitzero"`
	// Esercizio is the financial year of the journal, 0 when the source has none.
	Esercizio int `json:"esercizio,omitzero"`
	// Provvisorio is the number of the provvisorio di entrata (sospeso).
	Provvisorio string `json:"provvisorio,omitzero"`
	// Bolletta is the number of the treasurer's bolletta or quietanza.
	Bolletta string `json:"bolletta,omitzero"`
	// Conto is the account as the source names it: the conto evidenza of a journal, the
	// account of a statement that is not an IBAN.
	Conto string `json:"conto,omitzero"`
	// IBAN is the account of a statement, the zero IBAN when the source gives none.
	IBAN avviso.IBAN `json:"iban,omitzero"`
	// BICOrdinante is the bank of the originator.
	BICOrdinante string `json:"bicOrdinante,omitzero"`
	// Ordinante is the name of the originator: for a pagoPA credit the PSP.
	Ordinante string `json:"ordinante,omitzero"`
	// Estratto is the identity of the statement the movement was read from.
	Estratto string `json:"estratto,omitzero"`
	// IDFlusso is the identificativoFlusso that the source itself names, apart from its texts.
	IDFlusso string `json:"idFlusso,omitzero"`
	// IUV is the IUV, or creditor reference, that the source itself names, apart from its texts.
	IUV avviso.IUV `json:"iuv,omitzero"`
	// Lotto is true for an entry that books several transfers whose single amounts the source
	// does not give.
	Lotto bool `json:"lotto,omitzero"`
}

// Valida returns nil when m keeps its own rules: ID, Dominio, Segno and
// DataContabile given, Importo positive, StornoDi only on a reversal, Esercizio 0 or a
// year of four digits, every text UTF-8. It returns an *Errore naming the first field that does not, by
// its JSON name, and unwraps to ErrMovimento.
func (m Movimento) Valida() error {
	rifiuta := func(campo, valore string) error {
		return &Errore{Codice: CodiceMovimento, Campo: campo, Valore: valore, Err: ErrMovimento}
	}
	switch {
	case strings.TrimSpace(m.ID) == "":
		return rifiuta("id", m.ID)
	case !m.IdDominio.IsValid():
		return rifiuta("dominio", m.IdDominio.String())
	case m.Importo.Segno() <= 0:
		return rifiuta("importo", m.Importo.String())
	case !m.Segno.IsValid():
		return rifiuta("segno", string(m.Segno))
	case m.StornoDi != "" && !m.Storno:
		return rifiuta("stornoDi", m.StornoDi)
	case !m.DataContabile.IsValid():
		return rifiuta("dataContabile", "")
	case m.Esercizio != 0 && (m.Esercizio < 1000 || m.Esercizio > 9999):
		return rifiuta("esercizio", "")
	}
	for _, t := range [...]struct{ campo, testo string }{
		{"id", m.ID},
		{"fonte", m.Fonte},
		{"stornoDi", m.StornoDi},
		{"causale", m.Causale},
		{"trn", m.TRN},
		{"endToEndId", m.EndToEndID},
		{"provvisorio", m.Provvisorio},
		{"bolletta", m.Bolletta},
		{"conto", m.Conto},
		{"bicOrdinante", m.BICOrdinante},
		{"ordinante", m.Ordinante},
		{"rifBanca", m.RifBanca},
		{"estratto", m.Estratto},
		{"idFlusso", m.IDFlusso},
	} {
		if !utf8.ValidString(t.testo) {
			return rifiuta(t.campo, t.testo)
		}
	}
	return nil
}
