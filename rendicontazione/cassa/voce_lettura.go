package cassa

import (
	"cmp"

	"github.com/quietanza/quietanza/avviso"
)

// elementoVoce is an element of movimento_conto_evidenza, named here alone: how it is read and
// how it is written.
type elementoVoce struct {
	via    string                                              // from the movement
	leggi  func(v *Voce, d *documento, b []byte) avviso.Codice // "" when the text is good; nil for what is only written
	scrivi func(v *Voce) string                                // "" leaves it out
	sempre bool                                                // written also when empty
}

// elementiVoce are the elements of a movement that have a value in Voce, in the order of the
// schema.
var elementiVoce = [...]elementoVoce{
	eTipoMovimento:  listato("tipo_movimento", func(v *Voce) *string { return &v.TipoMovimento }),
	eTipoDocumento:  listato("tipo_documento", func(v *Voce) *string { return &v.TipoDocumento }),
	eTipoOperazione: listato("tipo_operazione", func(v *Voce) *string { return &v.TipoOperazione }),
	eNumero:         numerico("numero_documento", func(v *Voce) *string { return &v.NumeroDocumento }),
	eDataSospeso:    dataVoce("sospeso_da_regolarizzare/data_effettiva_sospeso", func(v *Voce) *avviso.Data { return &v.DataEffettivaSospeso }),
	eGestionale:     condiviso("sospeso_da_regolarizzare/codice_gestionale_provvisorio", func(v *Voce) *string { return &v.CodiceGestionale }),
	eProgressivo:    numerico("progressivo_documento", func(v *Voce) *string { return &v.Progressivo }),
	eImporto: {"importo", func(v *Voce, _ *documento, b []byte) avviso.Codice {
		return importoVoce(&v.Importo, b)
	}, func(v *Voce) string { return v.Importo.String() }, true},
	eBolletta:       proprio("numero_bolletta_quietanza", func(v *Voce) *string { return &v.Bolletta }),
	eBollettaStorno: proprio("numero_bolletta_quietanza_storno", func(v *Voce) *string { return &v.BollettaStorno }),
	eDataMovimento:  dataVoce("data_movimento", func(v *Voce) *avviso.Data { return &v.DataMovimento }),
	eDataSiope:      {"data_movimento_siope", nil, func(v *Voce) string { return v.DataMovimento.String() }, false},
	eDataValuta:     dataVoce("data_valuta_ente", func(v *Voce) *avviso.Data { return &v.DataValuta }),
	eTipoEsecuzione: condiviso("tipo_esecuzione", func(v *Voce) *string { return &v.TipoEsecuzione }),
	eTRN:            proprio("codice_riferimento_operazione", func(v *Voce) *string { return &v.TRN }),
	eEndToEnd:       proprio("end_to_end_id", func(v *Voce) *string { return &v.EndToEndID }),
	eBollo:          {"assoggettamento_bollo", nil, func(*Voce) string { return "ESENTE BOLLO" }, true},
	eCliente:        condiviso("cliente/anagrafica_cliente", func(v *Voce) *string { return &v.Cliente }),
	ePartitaIVA:     condiviso("cliente/partita_iva_cliente", func(v *Voce) *string { return &v.PartitaIVACliente }),
	eFiscale:        condiviso("cliente/codice_fiscale_cliente", func(v *Voce) *string { return &v.CodiceFiscaleCliente }),
	eCausale: {"causale", func(v *Voce, _ *documento, b []byte) avviso.Codice {
		v.Causale = string(b)
		return ""
	}, func(v *Voce) string { return v.Causale }, true},
}

const (
	eTipoMovimento uint8 = iota + 1
	eTipoDocumento
	eTipoOperazione
	eNumero
	eDataSospeso
	eGestionale
	eProgressivo
	eImporto
	eBolletta
	eBollettaStorno
	eDataMovimento
	eDataSiope
	eDataValuta
	eTipoEsecuzione
	eTRN
	eEndToEnd
	eBollo
	eCliente
	ePartitaIVA
	eFiscale
	eCausale
	eSospeso // the beginning of one, then its two texts
	eNumeroSospeso
	eImportoSospeso
	eUnicoSospeso // of version 1.4, the number of the one provvisorio
)

