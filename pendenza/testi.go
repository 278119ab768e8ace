package pendenza

import (
	"encoding/json"
	"errors"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/cifre"
)

// Testi are the data of a position as texts, the way a line of a tracciato has
// them: "" is absent. Pendenza makes a position of them.
type Testi struct {
	IDA2A, IDPendenza, IdDominio, IDUnitaOperativa, IDTipoPendenza string
	Nome, Causale, Importo, NumeroAvviso                           string
	DataValidita, DataScadenza, DataNotificaAvviso                 string
	AnnoRiferimento, CartellaPagamento, DatiAllegati               string
	Tassonomia, TassonomiaAvviso, Direzione, Divisione             string
	Soggetto                                                       SoggettoPagatore // all "" is no debtor
	// Rata is the number of an instalment, or a threshold: ENTRO5, OLTRE10,
	// RIDOTTO, SCONTATO.
	IDDocumento, DescrizioneDocumento, Rata   string
	LinguaSecondaria, LinguaSecondariaCausale string
	SenzaAvvisatura                           bool
	Voci                                      []TestiVoce
}

// TestiVoce are the data of an item as texts.
type TestiVoce struct {
	IDVocePendenza, Importo, Descrizione, IdDominio, CodEntrata string
	TipoBollo, HashDocumento, ProvinciaResidenza                string
	IbanAccredito, IbanAppoggio, TipoContabilita                string
	CodiceContabilita, CodiceTassonomicoPagoPA                  string
}

// Pendenza returns the position that the texts describe and every rule that they
// break, in the order of the fields.
func (t *Testi) Pendenza() (p Pendenza, violazioni []avviso.Violazione) {
	if t == nil {
		t = new(Testi)
	}
	var e esame
	p = Pendenza{
		IDA2A: t.IDA2A, IDPendenza: t.IDPendenza, IDUnitaOperativa: t.IDUnitaOperativa, IDTipoPendenza: t.IDTipoPendenza,
		Nome: t.Nome, Causale: t.Causale, AnnoRiferimento: t.AnnoRiferimento, CartellaPagamento: t.CartellaPagamento,
		Tassonomia: t.Tassonomia, TassonomiaAvviso: t.TassonomiaAvviso, Direzione: t.Direzione, Divisione: t.Divisione,
		SenzaAvvisatura: t.SenzaAvvisatura,
	}
	leggi(&e, &p.IdDominio, luogo{nome: "idDominio"}, t.IdDominio, Pattern, messaggioFormato, avviso.ParseIdDominio)
	e.leggiImporto(&p.Importo, luogo{nome: "importo"}, t.Importo)
	leggi(&e, &p.NumeroAvviso, luogo{nome: "numeroAvviso"}, t.NumeroAvviso, Pattern, messaggioFormato, avviso.ParseNumeroAvviso)
	data := func(dst *avviso.Data, nome, s string) {
		leggi(&e, dst, luogo{nome: nome}, s, DataNonValida, messaggioData, avviso.ParseData)
	}
	data(&p.DataValidita, "dataValidita", t.DataValidita)
	data(&p.DataScadenza, "dataScadenza", t.DataScadenza)
	data(&p.DataNotificaAvviso, "dataNotificaAvviso", t.DataNotificaAvviso)
	if t.DatiAllegati != "" {
		if p.DatiAllegati = json.RawMessage(t.DatiAllegati); !json.Valid(p.DatiAllegati) {
			p.DatiAllegati = nil
			e.nota(luogo{nome: "datiAllegati"}, Pattern, messaggioFormato)
		}
	}
	soggetto, voci := stanza(len(t.Voci))
	p.SoggettoPagatore = e.leggiSoggetto(soggetto, &t.Soggetto)
	p.Documento = e.leggiDocumento(t)
	if t.LinguaSecondaria != "" || t.LinguaSecondariaCausale != "" {
		p.Proprieta = &Proprieta{LinguaSecondaria: t.LinguaSecondaria, LinguaSecondariaCausale: t.LinguaSecondariaCausale}
	}
	if len(t.Voci) > 0 {
		p.Voci = voci
		for i := range t.Voci {
			e.leggiVoce(&p.Voci[i], i+1, &t.Voci[i])
		}
	}
	return p, e.pendenza(&p)
}

// nota keeps what reading found at a place for the turn of its field.
func (e *esame) nota(l luogo, c avviso.Codice, messaggio string) {
	e.difetti = append(e.difetti, difetto{l, c, messaggio})
}

// leggi reads a text with its reader; "" is absent.
func leggi[T any](e *esame, dst *T, l luogo, s string, c avviso.Codice, messaggio string, leggi func(string) (T, error)) {
	if s != "" {
		leggiPresente(e, dst, l, s, c, messaggio, leggi)
	}
}

func leggiPresente[T any](e *esame, dst *T, l luogo, s string, c avviso.Codice, messaggio string, leggi func(string) (T, error)) {
	v, err := leggi(s)
	if err != nil {
		e.nota(l, c, messaggio)
		return
	}
	*dst = v
}

