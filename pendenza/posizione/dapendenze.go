package posizione

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
)

// Opzioni are what neither side says and the conversion needs.
type Opzioni struct {
	Versione Versione    // shape that DaPendenze makes a position for: V1 when ""
	Ente     avviso.Ente // its name and office
	// Ufficio returns the name of a unit of the body (idUnitaOperativa); nil, or a
	// false answer, takes the office of Ente.
	Ufficio func(idUnitaOperativa string) (string, bool)
	// IUPD names the position; nil is idA2A, "*" and idPendenza, of the document
	// where the pendenze are several. The star is in neither, and GPD takes it.
	IUPD func(*pendenza.Pendenza) string
	// Entrate gives account, accounting and category of a codEntrata, as for an RPT.
	Entrate func(codEntrata string) (pendenza.Voce, bool)
	// Categoria is that of an item which has none, such as 9/0101002IM/.
	Categoria string

	// IdDominio is the body, where the document that is read does not say it.
	IdDominio avviso.IdDominio
	// Configurazione makes the numero avviso of a payment that has none; nil leaves it out.
	Configurazione *avviso.Configurazione
	// Adesso tells which positions are not payable yet; the zero instant none.
	Adesso avviso.DataOra
}

// senzaScadenza is the due date of what has none.
const senzaScadenza = "2999-12-31T22:59:59Z"

// anonimo is a debtor who is not known.
const anonimo = "ANONIMO"

// DaPendenze returns the debt position of one pendenza, or of those of one document, and
// what of them it cannot hold, each with its path (behind "[i]." where they are
// several). Each pendenza is one payment; those of documento.rata are one plan.
//
// Errors (ErrPosizione): FORMA for pendenze of several bodies, applications or
// documents; OBBLIGATORIO for one without IUV, an entrata that Opzioni does not know
// or an item without category; those of Posizione.Valida.
//
// Source: pagopa/pagopa-debt-position, model; GovPay, API Pendenze v2.
func DaPendenze(pp []pendenza.Pendenza, o Opzioni) (Posizione, []Perdita, error) {
	if len(pp) == 0 {
		return Posizione{}, nil, rifiuta(avviso.CodiceNullo, "pendenza", "")
	}
	c := conversione{o: o, molte: len(pp) > 1}
	p, err := c.posizione(pp)
	if err != nil {
		return Posizione{}, nil, err
	}
	return p, c.perse, p.Valida()
}

func rifiuta(c avviso.Codice, campo, valore string) error {
	return &pendenza.Errore{Codice: c, Campo: campo, Valore: valore, Err: ErrPosizione}
}

type conversione struct {
	o     Opzioni
	molte bool
	perse perdite
	scade bool   // v1: every option has a dataScadenza
	rate  int    // how many instalments
	piano string // v3: description of the plan, that of its first instalment
}

func (c *conversione) dove(i int) string {
	if c.molte {
		return "[" + strconv.Itoa(i) + "]."
	}
	return ""
}

func (c *conversione) posizione(pp []pendenza.Pendenza) (Posizione, error) {
	prima := &pp[0]
	p := Posizione{
		IUPD: c.iupd(prima), IdDominio: prima.IdDominio, CompanyName: c.o.Ente.Nome, OfficeName: c.ufficio(prima), PayStandIn: true,
	}
	c.scade = true
	for i := range pp {
		q := &pp[i]
		switch {
		case q.IdDominio != prima.IdDominio:
			return p, rifiuta(CodiceForma, c.dove(i)+"idDominio", q.IdDominio.String())
		case q.IDA2A != prima.IDA2A:
			return p, rifiuta(CodiceForma, c.dove(i)+"idA2A", q.IDA2A)
		case c.molte && (q.Documento == nil || prima.Documento == nil || q.Documento.Identificativo != prima.Documento.Identificativo):
			return p, rifiuta(CodiceForma, c.dove(i)+"documento.identificativo", "")
		}
		c.scade = c.scade && q.DataScadenza.IsValid()
		if q.Documento != nil && q.Documento.Rata > 0 {
			c.piano = cmp.Or(c.piano, q.Documento.Descrizione)
			c.rate++
		}
	}
	piano := -1
	for i := range pp {
		q := &pp[i]
		r, err := c.rata(q, c.dove(i))
		if err != nil {
			return p, err
		}
		rateale := q.Documento != nil && q.Documento.Rata > 0
		j := piano
		if j < 0 || !rateale {
			j = len(p.Opzioni)
			p.Opzioni = append(p.Opzioni, Opzione{Rateale: rateale, Debitore: daSoggetto(q.SoggettoPagatore)})
		}
		if rateale {
			piano = j
		}
		x := &p.Opzioni[j]
		if x.Debitore != daSoggetto(q.SoggettoPagatore) {
			return p, rifiuta(CodiceForma, c.dove(i)+"soggettoPagatore", "")
		}
		x.Rate = append(x.Rate, r)
		if c.molte && c.versione() == V3 && rateale {
			x.Descrizione = c.piano
		}
	}
	c.scadenze(pp, &p)
	return p, nil
}

