package tracciato

import (
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/pendenza"
)

// leggi reads a row into x, which is empty, as lettoreCSV.perTesti does. It returns false, and
// x is of no use, for one with more in it than most, and for one of which something is no text
// and cannot be read.
func (l *lineaCSV) leggi(x *Riga, dominio string, g *gruppo) bool {
	p := &x.Pendenza
	metti(&p.IDA2A, l.testo(colIDA2A))
	metti(&p.IDPendenza, l.testo(colIDPendenza))
	if x.Operazione = DEL; importoZero(l.testo(colImporto)) {
		return true
	}
	x.Operazione = ADD
	avvisatura := l.testo(colDataAvvisatura)
	if avvisatura == mai {
		avvisatura, p.SenzaAvvisatura = "", true
	}
	if dominio == "" {
		dominio = l.testo(colIdDominio)
	}
	metti(&p.IDTipoPendenza, l.testo(colTipoPendenza))
	metti(&p.IDUnitaOperativa, l.testo(colUnitaOperativa))
	metti(&p.Causale, l.testo(colCausale))
	metti(&p.AnnoRiferimento, l.testo(colAnnoRiferimento))
	metti(&p.CartellaPagamento, l.testo(colCartella))
	metti(&p.Direzione, l.testo(colDirezione))
	metti(&p.Divisione, l.testo(colDivisione))
	metti(&p.TassonomiaAvviso, l.testo(colTassonomiaAvviso))
	if !leggi(&p.IdDominio, dominio, avviso.ParseIdDominio) ||
		!leggi(&p.NumeroAvviso, l.testo(colNumeroAvviso), avviso.ParseNumeroAvviso) ||
		!leggi(&p.DataValidita, l.testo(colDataValidita), avviso.ParseData) ||
		!leggi(&p.DataScadenza, l.testo(colDataScadenza), avviso.ParseData) ||
		!leggi(&p.DataNotificaAvviso, avvisatura, avviso.ParseData) ||
		!leggiImporto(&p.Importo, l.testo(colImporto)) || !l.documento(p) || !l.soggetto(p, g) || !l.voci(p, g) {
		return false
	}
	x.Violazioni = p.Violazioni()
	return true
}

// metti writes what is there: the rest is empty already.
func metti(dst *string, s string) {
	if s != "" {
		*dst = s
	}
}

// leggi reads a text with its reader and reports whether it could be; "" is absent.
func leggi[T any](dst *T, s string, leggi func(string) (T, error)) bool {
	if s == "" {
		return true
	}
	v, err := leggi(s)
	*dst = v
	return err == nil
}

// leggiImporto reads an amount, of no decimals, one or two.
func leggiImporto(dst *avviso.Importo, s string) bool {
	n, ok := cifre.Centesimi(s) // as most are written
	if !ok {
		d, letto := cifre.Leggi(s, '.')
		n, ok = d.Centesimi, letto && d.Segno == 0 && d.Interi > 0 && d.Entro && d.Decimali <= 2 && d.Separatore == (d.Decimali > 0)
	}
	*dst = avviso.ImportoDaCentesimi(n)
	return ok && dst.Compare(avviso.MaxImporto) <= 0
}

// documento reads what few lines have: the document, an instalment of it but no threshold, and
// the second language.
func (l *lineaCSV) documento(p *pendenza.Pendenza) bool {
	if l.testo(colDatiAllegati) != "" {
		return false
	}
	identificativo, descrizione, rata := l.testo(colIDDocumento), l.testo(colDescrizioneDocumento), l.testo(colNumeroRata)
	if identificativo != "" || descrizione != "" || rata != "" {
		n, ok := cifre.Numero(rata)
		if len(rata) > 9 || !ok || n == 0 && rata != "" {
			return false
		}
		p.Documento = &pendenza.Documento{Identificativo: identificativo, Descrizione: descrizione, Rata: int(n)} //nolint:gosec // nine digits
	}
	if s := l.testo(colLingua); s != "" {
		lingua, causale, _ := strings.Cut(s, "|")
		if lingua != "" || causale != "" {
			p.Proprieta = &pendenza.Proprieta{LinguaSecondaria: lingua, LinguaSecondariaCausale: causale}
		}
	}
	return true
}

// soggetto reads the debtor, if there is one.
func (l *lineaCSV) soggetto(p *pendenza.Pendenza, g *gruppo) bool {
	uno := false
	for c := colTipoSoggetto; c <= colCellulare; c++ {
		uno = uno || l.posti[c].da < l.posti[c].a
	}
	tipo := pendenza.TipoSoggetto(l.testo(colTipoSoggetto))
	if !uno || tipo != "" && !tipo.IsValid() {
		return !uno
	}
	s := g.soggetto()
	metti((*string)(&s.Tipo), string(tipo))
	metti(&s.Identificativo, l.testo(colIdentificativo))
	metti(&s.Anagrafica, l.testo(colAnagrafica))
	metti(&s.Indirizzo, l.testo(colIndirizzo))
	metti(&s.Civico, l.testo(colCivico))
	metti(&s.CAP, l.testo(colCAP))
	metti(&s.Localita, l.testo(colLocalita))
	metti(&s.Provincia, l.testo(colProvincia))
	metti(&s.Nazione, l.testo(colNazione))
	metti(&s.Email, l.testo(colEmail))
	metti(&s.Cellulare, l.testo(colCellulare))
	p.SoggettoPagatore = s
	return true
}

// voci reads the items, the first one always.
func (l *lineaCSV) voci(p *pendenza.Pendenza, g *gruppo) bool {
	var colonne [pendenza.MaxVoci]int
	n := 0
	for k := colVoci; k < colDataAvvisatura; k += colonneVoce {
		if k == colVoci || l.testo(k) != "" {
			colonne[n] = k
			n++
		}
	}
	p.Voci = g.voci(n)
	for i := range p.Voci {
		if !l.voce(&p.Voci[i], colonne[i]) {
			return false
		}
	}
	return true
}

// voce reads the columns of an item, as leggiVoce.
func (l *lineaCSV) voce(v *pendenza.Voce, c int) bool {
	metti(&v.IDVocePendenza, l.testo(c))
	metti(&v.Descrizione, l.testo(c+2))
	if !leggiImporto(&v.Importo, l.testo(c+1)) {
		return false
	}
	if s := l.testo(c + 7); s != "" {
		v.CodEntrata = s
		return true
	}
	if s := l.testo(c + 8); s != "" {
		v.TipoBollo = s
		metti(&v.HashDocumento, l.testo(c+9))
		metti(&v.ProvinciaResidenza, l.testo(c+10))
		return true
	}
	tipo := pendenza.TipoContabilita(l.testo(c + 5))
	metti((*string)(&v.TipoContabilita), string(tipo))
	metti(&v.CodiceContabilita, l.testo(c+6))
	return (tipo == "" || tipo.IsValid()) && leggi(&v.IbanAccredito, l.testo(c+3), avviso.ParseIBAN) &&
		leggi(&v.IbanAppoggio, l.testo(c+4), avviso.ParseIBAN)
}
