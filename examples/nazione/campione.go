package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/simula/circuito"
	"github.com/quietanza/quietanza/examples/simula/fdr3"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// misure are those of a simulated nation.
type misure struct {
	enti, pagamenti, giorni int
	inizio, oggi            avviso.Data
	tutti                   bool // every case, also the positions that tie each body to the next
	caldo                   int  // events of one payment
	righe                   int  // rows of the largest flows
}

// piccola is the nation of a run without documents.
var piccola = misure{
	enti: 6, pagamenti: 1200, giorni: 10, inizio: avviso.MustData("2025-03-03"), oggi: avviso.MustData("2025-03-12"), caldo: 3000, righe: 2500,
}

const cartellaAggiunte = "aggiunte"

// consegnati are the folders of simula that bodies and PSPs hand over.
var consegnati = []string{
	circuito.CartellaGiornali, circuito.CartellaFlussi, circuito.CartellaRicevute, circuito.CartellaRevocate, circuito.CartellaCassa, circuito.CartellaInput,
}

// nazione writes a simulated nation and returns its documents, the list of the bodies
// first: positions of two bodies, one outside the set; copies and conflicts; a payment with
// more events than others, flows of many rows, a journal whose last page is missing; a
// file that is none.
func nazione(dove string, m misure) ([]string, error) {
	conf := circuito.Configurazione{Seme: 7, Enti: m.enti, Pagamenti: m.pagamenti, Giorni: m.giorni, Inizio: m.inizio}
	for c := range circuito.Casi() {
		if !m.tutti && c != circuito.CasoMultibeneficiario {
			conf.Casi = append(conf.Casi, c)
		}
	}
	s, err := circuito.Nuovo(conf)
	if err != nil {
		return nil, err
	}
	if err := s.Scrivi(soloConsegnati{&circuito.Archivi{Uscita: &circuito.Cartella{Radice: dove}}}, nil); err != nil {
		return nil, err
	}
	if err := aggiunte(dove, s.Domini(), m); err != nil {
		return nil, err
	}
	percorsi := []string{filepath.Join(dove, circuito.CartellaInput, "domini.json")}
	for _, c := range append(slices.Clone(consegnati), cartellaAggiunte) {
		if _, err := os.Stat(filepath.Join(dove, c)); err == nil {
			percorsi = append(percorsi, filepath.Join(dove, c))
		}
	}
	return percorsi, nil
}

// soloConsegnati writes what is handed over alone.
type soloConsegnati struct{ *circuito.Archivi }

func consegnato(nome string) bool {
	cartella, _, _ := strings.Cut(nome, "/")
	return slices.Contains(consegnati, cartella)
}

// Deposita implements circuito.Uscita.
func (u soloConsegnati) Deposita(nome string, dati []byte) error {
	if !consegnato(nome) {
		return nil
	}
	return u.Archivi.Deposita(nome, dati)
}

// Apri implements circuito.Uscita.
func (u soloConsegnati) Apri(nome string) (io.WriteCloser, error) {
	if !consegnato(nome) {
		return nullo{io.Discard}, nil
	}
	return u.Archivi.Apri(nome)
}

type nullo struct{ io.Writer }

// Close implements io.Closer.
func (nullo) Close() error { return nil }

// aggiunte writes what ties the bodies two by two, what is told twice, what is told in
// two ways, and what is large.
func aggiunte(dove string, enti []rendicontazione.Dominio, m misure) error {
	testi := map[string]string{"illeggibile.xml": "<flusso>\n  <senza fine"}
	pendenza := `{"id":%q,"dominio":%q,"iuv":%q,"voci":[{"indice":1,"importo":"100.00"},{"indice":2,"importo":%q,"dominio":%q}]}`
	ricevuta := `{"dominio":%q,"iuv":%q,"iur":%q,"indice":%d,"importo":%q,"data":%q}`
	for i := range enti {
		ente, altro := enti[i].IdDominio.String(), "99999999990"
		if i%2 == 0 && i+1 < len(enti) {
			altro = enti[i+1].IdDominio.String()
		}
		iuv := fmt.Sprintf("47%015d", i)
		p := fmt.Sprintf(pendenza, "COMUNE", ente, iuv, "5.00", altro)
		r := fmt.Sprintf(ricevuta, ente, iuv, "IUR"+iuv, 1, "100.00", m.inizio) + "," + fmt.Sprintf(ricevuta, altro, iuv, "IUR"+iuv, 2, "5.00", m.inizio)
		testi[fmt.Sprintf("%d-a.json", i)] = `{"pendenze":[` + p + `],"ricevute":[` + r + `]}`
		testi[fmt.Sprintf("%d-b.json", i)] = `{"pendenze":[` + p + `]}` // a copy
		if i%3 == 0 {
			testi[fmt.Sprintf("%d-c.json", i)] = `{"pendenze":[` + fmt.Sprintf(pendenza, "COMUNE", ente, iuv, "6.00", altro) +
				`],"ricevute":[` + fmt.Sprintf(ricevuta, altro, iuv, "IUR"+iuv, 2, "7.00", m.inizio) + `]}`
		}
	}
	err := errors.Join(grandi(testi, enti[0].IdDominio, m), caldo(testi, enti[0].IdDominio, m), senzaPagina(testi, dove))
	cartella := filepath.Join(dove, cartellaAggiunte)
	err = errors.Join(err, os.MkdirAll(cartella, permessoCartelle))
	for nome, testo := range testi {
		err = errors.Join(err, os.WriteFile(filepath.Join(cartella, nome), []byte(testo), 0o600))
	}
	return err
}

