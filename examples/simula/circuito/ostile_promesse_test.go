package circuito_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/simula/circuito"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// rotta is a promise that a story breaks.
type rotta struct{ promessa, testo string }

// mantieni lives a story and holds it to each promise; nil when all are kept.
func (s storia) mantieni(accaduti conta) *rotta {
	m, err := s.vivi()
	if err != nil {
		return &rotta{"la storia si vive", err.Error()}
	}
	for _, d := range s.dispetti {
		accaduti[repertorio[d.cosa].nome]++
	}
	in := m.input()
	r := rendicontazione.Riconcilia(in, rendicontazione.Opzioni{})
	for i, prova := range []struct {
		promessa string
		verifica func() string
	}{
		{"nessun euro estinto oltre accrediti meno storni", func() string { return m.capienza(&r, accaduti) }},
		{"ogni cosa detta ha una classe sola", func() string { return m.conserva(&in, &r) }},
		{"ogni discordanza è detta", func() string { return m.detta(&in, &r, accaduti) }},
		{"uscita 0 vuol dire libri concordi", func() string { return m.concordi(&r, accaduti) }},
		{"il rapporto dei pezzi è quello dell'intero", func() string { return m.pezzi(&in, &r) }},
		{"i giornali finiscono dove finiscono le posizioni", func() string { return m.giornali(accaduti) }},
		{"documenti scritti in altro modo, lo stesso rapporto", func() string { return m.documenti(accaduti) }},
		{"JPPA riceve ogni pagamento, e nessuno di altri", func() string { return m.maggioli(accaduti) }},
		{"PiemontePay notifica ogni pagamento, e nessuno di altri", func() string { return m.piemontePay(accaduti) }},
	} {
		m.r = rand.New(rand.NewPCG(s.conf.Seme, uint64(100+i))) // the same for a shorter story
		if testo := prova.verifica(); testo != "" {
			return &rotta{prova.promessa, testo}
		}
	}
	return nil
}

// capienza compares what the report calls discharged with the truth of the accounts.
func (m *mondoOstile) capienza(r *rendicontazione.Report, accaduti conta) string {
	ricevute, voci := map[avviso.IdDominio]int64{}, map[avviso.IdDominio]int64{}
	for i := range r.Ricevute {
		if x := &r.Ricevute[i]; x.Classe == rendicontazione.RicevutaIncassata {
			ricevute[x.IdDominio] += x.Importo.Centesimi()
		}
	}
	for i := range r.Pendenze {
		if !r.Pendenze[i].Quietanzabile {
			continue
		}
		for _, v := range r.Pendenze[i].Voci {
			if v.Classe == rendicontazione.VoceEsclusa {
				continue // a digital stamp, or the due of a body outside
			}
			d := r.Pendenze[i].IdDominio
			if v.IdDominio.IsValid() {
				d = v.IdDominio
			}
			voci[d] += v.Importo.Centesimi()
			accaduti["debiti estinti"]++
		}
	}
	for _, d := range m.domini {
		saldo := m.saldo(d)
		if m.nascosto {
			continue
		}
		if estinto := max(ricevute[d], voci[d]); estinto > 0 && estinto > saldo {
			return fmt.Sprintf("%s: estinti %d, sul conto %d", d, estinto, saldo)
		}
	}
	return ""
}

