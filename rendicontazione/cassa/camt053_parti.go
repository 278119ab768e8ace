package cassa

import (
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/internal/riferimento"
)

// consegna puts the movements of an entry into the queue: one, or one for each transaction.
func (c *camt053) consegna(n *scrittura, base *Movimento) {
	c.coda, c.dati = c.coda[:0], 0
	posto := strconv.Itoa(c.posizione)
	rifScrittura := string(n.proprio(nRif))
	importi := n.importiDelleParti(base.Importo)
	if importi == nil {
		m := *base
		m.Lotto = len(n.tx) >= 2
		tutte := n.transazioni(0, len(n.tx))
		rif := ""
		if len(n.tx) == 1 {
			rif = string(n.primoDi(tutte, xRif))
		}
		txID := n.dettagli(&m, tutte)
		m.RifBanca = primoUsabile(rif, rifScrittura)
		c.identifica(&m, primoUsabile(m.RifBanca, txID, m.TRN), posto)
		m.Causale = n.causale(&m, tutte, true)
		c.coda = append(c.coda, m)
		return
	}
	for k, importo := range importi {
		if importo.IsZero() {
			c.ignora(Motivo{Codice: MotivoImportoZero})
			continue
		}
		m := *base
		m.Importo = importo
		parte := n.transazioni(k, k+1)
		txID := n.dettagli(&m, parte)
		proprio := primoUsabile(string(n.primoDi(parte, xRif)))
		m.RifBanca = primoUsabile(proprio, rifScrittura)
		di := "." + strconv.Itoa(k+1)
		rif := proprio
		switch {
		case rif != "":
		case riferimento.Usabile(rifScrittura):
			rif = rifScrittura + di
		default:
			rif = primoUsabile(txID, m.TRN)
		}
		c.identifica(&m, rif, posto+di)
		if m.Causale = n.causale(&m, parte, false); m.Causale == "" {
			m.Causale = n.causale(&m, parte, true)
		}
		c.coda = append(c.coda, m)
	}
}

// importiDelleParti returns the amount of each transaction when the entry is to be split, else
// nil: several transactions, each with an amount in euro, none with another mark, which make the
// amount of the entry.
func (n *scrittura) importiDelleParti(totale avviso.Importo) []avviso.Importo {
	if len(n.tx) < 2 {
		return nil
	}
	importi := make([]avviso.Importo, len(n.tx))
	var somma avviso.Totale
	segno := n.proprio(nSegno)
	for k := range importi {
		parte := n.transazioni(k, k+1)
		if s := n.primoDi(parte, xSegno); s != nil && string(s) != string(segno) {
			return nil
		}
		var ok bool
		if importi[k], ok = n.importoDellaParte(parte); !ok {
			return nil
		}
		somma.Aggiungi(importi[k])
	}
	if !somma.Uguale(totale) {
		return nil
	}
	return importi
}

// importoDellaParte reads the amount of a transaction: of the transaction, else of the transfer,
// else the one instructed.
func (n *scrittura) importoDellaParte(parte []tratto) (avviso.Importo, bool) {
	for _, divisa := range [...]uint8{xDivisa, xDivisaTx, xDivisaOrd} {
		if string(n.primoDi(parte, divisa)) != divisaEuro {
			continue
		}
		imp, ok := leggiImporto(n.primoDi(parte, divisa+1), '.', cifreCamt, true)
		return imp, ok && imp.Segno() >= 0
	}
	return avviso.Importo{}, false
}

// dettagli gives a movement the references and the parties that its transactions share, and
// returns their TxId.
func (n *scrittura) dettagli(m *Movimento, parte []tratto) (txID string) {
	txID = string(n.unico(parte, xTxID))
	m.TRN = primoUsabile(string(n.unico(parte, xTRN)), txID)
	m.EndToEndID = primoUsabile(string(n.unico(parte, xEndToEnd)))
	m.BICOrdinante, m.Ordinante = n.d.comune(n.unico(parte, xBIC)), n.d.comune(n.unico(parte, xNome))
	if iuv, ok := iuvDi(string(n.unico(parte, xRifCreditore))); ok {
		m.IUV = iuv
	}
	return txID
}

// causale joins the texts of some transactions, place by place, and those of the entry. What a bank
// writes in them behind its tags goes where it belongs, unless the texts are of several transfers.
func (n *scrittura) causale(m *Movimento, parte []tratto, conScrittura bool) string {
	luoghi := [...]string{1: n.parti(parte, xUstrd), 3: n.parti(parte, xInfoStrd), 4: n.parti(parte, xInfo), 5: ""}
	if conScrittura {
		luoghi[5] = string(n.proprio(nInfo))
	}
	for i, l := range luoghi {
		if l == "" || m.Lotto {
			continue
		}
		if riconciliazione, resto := annota(m, l, senzaMargine); riconciliazione != "" {
			luoghi[0], luoghi[i] = riconciliazione, resto
		}
	}
	if !m.IUV.IsValid() {
		luoghi[2] = n.parti(parte, xRifCreditore)
	}
	return causaleDi(luoghi[:]...)
}

// iuvDi reads a creditor reference that is a RF with good check digits, or has the digits of a IUV
// or of a notice number.
func iuvDi(s string) (avviso.IUV, bool) {
	if rf, err := avviso.ParseRF(s); err == nil {
		return rf.IUV(), true
	}
	if n := len(s); n != 15 && n != 17 && n != 18 || !cifre.Sole(s) {
		return avviso.IUV{}, false
	}
	iuv, err := avviso.ParseIUV(s)
	return iuv, err == nil
}