// Names of a provvisorio that a REVERSALE settles.
const (
	elementoSospeso   = "sospeso"
	numeroSospeso     = "numero_provvisorio"
	importoSospeso    = "importo_provvisorio"
	numeroSospeso1_4  = "numero_sospeso"
	importoSospeso1_4 = "importo_sospeso"
)

var alberoVoce = func() *albero {
	rami := []ramo{
		{elementoSospeso + ":", eSospeso},
		{elementoSospeso + "/" + numeroSospeso, eNumeroSospeso},
		{elementoSospeso + "/" + numeroSospeso1_4, eNumeroSospeso},
		{elementoSospeso + "/" + importoSospeso, eImportoSospeso},
		{elementoSospeso + "/" + importoSospeso1_4, eImportoSospeso},
		{numeroSospeso1_4, eUnicoSospeso},
	}
	var letti []ramo
	for campo, e := range elementiVoce {
		if e.leggi != nil {
			letti = append(letti, ramo{e.via, uint8(campo)})
		}
	}
	return nuovoAlbero(append(letti, rami...)...).conLuogo()
}()

// proprio is an element whose text is kept as it is.
func proprio(via string, campo func(*Voce) *string) elementoVoce {
	return elementoVoce{via, func(v *Voce, _ *documento, b []byte) avviso.Codice {
		*campo(v) = string(b)
		return ""
	}, func(v *Voce) string { return *campo(v) }, false}
}

// condiviso is an element whose text many movements share.
func condiviso(via string, campo func(*Voce) *string) elementoVoce {
	e := proprio(via, campo)
	e.leggi = func(v *Voce, d *documento, b []byte) avviso.Codice {
		*campo(v) = d.comune(b)
		return ""
	}
	return e
}

// listato is an element that holds a value of a list, whose blanks count as single spaces.
func listato(via string, campo func(*Voce) *string) elementoVoce {
	e := proprio(via, campo)
	e.leggi = func(v *Voce, d *documento, b []byte) avviso.Codice {
		*campo(v) = parole(d.comune(b))
		return ""
	}
	return e
}

// numerico is an element that holds a number, whose zeros in front say nothing.
func numerico(via string, campo func(*Voce) *string) elementoVoce {
	e := proprio(via, campo)
	e.leggi = func(v *Voce, _ *documento, b []byte) avviso.Codice {
		*campo(v) = numero(string(b))
		return ""
	}
	return e
}

// dataVoce is an element that holds a date, or nothing.
func dataVoce(via string, campo func(*Voce) *avviso.Data) elementoVoce {
	return elementoVoce{via, func(v *Voce, d *documento, b []byte) avviso.Codice {
		if len(b) == 0 {
			return ""
		}
		var ok bool
		if *campo(v), ok = leggiData(d.comune(b)); !ok {
			return CodiceData
		}
		return ""
	}, func(v *Voce) string { return campo(v).String() }, false}
}

func importoVoce(dst *avviso.Importo, b []byte) avviso.Codice {
	var ok bool
	if *dst, ok = leggiImporto(b, '.', cifreOPI, false); !ok {
		return CodiceImporto
	}
	return ""
}

// maxSospesi is how many provvisori one REVERSALE may settle.
const maxSospesi = 1000

