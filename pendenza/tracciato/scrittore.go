package tracciato

import (
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
)

// colonneEsito are the columns of a file of outcomes.
//
// Source: GovPay 3, default template of the answer of a CSV file.
const colonneEsito = "idA2A,idPendenza,idDominio,tipoPendenza,numeroAvviso,pdfAvviso,tipoSoggettoPagatore," +
	"identificativoPagatore,anagraficaPagatore,indirizzoPagatore,civicoPagatore,capPagatore,localitaPagatore," +
	"provinciaPagatore,nazionePagatore,emailPagatore,cellularePagatore,errore"

// nomiEsito are these columns by name.
var nomiEsito = strings.Split(colonneEsito, ",")

const colonneElaborato = "numero,operazione,stato,esito,descrizione,idA2A,idPendenza,iuv,numeroAvviso,qrCode,barCode"

// Scrittore writes the outcomes of a file, one at a time.
type Scrittore struct {
	w          io.Writer
	formato    Formato
	testata    bool
	buf        []byte
	separatore byte
	colonne    []colonnaEsito // of a mapping; nil are those of GovPay 3
}

// colonnaEsito is a column of the outcome: one of its own, or a member of the
// position.
type colonnaEsito struct {
	nome   string
	numero int // among nomiEsito, -1 for a member
	modulo *pendenza.Modulo
}

// NuovoScrittore returns a writer of outcomes in a format: with CSV the columns of
// GovPay 3, where a line that failed has only errore; with JSON the result lines
// of GovPay 3, one object a line; with Loader2 its response lines; or Elaborato.
func NuovoScrittore(w io.Writer, f Formato) *Scrittore {
	return &Scrittore{w: w, formato: f, separatore: ','}
}

// NuovoScrittore returns a writer of outcomes as CSV, with the separator of the
// mapping and the columns of its risposta; without one, those of GovPay 3. A line
// that failed has only errore.
func (m *Mappatura) NuovoScrittore(w io.Writer) *Scrittore {
	s := NuovoScrittore(w, CSV)
	if m == nil || m.separatore == 0 {
		return s
	}
	s.separatore = m.separatore
	for _, nome := range m.risposta {
		c := colonnaEsito{nome: nome, numero: slices.Index(nomiEsito, nome)}
		if c.numero < 0 {
			c.modulo, _ = pendenza.NuovoModulo(soloPrimo(nome)...)
		}
		s.colonne = append(s.colonne, c)
	}
	return s
}

// Scrivi writes one outcome, after the header of the format. Errors are those of
// the writer, and NOME (ErrNome) for an invalid format.
func (s *Scrittore) Scrivi(r *Risultato) error {
	if s == nil || r == nil {
		return errNullo("risultato")
	}
	if err := s.intesta(); err != nil {
		return err
	}
	s.buf = s.buf[:0]
	switch s.formato {
	case CSV:
		s.esitoCSV(r)
	case JSON:
		if err := s.esitoJSON(r); err != nil {
			return err
		}
	case Loader2:
		s.esitoLoader2(r)
	case Elaborato:
		s.csv(strconv.Itoa(r.Numero), string(r.Operazione), string(r.Stato), r.Esito, r.Descrizione, r.IDA2A, r.IDPendenza,
			r.IUV.String(), r.NumeroAvviso.String(), r.QRCode, r.BarCode)
	}
	_, err := s.w.Write(s.buf)
	return err
}

// Chiudi writes the header of a file without outcomes.
func (s *Scrittore) Chiudi() error { return s.intesta() }

func (s *Scrittore) intesta() error {
	if s.testata {
		return nil
	}
	s.testata = true
	var testa string
	switch s.formato {
	case CSV:
		nomi := nomiEsito
		if s.colonne != nil {
			nomi = make([]string, len(s.colonne))
			for i := range s.colonne {
				nomi[i] = s.colonne[i].nome
			}
		}
		s.buf = s.buf[:0]
		s.csv(nomi...)
		testa = string(s.buf)
	case Elaborato:
		testa = colonneElaborato + "\r\n"
	case JSON, Loader2:
	default:
		return rifiutaNome(string(s.formato))
	}
	_, err := io.WriteString(s.w, testa)
	return err
}

// csv appends one line, quoting what needs it.
func (s *Scrittore) csv(campi ...string) {
	for i, c := range campi {
		if i > 0 {
			s.buf = append(s.buf, s.separatore)
		}
		if !strings.ContainsAny(c, "\"\r\n") && strings.IndexByte(c, s.separatore) < 0 && strings.TrimSpace(c) == c {
			s.buf = append(s.buf, c...)
			continue
		}
		s.buf = append(s.buf, '"')
		s.buf = append(s.buf, strings.ReplaceAll(c, `"`, `""`)...)
		s.buf = append(s.buf, '"')
	}
	s.buf = append(s.buf, "\r\n"...)
}

