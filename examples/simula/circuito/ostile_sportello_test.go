package circuito_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/simula/circuito"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/esterni"
	"github.com/quietanza/quietanza/piemontepay"
)

// piemontePay loads the positions of each body on the desk, sends citizens there, some of them
// hostile, and lets the desk notify what was paid on a line that fails, to portals that stop: each
// payment counts at least once at its body, none at another, and nothing but a notification pays.
func (m *mondoOstile) piemontePay(accaduti conta) string {
	if m.r.IntN(32) > 0 {
		return ""
	}
	b := &sportello{r: m.r, m: m, iuv: map[string]avviso.IUV{}, portali: map[avviso.IdDominio]*portale{}, accaduti: accaduti}
	for _, prova := range []func() error{b.carica, b.cittadini, b.notifica, b.finisce} {
		if err := prova(); err != nil {
			return err.Error()
		}
	}
	return ""
}

// codiceVersamento is the payment type of a position: every body has two.
func codiceVersamento(p *circuito.Posizione) string {
	if strings.HasPrefix(p.Categoria.Nome, "T") {
		return "TR01"
	}
	return "EN01"
}

// chiaveSportello is what the desk knows a position by.
func chiaveSportello(ente, codice, id string) string { return ente + "/" + codice + "/" + id }

func chiaveDi(p *circuito.Posizione) string {
	return chiaveSportello(p.Ente.Dominio.String(), codiceVersamento(p), p.ID)
}

// sportello is the desk, and what lies between it and the bodies.
type sportello struct {
	r        *rand.Rand
	m        *mondoOstile
	messaggi int
	iuv      map[string]avviso.IUV // given to a position that was loaded
	portali  map[avviso.IdDominio]*portale
	accaduti conta
}

// portale is the side of a body. What it stored is all that survives a stop.
type portale struct {
	ente  avviso.IdDominio
	disco []byte
	stato statoPortale
	// arrivati are the notifications that were answered 000, by IUR.
	arrivati map[string]int
}

type statoPortale struct {
	Posizioni map[string]piemontepay.Posizione `json:"posizioni"` // by IUV
	Pendenze  map[string]pendenza.Pendenza     `json:"pendenze"`
	Risposti  map[string]bool                  `json:"risposti"` // messages
}

// salva stores the state whole; ferma loses what was not stored.
func (p *portale) salva() (err error) {
	p.disco, err = json.Marshal(p.stato)
	return err
}

func (p *portale) ferma() error {
	p.stato = statoPortale{}
	return json.Unmarshal(p.disco, &p.stato)
}

// linea carries a message, written in another way now and then; false when it is lost.
func (b *sportello) linea(m piemontepay.Messaggio) ([]byte, bool, error) {
	busta, err := piemontepay.AppendBusta(nil, m, piemontepay.XSD110, nil)
	c := carta{lingua: "xml", dati: busta}.ricodifica(b.r, b.accaduti)
	return c.dati, b.r.IntN(6) > 0, err
}

func (b *sportello) chiave(ente avviso.IdDominio, codice string) piemontepay.ChiaveMessaggio {
	b.messaggi++
	return piemontepay.ChiaveMessaggio{IdMessaggio: fmt.Sprint("M", b.messaggi), CFEnteCreditore: ente.String(), CodiceVersamento: codice}
}

