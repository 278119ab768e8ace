package rpt

// nomiSoggetto are the element names of a person who pays or owes.
type nomiSoggetto struct {
	identificativo, anagrafica, indirizzo, civico, cap, localita, provincia, nazione, eMail string
}

func suffissoSoggetto(x string) *nomiSoggetto {
	return &nomiSoggetto{
		"identificativoUnivoco" + x, "anagrafica" + x, "indirizzo" + x, "civico" + x, "cap" + x,
		"localita" + x, "provincia" + x, "nazione" + x, "e-mail" + x,
	}
}

// nomiEnte are the element names of a body or of a PSP.
type nomiEnte struct {
	identificativo, denominazione, codiceUnita, denomUnita, indirizzo, civico, cap, localita, provincia, nazione string
}

func suffissoEnte(x string) *nomiEnte {
	return &nomiEnte{
		"identificativoUnivoco" + x, "denominazione" + x, "codiceUnitOper" + x, "denomUnitOper" + x,
		"indirizzo" + x, "civico" + x, "cap" + x, "localita" + x, "provincia" + x, "nazione" + x,
	}
}

var (
	nomiVersante     = suffissoSoggetto("Versante")
	nomiPagatore     = suffissoSoggetto("Pagatore")
	nomiBeneficiario = suffissoEnte("Beneficiario")
	nomiAttestante   = suffissoEnte("Attestante")
)

// What the code of each party may be, as sets for enumera.
const (
	personeFG  uint = 1<<PersonaFisica | 1<<PersonaGiuridica
	personaG   uint = 1 << PersonaGiuridica
	attestanti uint = 1<<PersonaGiuridica | 1<<CodiceABI | 1<<CodiceBIC
)

func identificativo(v *visita, nome string, p *IdentificativoUnivoco, ammessi uint) {
	if !v.apri(nome, 0, true, obbligatorio) {
		return
	}
	enumera(v, "tipoIdentificativoUnivoco", &p.TipoIdentificativoUnivoco, nomiTipoIdentificativo, ammessi)
	v.testo("codiceIdentificativoUnivoco", &p.CodiceIdentificativoUnivoco, codice2a16, obbligatorio)
	v.chiudi()
}

func soggetto(v *visita, n *nomiSoggetto, p *SoggettoPagatore) {
	identificativo(v, n.identificativo, &p.IdentificativoUnivoco, personeFG)
	v.testo(n.anagrafica, &p.Anagrafica, testo70, obbligatorio)
	v.testo(n.indirizzo, &p.Indirizzo, testo70, facoltativo)
	v.testo(n.civico, &p.Civico, testo16, facoltativo)
	v.testo(n.cap, &p.CAP, testo16, facoltativo)
	v.testo(n.localita, &p.Localita, testo35, facoltativo)
	v.testo(n.provincia, &p.Provincia, testo35, facoltativo)
	v.testo(n.nazione, &p.Nazione, duePrecise, facoltativo)
	v.testo(n.eMail, &p.EMail, tipoEMail, facoltativo)
}

func ente(v *visita, n *nomiEnte, p *EnteBeneficiario, ammessi uint) {
	identificativo(v, n.identificativo, &p.IdentificativoUnivoco, ammessi)
	v.testo(n.denominazione, &p.Denominazione, testo70, obbligatorio)
	v.testo(n.codiceUnita, &p.CodiceUnitOper, testo35, facoltativo)
	v.testo(n.denomUnita, &p.DenomUnitOper, testo70, facoltativo)
	v.testo(n.indirizzo, &p.Indirizzo, testo70, facoltativo)
	v.testo(n.civico, &p.Civico, testo16, facoltativo)
	v.testo(n.cap, &p.CAP, testo16, facoltativo)
	v.testo(n.localita, &p.Localita, testo35, facoltativo)
	v.testo(n.provincia, &p.Provincia, testo35, facoltativo)
	v.testo(n.nazione, &p.Nazione, duePrecise, facoltativo)
}

func schemaVersante(v *visita, p *SoggettoVersante) {
	soggetto(v, nomiVersante, (*SoggettoPagatore)(p))
}
func schemaPagatore(v *visita, p *SoggettoPagatore) { soggetto(v, nomiPagatore, p) }
func schemaBeneficiario(v *visita, p *EnteBeneficiario) {
	ente(v, nomiBeneficiario, p, personaG)
}

func schemaAttestante(v *visita, p *IstitutoAttestante) {
	ente(v, nomiAttestante, (*EnteBeneficiario)(p), attestanti)
}

func schemaDominio(v *visita, p *Dominio) {
	v.testo("identificativoDominio", &p.IdentificativoDominio, testo35, obbligatorio)
	v.testo("identificativoStazioneRichiedente", &p.IdentificativoStazioneRichiedente, testo35, facoltativo)
}