func (s *Scrittore) esitoCSV(r *Risultato) {
	var campi [18]string
	p := r.Pendenza
	switch {
	case r.Stato != Eseguito:
		campi[17] = r.Descrizione
	case p == nil:
		campi[0], campi[1] = r.IDA2A, r.IDPendenza
	default:
		campi = [18]string{p.IDA2A, p.IDPendenza, p.IdDominio.String(), p.IDTipoPendenza, p.NumeroAvviso.String(), nomePDF(p)}
		if d := p.SoggettoPagatore; d != nil {
			copy(campi[6:], []string{
				string(d.Tipo), d.Identificativo, d.Anagrafica, d.Indirizzo, d.Civico, d.CAP,
				d.Localita, d.Provincia, d.Nazione, d.Email, d.Cellulare,
			})
		}
	}
	if s.colonne == nil {
		s.csv(campi[:]...)
		return
	}
	scelti := make([]string, len(s.colonne))
	for i, c := range s.colonne {
		switch {
		case c.numero >= 0:
			scelti[i] = campi[c.numero]
		case p != nil && r.Stato == Eseguito:
			scelti[i] = c.modulo.Valore(p, 0)
		}
	}
	s.csv(scelti...)
}

// nomePDF returns the name of the printed notice of a position, "" without
// notice: <idDominio>_<numeroAvviso>.pdf, or <idDominio>_DOC_<idDocumento>.pdf
// for all the positions of a document.
//
// Source: GovPay 3, answer of a CSV file.
func nomePDF(p *pendenza.Pendenza) string {
	switch {
	case !p.NumeroAvviso.IsValid():
		return ""
	case p.Documento != nil:
		return p.IdDominio.String() + "_DOC_" + p.Documento.Identificativo + ".pdf"
	}
	return p.IdDominio.String() + "_" + p.NumeroAvviso.String() + ".pdf"
}

// NomeEsito returns the name of the file of outcomes of a file.
//
// Source: GovPay 3, API Pendenze v2, GET /pendenze/tracciati/{id}/esito.
func NomeEsito(originale string) string { return "esito_" + originale }

// rigaEsito is a result line of GovPay 3.
type rigaEsito struct {
	IDA2A            string          `json:"idA2A,omitempty"`
	IDPendenza       string          `json:"idPendenza,omitempty"`
	TipoOperazione   Operazione      `json:"tipoOperazione"`
	Stato            StatoOperazione `json:"stato"`
	Esito            string          `json:"esito"`
	DescrizioneEsito string          `json:"descrizioneEsito,omitempty"`
	Numero           int             `json:"numero"`
	Dati             *datiEsito      `json:"dati,omitempty"`
}

// datiEsito is the notice of a position that was loaded.
type datiEsito struct {
	Stato            pendenza.Stato      `json:"stato"`
	Importo          avviso.Importo      `json:"importo"`
	IdDominio        avviso.IdDominio    `json:"idDominio"`
	NumeroAvviso     avviso.NumeroAvviso `json:"numeroAvviso,omitzero"`
	DataValidita     avviso.Data         `json:"dataValidita,omitzero"`
	DataScadenza     avviso.Data         `json:"dataScadenza,omitzero"`
	Descrizione      string              `json:"descrizione"`
	TassonomiaAvviso string              `json:"tassonomiaAvviso,omitempty"`
	QRCode           string              `json:"qrcode,omitempty"`
	BarCode          string              `json:"barcode,omitempty"`
	NumeroDocumento  string              `json:"numeroDocumento,omitempty"`
}

func (s *Scrittore) esitoJSON(r *Risultato) error {
	x := rigaEsito{r.IDA2A, r.IDPendenza, r.Operazione, r.Stato, r.Esito, r.Descrizione, r.Numero, nil}
	if p := r.Pendenza; p != nil {
		x.Dati = &datiEsito{
			Stato: p.Stato, Importo: p.Importo, IdDominio: p.IdDominio, NumeroAvviso: p.NumeroAvviso,
			DataValidita: p.DataValidita, DataScadenza: p.DataScadenza, Descrizione: p.Causale,
			TassonomiaAvviso: p.TassonomiaAvviso, QRCode: r.QRCode, BarCode: r.BarCode,
		}
		if p.Documento != nil {
			x.Dati.NumeroDocumento = p.Documento.Identificativo
		}
	}
	b, err := json.Marshal(&x)
	if err != nil {
		return err
	}
	s.buf = append(append(s.buf, b...), '\n')
	return nil
}

// esitoLoader2 appends a response line; a semicolon inside a text becomes a
// comma, since the format has no quotes.
func (s *Scrittore) esitoLoader2(r *Risultato) {
	campi := []string{r.Esito, r.IDA2A, r.IDPendenza}
	switch {
	case r.Stato == Eseguito && r.Operazione == ADD:
		campi = append(campi, r.IUV.String(), r.QRCode, r.BarCode)
	case r.Stato != Eseguito:
		campi = append(campi, r.Descrizione)
	}
	for i, c := range campi {
		if i > 0 {
			s.buf = append(s.buf, ';')
		}
		s.buf = append(s.buf, strings.ReplaceAll(c, ";", ",")...)
	}
	s.buf = append(s.buf, '\n')
}
