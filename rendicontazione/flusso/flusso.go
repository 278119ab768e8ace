package flusso

import (
	"strconv"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
)

const (
	maxTesto35  = 35
	maxTesto140 = 140
)

// Soggetto is the istitutoMittente: who sends the flow.
//
// Source: FlussoRiversamento_1_0_4.xsd, ctIstitutoMittente.
type Soggetto struct {
	Tipo          TipoSoggetto `json:"tipo,omitempty"`          // tipoIdentificativoUnivoco
	Codice        string       `json:"codice"`                  // codiceIdentificativoUnivoco, 1–35 characters
	Denominazione string       `json:"denominazione,omitempty"` // denominazioneMittente, 1–70 characters
}

// IsZero reports whether the subject is absent.
func (s Soggetto) IsZero() bool { return s == Soggetto{} }

// Testata is what a flow says before its rows: key, version, transfer and
// totals. It is comparable.
//
// Source: FlussoRiversamento_1_0_4.xsd, ctFlussoRiversamento; pagoPA, API FdR
// (ORGs), SingleFlowResponse.
type Testata struct {
	// Dominio is the body whose flow it is: the one it was asked for, else the
	// receiver written in the document.
	IdDominio              avviso.IdDominio `json:"dominio"`
	IDFlusso               string           `json:"idFlusso"`              // identificativoFlusso as written, [a-zA-Z0-9-_], 1–35; see ID for its parts
	DataOraFlusso          avviso.DataOra   `json:"dataOraFlusso"`         // Europe/Rome where the document has no zone
	Revisione              int32            `json:"revisione,omitempty"`   // revision of FdR 3, 0 when absent
	IDRegolamento          string           `json:"idRegolamento"`         // identificativoUnivocoRegolamento: TRN of the transfer, else its EndToEndId
	DataRegolamento        avviso.Data      `json:"dataRegolamento"`       // civil date
	NumeroTotalePagamenti  int64            `json:"numeroTotalePagamenti"` // rows the sender declares
	ImportoTotalePagamenti avviso.Importo   `json:"importoTotalePagamenti"`
	Ricevente              string           `json:"ricevente,omitempty"` // codiceIdentificativoUnivoco of the receiver as written

	DenominazioneRicevente string   `json:"denominazioneRicevente,omitempty"`
	VersioneOggetto        string   `json:"versioneOggetto,omitempty"` // "1.0" or "1.1" in XML, "" in FdR 3
	Mittente               Soggetto `json:"mittente,omitzero"`
	PSP                    string   `json:"psp,omitempty"` // pspId of FdR 3
	BancaRiversamento      string   `json:"bancaRiversamento,omitempty"`
}

// Flusso is a Flusso di Rendicontazione: one bank transfer of a PSP to a body,
// with the payments it is made of. Its JSON is the header and then the rows.
type Flusso struct {
	Testata
	Righe []Riga `json:"righe"`
}

// Valida checks what every flow must be however it was built: dominio,
// identifier, instant and date of the transfer present and in form, amounts not
// zero and negative only in revocations, texts in UTF-8. It returns the first fault as an
// *Errore (ErrValore) whose Campo is the path, such as "righe[3].iuv".
func (f *Flusso) Valida() error {
	if f == nil {
		return rifiutaNullo()
	}
	if err := f.Testata.valida(); err != nil {
		return err
	}
	for i := range f.Righe {
		if err := f.Righe[i].valida(); err != nil {
			err.Campo = "righe[" + strconv.Itoa(i) + "]." + err.Campo
			return err
		}
	}
	return nil
}

func (t *Testata) valida() *Errore {
	switch {
	case !t.IdDominio.IsValid():
		return rifiuta(CodiceDominio, "dominio", "", ErrValore)
	case !lungo(t.IDFlusso, 1, MaxID):
		return rifiuta(CodiceLunghezza, "idFlusso", t.IDFlusso, ErrValore)
	case !caratteriID(t.IDFlusso):
		return rifiuta(CodicePattern, "idFlusso", t.IDFlusso, ErrValore)
	case !t.DataOraFlusso.IsValid():
		return rifiuta(CodiceData, "dataOraFlusso", "", ErrValore)
	case t.Revisione < 0:
		return rifiuta(CodiceNumero, "revisione", strconv.Itoa(int(t.Revisione)), ErrValore)
	case t.Mittente.Tipo != "" && !t.Mittente.Tipo.IsValid():
		return rifiuta(CodiceValore, "mittente.tipo", string(t.Mittente.Tipo), ErrValore)
	case !lungo(t.IDRegolamento, 0, maxTesto35):
		return rifiuta(CodiceLunghezza, "idRegolamento", t.IDRegolamento, ErrValore)
	case !t.DataRegolamento.IsValid():
		return rifiuta(CodiceData, "dataRegolamento", "", ErrValore)
	case t.NumeroTotalePagamenti < 0:
		return rifiuta(CodiceNumero, "numeroTotalePagamenti", strconv.FormatInt(t.NumeroTotalePagamenti, 10), ErrValore)
	case t.ImportoTotalePagamenti.Segno() < 0:
		return rifiuta(CodiceImporto, "importoTotalePagamenti", t.ImportoTotalePagamenti.String(), ErrValore)
	}
	for _, x := range [...]struct{ campo, testo string }{
		{"idRegolamento", t.IDRegolamento},
		{"ricevente", t.Ricevente},
		{"denominazioneRicevente", t.DenominazioneRicevente},
		{"versioneOggetto", t.VersioneOggetto},
		{"mittente.codice", t.Mittente.Codice},
		{"mittente.denominazione", t.Mittente.Denominazione},
		{"psp", t.PSP},
		{"bancaRiversamento", t.BancaRiversamento},
	} {
		if !utf8.ValidString(x.testo) {
			return rifiuta(CodiceCodifica, x.campo, x.testo, ErrValore)
		}
	}
	return nil
}

// lungo reports whether s has from minimo to massimo characters.
func lungo(s string, minimo, massimo int) bool {
	n := utf8.RuneCountInString(s)
	return n >= minimo && n <= massimo
}
