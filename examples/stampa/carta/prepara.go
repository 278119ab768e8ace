package carta

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/quietanza/quietanza/avviso"
)

// Scelte are what the caller asks of the pages.
type Scelte struct {
	Giorno      avviso.Data                      // that the file bears
	Bollettino  string                           // auto (also ""), si, no
	Rigoroso    bool                             // a wrong check digit is refused
	FronteRetro bool                             // each notice begins on a front
	Stemma      func(avviso.IdDominio) *Immagine // emblem of a body, nil for none
	Marchi      map[string]*Immagine             // pagopa, posteitaliane, bancoposta, bollettino
	Testi       Testi                            // in place of the official ones, or further languages
}

// pagamento is one payment of a notice with its codes as symbols: those that are
// nil are not printed.
type pagamento struct {
	avviso.Sezione
	campo      string
	qr         simbolo
	dataMatrix *simbolo
}

// Pronto is a notice ready to be drawn.
type Pronto struct {
	Avviso avviso.Avviso

	pagamenti         []pagamento
	unica             *pagamento   // of the whole
	rate              []*pagamento // boxes
	scontato, ridotto *pagamento
	postale           bool // some payment has its slip
	totale            avviso.Importo
	lingue            lingue
	scelte            Scelte
}

// Prepara checks a notice and makes its codes. What is wrong is an error, what a person
// may want to see is the second result.
func Prepara(a avviso.Avviso, sc Scelte) (*Pronto, []string, error) {
	if err := a.Valida(); err != nil {
		return nil, nil, err
	}
	d := &Pronto{Avviso: a, scelte: sc}
	var note []string
	for _, av := range a.Avvertenze() {
		note = append(note, av.String())
	}
	for i, r := range a.Rate {
		campo := fmt.Sprintf("rate[%d]", i)
		if sc.Rigoroso {
			if _, err := avviso.ParseNumeroAvvisoRigoroso(r.NumeroAvviso.String()); err != nil {
				return nil, nil, fmt.Errorf("%s: %w", campo, err)
			}
		}
		s, err := a.Sezione(r)
		if err != nil {
			return nil, nil, err
		}
		p := pagamento{Sezione: s, campo: campo}
		if p.qr, err = codiceQR(s.QRCode); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", campo, err)
		}
		slip, nota := slipDi(s, sc.Bollettino)
		if nota != "" {
			note = append(note, "BOLLETTINO "+campo+": "+nota)
		}
		if slip {
			dm, err := codiceDataMatrix(s.Bollettino.DataMatrix)
			if err != nil {
				return nil, nil, fmt.Errorf("%s: %w", campo, err)
			}
			if dm.modulo < moduloDMMin {
				note = append(note, fmt.Sprintf("DATA_MATRIX %s: modulo di %.2f mm", campo, dm.modulo))
			}
			p.dataMatrix, d.postale = &dm, true
		}
		d.pagamenti = append(d.pagamenti, p)
	}
	d.ripartisci()
	var err error
	if d.totale, err = a.Totale(); err != nil {
		return nil, nil, err
	}
	var nota string
	if d.lingue, nota = nuoveLingue(sc.Testi.con(), a.Lingua); nota != "" {
		note = append(note, nota)
	}
	return d, append(append(note, d.osservazioni()...), nonDisegnabili(a)...), nil
}

// slipDi says whether a payment has its postal slip, and why not.
func slipDi(s avviso.Sezione, modo string) (bool, string) {
	b := s.Bollettino
	switch {
	case modo == "no" || s.OltreDieciCifre():
		return false, ""
	case !b.IsValid() && modo == "si":
		return false, "il conto non è postale, la sezione è omessa"
	case !b.IsValid():
		return false, ""
	case b.Autorizzazione != "":
		return true, ""
	case modo == "si":
		return true, "stampato senza autorizzazione di Poste Italiane"
	}
	return false, "manca l'autorizzazione di Poste Italiane, la sezione è omessa"
}

// ripartisci tells the whole, the instalments and the amounts with a condition apart.
func (d *Pronto) ripartisci() {
	for i := range d.pagamenti {
		p := &d.pagamenti[i]
		switch r := p.Rata; {
		case r.Soglia.Tipo == "SCONTATO" && d.scontato == nil:
			d.scontato = p
		case r.Soglia.Tipo == "RIDOTTO" && d.ridotto == nil:
			d.ridotto = p
		case r.Numero == 0 && r.Soglia.IsZero() && d.unica == nil:
			d.unica = p
		default:
			d.rate = append(d.rate, p)
		}
	}
}

