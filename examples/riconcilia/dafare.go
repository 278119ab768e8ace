package main

import (
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
)

// destinatario is whom to ask.
type destinatario int

const (
	psp destinatario = iota
	nodo
	banca
	ufficio
	destinatari
)

// String returns what a person reads.
func (d destinatario) String() string {
	return [destinatari]string{"Al PSP", "Al Nodo (pagoPA)", "Alla banca o al tesoriere", "Nel proprio ufficio"}[d]
}

const pagatoDuePiuVolte = "pagato più di una volta: il doppione va restituito o imputato, prima di quietanzare"

// caso is what a person does once: the things that have one cause.
type caso struct {
	voceDaVedere // the one that says what to do
	altre        []voceDaVedere
}

// raccogliCasi gathers what is to be looked at by cause, in the order of whom to ask, of what to do
// and of the amount, the largest first.
func raccogliCasi(voci []voceDaVedere) []caso {
	var casi []caso
	dove := make(map[string]int)
	for _, v := range voci {
		if i, noto := dove[v.caso]; noto && v.caso != "" {
			c := &casi[i]
			c.altre = append(c.altre, v)
			if v.cosa == pagatoDuePiuVolte { // says more than the class of a row
				c.chi, c.cosa = v.chi, v.cosa
			}
			continue
		}
		dove[v.caso] = len(casi)
		casi = append(casi, caso{voceDaVedere: v})
	}
	slices.SortStableFunc(casi, func(a, b caso) int {
		if a.chi != b.chi {
			return int(a.chi - b.chi)
		}
		if n := strings.Compare(a.cosa, b.cosa); n != 0 {
			return n
		}
		return b.importo.Compare(a.importo)
	})
	return casi
}

// genere are the cases in which the same is to be done.
func generi(casi []caso) [][]caso {
	var gruppi [][]caso
	for i, c := range casi {
		if i > 0 && casi[i-1].chi == c.chi && casi[i-1].cosa == c.cosa {
			gruppi[len(gruppi)-1] = append(gruppi[len(gruppi)-1], c)
		} else {
			gruppi = append(gruppi, []caso{c})
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

func chiMovimento(m *rendicontazione.EsitoMovimento) destinatario {
	switch m.Classe {
	case rendicontazione.MovimentoFlussoNonTrovato, rendicontazione.MovimentoIUVNonTrovato:
		return nodo
	case rendicontazione.MovimentoFlussoAnomalo, rendicontazione.MovimentoFlussoGiaRiconciliato, rendicontazione.MovimentoImportoDiverso,
		rendicontazione.MovimentoPagamentoGiaRiconciliato, rendicontazione.MovimentoRestituzione:
		return psp
	case rendicontazione.MovimentoCausaleIlleggibile, rendicontazione.MovimentoIUVAmbiguo:
		return ufficio
	}
	return banca // reversals, and what flags of reversals concern
}

func chiRiga(c rendicontazione.ClasseRiga, s rendicontazione.Segnali) destinatario {
	switch {
	case s.Contiene(rendicontazione.SegnaleDoppio), c == rendicontazione.RigaSenzaRicevutaMultivoce, c == rendicontazione.RigaPendenzaSconosciuta:
		return ufficio
	case c == rendicontazione.RigaSenzaRicevuta, c == rendicontazione.RigaPagamentoAmbiguo, !c.RichiedeIntervento():
		return nodo
	}
	return psp
}

func chiRicevuta(c rendicontazione.ClasseRicevuta, s rendicontazione.Segnali) destinatario {
	switch {
	case s.Contiene(rendicontazione.SegnaleDoppio), c == rendicontazione.RicevutaRevocata, s.Contiene(rendicontazione.SegnalePendenzaMancante):
		return ufficio
	case c.RichiedeIntervento():
		return psp
	case s.Contiene(rendicontazione.SegnaleTrattenuto), s.Contiene(rendicontazione.SegnaleStornoDubbio):
		return banca
	}
	return psp
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
