package piemontepay

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
)

// Chiamata is a call as it reaches the desk: the five parameters, nothing trimmed.
type Chiamata struct {
	CodiceChiamante         string `json:"codiceChiamante"`
	Digest                  string `json:"digest"`
	IUV                     string `json:"iuv"`
	CodiceFiscale           string `json:"codiceFiscale"`
	IdentificativoPagamento string `json:"identificativoPagamento"`
}

// PosizioneSportello is what the desk knows of a IUV.
type PosizioneSportello struct {
	Stato            StatoPagamento
	CodiceFiscale    string // of the payer
	CodiceVersamento string // payment type
	// Validity of the position and of its payment type, civil days of Europe/Rome,
	// both ends included; the zero Data leaves an end open.
	Dal, Al                avviso.Data
	TipoDal, TipoAl        avviso.Data
	RicevutaRevocata       bool
	EMail, RipetiEMail     bool // what the summary page asks
	Privacy, CaptchaAttivi bool
}

// maxDigestRicevuto is the length of the desk's column, not of a digest.
const maxDigestRicevuto = 100

// Archivio is what the desk looks up to decide on a call. The functions are
// asked in the order of the checks and not at all after the first refusal.
type Archivio struct {
	// IdentificativoUsato reports whether an accepted call, of any caller, has
	// already used an identifier.
	IdentificativoUsato func(id string) bool
	// Chiamante returns the caller of a code.
	Chiamante func(codice string) (Chiamante, bool)
	// Posizione returns the position of a IUV, matched exactly.
	Posizione func(iuv string) (PosizioneSportello, bool)
}

// MotivoRifiuto is why the desk refuses a call. "" is "not refused".
type MotivoRifiuto string

// Reasons of the desk, in the order of the checks.
const (
	CampoMancante           MotivoRifiuto = "CampoMancante"
	IdentificativoDuplicato MotivoRifiuto = "IdentificativoDuplicato"
	ChiamanteSconosciuto    MotivoRifiuto = "ChiamanteSconosciuto"
	CampoNonValido          MotivoRifiuto = "CampoNonValido"
	DigestFallito           MotivoRifiuto = "DigestFallito"
	IUVSconosciuto          MotivoRifiuto = "IUVSconosciuto"
	IUVNonPagabile          MotivoRifiuto = "IUVNonPagabile"
	CodiceFiscaleDiverso    MotivoRifiuto = "CodiceFiscaleDiverso"
	RicevutaRevocata        MotivoRifiuto = "Revocato"
	NonAutorizzato          MotivoRifiuto = "NonAutorizzato"
)

// Pagina is what the citizen sees after a call. In every refusal there is no
// way back to the caller.
type Pagina string

// Pages of the desk.
const (
	// PaginaNonValida: "call not valid", with a link to the desk's home only.
	PaginaNonValida Pagina = "NON_VALIDA"
	// PaginaRisposta: always the same text (IUV already paid, cancelled, waiting
	// for its receipt or expired), whatever the reason.
	PaginaRisposta Pagina = "RISPOSTA"
	// PaginaRiepilogo: the summary that asks e-mail, privacy consent, captcha.
	PaginaRiepilogo Pagina = "RIEPILOGO"
	// PaginaPagamento: straight to the payment, nothing to ask.
	PaginaPagamento Pagina = "PAGAMENTO"
)

// Decisione is the desk's decision on a call.
type Decisione struct {
	Accettata bool
	Rifiuto   MotivoRifiuto // "" when accepted
	Campo     string        // the parameter, for a missing or malformed one
	Motivo    string        // what the desk writes in its log, Italian
	Pagina    Pagina
}

