package flusso

// TipoSoggetto is the tipoIdentificativoUnivoco of a subject.
//
// Source: FlussoRiversamento_1_0_4.xsd, stTipoIdentificativoUnivoco.
type TipoSoggetto string

// The kinds of subject.
const (
	PersonaGiuridica TipoSoggetto = "G" // LEGAL_PERSON: a fiscal code
	CodiceABI        TipoSoggetto = "A" // ABI_CODE
	CodiceBIC        TipoSoggetto = "B" // BIC_CODE
)

// tipiFdR3 are the kinds of subject in FdR 3.
var tipiFdR3 = map[string]TipoSoggetto{"LEGAL_PERSON": PersonaGiuridica, "ABI_CODE": CodiceABI, "BIC_CODE": CodiceBIC}

// IsValid reports whether t is G, A or B.
func (t TipoSoggetto) IsValid() bool {
	return t == PersonaGiuridica || t == CodiceABI || t == CodiceBIC
}
