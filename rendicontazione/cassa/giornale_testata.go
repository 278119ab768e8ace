package cassa

import (
	"errors"
	"slices"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

const (
	radiceOPI         = "flusso_giornale_di_cassa"
	elementoMessaggio = "testata_messaggio"
	elementoConto     = "informazioni_conto_evidenza"
	elementoMovimento = "movimento_conto_evidenza"
	elementoCliente   = "cliente"

	// primoOIL is the first child of the root in the journals before OPI, which has the same root.
	primoOIL = "codice_ABI_BT"

	minEsercizio, maxEsercizio = 1999, 2099
	maxPagine                  = 9_999_999
)

// campoIntestazione is an element of the head, named here alone: how it is read and
// how it is written.
type campoIntestazione struct {
	nome   string
	codice avviso.Codice                         // of a text that is refused
	leggi  func(h *Intestazione, s string) error // nil, or what is wrong with it
	testo  func(h *Intestazione) string          // "" leaves it out; nil for what is only read
}

// campiMessaggio are the children of testata_messaggio, in the order of the schema.
var campiMessaggio = []campoIntestazione{
	parola("codice_ABI_BT", func(h *Intestazione) *string { return &h.ABI }),
	{
		"data_ora_creazione_flusso", CodiceData, func(h *Intestazione, s string) (err error) {
			h.Creato, err = avviso.ParseDataOra(s)
			return err
		}, func(h *Intestazione) string { return string(h.Creato.AppendLocale(nil)) },
	},
	parola("codice_ente", func(h *Intestazione) *string { return &h.Ente }),
	parola("descrizione_ente", func(h *Intestazione) *string { return &h.Descrizione }),
	parola("codice_istat_ente", func(h *Intestazione) *string { return &h.CodiceISTAT }),
	{
		"codice_fiscale_ente", CodiceDominio, func(h *Intestazione, s string) (err error) {
			h.IdDominio, err = avviso.ParseIdDominio(s)
			return err
		}, func(h *Intestazione) string { return h.IdDominio.String() },
	},
	parola("codice_tramite_ente", func(h *Intestazione) *string { return &h.TramiteEnte }),
	parola("codice_tramite_BT", func(h *Intestazione) *string { return &h.TramiteBT }),
	parola("codice_ente_BT", func(h *Intestazione) *string { return &h.CodiceEnteBT }),
}

// campiPagina are the children of the root before the accounts.
var campiPagina = []campoIntestazione{
	{
		"identificativo_flusso_BT", CodiceValore, func(h *Intestazione, s string) error {
			h.IDFlussoBT = s
			return ammesso(s != "")
		}, func(h *Intestazione) string { return h.IDFlussoBT },
	},
	intero("pagina", 1, maxPagine, func(h *Intestazione) *int { return &h.Pagina }),
	intero("pagine_totali", 1, maxPagine, func(h *Intestazione) *int { return &h.Pagine }),
	intero("esercizio", minEsercizio, maxEsercizio, func(h *Intestazione) *int { return &h.Esercizio }),
	{
		"data_riferimento_GdC", CodiceData, func(h *Intestazione, s string) error { // one day
			if h.Al.IsValid() {
				return ErrMovimento
			}
			err := giorno(&h.Dal, s)
			h.Al = h.Dal
			return err
		}, func(h *Intestazione) string { return h.Al.String() },
	},
	{"data_inizio_periodo_riferimento", CodiceData, func(h *Intestazione, s string) error { return giorno(&h.Dal, s) }, nil},
	{"data_fine_periodo_riferimento", CodiceData, func(h *Intestazione, s string) error { return giorno(&h.Al, s) }, nil},
}

// parola is an element whose text is kept as it is.
func parola(nome string, campo func(*Intestazione) *string) campoIntestazione {
	return campoIntestazione{nome, CodiceValore, func(h *Intestazione, s string) error {
		*campo(h) = s
		return nil
	}, func(h *Intestazione) string { return *campo(h) }}
}

// intero is an element that holds a number.
func intero(nome string, minimo, massimo int, campo func(*Intestazione) *int) campoIntestazione {
	return campoIntestazione{nome, CodiceValore, func(h *Intestazione, s string) error {
		n, err := xmlrigido.Intero(s, int64(minimo), int64(massimo))
		*campo(h) = int(n)
		return ammesso(err == nil)
	}, func(h *Intestazione) string { return strconv.Itoa(*campo(h)) }}
}

// giorno reads a date that stands once.
func giorno(dst *avviso.Data, s string) error {
	prima := !dst.IsValid()
	d, ok := leggiData(s)
	*dst = d
	return ammesso(ok && prima)
}

func ammesso(ok bool) error {
	if !ok {
		return ErrMovimento
	}
	return nil
}

// leggiIntestazione reads up to the first account, or to the end of a document
// that has none, and checks the head.
func (g *Giornale) leggiIntestazione() error {
	h := &g.Intestazione
	radice := g.d.luogo()
	visti := make(map[string]bool, len(campiMessaggio)+len(campiPagina))
	for primo := true; ; primo = false {
		nome, err := g.d.figlio()
		if err != nil {
			return err
		}
		if primo && string(nome) == primoOIL {
			return g.d.luogo().errore(CodiceFormato, primoOIL, "", errore.Coppia(ErrFormato, errors.New(messaggioOIL)))
		}
		switch string(nome) {
		case "":
			g.stato = finito
			if err := h.valida(radice); err != nil {
				return err
			}
			g.quadraPagina()
			return g.d.fine()
		case elementoConto:
			g.stato = inizioConto
			return h.valida(radice)
		case elementoMessaggio:
			err = h.messaggio(g.d, visti)
		default:
			err = h.campo(g.d, campiPagina, string(nome), visti)
		}
		if err != nil {
			return err
		}
	}
}

// messaggio reads the children of testata_messaggio.
func (h *Intestazione) messaggio(d *documento, visti map[string]bool) error {
	for {
		nome, err := d.figlio()
		if err != nil || nome == nil {
			return err
		}
		if err := h.campo(d, campiMessaggio, string(nome), visti); err != nil {
			return err
		}
	}
}

// campo reads one value of the head, which stands once, or skips what is none.
func (h *Intestazione) campo(d *documento, campi []campoIntestazione, nome string, visti map[string]bool) error {
	i := slices.IndexFunc(campi, func(c campoIntestazione) bool { return c.nome == nome })
	if i < 0 {
		return d.salta()
	}
	qui := d.luogo()
	if visti[nome] {
		return qui.errore(CodiceRipetuto, nome, "", ErrMovimento)
	}
	visti[nome] = true
	b, err := d.foglia()
	if err != nil {
		return err
	}
	testo := string(b)
	if err := campi[i].leggi(h, testo); err != nil {
		return qui.errore(campi[i].codice, nome, testo, errore.Coppia(ErrMovimento, err))
	}
	return nil
}

// scrivi writes the head.
func (h *Intestazione) scrivi(s *xmlrigido.Scrittore) {
	s.Apri(elementoMessaggio)
	for _, c := range campiMessaggio {
		s.TestoSe(c.nome, c.testo(h))
	}
	s.Chiudi()
	for _, c := range campiPagina {
		if c.testo != nil {
			s.Testo(c.nome, c.testo(h))
		}
	}
}

// valida refuses a head with something missing. The pages may be absent in
// version 1.4, both of them: the journal is then one page.
func (h *Intestazione) valida(radice luogo) error {
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
