package rpt

import (
	"strconv"

	"github.com/quietanza/quietanza/avviso"
)

// soggetti is R18, R19, R20: the code of a party is fatal, the rest is not. One
// finding for each element that differs, in the order of the schema.
func (c *confrontoRT) soggetti() {
	q, r := c.q.EnteBeneficiario.testi(), c.r.EnteBeneficiario.testi()
	c.parte("R18", "RT/enteBeneficiario/", beneficiario, c.q.EnteBeneficiario.IdentificativoUnivoco, c.r.EnteBeneficiario.IdentificativoUnivoco, q[:], r[:])
	switch q, r := c.q.SoggettoVersante, c.r.SoggettoVersante; {
	case q != nil && r != nil:
		c.soggetto("R19", "RT/soggettoVersante/", versante, (*SoggettoPagatore)(q), (*SoggettoPagatore)(r))
	case q != nil:
		c.rileva("R19", Segnalazione, "RT/soggettoVersante", "manca il versante della richiesta", q.IdentificativoUnivoco.CodiceIdentificativoUnivoco, "")
	case r != nil:
		c.rileva("R19", Segnalazione, "RT/soggettoVersante", "la richiesta non ha versante", "", r.IdentificativoUnivoco.CodiceIdentificativoUnivoco)
	}
	c.soggetto("R20", "RT/soggettoPagatore/", pagatore, &c.q.SoggettoPagatore, &c.r.SoggettoPagatore)
}

func (c *confrontoRT) soggetto(regola avviso.Codice, radice string, p *parte, atteso, trovato *SoggettoPagatore) {
	q, r := atteso.testi(), trovato.testi()
	c.parte(regola, radice, p, atteso.IdentificativoUnivoco, trovato.IdentificativoUnivoco, q[:], r[:])
}

func (c *confrontoRT) parte(regola avviso.Codice, radice string, p *parte, atteso, trovato IdentificativoUnivoco, attesi, trovati []*string) {
	identificativo := radice + p.nomi[0]
	c.uguale(regola, Fatale, identificativo+"/codiceIdentificativoUnivoco", atteso.CodiceIdentificativoUnivoco, trovato.CodiceIdentificativoUnivoco)
	c.uguale(regola, Segnalazione, identificativo+"/tipoIdentificativoUnivoco",
		string(atteso.TipoIdentificativoUnivoco), string(trovato.TipoIdentificativoUnivoco))
	for i := range attesi {
		c.uguale(regola, Segnalazione, radice+p.nomi[i+1], *attesi[i], *trovati[i])
	}
}

// sanp is S1 to S5, all warnings.
func (c *confrontoRT) sanp() {
	c.uguale("S1", Segnalazione, "RT/versioneOggetto", c.q.VersioneOggetto, c.r.VersioneOggetto)
	if d := c.q.DataOraMessaggioRichiesta.Data(); d != c.r.RiferimentoDataRichiesta {
		c.rileva("S2", Segnalazione, "RT/riferimentoDataRichiesta", "diversa dalla data della richiesta", testoData(d), testoData(c.r.RiferimentoDataRichiesta))
	}
	esito, voci := c.r.DatiPagamento.CodiceEsitoPagamento, c.r.DatiPagamento.DatiSingoloPagamento
	pagate := 0
	for i := range voci {
		switch {
		case !voci[i].SingoloImportoPagato.IsZero():
			pagate++
		case esito == PagamentoEseguito:
			c.rileva("S3", Segnalazione, "RT/datiPagamento/datiSingoloPagamento["+strconv.Itoa(i+1)+"]/singoloImportoPagato",
				"pagamento eseguito con una voce non pagata", "un importo", "0.00")
		}
	}
	if esito == PagamentoParzialmenteEseguito && (pagate == 0 || pagate == len(voci)) {
		c.rileva("S4", Segnalazione, "RT/datiPagamento/codiceEsitoPagamento", "pagamento parziale con tutte le voci, o nessuna, pagate",
			"almeno una voce pagata e una no", strconv.Itoa(pagate)+" su "+strconv.Itoa(len(voci)))
	}
	if c.r.DataOraMessaggioRicevuta.Prima(c.q.DataOraMessaggioRichiesta) {
		c.rileva("S5", Segnalazione, "RT/dataOraMessaggioRicevuta", "ricevuta anteriore alla richiesta",
			c.q.DataOraMessaggioRichiesta.String(), c.r.DataOraMessaggioRicevuta.String())
	}
}

func testoData(d avviso.Data) string {
	if !d.IsValid() {
		return ""
	}
	return d.String()
}
