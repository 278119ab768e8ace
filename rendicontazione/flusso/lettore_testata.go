package flusso

import (
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// figliTestata are the children of the root before the rows.
//
// Source: FlussoRiversamento_1_0_4.xsd, ctFlussoRiversamento.
var figliTestata = []elemento{
	{"versioneOggetto", true, (*Lettore).leggiVersione},
	{"identificativoFlusso", true, (*Lettore).leggiID},
	{"revisioneFlusso", false, (*Lettore).leggiRevisione},
	{"dataOraFlusso", true, (*Lettore).leggiDataOra},
	{"identificativoUnivocoRegolamento", true, (*Lettore).leggiRegolamento},
	{"dataRegolamento", true, (*Lettore).leggiDataRegolamento},
	{"istitutoMittente", true, (*Lettore).leggiMittente},
	{"codiceBicBancaDiRiversamento", false, (*Lettore).leggiBanca},
	{"istitutoRicevente", true, (*Lettore).leggiRicevente},
	{"numeroTotalePagamenti", true, (*Lettore).leggiNumero},
	{"importoTotalePagamenti", true, (*Lettore).leggiTotale},
	{elementoRiga, true, nil},
}

var figliMittente = []elemento{
	{"identificativoUnivocoMittente", true, func(l *Lettore) error {
		return l.figli("identificativoUnivocoMittente", figliIDMittente)
	}},
	{"denominazioneMittente", false, func(l *Lettore) (err error) {
		l.testata.Mittente.Denominazione, err = l.nome(3, 70)
		return err
	}},
}

var figliIDMittente = []elemento{
	{"tipoIdentificativoUnivoco", true, func(l *Lettore) error {
		return l.leggiTipo(&l.testata.Mittente.Tipo)
	}},
	{"codiceIdentificativoUnivoco", true, func(l *Lettore) (err error) {
		l.testata.Mittente.Codice, err = l.codice()
		return err
	}},
}

var figliRicevente = []elemento{
	{"identificativoUnivocoRicevente", true, func(l *Lettore) error {
		return l.figli("identificativoUnivocoRicevente", figliIDRicevente)
	}},
	{"denominazioneRicevente", false, func(l *Lettore) (err error) {
		l.testata.DenominazioneRicevente, err = l.nome(1, maxTesto140)
		return err
	}},
}

var figliIDRicevente = []elemento{
	{"tipoIdentificativoUnivoco", true, (*Lettore).leggiTipoRicevente},
	{"codiceIdentificativoUnivoco", true, func(l *Lettore) (err error) {
		l.testata.Ricevente, err = l.codice()
		return err
	}},
}

// leggiTestata reads up to the first row.
func (l *Lettore) leggiTestata() error {
	if _, err := l.x.ProssimoElemento(); err != nil {
		return l.traduci(err)
	}
	if string(l.x.Locale()) != radice {
		return l.qui(rifiuta(CodiceElemento, string(l.x.Locale()), "", ErrSchema))
	}
	if string(l.x.Spazio()) != Namespace {
		return l.qui(rifiuta(CodiceNamespace, radice, string(l.x.Spazio()), ErrSchema))
	}
	if err := l.attributi(); err != nil {
		return err
	}
	if err := l.sequenza(figliTestata, elementoRiga); err != nil {
		return err
	}
	t := &l.testata
	t.Dominio = l.opz.dominio
	if !t.Dominio.IsValid() {
		d, err := avviso.ParseIdDominio(t.Ricevente)
		if err != nil {
			return l.qui(rifiuta(CodiceDominio, "istitutoRicevente/identificativoUnivocoRicevente/codiceIdentificativoUnivoco",
				t.Ricevente, ErrSchema))
		}
		t.Dominio = d
	}
	l.giorno = t.DataOraFlusso.Data()
	return nil
}

// figli reads the children of a subject, one level down.
func (l *Lettore) figli(nome string, figli []elemento) error {
	sopra := l.dentro
	l.dentro = l.percorso(nome)
	err := l.sequenza(figli, "")
	l.dentro = sopra
	return err
}

func (l *Lettore) leggiMittente() error  { return l.figli("istitutoMittente", figliMittente) }
func (l *Lettore) leggiRicevente() error { return l.figli("istitutoRicevente", figliRicevente) }

func (l *Lettore) leggiVersione() error {
	b, err := l.valore()
	if err != nil {
		return err
	}
	switch string(b) {
	case "1.0":
		l.testata.VersioneOggetto = "1.0"
	case "1.1":
		l.testata.VersioneOggetto = "1.1"
	default:
		return l.nega(CodiceValore, b)
	}
	return l.chiudi()
}

func (l *Lettore) leggiID() (err error) {
	b, err := l.valore()
	if err != nil {
		return err
	}
	s := string(b)
	switch {
	case !lungo(s, 1, MaxID):
		return l.nega(CodiceLunghezza, b)
	case !caratteriID(s):
		return l.nega(CodicePattern, b)
	}
	l.testata.IDFlusso = s
	return l.chiudi()
}

func (l *Lettore) leggiRevisione() error {
	if !l.tollerante {
		return l.qui(rifiuta(CodiceElemento, l.percorso(l.foglia), "", ErrSchema))
	}
	l.avverti(AvvertenzaEstensione, l.foglia, "")
	b, err := l.valore()
	if err != nil {
		return err
	}
	n, err := xmlrigido.Intero(string(b), 1, 1<<31-1)
	if err != nil {
		return l.nega(CodiceNumero, b)
	}
	l.testata.Revisione = int32(n)
	return l.chiudi()
}

func (l *Lettore) leggiDataOra() error {
	b, err := l.collassato()
	if err != nil {
		return err
	}
	if l.testata.DataOraFlusso, err = avviso.ParseDataOra(string(b)); err != nil {
		return l.nega(CodiceData, b)
	}
	return l.chiudi()
}

func (l *Lettore) leggiDataRegolamento() (err error) {
	l.testata.DataRegolamento, err = l.data()
	return err
}

func (l *Lettore) leggiRegolamento() (err error) {
	l.testata.IDRegolamento, err = l.codice()
	return err
}

func (l *Lettore) leggiTipo(t *TipoSoggetto) error {
	b, err := l.valore()
	if err != nil {
		return err
	}
	if *t = TipoSoggetto(b); !t.IsValid() {
		return l.nega(CodiceValore, b)
	}
	return l.chiudi()
}

func (l *Lettore) leggiTipoRicevente() error {
	b, err := l.valore()
	if err != nil {
		return err
	}
	if TipoSoggetto(b) != PersonaGiuridica {
		return l.nega(CodiceValore, b)
	}
	return l.chiudi()
}

func (l *Lettore) leggiBanca() (err error) {
	if l.tollerante {
		l.testata.BancaRiversamento, err = l.nome(1, maxTesto35)
		return err
	}
	l.testata.BancaRiversamento, err = l.codice()
	return err
}

// leggiNumero reads numeroTotalePagamenti: at least one, at most 15 digits.
func (l *Lettore) leggiNumero() error {
	b, err := l.collassato()
	if err != nil {
		return err
	}
	n, err := strconv.ParseInt(string(b), 10, 64)
	if err != nil || n < 1 || n > 999_999_999_999_999 {
		return l.nega(CodiceNumero, b)
	}
	l.testata.NumeroTotalePagamenti = n
	return l.chiudi()
}

func (l *Lettore) leggiTotale() error {
	i, b, err := l.importo()
	if err != nil {
		return err
	}
	if i.Segno() < 0 || !l.tollerante && i.Compare(avviso.MaxImporto) > 0 || i.Compare(maxTotale) > 0 {
		return l.nega(CodiceImporto, b)
	}
	l.testata.ImportoTotalePagamenti = i
	return l.chiudi()
}

// maxTotale is the largest importoTotalePagamenti of the wider schema that
// GovPay uses: 18 digits, two of them decimals.
var maxTotale = avviso.ImportoDaCentesimi(999_999_999_999_999_999)