func (c *conversione) versione() Versione { return cmp.Or(c.o.Versione, V1) }

func (c *conversione) iupd(p *pendenza.Pendenza) string {
	if c.o.IUPD != nil {
		return c.o.IUPD(p)
	}
	nome := p.IDPendenza
	if c.molte && p.Documento != nil {
		nome = p.Documento.Identificativo
	}
	if p.IDA2A == "" {
		return nome
	}
	return p.IDA2A + "*" + nome
}

func (c *conversione) ufficio(p *pendenza.Pendenza) string {
	if p.IDUnitaOperativa != "" && c.o.Ufficio != nil {
		if nome, ok := c.o.Ufficio(p.IDUnitaOperativa); ok {
			return nome
		}
	}
	return c.o.Ente.Settore
}

// scadenze says of every option whether its due date ends it: all of its payments must
// have one, and in v1 all of the position.
func (c *conversione) scadenze(pp []pendenza.Pendenza, p *Posizione) {
	perIUV := map[avviso.IUV]int{}
	for i := range pp {
		perIUV[iuvDi(&pp[i])] = i
	}
	for i := range p.Opzioni {
		o := &p.Opzioni[i]
		o.SwitchToExpired = c.scade
		if c.versione() != V1 {
			o.SwitchToExpired = true
			for j := range o.Rate {
				o.SwitchToExpired = o.SwitchToExpired && pp[perIUV[o.Rate[j].IUV]].DataScadenza.IsValid()
			}
		}
		for j := range o.Rate {
			k := perIUV[o.Rate[j].IUV]
			if d := pp[k].DataScadenza; d.IsValid() && !o.SwitchToExpired {
				c.perse.aggiungi(c.dove(k)+"dataScadenza", d.String(), nonScade)
			}
		}
	}
}

func iuvDi(p *pendenza.Pendenza) avviso.IUV {
	if p.IUV.IsValid() || !p.NumeroAvviso.IsValid() {
		return p.IUV
	}
	return p.NumeroAvviso.IUV()
}

func (c *conversione) rata(p *pendenza.Pendenza, dove string) (Rata, error) {
	iuv := iuvDi(p)
	if !iuv.IsValid() {
		return Rata{}, rifiuta(pendenza.Obbligatorio, dove+"numeroAvviso", "")
	}
	r := Rata{NAV: p.NumeroAvviso, IUV: iuv, Importo: p.Importo, Descrizione: p.Causale, DueDate: dueDate(p)}
	c.perdiPendenza(p, dove)
	for i := range p.Voci {
		t, err := c.transfer(p, i, dove+passo("voci", i)+".")
		if err != nil {
			return Rata{}, err
		}
		r.Transfer = append(r.Transfer, t)
	}
	return r, nil
}

// dueDate is the last second of the day in Rome, said in UTC.
func dueDate(p *pendenza.Pendenza) avviso.DataOra {
	d := p.DataScadenza
	if !d.IsValid() && p.Proprieta != nil {
		d = p.Proprieta.DataScandenzaAvviso
	}
	if !d.IsValid() {
		return avviso.MustDataOra(senzaScadenza)
	}
	return avviso.DataOraDi(d.Aggiungi(1).Inizio().Add(-time.Second))
}

