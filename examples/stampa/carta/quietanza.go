package carta

import (
	"errors"
	"fmt"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
)

// Quietanza is the body's own discharge: that a sum was collected, and for what.
//
// Source: GovPay, QuietanzaPagamento, its fields.
type Quietanza struct {
	Ente               EnteQuietanza   `json:"ente"`
	Debitore           Soggetto        `json:"debitore"`
	Pagatore           Soggetto        `json:"pagatore,omitzero"` // who paid, when another
	Oggetto            string          `json:"oggetto"`
	NumeroAvviso       string          `json:"numeroAvviso,omitzero"` // 18 digits, or the IUV alone
	IUV                string          `json:"iuv,omitzero"`
	Voci               []VoceQuietanza `json:"voci"`
	DataPagamento      avviso.Data     `json:"dataPagamento"`
	PSP                string          `json:"psp,omitzero"`
	DataIncasso        avviso.Data     `json:"dataIncasso"`
	RiferimentoIncasso string          `json:"riferimentoIncasso"` // of the treasurer: quietanza, provvisorio, TRN
	Numero             string          `json:"numero"`
	Data               avviso.Data     `json:"data"`
	Firmatario         string          `json:"firmatario,omitzero"`
	Nota               string          `json:"nota,omitzero"` // the body's own words: stamp duty, exemption
}

// EnteQuietanza is the body that gives the discharge.
type EnteQuietanza struct {
	IdDominio avviso.IdDominio `json:"idDominio"`
	Nome      string           `json:"nome"`
	Settore   string           `json:"settore,omitzero"`
}

// Soggetto is a person or body.
type Soggetto struct {
	Identificativo string `json:"identificativo,omitzero"`
	Nome           string `json:"nome"`
}

// VoceQuietanza is one item that was collected.
type VoceQuietanza struct {
	Causale string         `json:"causale"`
	Importo avviso.Importo `json:"importo"`
	IUR     string         `json:"iur,omitzero"`
}

// errNonQuietanzabile is a position that has no discharge yet.
var errNonQuietanzabile = errors.New("la pendenza non è incassata, o ha un'anomalia: non ha quietanza")

// NuovaQuietanza returns the discharge of a position: q with what the position and its
// collected payments say. It is
// refused unless the position is Quietanzabile.
func NuovaQuietanza(q Quietanza, p *pendenza.Pendenza) (Quietanza, error) {
	if !p.Quietanzabile() {
		return Quietanza{}, errNonQuietanzabile
	}
	q.Ente.IdDominio, q.Oggetto, q.Voci = p.IdDominio, p.Causale, nil
	if s := p.SoggettoPagatore; s != nil {
		q.Debitore = Soggetto{s.Identificativo, s.Anagrafica}
	}
	if p.NumeroAvviso.IsValid() {
		q.NumeroAvviso = p.NumeroAvviso.String()
	}
	q.IUV = p.IUV.String()
	for i := range p.Pagamenti {
		g := &p.Pagamenti[i]
		if !g.Incassato || g.Stornato || g.Duplicato {
			continue
		}
		v := VoceQuietanza{p.Causale, g.Importo, g.IUR}
		if n := int(g.Indice); n >= 1 && n <= len(p.Voci) && p.Voci[n-1].Descrizione != "" {
			v.Causale = p.Voci[n-1].Descrizione
		}
		q.Voci = append(q.Voci, v)
		if g.Data.IsValid() && (!q.DataPagamento.IsValid() || g.Data.Dopo(q.DataPagamento)) {
			q.DataPagamento = g.Data
		}
	}
	return q, q.Valida()
}

// ParseQuietanza reads the JSON of a discharge, strictly.
func ParseQuietanza(b []byte) (Quietanza, error) {
	var q Quietanza
	if err := membri.Parse(b, &q); err != nil {
		return Quietanza{}, err
	}
	return q, q.Valida()
}

// Valida refuses a discharge that lacks what it must say.
func (q Quietanza) Valida() error {
	var ee []error
	for _, c := range []struct {
		campo string
		ok    bool
	}{
		{"ente.idDominio", q.Ente.IdDominio.IsValid()},
		{"ente.nome", q.Ente.Nome != ""},
		{"debitore.nome", q.Debitore.Nome != ""},
		{"oggetto", q.Oggetto != ""},
		{"numeroAvviso o iuv", q.NumeroAvviso+q.IUV != ""},
		{"voci", len(q.Voci) > 0},
		{"dataPagamento", q.DataPagamento.IsValid()},
		{"dataIncasso", q.DataIncasso.IsValid()},
		{"riferimentoIncasso", q.RiferimentoIncasso != ""},
		{"numero", q.Numero != ""},
		{"data", q.Data.IsValid()},
	} {
		if !c.ok {
			ee = append(ee, fmt.Errorf("quietanza: %s: obbligatorio", c.campo))
		}
	}
	if q.NumeroAvviso != "" {
		if _, err := avviso.ParseNumeroAvviso(q.NumeroAvviso); err != nil {
			ee = append(ee, fmt.Errorf("quietanza: numeroAvviso: %w", err))
		}
	}
	if q.DataIncasso.IsValid() && q.Data.IsValid() && q.DataIncasso.Dopo(q.Data) {
		ee = append(ee, errors.New("quietanza: dataIncasso: dopo la data della quietanza"))
	}
	for i, v := range q.Voci {
		if v.Importo.Segno() <= 0 {
			ee = append(ee, fmt.Errorf("quietanza: voci[%d].importo: non è maggiore di zero", i))
		}
	}
	_, err := q.totale()
	return errors.Join(append(ee, err)...)
}