// conserva looks for each paper in the report: once, with a class.
func (m *mondoOstile) conserva(in *rendicontazione.Input, r *rendicontazione.Report) string {
	dette, trovate := map[string]bool{}, map[string]int{}
	for i := range in.Movimenti {
		dette["movimento "+in.Movimenti[i].Chiave().String()] = true
	}
	for i := range in.Ricevute {
		dette["ricevuta "+in.Ricevute[i].Chiave().String()] = true
	}
	for i := range in.Pendenze {
		dette["pendenza "+in.Pendenze[i].Chiave().String()] = true
	}
	for i := range in.Flussi {
		dette["flusso "+in.Flussi[i].ChiaveVersione().String()] = true
	}
	var mute []string
	vista := func(k string, valida bool) {
		if trovate[k]++; !valida || !dette[k] {
			mute = append(mute, k)
		}
	}
	for i := range r.Movimenti {
		vista("movimento "+r.Movimenti[i].Chiave().String(), r.Movimenti[i].Classe.IsValid())
	}
	for i := range r.Ricevute {
		vista("ricevuta "+r.Ricevute[i].Chiave().String(), r.Ricevute[i].Classe.IsValid())
	}
	for i := range r.Pendenze {
		vista("pendenza "+r.Pendenze[i].Chiave().String(), r.Pendenze[i].Classe.IsValid())
	}
	for i := range r.Flussi {
		vista("flusso "+r.Flussi[i].ChiaveVersione().String(), r.Flussi[i].Classe.IsValid())
	}
	for k := range dette {
		if trovate[k] != 1 {
			return fmt.Sprintf("%s: %d volte nel rapporto", k, trovate[k])
		}
	}
	if len(mute) > 0 {
		return mute[0] + " senza classe, o di nessuna carta"
	}
	return ""
}

// daVedere is what asks for a person, the first of it.
func daVedere(r *rendicontazione.Report) string {
	for i := range r.Movimenti {
		if x := &r.Movimenti[i]; x.Classe.RichiedeIntervento() || x.Segnali.RichiedeIntervento() {
			return "movimento " + x.Chiave().String()
		}
	}
	for i := range r.Flussi {
		if x := &r.Flussi[i]; x.Classe.RichiedeIntervento() || x.Segnali.RichiedeIntervento() {
			return "flusso " + x.IDFlusso
		}
	}
	for i := range r.Righe {
		if x := &r.Righe[i]; x.Classe.RichiedeIntervento() || x.Segnali.RichiedeIntervento() {
			return "riga " + x.IUV
		}
	}
	for i := range r.Ricevute {
		if x := &r.Ricevute[i]; x.Classe.RichiedeIntervento() || x.Segnali.RichiedeIntervento() {
			return "ricevuta " + x.Chiave().String()
		}
	}
	for i := range r.Pendenze {
		x := &r.Pendenze[i]
		if x.Classe.RichiedeIntervento() || x.Segnali.RichiedeIntervento() {
			return "pendenza " + x.ID
		}
		for _, v := range x.Voci {
			if v.Classe.RichiedeIntervento() {
				return "voce di " + x.ID
			}
		}
	}
	if len(r.Conflitti) > 0 {
		return "conflitto " + r.Conflitti[0].Chiave
	}
	if r.Conteggi.StorniNonAttribuiti.Numero > 0 {
		return "storni non attribuiti"
	}
	return ""
}

