package flusso

import (
	"strconv"

	"github.com/quietanza/quietanza/avviso"
)

// testataFdR3 is a header being read, with what only serves to check it.
type testataFdR3 struct {
	TestataFdR3
	numeroCalcolato     int64
	totaleCalcolato     avviso.Importo
	conNumero, conSomma bool // totPayments and sumPayments are there
	conNumeroCalcolato  bool
	conTotaleCalcolato  bool
}

const maxConteggio = 999_999_999_999_999

func (l *lettoreJSON) membroTestata(nome string, t *testataFdR3) error {
	switch nome {
	case "fdr":
		return l.idFdR3(&t.IDFlusso)
	case "revision":
		var n int64
		err := l.intero(&n, 1, 1<<31-1)
		t.Revisione = int32(n)
		return err
	case "status":
		return l.testo(&t.Stato, 1, maxTesto35)
	case "fdrDate":
		return l.istante(&t.DataOraFlusso)
	case "created":
		return l.istante(&t.Creato)
	case "updated":
		return l.istante(&t.Aggiornato)
	case "published":
		return l.istante(&t.Pubblicato)
	case "regulation":
		return l.testo(&t.IDRegolamento, 1, maxTesto35)
	case "regulationDate":
		return l.giornoScritto(&t.DataRegolamento)
	case "bicCodePouringBank":
		return l.testo(&t.BancaRiversamento, 0, maxTesto35)
	case "sender":
		return l.mittente(&t.Testata)
	case "receiver":
		return l.ricevente(&t.Testata)
	}
	return l.membroTotali(nome, t)
}

func (l *lettoreJSON) membroTotali(nome string, t *testataFdR3) error {
	switch nome {
	case "totPayments":
		t.conNumero = true
		return l.intero(&t.NumeroTotalePagamenti, 0, maxConteggio)
	case "computedTotPayments":
		t.conNumeroCalcolato = true
		return l.intero(&t.numeroCalcolato, 0, maxConteggio)
	case "sumPayments":
		t.conSomma = true
		return l.totale(&t.ImportoTotalePagamenti)
	case "computedSumPayments":
		t.conTotaleCalcolato = true
		return l.totale(&t.totaleCalcolato)
	}
	return l.salta(nome)
}

func (l *lettoreJSON) totale(dst *avviso.Importo) error {
	s, err := l.importo(dst)
	if err == nil && dst.Segno() < 0 {
		err = l.nega(CodiceImporto, s, ErrSchema)
	}
	return err
}

func (l *lettoreJSON) idFdR3(dst *string) error {
	if err := l.testo(dst, 1, MaxID); err != nil {
		return err
	}
	if !caratteriID(*dst) {
		return l.nega(CodicePattern, *dst, ErrSchema)
	}
	return nil
}

// giornoScritto reads a date, or the day that an instant is written with: a
// business date keeps its calendar day whatever zone stands after it.
func (l *lettoreJSON) giornoScritto(dst *avviso.Data) error {
	var s string
	if err := l.testo(&s, 1, maxTesto35); err != nil {
		return err
	}
	if len(s) > cifreData {
		if _, err := avviso.ParseDataOra(s); err != nil {
			return l.nega(CodiceData, s, ErrSchema)
		}
	}
	d, err := avviso.ParseData(s[:min(len(s), cifreData)])
	if err != nil {
		return l.nega(CodiceData, s, ErrSchema)
	}
	*dst = d
	return nil
}

func (l *lettoreJSON) mittente(t *Testata) error {
	return l.oggetto(func(nome string) error {
		switch nome {
		case "type":
			var s string
			if err := l.testo(&s, 1, maxTesto35); err != nil {
				return err
			}
			tipo, ok := tipiFdR3[s]
			if !ok {
				return l.nega(CodiceValore, s, ErrSchema)
			}
			t.Mittente.Tipo = tipo
			return nil
		case "id":
			return l.testo(&t.Mittente.Codice, 1, maxTesto35)
		case "pspId":
			return l.testo(&t.PSP, 1, maxTesto35)
		case "pspName":
			return l.testo(&t.Mittente.Denominazione, 1, maxTesto140)
		case "pspBrokerId", "channelId", "password":
			return l.ignora()
		}
		return l.salta("sender." + nome)
	})
}

func (l *lettoreJSON) ricevente(t *Testata) error {
	return l.oggetto(func(nome string) error {
		switch nome {
		case "organizationId":
			return l.testo(&t.Ricevente, 1, maxTesto35)
		case "organizationName":
			return l.testo(&t.DenominazioneRicevente, 0, maxTesto140)
		case "id":
			return l.ignora()
		}
		return l.salta("receiver." + nome)
	})
}

