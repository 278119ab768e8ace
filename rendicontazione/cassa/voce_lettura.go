package cassa

import "github.com/quietanza/quietanza/avviso"

// campoVoce is an element of movimento_conto_evidenza that the reader uses.
type campoVoce uint8

const (
	cTipoMovimento campoVoce = iota
	cTipoDocumento
	cTipoOperazione
	cNumero
	cProgressivo
	cImporto
	cBolletta
	cBollettaStorno
	cDataMovimento
	cDataValuta
	cTipoEsecuzione
	cTRN
	cEndToEnd
	cCausale
	cDataSospeso
	cGestionale
	cCliente
	cFiscale
	cPartitaIVA
	cNumeroSospeso // of each sospeso, as the next
	cImportoSospeso

	nCampiVoce = cNumeroSospeso // those of the movement itself
)

// contenitore is a part of the movement whose children are read: their names
// mean nothing elsewhere.
type contenitore map[string]campoVoce

var (
	campiVoce = contenitore{
		"tipo_movimento": cTipoMovimento, "tipo_documento": cTipoDocumento, "tipo_operazione": cTipoOperazione,
		"numero_documento": cNumero, "progressivo_documento": cProgressivo, "importo": cImporto,
		"numero_bolletta_quietanza": cBolletta, "numero_bolletta_quietanza_storno": cBollettaStorno,
		"data_movimento": cDataMovimento, "data_valuta_ente": cDataValuta, "tipo_esecuzione": cTipoEsecuzione,
		"codice_riferimento_operazione": cTRN, "end_to_end_id": cEndToEnd, "causale": cCausale,
	}
	contenitori = map[string]contenitore{
		"sospeso_da_regolarizzare": {"data_effettiva_sospeso": cDataSospeso, "codice_gestionale_provvisorio": cGestionale},
		"cliente":                  {"anagrafica_cliente": cCliente, "codice_fiscale_cliente": cFiscale, "partita_iva_cliente": cPartitaIVA},
		"sospeso": {
			"numero_provvisorio": cNumeroSospeso, "numero_sospeso": cNumeroSospeso,
			"importo_provvisorio": cImportoSospeso, "importo_sospeso": cImportoSospeso,
		},
	}
	nomiCampiVoce = func() (n [cImportoSospeso + 1]string) {
		for nome, c := range campiVoce {
			n[c] = nome
		}
		for padre, figli := range contenitori {
			for nome, c := range figli {
				n[c] = padre + "/" + nome
			}
		}
		// Of the two spellings, the one of the later versions.
		n[cNumeroSospeso], n[cImportoSospeso] = "sospeso/numero_provvisorio", "sospeso/importo_provvisorio"
		return n
	}()
)

// maxSospesi is how many provvisori one REVERSALE may settle.
const maxSospesi = 1000

// voceGrezza holds the texts of one movement, one after the other in testi; it is
// used again for the next.
type voceGrezza struct {
	testi   []byte
	campi   [nCampiVoce]tratto
	visti   [nCampiVoce]bool
	sospesi []sospesoGrezzo
	qui     luogo
}

// tratto is one text of a voceGrezza and where its element begins.
type tratto struct {
	da, a int
	luogo luogo
}

type sospesoGrezzo struct{ numero, importo tratto }

// leggi reads the movement just opened up to its end. difetto is what is wrong with
// the movement, err with the document.
func (g *voceGrezza) leggi(d *documento) (difetto *Errore, err error) {
	g.testi, g.sospesi, g.visti = g.testi[:0], g.sospesi[:0], [nCampiVoce]bool{}
	g.qui = d.luogo()
	g.campi = [nCampiVoce]tratto{}
	for {
		nome, err := d.figlio()
		if err != nil || nome == nil {
			return difetto, err
		}
		if c, ok := campiVoce[string(nome)]; ok {
			err = g.campo(d, c, &difetto)
		} else if figli, ok := contenitori[string(nome)]; ok {
			err = g.contenitore(d, figli, string(nome) == "sospeso", &difetto)
		} else {
			err = d.salta()
		}
		if err != nil {
			return nil, err
		}
	}
}

// contenitore reads the children of one part of the movement.
func (g *voceGrezza) contenitore(d *documento, figli contenitore, sospeso bool, difetto **Errore) error {
	if sospeso {
		if len(g.sospesi) == maxSospesi {
			segnala(difetto, d.luogo().errore(CodiceLimite, "sospeso", "", ErrMovimento))
			return d.salta()
		}
		g.sospesi = append(g.sospesi, sospesoGrezzo{})
	}
	for {
		nome, err := d.figlio()
		if err != nil || nome == nil {
			return err
		}
		c, ok := figli[string(nome)]
		if !ok {
			err = d.salta()
		} else {
			err = g.campo(d, c, difetto)
		}
		if err != nil {
			return err
		}
	}
}

// campo reads one text and puts it in its place.
func (g *voceGrezza) campo(d *documento, c campoVoce, difetto **Errore) error {
	qui := d.luogo()
	b, err := d.foglia()
	if err != nil {
		return err
	}
	if d.annidat {
		segnala(difetto, qui.errore(CodiceFormato, nomiCampiVoce[c], "", ErrMovimento))
	}
	var posto *tratto
	ripetuto := false
	switch {
	case c < nCampiVoce:
		posto, ripetuto = &g.campi[c], g.visti[c]
		g.visti[c] = true
	case c == cNumeroSospeso:
		posto = &g.sospesi[len(g.sospesi)-1].numero
		ripetuto = posto.luogo.riga > 0
	default:
		posto = &g.sospesi[len(g.sospesi)-1].importo
		ripetuto = posto.luogo.riga > 0
	}
	if ripetuto {
		segnala(difetto, qui.errore(CodiceRipetuto, nomiCampiVoce[c], string(b), ErrMovimento))
		return nil
	}
	if len(g.testi)+len(b) > maxTestoVoce {
		segnala(difetto, qui.errore(CodiceLimite, nomiCampiVoce[c], "", ErrMovimento))
		return nil
	}
	*posto = tratto{len(g.testi), len(g.testi) + len(b), qui}
	g.testi = append(g.testi, b...)
	return nil
}