// concordi adds up the ledgers of bank, PSPs and Nodo where nothing asks for a person: the
// credits that are reconciled are the rows of their flows, and these the payments that are
// on the account, but for what waits, what other archives hold and what was refunded.
func (m *mondoOstile) concordi(r *rendicontazione.Report, accaduti conta) string {
	if daVedere(r) != "" {
		accaduti["da vedere"]++
		return ""
	}
	accaduti["concordi"]++
	banca, psp, ente, ricevute := map[avviso.IdDominio]int64{}, map[avviso.IdDominio]int64{}, map[avviso.IdDominio]int64{}, map[avviso.IdDominio]int64{}
	contati := map[int]bool{}
	for i := range r.Movimenti {
		x := &r.Movimenti[i]
		switch x.Classe {
		case rendicontazione.MovimentoRiconciliato, rendicontazione.MovimentoIntegrazione:
			banca[x.IdDominio] += x.Residuo.Centesimi()
		case rendicontazione.MovimentoInAttesaFlusso, rendicontazione.MovimentoNonPagoPA, rendicontazione.MovimentoStornato, rendicontazione.MovimentoStorno,
			rendicontazione.MovimentoCopiaProbabile, rendicontazione.MovimentoUscita:
		default:
			return fmt.Sprintf("movimento %s: %s", x.Chiave(), x.Classe)
		}
		if x.Classe != rendicontazione.MovimentoRiconciliato && x.Classe != rendicontazione.MovimentoIntegrazione {
			continue
		}
		for f := range r.FlussiDi(i) {
			if contati[f] {
				continue
			}
			contati[f] = true
			psp[x.IdDominio] += r.Flussi[f].ImportoTotalePagamenti.Centesimi()
			for j := range r.RigheDi(f) {
				switch riga := &r.Righe[j]; riga.Classe {
				case rendicontazione.RigaAbbinata:
					ente[x.IdDominio] += riga.Importo.Centesimi()
				case rendicontazione.RigaRevocaAbbinata:
				case rendicontazione.RigaSenzaRicevutaAmmessa, rendicontazione.RigaAltroIntermediario, rendicontazione.RigaSenzaRicevuta:
				default:
					return fmt.Sprintf("riga %s di %s: %s", riga.IUV, r.Flussi[f].IDFlusso, riga.Classe)
				}
			}
		}
	}
	for i := range r.Ricevute {
		if x := &r.Ricevute[i]; x.Classe == rendicontazione.RicevutaIncassata {
			ricevute[x.IdDominio] += x.Importo.Centesimi()
		}
	}
	for _, d := range m.domini {
		if banca[d] != psp[d] {
			return fmt.Sprintf("%s: la banca ha %d, i PSP dicono %d", d, banca[d], psp[d])
		}
		if ente[d] < ricevute[d] {
			return fmt.Sprintf("%s: righe abbinate %d, ricevute incassate %d", d, ente[d], ricevute[d])
		}
	}
	return ""
}

// pezzi gives the papers to a few accumulators, some to more than one, and joins them.
func (m *mondoOstile) pezzi(in *rendicontazione.Input, r *rendicontazione.Report) string {
	if m.r.IntN(4) > 0 {
		return ""
	}
	parti := make([]rendicontazione.Accumulatore, 3)
	var errori error
	uno := func() *rendicontazione.Accumulatore { return &parti[m.r.IntN(len(parti))] }
	for range 2 { // all of it twice
		for i := range in.Movimenti {
			errori = errors.Join(errori, uno().AggiungiMovimenti(in.Movimenti[i]))
		}
		for i := range in.Flussi {
			errori = errors.Join(errori, uno().AggiungiFlussi(in.Flussi[i]))
		}
		for i := range in.Ricevute {
			errori = errors.Join(errori, uno().AggiungiRicevute(in.Ricevute[i]))
		}
		for i := range in.Pendenze {
			errori = errors.Join(errori, uno().AggiungiPendenze(in.Pendenze[i]))
		}
		for i := range in.Domini {
			errori = errors.Join(errori, uno().AggiungiDomini(in.Domini[i]))
		}
	}
	parti[1].Unisci(&parti[2])
	parti[1].Unisci(&parti[0])
	intero, err1 := json.Marshal(r)
	rapporto := parti[1].Report(in.Oggi, rendicontazione.Opzioni{})
	unito, err2 := json.Marshal(&rapporto)
	if err := errors.Join(errori, err1, err2); err != nil {
		return err.Error()
	}
	if string(intero) != string(unito) {
		return "i due rapporti sono diversi"
	}
	return ""
}

