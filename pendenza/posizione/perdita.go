package posizione

import "github.com/quietanza/quietanza/avviso"

// Perdita is what one side says and the other cannot hold.
type Perdita struct {
	Campo  string `json:"campo"`            // path in what was given
	Valore string `json:"valore,omitempty"` // as it stood there, "" for a whole object
	Motivo string `json:"motivo"`           // Italian
}

// Reasons of a Perdita.
const (
	senzaPosto     = "nessun membro corrispondente"
	senzaUnita     = "l'ufficio ha solo un nome"
	dopoGiorno     = "l'istante non è la fine né l'inizio di un giorno"
	nonScade       = "le opzioni scadono tutte o nessuna: la data resta quella stampata"
	soloPostale    = "il conto di appoggio deve essere postale"
	troppiDati     = "al massimo dieci coppie"
	nomePosto      = "il nome diventa il numero del transfer"
	nomeIUV        = "il nome diventa lo IUV"
	entrataRisolta = "sostituito dal conto e dalla categoria dell'entrata"
	compresa       = "già compresa nell'importo"
	altraForma     = "forma diversa da quella della pendenza"
)

// perdite collects what gets lost.
type perdite []Perdita

func (p *perdite) aggiungi(campo, valore, motivo string) {
	*p = append(*p, Perdita{campo, valore, motivo})
}

// se adds a text that is there.
func (p *perdite) se(campo, valore string) {
	if valore != "" {
		p.aggiungi(campo, valore, senzaPosto)
	}
}

func (p *perdite) data(campo string, d avviso.Data) {
	if d.IsValid() {
		p.aggiungi(campo, d.String(), senzaPosto)
	}
}

func (p *perdite) presente(campo string, c bool) {
	if c {
		p.aggiungi(campo, "", senzaPosto)
	}
}

func (p *perdite) altri(dove string, a avviso.Altri) {
	for nome, v := range a.Tutti() {
		p.aggiungi(sotto(dove, nome), string(v), senzaPosto)
	}
}
