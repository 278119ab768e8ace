package jppa

import (
	"cmp"
	"iter"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
)

// Codes of the messages of a refused RecuperaRT.
//
// Source: link-it/govpay 3.8.2, JppaPdpExternalFacetServiceImpl.
const (
	MessaggioAutorizzazione = "AUTORIZZAZIONE"   // unknown body, connector absent or off, another principal, another operation
	MessaggioRichiesta      = "RICHIESTA"        // the receipt is neither executed nor partly executed
	MessaggioOperazione     = "OPERAZIONE"       // no such receipt, or more than one
	MessaggioErroreSistema  = "PAA_SYSTEM_ERROR" // the archive failed, or holds what the schema cannot say
)

// Archivio is what the service RecuperaRT asks of its host.
type Archivio interface {
	// Connettore returns the connector of a body, nil when it has none; noto is
	// false for a body that the host does not know.
	Connettore(idDominio string) (c *Configurazione, noto bool, err error)
	// Ricevute yields every receipt of a body with an IUV, whatever its CCP.
	Ricevute(idDominio, iuv string) iter.Seq2[Documento, error]
}

// RispondiRecuperaRT answers a request of JPPA. principal is whom the host
// authenticated, adesso the dataOperazione of the answer.
//
// Refusals come in this order: body unknown, connector absent or disabled, another
// principal, another operation (AUTORIZZAZIONE); receipt not found, or, asked
// without CCP, not exactly one paid receipt (OPERAZIONE); receipt neither executed
// nor partly executed (RICHIESTA); PAA_SYSTEM_ERROR when the archive fails or holds
// what the schema cannot say. Every refusal has a message. The error is nil but for
// PAA_SYSTEM_ERROR, where it is the cause, for the log of the host; the answer can
// be written all the same.
//
// Source: GovPay, "Connettore per l'esportazione dei pagamenti verso Maggioli
// (JPPA)", RecuperaRT; link-it/govpay 3.8.2, JppaPdpExternalFacetServiceImpl.
func RispondiRecuperaRT(r RichiestaRecuperaRT, principal string, adesso avviso.DataOra, a Archivio) (RispostaRecuperaRT, error) {
	if a == nil {
		return guasto(adesso), nullo("archivio")
	}
	if testo, err := autorizza(r, principal, a); err != nil {
		return guasto(adesso), err
	} else if testo != "" {
		return rifiuta(adesso, MessaggioAutorizzazione, testo), nil
	}
	d, trovata, err := cerca(r, a)
	switch {
	case err != nil:
		return guasto(adesso), err
	case !trovata:
		return rifiuta(adesso, MessaggioOperazione, "Ricevuta non trovata."), nil
	}
	if _, pagata := esitoInviato(d.Esito()); !pagata {
		return rifiuta(adesso, MessaggioRichiesta, "La ricevuta non attesta un pagamento eseguito."), nil
	}
	ricevuta, err := d.RicevutaTelematica()
	if err != nil {
		return guasto(adesso), err
	}
	risposta := RispostaRecuperaRT{Operazione: opRecuperaRT, DataOperazione: adesso, Esito: EsitoOK, Dettaglio: &DettaglioRecuperaRT{
		Esito: EsitoEsterno{Code: EsitoOK}, RicevutaTelematica: ricevuta, DettagliImporto: DettagliImporto(d.Voci),
	}}
	if _, err := AppendRispostaRecuperaRT(nil, risposta); err != nil {
		return guasto(adesso), err
	}
	return risposta, nil
}

// autorizza returns why a request is not authorised, "" when it is.
func autorizza(r RichiestaRecuperaRT, principal string, a Archivio) (string, error) {
	c, noto, err := a.Connettore(r.IdentificativoDominio)
	switch {
	case err != nil:
		return "", err
	case !noto:
		return "Dominio sconosciuto.", nil
	case !c.Attivo():
		return "Connettore Maggioli JPPA non abilitato per il dominio.", nil
	case principal == "" || principal != c.Principal:
		return "Chiamante non autorizzato per il dominio.", nil
	case cmp.Or(r.Operazione, opRecuperaRT) != opRecuperaRT:
		return "Operazione non prevista.", nil
	}
	return "", nil
}

// cerca returns the receipt asked for; false when there is none, or no single one.
func cerca(r RichiestaRecuperaRT, a Archivio) (d Documento, trovata bool, err error) {
	senzaCCP := r.CodiceContestoPagamento == ""
	for candidato, err := range a.Ricevute(r.IdentificativoDominio, r.IdentificativoUnivocoVersamento) {
		if err != nil {
			return Documento{}, false, err
		}
		_, pagata := esitoInviato(candidato.Esito())
		switch {
		case senzaCCP && !pagata, !senzaCCP && candidato.CCP() != r.CodiceContestoPagamento:
			continue
		case trovata && senzaCCP:
			return Documento{}, false, nil
		case trovata:
			return Documento{}, false, &Errore{Codice: CodiceValore, Campo: "ricevuta", Valore: r.IdentificativoUnivocoVersamento, Err: errDoppia}
		}
		d, trovata = candidato, true
	}
	return d, trovata, nil
}

// errDoppia is an archive with two receipts of one key, which identifies one.
var errDoppia = errore.Motivo("l'archivio ha più ricevute con la stessa chiave", ErrCampo)

func rifiuta(adesso avviso.DataOra, codice, testo string) RispostaRecuperaRT {
	return RispostaRecuperaRT{Operazione: opRecuperaRT, DataOperazione: adesso, Esito: EsitoError, Messaggi: []Messaggio{{codice, testo}}}
}

func guasto(adesso avviso.DataOra) RispostaRecuperaRT {
	return rifiuta(adesso, MessaggioErroreSistema, "Errore interno.")
}
