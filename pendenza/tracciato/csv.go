package tracciato

import (
	"io"
	"iter"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
)

// Columns of the CSV format, from 0. An item takes eleven columns.
//
// Source: GovPay, "Formato CSV dei tracciati" (formatoCSV.rst), whose numbers
// start from 1 for the first 27 columns and are those of the code for the rest.
const (
	colIDA2A = iota
	colIDPendenza
	colIdDominio
	colNumeroAvviso
	colTipoPendenza
	colUnitaOperativa
	colCausale
	colAnnoRiferimento
	colCartella
	colDatiAllegati
	colDirezione
	colDivisione
	colImporto
	colDataValidita
	colDataScadenza
	colTassonomiaAvviso
	colTipoSoggetto
	colIdentificativo
	colAnagrafica
	colIndirizzo
	colCivico
	colCAP
	colLocalita
	colProvincia
	colNazione
	colEmail
	colCellulare
	colVoci

	colonneVoce = 11
)

const (
	colDataAvvisatura = colVoci + pendenza.MaxVoci*colonneVoce + iota // 82
	colIDDocumento
	colDescrizioneDocumento
	colNumeroRata
	colLingua

	// Colonne is how many columns a line of the CSV format may have.
	Colonne = iota + colVoci + pendenza.MaxVoci*colonneVoce
)

// intestazioneCSV are the names of the columns, in order.
var intestazioneCSV = func() (nomi []string) {
	nomi = append(nomi, "idA2A", "idPendenza", "idDominio", "numeroAvviso", "tipoPendenza", "idUnitaOperativa", "causale",
		"annoRiferimento", "cartellaPagamento", "datiAllegati", "direzione", "divisione", "importo", "dataValidita",
		"dataScadenza", "tassonomiaAvviso", "tipoSoggettoPagatore", "identificativoPagatore", "anagraficaPagatore",
		"indirizzoPagatore", "civicoPagatore", "capPagatore", "localitaPagatore", "provinciaPagatore", "nazionePagatore",
		"emailPagatore", "cellularePagatore")
	for i := range pendenza.MaxVoci {
		for _, n := range [...]string{
			"idVoce", "importoVoce", "descrizioneVoce", "ibanAccreditoVoce", "ibanAppoggioVoce",
			"tipoContabilitaVoce", "codiceContabilitaVoce", "tipoEntrataVoce", "tipoBolloVoce", "hashBolloVoce", "provinciaBolloVoce",
		} {
			nomi = append(nomi, n+string(rune('1'+i)))
		}
	}
	return append(nomi, "dataAvvisatura", "idDocumento", "descrizioneDocumento", "numeroRata", "linguaSecondaria")
}()

// Intestazione returns the names of the columns of the CSV format, in order.
func Intestazione() []string { return append([]string(nil), intestazioneCSV...) }

// mai is the dataAvvisatura of a position whose notice is never sent.
const mai = "MAI"

// LeggiCSV reads a file in the CSV format of GovPay 3: a header, which is not
// examined, then one position a line, columns separated by commas, quotes
// doubled inside quotes, UTF-8 with or without BOM. Values are trimmed, an empty
// one is absent, missing columns are empty. An importo of zero cancels the
// position; an empty one does not. Lines are independent: one that cannot be
// read is a Riga with Err or Violazioni, and the reader, whose memory does not
// grow, goes on. The sequence ends with an *Errore (ErrTracciato) for an empty
// file (VUOTO), too many lines (TROPPE_RIGHE), and when the reader fails
// (500000). A header alone is no error and has no lines. With Opzioni.Mappatura
// the columns are those that it says.
//
// Positions of up to eight lines share their memory, which stays as long as one of
// them is kept: a few kilobytes.
//
// Source: GovPay, "Formato CSV dei tracciati".
func LeggiCSV(r io.Reader, o Opzioni) iter.Seq2[Riga, error] {
	if o.Mappatura != nil {
		return leggiMappato(r, o)
	}
	return func(yield func(Riga, error) bool) {
		l := nuoveRighe(r, o, senzaEsame)
		c := lettoreCSV{dominio: o.IdDominio.String()}
		for {
			var x Riga // perLinee would put it on the heap, where writing its texts takes longer
			riga, err := l.prossima(&x)
			if err != nil {
				fine(err, yield)
				return
			}
			if riga != nil {
				c.leggi(&x, riga, l.Numero)
			}
			if !yield(x, nil) {
				return
			}
		}
	}
}

