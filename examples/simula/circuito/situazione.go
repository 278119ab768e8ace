package circuito

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
	"github.com/quietanza/quietanza/rpt"
)

// situazione makes the positions and the payments of one situation.
func (o *opera) situazione(caso Caso) {
	switch caso {
	case CasoMultivoce:
		o.semplice(caso, o.posizione(caso, 2+o.r.IntN(4)))
	case CasoMultibeneficiario:
		p := o.posizione(caso, 2)
		p.Voci[1].Beneficiario = o.altroEnte(p.Ente)
		o.semplice(caso, p)
	case CasoBollo:
		p := o.posizione(caso, 2)
		p.Voci[1].Bollo, p.Voci[1].Importo = true, avviso.ImportoDaCentesimi(16_00)
		o.semplice(caso, p)
	case CasoRate:
		o.rate()
	case CasoDuplicato:
		o.duplicato()
	case CasoTentativi:
		o.tentativi()
	case CasoParziale, CasoDecorrenzaParziale:
		o.parziale(caso)
	case CasoNonEseguito, CasoDecorrenza, CasoAbbandono:
		o.negativo(caso, o.posizione(caso, 1), o.istante())
	case CasoStandIn:
		o.standIn()
	case CasoStandInSenzaRPT, CasoSenzaRPT, CasoSenzaRPTMultivoce:
		o.senzaRPT(caso)
	case CasoSenzaPendenza:
		e := o.ente()
		o.rigaSola(e, o.nuovoAvviso(e, segregazione).IUV().String(), flusso.SenzaRPT, rendicontazione.RigaPendenzaSconosciuta)
	case CasoAltroIntermediario:
		e := o.ente()
		o.rigaSola(e, o.nuovoAvviso(e, altraSegregazione).IUV().String(), flusso.Eseguito, rendicontazione.RigaAltroIntermediario)
	case CasoRicevutaPersa:
		o.ricevutaPersa()
	case CasoNonPagata:
		o.posizione(caso, 1)
	default:
		o.semplice(caso, o.posizione(caso, 1))
	}
}

func (o *opera) ente() *Ente { return &o.s.enti[o.r.IntN(len(o.s.enti))] }

// altroEnte returns the next body of the set, or one outside when there is none.
func (o *opera) altroEnte(e *Ente) *Ente {
	if n := len(o.s.enti); n > 1 && o.r.IntN(2) == 0 {
		return &o.s.enti[(e.Indice+1)%n]
	}
	return &o.s.provincia
}

// psp draws a PSP by its share.
func (o *opera) psp() *PSP {
	n := o.r.IntN(100)
	for i := range tabellaPSP {
		if n -= tabellaPSP[i].Quota; n < 0 {
			return &tabellaPSP[i]
		}
	}
	return &tabellaPSP[0]
}

// istante draws when a payment of the operating day is made.
func (o *opera) istante() time.Time {
	minuti := 0
	for _, f := range o.finestre {
		minuti += f.a - f.da
	}
	n := o.r.IntN(minuti)
	for _, f := range o.finestre {
		if n < f.a-f.da {
			return f.giorno.Inizio().Add(time.Duration(f.da+n)*time.Minute + time.Duration(o.r.IntN(60))*time.Second)
		}
		n -= f.a - f.da
	}
	return time.Time{}
}

// nuovoAvviso gives out the next number of a body in an archive.
func (o *opera) nuovoAvviso(e *Ente, archivio string) avviso.NumeroAvviso {
	o.avvisi++
	n, err := avviso.GeneraNumeroAvviso(avviso.Configurazione{AuxDigit: "3", SegregationCode: archivio}, fmt.Sprintf("%04d", e.Indice+1), o.avvisi)
	o.fallisce(err)
	return n
}

// esadecimali draws n hexadecimal digits, an even number up to 32.
func (o *opera) esadecimali(n int) string {
	var b [16]byte
	for i := 0; i < len(b); i += 8 {
		v := o.r.Uint64()
		for j := range 8 {
			b[i+j] = byte(v >> (8 * j))
		}
	}
	return hex.EncodeToString(b[:n/2])
}

// posizione makes a position of n items.
func (o *opera) posizione(caso Caso, n int) *Posizione {
	e := o.ente()
	c, importo := o.categoria()
	nav := o.nuovoAvviso(e, segregazione)
	p := &Posizione{
		Caso: caso, Ente: e, ID: c.Nome + "-" + strconv.FormatUint(o.avvisi, 10), Avviso: nav, iuv: nav.IUV(),
		Debitore: &o.s.persone[o.r.IntN(len(o.s.persone))], Categoria: c, Scadenza: o.g.Data.Aggiungi(30), Voci: make([]Voce, n),
	}
	for i := range p.Voci {
		if i > 0 {
			importo = avviso.ImportoDaCentesimi(1_00 + o.r.Int64N(80_00))
		}
		p.Voci[i] = Voce{Importo: importo, Beneficiario: e}
	}
	p.IUV = p.iuv.String()
	o.g.Posizioni = append(o.g.Posizioni, p)
	return p
}