// osservazioni tells what does not follow the model.
func (d *Pronto) osservazioni() []string {
	var note []string
	dillo := func(s string, a ...any) { note = append(note, fmt.Sprintf(s, a...)) }
	a := d.Avviso
	if o := a.Oggetto; strings.ToUpper(o) == o && strings.ToLower(o) != o {
		dillo("MAIUSCOLE oggetto: il modello vuole maiuscola la sola iniziale")
	}
	if c := strings.ToLower(a.Ente.CanaleFisico); strings.Contains(c, "www.") || strings.Contains(c, "http") {
		dillo("INDIRIZZO_WEB ente.canaleFisico: il modello non vuole indirizzi web")
	}
	switch a.Ente.CanaleOnline {
	case "", "sito", "app", "sito o app":
	default:
		dillo("CANALE ente.canaleOnline: %q non è sito, app o sito o app, è omesso", a.Ente.CanaleOnline)
	}
	for _, p := range d.pagamenti {
		if p.Rata.Etichetta != "" {
			dillo("ETICHETTA %s.etichetta: non è del modello ufficiale", p.campo)
		}
	}
	if a.Informativa != nil || a.Lingua.Informativa != nil {
		dillo("INFORMATIVA informativa: non è del modello ufficiale")
	}
	if (d.scontato != nil || d.ridotto != nil) && len(a.Dettaglio) > 0 {
		dillo("DETTAGLIO dettaglio: il modello per il Codice della Strada non ne ha il posto, non è stampato")
	}
	if d.scontato != nil && d.ridotto != nil && d.scontato.Rata.Importo.Compare(d.ridotto.Rata.Importo) >= 0 {
		dillo("IMPORTO: lo scontato non è minore del ridotto")
	}
	if d.unica != nil && len(d.rate) >= molte && !d.postale {
		dillo("RATE: da %d rate il modello ufficiale non ha il pagamento intero, che è stampato lo stesso", molte)
	}
	if len(d.rate) > 0 && d.rate[0].Rata.Soglia.Tipo != "" {
		dillo("SOGLIA: il modello ufficiale non ha importi entro e oltre un numero di giorni")
	}
	if _, nota := d.scelte.stemma(a.Ente.IdDominio); nota != "" {
		note = append(note, nota)
	}
	return note
}

// nonDisegnabili tells the characters of a notice that the fonts cannot draw.
func nonDisegnabili(a avviso.Avviso) []string {
	campi := [][2]string{
		{"ente.nome", a.Ente.Nome},
		{"ente.settore", a.Ente.Settore},
		{"ente.informazioni", a.Ente.Informazioni},
		{"ente.canaleFisico", a.Ente.CanaleFisico},
		{"ente.intestatarioConto", a.Ente.IntestatarioConto},
		{"ente.autorizzazione", a.Ente.Autorizzazione},
		{"debitore.identificativo", a.Debitore.Identificativo},
		{"debitore.nome", a.Debitore.Nome},
		{"debitore.indirizzo", a.Debitore.Indirizzo},
		{"debitore.localita", a.Debitore.Localita},
		{"oggetto", a.Oggetto},
		{"lingua.oggetto", a.Lingua.Oggetto},
	}
	for i, r := range a.Rate {
		campi = append(campi, [2]string{fmt.Sprintf("rate[%d].etichetta", i), r.Etichetta})
	}
	var note []string
	for _, c := range campi {
		if nota := notaPersi(c[0], c[1]); nota != "" {
			note = append(note, nota)
		}
	}
	return note
}

// destinatario returns the debtor's name, "" for one who is not known.
func (d *Pronto) destinatario() string {
	if b := d.Avviso.Debitore; !avviso.Anonimo(b.Nome) {
		return b.Nome
	}
	return ""
}

func (d *Pronto) fiscaleDebitore() string {
	if b := d.Avviso.Debitore; !avviso.Anonimo(b.Identificativo) {
		return strings.ToUpper(b.Identificativo)
	}
	return ""
}

// importo returns an amount as the language of the notice writes it.
func (d *Pronto) importo(i avviso.Importo) string {
	s := i.Italiano()
	if d.lingue.sola && d.lingue.codice == "en" {
		s = strings.Map(func(r rune) rune {
			switch r {
			case '.':
				return ','
			case ',':
				return '.'
			}
			return r
		}, s)
	}
	return s
}

// titolo returns the title of a payment: "Rata unica", "Rata 2", "Entro 10 giorni".
func (d *Pronto) titolo(p *pagamento) []frase {
	switch r := p.Rata; {
	case r.Etichetta != "", !r.Soglia.IsZero():
		return []frase{{testo: p.Titolo}}
	case r.Numero == 0:
		return d.lingue.frasi("rataUnica")
	default:
		return d.lingue.frasi("rata", "{n}", fmt.Sprint(r.Numero))
	}
}

// conData adds the date to a title, where there is one.
func (d *Pronto) conData(p *pagamento) []frase {
	ff := d.titolo(p)
	if p.Scadenza == "" || p.Rata.Soglia.Tipo != "" {
		return ff
	}
	entro := d.lingue.frasi("scadenza.altrove")
	for i := range ff {
		ff[i].testo += " " + entro[min(i, len(entro)-1)].testo + " " + p.Scadenza
	}
	return ff
}

// parteNome joins what is printed of the parts of an information.
func unaRiga(s string) string {
	return strings.Join(strings.FieldsFunc(s, unicode.IsSpace), " ")
}