// carica loads the positions: a list is sent until its outcome has come, which gives the IUV.
func (b *sportello) carica() error {
	liste := map[string][]*circuito.Posizione{}
	for _, p := range b.m.posizioni {
		k := chiaveSportello(p.Ente.Dominio.String(), codiceVersamento(p), "")
		liste[k] = append(liste[k], p)
	}
	for _, k := range slices.Sorted(maps.Keys(liste)) {
		lista := liste[k]
		ente := lista[0].Ente.Dominio
		if b.portali[ente] == nil {
			b.portali[ente] = &portale{ente: ente, arrivati: map[string]int{}, stato: statoPortale{map[string]piemontepay.Posizione{}, map[string]pendenza.Pendenza{}, map[string]bool{}}}
		}
		carico := &piemontepay.InserisciListaDiCarico{Testata: piemontepay.TestataListaCarico{ChiaveMessaggio: b.chiave(ente, codiceVersamento(lista[0])), NumeroPosizioniDebitorie: len(lista)}}
		for _, p := range lista {
			carico.PosizioniDaInserire = append(carico.PosizioniDaInserire, piemontepay.PosizioneDaInserire{
				IdPosizioneDebitoria: p.ID, ImportoTotale: p.Totale(), DescrizioneCausaleVersamento: p.Categoria.Causale + " – attività",
				SoggettoPagatore: piemontepay.Soggetto{RagioneSociale: p.Debitore.Nome, IdentificativoUnivocoFiscale: p.Debitore.CodiceFiscale},
			})
			carico.Testata.ImportoTotaleListaDiCarico = cents(carico.Testata.ImportoTotaleListaDiCarico.Centesimi() + p.Totale().Centesimi())
		}
		for fatto := false; !fatto; {
			corpo, arriva, err := b.linea(carico)
			if err == nil && arriva {
				fatto, err = b.inserisci(corpo, lista)
			}
			if err != nil {
				return err
			}
		}
		if err := b.portali[ente].salva(); err != nil {
			return err
		}
	}
	return nil
}

// inserisci is the desk taking a list, once, and its answer; false when the answer is lost.
func (b *sportello) inserisci(corpo []byte, lista []*circuito.Posizione) (bool, error) {
	letto, _, err := piemontepay.RiconosciMessaggio(corpo)
	carico, ok := letto.(*piemontepay.InserisciListaDiCarico)
	if err != nil || !ok || len(piemontepay.Violazioni(carico)) > 0 {
		return false, fmt.Errorf("lista di carico non accolta: %w, %v", err, piemontepay.Violazioni(letto))
	}
	esito := &piemontepay.EsitoInserimentoListaDiCarico{}
	esito.Result.Codice, esito.TestataEsito = piemontepay.RisultatoOK, carico.Testata.ChiaveMessaggio
	sue := map[string]*circuito.Posizione{}
	for _, p := range lista {
		sue[p.ID] = p
	}
	for _, x := range carico.PosizioniDaInserire {
		k := chiaveSportello(carico.Testata.CFEnteCreditore, carico.Testata.CodiceVersamento, x.IdPosizioneDebitoria)
		if sue[x.IdPosizioneDebitoria] == nil || sue[x.IdPosizioneDebitoria].Totale() != x.ImportoTotale {
			return false, fmt.Errorf("%s non è della lista", k)
		}
		b.iuv[k] = sue[x.IdPosizioneDebitoria].Avviso.IUV()
		esito.Posizioni = append(esito.Posizioni, piemontepay.PosizioneDebitoria{IdPosizioneDebitoria: x.IdPosizioneDebitoria, IUV: b.iuv[k].String(), CodiceEsito: piemontepay.RisultatoOK})
	}
	risposta, arriva, err := b.linea(esito)
	if err != nil || !arriva {
		return false, err
	}
	letto, _, err = piemontepay.RiconosciMessaggio(risposta)
	if esito, ok = letto.(*piemontepay.EsitoInserimentoListaDiCarico); err != nil || !ok || esito.TestataEsito != carico.Testata.ChiaveMessaggio {
		return false, fmt.Errorf("esito non letto: %w", err)
	}
	return true, b.registra(esito, sue)
}

// registra is the body learning the IUV of its positions.
func (b *sportello) registra(esito *piemontepay.EsitoInserimentoListaDiCarico, sue map[string]*circuito.Posizione) error {
	for _, x := range esito.Posizioni {
		p := sue[x.IdPosizioneDebitoria]
		iuv, err := avviso.ParseIUV(x.IUV)
		if err != nil {
			return err
		}
		debito, _, err := pendenza.Crea(p.Pendenza(), pendenza.Creazione{Configurazione: &avviso.Configurazione{AuxDigit: "3", SegregationCode: "01"}, Oggi: b.m.s.Oggi()})
		if err != nil {
			return err
		}
		stato := &b.portali[p.Ente.Dominio].stato
		stato.Pendenze[x.IUV] = debito
		stato.Posizioni[x.IUV] = piemontepay.Posizione{ID: p.ID, IUV: iuv, Atteso: piemontepay.Atteso{
			CFEnteCreditore: p.Ente.Dominio.String(), CodiceVersamento: codiceVersamento(p), Importo: p.Totale(), CodiceFiscale: p.Debitore.CodiceFiscale,
		}}
	}
	return nil
}

