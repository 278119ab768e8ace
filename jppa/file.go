package jppa

import (
	"archive/zip"
	"bytes"
	"strconv"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
)

// NomiFile are the names of a file of notifications: the ZIP and its one entry.
type NomiFile struct {
	ZIP string
	CSV string
}

// NuoviNomiFile returns GOVPAY_<idDominio>_<progressivo>.zip and .csv.
// progressivo counts the files of a body from 1. Errors (ErrCampo): OBBLIGATORIO
// for an invalid idDominio, VALORE for a progressivo below 1.
//
// Source: link-it/govpay 3.8.2, TracciatiNotificaPagamenti, which leaves the name
// of the ZIP unset: it follows the entry, as in the sibling connectors.
func NuoviNomiFile(dominio avviso.IdDominio, progressivo int64) (NomiFile, error) {
	if !dominio.IsValid() {
		return NomiFile{}, campo(CodiceObbligatorio, "idDominio", "")
	}
	if progressivo < 1 {
		return NomiFile{}, campo(CodiceValore, "progressivo", strconv.FormatInt(progressivo, 10))
	}
	base := "GOVPAY_" + dominio.String() + "_" + strconv.FormatInt(progressivo, 10)
	return NomiFile{ZIP: base + ".zip", CSV: base + ".csv"}, nil
}

// NuoviNomiFileREST returns GOVPAY_<idDominio>_<istante>_1.zip and
// GOVPAY_<idDominio>_<istante>_2.csv. The instant is ddMMyyyyHHmmSSsss in the
// letters of Java, by which SS are the milliseconds (at least two digits) and sss
// the seconds (three): 17 or 18 digits. Errors (ErrCampo): OBBLIGATORIO for an
// invalid idDominio, ISTANTE for an invalid instant.
//
// Source: link-it/govpay-maggioli-jppa; java.text.SimpleDateFormat.
func NuoviNomiFileREST(dominio avviso.IdDominio, istante avviso.DataOra) (NomiFile, error) {
	if !dominio.IsValid() {
		return NomiFile{}, campo(CodiceObbligatorio, "idDominio", "")
	}
	if !istante.IsValid() {
		return NomiFile{}, campo(CodiceIstante, "istante", "")
	}
	base := "GOVPAY_" + dominio.String() + "_" + tempoJava(istante.Time())
	return NomiFile{ZIP: base + "_1.zip", CSV: base + "_2.csv"}, nil
}

func tempoJava(t time.Time) string {
	b := t.AppendFormat(nil, "020120061504")
	b = appendCifre(b, t.Nanosecond()/1e6, 2)
	return string(appendCifre(b, t.Second(), 3))
}

// appendCifre appends n with at least cifre digits.
func appendCifre(b []byte, n, cifre int) []byte {
	testo := strconv.Itoa(n)
	for range cifre - len(testo) {
		b = append(b, '0')
	}
	return append(b, testo...)
}

// AppendZIP appends a ZIP with one entry: a CSV under its name. modificato is the
// time of the entry, by custom the end of the window. The entry is stored, not
// compressed, so that the same content gives the same bytes with every version of
// the compiler. Errors (ErrCampo): OBBLIGATORIO for an empty name, ISTANTE for an
// invalid instant.
func AppendZIP(b []byte, nome string, contenuto []byte, modificato avviso.DataOra) ([]byte, error) {
	if nome == "" {
		return nil, campo(CodiceObbligatorio, "nome", "")
	}
	if !modificato.IsValid() {
		return nil, campo(CodiceIstante, "modificato", "")
	}
	archivio := bytes.NewBuffer(nil)
	w := zip.NewWriter(archivio)
	voce, err := w.CreateHeader(&zip.FileHeader{Name: nome, Method: zip.Store, Modified: modificato.Time().UTC()})
	if err == nil {
		_, err = voce.Write(contenuto)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return nil, &Errore{Codice: CodiceValore, Campo: "nome", Valore: nome, Err: errore.Coppia(ErrCampo, err)}
	}
	return append(b, archivio.Bytes()...), nil
}
