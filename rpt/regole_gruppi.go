package rpt

import (
	"strconv"

	"github.com/quietanza/quietanza/avviso"
)

// campoSoggetto is one text of a party, as a rule sees it.
type campoSoggetto struct{ nome, valore string }

// soggetti is R18, R19, R20: the code of a party is fatal, the rest is not. One
// finding for each element that differs, in the order of the schema.
func (c *confrontoRT) soggetti() {
	c.parte("R18", "RT/enteBeneficiario/", campiEnte(nomiBeneficiario, &c.q.EnteBeneficiario), campiEnte(nomiBeneficiario, &c.r.EnteBeneficiario))
	switch q, r := c.q.SoggettoVersante, c.r.SoggettoVersante; {
	case q != nil && r != nil:
		c.parte("R19", "RT/soggettoVersante/", campiSoggetto(nomiVersante, (*SoggettoPagatore)(q)), campiSoggetto(nomiVersante, (*SoggettoPagatore)(r)))
	case q != nil:
		c.rileva("R19", Segnalazione, "RT/soggettoVersante", "manca il versante della richiesta", q.IdentificativoUnivoco.CodiceIdentificativoUnivoco, "")
	case r != nil:
		c.rileva("R19", Segnalazione, "RT/soggettoVersante", "la richiesta non ha versante", "", r.IdentificativoUnivoco.CodiceIdentificativoUnivoco)
	}
	c.parte("R20", "RT/soggettoPagatore/", campiSoggetto(nomiPagatore, &c.q.SoggettoPagatore), campiSoggetto(nomiPagatore, &c.r.SoggettoPagatore))
}

// codicePrimo is where campiEnte and campiSoggetto put the code.
const codicePrimo = 0

func (c *confrontoRT) parte(regola avviso.Codice, radice string, attesi, trovati []campoSoggetto) {
	for i := range attesi {
		g := Segnalazione
		if i == codicePrimo {
			g = Fatale
		}
		c.uguale(regola, g, radice+attesi[i].nome, attesi[i].valore, trovati[i].valore)
	}
}

func campiIdentificativo(nome string, i IdentificativoUnivoco) []campoSoggetto {
	return []campoSoggetto{
		codicePrimo: {nome + "/codiceIdentificativoUnivoco", i.CodiceIdentificativoUnivoco},
		{nome + "/tipoIdentificativoUnivoco", string(i.TipoIdentificativoUnivoco)},
	}
}

func campiSoggetto(n *nomiSoggetto, s *SoggettoPagatore) []campoSoggetto {
	return append(campiIdentificativo(n.identificativo, s.IdentificativoUnivoco), []campoSoggetto{
		{n.anagrafica, s.Anagrafica},
		{n.indirizzo, s.Indirizzo},
		{n.civico, s.Civico},
		{n.cap, s.CAP},
		{n.localita, s.Localita},
		{n.provincia, s.Provincia},
		{n.nazione, s.Nazione},
		{n.eMail, s.EMail},
	}...)
}

func campiEnte(n *nomiEnte, e *EnteBeneficiario) []campoSoggetto {
	return append(campiIdentificativo(n.identificativo, e.IdentificativoUnivoco), []campoSoggetto{
		{n.denominazione, e.Denominazione},
		{n.codiceUnita, e.CodiceUnitOper},
		{n.denomUnita, e.DenomUnitOper},
		{n.indirizzo, e.Indirizzo},
		{n.civico, e.Civico},
		{n.cap, e.CAP},
		{n.localita, e.Localita},
		{n.provincia, e.Provincia},
		{n.nazione, e.Nazione},
	}...)
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
