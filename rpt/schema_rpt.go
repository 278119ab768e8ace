package rpt

import "github.com/quietanza/quietanza/internal/schema"

// schemaRPT is ctRichiestaPagamentoTelematico.
func schemaRPT(v *schema.Visita, r *RPT) {
	v.Testo("versioneOggetto", &r.VersioneOggetto, testo16, obbligatorio)
	schema.Gruppo(v, "dominio", &r.Dominio, schemaDominio)
	v.Testo("identificativoMessaggioRichiesta", &r.IdentificativoMessaggioRichiesta, codice35, obbligatorio)
	v.DataOra("dataOraMessaggioRichiesta", &r.DataOraMessaggioRichiesta, obbligatorio)
	schema.Lista(v, "autenticazioneSoggetto", &r.AutenticazioneSoggetto, autenticazioni, obbligatorio)
	schema.Facoltativo(v, "soggettoVersante", &r.SoggettoVersante, schemaVersante)
	schema.Gruppo(v, "soggettoPagatore", &r.SoggettoPagatore, schemaPagatore)
	schema.Gruppo(v, "enteBeneficiario", &r.EnteBeneficiario, schemaBeneficiario)
	schema.Gruppo(v, "datiVersamento", &r.DatiVersamento, schemaDatiVersamento)
}

func schemaDatiVersamento(v *schema.Visita, d *DatiVersamento) {
	v.Data("dataEsecuzionePagamento", &d.DataEsecuzionePagamento, obbligatorio)
	v.Importo("importoTotaleDaVersare", &d.ImportoTotaleDaVersare, importoPositivo, obbligatorio)
	schema.Lista(v, "tipoVersamento", &d.TipoVersamento, versamenti, obbligatorio)
	v.Testo("identificativoUnivocoVersamento", &d.IdentificativoUnivocoVersamento, chiave35, obbligatorio)
	v.Testo("codiceContestoPagamento", &d.CodiceContestoPagamento, chiave35, obbligatorio)
	v.Testo("ibanAddebito", &d.IBANAddebito, tipoIBAN, facoltativo)
	v.Testo("bicAddebito", &d.BICAddebito, tipoBIC, facoltativo)
	schema.Lista(v, "firmaRicevuta", &d.FirmaRicevuta, firme, obbligatorio)
	schema.Gruppi(v, "datiSingoloVersamento", &d.DatiSingoloVersamento, 1, MassimoVoci, schemaSingoloVersamento)
}

func schemaSingoloVersamento(v *schema.Visita, d *DatiSingoloVersamento) {
	v.Importo("importoSingoloVersamento", &d.ImportoSingoloVersamento, importoPositivo, obbligatorio)
	v.Importo("commissioneCaricoPA", &d.CommissioneCaricoPA, importoPositivo, facoltativo)
	v.Testo("ibanAccredito", &d.IBANAccredito, tipoIBAN, facoltativo)
	v.Testo("bicAccredito", &d.BICAccredito, tipoBIC, facoltativo)
	v.Testo("ibanAppoggio", &d.IBANAppoggio, tipoIBAN, facoltativo)
	v.Testo("bicAppoggio", &d.BICAppoggio, tipoBIC, facoltativo)
	v.Testo("credenzialiPagatore", &d.CredenzialiPagatore, testo35, facoltativo)
	v.Testo("causaleVersamento", &d.CausaleVersamento, chiave140, obbligatorio)
	v.Testo("datiSpecificiRiscossione", &d.DatiSpecificiRiscossione, tipoDSR, obbligatorio)
	schema.Facoltativo(v, "datiMarcaBolloDigitale", &d.DatiMarcaBolloDigitale, schemaMarcaBollo)
}

func schemaMarcaBollo(v *schema.Visita, d *DatiMarcaBolloDigitale) {
	schema.Lista(v, "tipoBollo", &d.TipoBollo, bolli, obbligatorio)
	v.Testo("hashDocumento", &d.HashDocumento, tipoHash70, obbligatorio)
	v.Testo("provinciaResidenza", &d.ProvinciaResidenza, duePrecise, obbligatorio)
}

// schemaRT is ctRicevutaTelematica: the parties stand in another order than in
// an RPT.
func schemaRT(v *schema.Visita, r *RT) {
	v.Testo("versioneOggetto", &r.VersioneOggetto, testo16, obbligatorio)
	schema.Gruppo(v, "dominio", &r.Dominio, schemaDominio)
	v.Testo("identificativoMessaggioRicevuta", &r.IdentificativoMessaggioRicevuta, codice35, obbligatorio)
	v.DataOra("dataOraMessaggioRicevuta", &r.DataOraMessaggioRicevuta, obbligatorio)
	v.Testo("riferimentoMessaggioRichiesta", &r.RiferimentoMessaggioRichiesta, chiave35, obbligatorio)
	v.Data("riferimentoDataRichiesta", &r.RiferimentoDataRichiesta, obbligatorio)
	schema.Gruppo(v, "istitutoAttestante", &r.IstitutoAttestante, schemaAttestante)
	schema.Gruppo(v, "enteBeneficiario", &r.EnteBeneficiario, schemaBeneficiario)
	schema.Facoltativo(v, "soggettoVersante", &r.SoggettoVersante, schemaVersante)
	schema.Gruppo(v, "soggettoPagatore", &r.SoggettoPagatore, schemaPagatore)
	schema.Gruppo(v, "datiPagamento", &r.DatiPagamento, schemaDatiPagamento)
}

func schemaDatiPagamento(v *schema.Visita, d *DatiPagamento) {
	esito(v, "codiceEsitoPagamento", &d.CodiceEsitoPagamento)
	v.Importo("importoTotalePagato", &d.ImportoTotalePagato, importo, obbligatorio)
	v.Testo("identificativoUnivocoVersamento", &d.IdentificativoUnivocoVersamento, chiave35, obbligatorio)
	v.Testo("CodiceContestoPagamento", &d.CodiceContestoPagamento, chiave35, obbligatorio)
	schema.Gruppi(v, "datiSingoloPagamento", &d.DatiSingoloPagamento, 0, MassimoVoci, schemaSingoloPagamento)
}

func schemaSingoloPagamento(v *schema.Visita, d *DatiSingoloPagamento) {
	v.Importo("singoloImportoPagato", &d.SingoloImportoPagato, importo, obbligatorio)
	v.Testo("esitoSingoloPagamento", &d.EsitoSingoloPagamento, testo35, facoltativo)
	v.Data("dataEsitoSingoloPagamento", &d.DataEsitoSingoloPagamento, obbligatorio)
	v.Testo("identificativoUnivocoRiscossione", &d.IdentificativoUnivocoRiscossione, chiave35, obbligatorio)
	v.Testo("causaleVersamento", &d.CausaleVersamento, chiave140, obbligatorio)
	v.Testo("datiSpecificiRiscossione", &d.DatiSpecificiRiscossione, tipoDSR, obbligatorio)
	v.ImportoPresente("commissioniApplicatePSP", &d.CommissioniApplicatePSP, importo)
	v.Importo("commissioniApplicatePA", &d.CommissioniApplicatePA, importoPositivo, facoltativo)
	schema.Facoltativo(v, "allegatoRicevuta", &d.AllegatoRicevuta, schemaAllegato)
}

func schemaAllegato(v *schema.Visita, a *AllegatoRicevuta) {
	schema.Lista(v, "tipoAllegatoRicevuta", &a.TipoAllegatoRicevuta, allegati, obbligatorio)
	v.Binario("testoAllegato", &a.TestoAllegato, obbligatorio)
}