// concludi checks a whole header.
func (l *lettoreJSON) concludi(t *testataFdR3, o opzioni) error {
	for _, c := range [...]struct {
		campo string
		c     bool
	}{
		{"fdr", t.IDFlusso != ""},
		{"fdrDate", t.DataOraFlusso.IsValid()},
		{"regulation", t.IDRegolamento != ""},
		{"regulationDate", t.DataRegolamento.IsValid()},
		{"sender.id", t.Mittente.Codice != ""},
		{"receiver.organizationId", t.Ricevente != ""},
		{"totPayments", t.conNumero},
		{"sumPayments", t.conSomma},
	} {
		if !c.c {
			l.percorso = []string{c.campo}
			return l.nega(CodiceObbligatorio, "", ErrSchema)
		}
	}
	switch t.Stato {
	case StatoPubblicato:
	case "":
		l.avverti(AvvertenzaStatoAssente, "status", "")
	default:
		return rifiuta(CodiceStato, "status", t.Stato, ErrSchema)
	}
	if t.conNumeroCalcolato && t.numeroCalcolato != t.NumeroTotalePagamenti {
		return rifiuta(CodiceNumeroDiverso, "computedTotPayments", strconv.FormatInt(t.numeroCalcolato, 10), ErrTotali)
	}
	if t.conTotaleCalcolato && t.totaleCalcolato != t.ImportoTotalePagamenti {
		return rifiuta(CodiceTotaleDiverso, "computedSumPayments", t.totaleCalcolato.String(), ErrTotali)
	}
	t.Dominio = o.dominio
	if !t.Dominio.IsValid() {
		d, err := avviso.ParseIdDominio(t.Ricevente)
		if err != nil {
			return rifiuta(CodiceDominio, "receiver.organizationId", t.Ricevente, ErrSchema)
		}
		t.Dominio = d
	}
	return nil
}

// pagamenti reads the member payments: a page, or a list of payments or pages.
func (l *lettoreJSON) pagamenti(pagine *[]PaginaFdR3) error {
	if l.apreOggetto() {
		p := PaginaFdR3{Conteggio: -1}
		err := l.oggetto(func(nome string) error { return l.membroPagina(nome, &p) })
		*pagine = append(*pagine, p)
		return err
	}
	sciolti := PaginaFdR3{Conteggio: -1}
	err := l.elenco(func() error {
		p := PaginaFdR3{Conteggio: -1}
		var g pagamentoJSON
		isPagina := false
		err := l.oggetto(func(nome string) error {
			if nome == "data" || nome == "count" || nome == "metadata" {
				isPagina = true
				return l.membroPagina(nome, &p)
			}
			return l.membroPagamento(nome, &g)
		})
		if err != nil {
			return err
		}
		if isPagina {
			*pagine = append(*pagine, p)
			return nil
		}
		r, err := l.pagamento(&g)
		sciolti.Pagamenti = append(sciolti.Pagamenti, r)
		return err
	})
	if len(sciolti.Pagamenti) > 0 || len(*pagine) == 0 {
		*pagine = append(*pagine, sciolti)
	}
	return err
}

func (l *lettoreJSON) membroPagina(nome string, p *PaginaFdR3) error {
	switch nome {
	case "count":
		return l.intero(&p.Conteggio, 0, maxConteggio)
	case "metadata":
		return l.oggetto(func(nome string) error {
			switch nome {
			case "pageSize":
				return l.intero(&p.Dimensione, 1, 1000)
			case "pageNumber":
				return l.intero(&p.Numero, 1, 1<<31-1)
			case "totPage":
				return l.intero(&p.Totale, 1, 1<<31-1)
			}
			return l.salta("metadata." + nome)
		})
	case "data":
		return l.elenco(func() error {
			var g pagamentoJSON
			if err := l.oggetto(func(nome string) error { return l.membroPagamento(nome, &g) }); err != nil {
				return err
			}
			r, err := l.pagamento(&g)
			p.Pagamenti = append(p.Pagamenti, r)
			return err
		})
	}
	return l.salta(nome)
}

// pagamentoJSON is a payment being read.
type pagamentoJSON struct {
	PagamentoFdR3
	trasferimento int64
}

func (l *lettoreJSON) membroPagamento(nome string, g *pagamentoJSON) error {
	switch nome {
	case "index":
		return l.intero(&g.Indice, 1, maxConteggio)
	case "iuv":
		return l.testo(&g.Riga.IUV, 1, maxTesto35)
	case "iur":
		return l.testo(&g.Riga.IUR, 1, maxTesto35)
	case "idTransfer":
		return l.intero(&g.trasferimento, 1, int64(avviso.MaxIndice))
	case "pay":
		s, err := l.importo(&g.Riga.Importo)
		if err == nil && (g.Riga.Importo.IsZero() || g.Riga.Importo.Abs().Compare(avviso.MaxImporto) > 0) {
			err = l.nega(CodiceImporto, s, ErrSchema)
		}
		return err
	case "payStatus":
		var s string
		if err := l.testo(&s, 1, maxTesto140); err != nil {
			return err
		}
		var noto bool
		if g.Riga.Esito, noto = EsitoFdR3(s); !noto {
			l.avverti(AvvertenzaPayStatus, "data.payStatus", s)
		}
		return nil
	case "payDate":
		return l.giorno(&g.Riga.Data)
	}
	return l.salta("data." + nome)
}

// pagamento checks a whole payment.
func (l *lettoreJSON) pagamento(g *pagamentoJSON) (PagamentoFdR3, error) {
	r := &g.Riga
	manca := ""
	switch {
	case g.Indice == 0:
		manca = "index"
	case r.IUV == "":
		manca = "iuv"
	case r.IUR == "":
		manca = "iur"
	case g.trasferimento == 0:
		manca = "idTransfer"
	case r.Importo.IsZero():
		manca = "pay"
	case !r.Esito.IsValid():
		manca = "payStatus"
	case !r.Data.IsValid():
		manca = "payDate"
	}
	if manca != "" {
		l.entra(manca)
		return PagamentoFdR3{}, l.nega(CodiceObbligatorio, "", ErrSchema)
	}
	if !importoDiRiga(r.Importo, r.Esito) {
		l.entra("pay")
		return PagamentoFdR3{}, l.nega(CodiceImporto, r.Importo.String(), ErrSchema)
	}
	r.Indice = avviso.Indice(g.trasferimento)
	return g.PagamentoFdR3, nil
}
