package main

import (
	"fmt"
	"html/template"
	"image/color"
	"strings"
	"time"

	"github.com/boombuler/barcode/qr"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

// vistaDebito is a debt as a citizen sees it.
type vistaDebito struct {
	ID, Causale, Importo, Scadenza, Nota string
	Avviso, NumeroAvviso                 string // as printed, and its digits
	IUV                                  string
	Stato, Classe, Spiega                string
	StatoUfficiale                       string
	Pagabile, Aperto                     bool
	Insieme                              bool // may be paid with others, in the list
	Pagato                               string
	Motivo                               string
	Voci                                 []vistaVoce
	Pagamenti                            []vistaPagamento
}

type vistaVoce struct {
	Descrizione, Importo string
	Bollo, Pagata        bool
}

type vistaPagamento struct {
	ID, Pagina, Quando, Tipo, PSP string
	Esito, Classe, Email          string
	Attesa                        bool
	EsitoUfficiale, Importo, IUR  string
	Concluso, Prossimo            string
	Documenti                     []documento
	Ricevuta                      string // its file name, "" before it comes
	Riprendi, RiprendiTesto       string
}

func (b *banco) vedi(d *debito, adesso time.Time) vistaDebito {
	p := &d.p
	v := vistaDebito{
		ID: p.IDPendenza, Causale: p.Causale, Importo: p.Importo.Italiano(), Scadenza: p.DataScadenza.Italiana(),
		Avviso: p.NumeroAvviso.Visuale(), NumeroAvviso: p.NumeroAvviso.String(), IUV: p.IUV.String(), Motivo: p.Motivo,
	}
	if !p.DataScadenza.IsValid() {
		v.Scadenza = "senza scadenza"
	}
	if p.Documento != nil {
		v.Nota = "In alternativa alle rate"
		if p.Documento.Rata > 0 {
			v.Nota = "In alternativa alla soluzione unica"
		}
	}
	stato, _ := p.StatoEffettivo(avviso.DataDi(adesso))
	v.StatoUfficiale = stato.String()
	e := etichette[stato.String()]
	v.Stato, v.Classe, v.Spiega = e[0], e[1], e[2]
	verifica := b.verifica(d, adesso)
	v.Pagabile = verifica.Esito == pendenza.Pagabile
	v.Aperto = stato == pendenza.StatoEffettivo{Stato: pendenza.NonEseguita}
	if stato.Stato == pendenza.NonEseguita && !stato.Anomala && pendenza.AlternativaPagata(p, b.documento(d)) {
		// Also when it has expired: what is no longer due does not expire.
		v.Stato, v.Classe, v.Spiega = "Non più dovuto", "chiuso", "È stata pagata l'altra modalità di pagamento."
		v.Aperto = false
	}
	if v.Aperto && verifica.Esito == pendenza.InCorso {
		v.Stato, v.Classe, v.Spiega = "Pagamento in corso", "attesa", "Un pagamento è in corso: finché non ha un esito non se ne può iniziare un altro."
	}
	if pagato, err := p.ImportoPagato(); err == nil && !pagato.IsZero() {
		v.Pagato = pagato.Italiano()
	}
	for i := range p.Voci {
		x := &p.Voci[i]
		v.Voci = append(v.Voci, vistaVoce{x.Descrizione, x.Importo.Italiano(), x.TipoBollo != "", x.Eseguita})
	}
	for i := len(d.pagamenti) - 1; i >= 0; i-- {
		v.Pagamenti = append(v.Pagamenti, d.pagamenti[i].vedi(adesso))
	}
	return v
}

// etichette are the states in a citizen's words: label, look, explanation.
var etichette = map[string][3]string{
	"BOZZA":             {"In preparazione", "chiuso", "L'ufficio non lo ha ancora pubblicato."},
	"NON_ESEGUITA":      {"Da pagare", "aperto", ""},
	"ESEGUITA_PARZIALE": {"Pagato in parte", "avviso", "Una parte delle voci è stata pagata: l'ufficio ti contatterà per il resto."},
	"ESEGUITA":          {"Pagato", "fatto", ""},
	"INCASSATA":         {"Pagato", "fatto", "L'importo è sul conto dell'ente."},
	"ANNULLATA":         {"Annullato", "chiuso", "L'ufficio ha annullato questo debito: non va pagato."},
	"TRASFERITA":        {"Trasferito", "chiuso", "La competenza è passata a un altro ente."},
	"SCADUTA":           {"Scaduto", "errore", "Il termine per pagarlo è passato: rivolgiti all'ufficio."},
	"ANOMALA":           {"In verifica", "avviso", "È arrivato più di quanto dovuto: l'ufficio lo sta verificando."},
}

// esiti are the outcomes in a citizen's words: label, look.
var esiti = map[rpt.CodiceEsitoPagamento][2]string{
	rpt.PagamentoEseguito:             {"Pagamento eseguito", "fatto"},
	rpt.PagamentoNonEseguito:          {"Pagamento non eseguito", "errore"},
	rpt.PagamentoParzialmenteEseguito: {"Pagamento eseguito in parte", "avviso"},
	rpt.DecorrenzaTermini:             {"Pagamento scaduto senza risposta", "errore"},
	rpt.DecorrenzaTerminiParziale:     {"Pagamento scaduto in parte senza risposta", "avviso"},
}

var nomiTipo = map[int]string{1: "tipo 1, dal portale, esito immediato", 2: "tipo 2, dal portale, esito differito", 3: "tipo 3, presso il prestatore, con l'avviso"}

// pagina returns where the outcome of the attempt is shown.
func (p *pagamento) pagina() string {
	switch {
	case p.carrello != nil:
		return p.carrello.pagina()
	case p.tipo == 3:
		return "/psp/pagamento/" + p.id
	}
	return "/pagamento/" + p.id
}

func (p *pagamento) vedi(adesso time.Time) vistaPagamento {
	v := vistaPagamento{ID: p.id, Pagina: p.pagina(), Quando: istante(p.iniziato), Tipo: nomiTipo[p.tipo], PSP: "da scegliere", IUR: p.iur, Email: p.email, Documenti: p.documenti}
	switch {
	case p.psp != nil:
		v.PSP = p.psp.Nome
	case !p.aperto():
		v.PSP, v.Tipo = "nessuno: non è stato scelto", "dal portale"
	default:
		v.Tipo = "dal portale"
	}
	if p.carrello != nil {
		v.Tipo = "dal portale, su Checkout"
	}
	if p.storico {
		v.Tipo += " (modello storico)"
	}
	if !p.concluso.IsZero() {
		v.Concluso = istante(p.concluso)
	}
	if t, ok := p.prossimo(); ok {
		v.Prossimo = istante(t)
	}
	switch {
	case p.ricevuto():
		e := esiti[p.esito]
		v.Ricevuta = p.documenti[len(p.documenti)-1].Nome
		v.Esito, v.Classe, v.EsitoUfficiale = e[0], e[1], string(p.esito)+" – "+p.esito.Testo()
	case p.rifiutato:
		v.Esito, v.Classe = "Pagamento rifiutato dal prestatore", "errore"
	case !p.aperto():
		v.Esito, v.Classe = "Tentativo scaduto", "errore"
	default:
		v.Esito, v.Classe, v.Attesa = "In attesa dell'esito", "attesa", true
		v.Riprendi, v.RiprendiTesto = p.riprendi()
	}
	v.Importo = p.pagato().Italiano()
	return v
}

// sportello is where the citizen chooses what the PSP answers.
func (p *pagamento) sportello() string {
	if p.tipo == 3 {
		return p.pagina()
	}
	return "/sportello/" + p.id
}

// riprendi returns the page where a citizen who left can go on.
func (p *pagamento) riprendi() (dove, testo string) {
	switch {
	case !p.aperto():
		return p.pagina(), "Vai all'esito"
	case p.carrello != nil:
		return p.pagina(), "Controlla l'esito"
	case p.tipo == 3:
		return p.pagina(), "Continua dal prestatore"
	case p.psp == nil:
		return "/wisp/" + p.id, "Continua: scegli il prestatore"
	case p.alPSP.IsZero():
		return "/conferma/" + p.id, "Continua: conferma il pagamento"
	case p.scelta == "":
		return "/sportello/" + p.id, "Continua dal prestatore"
	}
	return p.pagina(), "Controlla l'esito"
}

// pagato sums what the receipt of the attempt brought.
func (p *pagamento) pagato() avviso.Importo {
	ccp := p.id
	if !p.nuovo() {
		ccp = p.rpt.DatiVersamento.CodiceContestoPagamento
	}
	somma, err := avviso.TotaleDi(func(yield func(avviso.Importo) bool) {
		for _, g := range p.debito.p.Pagamenti {
			if g.CCP == ccp && !yield(g.Importo) {
				return
			}
		}
	}).Importo()
	if err != nil {
		return avviso.Importo{}
	}
	return somma
}

// vistaAvviso is a notice: what is printed, and its QR code.
type vistaAvviso struct {
	Avviso    avviso.Avviso
	Rata      avviso.Rata
	Debito    vistaDebito
	Importo   string
	Codice    string // in groups of four
	TestoQR   string
	Lato      int    // modules of a side, the quiet zone included
	TracciaQR string // its dark modules, as the data of an SVG path
}

func (b *banco) vediAvviso(d *debito, adesso time.Time) (vistaAvviso, error) {
	a := pendenza.Avviso(b.ente, func(yield func(*pendenza.Pendenza) bool) { yield(&d.p) })
	v := vistaAvviso{Avviso: a, Rata: a.Rate[0], Debito: b.vedi(d, adesso), Importo: d.p.Importo.Italiano(), Codice: d.p.NumeroAvviso.Visuale()}
	testo, err := avviso.QRCode{NumeroAvviso: d.p.NumeroAvviso, IdDominio: d.p.IdDominio, Importo: d.p.Importo}.Testo()
	if err != nil {
		return v, err
	}
	v.TestoQR = testo
	v.Lato, v.TracciaQR, err = tracciaQR(testo)
	return v, err
}

// tracciaQR draws the symbol of a notice, its quiet zone of four modules around.
func tracciaQR(testo string) (lato int, traccia string, err error) {
	const quiete = 4
	s, err := qr.Encode(testo, qr.M, qr.Unicode)
	if err != nil {
		return 0, "", err
	}
	var b strings.Builder
	n := s.Bounds().Dx()
	for y := range n {
		for x := range n {
			if s.At(x, y) == color.Black {
				fmt.Fprintf(&b, "M%d %dh1v1h-1z", x+quiete, y+quiete)
			}
		}
	}
	return n + 2*quiete, b.String(), nil
}

// vistaMacchina is a machine of a debt with its picture.
type vistaMacchina struct {
	ID, Nome, Stato, Nota string
	Disegno               template.HTML
	Mermaid               string
}
