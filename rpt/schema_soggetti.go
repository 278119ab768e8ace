package rpt

import "github.com/quietanza/quietanza/internal/schema"

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

func identificativo(v *schema.Visita, nome string, p *IdentificativoUnivoco, ammessi []TipoIdentificativoUnivoco) {
	if !v.Apri(nome, true, obbligatorio) {
		return
	}
	schema.Lista(v, "tipoIdentificativoUnivoco", &p.TipoIdentificativoUnivoco, ammessi, obbligatorio)
	v.Testo("codiceIdentificativoUnivoco", &p.CodiceIdentificativoUnivoco, codice2a16, obbligatorio)
	v.Chiudi()
}

func soggetto(v *schema.Visita, n *nomiSoggetto, p *SoggettoPagatore) {
	identificativo(v, n.identificativo, &p.IdentificativoUnivoco, personeFG)
	v.Testo(n.anagrafica, &p.Anagrafica, testo70, obbligatorio)
	v.Testo(n.indirizzo, &p.Indirizzo, testo70, facoltativo)
	v.Testo(n.civico, &p.Civico, testo16, facoltativo)
	v.Testo(n.cap, &p.CAP, testo16, facoltativo)
	v.Testo(n.localita, &p.Localita, testo35, facoltativo)
	v.Testo(n.provincia, &p.Provincia, testo35, facoltativo)
	v.Testo(n.nazione, &p.Nazione, duePrecise, facoltativo)
	v.Testo(n.eMail, &p.EMail, tipoEMail, facoltativo)
}

func ente(v *schema.Visita, n *nomiEnte, p *EnteBeneficiario, ammessi []TipoIdentificativoUnivoco) {
	identificativo(v, n.identificativo, &p.IdentificativoUnivoco, ammessi)
	v.Testo(n.denominazione, &p.Denominazione, testo70, obbligatorio)
	v.Testo(n.codiceUnita, &p.CodiceUnitOper, testo35, facoltativo)
	v.Testo(n.denomUnita, &p.DenomUnitOper, testo70, facoltativo)
	v.Testo(n.indirizzo, &p.Indirizzo, testo70, facoltativo)
	v.Testo(n.civico, &p.Civico, testo16, facoltativo)
	v.Testo(n.cap, &p.CAP, testo16, facoltativo)
	v.Testo(n.localita, &p.Localita, testo35, facoltativo)
	v.Testo(n.provincia, &p.Provincia, testo35, facoltativo)
	v.Testo(n.nazione, &p.Nazione, duePrecise, facoltativo)
}

func schemaVersante(v *schema.Visita, p *SoggettoVersante) {
	soggetto(v, nomiVersante, (*SoggettoPagatore)(p))
}
func schemaPagatore(v *schema.Visita, p *SoggettoPagatore) { soggetto(v, nomiPagatore, p) }
func schemaBeneficiario(v *schema.Visita, p *EnteBeneficiario) {
	ente(v, nomiBeneficiario, p, personaG)
}

func schemaAttestante(v *schema.Visita, p *IstitutoAttestante) {
	ente(v, nomiAttestante, (*EnteBeneficiario)(p), attestanti)
}

func schemaDominio(v *schema.Visita, p *Dominio) {
	v.Testo("identificativoDominio", &p.IdentificativoDominio, testo35, obbligatorio)
	v.Testo("identificativoStazioneRichiedente", &p.IdentificativoStazioneRichiedente, testo35, facoltativo)
}