// senzaEsame takes any header.
func senzaEsame(string) error { return nil }

// colonneCSV are the columns of a line.
type colonneCSV [Colonne]string

// lettoreCSV reads lines, reusing the room of the texts of items.
type lettoreCSV struct {
	dominio string // of the file, "" when it has none
	voci    [pendenza.MaxVoci]pendenza.TestiVoce
	gruppo  gruppo
}

// leggi reads the line of a number into x: as most lines are written, else by its texts.
func (c *lettoreCSV) leggi(x *Riga, riga []byte, numero int) {
	c.gruppo.riga(len(riga))
	s := c.gruppo.testo(riga)
	var l lineaCSV
	divisa := l.dividi(s)
	if divisa && l.leggi(x, c.dominio, &c.gruppo) {
		return
	}
	var f colonneCSV
	n := x.Numero
	if divisa {
		l.colonne(&f)
		*x = c.perTesti(&f)
	} else if colonna, codice := f.dividi(s); codice != "" {
		*x = nonLetta(codice, numero, colonna)
	} else {
		*x = c.perTesti(&f)
	}
	x.Numero = n
}

// perTesti reads any columns.
func (c *lettoreCSV) perTesti(f *colonneCSV) (r Riga) {
	if importoZero(f[colImporto]) {
		return Riga{Operazione: DEL, Pendenza: pendenza.Pendenza{IDA2A: f[colIDA2A], IDPendenza: f[colIDPendenza]}}
	}
	var t pendenza.Testi
	f.testi(&t)
	t.Voci = c.voci[:f.voci(&c.voci)]
	if c.dominio != "" {
		t.IdDominio = c.dominio
	}
	r.Operazione = ADD
	r.Pendenza, r.Violazioni = t.Pendenza()
	return r
}

// importoZero reports whether an importo is there and is zero: 0, 0.00.
func importoZero(s string) bool {
	return s != "" && s[0] <= '0' && strings.Trim(s, "0.") == "" && strings.Count(s, ".") <= 1 && s != "."
}

// dividi splits a line into trimmed columns, which are all empty before, looking at one after
// the other; on refusal it returns the place, from 1, and the code.
func (f *colonneCSV) dividi(s string) (colonna int, codice avviso.Codice) {
	for i, n := 0, 0; ; n++ {
		if n == Colonne {
			if strings.Trim(s[i:], ", ") == "" {
				return 0, ""
			}
			return i + 1, CodiceColonne
		}
		valore, fine, ok := campo(s, i, ',', '"')
		if !ok {
			return i + 1, CodiceCSV
		}
		if f[n] = valore; fine == len(s) {
			return 0, ""
		}
		i = fine + 1
	}
}

// campo reads the column that starts at i and returns where it ends: at a
// separator or at the end of the line. Most columns are empty or short. A citazione
// of 0 is none.
func campo(s string, i int, separatore, citazione byte) (valore string, fine int, ok bool) {
	for i < len(s) && (s[i] == ' ' || s[i] == '\t') && s[i] != separatore {
		i++
	}
	if i < len(s) && s[i] == citazione && citazione != 0 {
		return citato(s, i, separatore)
	}
	for fine = i; fine < len(s) && s[fine] != separatore; fine++ {
		if s[fine] == citazione && citazione != 0 {
			return "", fine, false
		}
	}
	return strings.TrimSpace(s[i:fine]), fine, true
}

