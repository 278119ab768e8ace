package quadro

import (
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
)

// Destinatario is whom to ask.
type Destinatario int

// Whom to ask, in the order in which the cases are told.
const (
	PSP Destinatario = iota + 1
	Nodo
	Banca
	Ufficio
)

// String returns what a person reads.
func (d Destinatario) String() string {
	if d < PSP || d > Ufficio {
		return ""
	}
	return [...]string{"Al PSP", "Al Nodo (pagoPA)", "Alla banca o al tesoriere", "Nel proprio ufficio"}[d-PSP]
}

const pagatoDuePiuVolte = "pagato più di una volta: il doppione va restituito o imputato, prima di quietanzare"

// Voce is one thing that a person must look at.
type Voce struct {
	AChi    Destinatario
	Cosa    string // what is to be done, the same for all the cases of a kind
	Oggetto string // kind of object and class
	Chiave  string // what names it
	Motivo  string // why, in plain Italian
	Dominio avviso.IdDominio
	Importo avviso.Importo
	Dipende bool   // on something that is not here, and was perhaps in what could not be read
	caso    string // what the things that have one cause have in common
}

// Caso is what a person does once: the things that have one cause.
type Caso struct {
	Voce  // the one that says what to do
	Altre []Voce
}

// raccogliCasi gathers what is to be looked at by cause, in the order of whom to ask, of what to do
// and of the amount, the largest first.
func raccogliCasi(voci []Voce) []Caso {
	var casi []Caso
	dove := make(map[string]int)
	for _, v := range voci {
		if i, noto := dove[v.caso]; noto && v.caso != "" {
			c := &casi[i]
			c.Altre = append(c.Altre, v)
			if v.Cosa == pagatoDuePiuVolte { // says more than the class of a row
				c.AChi, c.Cosa = v.AChi, v.Cosa
			}
			continue
		}
		dove[v.caso] = len(casi)
		casi = append(casi, Caso{Voce: v})
	}
	slices.SortStableFunc(casi, func(a, b Caso) int {
		if a.AChi != b.AChi {
			return int(a.AChi - b.AChi)
		}
		if n := strings.Compare(a.Cosa, b.Cosa); n != 0 {
			return n
		}
		return b.Importo.Compare(a.Importo)
	})
	return casi
}

// Generi divides the cases, which are in order, into those in which the same is to be done.
func Generi(casi []Caso) [][]Caso {
	var gruppi [][]Caso
	for i, c := range casi {
		if i > 0 && casi[i-1].AChi == c.AChi && casi[i-1].Cosa == c.Cosa {
			gruppi[len(gruppi)-1] = append(gruppi[len(gruppi)-1], c)
		} else {
			gruppi = append(gruppi, []Caso{c})
		}
	}
	return gruppi
}

// The causes: a flow with its credits, a payment with its row, receipt and position.

func casoFlusso(f *rendicontazione.EsitoFlusso) string {
	return "flusso|" + f.IdDominio.String() + "|" + f.IDFlusso
}

func casoPagamento(d avviso.IdDominio, iuv string) string {
	return "pagamento|" + d.String() + "|" + iuv
}

func casoMovimento(r *rendicontazione.Report, i int) string {
	m := &r.Movimenti[i]
	if n, ok := r.FlussoDi(i); ok && r.Flussi[n].Classe.RichiedeIntervento() {
		return casoFlusso(&r.Flussi[n])
	}
	if m.IUVTrovato != "" {
		return casoPagamento(m.IdDominio, m.IUVTrovato)
	}
	return ""
}

func casoConflitto(c *rendicontazione.Conflitto) string {
	if k, err := rendicontazione.ParseChiaveRicevuta(c.Chiave); err == nil && c.Tipo == rendicontazione.OggettoRicevuta {
		return casoPagamento(k.IdDominio, k.IUV)
	}
	return ""
}

// daFare is what the class asks for or, where it asks nothing, the first flag that does.
func daFare(classe bool, spiegazione string, segnali rendicontazione.Segnali) string {
	if segnali.Contiene(rendicontazione.SegnaleDoppio) {
		return pagatoDuePiuVolte
	}
	if classe {
		return spiegazione
	}
	for s := range segnali.Tutti() {
		if s.RichiedeIntervento() {
			return s.Spiegazione()
		}
	}
	return spiegazione
}

// dipendeMovimento and dipendeRiga are the classes that say that something is not here.
var (
	dipendeMovimento = map[rendicontazione.ClasseMovimento]bool{
		rendicontazione.MovimentoFlussoNonTrovato: true, rendicontazione.MovimentoIUVNonTrovato: true, rendicontazione.MovimentoImportoDiverso: true,
	}
	dipendeRiga = map[rendicontazione.ClasseRiga]bool{rendicontazione.RigaSenzaRicevuta: true, rendicontazione.RigaPendenzaSconosciuta: true}
)

func chiMovimento(m *rendicontazione.EsitoMovimento) Destinatario {
	switch m.Classe {
	case rendicontazione.MovimentoFlussoNonTrovato, rendicontazione.MovimentoIUVNonTrovato:
		return Nodo
	case rendicontazione.MovimentoFlussoAnomalo, rendicontazione.MovimentoFlussoGiaRiconciliato, rendicontazione.MovimentoImportoDiverso,
		rendicontazione.MovimentoPagamentoGiaRiconciliato, rendicontazione.MovimentoRestituzione:
		return PSP
	case rendicontazione.MovimentoCausaleIlleggibile, rendicontazione.MovimentoIUVAmbiguo:
		return Ufficio
	}
	return Banca // reversals, and what flags of reversals concern
}

func chiRiga(c rendicontazione.ClasseRiga, s rendicontazione.Segnali) Destinatario {
	switch {
	case s.Contiene(rendicontazione.SegnaleDoppio), c == rendicontazione.RigaSenzaRicevutaMultivoce, c == rendicontazione.RigaPendenzaSconosciuta:
		return Ufficio
	case c == rendicontazione.RigaSenzaRicevuta, c == rendicontazione.RigaPagamentoAmbiguo, !c.RichiedeIntervento():
		return Nodo
	}
	return PSP
}

func chiRicevuta(c rendicontazione.ClasseRicevuta, s rendicontazione.Segnali) Destinatario {
	switch {
	case s.Contiene(rendicontazione.SegnaleDoppio), c == rendicontazione.RicevutaRevocata, s.Contiene(rendicontazione.SegnalePendenzaMancante):
		return Ufficio
	case c.RichiedeIntervento():
		return PSP
	case s.Contiene(rendicontazione.SegnaleTrattenuto), s.Contiene(rendicontazione.SegnaleStornoDubbio):
		return Banca
	}
	return PSP
}

// flussiRipresi gives the case of the flow to the items whose only trouble is that the credit of
// their flow was taken back.
func flussiRipresi(r *rendicontazione.Report) map[int]string {
	ripresi := make(map[int]string)
	for i := range r.Righe {
		n, ok := r.RicevutaDi(i)
		if !ok || r.Ricevute[n].Classe.RichiedeIntervento() || r.Ricevute[n].Segnali.Contiene(rendicontazione.SegnaleDoppio) {
			continue
		}
		if f := &r.Flussi[r.Righe[i].Flusso]; f.Classe.RichiedeIntervento() {
			ripresi[n] = casoFlusso(f)
		}
	}
	return ripresi
}
