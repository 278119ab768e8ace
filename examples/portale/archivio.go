package main

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

const (
	applicazione = "PORTALE"
	simulatore   = "SIMULA" // what examples/simula writes for this body may be loaded too
	stazione     = "99999000005_01"
	hashBollo    = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
)

var (
	dominio      = avviso.MustIdDominio("99999000005")
	conto        = avviso.MustIBAN("IT60X0542811101000000123456")
	numerazione  = avviso.Configurazione{AuxDigit: "3", SegregationCode: "01"}
	marcaDaBollo = []byte("<marcaDaBollo>inventata</marcaDaBollo>")
)

// prestatore is a simulated PSP.
type prestatore struct {
	Codice, Nome, Nota string
	Tipo               int           // 1 or 2, of the payments that start at the body
	attesa             time.Duration // until the receipt is delivered
	canale, metodo     string        // of the payments of type 3, as their receipt says
}

var prestatori = []prestatore{
	{Codice: "ABI99991", Nome: "Banca Esempio", Nota: "Carta o conto: l'esito arriva in pochi secondi.", Tipo: 1, attesa: 4 * time.Second},
	{Codice: "ABI99992", Nome: "Istituto di Pagamento Inventato", Nota: "App sul telefono: l'esito arriva in pochi secondi.", Tipo: 1, attesa: 4 * time.Second},
	{Codice: "ABI99993", Nome: "Cassa Rurale di Prova", Nota: "Bonifico dalla tua banca: l'esito arriva dopo due ore.", Tipo: 2, attesa: 2 * time.Hour},
}

// pspAvviso is the PSP of the payments of type 3.
var pspAvviso = prestatore{Codice: "ABI99994", Nome: "Tabaccheria Finta – punto di pagamento", Tipo: 3, canale: "TABACCHERIA", metodo: "cash"}

// voceDebito is an item of an invented debt; "" as codice is a digital stamp.
type voceDebito struct{ importo, descrizione, codice string }

// debitoDati is an invented debt; scadenza is in days from the start.
type debitoDati struct {
	id, causale, documento, piano string
	rata, scadenza                int
	bozza                         bool
	voci                          []voceDebito
}

var debitiDati = []debitoDati{
	{id: "MENSA-03", causale: "Mensa scolastica, mese di marzo", scadenza: 30, voci: []voceDebito{{"59.90", "Pasti del mese", "9/0601108TS/"}}},
	{id: "EDILIZIA-118", causale: "Permesso di costruire, pratica 118", scadenza: 60, voci: []voceDebito{
		{"120.00", "Diritti di segreteria", "9/0101108TS/"}, {"350.00", "Oneri di urbanizzazione", "9/0101105TS/"}, {"16.00", "Imposta di bollo", ""},
	}},
	{id: "TARI-UNICA", causale: "Tassa rifiuti, soluzione unica", documento: "TARI", piano: "UNICA", scadenza: 45, voci: []voceDebito{{"240.00", "Tassa rifiuti", "9/0101101IM/"}}},
	{id: "TARI-RATA-1", causale: "Tassa rifiuti, prima rata", documento: "TARI", piano: "RATE", rata: 1, scadenza: 45, voci: []voceDebito{{"122.00", "Tassa rifiuti", "9/0101101IM/"}}},
	{id: "TARI-RATA-2", causale: "Tassa rifiuti, seconda rata", documento: "TARI", piano: "RATE", rata: 2, scadenza: 120, voci: []voceDebito{{"122.00", "Tassa rifiuti", "9/0101101IM/"}}},
	{id: "MULTA-77", causale: "Violazione del codice della strada, verbale 77", scadenza: -10, voci: []voceDebito{{"42.00", "Sanzione", "9/0201102IM/"}}},
	{id: "TRASPORTO-5", causale: "Trasporto scolastico, secondo trimestre", scadenza: 20, voci: []voceDebito{{"85.00", "Abbonamento", "9/0601108TS/"}}},
	{id: "BIBLIOTECA-12", causale: "Copie eseguite in biblioteca", scadenza: 15, voci: []voceDebito{{"3.60", "Copie", "9/0101108TS/"}}},
	{id: "SUOLO-9", causale: "Occupazione di suolo pubblico", scadenza: 90, bozza: true, voci: []voceDebito{{"180.00", "Canone unico", "9/0301105TS/"}}},
}

// nuovoBanco prepares the body, the person and the debts: most to be paid, one
// expired, one cancelled, one paid three weeks ago, one not yet published.
func nuovoBanco(seme uint64, orologio func() time.Time) (*banco, error) {
	b := &banco{
		orologio: orologio, caso: rand.New(rand.NewPCG(seme, 3)), pagamenti: map[string]*pagamento{}, carrelli: map[string]*carrello{},
		ente: avviso.Ente{IdDominio: dominio, Nome: "Comune di Vallefinta", Settore: "Ufficio Tributi", Informazioni: "www.comune.vallefinta.example – tel. 000 1234567", CBILL: "ZZ99X"},
	}
	chi, err := b.persona()
	if err != nil {
		return nil, err
	}
	inizio := orologio()
	caricati := inizio.AddDate(0, 0, -40)
	b.numerazione = avviso.Numerazione{Configurazione: numerazione, Prossimo: 1 + b.caso.Uint64N(1e9)}
	creazione := pendenza.Creazione{Numerazione: &b.numerazione, Oggi: avviso.DataDi(caricati)}
	for i := range debitiDati {
		dati := &debitiDati[i]
		creazione.Bozza = dati.bozza
		p, _, err := pendenza.Crea(dati.pendenza(chi, avviso.DataDi(inizio)), creazione)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", dati.id, err)
		}
		d := &debito{p: p}
		d.annota(caricati, 0, macchinaPendenza, "Crea", "", p.Stato.String(), "")
		b.debiti = append(b.debiti, d)
	}
	return b, b.antefatti(inizio)
}