// segnala keeps the first fault of a movement.
func segnala(difetto **Errore, e *Errore) {
	if *difetto == nil {
		*difetto = e
	}
}

// testo returns the text of a field, nil when absent or empty.
func (g *voceGrezza) testo(c campoVoce) []byte {
	if !g.visti[c] {
		return nil
	}
	return g.testi[g.campi[c].da:g.campi[c].a]
}

// voce checks the texts and returns the movement.
func (g *voceGrezza) voce(d *documento, conto string) (Voce, error) {
	v := Voce{
		Conto: conto, Riga: g.qui.riga,
		TipoMovimento:        parole(d.comune(g.testo(cTipoMovimento))),
		TipoDocumento:        parole(d.comune(g.testo(cTipoDocumento))),
		TipoOperazione:       parole(d.comune(g.testo(cTipoOperazione))),
		NumeroDocumento:      numero(string(g.testo(cNumero))),
		Progressivo:          numero(string(g.testo(cProgressivo))),
		Bolletta:             string(g.testo(cBolletta)),
		BollettaStorno:       string(g.testo(cBollettaStorno)),
		CodiceGestionale:     d.comune(g.testo(cGestionale)),
		TipoEsecuzione:       d.comune(g.testo(cTipoEsecuzione)),
		TRN:                  string(g.testo(cTRN)),
		EndToEndID:           string(g.testo(cEndToEnd)),
		Cliente:              d.comune(g.testo(cCliente)),
		CodiceFiscaleCliente: d.comune(g.testo(cFiscale)),
		PartitaIVACliente:    d.comune(g.testo(cPartitaIVA)),
		Causale:              string(g.testo(cCausale)),
	}
	var err error
	if v.Importo, err = g.importo(g.campi[cImporto], g.visti[cImporto], cImporto); err != nil {
		return Voce{}, err
	}
	for _, c := range []struct {
		campo campoVoce
		data  *avviso.Data
	}{{cDataMovimento, &v.DataMovimento}, {cDataValuta, &v.DataValuta}, {cDataSospeso, &v.DataEffettivaSospeso}} {
		if *c.data, err = g.data(d, c.campo); err != nil {
			return Voce{}, err
		}
	}
	for _, s := range g.sospesi {
		imp, err := g.importo(s.importo, s.importo.luogo.riga > 0, cImportoSospeso)
		if err != nil {
			return Voce{}, err
		}
		n := numero(string(g.testi[s.numero.da:s.numero.a]))
		if n == "" {
			return Voce{}, g.qui.errore(CodiceMancante, nomiCampiVoce[cNumeroSospeso], "", ErrMovimento)
		}
		v.Sospesi = append(v.Sospesi, Sospeso{Numero: n, Importo: imp})
	}
	if err := g.obbligatori(&v); err != nil {
		return Voce{}, err
	}
	return v, nil
}

// obbligatori refuses a movement that lacks what its use needs.
func (g *voceGrezza) obbligatori(v *Voce) error {
	campi := []campoVoce{cTipoMovimento, cTipoDocumento, cTipoOperazione}
	switch v.Uso() {
	case UsoCredito, UsoStorno:
		campi = append(campi, cNumero, cProgressivo, cDataMovimento)
		if !g.visti[cCausale] {
			return g.qui.errore(CodiceMancante, nomiCampiVoce[cCausale], "", ErrMovimento)
		}
		if v.Importo.IsZero() {
			return g.campi[cImporto].luogo.errore(CodiceImporto, nomiCampiVoce[cImporto], string(g.testo(cImporto)), ErrMovimento)
		}
	case UsoRegolarizzato, UsoRipristinato:
		campi = append(campi, cNumero)
	}
	for _, c := range campi {
		if len(g.testo(c)) == 0 {
			return g.qui.errore(CodiceMancante, nomiCampiVoce[c], "", ErrMovimento)
		}
	}
	return nil
}

func (g *voceGrezza) importo(t tratto, visto bool, c campoVoce) (avviso.Importo, error) {
	if !visto {
		return avviso.Importo{}, g.qui.errore(CodiceMancante, nomiCampiVoce[c], "", ErrMovimento)
	}
	imp, ok := leggiImporto(string(g.testi[t.da:t.a]), '.', cifreOPI, false)
	if !ok {
		return avviso.Importo{}, t.luogo.errore(CodiceImporto, nomiCampiVoce[c], string(g.testi[t.da:t.a]), ErrMovimento)
	}
	return imp, nil
}

func (g *voceGrezza) data(d *documento, c campoVoce) (avviso.Data, error) {
	b := g.testo(c)
	if len(b) == 0 {
		return avviso.Data{}, nil
	}
	data, ok := leggiData(d.comune(b))
	if !ok {
		return avviso.Data{}, g.campi[c].luogo.errore(CodiceData, nomiCampiVoce[c], string(b), ErrMovimento)
	}
	return data, nil
}