// grandi adds a flow of many rows in XML, and one in the pages of FdR 3.
func grandi(testi map[string]string, ente avviso.IdDominio, m misure) error {
	f := flusso.Flusso{Testata: flusso.Testata{
		IDFlusso: m.inizio.String() + "GRANIT2TXXX-1", DataOraFlusso: avviso.DataOraDi(time.Date(2025, 3, 4, 6, 0, 0, 0, time.UTC)), IDRegolamento: "GRANDE",
		DataRegolamento: m.inizio.Aggiungi(1), IdDominio: ente, Ricevente: ente.String(), VersioneOggetto: "1.0",
		Mittente: flusso.Soggetto{Tipo: flusso.CodiceBIC, Codice: "GRANIT2TXXX"}, NumeroTotalePagamenti: int64(m.righe), ImportoTotalePagamenti: avviso.ImportoDaCentesimi(int64(m.righe) * 100),
	}}
	for i := range m.righe {
		f.Righe = append(f.Righe, flusso.Riga{
			IUV: fmt.Sprintf("48%015d", i), IUR: fmt.Sprintf("GRANDE%d", i), Indice: 1, Esito: flusso.Eseguito, Importo: avviso.ImportoDaCentesimi(100), Data: m.inizio,
		})
	}
	x, err := flusso.AppendXML(nil, &f)
	testi["grande.xml"] = string(x)
	f.IDFlusso, f.IDRegolamento, f.PSP, f.Revisione = f.IDFlusso+"3", "GRANDE3", "GRANIT2TXXX", 1
	for i := range f.Righe {
		f.Righe[i].IUV = fmt.Sprintf("49%015d", i)
	}
	j, errPagine := fdr3.Append(nil, &f)
	testi["grande.json"] = string(j)
	return errors.Join(err, errPagine)
}

// caldo adds a payment with many events, in three journals that share some.
func caldo(testi map[string]string, ente avviso.IdDominio, m misure) error {
	iuv := avviso.MustIUV("47999999999999999")
	inizio := time.Date(2025, 3, 3, 8, 0, 0, 0, time.UTC)
	eventi := func(da, a int) iter.Seq[gdp.Evento] {
		return func(yield func(gdp.Evento) bool) {
			for i := da; i < a; i++ {
				e := gdp.Evento{
					Ruolo: gdp.RuoloNodo, EventCode: gdp.EventCode(1 + i%2), DateTime: inizio.Add(time.Duration(i) * time.Second), IdDominio: ente, IUV: iuv, CCP: "CALDO",
				}
				e.EventDescription = e.EventCode.Descrizione()
				if !yield(e) {
					return
				}
			}
		}
	}
	var err error
	for i := range 3 {
		var b bytes.Buffer
		err = errors.Join(err, gdp.ScriviRighe(&b, eventi(i*m.caldo/4, i*m.caldo/4+m.caldo/2)))
		testi[fmt.Sprintf("caldo-%d.json", i)] = b.String()
	}
	return err
}

// senzaPagina adds the first journal of accounts again, as the first page of one more.
func senzaPagina(testi map[string]string, dove string) error {
	cassa, err := filepath.Glob(filepath.Join(dove, circuito.CartellaCassa, "*-1.xml"))
	if err != nil || len(cassa) == 0 {
		return err
	}
	dati, err := os.ReadFile(cassa[0])
	testi["giornale.xml"] = strings.Replace(string(dati), "<pagine_totali>1<", "<pagine_totali>2<", 1)
	return errors.Join(err, os.Remove(cassa[0]))
}