// intero reports whether a payment is one that the desk takes: of all that is due.
func intero(p *circuito.Pagamento) bool { return p.Soldi() && len(p.Pagate) == 0 }

// notifica sends what was paid until every body has said 000.
func (b *sportello) notifica() error {
	var restano []*circuito.Pagamento
	for _, p := range b.m.pagamenti {
		if intero(p) {
			restano = append(restano, p)
		}
	}
	for giro := 0; len(restano) > 0; giro++ {
		if giro > 10_000 {
			return errors.New("le notifiche non finiscono")
		}
		mescola(b.r, restano)
		primo, n := restano[0], 1
		for n < len(restano) && n < 4 && restano[n].Posizione.Ente == primo.Posizione.Ente && codiceVersamento(restano[n].Posizione) == codiceVersamento(primo.Posizione) {
			n++
		}
		messaggio := b.lista(restano[:n])
		for range 1 + b.r.IntN(3) { // the same again, whatever was answered
			b.accaduti["notifiche di PiemontePay"]++
			if ok, err := b.trasmetti(b.portali[primo.Posizione.Ente.Dominio], messaggio); err != nil {
				return err
			} else if ok {
				restano = restano[n:]
				break
			}
		}
		if err := b.dispetto(primo, messaggio); err != nil {
			return err
		}
	}
	return nil
}

// lista is the message that tells of some payments of a body and a type.
func (b *sportello) lista(pagamenti []*circuito.Pagamento) *piemontepay.TrasmettiNotifichePagamento {
	p := pagamenti[0].Posizione
	t := &piemontepay.TrasmettiNotifichePagamento{}
	t.Testata.ChiaveMessaggio, t.Testata.NumeroPagamenti = b.chiave(p.Ente.Dominio, codiceVersamento(p)), len(pagamenti)
	for _, x := range pagamenti {
		t.Testata.ImportoTotalePagamenti = cents(t.Testata.ImportoTotalePagamenti.Centesimi() + x.Posizione.Totale().Centesimi())
		n := piemontepay.NotificaPagamento{
			IUV: b.iuv[chiaveDi(x.Posizione)].String(), ImportoPagato: x.Posizione.Totale(), DataEsitoPagamento: avviso.DataDi(x.Istante), Note: "pagato già, e così via: 100 €",
			SoggettoDebitore:   piemontepay.Soggetto{RagioneSociale: x.Posizione.Debitore.Nome, IdentificativoUnivocoFiscale: x.Posizione.Debitore.CodiceFiscale},
			DatiTransazionePSP: piemontepay.DatiTransazionePSP{IdPSP: x.PSP.Codice, DataOraAvvioTransazione: avviso.DataOraDi(x.Istante), IUR: x.IUR},
		}
		if b.r.IntN(2) == 0 {
			n.IdPosizioneDebitoria = x.Posizione.ID
		}
		if b.r.IntN(8) == 0 { // who pays for another
			n.SoggettoDebitore.IdentificativoUnivocoFiscale = "RSSMRA80A01H501U"
		}
		t.Notifiche = append(t.Notifiche, n)
	}
	return t
}

