package pendenza

import (
	"errors"
	"slices"

	"github.com/quietanza/quietanza/avviso"
)

// CodiceGovPay is a code with which GovPay refuses an operation on a position.
//
// Source: GovPay, govpay-exception-messages.properties.
type CodiceGovPay string

// The codes of a creation, an update and a cancellation.
const (
	VER001 CodiceGovPay = "VER_001" // an idVocePendenza twice
	VER002 CodiceGovPay = "VER_002" // the total is not the sum of the items
	VER003 CodiceGovPay = "VER_003" // the state does not allow the update
	VER004 CodiceGovPay = "VER_004" // another creditor, or office
	VER005 CodiceGovPay = "VER_005" // fewer items than before
	VER006 CodiceGovPay = "VER_006" // an item of before is missing
	VER007 CodiceGovPay = "VER_007" // an item with another codEntrata
	VER008 CodiceGovPay = "VER_008" // no such position
	VER009 CodiceGovPay = "VER_009" // the state does not allow the cancellation
	VER015 CodiceGovPay = "VER_015" // the caller forbade the update
	VER017 CodiceGovPay = "VER_017" // not a numero avviso of pagoPA
	VER023 CodiceGovPay = "VER_023" // an item with another IBAN
	VER024 CodiceGovPay = "VER_024" // another numero avviso
	VER025 CodiceGovPay = "VER_025" // the numero avviso of another position
	VER026 CodiceGovPay = "VER_026" // another application code
	VER027 CodiceGovPay = "VER_027" // another segregation code
	VER035 CodiceGovPay = "VER_035" // the parts of an item do not add up to it
	VER039 CodiceGovPay = "VER_039" // another aux digit
)

// The codes that GovPay alone raises, out of its registries.
const (
	VER000 CodiceGovPay = "VER_000" // not payable at a PSP
	VER018 CodiceGovPay = "VER_018" // the IUV of another position
	VER019 CodiceGovPay = "VER_019" // application not authorised for the kind
	VER020 CodiceGovPay = "VER_020" // an account that is not known
	VER021 CodiceGovPay = "VER_021" // kind not enabled for the application
	VER022 CodiceGovPay = "VER_022" // kind not enabled for the creditor
	VER028 CodiceGovPay = "VER_028" // generated IUV out of its prefix
	VER029 CodiceGovPay = "VER_029" // prefix of the IUV that cannot be made
	VER030 CodiceGovPay = "VER_030" // generated IUV out of its pattern
	VER031 CodiceGovPay = "VER_031" // notice of several items with a stamp: no longer raised
	VER032 CodiceGovPay = "VER_032" // an account that is disabled
	VER033 CodiceGovPay = "VER_033" // a support account that is not known
	VER034 CodiceGovPay = "VER_034" // a support account that is disabled
	VER036 CodiceGovPay = "VER_036" // an account that is not unique
	VER037 CodiceGovPay = "VER_037" // a support account that is not unique
)

var testiGovPay = map[CodiceGovPay]string{
	VER001: "idVocePendenza ripetuto nella pendenza",
	VER002: "la somma delle voci non corrisponde all'importo della pendenza",
	VER003: "lo stato della pendenza non ne consente l'aggiornamento",
	VER004: "dominio o unità operativa diversi da quelli della pendenza",
	VER005: "voci in numero minore di quelle della pendenza",
	VER006: "una voce della pendenza non è presente",
	VER007: "codEntrata di una voce diverso da quello della pendenza",
	VER008: "pendenza inesistente",
	VER009: "lo stato della pendenza non ne consente l'annullamento",
	VER015: "aggiornamento non consentito dalla richiesta",
	VER017: "numero avviso non conforme alle specifiche pagoPA",
	VER023: "iban di una voce diverso da quello della pendenza",
	VER024: "numero avviso diverso da quello della pendenza",
	VER025: "numero avviso già usato da un'altra pendenza",
	VER026: "application code del numero avviso diverso da quello della stazione",
	VER027: "codice di segregazione del numero avviso diverso da quello del dominio",
	VER035: "la somma delle quote di contabilità non corrisponde all'importo della voce",
	VER039: "aux digit del numero avviso diverso da quello del dominio",
	PAG000: "le pendenze del carrello non appartengono alla stessa stazione",
	PAG006: "lo stato della pendenza non ne consente il pagamento",
	PAG007: "pendenza scaduta",
	PAG012: "validità della pendenza decorsa",
	PAG013: "url di ritorno mancante",
	VER010: "pendenza scaduta per l'applicazione",
	VER011: "pendenza sconosciuta all'applicazione",
	VER012: "pendenza già pagata per l'applicazione",
	VER013: "pendenza annullata dall'applicazione",
	VER014: "pendenza non aggiornabile dall'applicazione",
	VER000: "pendenza non pagabile presso un PSP",
	VER018: "IUV già usato da un'altra pendenza",
	VER019: "applicazione non autorizzata per il tipo di pendenza",
	VER020: "iban di accredito sconosciuto",
	VER021: "tipo di pendenza non abilitato per l'applicazione",
	VER022: "tipo di pendenza non abilitato per il dominio",
	VER028: "IUV generato fuori dal prefisso",
	VER029: "prefisso dello IUV non componibile",
	VER030: "IUV generato fuori dal formato",
	VER031: "avviso non emettibile per una pendenza di più voci con marca da bollo",
	VER032: "iban di accredito disabilitato",
	VER033: "iban di appoggio sconosciuto",
	VER034: "iban di appoggio disabilitato",
	VER036: "iban di accredito non univoco",
	VER037: "iban di appoggio non univoco",
}

