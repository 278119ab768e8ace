package tracciato

import (
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
)

// StatoOperazione is what became of a line.
//
// Source: GovPay 3, API Pendenze v2, StatoOperazionePendenza.
type StatoOperazione string

// What may become of a line.
const (
	Eseguito  StatoOperazione = "ESEGUITO"   // done
	Scartato  StatoOperazione = "SCARTATO"   // refused
	NonValido StatoOperazione = "NON_VALIDO" // not a record
)

// maxDescrizione is how long the description of a line may be, in characters.
const maxDescrizione = 255

// Risultato is the outcome of one line. Esito is ADD_OK, ADD_KO, DEL_OK or
// DEL_KO; a semantic refusal of GovPay 3 has its VER code instead, a record that
// cannot be read its Codice.
//
// Source: GovPay, OperazioneFactory, TracciatiPendenze.
type Risultato struct {
	Numero      int             `json:"numero"`
	Operazione  Operazione      `json:"operazione"`
	Stato       StatoOperazione `json:"stato"`
	Esito       string          `json:"esito"`
	Descrizione string          `json:"descrizione"` // Italian, at most 255 characters
	IDA2A       string          `json:"idA2A"`
	IDPendenza  string          `json:"idPendenza"`
	// What follows is known of a position that was loaded and has a notice.
	IUV          avviso.IUV          `json:"iuv,omitzero"`
	NumeroAvviso avviso.NumeroAvviso `json:"nav,omitzero"`
	QRCode       string              `json:"qrCode,omitempty"`
	BarCode      string              `json:"barCode,omitempty"`
	// Violazioni are the rules that the record breaks, all of them.
	Violazioni []avviso.Violazione `json:"violazioni,omitempty"`
	// Avvertenze are what was tolerated in it.
	Avvertenze []avviso.Avvertenza `json:"avvertenze,omitempty"`
	// Pendenza is the position as it was stored; nil for a line that failed.
	Pendenza *pendenza.Pendenza `json:"-"`
	// Azioni are what the host should do about the position.
	Azioni []pendenza.Azione `json:"-"`
}

// esegui is the outcome of a record that was done.
func (r *Risultato) esegui(descrizione string, azioni []pendenza.Azione) {
	r.Stato, r.Esito, r.Descrizione, r.Azioni = Eseguito, string(r.Operazione)+"_OK", descrizione, azioni
}

// ko is the outcome of a record that was not.
func (r *Risultato) ko() string { return string(r.Operazione) + "_KO" }

// descrivi cuts a description to its length.
func descrivi(s string) string {
	n := 0
	for i := range s {
		if n == maxDescrizione {
			return strings.Clone(s[:i])
		}
		n++
	}
	return s
}

// conAvviso adds what is printed on the notice of the position.
func (r *Risultato) conAvviso(p *pendenza.Pendenza, gln avviso.GLN) {
	r.Pendenza = p
	r.IUV, r.NumeroAvviso = p.IUV, p.NumeroAvviso
	if !p.NumeroAvviso.IsValid() {
		return
	}
	r.IUV = p.NumeroAvviso.IUV()
	qr, err := avviso.QRCode{NumeroAvviso: p.NumeroAvviso, IdDominio: p.IdDominio, Importo: p.Importo}.Testo()
	if err != nil {
		r.Descrizione = descrivi("avviso senza QR code: " + err.Error())
	}
	r.QRCode = qr
	if gln.IsValid() {
		r.BarCode, _ = avviso.BarCode{GLN: gln, NumeroAvviso: p.NumeroAvviso, Importo: p.Importo}.Testo()
	}
}