// dispetto sends what must not count: to another body, of another type, amount or IUV.
func (b *sportello) dispetto(p *circuito.Pagamento, vero *piemontepay.TrasmettiNotifichePagamento) error {
	if b.r.IntN(3) > 0 {
		return nil
	}
	falso := *vero
	falso.Notifiche = slices.Clone(vero.Notifiche)
	falso.Testata.IdMessaggio += "F"
	a := b.portali[p.Posizione.Ente.Dominio]
	ultima := &falso.Notifiche[len(falso.Notifiche)-1]
	switch b.r.IntN(5) {
	case 0:
		for _, altro := range b.m.domini {
			if altro != a.ente && b.portali[altro] != nil {
				a = b.portali[altro]
			}
		}
		if a.ente == p.Posizione.Ente.Dominio {
			return nil
		}
	case 1:
		falso.Testata.CodiceVersamento = map[string]string{"TR01": "EN01", "EN01": "TR01"}[falso.Testata.CodiceVersamento]
	case 2:
		ultima.ImportoPagato = cents(ultima.ImportoPagato.Centesimi() + 1)
		falso.Testata.ImportoTotalePagamenti = cents(falso.Testata.ImportoTotalePagamenti.Centesimi() + 1)
	case 3:
		ultima.IUV = "01000000000009999"
	case 4:
		ultima.IdPosizioneDebitoria = "DI-UN-ALTRO"
	}
	ultima.DatiTransazionePSP.IUR = "FALSO"
	prima := string(a.disco)
	b.accaduti["notifiche di PiemontePay di altri"]++
	if ok, err := b.trasmetti(a, &falso); err != nil || ok {
		return errors.Join(err, fmt.Errorf("%s conta da %s", falso.Testata.IdMessaggio, a.ente))
	}
	if string(a.disco) != prima {
		return fmt.Errorf("%s è rifiutata, e %s è cambiato", falso.Testata.IdMessaggio, a.ente)
	}
	return nil
}

// trasmetti carries a list to a portal, which may stop before it stored it or after, and its answer back.
func (b *sportello) trasmetti(a *portale, t *piemontepay.TrasmettiNotifichePagamento) (bool, error) {
	corpo, arriva, err := b.linea(t)
	if err != nil || !arriva {
		return false, err
	}
	esito, err := a.ricevi(corpo, b.r)
	if err != nil {
		return false, err
	}
	if b.r.IntN(8) == 0 { // it stops: what it stored is what it knows
		b.accaduti["fermate del portale"]++
		return false, a.ferma()
	}
	risposta, arriva, err := b.linea(&piemontepay.Risposta{Result: esito})
	if err != nil || !arriva {
		return false, err
	}
	letto, err := piemontepay.ParseMessaggio(risposta, piemontepay.XSD110)
	if r, ok := letto.(*piemontepay.Risposta); ok {
		return r.Result.Codice == piemontepay.RisultatoOK, err
	}
	return false, fmt.Errorf("risposta non letta: %w", err)
}

// ricevi is a body taking a list, whole or not at all.
func (p *portale) ricevi(corpo []byte, r *rand.Rand) (piemontepay.Risultato, error) {
	rifiuta := func(err error) (piemontepay.Risultato, error) {
		return piemontepay.Risultato{Codice: piemontepay.RisultatoGenerico, Messaggio: avviso.Accorcia(err.Error(), 500)}, nil
	}
	letto, _, err := piemontepay.RiconosciMessaggio(corpo)
	t, ok := letto.(*piemontepay.TrasmettiNotifichePagamento)
	if err != nil || !ok || len(piemontepay.Violazioni(t)) > 0 {
		return piemontepay.Risultato{}, fmt.Errorf("notifica non letta: %w: %.3000q", err, corpo)
	}
	k, _ := piemontepay.Chiave(t)
	messaggio := k.CFEnteCreditore + "/" + k.CodiceVersamento + "/" + k.IdMessaggio
	if p.stato.Risposti[messaggio] {
		return piemontepay.Risultato{Codice: piemontepay.RisultatoOK}, nil
	}
	nuove, debiti := map[string]piemontepay.Posizione{}, map[string]pendenza.Pendenza{}
	for _, n := range t.Notifiche {
		q, nota := nuove[n.IUV]
		if !nota {
			if q, nota = p.stato.Posizioni[n.IUV]; !nota {
				return rifiuta(errors.New("IUV sconosciuto"))
			}
			debiti[n.IUV] = p.stato.Pendenze[n.IUV]
		}
		if nuove[n.IUV], _, err = q.Notifica(t.Testata, n, t.Notifiche[0].DataEsitoPagamento.Inizio()); err != nil {
			return rifiuta(err)
		}
		evento, err := esterni.DaNotificaPiemontePay(n)
		if err != nil {
			return rifiuta(err)
		}
		debito := debiti[n.IUV]
		debiti[n.IUV], _, err = debito.Applica(evento, pendenza.Opzioni{})
		if err != nil && !errors.Is(err, pendenza.ErrGiaRiconciliato) && !errors.Is(err, pendenza.ErrRTDuplicata) {
			return piemontepay.Risultato{}, fmt.Errorf("%s: %w", n.IUV, err)
		}
	}
	maps.Copy(p.stato.Posizioni, nuove)
	maps.Copy(p.stato.Pendenze, debiti)
	p.stato.Risposti[messaggio] = true
	if r.IntN(8) == 0 {
		return piemontepay.Risultato{Codice: piemontepay.RisultatoSistema}, p.ferma() // before it stored anything
	}
	if err := p.salva(); err != nil {
		return piemontepay.Risultato{}, err
	}
	for _, n := range t.Notifiche {
		p.arrivati[n.DatiTransazionePSP.IUR]++
	}
	return piemontepay.Risultato{Codice: piemontepay.RisultatoOK}, nil
}

