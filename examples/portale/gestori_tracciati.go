package main

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/quietanza/quietanza/examples/portale/diagramma"
	"github.com/quietanza/quietanza/internal/ora"
	"github.com/quietanza/quietanza/pendenza/tracciato"
)

// maxEsiti is how many lines a page shows; the files have all.
const maxEsiti = 200

type vistaTracciato struct {
	ID                        int
	Nome, Formato, Quando     string
	Stato, Classe, Motivo     string
	Totali, Eseguite, Fallite int
	Lavora, Finito, Oltre     bool
	Esiti                     []vistaEsitoRiga
	Diario                    []vistaVoceDiario
	Macchina                  vistaMacchina
}

type vistaEsitoRiga struct {
	Numero                    int
	Operazione, Esito, Classe string
	IDPendenza, Avviso, Testo string
	Debito                    bool
}

var classiTracciato = map[tracciato.Stato]string{
	tracciato.Nuovo: "attesa", tracciato.ValidazioneOK: "attesa", tracciato.InCaricamento: "attesa", tracciato.CaricamentoOK: "fatto",
	tracciato.CaricamentoKO: "avviso", tracciato.ValidazioneKO: "errore", tracciato.Annullato: "errore",
}

func (c *caricato) vedi() vistaTracciato {
	_, lavora := c.prossimo()
	s := c.progresso.Stato
	return vistaTracciato{
		ID: c.id, Nome: c.nome, Formato: string(c.formato), Quando: istante(c.diario[0].Quando), Stato: s.Etichetta(), Classe: classiTracciato[s], Motivo: c.motivo,
		Totali: c.progresso.Totali, Eseguite: c.progresso.Eseguite, Fallite: c.progresso.Fallite, Lavora: lavora, Finito: c.elaborato != nil,
	}
}

func (s *sito) tracciati(w http.ResponseWriter, r *http.Request) error {
	var dati struct {
		Tracciati    []vistaTracciato
		Applicazione string
		Dominio      string
	}
	dati.Applicazione, dati.Dominio = applicazione+" o "+simulatore, dominio.String()
	p := pagina{Titolo: "Tracciati", Sito: "console"}
	if err := s.b.fai(func(time.Time) error {
		for _, c := range slices.Backward(s.b.tracciati) {
			v := c.vedi()
			if v.Lavora {
				p.Aggiorna = 2
			}
			dati.Tracciati = append(dati.Tracciati, v)
		}
		return nil
	}); err != nil {
		return err
	}
	p.Dati = dati
	return s.mostra(w, http.StatusOK, "tracciati", p)
}

// caricaTracciato takes the upload and goes to the list, where the file is now.
func (s *sito) caricaTracciato(w http.ResponseWriter, r *http.Request) error {
	manca := &rifiuto{Stato: 400, Titolo: "Manca il file", Testo: "Scegli il file del tracciato da caricare.", Vai: "/tracciati", Invito: "Torna ai tracciati"}
	f, testa, err := r.FormFile("file")
	switch {
	case errors.As(err, new(*http.MaxBytesError)):
		return err
	case err != nil:
		return manca
	}
	defer func() { _ = r.MultipartForm.RemoveAll() }()
	defer func() { _ = f.Close() }()
	corpo, err := io.ReadAll(f)
	if err != nil {
		return manca
	}
	if err := s.b.fai(func(adesso time.Time) error {
		_, err := s.b.riceveTracciato(testa.Filename, r.PostForm.Get("formato"), corpo, adesso)
		return err
	}); err != nil {
		return err
	}
	return vai(w, r, "/tracciati")
}

// conTracciato runs f on the file of the address.
func (s *sito) conTracciato(r *http.Request, f func(c *caricato) error) error {
	return s.b.fai(func(time.Time) error {
		n, err := strconv.Atoi(r.PathValue("id"))
		if err != nil || n < 1 || n > len(s.b.tracciati) {
			return &rifiuto{Stato: 404, Titolo: "Tracciato sconosciuto", Testo: "Nessun tracciato ha questo numero.", Vai: "/tracciati", Invito: "Torna ai tracciati"}
		}
		return f(s.b.tracciati[n-1])
	})
}