func (q Quietanza) totale() (avviso.Importo, error) {
	return avviso.TotaleDi(func(yield func(avviso.Importo) bool) {
		for _, v := range q.Voci {
			if !yield(v.Importo) {
				return
			}
		}
	}).Importo()
}

// Nome returns the name of the file, without extension.
func (q Quietanza) Nome() string {
	codice := q.NumeroAvviso
	if codice == "" {
		codice = q.IUV
	}
	return "quietanza_" + q.Ente.IdDominio.String() + "_" + nomeSicuro(codice)
}

// ComponiQuietanza draws a discharge, which must be valid.
func ComponiQuietanza(q Quietanza, sc Scelte) Esito {
	f := &documentoCarta{
		foglio: nuovoFoglio(), scelte: sc, dominio: q.Ente.IdDominio.String(), nome: q.Ente.Nome, titolo: "Quietanza di pagamento",
		capo: strings.ToUpper(q.Ente.Nome),
	}
	var note []string
	f.note = func(n string) { note = append(note, n) }
	for _, c := range [][2]string{{"oggetto", q.Oggetto}, {"debitore.nome", q.Debitore.Nome}, {"ente.nome", q.Ente.Nome}, {"nota", q.Nota}} {
		if n := notaPersi(c[0], c[1]); n != "" {
			note = append(note, n)
		}
	}
	f.apri("Sect")
	f.apreCarta(false)
	q.stampa(f)
	f.chiudi()
	return Esito{
		PDF: f.pdf("Quietanza di pagamento n. "+q.Numero, italiano, sc.Giorno), Pagine: len(f.pagine), Note: [][]string{note},
	}
}

func (q Quietanza) stampa(f *documentoCarta) {
	totale, _ := q.totale()
	f.sezione("QUIETANZA N. "+q.Numero, q.Data.Italiana())
	fiscale := ""
	if c := q.Debitore.Identificativo; c != "" && !avviso.Anonimo(c) {
		fiscale = ", codice fiscale " + c + ","
	}
	f.capoverso(sIndirizzo, fmt.Sprintf("%s attesta di avere riscosso da %s%s la somma di euro %s a saldo di: %s.",
		q.Ente.Nome, q.Debitore.Nome, fiscale, totale.Italiano(), strings.TrimRight(q.Oggetto, ". ")))
	if p := q.Pagatore; p.Nome != "" {
		chi := p.Nome
		if p.Identificativo != "" {
			chi += ", codice fiscale " + p.Identificativo
		}
		f.capoverso(sDieci, "Pagamento eseguito da "+chi+".")
	}
	f.y += 3
	f.sezione("VOCI", "Totale "+totale.Italiano()+" €")
	var voci []rigaVoce
	for _, v := range q.Voci {
		voci = append(voci, rigaVoce{causale: v.Causale, iur: v.IUR, importo: v.Importo})
	}
	f.tabella(voci)
	f.sezione("RIFERIMENTI", "")
	codice := ""
	if n, err := avviso.ParseNumeroAvviso(q.NumeroAvviso); err == nil {
		codice = n.Visuale()
	}
	f.righeDi([]float64{95, 95}, campoCarta{"Ente creditore", q.Ente.Nome, sTitolo}, campoCarta{"Codice fiscale", q.Ente.IdDominio.String(), sFiscale},
		campoCarta{"Ufficio", q.Ente.Settore, sDieci}, campoCarta{"Gestore della transazione (PSP)", q.PSP, sDieci},
		campoCarta{"Codice avviso", codice, sCodice}, campoCarta{"IUV", q.IUV, sCodice},
		campoCarta{"Data del pagamento", q.DataPagamento.Italiana(), sDieci}, campoCarta{"Data dell’incasso", q.DataIncasso.Italiana(), sDieci},
		campoCarta{"Riferimento dell’incasso", q.RiferimentoIncasso, sDieci})
	if q.Nota != "" {
		f.capoverso(sTesto, q.Nota)
	}
	if q.Firmatario != "" {
		f.spazio(20)
		f.elemento("P", func() { f.destra(sDieci, destraFondo, f.y+10, q.Firmatario) })
		f.y += 14
	}
}