// citato reads a column in quotes, the first of which is at i.
func citato(s string, i int, separatore byte) (valore string, fine int, ok bool) {
	citazione := s[i]
	i++
	doppie := false
	for j := i; j < len(s); j++ {
		if s[j] != citazione {
			continue
		}
		if j+1 < len(s) && s[j+1] == citazione {
			doppie = true
			j++
			continue
		}
		valore = s[i:j]
		if doppie {
			una := s[i-1 : i]
			valore = strings.ReplaceAll(valore, una+una, una)
		}
		for fine = j + 1; fine < len(s) && (s[fine] == ' ' || s[fine] == '\t') && s[fine] != separatore; fine++ {
		}
		return strings.TrimSpace(valore), fine, fine == len(s) || s[fine] == separatore
	}
	return "", len(s), false
}

// testi gives the columns their names, but for those of the items.
func (f *colonneCSV) testi(t *pendenza.Testi) {
	t.IDA2A, t.IDPendenza, t.IdDominio, t.NumeroAvviso = f[colIDA2A], f[colIDPendenza], f[colIdDominio], f[colNumeroAvviso]
	t.IDTipoPendenza, t.IDUnitaOperativa, t.Causale = f[colTipoPendenza], f[colUnitaOperativa], f[colCausale]
	t.AnnoRiferimento, t.CartellaPagamento, t.DatiAllegati = f[colAnnoRiferimento], f[colCartella], f[colDatiAllegati]
	t.Direzione, t.Divisione, t.Importo, t.DataValidita = f[colDirezione], f[colDivisione], f[colImporto], f[colDataValidita]
	t.DataScadenza, t.TassonomiaAvviso = f[colDataScadenza], f[colTassonomiaAvviso]
	s := &t.Soggetto
	s.Tipo, s.Identificativo, s.Anagrafica = pendenza.TipoSoggetto(f[colTipoSoggetto]), f[colIdentificativo], f[colAnagrafica]
	s.Indirizzo, s.Civico, s.CAP, s.Localita = f[colIndirizzo], f[colCivico], f[colCAP], f[colLocalita]
	s.Provincia, s.Nazione, s.Email, s.Cellulare = f[colProvincia], f[colNazione], f[colEmail], f[colCellulare]
	t.IDDocumento, t.DescrizioneDocumento, t.Rata = f[colIDDocumento], f[colDescrizioneDocumento], f[colNumeroRata]
	if t.DataNotificaAvviso = f[colDataAvvisatura]; t.DataNotificaAvviso == mai {
		t.DataNotificaAvviso, t.SenzaAvvisatura = "", true
	}
	if f[colLingua] != "" {
		t.LinguaSecondaria, t.LinguaSecondariaCausale, _ = strings.Cut(f[colLingua], "|")
	}
}

// voci reads the items, the first one always, and returns how many there are.
func (f *colonneCSV) voci(voci *[pendenza.MaxVoci]pendenza.TestiVoce) (n int) {
	for k := range pendenza.MaxVoci {
		v := f[colVoci+k*colonneVoce:][:colonneVoce]
		if k > 0 && v[0] == "" {
			continue
		}
		leggiVoce(&voci[n], v)
		n++
	}
	return n
}

// leggiVoce reads the columns of an item: codEntrata first, then the stamp, then the
// account; what the one that counts excludes is not read.
func leggiVoce(t *pendenza.TestiVoce, v []string) {
	var bollo, hash, provincia, accredito, appoggio, tipo, codice string
	switch {
	case v[7] != "":
	case v[8] != "":
		bollo, hash, provincia = v[8], v[9], v[10]
	default:
		accredito, appoggio, tipo, codice = v[3], v[4], v[5], v[6]
	}
	t.IDVocePendenza, t.Importo, t.Descrizione, t.CodEntrata = v[0], v[1], v[2], v[7]
	t.TipoBollo, t.HashDocumento, t.ProvinciaResidenza = bollo, hash, provincia
	t.IbanAccredito, t.IbanAppoggio, t.TipoContabilita, t.CodiceContabilita = accredito, appoggio, tipo, codice
}