// daElenco reads a word of a list.
func daElenco[T interface {
	~string
	IsValid() bool
}](s string) (T, error) {
	if v := T(s); v.IsValid() {
		return v, nil
	}
	return "", ErrNome
}

func (e *esame) leggiImporto(dst *avviso.Importo, l luogo, s string) {
	if s == "" {
		if !e.parziale {
			e.nota(l, Obbligatorio, messaggioObbligatorio)
		}
		return
	}
	i, c, messaggio := leggiImporto(s)
	if c != "" {
		e.nota(l, c, messaggio)
		return
	}
	*dst = i
}

func (e *esame) leggiIBAN(dst *avviso.IBAN, l luogo, s string) {
	i, _, err := avviso.LeggiIBAN(s)
	switch {
	case err == nil:
		*dst = i
	case errors.Is(err, avviso.ErrCheckDigit):
		e.nota(l, CheckNonValido, messaggioCheckIBAN)
	default:
		e.nota(l, Pattern, messaggioIBAN)
	}
}

// stanza returns room for the debtor and the items of a position: one piece of
// memory for one or two of these, as most have.
func stanza(voci int) (*SoggettoPagatore, []Voce) {
	switch voci {
	case 1:
		s := new(struct {
			soggetto SoggettoPagatore
			voci     [1]Voce
		})
		return &s.soggetto, s.voci[:]
	case 2:
		s := new(struct {
			soggetto SoggettoPagatore
			voci     [2]Voce
		})
		return &s.soggetto, s.voci[:]
	}
	return new(SoggettoPagatore), make([]Voce, voci)
}

// leggiSoggetto reads a debtor into s, nil for none.
func (e *esame) leggiSoggetto(s, t *SoggettoPagatore) *SoggettoPagatore {
	if *t == (SoggettoPagatore{}) {
		return nil
	}
	*s = *t
	s.Tipo = ""
	leggi(e, &s.Tipo, luogo{gruppo: "soggettoPagatore", nome: "tipo"}, string(t.Tipo), Enum, messaggioEnum, daElenco[TipoSoggetto])
	return s
}

func (e *esame) leggiDocumento(t *Testi) *Documento {
	if t.IDDocumento == "" && t.DescrizioneDocumento == "" && t.Rata == "" {
		return nil
	}
	d := &Documento{Identificativo: t.IDDocumento, Descrizione: t.DescrizioneDocumento}
	if t.Rata == "" {
		return d
	}
	if cifra(t.Rata[0]) {
		e.leggiIntero(&d.Rata, luogo{gruppo: "documento", nome: "rata"}, t.Rata)
		return d
	}
	d.Soglia = new(Soglia)
	tipo, giorni := t.Rata, ""
	if strings.HasPrefix(t.Rata, "ENTRO") || strings.HasPrefix(t.Rata, "OLTRE") {
		tipo, giorni = t.Rata[:5], t.Rata[5:]
	}
	leggi(e, &d.Soglia.Tipo, luogo{gruppo: "documento.soglia", nome: "tipo"}, tipo, Enum, messaggioEnum, daElenco[TipoSoglia])
	if giorni != "" {
		e.leggiIntero(&d.Soglia.Giorni, luogo{gruppo: "documento.soglia", nome: "giorni"}, giorni)
	}
	return d
}

// leggiIntero reads a whole number from 1.
func (e *esame) leggiIntero(dst *int, l luogo, s string) {
	testo, negativo := strings.CutPrefix(s, "-")
	n, ok := cifre.Numero(testo)
	switch {
	case testo == "" || !ok:
		e.nota(l, Pattern, messaggioFormato)
	case negativo || strings.Trim(testo, "0") == "":
		e.nota(l, Min, "minimo 1")
	case len(testo) > 9:
		e.nota(l, Max, "massimo 999999999")
	default:
		*dst = int(n) //nolint:gosec // nine digits
	}
}

func (e *esame) leggiVoce(v *Voce, n int, t *TestiVoce) {
	in := func(nome string) luogo { return luogo{voce: n, nome: nome} }
	v.IDVocePendenza, v.Descrizione, v.CodEntrata = t.IDVocePendenza, t.Descrizione, t.CodEntrata
	v.TipoBollo, v.HashDocumento, v.ProvinciaResidenza = t.TipoBollo, t.HashDocumento, t.ProvinciaResidenza
	v.CodiceContabilita, v.CodiceTassonomicoPagoPA = t.CodiceContabilita, t.CodiceTassonomicoPagoPA
	e.leggiImporto(&v.Importo, in("importo"), t.Importo)
	leggi(e, &v.IdDominio, in("idDominio"), t.IdDominio, Pattern, messaggioFormato, avviso.ParseIdDominio)
	if t.IbanAccredito != "" {
		e.leggiIBAN(&v.IbanAccredito, in("ibanAccredito"), t.IbanAccredito)
	}
	if t.IbanAppoggio != "" {
		e.leggiIBAN(&v.IbanAppoggio, in("ibanAppoggio"), t.IbanAppoggio)
	}
	leggi(e, &v.TipoContabilita, in("tipoContabilita"), t.TipoContabilita, Enum, messaggioEnum, parseContabilita)
}