// perdiPendenza tells what of a position has no place in GPD.
func (c *conversione) perdiPendenza(p *pendenza.Pendenza, dove string) {
	l := &c.perse
	if c.molte && p.IDPendenza != iuvDi(p).String() {
		l.aggiungi(dove+"idPendenza", p.IDPendenza, nomeIUV)
	}
	if p.IDUnitaOperativa != "" {
		l.aggiungi(dove+"idUnitaOperativa", p.IDUnitaOperativa, senzaUnita)
	}
	l.se(dove+"idTipoPendenza", p.IDTipoPendenza)
	l.se(dove+"nome", p.Nome)
	if s := p.SoggettoPagatore; s != nil {
		l.altri(dove+"soggettoPagatore", s.Altri)
	}
	l.data(dove+"dataValidita", p.DataValidita)
	l.se(dove+"annoRiferimento", p.AnnoRiferimento)
	l.se(dove+"cartellaPagamento", p.CartellaPagamento)
	l.se(dove+"datiAllegati", string(p.DatiAllegati))
	l.se(dove+"tassonomia", p.Tassonomia)
	l.se(dove+"tassonomiaAvviso", p.TassonomiaAvviso)
	l.se(dove+"direzione", p.Direzione)
	l.se(dove+"divisione", p.Divisione)
	c.perdiDocumento(p, dove+"documento")
	l.data(dove+"dataNotificaAvviso", p.DataNotificaAvviso)
	l.data(dove+"dataPromemoriaScadenza", p.DataPromemoriaScadenza)
	l.presente(dove+"allegati", len(p.Allegati) > 0)
	c.perdiProprieta(p, dove+"proprieta")
	l.altri(strings.TrimSuffix(dove, "."), p.Altri)
}

func (c *conversione) perdiDocumento(p *pendenza.Pendenza, dove string) {
	d := p.Documento
	if d == nil {
		return
	}
	l := &c.perse
	rateale := d.Rata > 0
	if !c.molte {
		l.se(dove+".identificativo", d.Identificativo)
	}
	if tornaUguale := c.molte && d.Descrizione == c.torna(p, rateale); !tornaUguale {
		l.se(dove+".descrizione", d.Descrizione)
	}
	if rateale && (!c.molte || c.versione() == V3 && c.rate == 1) {
		l.aggiungi(dove+".rata", strconv.Itoa(d.Rata), senzaPosto)
	}
	if d.Soglia != nil {
		l.aggiungi(dove+".soglia", string(d.Soglia.Tipo), senzaPosto)
	}
	l.altri(dove, d.Altri)
}

// torna is the description of the documento that comes back of a position.
func (c *conversione) torna(p *pendenza.Pendenza, rateale bool) string {
	if c.versione() == V3 && rateale {
		return c.piano
	}
	return p.Causale
}

func (c *conversione) perdiProprieta(p *pendenza.Pendenza, dove string) {
	q := p.Proprieta
	if q == nil {
		return
	}
	l := &c.perse
	l.se(dove+".linguaSecondaria", q.LinguaSecondaria)
	l.se(dove+".linguaSecondariaCausale", q.LinguaSecondariaCausale)
	l.presente(dove+".descrizioneImporto", len(q.DescrizioneImporto) > 0)
	l.se(dove+".lineaTestoRicevuta1", q.LineaTestoRicevuta1)
	l.se(dove+".lineaTestoRicevuta2", q.LineaTestoRicevuta2)
	l.presente(dove+".informativaImportoAvviso", q.InformativaImportoAvviso != nil)
	l.presente(dove+".linguaSecondariaInformativaImportoAvviso", q.LinguaSecondariaInformativaImportoAvviso != nil)
	if p.DataScadenza.IsValid() {
		l.data(dove+".dataScandenzaAvviso", q.DataScandenzaAvviso)
	}
	l.altri(dove, q.Altri)
}