// Testo returns what the code means, in Italian and in our words; "" for a code
// of another operation.
func (c CodiceGovPay) Testo() string { return testiGovPay[c] }

// regola is a rule of GovPay that the data break.
type regola struct {
	codice CodiceGovPay
	tipo   error
}

func (r *regola) Error() string { return string(r.codice) + ": " + r.codice.Testo() }
func (r *regola) Unwrap() error { return r.tipo }

func violata(c CodiceGovPay, campo string) error {
	return &Errore{Codice: CodiceAggiornamento, Campo: campo, Err: &regola{c, ErrAggiornamento}}
}

// Violata returns the code of GovPay that a refusal of this package stands for,
// "" when there is none.
func Violata(err error) CodiceGovPay {
	if r := (*regola)(nil); errors.As(err, &r) {
		return r.codice
	}
	var m *motivo
	if !errors.As(err, &m) {
		return ""
	}
	switch m {
	case motivoNonAggiornato:
		return VER003
	case motivoNonAnnullabile, motivoTentativo:
		return VER009
	}
	return ""
}

// ValidaAggiornamento returns nil when the new data of a position keep the rules of an
// update, else an *Errore AGGIORNAMENTO_NON_AMMESSO (ErrAggiornamento) with the
// code of the first rule broken, which Violata returns: VER_015, VER_004,
// VER_001, VER_002, VER_005, VER_006, VER_007, VER_023, VER_024, VER_025. The
// state is not asked. An item may be added, up to five, after those of before,
// which keep their order; amounts, causale, dates and debtor may change.
//
// Source: GovPay, VersamentoUtils, business.Versamento.
func (p *Pendenza) ValidaAggiornamento(e *Aggiorna) error {
	if p == nil || e == nil {
		return errNullo("pendenza")
	}
	n := &e.Nuova
	switch {
	case e.Vietato:
		return violata(VER015, "")
	case n.IdDominio.IsValid() && p.IdDominio.IsValid() && n.IdDominio != p.IdDominio:
		return violata(VER004, "idDominio")
	case n.IDUnitaOperativa != "" && n.IDUnitaOperativa != p.IDUnitaOperativa:
		return violata(VER004, "idUnitaOperativa")
	}
	if err := p.completato(n).vociCoerenti(); err != nil {
		return err
	}
	if err := p.vociAggiornabili(n.Voci); err != nil {
		return err
	}
	switch {
	case n.NumeroAvviso.IsValid() && p.NumeroAvviso.IsValid() && n.NumeroAvviso != p.NumeroAvviso:
		return violata(VER024, "numeroAvviso")
	case e.AvvisoOccupato && n.NumeroAvviso.IsValid() && n.NumeroAvviso != p.NumeroAvviso:
		return violata(VER025, "numeroAvviso")
	}
	return nil
}

// completato returns items and total of an update, where what it leaves out is
// as it was.
func (p *Pendenza) completato(n *Pendenza) *Pendenza {
	q := &Pendenza{Importo: n.Importo, Voci: n.Voci}
	if q.Importo.IsZero() {
		q.Importo = p.Importo
	}
	if q.Voci == nil {
		q.Voci = p.Voci
	}
	return q
}

// vociCoerenti examines items: distinct, at most five, and their sum the total.
func (p *Pendenza) vociCoerenti() error {
	var somma int64
	for i := range p.Voci[:min(len(p.Voci), vociEsaminate)] {
		v := &p.Voci[i]
		if slices.ContainsFunc(p.Voci[:i], func(w Voce) bool { return w.IDVocePendenza == v.IDVocePendenza }) {
			return violata(VER001, luogo{voce: i + 1, nome: "idVocePendenza"}.String())
		}
		if v.Importo.Segno() <= 0 || v.Importo.Compare(avviso.MaxImporto) > 0 {
			return violata(VER002, luogo{voce: i + 1, nome: "importo"}.String())
		}
		somma += v.Importo.Centesimi()
	}
	if somma != p.Importo.Centesimi() || len(p.Voci) > MaxVoci {
		return violata(VER002, "importo")
	}
	return nil
}