// tentativo makes an attempt to pay.
func (o *opera) tentativo(p *Posizione, s Storia, quando time.Time, esito rpt.CodiceEsitoPagamento) *Pagamento {
	g := &Pagamento{Posizione: p, PSP: o.psp(), Storia: s, CCP: o.esadecimali(32), Istante: quando, Ricevuta: quando, Esito: esito}
	if g.IUR = g.CCP; g.VecchioModello() {
		g.IUR = strings.ToUpper(o.esadecimali(20))
	}
	o.g.Pagamenti = append(o.g.Pagamenti, g)
	return g
}

// semplice is one attempt that pays all of a position.
func (o *opera) semplice(caso Caso, p *Posizione) *Pagamento {
	storia := StoriaAvviso
	switch caso {
	case CasoTipo1:
		storia = StoriaTipo1
	case CasoTipo2:
		storia = StoriaTipo2
	}
	g := o.tentativo(p, storia, o.istante(), rpt.PagamentoEseguito)
	g.sfasato = caso == CasoOrologio
	g.Revocato = caso == CasoRevoca
	o.incassa(g, caso)
	return g
}

// incassa puts what an attempt collected among the receipts and in the flows.
func (o *opera) incassa(g *Pagamento, caso Caso) {
	p := g.Posizione
	data := avviso.DataDi(g.Istante)
	tutte := true
	for i := range p.Voci {
		v, indice := &p.Voci[i], avviso.Indice(i+1)
		if !g.paga(i + 1) {
			tutte = false
			continue
		}
		q := &quota{arrivata: g.ConRicevuta(), riscossione: rendicontazione.VoceRicevuta{
			IdDominio: v.Beneficiario.Dominio, IUV: p.IUV, IUR: g.IUR, Indice: indice, Importo: v.Importo, Data: data,
		}}
		if v.Bollo {
			q.riscossione.Tipo = avviso.MBT
		}
		v.tentate = append(v.tentate, q)
		if o.quote = append(o.quote, q); v.esclusa() {
			q.classe = rendicontazione.RicevutaEsclusa
			continue
		}
		esito := flusso.Eseguito
		if g.Storia == StoriaStandIn {
			esito = flusso.StandIn
		}
		r := &riga{pagamento: g, quota: q, riga: flusso.Riga{IUV: p.IUV, IUR: g.IUR, Indice: indice, Esito: esito, Data: data, Importo: v.Importo}}
		r.classe = rendicontazione.RigaAbbinata
		if !q.arrivata {
			r.classe = rendicontazione.RigaSenzaRicevuta
		}
		o.inFlusso(v.Beneficiario, g.PSP, r)
		switch caso {
		case CasoImportoRiga:
			r.riga.Importo = avviso.ImportoDaCentesimi(v.Importo.Centesimi() + 50)
			r.classe = rendicontazione.RigaImportoDiverso
		case CasoRigaDoppia:
			doppia := *r
			doppia.classe = rendicontazione.RigaDuplicata
			o.inFlusso(v.Beneficiario, g.PSP, &doppia)
		case CasoRevoca:
			o.inRevoca(v.Beneficiario, g.PSP, q, p)
		}
	}
	if g.ConRicevuta() {
		p.eseguita = p.eseguita || tutte
		p.parziale = p.parziale || !tutte
	}
}

func (o *opera) rate() {
	pagate := 1 + o.r.IntN(3)
	documento := ""
	var e *Ente
	for n := 1; n <= 3; n++ {
		p := o.posizione(CasoRate, 1)
		if n == 1 {
			documento, e = "DOC-"+p.ID, p.Ente
		} else if p.Ente != e {
			o.spostaEnte(p, e)
		}
		p.Documento, p.Rata, p.Scadenza = documento, n, o.g.Data.Aggiungi(30*n)
		if n <= pagate {
			o.semplice(CasoRate, p)
		}
	}
}

// spostaEnte makes a position one of another body.
func (o *opera) spostaEnte(p *Posizione, e *Ente) {
	p.Ente, p.Avviso = e, o.nuovoAvviso(e, segregazione)
	p.iuv = p.Avviso.IUV()
	p.IUV = p.iuv.String()
	for i := range p.Voci {
		p.Voci[i].Beneficiario = e
	}
}

