package rpt

import (
	"strconv"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/riferimento"
	"github.com/quietanza/quietanza/internal/schema"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// DatiRPT is what an RPT is made of: the data of a debt position and of the
// attempt to pay it. Members without a comment are mandatory.
type DatiRPT struct {
	Dominio                 avviso.IdDominio
	Stazione                string // identificativoStazioneRichiedente, optional
	IdentificativoMessaggio string // 1..35 characters, unique within the day of DataOra: a UUID without dashes fits
	DataOra                 time.Time
	Autenticazione          AutenticazioneSoggetto
	Versante                *SoggettoVersante // nil when the pagatore pays; left out when equal to it
	Pagatore                SoggettoPagatore
	Ente                    EnteBeneficiario
	DataEsecuzione          avviso.Data
	TipoVersamento          TipoVersamento
	IUV                     avviso.IUV
	CCP                     string    // "" is n/a, which a payment without a notice has
	IBANAddebito            string    // mandatory for AD
	BICAddebito             string    // optional
	Voci                    []VoceRPT // 1..5
}

// VoceRPT is one item of an RPT to be: exactly one of IBANAccredito and Bollo.
type VoceRPT struct {
	Importo                  avviso.Importo
	CommissioneCaricoPA      avviso.Importo // 0.00 for none
	IBANAccredito            string
	BICAccredito             string
	IBANAppoggio             string
	BICAppoggio              string
	CredenzialiPagatore      string
	Descrizione              string // free text of the causale, behind /TXT/; transliterated, cut to what fits
	DatiSpecificiRiscossione string // tipo contabilita/codice, as in 9/0101002IM/
	Bollo                    *DatiMarcaBolloDigitale
}

// NuovaRPT makes an RPT: it sums the items, composes each causaleVersamento
// (/RFS/ and the RF reference in groups of four for an IUV of ISO 11649, /RFB/
// and the IUV for any other; then the amount of the item and the text), leaves
// out a versante who is the pagatore, and checks the result against the rules
// Q1 to Q3 and the schema. The error is an *Errore: TOTALE, IBAN_BOLLO,
// IBAN_ADDEBITO, or PAA_SINTASSI_XSD with the element's path (ErrOccorrenze for
// a sixth item, ErrElementoMancante for none).
//
// Sources: PagInf_RPT_RT_6_2_0.xsd; SACI 1.4.0, chapter 3, for the causale.
func NuovaRPT(d DatiRPT) (RPT, error) {
	r := RPT{
		VersioneOggetto:                  VersioneOggetto,
		Dominio:                          Dominio{d.Dominio.String(), d.Stazione},
		IdentificativoMessaggioRichiesta: d.IdentificativoMessaggio,
		DataOraMessaggioRichiesta:        istante(d.DataOra),
		AutenticazioneSoggetto:           d.Autenticazione,
		SoggettoVersante:                 d.Versante,
		SoggettoPagatore:                 d.Pagatore,
		EnteBeneficiario:                 d.Ente,
		DatiVersamento: DatiVersamento{
			DataEsecuzionePagamento: d.DataEsecuzione, TipoVersamento: d.TipoVersamento,
			IdentificativoUnivocoVersamento: d.IUV.String(), CodiceContestoPagamento: d.CCP,
			IBANAddebito: d.IBANAddebito, BICAddebito: d.BICAddebito, FirmaRicevuta: FirmaNonRichiesta,
		},
	}
	if r.SoggettoVersante != nil && SoggettoPagatore(*r.SoggettoVersante) == r.SoggettoPagatore {
		r.SoggettoVersante = nil
	}
	if d.CCP == "" {
		r.DatiVersamento.CodiceContestoPagamento = NonApplicabile
	}
	for i := range d.Voci {
		r.DatiVersamento.DatiSingoloVersamento = append(r.DatiVersamento.DatiSingoloVersamento, d.Voci[i].versamento(d.IUV))
	}
	if err := r.completa(); err != nil {
		return RPT{}, err
	}
	return r, nil
}

// versamento returns the item with its causale.
func (v *VoceRPT) versamento(iuv avviso.IUV) DatiSingoloVersamento {
	c := riferimento.AppendRiferimento(nil, iuv.String(), max(0, v.Importo.Centesimi()), v.Descrizione, true)
	return DatiSingoloVersamento{
		ImportoSingoloVersamento: v.Importo, CommissioneCaricoPA: v.CommissioneCaricoPA,
		IBANAccredito: v.IBANAccredito, BICAccredito: v.BICAccredito, IBANAppoggio: v.IBANAppoggio, BICAppoggio: v.BICAppoggio,
		CredenzialiPagatore: v.CredenzialiPagatore, CausaleVersamento: string(c),
		DatiSpecificiRiscossione: v.DatiSpecificiRiscossione, DatiMarcaBolloDigitale: v.Bollo,
	}
}

// istante returns the instant of a document, which has no fraction of a second; the
// zero time is an absent one.
func istante(t time.Time) avviso.DataOra {
	if t.IsZero() {
		return avviso.DataOra{}
	}
	return avviso.DataOraDi(t).Secondi()
}

// completa sums the items and checks the request.
func (r *RPT) completa() error {
	const campo = "RPT/datiVersamento/importoTotaleDaVersare"
	somma, err := avviso.TotaleDi(r.importi()).Importo()
	if err != nil || len(r.DatiVersamento.DatiSingoloVersamento) > 0 && !importoPositivo.Contiene(somma) {
		return &Errore{Codice: CodiceTotale, Campo: campo, Valore: somma.String(), Err: errore.Coppia(ErrTotale, ErrImporto)}
	}
	r.DatiVersamento.ImportoTotaleDaVersare = somma
	if err := r.Valida(); err != nil {
		return err
	}
	if len(r.DatiVersamento.DatiSingoloVersamento) == 0 {
		return &Errore{Codice: CodiceSintassiXSD, Campo: "RPT/datiVersamento/datiSingoloVersamento", Err: ErrElementoMancante}
	}
	return schema.Verifica(&stanza, "RPT", r, schemaRPT)
}

// Carrello is several RPTs that are paid together (nodoInviaCarrelloRPT).
type Carrello struct {
	Identificativo IdentificativoCarrello
	RPT            []RPT
}

// NuovoCarrello makes a cart. Its requests must be of one station, have keys of
// their own, and message identifiers of their own within a day; a cart has one
// request at least. The error is an *Errore CARRELLO (ErrCarrello) that names
// the request, as in RPT[2]/dominio.
//
// Source: Specifiche Attuative del Nodo dei Pagamenti-SPC 2.1, §4.4.2 and
// nodoInviaCarrelloRPT; GovPay, API REST – Manuale di Integrazione, payments
// (one station).
func NuovoCarrello(id IdentificativoCarrello, richieste ...RPT) (Carrello, error) {
	if !id.IsValid() {
		return Carrello{}, &Errore{Codice: CodiceCarrello, Campo: "identificativoCarrello", Err: ErrCarrello}
	}
	if len(richieste) == 0 {
		return Carrello{}, &Errore{Codice: CodiceCarrello, Campo: "RPT", Err: ErrCarrello}
	}
	type messaggio struct {
		id     string
		giorno avviso.Data
	}
	chiavi, messaggi := map[nodo.Chiave]bool{}, map[messaggio]bool{}
	for i := range richieste {
		r := &richieste[i]
		m := messaggio{r.IdentificativoMessaggioRichiesta, r.DataOraMessaggioRichiesta.Data()}
		campo, valore := "", ""
		switch {
		case r.Dominio.IdentificativoStazioneRichiedente != richieste[0].Dominio.IdentificativoStazioneRichiedente:
			campo, valore = "dominio/identificativoStazioneRichiedente", r.Dominio.IdentificativoStazioneRichiedente
		case chiavi[r.Chiave()]:
			campo, valore = "datiVersamento/identificativoUnivocoVersamento", r.Chiave().IUV
		case messaggi[m]:
			campo, valore = "identificativoMessaggioRichiesta", m.id
		}
		if campo != "" {
			return Carrello{}, &Errore{Codice: CodiceCarrello, Campo: "RPT[" + strconv.Itoa(i+1) + "]/" + campo, Valore: valore, Err: ErrCarrello}
		}
		chiavi[r.Chiave()], messaggi[m] = true, true
	}
	return Carrello{id, append([]RPT(nil), richieste...)}, nil
}

// Totale returns the sum of the requests.
func (c Carrello) Totale() (avviso.Importo, error) {
	return avviso.TotaleDi(func(yield func(avviso.Importo) bool) {
		for i := range c.RPT {
			if !yield(c.RPT[i].DatiVersamento.ImportoTotaleDaVersare) {
				return
			}
		}
	}).Importo()
}
