package cassa

import (
	"errors"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
)

// riga takes a row of the table.
func (t *tabella) riga(r rigaTabella) {
	prima := t.posiz == 0 && t.larga == 0 && !t.p.Intestazione
	larga := t.larga
	if !t.p.Intestazione {
		t.larga = len(r.campi)
	}
	vuota := true
	for _, c := range r.campi {
		vuota = vuota && strings.TrimSpace(c) == ""
	}
	if vuota {
		return
	}
	t.posiz++
	if !t.haDati(r) {
		if prima { // titles that the profile does not know of
			t.posiz--
			return
		}
		c := t.conteggio(t.unico)
		c.Righe++
		c.Ignorate++
		t.ignora(Motivo{Codice: MotivoSenzaDati})
		return
	}
	k, err := t.conto(r)
	c := t.conteggio(k)
	c.Righe++
	var m Movimento
	entrata := false
	if err == nil {
		entrata, err = t.movimento(r, larga, k, &m)
	}
	if err != nil {
		c.Rifiutate++
		if !errors.Is(err, errTaciuto) {
			t.rifiuta(err)
		}
		return
	}
	c.registra(entrata, m.Importo)
	if !c.Dal.IsValid() || m.DataContabile.Compare(c.Dal) < 0 {
		c.Dal = m.DataContabile
	}
	if !c.Al.IsValid() || m.DataContabile.Compare(c.Al) > 0 {
		c.Al = m.DataContabile
	}
	if m.Importo.IsZero() {
		c.Ignorate++
		t.ignora(Motivo{Codice: MotivoImportoZero})
		return
	}
	t.dai(&m)
}

// haDati reports whether a row has a digit in the columns of date and amount.
func (t *tabella) haDati(r rigaTabella) bool {
	for _, c := range []CampoTabella{CampoDataContabile, CampoImporto, CampoImportoCentesimi, CampoAccrediti, CampoAddebiti} {
		if v := t.campo(r, c); strings.ContainsAny(v, "0123456789") {
			return true
		}
	}
	return false
}

// conteggio returns the sums of an account.
func (t *tabella) conteggio(k conto) *conteggio {
	fonte := FonteTabella
	if k.testo != "" {
		fonte += ":" + k.testo
	}
	for _, c := range t.conteg {
		if c.Fonte == fonte {
			return c
		}
	}
	c := &conteggio{Quadratura: Quadratura{Fonte: fonte, Conto: k.testo, Estratto: t.registro.estratto}}
	t.conteg = append(t.conteg, c)
	return c
}

// movimento reads a row of an account, and tells whether the money came in.
func (t *tabella) movimento(r rigaTabella, larga int, k conto, m *Movimento) (entrata bool, err error) {
	if r.tronca && len(r.campi) < larga {
		return false, luogo{r.riga, 1}.errore(CodiceSintassi, "", "", errTroncato)
	}
	if k.testo == "" {
		m.Fonte, m.IdDominio = FonteTabella, k.dominio
	} else {
		k.intesta(m, FonteTabella)
	}
	if err := t.date(r, m); err != nil {
		return false, err
	}
	if v := t.campo(r, CampoDivisa); v != "" && v != divisaEuro {
		return false, t.errore(CodiceDivisa, r, CampoDivisa, v, ErrDivisa)
	}
	if entrata, err = t.importo(r, m); err != nil {
		return false, err
	}
	t.testi(r, m)
	return entrata, t.nomina(r, m)
}

// conto finds the account of a row.
func (t *tabella) conto(r rigaTabella) (conto, error) {
	if len(t.colonne[CampoConto]) == 0 {
		return t.unico, nil
	}
	nome := t.campo(r, CampoConto)
	abi := t.campo(r, CampoABI)
	cab := t.campo(r, CampoCAB)
	if len(t.colonne[CampoABI]) == 0 && len(t.colonne[CampoCAB]) == 0 {
		if k, ok := t.conti.cerca(nome); ok {
			return k, nil
		}
	} else {
		nome = riempi(abi, 5) + riempi(cab, 5) + riempi(nome, 12)
		if k, ok := t.conti.cercaCoda(nome); ok {
			return k, nil
		}
	}
	if t.ignoti == nil {
		t.ignoti = make(map[string]bool)
	}
	if t.ignoti[nome] {
		return conto{}, errTaciuto
	}
	if len(t.ignoti) < maxMotivi {
		t.ignoti[nome] = true
	}
	if nome == "" {
		return conto{}, t.errore(CodiceMancante, r, CampoConto, "", ErrDominio)
	}
	return conto{}, t.errore(CodiceDominio, r, CampoConto, nome, ErrDominio)
}

// riempi writes the zeros in front of a number that a spreadsheet drops.
func riempi(s string, n int) string {
	s = contoCompatto(s)
	if s == "" || len(s) >= n {
		return s
	}
	return strings.Repeat("0", n-len(s)) + s
}

// date reads the dates of a row.
func (t *tabella) date(r rigaTabella, m *Movimento) error {
	v := t.campo(r, CampoDataContabile)
	if v == "" {
		return t.errore(CodiceMancante, r, CampoDataContabile, "", ErrMovimento)
	}
	var ok bool
	if m.DataContabile, ok = leggiDataTabella(v, t.p.Date); !ok {
		return t.errore(CodiceData, r, CampoDataContabile, v, ErrMovimento)
	}
	if v = t.campo(r, CampoDataValuta); v != "" {
		if m.DataValuta, ok = leggiDataTabella(v, t.p.Date); !ok {
			return t.errore(CodiceData, r, CampoDataValuta, v, ErrMovimento)
		}
	}
	return nil
}