// duplicato is paid twice, the second time somewhere else.
func (o *opera) duplicato() {
	p := o.posizione(CasoDuplicato, 1)
	p.doppia = true
	secondo := o.semplice(CasoDuplicato, p)
	primo := o.tentativo(p, StoriaAvviso, secondo.Istante.Add(-traTentativi), rpt.PagamentoEseguito)
	for primo.PSP == secondo.PSP {
		primo.PSP = o.psp()
	}
	o.incassa(primo, CasoDuplicato)
}

// tentativi fails twice before it pays.
func (o *opera) tentativi() {
	p := o.posizione(CasoTentativi, 1)
	quando := o.istante()
	o.negativo(CasoAbbandono, p, quando.Add(-2*traTentativi))
	o.negativo(CasoNonEseguito, p, quando.Add(-traTentativi))
	o.incassa(o.tentativo(p, StoriaAvviso, quando, rpt.PagamentoEseguito), CasoTentativi)
}

// negativo is an attempt that pays nothing.
func (o *opera) negativo(caso Caso, p *Posizione, quando time.Time) {
	switch caso {
	case CasoAbbandono:
		o.tentativo(p, StoriaAbbandono, quando.Add(attesaSessione), rpt.PagamentoNonEseguito)
	case CasoDecorrenza:
		o.tentativo(p, StoriaDecorrenza, quando, rpt.DecorrenzaTermini)
	default:
		o.tentativo(p, StoriaRifiuto, quando, rpt.PagamentoNonEseguito)
	}
}

// parziale pays the first of two items.
func (o *opera) parziale(caso Caso) {
	p := o.posizione(caso, 2)
	storia, esito := StoriaTipo1, rpt.PagamentoParzialmenteEseguito
	if caso == CasoDecorrenzaParziale {
		storia, esito = StoriaDecorrenza, rpt.DecorrenzaTerminiParziale
	}
	g := o.tentativo(p, storia, o.istante(), esito)
	g.Pagate = []int{1}
	o.incassa(g, caso)
}

// standIn is collected while the Nodo is down; its receipt comes days later.
func (o *opera) standIn() {
	p := o.posizione(CasoStandIn, 1)
	g := o.tentativo(p, StoriaStandIn, o.istante(), rpt.PagamentoEseguito)
	if g.Ricevuta = g.Istante.AddDate(0, 0, giorniStandIn); avviso.DataDi(g.Ricevuta).Dopo(o.s.oggi) {
		g.Ricevuta = time.Time{}
	}
	o.incassa(g, CasoStandIn)
}

// senzaRPT is collected, and only the flow tells.
func (o *opera) senzaRPT(caso Caso) {
	n, esito, storia := 1, flusso.SenzaRPT, StoriaSenzaRPT
	classe := rendicontazione.RigaSenzaRicevutaAmmessa
	switch caso {
	case CasoStandInSenzaRPT:
		esito, storia = flusso.StandInSenzaRPT, StoriaStandInSenzaRPT
	case CasoSenzaRPTMultivoce:
		n, classe = 2, rendicontazione.RigaSenzaRicevutaMultivoce
	}
	p := o.posizione(caso, n)
	g := o.tentativo(p, storia, o.istante(), rpt.PagamentoEseguito)
	g.Ricevuta, g.IUR = time.Time{}, g.CCP
	r := &riga{pagamento: g, classe: classe, riga: flusso.Riga{
		IUV: p.IUV, IUR: g.IUR, Indice: 1, Esito: esito, Data: avviso.DataDi(g.Istante), Importo: p.Totale(),
	}}
	if n == 1 {
		r.quota, r.ammessa = &quota{}, p
		p.Voci[0].tentate = append(p.Voci[0].tentate, r.quota)
	}
	o.inFlusso(p.Ente, g.PSP, r)
}

// ricevutaPersa is paid, and its receipt never comes.
func (o *opera) ricevutaPersa() {
	g := o.tentativo(o.posizione(CasoRicevutaPersa, 1), StoriaAvviso, o.istante(), rpt.PagamentoEseguito)
	g.Ricevuta = time.Time{}
	o.incassa(g, CasoRicevutaPersa)
}

// rigaSola is a row of which the body knows nothing.
func (o *opera) rigaSola(e *Ente, iuv string, esito flusso.Esito, classe rendicontazione.ClasseRiga) {
	_, importo := o.categoria()
	o.inFlusso(e, o.psp(), &riga{classe: classe, riga: flusso.Riga{
		IUV: iuv, IUR: o.esadecimali(32), Indice: 1, Esito: esito, Data: avviso.DataDi(o.istante()), Importo: importo,
	}})
}
