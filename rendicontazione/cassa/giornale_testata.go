package cassa

import "strconv"

const (
	radiceOPI = "flusso_giornale_di_cassa"

	minEsercizio, maxEsercizio = 1999, 2099
)

// leggiIntestazione reads up to the first account, or to the end of a document
// that has none, and checks the head.
func (g *Giornale) leggiIntestazione() error {
	h := &g.Intestazione
	radice := g.d.luogo()
	for {
		nome, err := g.d.figlio()
		if err != nil {
			return err
		}
		switch string(nome) {
		case "":
			g.stato = finito
			if err := h.controlla(radice); err != nil {
				return err
			}
			return g.d.fine()
		case "informazioni_conto_evidenza":
			g.stato = inizioConto
			return h.controlla(radice)
		case "testata_messaggio":
			if err := h.leggiTestata(g.d); err != nil {
				return err
			}
		default:
			if err := h.campo(g.d, string(nome)); err != nil {
				return err
			}
		}
	}
}

func (h *Intestazione) leggiTestata(d *documento) error {
	for {
		nome, err := d.figlio()
		if err != nil || nome == nil {
			return err
		}
		if err := h.campoTestata(d, string(nome)); err != nil {
			return err
		}
	}
}

// campo reads one value of the head outside testata_messaggio.
func (h *Intestazione) campo(d *documento, nome string) error {
	switch nome {
	case "identificativo_flusso_BT", "pagina", "pagine_totali", "esercizio",
		"data_riferimento_GdC", "data_inizio_periodo_riferimento", "data_fine_periodo_riferimento":
	default:
		return d.salta()
	}
	qui := d.luogo()
	b, err := d.foglia()
	if err != nil {
		return err
	}
	if testo := string(b); !h.assegna(nome, testo) {
		codice := CodiceValore
		if nome[:5] == "data_" {
			codice = CodiceData
		}
		return qui.errore(codice, nome, testo, ErrMovimento)
	}
	return nil
}

// assegna sets the member of an element and reports whether its text is legal and
// its first.
func (h *Intestazione) assegna(nome, testo string) (ok bool) {
	switch nome {
	case "identificativo_flusso_BT":
		ok = h.IDFlussoBT == "" && testo != ""
		h.IDFlussoBT = testo
	case "pagina":
		prima := h.Pagina == 0
		h.Pagina, ok = leggiIntero(testo)
		ok = ok && prima && h.Pagina > 0
	case "pagine_totali":
		prima := h.Pagine == 0
		h.Pagine, ok = leggiIntero(testo)
		ok = ok && prima && h.Pagine > 0
	case "esercizio":
		prima := h.Esercizio == 0
		h.Esercizio, ok = leggiIntero(testo)
		ok = ok && prima && h.Esercizio >= minEsercizio && h.Esercizio <= maxEsercizio
	case "data_inizio_periodo_riferimento":
		prima := !h.Dal.IsValid()
		h.Dal, ok = leggiData(testo)
		ok = ok && prima
	case "data_fine_periodo_riferimento":
		prima := !h.Al.IsValid()
		h.Al, ok = leggiData(testo)
		ok = ok && prima
	default: // data_riferimento_GdC: one day
		prima := !h.Dal.IsValid() && !h.Al.IsValid()
		h.Dal, ok = leggiData(testo)
		h.Al = h.Dal
		ok = ok && prima
	}
	return ok
}

// controlla refuses a head with something missing. The pages may be absent in
// version 1.4, both of them: the journal is then one page.
func (h *Intestazione) controlla(radice luogo) error {
	if h.Pagina == 0 && h.Pagine == 0 {
		h.Pagina, h.Pagine = 1, 1
	}
	manca := ""
	switch {
	case !h.IdDominio.IsValid():
		manca = "testata_messaggio/codice_fiscale_ente"
	case h.IDFlussoBT == "":
		manca = "identificativo_flusso_BT"
	case h.Pagina == 0:
		manca = "pagina"
	case h.Pagine == 0:
		manca = "pagine_totali"
	case h.Esercizio == 0:
		manca = "esercizio"
	case !h.Dal.IsValid() && !h.Al.IsValid():
		manca = "data_riferimento_GdC"
	case !h.Dal.IsValid():
		manca = "data_inizio_periodo_riferimento"
	case !h.Al.IsValid():
		manca = "data_fine_periodo_riferimento"
	}
	if manca != "" {
		return radice.errore(CodiceMancante, manca, "", ErrMovimento)
	}
	if h.Pagina > h.Pagine {
		return radice.errore(CodicePagine, "pagina", strconv.Itoa(h.Pagina), ErrFormato)
	}
	if h.Dal.Compare(h.Al) > 0 {
		return radice.errore(CodiceData, "data_fine_periodo_riferimento", h.Al.String(), ErrMovimento)
	}
	return nil
}
