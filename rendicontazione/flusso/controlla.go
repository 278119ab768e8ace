package flusso

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
)

// totali keeps what the rows of a flow say together, in constant memory.
type totali struct {
	Quadratura
	ultimoEsito  avviso.Data // latest dataEsitoSingoloPagamento
	primoUltimo  int         // position of the first row of that date
	dopoIlFlusso int         // first row dated after the flow, 0 when none
	quanteDopo   int
}

func (s *totali) aggiungi(r *Riga, giornoFlusso avviso.Data) {
	s.Aggiungi(r)
	if r.Data.Dopo(s.ultimoEsito) {
		s.ultimoEsito, s.primoUltimo = r.Data, int(s.numero)
	}
	if r.Data.Dopo(giornoFlusso) {
		if s.quanteDopo == 0 {
			s.dopoIlFlusso = int(s.numero)
		}
		s.quanteDopo++
	}
}

// avvertenze returns the warnings about dates and signs of a whole flow.
func (s *totali) avvertenze(t *Testata) []avviso.Avvertenza {
	var a []avviso.Avvertenza
	nota := func(c avviso.Codice, campo, valore string, volte int) {
		a = append(a, conTesto(avviso.Avvertenza{Codice: c, Campo: campo, Valore: valore}, volte))
	}
	if _, segno := s.quadra(t.ImportoTotalePagamenti); segno {
		nota(AvvertenzaSegnoRevoca, "importoTotalePagamenti", t.ImportoTotalePagamenti.String(), 1)
	}
	if s.quanteDopo > 0 {
		nota(AvvertenzaDataEsito, rigaDi(s.dopoIlFlusso)+".data", "", s.quanteDopo)
	}
	if s.ultimoEsito.Dopo(t.DataRegolamento) {
		nota(AvvertenzaDataRegolamento, rigaDi(s.primoUltimo)+".data", s.ultimoEsito.String(), 1)
	}
	id, err := ParseID(t.IDFlusso)
	switch {
	case err != nil:
		nota(AvvertenzaID, "idFlusso", t.IDFlusso, 1)
	case id.Data() != t.DataRegolamento:
		nota(AvvertenzaIDData, "idFlusso", t.IDFlusso, 1)
	}
	return a
}

// rigaDi is the path of the row at a position, from 1.
func rigaDi(posizione int) string { return "righe[" + strconv.Itoa(posizione-1) + "]" }

// Anomalie checks what a flow says against itself: 007106 when the rows do not
// make the total, 007107 when they are not as many as declared, 007116 when the
// receiver is not the body, 000000 when the total is zero; 007110 for a row of
// unknown outcome and 007115 for the second and later rows with the same IUV,
// IUR and index (absent equals only absent). The anomalies of the flow come
// first, by code, then those of the rows, by position and code.
//
// Warnings are not anomalies: SEGNO_REVOCA when the sum is right only with the
// revocations negated, dates out of order, an identifier of another date.
//
// Source: SACI, Flusso di Rendicontazione; GovPay, Rendicontazioni.
func (f *Flusso) Anomalie() ([]Anomalia, []avviso.Avvertenza) {
	if f == nil {
		f = new(Flusso)
	}
	var s totali
	var anomalie []Anomalia
	giorno := f.DataOraFlusso.Data()
	doppie := f.doppie()
	for i := range f.Righe {
		r := &f.Righe[i]
		s.aggiungi(r, giorno)
		if !r.Esito.Noto() {
			anomalie = append(anomalie, Anomalia{
				AnomaliaEsito, LivelloRiga, i + 1,
				"riga " + strconv.Itoa(i+1) + ": codice esito " + r.Esito.String() + " sconosciuto",
			})
		}
		if len(doppie) > 0 && doppie[0] == i {
			doppie = doppie[1:]
			anomalie = append(anomalie, Anomalia{
				AnomaliaDuplicata, LivelloRiga, i + 1,
				"riga " + strconv.Itoa(i+1) + ": IUV " + r.IUV + ", IUR " + r.IUR + " già presente nel flusso",
			})
		}
	}
	return append(s.anomalie(&f.Testata), anomalie...), s.avvertenze(&f.Testata)
}

// anomalie returns the anomalies of the flow itself, by code.
func (s *totali) anomalie(t *Testata) []Anomalia {
	codici, _ := s.Quadratura.Anomalie(t)
	var a []Anomalia
	for _, c := range codici {
		a = append(a, Anomalia{c, LivelloFlusso, 0, s.descrizione(c, t)})
	}
	return a
}

func (s *totali) descrizione(c CodiceAnomalia, t *Testata) string {
	switch c {
	case AnomaliaSenzaCodice:
		return "importoTotalePagamenti " + t.ImportoTotalePagamenti.String() + " non positivo"
	case AnomaliaTotale:
		return "somma delle righe " + s.testoSomma() + ", totale dichiarato " + t.ImportoTotalePagamenti.String()
	case AnomaliaNumero:
		return "righe " + strconv.FormatInt(s.numero, 10) + ", dichiarate " + strconv.FormatInt(t.NumeroTotalePagamenti, 10)
	default:
		return "ricevente " + t.Ricevente + ", atteso " + t.IdDominio.String()
	}
}

// doppie returns the positions of the rows that repeat the key of an earlier
// one, in order. Sorting positions takes a fraction of the memory of a map.
func (f *Flusso) doppie() []int {
	ordine := make([]int32, len(f.Righe))
	for i := range ordine {
		ordine[i] = int32(i)
	}
	confronta := func(a, b *Riga) int {
		return cmp.Or(cmp.Compare(a.IUR, b.IUR), cmp.Compare(a.Indice, b.Indice), cmp.Compare(a.IUVCanonico(), b.IUVCanonico()))
	}
	slices.SortFunc(ordine, func(i, j int32) int {
		return cmp.Or(confronta(&f.Righe[i], &f.Righe[j]), cmp.Compare(i, j))
	})
	var doppie []int
	for k := 1; k < len(ordine); k++ {
		if confronta(&f.Righe[ordine[k-1]], &f.Righe[ordine[k]]) == 0 {
			doppie = append(doppie, int(ordine[k]))
		}
	}
	slices.Sort(doppie)
	return doppie
}

// errore returns what makes a finished stream refuse: rows that are not as many,
// or do not make as much, as the header says.
func (s *totali) errore(t *Testata) error {
	numero, totale := rifiuta(CodiceNumeroDiverso, "numeroTotalePagamenti", strconv.FormatInt(s.numero, 10), ErrTotali),
		rifiuta(CodiceTotaleDiverso, "importoTotalePagamenti", s.testoSomma(), ErrTotali)
	quadra, _ := s.quadra(t.ImportoTotalePagamenti)
	switch contate := s.numero == t.NumeroTotalePagamenti; {
	case contate && quadra:
		return nil
	case quadra:
		return numero
	case contate:
		return totale
	default:
		numero.Err = errore.Coppia(ErrTotali, totale)
		return numero
	}
}