// vociAggiornabili compares the items with those of before, by name.
func (p *Pendenza) vociAggiornabili(nuove []Voce) error {
	if nuove == nil {
		return nil
	}
	if len(nuove) < len(p.Voci) {
		return violata(VER005, "voci")
	}
	for i := range p.Voci {
		if indiceVoce(nuove, p.Voci[i].IDVocePendenza) < 0 {
			return violata(VER006, luogo{voce: i + 1}.String())
		}
	}
	for i := range p.Voci {
		v := &p.Voci[i]
		n := &nuove[indiceVoce(nuove, v.IDVocePendenza)]
		switch {
		case n.senzaDestinazione():
		case n.CodEntrata != v.CodEntrata || n.TipoBollo != v.TipoBollo:
			return violata(VER007, luogo{voce: i + 1, nome: "codEntrata"}.String())
		case n.IbanAccredito != v.IbanAccredito || n.IbanAppoggio != v.IbanAppoggio:
			return violata(VER023, luogo{voce: i + 1, nome: "ibanAccredito"}.String())
		}
	}
	return nil
}

func indiceVoce(voci []Voce, id string) int {
	return slices.IndexFunc(voci, func(v Voce) bool { return v.IDVocePendenza == id })
}

func (v *Voce) senzaDestinazione() bool {
	return v.CodEntrata == "" && v.TipoBollo == "" && !v.IbanAccredito.IsValid()
}

// aggiorna applies new data.
func (p *corso) aggiorna(e *Aggiorna) ([]Azione, error) {
	prima := p.Stato
	if _, ok := macchina.Passo(p.Stato, PassaAggiorna); ok {
		if err := p.passa(PassaAggiorna, &Contesto{NonAggiornabile: p.ValidaAggiornamento(e)}); err != nil {
			return nil, err
		}
	} else if err := p.passa(PassaAggiorna, &nessuno); err != nil {
		return nil, err
	}
	p.sostituisci(&e.Nuova)
	p.contato = false // the amounts due may be others
	p.Versione++
	if prima == Annullata {
		p.Motivo = ""
		return []Azione{{Tipo: FaiRipristinata}, {Tipo: FaiRipianifica}}, nil
	}
	return nil, nil
}

// sostituisci takes the data of n and keeps what an update never changes.
func (p *Pendenza) sostituisci(n *Pendenza) {
	q := *n
	q.IDA2A, q.IDPendenza = scegli(p.IDA2A, n.IDA2A), scegli(p.IDPendenza, n.IDPendenza)
	q.IdDominio = scegli(p.IdDominio, n.IdDominio)
	q.IDUnitaOperativa = scegli(p.IDUnitaOperativa, n.IDUnitaOperativa)
	q.IDTipoPendenza = scegli(n.IDTipoPendenza, p.IDTipoPendenza)
	q.NumeroAvviso = scegli(p.NumeroAvviso, n.NumeroAvviso)
	q.DataCaricamento = scegli(p.DataCaricamento, n.DataCaricamento)
	if p.Documento != nil {
		q.Documento = p.Documento
	}
	q.Piano = scegli(p.Piano, n.Piano)
	q.Importo = p.completato(n).Importo
	q.Voci = p.ordina(n.Voci)
	q.Stato, q.Versione, q.Segnalazioni = p.Stato, p.Versione, p.Segnalazioni
	q.SenzaRPT, q.AltroCanale, q.Motivo = p.SenzaRPT, p.AltroCanale, p.Motivo
	q.IUV = scegli(p.IUV, n.IUV)
	if !q.IUV.IsValid() && q.NumeroAvviso.IsValid() {
		q.IUV = q.NumeroAvviso.IUV()
	}
	q.Tentativi, q.Pagamenti = p.Tentativi, p.Pagamenti
	q.Ack, q.Note = p.Ack, p.Note
	*p = q
}

// scegli keeps what there was, or takes what is new.
func scegli[T comparable](prima, nuovo T) T {
	var zero T
	if prima != zero {
		return prima
	}
	return nuovo
}

// ordina puts the items of before first, in their order, and the added ones
// after: an item never changes its index.
func (p *Pendenza) ordina(nuove []Voce) []Voce {
	if nuove == nil {
		return p.Voci
	}
	voci := make([]Voce, 0, len(nuove))
	for i := range p.Voci {
		v := nuove[indiceVoce(nuove, p.Voci[i].IDVocePendenza)]
		if v.senzaDestinazione() {
			v.CodEntrata, v.TipoBollo = p.Voci[i].CodEntrata, p.Voci[i].TipoBollo
			v.HashDocumento, v.ProvinciaResidenza = p.Voci[i].HashDocumento, p.Voci[i].ProvinciaResidenza
			v.IbanAccredito, v.IbanAppoggio = p.Voci[i].IbanAccredito, p.Voci[i].IbanAppoggio
		}
		v.Eseguita = p.Voci[i].Eseguita
		voci = append(voci, v)
	}
	for i := range nuove {
		if indiceVoce(p.Voci, nuove[i].IDVocePendenza) < 0 {
			v := nuove[i]
			v.Eseguita = false
			voci = append(voci, v)
		}
	}
	return voci
}
