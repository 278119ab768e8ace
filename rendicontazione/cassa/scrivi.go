package cassa

import (
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// AppendGiornale appends a page of the Giornale di Cassa in the shape of versions
// 1.5.1 to 1.8, without signature, which is the treasurer's and alone is missing for the schema
// when h and voci have all that it asks for. The movements of one account that follow each
// other share its element; a page without movements has the account "0". What it writes, NuovoGiornale
// reads back: the numbers of the documents lose the zeros before them, and Riga is the
// reader's.
//
// A head or a movement that NuovoGiornale would refuse is refused here with an
// *Errore that unwraps to ErrMovimento or ErrFormato; b is then returned as it was.
func AppendGiornale(b []byte, h Intestazione, voci []Voce) ([]byte, error) {
	if err := h.valida(luogo{}); err != nil {
		return b, err
	}
	if h.Esercizio < minEsercizio || h.Esercizio > maxEsercizio {
		return b, luogo{}.errore(CodiceValore, "esercizio", strconv.Itoa(h.Esercizio), ErrMovimento)
	}
	if h.Dal != h.Al {
		return b, luogo{}.errore(CodiceData, "data_riferimento_GdC", h.Al.String(), ErrMovimento)
	}
	s := xmlrigido.NuovoScrittore(b)
	s.Rientro(" ")
	s.Dichiarazione()
	s.Apri(radiceOPI)
	h.scrivi(s)
	s.Apri(elementoConto)
	conto := "0"
	if len(voci) > 0 {
		conto = voci[0].Conto
	}
	s.Testo("conto_evidenza", conto)
	for i := range voci {
		v := &voci[i]
		if err := v.scrivibile(); err != nil {
			return b, err
		}
		if v.Conto != conto {
			conto = v.Conto
			s.Chiudi()
			s.Apri(elementoConto)
			s.Testo("conto_evidenza", conto)
		}
		v.scrivi(s, h.IDFlussoBT, strconv.Itoa(i+1))
	}
	s.Chiudi()
	s.Chiudi()
	out, err := s.Bytes()
	if err != nil {
		return b, &Errore{Codice: CodiceValore, Err: errore.Coppia(ErrMovimento, err)}
	}
	return out, nil
}

// scrivibile refuses what the reader would.
func (v *Voce) scrivibile() error {
	manca := ""
	credito := false
	switch v.Uso() {
	case UsoCredito, UsoStorno:
		credito = true
		if v.Progressivo == "" {
			manca = "progressivo_documento"
		}
	}
	switch {
	case v.TipoMovimento == "":
		manca = "tipo_movimento"
	case v.TipoDocumento == "":
		manca = "tipo_documento"
	case v.TipoOperazione == "":
		manca = "tipo_operazione"
	case v.NumeroDocumento == "":
		manca = "numero_documento"
	case credito && !v.DataMovimento.IsValid():
		manca = "data_movimento"
	case len(v.Sospesi) > maxSospesi:
		return luogo{}.errore(CodiceLimite, elementoSospeso, "", ErrMovimento)
	case v.Importo.Abs().Compare(massimoOPI) > 0:
		return luogo{}.errore(CodiceImporto, "importo", v.Importo.String(), ErrMovimento)
	}
	for _, s := range v.Sospesi {
		if s.Numero == "" {
			manca = viaVoce(eNumeroSospeso)
		}
	}
	if manca != "" {
		return luogo{}.errore(CodiceMancante, manca, "", ErrMovimento)
	}
	return nil
}

// massimoOPI is the largest amount of cifreOPI digits.
var massimoOPI = avviso.ImportoDaCentesimi(999_999_999_999_999)

// scrivi writes the movement number n of the page.
func (v *Voce) scrivi(s *xmlrigido.Scrittore, idFlusso string, n string) {
	s.Apri(elementoMovimento)
	s.Testo("identificativo_flusso", idFlusso)
	s.Testo("numero_movimento", n)
	dentro := "" // the part that is open
	for _, e := range elementiVoce[1:] {
		testo := e.scrivi(v)
		parte, nome, annidato := strings.Cut(e.via, "/")
		if !annidato {
			parte, nome = "", e.via
		}
		if parte != dentro && dentro != "" {
			s.Chiudi()
			dentro = ""
		}
		// A part is there when one of its elements is, that of the payer always.
		if parte != dentro && (testo != "" || parte == elementoCliente) {
			s.Apri(parte)
			dentro = parte
		}
		if testo != "" || e.sempre {
			s.Testo(nome, testo)
		}
	}
	for _, p := range v.Sospesi {
		s.Apri(elementoSospeso)
		s.Testo(numeroSospeso, p.Numero)
		s.Valore(importoSospeso, p.Importo)
		s.Chiudi()
	}
	s.Chiudi()
}