// giornali lets the events of every party arrive in any order and some of them twice, and the
// receipts of the positions too: both must say what happened.
func (m *mondoOstile) giornali(accaduti conta) string {
	if m.r.IntN(4) > 0 {
		return ""
	}
	var eventi []gdp.Evento
	esiti := map[nodo.Chiave]gdp.EsitoRT{}
	for _, p := range slices.Backward(m.pagamenti) {
		if p.ConRicevuta() {
			esiti[p.Chiave()] = gdp.RTNegativa
			if p.Soldi() {
				esiti[p.Chiave()] = gdp.RTPositiva
			}
		}
		for e := range m.s.Eventi(p) {
			eventi = append(eventi, e.Evento)
			if m.r.IntN(10) == 0 {
				eventi = append(eventi, e.Evento)
			}
		}
	}
	come := gdp.ConRT(func(k nodo.Chiave) gdp.DatiRT { return gdp.DatiRT{Esito: esiti[k]} })
	dritta, err := posizioni(eventi, come)
	if err != nil {
		return err.Error()
	}
	mescola(m.r, eventi)
	if eventi, err = m.perIscritto(eventi, accaduti); err != nil {
		return err.Error()
	}
	storta, err := posizioni(eventi, come)
	if err != nil {
		return err.Error()
	}
	for k, p := range dritta {
		if storta[k] != p {
			return fmt.Sprintf("%v: %v, e in un altro ordine %v", k, p, storta[k])
		}
	}

	// The receipts, in any order and twice.
	for _, s := range m.posizioni {
		p, _, err := pendenza.Crea(s.Pendenza(), pendenza.Creazione{Configurazione: &avviso.Configurazione{AuxDigit: "3", SegregationCode: "01"}, Oggi: m.s.Oggi()})
		if err != nil {
			return err.Error()
		}
		if p, err = m.ripensa(p); err != nil {
			return err.Error()
		}
		var suoi []*circuito.Pagamento
		for _, x := range m.pagamenti {
			if x.Posizione == s && x.ConRicevuta() {
				suoi = append(suoi, x, x)
			}
		}
		mescola(m.r, suoi)
		visti, soldi := map[*circuito.Pagamento]bool{}, false
		for _, x := range suoi {
			q, _, err := p.Applica(x.Applicabile(), pendenza.Opzioni{Domini: m.domini})
			if visti[x] != (err != nil) {
				return fmt.Sprintf("%s: la ricevuta %s, già vista %v: %v", s.ID, x.CCP, visti[x], err)
			}
			if err == nil {
				p = q
			}
			visti[x] = true
			if fine := dritta[x.Chiave()]; x.Soldi() && fine.IsValid() {
				soldi = true
			}
		}
		if pagata := p.Stato == pendenza.Eseguita || p.Stato == pendenza.EseguitaParziale || p.Stato == pendenza.Incassata; soldi != pagata && len(suoi) > 0 {
			return fmt.Sprintf("%s: i giornali dicono pagata %v, la posizione è %v", s.ID, soldi, p.Stato)
		}
		accaduti["posizioni ripercorse"]++
	}
	return ""
}

// ripensa is the body cancelling, updating or sending again a position that the citizen may be paying.
func (m *mondoOstile) ripensa(p pendenza.Pendenza) (pendenza.Pendenza, error) {
	nuova := p
	nuova.Causale += " (rettifica)"
	eventi := [...][]pendenza.Evento{{}, {}, {}, {pendenza.Annulla{Motivo: "errore"}}, {pendenza.Annulla{}, pendenza.Ripristina{}}, {pendenza.Aggiorna{Nuova: nuova}}, {pendenza.Aggiorna{Nuova: p}, pendenza.Aggiorna{Nuova: p}}}
	for _, e := range eventi[m.r.IntN(len(eventi))] {
		dopo, _, err := p.Applica(e, pendenza.Opzioni{Domini: m.domini})
		if err != nil {
			return p, fmt.Errorf("%s: %s: %w", p.IDPendenza, e.Tipo(), err)
		}
		p = dopo
	}
	return p, nil
}

func posizioni(eventi []gdp.Evento, come gdp.Opzione) (map[nodo.Chiave]gdp.Posizione, error) {
	var a gdp.Analisi
	for _, e := range eventi {
		if err := a.Aggiungi(e); err != nil {
			return nil, err
		}
	}
	pagamenti, err := a.Pagamenti(come)
	if err != nil {
		return nil, err
	}
	trovate := map[nodo.Chiave]gdp.Posizione{}
	for p := range pagamenti {
		trovate[p.Chiave()] = p.Posizione
	}
	return trovate, nil
}
