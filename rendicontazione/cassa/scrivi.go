package cassa

import (
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// AppendGiornale appends a page of the Giornale di Cassa in the shape of version
// 1.8, without signature, which is the treasurer's. The movements of one account that follow each
// other share its element; a page without movements has the account "0". What it writes, NuovoGiornale
// reads back: the numbers of the documents lose the zeros before them, and Riga is the
// reader's.
//
// A head or a movement that NuovoGiornale would refuse is refused here with an
// *Errore that unwraps to ErrMovimento or ErrFormato; b is then returned as it was.
func AppendGiornale(b []byte, h Intestazione, voci []Voce) ([]byte, error) {
	if err := h.controlla(luogo{}); err != nil {
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
		v.scrivi(s, h.IDFlussoBT, i+1)
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
		switch {
		case v.Importo.IsZero():
			manca = "importo"
		case v.Progressivo == "":
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
		return luogo{}.errore(CodiceLimite, "sospeso", "", ErrMovimento)
	case v.Importo.Abs().Compare(massimoOPI) > 0:
		return luogo{}.errore(CodiceImporto, "importo", v.Importo.String(), ErrMovimento)
	}
	for _, s := range v.Sospesi {
		if s.Numero == "" {
			manca = "sospeso/numero_provvisorio"
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
func (v *Voce) scrivi(s *xmlrigido.Scrittore, idFlusso string, n int) {
	data := func(nome string, d avviso.Data) {
		if d.IsValid() {
			s.Valore(nome, d)
		}
	}
	s.Apri("movimento_conto_evidenza")
	s.Testo("identificativo_flusso", idFlusso)
	s.Testo("numero_movimento", strconv.Itoa(n))
	s.Testo("tipo_movimento", v.TipoMovimento)
	s.Testo("tipo_documento", v.TipoDocumento)
	s.Testo("tipo_operazione", v.TipoOperazione)
	s.Testo("numero_documento", v.NumeroDocumento)
	if v.DataEffettivaSospeso.IsValid() || v.CodiceGestionale != "" {
		s.Apri("sospeso_da_regolarizzare")
		data("data_effettiva_sospeso", v.DataEffettivaSospeso)
		s.TestoSe("codice_gestionale_provvisorio", v.CodiceGestionale)
		s.Chiudi()
	}
	s.TestoSe("progressivo_documento", v.Progressivo)
	s.Valore("importo", v.Importo)
	s.TestoSe("numero_bolletta_quietanza", v.Bolletta)
	s.TestoSe("numero_bolletta_quietanza_storno", v.BollettaStorno)
	data("data_movimento", v.DataMovimento)
	data("data_movimento_siope", v.DataMovimento)
	data("data_valuta_ente", v.DataValuta)
	s.TestoSe("tipo_esecuzione", v.TipoEsecuzione)
	s.TestoSe("codice_riferimento_operazione", v.TRN)
	s.TestoSe("end_to_end_id", v.EndToEndID)
	s.Testo("assoggettamento_bollo", "ESENTE BOLLO")
	s.Apri("cliente")
	s.TestoSe("anagrafica_cliente", v.Cliente)
	s.TestoSe("partita_iva_cliente", v.PartitaIVACliente)
	s.TestoSe("codice_fiscale_cliente", v.CodiceFiscaleCliente)
	s.Chiudi()
	s.Testo("causale", v.Causale)
	for _, p := range v.Sospesi {
		s.Apri("sospeso")
		s.Testo("numero_provvisorio", p.Numero)
		s.Valore("importo_provvisorio", p.Importo)
		s.Chiudi()
	}
	s.Chiudi()
}
