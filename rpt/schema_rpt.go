package rpt

// schemaRPT is ctRichiestaPagamentoTelematico.
func schemaRPT(v *visita, r *RPT) {
	v.testo("versioneOggetto", &r.VersioneOggetto, testo16, obbligatorio)
	gruppo(v, "dominio", &r.Dominio, schemaDominio)
	v.testo("identificativoMessaggioRichiesta", &r.IdentificativoMessaggioRichiesta, testo35, obbligatorio)
	v.dataOra("dataOraMessaggioRichiesta", &r.DataOraMessaggioRichiesta, obbligatorio)
	enumera(v, "autenticazioneSoggetto", &r.AutenticazioneSoggetto, nomiAutenticazione, 0)
	gruppoFacoltativo(v, "soggettoVersante", &r.SoggettoVersante, schemaVersante)
	gruppo(v, "soggettoPagatore", &r.SoggettoPagatore, schemaPagatore)
	gruppo(v, "enteBeneficiario", &r.EnteBeneficiario, schemaBeneficiario)
	gruppo(v, "datiVersamento", &r.DatiVersamento, schemaDatiVersamento)
}

func schemaDatiVersamento(v *visita, d *DatiVersamento) {
	v.data("dataEsecuzionePagamento", &d.DataEsecuzionePagamento, obbligatorio)
	v.importo("importoTotaleDaVersare", &d.ImportoTotaleDaVersare, 1, obbligatorio)
	enumera(v, "tipoVersamento", &d.TipoVersamento, nomiVersamento, 0)
	v.testo("identificativoUnivocoVersamento", &d.IdentificativoUnivocoVersamento, testo35, obbligatorio)
	v.testo("codiceContestoPagamento", &d.CodiceContestoPagamento, testo35, obbligatorio)
	v.testo("ibanAddebito", &d.IBANAddebito, tipoIBAN, facoltativo)
	v.testo("bicAddebito", &d.BICAddebito, tipoBIC, facoltativo)
	enumera(v, "firmaRicevuta", &d.FirmaRicevuta, nomiFirma, 0)
	gruppi(v, "datiSingoloVersamento", &d.DatiSingoloVersamento, 1, MassimoVoci, schemaSingoloVersamento)
}

func schemaSingoloVersamento(v *visita, d *DatiSingoloVersamento) {
	v.importo("importoSingoloVersamento", &d.ImportoSingoloVersamento, 1, obbligatorio)
	v.importo("commissioneCaricoPA", &d.CommissioneCaricoPA, 1, facoltativo)
	v.testo("ibanAccredito", &d.IBANAccredito, tipoIBAN, facoltativo)
	v.testo("bicAccredito", &d.BICAccredito, tipoBIC, facoltativo)
	v.testo("ibanAppoggio", &d.IBANAppoggio, tipoIBAN, facoltativo)
	v.testo("bicAppoggio", &d.BICAppoggio, tipoBIC, facoltativo)
	v.testo("credenzialiPagatore", &d.CredenzialiPagatore, testo35, facoltativo)
	v.testo("causaleVersamento", &d.CausaleVersamento, testo140, obbligatorio)
	v.testo("datiSpecificiRiscossione", &d.DatiSpecificiRiscossione, tipoDSR, obbligatorio)
	gruppoFacoltativo(v, "datiMarcaBolloDigitale", &d.DatiMarcaBolloDigitale, schemaMarcaBollo)
}

func schemaMarcaBollo(v *visita, d *DatiMarcaBolloDigitale) {
	enumera(v, "tipoBollo", &d.TipoBollo, nomiBollo, 0)
	v.testo("hashDocumento", &d.HashDocumento, tipoHash70, obbligatorio)
	v.testo("provinciaResidenza", &d.ProvinciaResidenza, duePrecise, obbligatorio)
}

// schemaRT is ctRicevutaTelematica: the parties stand in another order than in
// an RPT.
func schemaRT(v *visita, r *RT) {
	v.testo("versioneOggetto", &r.VersioneOggetto, testo16, obbligatorio)
	gruppo(v, "dominio", &r.Dominio, schemaDominio)
	v.testo("identificativoMessaggioRicevuta", &r.IdentificativoMessaggioRicevuta, testo35, obbligatorio)
	v.dataOra("dataOraMessaggioRicevuta", &r.DataOraMessaggioRicevuta, obbligatorio)
	v.testo("riferimentoMessaggioRichiesta", &r.RiferimentoMessaggioRichiesta, testo35, obbligatorio)
	v.data("riferimentoDataRichiesta", &r.RiferimentoDataRichiesta, obbligatorio)
	gruppo(v, "istitutoAttestante", &r.IstitutoAttestante, schemaAttestante)
	gruppo(v, "enteBeneficiario", &r.EnteBeneficiario, schemaBeneficiario)
	gruppoFacoltativo(v, "soggettoVersante", &r.SoggettoVersante, schemaVersante)
	gruppo(v, "soggettoPagatore", &r.SoggettoPagatore, schemaPagatore)
	gruppo(v, "datiPagamento", &r.DatiPagamento, schemaDatiPagamento)
}

func schemaDatiPagamento(v *visita, d *DatiPagamento) {
	v.esito("codiceEsitoPagamento", &d.CodiceEsitoPagamento)
	v.importo("importoTotalePagato", &d.ImportoTotalePagato, 0, obbligatorio)
	v.testo("identificativoUnivocoVersamento", &d.IdentificativoUnivocoVersamento, testo35, obbligatorio)
	v.testo("CodiceContestoPagamento", &d.CodiceContestoPagamento, testo35, obbligatorio)
	gruppi(v, "datiSingoloPagamento", &d.DatiSingoloPagamento, 0, MassimoVoci, schemaSingoloPagamento)
}

func schemaSingoloPagamento(v *visita, d *DatiSingoloPagamento) {
	v.importo("singoloImportoPagato", &d.SingoloImportoPagato, 0, obbligatorio)
	v.testo("esitoSingoloPagamento", &d.EsitoSingoloPagamento, testo35, facoltativo)
	v.data("dataEsitoSingoloPagamento", &d.DataEsitoSingoloPagamento, obbligatorio)
	v.testo("identificativoUnivocoRiscossione", &d.IdentificativoUnivocoRiscossione, testo35, obbligatorio)
	v.testo("causaleVersamento", &d.CausaleVersamento, testo140, obbligatorio)
	v.testo("datiSpecificiRiscossione", &d.DatiSpecificiRiscossione, tipoDSR, obbligatorio)
	v.importoPresente("commissioniApplicatePSP", &d.CommissioniApplicatePSP)
	v.importo("commissioniApplicatePA", &d.CommissioniApplicatePA, 1, facoltativo)
	gruppoFacoltativo(v, "allegatoRicevuta", &d.AllegatoRicevuta, schemaAllegato)
}

func schemaAllegato(v *visita, a *AllegatoRicevuta) {
	enumera(v, "tipoAllegatoRicevuta", &a.TipoAllegatoRicevuta, nomiAllegato, 0)
	v.binario("testoAllegato", &a.TestoAllegato)
}