// Decidi is the desk's side of a call, for a test bench or another desk: the
// checks of the published server in its order, the first that fails decides.
// The digest is compared byte for byte in constant time, where the server
// ignores letter case.
//
// Source: manual, §3.3 and §3.4; published server,
// ChiamataEsternaComplexValidator.
func Decidi(c Chiamata, a Archivio, adesso time.Time) Decisione {
	if campo := c.mancante(); campo != "" {
		return Decisione{Rifiuto: CampoMancante, Campo: campo, Motivo: "Parametro " + campo + " assente.", Pagina: PaginaNonValida}
	}
	if a.IdentificativoUsato(c.IdentificativoPagamento) {
		return nonValida(IdentificativoDuplicato, "UUID "+c.IdentificativoPagamento+" presente in archivio")
	}
	chiamante, ok := a.Chiamante(c.CodiceChiamante)
	if !ok || !chiamante.ValidoIl(adesso) {
		return nonValida(ChiamanteSconosciuto, "Chiamante esterno non riconosciuto, non attivo o passphrase errata")
	}
	if d, rifiutata := c.rifiuta(chiamante); rifiutata {
		return d
	}
	posizione, ok := a.Posizione(c.IUV)
	if !ok {
		return risposta(IUVSconosciuto, "Codice Iuv inesistente.")
	}
	if d, rifiutata := posizione.rifiuta(c, avviso.DataDi(adesso)); rifiutata {
		return d
	}
	if !chiamante.Autorizzato(posizione.CodiceVersamento) {
		return nonValida(NonAutorizzato, "Chiamante non autorizzato al tipo pagamento indicato")
	}
	if posizione.EMail || posizione.RipetiEMail || posizione.Privacy || posizione.CaptchaAttivi {
		return Decisione{Accettata: true, Pagina: PaginaRiepilogo}
	}
	return Decisione{Accettata: true, Pagina: PaginaPagamento}
}

// mancante returns the first of the three parameters without which the desk
// does not even look the caller up.
func (c Chiamata) mancante() string {
	switch {
	case c.CodiceChiamante == "":
		return "codiceChiamante"
	case c.Digest == "":
		return "digest"
	case c.IdentificativoPagamento == "":
		return "identificativoPagamento"
	}
	return ""
}

// rifiuta checks the fields of a call of a known caller, the digest last.
func (c Chiamata) rifiuta(chiamante Chiamante) (Decisione, bool) {
	campo, rifiuto := "", CampoNonValido
	n := utf8.RuneCountInString(c.CodiceFiscale)
	switch {
	case strings.TrimSpace(c.IUV) == "":
		campo, rifiuto = "iuv", CampoMancante
	case utf8.RuneCountInString(c.IdentificativoPagamento) > maxIdentificativo:
		campo = "identificativoPagamento"
	case strings.TrimSpace(c.CodiceFiscale) == "":
		campo, rifiuto = "codiceFiscale", CampoMancante
	case n < minCodiceFiscale || n > maxCodiceFiscale:
		campo = "codiceFiscale"
	case utf8.RuneCountInString(c.Digest) > maxDigestRicevuto:
		campo = "digest"
	}
	if campo != "" {
		return Decisione{Rifiuto: rifiuto, Campo: campo, Motivo: "Errore sul campo " + campo, Pagina: PaginaNonValida}, true
	}
	atteso := chiamante.digest(c.IdentificativoPagamento, c.IUV)
	if d, err := ParseDigest(c.Digest); err != nil || !d.Uguale(atteso) {
		return Decisione{Rifiuto: DigestFallito, Campo: "digest", Motivo: "Verifica digest fallita", Pagina: PaginaNonValida}, true
	}
	return Decisione{}, false
}

// rifiuta checks the position of a call, on a civil day.
func (p PosizioneSportello) rifiuta(c Chiamata, oggi avviso.Data) (Decisione, bool) {
	entro := func(dal, al avviso.Data) bool {
		return (!dal.IsValid() || !oggi.Prima(dal)) && (!al.IsValid() || !oggi.Dopo(al))
	}
	switch {
	case !p.Stato.Pagabile(), !entro(p.Dal, p.Al), !entro(p.TipoDal, p.TipoAl):
		return risposta(IUVNonPagabile,
			"Codice Iuv riferito a pagamento effettuato, annullato o in attesa di ricevuta oppure non più valido perché scaduto."), true
	case !strings.EqualFold(p.CodiceFiscale, c.CodiceFiscale):
		return risposta(CodiceFiscaleDiverso, "Codice Iuv non relativo al codice fiscale o partita iva."), true
	case p.RicevutaRevocata:
		return risposta(RicevutaRevocata, "Codice Iuv riferito a pagamento revocato."), true
	}
	return Decisione{}, false
}

func nonValida(r MotivoRifiuto, motivo string) Decisione {
	return Decisione{Rifiuto: r, Motivo: motivo, Pagina: PaginaNonValida}
}

func risposta(r MotivoRifiuto, motivo string) Decisione {
	return Decisione{Rifiuto: r, Motivo: motivo, Pagina: PaginaRisposta}
}