// daSoggetto returns the debtor; one who is not there is ANONIMO.
func daSoggetto(s *pendenza.SoggettoPagatore) Debitore {
	if s == nil {
		return Debitore{Tipo: pendenza.PersonaFisica, FiscalCode: anonimo, FullName: anonimo}
	}
	d := Debitore{
		Tipo: s.Tipo, FiscalCode: cmp.Or(s.Identificativo, anonimo), FullName: cmp.Or(s.Anagrafica, anonimo),
		StreetName: s.Indirizzo, CivicNumber: s.Civico, PostalCode: s.CAP, City: s.Localita, Province: s.Provincia,
		Country: s.Nazione, Email: s.Email, Phone: s.Cellulare,
	}
	if d.Tipo == "" {
		d.Tipo = pendenza.PersonaFisica
		if s.Identificativo != "" && s.Identificativo != anonimo && len(s.Identificativo) != 16 {
			d.Tipo = pendenza.PersonaGiuridica
		}
	}
	return d
}

func (c *conversione) transfer(p *pendenza.Pendenza, i int, dove string) (Transfer, error) {
	v, l := p.Voci[i], &c.perse
	if v.CodEntrata != "" {
		conto, ok := pendenza.Voce{}, false
		if c.o.Entrate != nil {
			conto, ok = c.o.Entrate(v.CodEntrata)
		}
		if !ok {
			return Transfer{}, rifiuta(pendenza.Obbligatorio, dove+"codEntrata", v.CodEntrata)
		}
		l.aggiungi(dove+"codEntrata", v.CodEntrata, entrataRisolta)
		v.IbanAccredito, v.IbanAppoggio = conto.IbanAccredito, conto.IbanAppoggio
		v.TipoContabilita, v.CodiceContabilita, v.CodiceTassonomicoPagoPA = conto.TipoContabilita, conto.CodiceContabilita, conto.CodiceTassonomicoPagoPA
	}
	t := Transfer{
		ID: i + 1, Importo: v.Importo, RemittanceInformation: cmp.Or(v.DescrizioneCausaleRPT, p.Causale), Category: categoria(&v, c.o.Categoria),
		IBAN: v.IbanAccredito,
	}
	if t.Category == "" {
		return Transfer{}, rifiuta(pendenza.Obbligatorio, dove+"codiceTassonomicoPagoPA", "")
	}
	if v.IdDominio != p.IdDominio {
		t.IdDominio = v.IdDominio
	}
	switch {
	case v.IbanAppoggio.Postale():
		t.PostalIBAN = v.IbanAppoggio
	case v.IbanAppoggio.IsValid():
		l.aggiungi(dove+"ibanAppoggio", v.IbanAppoggio.String(), soloPostale)
	}
	if v.TipoBollo != "" {
		t.Marca = &Marca{HashDocumento: v.HashDocumento, Tipo: v.TipoBollo, ProvinciaResidenza: v.ProvinciaResidenza}
	}
	if v.IDVocePendenza != strconv.Itoa(i+1) {
		l.aggiungi(dove+"idVocePendenza", v.IDVocePendenza, nomePosto)
	}
	if v.Descrizione != t.RemittanceInformation {
		l.se(dove+"descrizione", v.Descrizione)
	}
	l.se(dove+"datiAllegati", string(v.DatiAllegati))
	l.presente(dove+"contabilita", v.Contabilita != nil)
	l.altri(strings.TrimSuffix(dove, "."), v.Altri)
	if m := v.Metadata; m != nil {
		for j, x := range m.MapEntries {
			if j < MaxMetadata {
				t.Metadata = append(t.Metadata, Metadato{x.Key, x.Value})
			} else {
				l.aggiungi(dove+passo("metadata.mapEntries", j), x.Key, troppiDati)
			}
			l.altri(dove+passo("metadata.mapEntries", j), x.Altri)
		}
		l.altri(dove+"metadata", m.Altri)
	}
	return t, nil
}

// categoria is the code of the taxonomy, or what the accounting of the item says of it.
func categoria(v *pendenza.Voce, predefinita string) string {
	switch {
	case v.CodiceTassonomicoPagoPA != "":
		return v.CodiceTassonomicoPagoPA
	case v.CodiceContabilita != "":
		return v.TipoContabilita.Codice() + "/" + v.CodiceContabilita
	}
	return predefinita
}