// leggiVoce makes a movement of its texts. The error is the first thing that is wrong with it.
func leggiVoce(d *documento, r *raccolta, qui luogo) (Voce, *Errore) {
	v := Voce{Riga: qui.riga}
	var visti, vuoti uint32 // a bit for each element of elementiVoce
	var sospeso sospesoLetto
	var incompleto *Errore
	for i := range r.tratti {
		t := &r.tratti[i]
		b := r.testo(t)
		via := viaVoce(t.campo)
		switch {
		case t.annidato:
			return v, t.luogo.errore(CodiceFormato, via, "", ErrMovimento)
		case t.campo == eSospeso:
			if len(v.Sospesi) == maxSospesi {
				return v, t.luogo.errore(CodiceLimite, via, "", ErrMovimento)
			}
			incompleto = cmp.Or(incompleto, sospeso.completo(&v, qui))
			v.Sospesi = append(v.Sospesi, Sospeso{})
			sospeso = sospesoLetto{}
			continue
		case t.campo == eUnicoSospeso: // for the whole amount, which stands in front of it
			if len(v.Sospesi) > 0 {
				return v, t.luogo.errore(CodiceRipetuto, via, string(b), ErrMovimento)
			}
			if n := numero(string(b)); n != "" {
				v.Sospesi, sospeso = []Sospeso{{Numero: n, Importo: v.Importo}}, sospesoLetto{true, true}
			}
			continue
		case t.campo > eSospeso:
			if codice := sospeso.leggi(&v.Sospesi[len(v.Sospesi)-1], t.campo, b); codice != "" {
				return v, t.luogo.errore(codice, via, string(b), ErrMovimento)
			}
			continue
		case visti&(1<<t.campo) != 0:
			return v, t.luogo.errore(CodiceRipetuto, via, string(b), ErrMovimento)
		}
		visti |= 1 << t.campo
		if len(b) == 0 {
			vuoti |= 1 << t.campo
		}
		if codice := elementiVoce[t.campo].leggi(&v, d, b); codice != "" {
			return v, t.luogo.errore(codice, via, string(b), ErrMovimento)
		}
	}
	if r.troppo {
		return v, r.oltre.luogo.errore(CodiceLimite, viaVoce(r.oltre.campo), "", ErrMovimento)
	}
	if incompleto = cmp.Or(incompleto, sospeso.completo(&v, qui)); incompleto != nil {
		return v, incompleto
	}
	for _, c := range v.obbligatori() {
		if visti&^vuoti&(1<<c) == 0 && (c != eCausale || visti&(1<<c) == 0) {
			return v, qui.errore(CodiceMancante, viaVoce(c), "", ErrMovimento)
		}
	}
	return v, nil
}

// viaVoce returns the path of an element.
func viaVoce(campo uint8) string {
	switch campo {
	case eSospeso:
		return elementoSospeso
	case eNumeroSospeso:
		return elementoSospeso + "/" + numeroSospeso
	case eImportoSospeso:
		return elementoSospeso + "/" + importoSospeso
	case eUnicoSospeso:
		return numeroSospeso1_4
	}
	return elementiVoce[campo].via
}

// obbligatori are the elements that a movement of its use must have.
func (v *Voce) obbligatori() []uint8 {
	switch v.Uso() {
	case UsoCredito, UsoStorno:
		return obbligatoriCredito
	case UsoRegolarizzato, UsoRipristinato:
		return obbligatoriProvvisorio
	}
	return obbligatoriOgni
}

var (
	obbligatoriOgni        = []uint8{eTipoMovimento, eTipoDocumento, eTipoOperazione, eImporto}
	obbligatoriProvvisorio = append(obbligatoriOgni[:4:4], eNumero)
	obbligatoriCredito     = append(obbligatoriProvvisorio[:5:5], eProgressivo, eDataMovimento, eCausale)
)

// sospesoLetto is what has been read of the last provvisorio.
type sospesoLetto struct{ numero, importo bool }

func (s *sospesoLetto) leggi(dst *Sospeso, campo uint8, b []byte) avviso.Codice {
	visto := &s.numero
	if campo == eImportoSospeso {
		visto = &s.importo
	}
	if *visto {
		return CodiceRipetuto
	}
	*visto = true
	if campo == eImportoSospeso {
		return importoVoce(&dst.Importo, b)
	}
	dst.Numero = numero(string(b))
	return ""
}

// completo refuses a provvisorio without number or amount.
func (s *sospesoLetto) completo(v *Voce, qui luogo) *Errore {
	switch {
	case len(v.Sospesi) == 0:
	case !s.importo:
		return qui.errore(CodiceMancante, viaVoce(eImportoSospeso), "", ErrMovimento)
	case v.Sospesi[len(v.Sospesi)-1].Numero == "":
		return qui.errore(CodiceMancante, viaVoce(eNumeroSospeso), "", ErrMovimento)
	}
	return nil
}
