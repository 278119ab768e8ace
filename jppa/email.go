package jppa

import (
	"cmp"
	"encoding/base64"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
)

// Tracciato is what the mail says about a file of notifications.
type Tracciato struct {
	ID              int64            `json:"id,omitempty"`          // numeric id of the host, in the link
	Progressivo     int64            `json:"progressivo,omitempty"` // in the name of the attachment
	IdDominio       avviso.IdDominio `json:"idDominio"`
	RagioneSociale  string           `json:"ragioneSociale"` // of the body
	Finestra                         // da and a
	NumeroPagamenti int              `json:"numeroPagamenti"` // notifications attempted
	SecID           avviso.Segreto   `json:"secID,omitzero"`  // secret of the link, see [NuovoSecID]
}

// Email is a mail to be sent, as data. Of SOAP v1 exactly one of Allegato and Link
// is given, of REST v2 Allegato or none.
type Email struct {
	A        string   `json:"a"`                  // To: the first address
	CC       []string `json:"cc"`                 // Cc: the others
	Oggetto  string   `json:"oggetto"`            //
	Testo    string   `json:"testo"`              // plain text, LF line ends
	Allegato string   `json:"allegato,omitempty"` // name of the ZIP to attach
	Link     string   `json:"link,omitempty"`     // where the ZIP is downloaded; it holds the secret
}

const (
	formaMinuti  = "2006-01-02 15:04"
	formaSecondi = "02/01/2006 15:04:05"
)

// ComponiEmail returns the mail of a file, with the ZIP attached or linked as the
// configuration says. Errors (ErrCampo, with the field): OBBLIGATORIO, VALORE,
// FORMATO (a line end in an address, in the subject or in ragioneSociale),
// ISTANTE.
//
// The two blanks in the default subject are GovPay's: it is what recipients
// filter by. The prose of the body is our own; the fields and their order are
// GovPay's.
//
// Source: link-it/govpay 3.8.2, SpedizioneTracciatoNotificaPagamentiThread.
func ComponiEmail(c *Configurazione, t Tracciato) (Email, error) {
	if c == nil {
		return Email{}, nullo("configurazione")
	}
	oggetto := "[GovPay] Export pagamenti  inviati al servizio Maggioli JPPA al " + t.A.Time().Format(formaMinuti) + "."
	e, err := t.intesta(c.EmailIndirizzi, c.EmailAllegato, oggetto, c.EmailSubject)
	if err != nil {
		return Email{}, err
	}
	if *c.EmailAllegato {
		nomi, err := NuoviNomiFile(t.IdDominio, t.Progressivo)
		if err != nil {
			return Email{}, err
		}
		e.Allegato = nomi.ZIP
	} else if e.Link, err = Link(c.DownloadBaseURL, t.ID, t.SecID); err != nil {
		return Email{}, err
	}
	e.Testo = t.corpo(e, cmp.Or(c.Versione, VersioneCSV))
	return e, nil
}

// ComponiEmailREST returns the mail of a file of the REST v2 generation: its own
// default subject, which tells the instant of the last receipt (nothing when
// ultima is the zero value), and never a link. zip is the name of the ZIP to
// attach, used when the configuration says so. Errors: those of [ComponiEmail].
//
// Source: link-it/govpay-maggioli-jppa.
func ComponiEmailREST(c *ConfigurazioneREST, t Tracciato, zip string, ultima avviso.DataOra) (Email, error) {
	if c == nil {
		return Email{}, nullo("configurazione")
	}
	oggetto := "Pagamenti inviati al servizio Maggioli JPPA al "
	if ultima.IsValid() {
		oggetto += ultima.Time().Format(formaSecondi)
	}
	e, err := t.intesta(c.EmailIndirizzi, c.EmailAllegato, oggetto, c.EmailSubject)
	if err != nil {
		return Email{}, err
	}
	if *c.EmailAllegato {
		if zip == "" {
			return Email{}, campo(CodiceObbligatorio, "allegato", "")
		}
		e.Allegato = zip
	}
	e.Testo = t.corpo(e, "CSVBatch6")
	return e, nil
}

