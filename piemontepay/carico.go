package piemontepay

import (
	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/schema"
)

// InserisciListaDiCarico loads positions at the desk. The answer says only
// whether the list was taken; the IUVs come later, with
// EsitoInserimentoListaDiCarico.
//
// Source: Enti2EPaywsoServiceTypes.xsd 1.1.0, InserisciListaDiCaricoRequest.
type InserisciListaDiCarico struct {
	Testata             TestataListaCarico    `json:"Testata"`
	PosizioniDaInserire []PosizioneDaInserire `json:"PosizioniDaInserire"` // 1..1000
}

// TestataListaCarico is the header of a list of positions to load.
type TestataListaCarico struct {
	ChiaveMessaggio
	MultiBeneficiario *bool `json:"MultiBeneficiario,omitempty"` // Multibeneficiario only
	// NumeroPosizioniDebitorie is the count of the positions, 1..999999.
	NumeroPosizioniDebitorie int `json:"NumeroPosizioniDebitorie"`
	// ImportoTotaleListaDiCarico is the sum of their ImportoTotale.
	ImportoTotaleListaDiCarico avviso.Importo `json:"ImportoTotaleListaDiCarico"`
}

// PosizioneDaInserire is one position to load.
type PosizioneDaInserire struct {
	// IdPosizioneDebitoria is the body's own key, 1..50, unique per body and
	// codice versamento.
	IdPosizioneDebitoria string         `json:"IdPosizioneDebitoria"`
	AnnoRiferimento      int            `json:"AnnoRiferimento,omitempty"` // 1900..2900
	ImportoTotale        avviso.Importo `json:"ImportoTotale"`
	// ImportoPrincipale and ImportoSecondarioAltroEnte are of Multibeneficiario only.
	ImportoPrincipale          *avviso.Importo `json:"ImportoPrincipale,omitempty"`
	ImportoSecondarioAltroEnte *avviso.Importo `json:"ImportoSecondarioAltroEnte,omitempty"`
	DataScadenza               avviso.Data     `json:"DataScadenza,omitzero"`
	DataInizioValidita         avviso.Data     `json:"DataInizioValidita,omitzero"`
	DataFineValidita           avviso.Data     `json:"DataFineValidita,omitzero"`
	// DescrizioneCausaleVersamento is 1..100 characters.
	DescrizioneCausaleVersamento string                 `json:"DescrizioneCausaleVersamento"`
	DescrizioneRata              string                 `json:"DescrizioneRata,omitempty"`   // ..16
	ComponentiImporto            []ComponenteImporto    `json:"ComponentiImporto,omitempty"` // ..5
	SoggettoPagatore             Soggetto               `json:"SoggettoPagatore"`
	NotePerIlPagatore            string                 `json:"NotePerIlPagatore,omitempty"`    // ..1000
	RiferimentiPagamento         []RiferimentoPagamento `json:"RiferimentiPagamento,omitempty"` // ..5
	// ComponenteSecondario is the share of the secondary body, Multibeneficiario only.
	ComponenteSecondario *ComponenteImporto `json:"ComponenteSecondario,omitempty"`
}

// ComponenteImporto is a component of an amount.
type ComponenteImporto struct {
	Importo            avviso.Importo `json:"Importo"`
	CausaleDescrittiva string         `json:"CausaleDescrittiva"` // 1..80
	// DatiSpecificiRiscossione is 1..140 characters, XSD110 only.
	DatiSpecificiRiscossione string `json:"DatiSpecificiRiscossione,omitempty"`
	AnnoAccertamento         int    `json:"AnnoAccertamento,omitempty"`   // 1900..2900
	NumeroAccertamento       string `json:"NumeroAccertamento,omitempty"` // ..35
}

// RiferimentoPagamento is a named reference shown with a position.
type RiferimentoPagamento struct {
	Nome   string `json:"Nome"`   // 1..70
	Valore string `json:"Valore"` // 1..70
}

func (m *InserisciListaDiCarico) descrivi(v *schema.Visita, g Generazione) {
	schema.Gruppo(v, "Testata", &m.Testata, func(v *schema.Visita, t *TestataListaCarico) {
		schemaChiave(v, &t.ChiaveMessaggio)
		g.multibeneficiario(v, &t.MultiBeneficiario)
		schema.Intero(v, "NumeroPosizioniDebitorie", &t.NumeroPosizioniDebitorie, 1, maxNumero, schema.Obbligatorio)
		v.Importo("ImportoTotaleListaDiCarico", &t.ImportoTotaleListaDiCarico, g.importo(), schema.Obbligatorio)
	})
	corpo(v, "ListaDiCarico", "PosizioniDaInserire", "PosizioneDaInserire", &m.PosizioniDaInserire, g.posizione)
}