func (s *sito) tracciato(w http.ResponseWriter, r *http.Request) error {
	var v vistaTracciato
	if err := s.conTracciato(r, func(c *caricato) error {
		v = c.vedi()
		for i := range c.esiti {
			if i == maxEsiti {
				v.Oltre = true
				break
			}
			x := &c.esiti[i]
			e := vistaEsitoRiga{Numero: x.Numero, Operazione: string(x.Operazione), Esito: x.Esito, Classe: "errore", IDPendenza: x.IDPendenza, Testo: x.Descrizione}
			if x.Stato == tracciato.Eseguito {
				e.Classe, e.Debito = "fatto", true
			}
			if x.NumeroAvviso.IsValid() {
				e.Avviso = x.NumeroAvviso.Visuale()
			}
			v.Esiti = append(v.Esiti, e)
		}
		for _, d := range c.diario {
			v.Diario = append(v.Diario, vistaVoceDiario{d.Quando.In(ora.Roma).Format("02/01/2006 15:04:05"), d})
		}
		g := diagramma.DaTabella(slices.Collect(tracciato.Stati()), slices.Collect(tracciato.Eventi()), tracciato.Passo)
		g.ID, g.Titolo = "g-tracciato", macchinaTracciato
		g.Segna(c.progresso.Stato.String(), passi(c.diario))
		disegno, err := g.SVG(r.Context())
		v.Macchina = vistaMacchina{
			ID: "tracciato", Nome: macchinaTracciato, Stato: c.progresso.Stato.String(), Disegno: disegno, Mermaid: mermaid(tracciato.Diagramma("mermaid", c.progresso.Stato)),
		}
		return err
	}); err != nil {
		return err
	}
	p := pagina{Titolo: "Tracciato " + v.Nome, Sito: "console", Dati: v}
	if v.Lavora {
		p.Aggiorna = 2
	}
	return s.mostra(w, http.StatusOK, "tracciato", p)
}

// fileTracciato lets a file be downloaded: as it came, or as it was worked on.
func (s *sito) fileTracciato(w http.ResponseWriter, r *http.Request) error {
	var corpo []byte
	var nome string
	if err := s.conTracciato(r, func(c *caricato) error {
		n := strconv.Itoa(c.id)
		switch r.PathValue("quale") {
		case "originale":
			corpo, nome = c.originale, c.nome
		case "elaborato":
			corpo, nome = c.elaborato, "elaborato_"+n+".csv"
		case "esiti":
			corpo, nome = c.risposta, tracciato.NomeEsito(c.nome)
		}
		if corpo == nil {
			return &rifiuto{Stato: 404, Titolo: "File non pronto", Testo: "Questo tracciato non ha, o non ha ancora, questo file.", Vai: "/tracciati/" + n, Invito: "Torna al tracciato"}
		}
		return nil
	}); err != nil {
		return err
	}
	return allega(w, "application/octet-stream", nome, corpo)
}

func (s *sito) campione(w http.ResponseWriter, r *http.Request) error {
	var corpo []byte
	if err := s.b.fai(func(adesso time.Time) (err error) {
		corpo, err = s.b.campione(r.URL.Query().Has("errato"), adesso)
		return err
	}); err != nil {
		return err
	}
	return allega(w, "text/csv; charset=utf-8", "campione.csv", corpo)
}

// allega answers with a file to keep.
func allega(w http.ResponseWriter, tipo, nome string, corpo []byte) error {
	w.Header().Set("Content-Type", tipo)
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": nome}))
	w.Header().Set("Content-Length", strconv.Itoa(len(corpo)))
	_, _ = w.Write(corpo) // an error is a reader that went away
	return nil
}