// intesta returns a mail with its addresses, the first of which is To, and its subject:
// one of the configuration replaces the default.
func (t *Tracciato) intesta(i Indirizzi, allegato *bool, oggetto string, configurato *string) (Email, error) {
	if allegato == nil {
		return Email{}, campo(CodiceObbligatorio, "emailAllegato", "")
	}
	lista := NuoviIndirizzi(i.String())
	if len(lista) == 0 {
		return Email{}, campo(CodiceObbligatorio, "emailIndirizzi", "")
	}
	for _, a := range lista {
		if strings.ContainsAny(a, "\r\n") {
			return Email{}, campo(avviso.CodiceFormato, "emailIndirizzi", a)
		}
	}
	if err := t.valida(); err != nil {
		return Email{}, err
	}
	if configurato != nil && *configurato != "" {
		if oggetto = *configurato; strings.ContainsAny(oggetto, "\r\n") {
			return Email{}, campo(avviso.CodiceFormato, "emailSubject", oggetto)
		}
	}
	return Email{A: lista[0], CC: append([]string{}, lista[1:]...), Oggetto: oggetto}, nil
}

func (t *Tracciato) valida() error {
	switch {
	case !t.IdDominio.IsValid():
		return campo(CodiceObbligatorio, "idDominio", "")
	case !t.Da.IsValid():
		return campo(CodiceIstante, "da", "")
	case !t.A.IsValid():
		return campo(CodiceIstante, "a", "")
	case t.NumeroPagamenti < 0:
		return campo(CodiceValore, "numeroPagamenti", strconv.Itoa(t.NumeroPagamenti))
	case strings.ContainsAny(t.RagioneSociale, "\r\n"):
		return campo(avviso.CodiceFormato, "ragioneSociale", t.RagioneSociale)
	}
	return nil
}

// corpo returns the body of a mail whose attachment or link is set.
func (t *Tracciato) corpo(e Email, versione string) string {
	const tracciato = " il tracciato dei pagamenti inviati al servizio Maggioli JPPA:"
	righe := []string{"Salve,", ""}
	switch {
	case e.Link != "":
		righe = append(righe, "all'indirizzo: ", e.Link, "si può scaricare"+tracciato)
	case e.Allegato != "":
		righe = append(righe, "in allegato si trova"+tracciato)
	default:
		righe = append(righe, "è stato prodotto"+tracciato)
	}
	righe = append(righe, "",
		"Ente creditore: "+t.RagioneSociale,
		"Id Dominio: "+t.IdDominio.String(),
		"Data inizio: "+t.Da.Time().Format(formaMinuti),
		"Data fine: "+t.A.Time().Format(formaMinuti),
		"Numero pagamenti: "+strconv.Itoa(t.NumeroPagamenti),
		"Versione tracciato: "+versione,
		"",
		"Messaggio automatico: non occorre rispondere.",
		"",
		"Cordiali saluti.", "")
	return strings.Join(righe, "\n")
}

// Link returns the address from which a ZIP is downloaded: the base URL, the
// numeric id and the secret. The host that serves it compares the secID it gets
// with [avviso.Segreto.Uguale]. Errors (ErrCampo): FORMATO for a base that is no URL,
// VALORE for an id below 1, OBBLIGATORIO for a missing secret, FORMATO for one with
// characters other than those of base64url.
//
// Source: link-it/govpay 3.8.2, SpedizioneTracciatoNotificaPagamentiThread; GovPay,
// "Connettore per l'esportazione dei pagamenti verso Maggioli (JPPA)", Base URL
// link download.
func Link(base string, id int64, secID avviso.Segreto) (string, error) {
	switch {
	case !formaURL.MatchString(base):
		return "", campo(avviso.CodiceFormato, "downloadBaseUrl", base)
	case id < 1:
		return "", campo(CodiceValore, "id", strconv.FormatInt(id, 10))
	case !secID.IsValid():
		return "", campo(CodiceObbligatorio, "secID", "")
	case strings.ContainsFunc(secID.Rivela(), fuoriBase64URL):
		return "", campo(avviso.CodiceFormato, "secID", "")
	}
	if !strings.HasSuffix(base, "/") {
		base += "/"
	}
	return base + strconv.FormatInt(id, 10) + "?secID=" + secID.Rivela(), nil
}

func fuoriBase64URL(r rune) bool {
	lettera := 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	cifra := '0' <= r && r <= '9'
	return !lettera && !cifra && r != '-' && r != '_'
}

// NuovoSecID returns the secret of a download link, made of 20 random bytes of
// the caller's: base64url without padding, 27 characters.
//
// Source: link-it/govpay 3.8.2, TracciatiNotificaPagamenti.
func NuovoSecID(casuali [20]byte) avviso.Segreto {
	return avviso.NuovoSegreto(base64.RawURLEncoding.EncodeToString(casuali[:]))
}