// importo reads amount and side of a row.
func (t *tabella) importo(r rigaTabella, m *Movimento) (entrata bool, err error) {
	c := CampoImporto
	switch {
	case len(t.colonne[CampoImportoCentesimi]) > 0:
		c = CampoImportoCentesimi
	case len(t.colonne[CampoImporto]) == 0:
		return t.accreditiAddebiti(r, m)
	}
	v := t.campo(r, c)
	if v == "" {
		return false, t.errore(CodiceMancante, r, c, "", ErrMovimento)
	}
	var ok bool
	if c == CampoImporto {
		m.Importo, ok = leggiImportoTabella(v, t.p.Decimale[0])
	} else {
		m.Importo, ok = leggiCentesimi(v)
	}
	if !ok {
		return false, t.errore(CodiceImporto, r, c, v, ErrMovimento)
	}
	entrata = m.Importo.Segno() >= 0
	if len(t.colonne[CampoSegno]) == 0 {
		t.lato(r, m, entrata)
		return entrata, nil
	}
	s := t.campo(r, CampoSegno)
	switch strings.ToUpper(s) {
	case "+", "C", "CRDT", "AVERE", "ACCREDITO", "ENTRATA":
		if !entrata {
			return false, t.errore(CodiceValore, r, CampoSegno, s, ErrMovimento)
		}
	case "-", "−", "D", "DBIT", "DARE", "ADDEBITO", "USCITA":
		entrata = false
	default:
		return false, t.errore(CodiceValore, r, CampoSegno, s, ErrMovimento)
	}
	t.lato(r, m, entrata)
	return entrata, nil
}

// accreditiAddebiti reads the amount of a row that has a column for each side.
func (t *tabella) accreditiAddebiti(r rigaTabella, m *Movimento) (entrata bool, err error) {
	var importi [2]avviso.Importo
	scritto := false
	for i, c := range []CampoTabella{CampoAddebiti, CampoAccrediti} {
		v := t.campo(r, c)
		if v == "" {
			continue
		}
		var ok bool
		importi[i], ok = leggiImportoTabella(v, t.p.Decimale[0])
		if !ok || c == CampoAccrediti && importi[i].Segno() < 0 {
			return false, t.errore(CodiceImporto, r, c, v, ErrMovimento)
		}
		scritto = true
	}
	addebito, accredito := importi[0].Abs(), importi[1]
	switch {
	case !scritto:
		c := CampoAccrediti
		if len(t.colonne[c]) == 0 {
			c = CampoAddebiti
		}
		return false, t.errore(CodiceMancante, r, c, "", ErrMovimento)
	case !addebito.IsZero() && !accredito.IsZero():
		return false, t.errore(CodiceValore, r, CampoAddebiti, addebito.String(), ErrMovimento)
	}
	m.Importo = accredito
	if entrata = addebito.IsZero(); !entrata {
		m.Importo = addebito
	}
	t.lato(r, m, entrata)
	return entrata, nil
}

// lato gives a movement its side, by whether the money came in.
func (t *tabella) lato(r rigaTabella, m *Movimento, entrata bool) {
	m.Importo = m.Importo.Abs()
	m.Segno = Uscita
	if entrata {
		m.Segno = Entrata
	}
	causale := t.campo(r, CampoCausaleCBI)
	switch {
	case len(t.colonne[CampoProvvisorio]) > 0:
		m.Segno, m.Storno = Entrata, !entrata
	case strings.HasPrefix(causale, causaleStorno):
		m.Segno, m.Storno = m.Segno.opposto(), true
	}
}

// testi reads references and texts of a row.
func (t *tabella) testi(r rigaTabella, m *Movimento) {
	valore := func(c CampoTabella) string {
		v := t.campo(r, c)
		return strings.Clone(v)
	}
	m.RifBanca, m.TRN, m.EndToEndID = usabile(valore(CampoRifBanca)), usabile(valore(CampoTRN)), usabile(valore(CampoEndToEndID))
	m.Ordinante, m.IDFlusso = valore(CampoOrdinante), valore(CampoIDFlusso)
	var prima, luoghi []string
	for _, i := range t.colonne[CampoCausale] {
		v := r.cella(i)
		riconciliazione, resto := annota(m, v, senzaMargine)
		prima, luoghi = append(prima, riconciliazione), append(luoghi, resto)
	}
	if v := valore(CampoIUV); v != "" {
		iuv, err := avviso.ParseIUV(v)
		if err != nil { // in words of the treasurer: a text like others
			luoghi = append(luoghi, v)
		}
		m.IUV = iuv
	}
	m.Causale = strings.Clone(causaleDi(append(prima, luoghi...)...))
}

// nomina gives a movement its ID.
func (t *tabella) nomina(r rigaTabella, m *Movimento) error {
	if len(t.colonne[CampoProvvisorio]) > 0 {
		anno := t.campo(r, CampoEsercizio)
		n, ok := leggiIntero(anno)
		if !ok || len(anno) != 4 || n < 1000 {
			return t.errore(CodiceValore, r, CampoEsercizio, anno, ErrMovimento)
		}
		p := t.campo(r, CampoProvvisorio)
		if p == "" {
			return t.errore(CodiceMancante, r, CampoProvvisorio, "", ErrMovimento)
		}
		m.Esercizio, m.Provvisorio = n, strings.Clone(numero(p))
		m.ID, m.Estratto = anno+"/"+m.Provvisorio, t.registro.estratto
		return nil
	}
	if m.RifBanca == "" && t.p.Documento == "" {
		return t.errore(CodiceMancante, r, CampoRifBanca, "", motivato(ErrMovimento, "la riga non ha riferimento: indicare il nome del documento"))
	}
	t.identifica(m, m.RifBanca, strconv.Itoa(t.posiz))
	return nil
}
