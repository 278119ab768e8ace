package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/rendicontazione"
)

// tabellaCSV is one file: its name and its rows, the first the names of the columns.
type tabellaCSV struct {
	nome  string
	righe [][]string
}

// scriviCSV writes one file for each kind of object into a folder. Amounts have a point and
// two decimals, dates are yyyy-MM-dd, an absent value is empty.
func scriviCSV(cartella string, r *rendicontazione.Report, scrivi func(string, []byte, os.FileMode) error) error {
	for _, t := range tabelle(r) {
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		w.UseCRLF = true
		if err := w.WriteAll(t.righe); err != nil {
			return err
		}
		if err := scrivi(filepath.Join(cartella, t.nome+".csv"), b.Bytes(), 0o600); err != nil {
			return err
		}
	}
	return nil
}

func tabelle(r *rendicontazione.Report) []tabellaCSV {
	movimenti := tabellaCSV{"movimenti", [][]string{{"fonte", "dominio", "id", "dataContabile", "importo", "segno", "storno", "classe", "flusso", "iuv", "delta", "segnali", "codiceIncasso", "causale"}}}
	for i := range r.Movimenti {
		m := &r.Movimenti[i]
		delta := ""
		if m.Classe == rendicontazione.MovimentoImportoDiverso {
			delta = m.Delta.String()
		}
		var segnali []string
		for s := range m.Rilievi() {
			segnali = append(segnali, string(s.Codice))
		}
		movimenti.righe = append(movimenti.righe, []string{
			m.Fonte, m.IdDominio.String(), m.ID, m.DataContabile.String(), m.Importo.String(), string(m.Segno),
			strconv.FormatBool(m.Storno), m.Classe.String(), m.Flusso, m.IUVTrovato, delta, strings.Join(segnali, ", "), string(m.Classe.CodiceIncasso()), m.Causale,
		})
	}
	flussi := tabellaCSV{"flussi", [][]string{{"dominio", "idFlusso", "dataOraFlusso", "revisione", "dataRegolamento", "idRegolamento", "numeroTotalePagamenti", "importoTotalePagamenti", "classe", "anomalie", "segnali"}}}
	for i := range r.Flussi {
		f := &r.Flussi[i]
		anomalie := ""
		for n, c := range f.Anomalie {
			if n > 0 {
				anomalie += ", "
			}
			anomalie += string(c)
		}
		flussi.righe = append(flussi.righe, []string{
			f.IdDominio.String(), f.IDFlusso, f.DataOraFlusso.String(), strconv.Itoa(int(f.Revisione)), f.DataRegolamento.String(), f.IDRegolamento,
			strconv.FormatInt(f.NumeroTotalePagamenti, 10), f.ImportoTotalePagamenti.String(), f.Classe.String(), anomalie, f.Segnali.String(),
		})
	}
	righe := tabellaCSV{"righe", [][]string{{"dominio", "idFlusso", "posizione", "iuv", "iur", "indice", "importo", "esito", "data", "classe", "codice", "segnali"}}}
	for i := range r.Righe {
		g := &r.Righe[i]
		righe.righe = append(righe.righe, []string{
			g.IdDominio().String(), g.IDFlusso(), strconv.Itoa(int(g.Posizione)), g.IUV, g.IUR, g.Indice.String(), g.Importo.String(), g.Esito.String(),
			g.Data.String(), g.Classe.String(), string(g.Codice()), g.Segnali.String(),
		})
	}
	ricevute := tabellaCSV{"ricevute", [][]string{{"dominio", "iuv", "iur", "indice", "importo", "data", "classe", "segnali"}}}
	for i := range r.Ricevute {
		g := &r.Ricevute[i]
		ricevute.righe = append(ricevute.righe, []string{g.IdDominio.String(), g.IUV, g.IUR, g.Indice.String(), g.Importo.String(), g.Data.String(), g.Classe.String(), g.Segnali.String()})
	}
	pendenze := tabellaCSV{"pendenze", [][]string{{"dominio", "id", "iuv", "classe", "quietanzabile"}}}
	voci := tabellaCSV{"voci", [][]string{{"dominio", "id", "indice", "importo", "classe"}}}
	for i := range r.Pendenze {
		p := &r.Pendenze[i]
		pendenze.righe = append(pendenze.righe, []string{p.IdDominio.String(), p.ID, p.IUV, p.Classe.String(), strconv.FormatBool(p.Quietanzabile)})
		for _, v := range p.Voci {
			voci.righe = append(voci.righe, []string{p.IdDominio.String(), p.ID, v.Indice.String(), v.Importo.String(), v.Classe.String()})
		}
	}
	conflitti := tabellaCSV{"conflitti", [][]string{{"tipo", "chiave", "motivo"}}}
	for _, c := range r.Conflitti {
		conflitti.righe = append(conflitti.righe, []string{string(c.Tipo), c.Chiave, c.Motivo})
	}
	return []tabellaCSV{movimenti, flussi, righe, ricevute, pendenze, voci, conflitti}
}
