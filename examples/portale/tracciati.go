package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/tracciato"
)

const (
	macchinaTracciato = "Tracciato"
	maxTracciato      = 4 << 20 // bytes of a file
	maxTracciati      = 50
	maxRighe          = 5000
	passoTracciati    = 3 * time.Second // of the procedure that validates, then loads
	entrataGenerica   = "9/0101108TS/"
)

// caricato is a file of positions that was uploaded, and what became of it.
type caricato struct {
	id        int
	nome      string
	formato   tracciato.Formato
	originale []byte
	progresso tracciato.Progresso
	testata   tracciato.Testata
	motivo    string // why it cannot be read as a whole
	quando    time.Time
	diario    []voce
	esiti     []tracciato.Risultato
	elaborato []byte // what a printer of notices needs
	risposta  []byte // the outcomes, in the format of the file
}

// riceveTracciato takes an uploaded file, which the procedure will work on by itself.
func (b *banco) riceveTracciato(nome, formato string, corpo []byte, adesso time.Time) (*caricato, error) {
	if len(b.tracciati) >= maxTracciati {
		return nil, &rifiuto{Stato: 409, Titolo: "Troppi tracciati", Testo: "La prova ne tiene al più cinquanta: riavviala per ricominciare.", Vai: "/tracciati", Invito: "Torna ai tracciati"}
	}
	f := tracciato.Formato(formato)
	nome = strings.Map(func(r rune) rune { // neither controls nor marks that turn the text round
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, filepath.Base(strings.ReplaceAll(nome, `\`, "/")))
	if r := []rune(nome); len(r) > 100 {
		nome = string(r[:100])
	}
	if formato == "" {
		f = tracciato.CSV
		if strings.EqualFold(filepath.Ext(nome), ".json") {
			f = tracciato.JSON
		}
	}
	if !f.IsValid() {
		return nil, &rifiuto{Stato: 400, Titolo: "Formato sconosciuto", Testo: "Un tracciato è csv, json o loader2.", Vai: "/tracciati", Invito: "Torna ai tracciati"}
	}
	c := &caricato{id: len(b.tracciati) + 1, nome: nome, formato: f, originale: corpo, progresso: tracciato.Inizio(f), quando: adesso}
	c.annota(adesso, "Riceve", "", c.progresso.Stato)
	b.tracciati = append(b.tracciati, c)
	return c, nil
}

func (c *caricato) annota(quando time.Time, evento, da string, a tracciato.Stato) {
	c.diario = append(c.diario, voce{Quando: quando, Macchina: macchinaTracciato, Evento: evento, Da: da, A: a.String()})
}

// prossimo returns when the procedure works on the file again.
func (c *caricato) prossimo() (time.Time, bool) {
	s := c.progresso.Stato
	return c.quando.Add(passoTracciati), s == tracciato.Nuovo || s == tracciato.ValidazioneOK
}

func (c *caricato) opzioni() tracciato.Opzioni { return tracciato.Opzioni{MaxRighe: maxRighe} }

// lavora is one step of the procedure: it validates the file, or loads it.
func (b *banco) lavora(c *caricato, quando time.Time) error {
	c.quando = quando
	prima := c.progresso.Stato
	if prima == tracciato.Nuovo {
		testata, err := c.progresso.Valida(bytes.NewReader(c.originale), c.opzioni())
		evento := tracciato.Valida
		switch {
		case errors.Is(err, tracciato.ErrTracciato):
			c.motivo, evento = err.Error(), tracciato.Rifiuta
		case err != nil:
			return err
		}
		c.testata = testata
		c.annota(quando, evento.String(), prima.String(), c.progresso.Stato)
		return nil
	}
	c.annota(quando, tracciato.AvviaCaricamento.String(), prima.String(), tracciato.InCaricamento)
	var elaborato, risposta bytes.Buffer
	scrittori := []*tracciato.Scrittore{tracciato.NuovoScrittore(&elaborato, tracciato.Elaborato), tracciato.NuovoScrittore(&risposta, c.formato)}
	o := c.opzioni()
	o.IdDominio = c.testata.IdDominio
	caricatore := &tracciato.Caricatore{
		Archivio: archivioTracciati{b, quando}, Numerazione: &b.numerazione, Configurazione: &b.numerazione.Configurazione, Oggi: avviso.DataDi(quando),
		Autorizzata: func(a2a string, d avviso.IdDominio) bool {
			return (a2a == applicazione || a2a == simulatore) && d == dominio
		},
	}
	for x, err := range caricatore.Carica(&c.progresso, tracciato.Leggi(c.formato, bytes.NewReader(c.originale), o)) {
		if err != nil {
			return err
		}
		c.esiti = append(c.esiti, x)
		for _, s := range scrittori {
			if err := s.Scrivi(&x); err != nil {
				return err
			}
		}
	}
	for _, s := range scrittori {
		if err := s.Chiudi(); err != nil {
			return err
		}
	}
	c.elaborato, c.risposta = elaborato.Bytes(), risposta.Bytes()
	evento := tracciato.FineOK
	if c.progresso.Fallite > 0 {
		evento = tracciato.FineKO
	}
	c.annota(quando, evento.String(), tracciato.InCaricamento.String(), c.progresso.Stato)
	return nil
}

// archivioTracciati is what a loading sees of the positions.
type archivioTracciati struct {
	b      *banco
	quando time.Time
}

// trova returns the debt of a key, nil when there is none.
func (a archivioTracciati) trova(k pendenza.Chiave) *debito {
	i := slices.IndexFunc(a.b.debiti, func(d *debito) bool { return d.p.Chiave() == k })
	if i < 0 {
		return nil
	}
	return a.b.debiti[i]
}

func (a archivioTracciati) Pendenza(k pendenza.Chiave) (pendenza.Pendenza, bool, error) {
	if d := a.trova(k); d != nil {
		return d.p, true, nil
	}
	return pendenza.Pendenza{}, false, nil
}

func (a archivioTracciati) Occupato(_ avviso.IdDominio, n avviso.NumeroAvviso) (pendenza.Chiave, bool, error) {
	if d := a.b.perAvviso(n); d != nil {
		return d.p.Chiave(), true, nil
	}
	return pendenza.Chiave{}, false, nil
}

func (a archivioTracciati) Salva(p pendenza.Pendenza) error {
	d := a.trova(p.Chiave())
	if d == nil {
		d = &debito{}
		a.b.debiti = append(a.b.debiti, d)
		d.annota(a.quando, 0, macchinaPendenza, "Crea", "", p.Stato.String(), "da un tracciato")
		d.p = p
		return nil
	}
	evento := "Aggiorna"
	if p.Stato == pendenza.Annullata && d.p.Stato != p.Stato {
		evento = "Annulla"
	}
	d.annota(a.quando, 0, macchinaPendenza, evento, d.p.Stato.String(), p.Stato.String(), "da un tracciato")
	d.p = p
	return nil
}

// entrata is what the body says of the items that name a codEntrata: it has one account.
func entrata(string) (pendenza.Voce, bool) {
	return pendenza.Voce{IbanAccredito: conto, TipoContabilita: pendenza.AltraContabilita, CodiceContabilita: entrataGenerica[2:], CodiceTassonomicoPagoPA: entrataGenerica}, true
}

// campione is a file to upload: three debts of the invented person, the last one with
// an amount that is not the sum of its items when it has to fail.
func (b *banco) campione(errato bool, adesso time.Time) ([]byte, error) {
	chi := b.debiti[0].p.SoggettoPagatore
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	colonne := tracciato.Intestazione()
	if err := w.Write(colonne); err != nil {
		return nil, err
	}
	for i, x := range [][2]string{{"Contributo per il centro estivo", "150.00"}, {"Diritti per la carta d'identità", "22.21"}, {"Imposta municipale, acconto", "318.00"}} {
		somma := x[1]
		if errato && i == 2 {
			somma = "300.00"
		}
		n := strconv.Itoa(i + 1)
		valori := map[string]string{
			"idA2A": applicazione, "idPendenza": "CAMPIONE-" + n, "idDominio": dominio.String(), "causale": x[0], "annoRiferimento": strconv.Itoa(adesso.Year()),
			"importo": somma, "dataScadenza": avviso.DataDi(adesso).Aggiungi(30 * (i + 1)).String(), "tipoSoggettoPagatore": string(chi.Tipo),
			"identificativoPagatore": chi.Identificativo, "anagraficaPagatore": chi.Anagrafica,
			"idVoce1": "V1", "importoVoce1": x[1], "descrizioneVoce1": x[0], "tipoEntrataVoce1": "VARIE",
		}
		riga := make([]string, len(colonne))
		for j, c := range colonne {
			riga[j] = valori[c]
			delete(valori, c)
		}
		if len(valori) > 0 {
			return nil, fmt.Errorf("colonne che il formato non ha: %v", valori)
		}
		if err := w.Write(riga); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}
