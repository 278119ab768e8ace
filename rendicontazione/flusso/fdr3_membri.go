package flusso

import (
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

// testataFdR3 is a header being read, with what only serves to check it.
type testataFdR3 struct {
	TestataFdR3
	revisione       int64
	numeroCalcolato int64 // -1 when absent
	totaleCalcolato *avviso.Importo
}

const (
	maxConteggio = 999_999_999_999_999
	maxInt32     = 1<<31 - 1
)

// campi are the members of a header, in the order in which what is missing is
// told.
func (t *testataFdR3) campi(l *lettoreFdR3) []membri.Campo {
	positivo := func(i avviso.Importo) bool { return i.Segno() >= 0 }
	return []membri.Campo{
		{Nome: "fdr", Dove: idFdR3(&t.IDFlusso), Obbligatorio: true},
		{Nome: "fdrDate", Dove: istanteJSON(&t.DataOraFlusso), Obbligatorio: true},
		{Nome: "regulation", Dove: testoJSON(&t.IDRegolamento, 1, maxTesto35), Obbligatorio: true},
		{Nome: "regulationDate", Dove: daTesto(&t.DataRegolamento, CodiceData, giornoScritto), Obbligatorio: true},
		{Nome: "sender", Dove: func(v string) error { return l.oggetto("sender", "sender.", v, t.mittente()) }, Obbligatorio: true},
		{Nome: "receiver", Dove: func(v string) error { return l.oggetto("receiver", "receiver.", v, t.destinatario()) }, Obbligatorio: true},
		{Nome: "totPayments", Dove: interoJSON(&t.NumeroTotalePagamenti, 0, maxConteggio), Obbligatorio: true},
		{Nome: "sumPayments", Dove: importoJSON(&t.ImportoTotalePagamenti, positivo), Obbligatorio: true},
		{Nome: "computedTotPayments", Dove: interoJSON(&t.numeroCalcolato, 0, maxConteggio)},
		{Nome: "computedSumPayments", Dove: func(v string) error {
			t.totaleCalcolato = new(avviso.Importo)
			return importoJSON(t.totaleCalcolato, positivo)(v)
		}},
		{Nome: "revision", Dove: interoJSON(&t.revisione, 1, maxInt32)},
		{Nome: "status", Dove: testoJSON(&t.Stato, 1, maxTesto35)},
		{Nome: "created", Dove: istanteJSON(&t.Creato)},
		{Nome: "updated", Dove: istanteJSON(&t.Aggiornato)},
		{Nome: "published", Dove: istanteJSON(&t.Pubblicato)},
		{Nome: "bicCodePouringBank", Dove: testoJSON(&t.BancaRiversamento, 0, maxTesto35)},
	}
}

func idFdR3(dst *string) func(string) error {
	return func(v string) error {
		if err := testoJSON(dst, 1, MaxID)(v); err != nil {
			return err
		}
		if !caratteriID(*dst) {
			return membri.Rifiuta(CodicePattern, *dst, ErrSchema)
		}
		return nil
	}
}

func (t *testataFdR3) mittente() []membri.Campo {
	return []membri.Campo{
		{Nome: "id", Dove: testoJSON(&t.Mittente.Codice, 1, maxTesto35), Obbligatorio: true},
		{Nome: "type", Dove: daTesto(&t.Mittente.Tipo, CodiceValore, func(s string) (TipoSoggetto, bool) {
			tipo, ok := tipiFdR3[s]
			return tipo, ok
		}), Obbligatorio: true},
		{Nome: "pspId", Dove: testoJSON(&t.PSP, 1, maxTesto35)},
		{Nome: "pspName", Dove: testoJSON(&t.Mittente.Denominazione, 1, maxTesto140)},
		{Nome: "pspBrokerId", Dove: passa},
		{Nome: "channelId", Dove: passa},
		{Nome: "password", Dove: passa},
	}
}

func (t *testataFdR3) destinatario() []membri.Campo {
	return []membri.Campo{
		{Nome: "organizationId", Dove: testoJSON(&t.Ricevente, 1, maxTesto35), Obbligatorio: true},
		{Nome: "organizationName", Dove: testoJSON(&t.DenominazioneRicevente, 0, maxTesto140)},
		{Nome: "id", Dove: passa},
	}
}

// concludi checks a whole header.
func (t *testataFdR3) concludi(l *lettoreFdR3, o opzioni) error {
	t.Revisione = int32(t.revisione) //nolint:gosec // within bounds, as read
	nega := func(campo string, c avviso.Codice, valore string, tipo error) error {
		return membri.Dentro(campo, membri.Rifiuta(c, valore, tipo))
	}
	switch {
	case t.Stato == "":
		l.avverti(AvvertenzaStatoAssente, "status", "status", "")
	case t.Stato != StatoPubblicato:
		return nega("status", CodiceStato, t.Stato, ErrSchema)
	}
	if n := t.numeroCalcolato; n >= 0 && n != t.NumeroTotalePagamenti {
		return nega("computedTotPayments", CodiceNumeroDiverso, strconv.FormatInt(n, 10), ErrTotali)
	}
	if i := t.totaleCalcolato; i != nil && *i != t.ImportoTotalePagamenti {
		return nega("computedSumPayments", CodiceTotaleDiverso, i.String(), ErrTotali)
	}
	t.IdDominio = o.dominio
	if !t.IdDominio.IsValid() {
		d, err := avviso.ParseIdDominio(t.Ricevente)
		if err != nil {
			return nega("receiver.organizationId", CodiceDominio, t.Ricevente, ErrSchema)
		}
		t.IdDominio = d
	}
	return nil
}

// pagamenti reads the member payments: a page, or a list of payments or pages.
func (l *lettoreFdR3) pagamenti(v string, pagine *[]PaginaFdR3) error {
	if v[0] == '{' {
		p := nuovaPagina()
		err := l.oggetto("payments", "", v, p.campi(l))
		*pagine = append(*pagine, p)
		return err
	}
	sciolti := nuovaPagina()
	n := len(*pagine)
	uno := l.pagamento(&sciolti)
	l.passi = append(l.passi, "payments")
	err := membri.Elenco(v, func(i int, v string) error {
		if !pagina(v) {
			return uno(i, v)
		}
		p := nuovaPagina()
		err := l.oggetto("["+strconv.Itoa(i)+"]", "", v, p.campi(l))
		*pagine = append(*pagine, p)
		return err
	})
	l.passi = l.passi[:len(l.passi)-1]
	if len(sciolti.Pagamenti) > 0 || len(*pagine) == n {
		*pagine = append(*pagine, sciolti)
	}
	return err
}

func nuovaPagina() PaginaFdR3 { return PaginaFdR3{Conteggio: -1} }

// pagina reports whether an object is a page, and not a payment.
func pagina(v string) bool {
	for nome := range membri.Di(v) {
		if nome == "data" || nome == "count" || nome == "metadata" {
			return true
		}
	}
	return false
}

// campi are the members of a page.
func (p *PaginaFdR3) campi(l *lettoreFdR3) []membri.Campo {
	return []membri.Campo{
		{Nome: "count", Dove: interoJSON(&p.Conteggio, 0, maxConteggio)},
		{Nome: "metadata", Dove: func(v string) error {
			return l.oggetto("metadata", "metadata.", v, campiPagina(&p.Dimensione, &p.Numero, &p.Totale))
		}},
		{Nome: "data", Dove: func(v string) error {
			l.passi = append(l.passi, "data")
			p.Pagamenti = make([]PagamentoFdR3, 0, len(v)/maxTesto140)
			uno := l.pagamento(p)
			err := membri.Elenco(v, func(i int, v string) error {
				err := uno(i, v)
				if i == 0 && err == nil && l.previsti != nil { // what stood behind it: see prevediFdR3
					l.previsti[0], l.presi = p.Pagamenti[0], true
					p.Pagamenti = l.previsti
				}
				return err
			})
			l.passi = l.passi[:len(l.passi)-1]
			return err
		}},
	}
}

// pagamento returns what reads one payment of a page after the other.
func (l *lettoreFdR3) pagamento(p *PaginaFdR3) func(i int, v string) error {
	var g PagamentoFdR3
	var indice int64
	r := &g.Riga
	campi := []membri.Campo{
		{Nome: "index", Dove: interoJSON(&g.Indice, 1, maxConteggio), Obbligatorio: true},
		{Nome: "iuv", Dove: testoJSON(&r.IUV, 1, maxTesto35), Obbligatorio: true},
		{Nome: "iur", Dove: testoJSON(&r.IUR, 1, maxTesto35), Obbligatorio: true},
		{Nome: "idTransfer", Dove: interoJSON(&indice, 1, int64(avviso.MaxIndice)), Obbligatorio: true},
		{Nome: "pay", Dove: importoJSON(&r.Importo, func(i avviso.Importo) bool {
			return !i.IsZero() && i.Abs().Compare(avviso.MaxImporto) <= 0
		}), Obbligatorio: true},
		{Nome: "payStatus", Dove: func(v string) error {
			var s string
			if err := testoJSON(&s, 1, maxTesto140)(v); err != nil {
				return err
			}
			var noto bool
			if r.Esito, noto = EsitoFdR3(s); !noto {
				l.avverti(AvvertenzaPayStatus, "payStatus", "data.payStatus", s)
			}
			return nil
		}, Obbligatorio: true},
		{Nome: "payDate", Dove: daTesto(&r.Data, CodiceData, giornoDiRoma), Obbligatorio: true},
	}
	return func(i int, v string) error {
		g = PagamentoFdR3{}
		if err := l.oggetto("["+strconv.Itoa(i)+"]", "data.", v, campi); err != nil {
			return err
		}
		if !importoDiRiga(r.Importo, r.Esito) {
			return membri.Dentro("pay", membri.Rifiuta(CodiceImporto, r.Importo.String(), ErrSchema))
		}
		r.Indice = avviso.Indice(indice)
		p.Pagamenti = append(p.Pagamenti, g)
		return nil
	}
}