func (g Generazione) posizione(v *schema.Visita, p *PosizioneDaInserire) {
	v.Testo("IdPosizioneDebitoria", &p.IdPosizioneDebitoria, testo50, schema.Obbligatorio)
	anno(v, "AnnoRiferimento", &p.AnnoRiferimento)
	v.Importo("ImportoTotale", &p.ImportoTotale, g.importo(), schema.Obbligatorio)
	g.importiSecondari(v, &p.ImportoPrincipale, &p.ImportoSecondarioAltroEnte)
	v.Data("DataScadenza", &p.DataScadenza, schema.Opzionale)
	v.Data("DataInizioValidita", &p.DataInizioValidita, schema.Opzionale)
	v.Data("DataFineValidita", &p.DataFineValidita, schema.Opzionale)
	v.Testo("DescrizioneCausaleVersamento", &p.DescrizioneCausaleVersamento, testo100, schema.Obbligatorio)
	v.Testo("DescrizioneRata", &p.DescrizioneRata, testo16, schema.Opzionale)
	g.componenti(v, &p.ComponentiImporto)
	if g == Multibeneficiario {
		schemaRiferimenti(v, &p.RiferimentiPagamento)
	}
	schema.Gruppo(v, "SoggettoPagatore", &p.SoggettoPagatore, schemaSoggetto)
	v.Testo("NotePerIlPagatore", &p.NotePerIlPagatore, testo1000, schema.Opzionale)
	if g != Multibeneficiario {
		schemaRiferimenti(v, &p.RiferimentiPagamento)
	}
	g.secondario(v, &p.ComponenteSecondario)
}

func (g Generazione) componente(v *schema.Visita, c *ComponenteImporto) {
	v.Importo("Importo", &c.Importo, g.importo(), schema.Obbligatorio)
	v.Testo("CausaleDescrittiva", &c.CausaleDescrittiva, testo80, schema.Obbligatorio)
	if g == Multibeneficiario {
		v.Vuoto("DatiSpecificiRiscossione", c.DatiSpecificiRiscossione == "")
	} else {
		v.Testo("DatiSpecificiRiscossione", &c.DatiSpecificiRiscossione, testo140, schema.Opzionale)
	}
	anno(v, "AnnoAccertamento", &c.AnnoAccertamento)
	v.Testo("NumeroAccertamento", &c.NumeroAccertamento, testo35, schema.Opzionale)
}

// schemaChiave visits what every header begins with.
func schemaChiave(v *schema.Visita, k *ChiaveMessaggio) {
	v.Testo("IdMessaggio", &k.IdMessaggio, testo35, schema.Obbligatorio)
	v.Testo("CFEnteCreditore", &k.CFEnteCreditore, testo35, schema.Obbligatorio)
	v.Testo("CodiceVersamento", &k.CodiceVersamento, testo4, schema.Obbligatorio)
}

// corpo visits what every message has below its header: a list within two elements.
func corpo[T any](v *schema.Visita, gruppo, elenco, elemento string, p *[]T, uno func(*schema.Visita, *T)) {
	if v.Apri(gruppo, true, schema.Obbligatorio) {
		elencati(v, elenco, elemento, p, uno)
		v.Chiudi()
	}
}

// elencati visits a list within one element.
func elencati[T any](v *schema.Visita, elenco, elemento string, p *[]T, uno func(*schema.Visita, *T)) {
	if v.Apri(elenco, true, schema.Obbligatorio) {
		schema.Gruppi(v, elemento, p, 1, maxElementi, uno)
		v.Chiudi()
	}
}

func (g Generazione) componenti(v *schema.Visita, p *[]ComponenteImporto) {
	if v.Apri("ComponentiImporto", len(*p) > 0, schema.Opzionale) {
		schema.Gruppi(v, "ComponenteImporto", p, 1, 5, g.componente)
		v.Chiudi()
	}
}

func schemaRiferimenti(v *schema.Visita, p *[]RiferimentoPagamento) {
	if v.Apri("RiferimentiPagamento", len(*p) > 0, schema.Opzionale) {
		schema.Gruppi(v, "Riferimento", p, 1, 5, func(v *schema.Visita, r *RiferimentoPagamento) {
			v.Testo("Nome", &r.Nome, testo70, schema.Obbligatorio)
			v.Testo("Valore", &r.Valore, testo70, schema.Obbligatorio)
		})
		v.Chiudi()
	}
}

// secondario visits the component of the secondary body, which its
// schema has at the end of a position and only once.
func (g Generazione) secondario(v *schema.Visita, p **ComponenteImporto) {
	if g != Multibeneficiario {
		v.Vuoto("ComponentiImportoSecondario", *p == nil)
	} else if v.Apri("ComponentiImportoSecondario", *p != nil, schema.Opzionale) {
		schema.Facoltativo(v, "ComponenteImporto", p, g.componente)
		v.Chiudi()
	}
}

// importiSecondari visits the shares of the two bodies.
func (g Generazione) importiSecondari(v *schema.Visita, principale, secondario **avviso.Importo) {
	if g != Multibeneficiario {
		v.Vuoto("ImportoPrincipale", *principale == nil && *secondario == nil)
		return
	}
	v.ImportoPresente("ImportoPrincipale", principale, importoMulti)
	v.ImportoPresente("ImportoSecondarioAltroEnte", secondario, importoMulti)
}

// multibeneficiario visits the flag that only its schema has.
func (g Generazione) multibeneficiario(v *schema.Visita, p **bool) {
	if g == Multibeneficiario {
		v.BooleanoPresente("MultiBeneficiario", p)
	} else {
		v.Vuoto("MultiBeneficiario", *p == nil)
	}
}
