package piemontepay

import "github.com/quietanza/quietanza/avviso"

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
	IdMessaggio       string `json:"IdMessaggio"`                 // 1..35, the key of idempotence
	CFEnteCreditore   string `json:"CFEnteCreditore"`             // 1..35
	CodiceVersamento  string `json:"CodiceVersamento"`            // 1..4
	MultiBeneficiario *bool  `json:"MultiBeneficiario,omitempty"` // Multibeneficiario only
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

// Operazione returns InserisciListaDiCarico.
func (m *InserisciListaDiCarico) Operazione() Operazione { return OpInserisciListaDiCarico }

func (m *InserisciListaDiCarico) descrivi(v *visita) {
	v.gruppo("Testata", true, true, false, m.Testata.descrivi)
	v.gruppo("ListaDiCarico", true, true, false, func(v *visita) {
		v.gruppo("PosizioniDaInserire", true, true, false, func(v *visita) {
			molti(v, "PosizioneDaInserire", &m.PosizioniDaInserire, 1, maxElementi, false,
				func(v *visita, p *PosizioneDaInserire) { p.descrivi(v) })
		})
	})
}

func (t *TestataListaCarico) descrivi(v *visita) {
	descriviTestata(v, &t.IdMessaggio, &t.CFEnteCreditore, &t.CodiceVersamento)
	v.soloMulti("MultiBeneficiario", t.MultiBeneficiario != nil, func() { v.booleanoOpzionale("MultiBeneficiario", &t.MultiBeneficiario) })
	v.intero("NumeroPosizioniDebitorie", &t.NumeroPosizioniDebitorie, 1, maxNumero, true)
	v.importo("ImportoTotaleListaDiCarico", &t.ImportoTotaleListaDiCarico)
}

func (p *PosizioneDaInserire) descrivi(v *visita) {
	v.Testo("IdPosizioneDebitoria", &p.IdPosizioneDebitoria, 50, true)
	v.anno("AnnoRiferimento", &p.AnnoRiferimento)
	v.importo("ImportoTotale", &p.ImportoTotale)
	v.importiSecondari(&p.ImportoPrincipale, &p.ImportoSecondarioAltroEnte)
	v.data("DataScadenza", &p.DataScadenza, false)
	v.data("DataInizioValidita", &p.DataInizioValidita, false)
	v.data("DataFineValidita", &p.DataFineValidita, false)
	v.Testo("DescrizioneCausaleVersamento", &p.DescrizioneCausaleVersamento, 100, true)
	v.Testo("DescrizioneRata", &p.DescrizioneRata, 16, false)
	descriviComponenti(v, &p.ComponentiImporto)
	if v.generazione == Multibeneficiario {
		descriviRiferimenti(v, &p.RiferimentiPagamento)
	}
	v.gruppo("SoggettoPagatore", true, true, true, p.SoggettoPagatore.descrivi)
	v.Testo("NotePerIlPagatore", &p.NotePerIlPagatore, 1000, false)
	if v.generazione != Multibeneficiario {
		descriviRiferimenti(v, &p.RiferimentiPagamento)
	}
	descriviSecondario(v, &p.ComponenteSecondario)
}

func (c *ComponenteImporto) descrivi(v *visita) {
	v.importo("Importo", &c.Importo)
	v.Testo("CausaleDescrittiva", &c.CausaleDescrittiva, 80, true)
	switch {
	case v.generazione != Multibeneficiario:
		v.Testo("DatiSpecificiRiscossione", &c.DatiSpecificiRiscossione, 140, false)
	case c.DatiSpecificiRiscossione != "" && !v.Legge():
		v.Rifiuta("DatiSpecificiRiscossione", c.DatiSpecificiRiscossione, errFuoriPosto)
	}
	v.anno("AnnoAccertamento", &c.AnnoAccertamento)
	v.Testo("NumeroAccertamento", &c.NumeroAccertamento, 35, false)
}

// descriviTestata visits what every header of a request begins with.
func descriviTestata(v *visita, id, cf, codice *string) {
	v.Testo("IdMessaggio", id, 35, true)
	v.Testo("CFEnteCreditore", cf, 35, true)
	v.Testo("CodiceVersamento", codice, 4, true)
}

func descriviComponenti(v *visita, p *[]ComponenteImporto) {
	v.gruppo("ComponentiImporto", false, len(*p) > 0, false, func(v *visita) {
		molti(v, "ComponenteImporto", p, 1, 5, false, func(v *visita, c *ComponenteImporto) { c.descrivi(v) })
	})
}

func descriviRiferimenti(v *visita, p *[]RiferimentoPagamento) {
	v.gruppo("RiferimentiPagamento", false, len(*p) > 0, false, func(v *visita) {
		molti(v, "Riferimento", p, 1, 5, false, func(v *visita, r *RiferimentoPagamento) {
			v.Testo("Nome", &r.Nome, 70, true)
			v.Testo("Valore", &r.Valore, 70, true)
		})
	})
}

// descriviSecondario visits the component of the secondary body, which its
// schema has at the end of a position and only once.
func descriviSecondario(v *visita, p **ComponenteImporto) {
	v.soloMulti("ComponentiImportoSecondario", *p != nil, func() {
		v.gruppo("ComponentiImportoSecondario", false, *p != nil, false, func(v *visita) {
			c := ComponenteImporto{}
			if *p != nil {
				c = **p
			}
			if v.gruppo("ComponenteImporto", false, *p != nil, false, c.descrivi) && v.Legge() {
				*p = &c
			}
		})
	})
}

// importiSecondari visits the shares of the two bodies.
func (v *visita) importiSecondari(principale, secondario **avviso.Importo) {
	v.soloMulti("ImportoPrincipale", *principale != nil || *secondario != nil, func() {
		v.importoOpzionale("ImportoPrincipale", principale)
		v.importoOpzionale("ImportoSecondarioAltroEnte", secondario)
	})
}

// soloMulti visits what only the multi-beneficiary schema has, and refuses to
// write it under the other.
func (v *visita) soloMulti(nome string, presente bool, f func()) {
	switch {
	case v.generazione == Multibeneficiario:
		f()
	case presente && !v.Legge():
		v.Rifiuta(nome, "", errFuoriPosto)
	}
}
