package rpt

import "github.com/quietanza/quietanza/internal/schema"

// parte is how a party stands in a document: its names end with what it is. The
// first is that of identificativoUnivoco, the others those of its texts, of which
// only the first is mandatory.
type parte struct {
	nomi []string
	tipi []*schema.Tipo
}

func nuovoSoggetto(x string) *parte {
	return &parte{
		[]string{
			"identificativoUnivoco" + x, "anagrafica" + x, "indirizzo" + x, "civico" + x, "cap" + x, "localita" + x, "provincia" + x,
			"nazione" + x, "e-mail" + x,
		},
		[]*schema.Tipo{testo70, testo70, testo16, testo16, testo35, testo35, duePrecise, tipoEMail},
	}
}

func nuovoEnte(x string) *parte {
	return &parte{
		[]string{
			"identificativoUnivoco" + x, "denominazione" + x, "codiceUnitOper" + x, "denomUnitOper" + x, "indirizzo" + x, "civico" + x,
			"cap" + x, "localita" + x, "provincia" + x, "nazione" + x,
		},
		[]*schema.Tipo{testo70, testo35, testo70, testo70, testo16, testo16, testo35, testo35, duePrecise},
	}
}

var (
	versante     = nuovoSoggetto("Versante")
	pagatore     = nuovoSoggetto("Pagatore")
	beneficiario = nuovoEnte("Beneficiario")
	attestante   = nuovoEnte("Attestante")
)

// testi are the texts of a party, in the order of the schema.
func (s *SoggettoPagatore) testi() [8]*string {
	return [...]*string{&s.Anagrafica, &s.Indirizzo, &s.Civico, &s.CAP, &s.Localita, &s.Provincia, &s.Nazione, &s.EMail}
}

// testi are the texts of a body, in the order of the schema.
func (e *EnteBeneficiario) testi() [9]*string {
	return [...]*string{
		&e.Denominazione, &e.CodiceUnitOper, &e.DenomUnitOper, &e.Indirizzo, &e.Civico, &e.CAP, &e.Localita, &e.Provincia, &e.Nazione,
	}
}

// visita visits a party.
func (p *parte) visita(v *schema.Visita, i *IdentificativoUnivoco, ammessi []TipoIdentificativoUnivoco, testi []*string) {
	if v.Apri(p.nomi[0], true, obbligatorio) {
		schema.Lista(v, "tipoIdentificativoUnivoco", &i.TipoIdentificativoUnivoco, ammessi, obbligatorio)
		v.Testo("codiceIdentificativoUnivoco", &i.CodiceIdentificativoUnivoco, codice2a16, obbligatorio)
		v.Chiudi()
	}
	for k, t := range testi {
		v.Testo(p.nomi[k+1], t, p.tipi[k], schema.Presenza(k == 0))
	}
}

func schemaSoggetto(v *schema.Visita, p *parte, s *SoggettoPagatore) {
	t := s.testi()
	p.visita(v, &s.IdentificativoUnivoco, personeFG, t[:])
}

func schemaEnte(v *schema.Visita, p *parte, e *EnteBeneficiario, ammessi []TipoIdentificativoUnivoco) {
	t := e.testi()
	p.visita(v, &e.IdentificativoUnivoco, ammessi, t[:])
}

func schemaVersante(v *schema.Visita, s *SoggettoVersante) {
	schemaSoggetto(v, versante, (*SoggettoPagatore)(s))
}

func schemaPagatore(v *schema.Visita, s *SoggettoPagatore) { schemaSoggetto(v, pagatore, s) }
func schemaBeneficiario(v *schema.Visita, e *EnteBeneficiario) {
	schemaEnte(v, beneficiario, e, personaG)
}

func schemaAttestante(v *schema.Visita, i *IstitutoAttestante) {
	schemaEnte(v, attestante, (*EnteBeneficiario)(i), attestanti)
}

func schemaDominio(v *schema.Visita, p *Dominio) {
	v.Testo("identificativoDominio", &p.IdentificativoDominio, chiave35, obbligatorio)
	v.Testo("identificativoStazioneRichiedente", &p.IdentificativoStazioneRichiedente, codice35, facoltativo)
}