// finisce compares what every body knows with what was paid.
func (b *sportello) finisce() error {
	pagate := map[avviso.IdDominio]map[string]bool{}
	for _, p := range b.m.pagamenti {
		d := p.Posizione.Ente.Dominio
		if !intero(p) {
			continue
		}
		if pagate[d] == nil {
			pagate[d] = map[string]bool{}
		}
		pagate[d][p.Posizione.IUV] = true
		if b.portali[d].arrivati[p.IUR] == 0 {
			return fmt.Errorf("il pagamento %s di %s non è arrivato", p.IUR, p.Posizione.IUV)
		}
		for altro, a := range b.portali {
			if altro != d && a.arrivati[p.IUR] > 0 {
				return fmt.Errorf("il pagamento %s è arrivato a %s", p.IUR, altro)
			}
		}
		b.accaduti["pagamenti di PiemontePay"]++
	}
	for d, a := range b.portali {
		if a.arrivati["FALSO"] > 0 {
			return fmt.Errorf("%s ha preso un pagamento di altri", d)
		}
		if err := a.ferma(); err != nil {
			return err
		}
		for iuv, q := range a.stato.Posizioni {
			debito, err := b.ricevute(a.stato.Pendenze[iuv])
			if err != nil {
				return err
			}
			stato := debito.Stato == pendenza.Eseguita || debito.Stato == pendenza.Incassata
			if q.Pagata() != pagate[d][iuv] || stato != pagate[d][iuv] {
				return fmt.Errorf("%s: pagata %v, allo sportello %v, posizione %v", iuv, pagate[d][iuv], q.Pagata(), debito.Stato)
			}
		}
	}
	return nil
}

// ricevute gives a position the receipts of the payments that the desk told of: each takes the place of what was
// told, so that no euro is there twice.
func (b *sportello) ricevute(debito pendenza.Pendenza) (pendenza.Pendenza, error) {
	for _, p := range b.m.pagamenti {
		if p.Posizione.Ente.Dominio != debito.IdDominio || p.Posizione.ID != debito.IDPendenza || !intero(p) {
			continue
		}
		if p.ConRicevuta() {
			dopo, _, err := debito.Applica(p.Applicabile(), pendenza.Opzioni{})
			if err != nil {
				return debito, err
			}
			debito = dopo
		}
		var somma int64
		for _, x := range debito.Pagamenti {
			if x.IUR == p.IUR {
				somma += x.Importo.Centesimi()
			}
		}
		if somma != p.Posizione.Totale().Centesimi() {
			return debito, fmt.Errorf("%s: riscossi %s di %s", p.IUR, euro(somma), p.Posizione.Totale())
		}
	}
	return debito, nil
}