// antefatti is what happened before the program started.
func (b *banco) antefatti(inizio time.Time) error {
	trasporto, err := b.debito("TRASPORTO-5")
	if err != nil {
		return err
	}
	if err := b.opera(trasporto, "annulla", inizio.AddDate(0, 0, -5)); err != nil {
		return err
	}
	quando := inizio.AddDate(0, 0, -21)
	p, err := b.inizia("BIBLIOTECA-12", quando)
	if err != nil {
		return err
	}
	if err := b.scegliPSP(p, prestatori[0].Codice, quando.Add(20*time.Second)); err != nil {
		return err
	}
	if err := b.conferma(p, "anna@posta.example", quando.Add(40*time.Second)); err != nil {
		return err
	}
	if err := b.scegli(p, sceltaEseguito, quando.Add(70*time.Second)); err != nil {
		return err
	}
	return b.avanza(inizio)
}

// pendenza returns the data of a debt as an application would upload them.
func (d *debitoDati) pendenza(chi pendenza.SoggettoPagatore, oggi avviso.Data) pendenza.Pendenza {
	p := pendenza.Pendenza{
		IDA2A: applicazione, IDPendenza: d.id, IdDominio: dominio, Causale: d.causale, SoggettoPagatore: &chi,
		DataScadenza: oggi.Aggiungi(d.scadenza), Piano: d.piano,
	}
	if d.documento != "" {
		p.Documento = &pendenza.Documento{Identificativo: d.documento, Descrizione: "Tassa rifiuti", Rata: d.rata}
	}
	cent := int64(0)
	for i, v := range d.voci {
		importo := avviso.MustImporto(v.importo)
		cent += importo.Centesimi()
		n := pendenza.Voce{IDVocePendenza: d.id + "-" + strconv.Itoa(i+1), Importo: importo, Descrizione: v.descrizione, CodiceTassonomicoPagoPA: v.codice}
		if v.codice == "" {
			n.TipoBollo, n.HashDocumento, n.ProvinciaResidenza, n.CodiceTassonomicoPagoPA = "01", hashBollo, "RO", "9/0301116TS/"
		} else {
			n.IbanAccredito, n.TipoContabilita, n.CodiceContabilita = conto, pendenza.AltraContabilita, v.codice[2:]
		}
		p.Voci = append(p.Voci, n)
	}
	p.Importo = avviso.ImportoDaCentesimi(cent)
	return p
}

// persona invents the debtor, with a code that is formally valid.
func (b *banco) persona() (pendenza.SoggettoPagatore, error) {
	nomi := []string{"Anna Verdi", "Mario Prova", "Lucia Esempi", "Paolo Finti", "Elena Campioni", "Sergio Bianchi"}
	base := fmt.Sprintf("ZZ%cZZ%c%02d%c%02dZ%03d", 'A'+rune(b.caso.IntN(26)), 'A'+rune(b.caso.IntN(26)), b.caso.IntN(100),
		"ABCDEHLMPRST"[b.caso.IntN(12)], 1+b.caso.IntN(28), 100+b.caso.IntN(50))
	for c := 'A'; c <= 'Z'; c++ {
		if cf, err := avviso.ParseCodiceFiscale(base + string(c)); err == nil {
			return pendenza.SoggettoPagatore{
				Tipo: pendenza.PersonaFisica, Identificativo: cf.String(), Anagrafica: nomi[b.caso.IntN(len(nomi))],
				Indirizzo: "Via delle Prove", Civico: "7", CAP: "00000", Localita: "Vallefinta", Provincia: "VF", Nazione: "IT",
			}, nil
		}
	}
	return pendenza.SoggettoPagatore{}, fmt.Errorf("nessun codice fiscale da %q", base)
}

// attestante is the PSP as an RT names it.
func (p *prestatore) attestante() rpt.IstitutoAttestante {
	return rpt.IstitutoAttestante{
		IdentificativoUnivoco: rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.CodiceABI, CodiceIdentificativoUnivoco: p.Codice[3:]},
		Denominazione:         p.Nome,
	}
}

// attestanteNodo attests the RT of a payment that never reached a PSP: nobody chose a
// bank, so that none is named.
var attestanteNodo = rpt.IstitutoAttestante{
	IdentificativoUnivoco: rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.PersonaGiuridica, CodiceIdentificativoUnivoco: "NODO-DI-PROVA"},
	Denominazione:         "Nodo dei Pagamenti simulato",
}

// enteBeneficiario is the body as an RPT names it.
func (b *banco) enteBeneficiario() rpt.EnteBeneficiario {
	return rpt.EnteBeneficiario{
		IdentificativoUnivoco: rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.PersonaGiuridica, CodiceIdentificativoUnivoco: dominio.String()},
		Denominazione:         b.ente.Nome,
	}
}
