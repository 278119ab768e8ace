package flusso

import (
	"cmp"
	"strconv"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// elemento is one child of a sequence of the schema, named here alone: how it is
// read and how it is written, or its own children.
type elemento struct {
	nome         string
	obbligatorio bool
	apri         func(l *Lettore) ([]byte, error)         // reads the text of the leaf, after its start tag
	metti        func(l *Lettore, b []byte) avviso.Codice // keeps it, or returns what is wrong with it
	testo        func(t *Testata, r *Riga) string         // what is written, "" when it is absent; nil for what is only read
	figli        []elemento
}

// figliTestata are the children of the root before the rows.
//
// Source: FlussoRiversamento_1_0_4.xsd, ctFlussoRiversamento.
var figliTestata = []elemento{
	{
		nome: "versioneOggetto", obbligatorio: true, apri: (*Lettore).valore, metti: func(l *Lettore, b []byte) avviso.Codice {
			l.testata.VersioneOggetto = string(b)
			return codiceSe(!versione(l.testata.VersioneOggetto), CodiceValore)
		},
		testo: func(t *Testata, _ *Riga) string { return cmp.Or(t.VersioneOggetto, "1.0") },
	},
	{
		nome: "identificativoFlusso", obbligatorio: true, apri: (*Lettore).valore, metti: func(l *Lettore, b []byte) avviso.Codice {
			s := string(b)
			l.testata.IDFlusso = s
			return cmp.Or(codiceSe(!lungo(s, 1, MaxID), CodiceLunghezza), codiceSe(!caratteriID(s), CodicePattern))
		},
		testo: func(t *Testata, _ *Riga) string { return t.IDFlusso },
	},
	{ // of GovPay's schema, not of the official one
		nome: "revisioneFlusso", apri: (*Lettore).estensione, metti: func(l *Lettore, b []byte) avviso.Codice {
			n, err := xmlrigido.Intero(string(b), 1, 1<<31-1)
			l.testata.Revisione = int32(n)
			return codiceSe(err != nil, CodiceNumero)
		},
	},
	{
		nome: "dataOraFlusso", obbligatorio: true, apri: (*Lettore).collassato, metti: func(l *Lettore, b []byte) avviso.Codice {
			var err error
			l.testata.DataOraFlusso, err = avviso.ParseDataOra(string(b))
			return codiceSe(err != nil, CodiceData)
		},
		testo: func(t *Testata, _ *Riga) string { return t.DataOraFlusso.String() },
	},
	codice("identificativoUnivocoRegolamento", func(t *Testata) *string { return &t.IDRegolamento }),
	{
		nome: "dataRegolamento", obbligatorio: true, apri: (*Lettore).collassato, metti: func(l *Lettore, b []byte) (c avviso.Codice) {
			l.testata.DataRegolamento, c = leggiGiorno(b)
			return c
		},
		testo: func(t *Testata, _ *Riga) string { return t.DataRegolamento.String() },
	},
	{nome: "istitutoMittente", obbligatorio: true, figli: figliMittente},
	denominazione("codiceBicBancaDiRiversamento", func(l *Lettore) ([]byte, error) {
		b, err := l.apri()
		switch t := senzaSpazi(b); {
		case err != nil || len(t) == len(b) && len(b) > 0:
			return b, err
		case !l.tollerante && len(t) == 0:
			return nil, l.nega(CodiceObbligatorio, nil)
		case !l.tollerante:
			return nil, l.nega(CodicePattern, b)
		case len(t) > 0: // an empty one is absent, and told so
			l.avverti(AvvertenzaSpazi, l.percorso(l.foglia), string(b))
			return t, nil
		}
		return nil, nil
	}, 1, maxTesto35, func(t *Testata) *string { return &t.BancaRiversamento }),
	{nome: "istitutoRicevente", obbligatorio: true, figli: figliRicevente},
	{ // at least one, at most 15 digits
		nome: "numeroTotalePagamenti", obbligatorio: true, apri: (*Lettore).collassato, metti: func(l *Lettore, b []byte) avviso.Codice {
			n, err := strconv.ParseInt(string(b), 10, 64)
			l.testata.NumeroTotalePagamenti = n
			return codiceSe(err != nil || n < 1 || n > maxConteggio, CodiceNumero)
		},
		testo: func(t *Testata, _ *Riga) string { return strconv.FormatInt(t.NumeroTotalePagamenti, 10) },
	},
	{
		nome: "importoTotalePagamenti", obbligatorio: true, apri: (*Lettore).collassato, metti: func(l *Lettore, b []byte) avviso.Codice {
			i, c := l.importo(b)
			l.testata.ImportoTotalePagamenti = i
			if c == "" && l.tollerante && i.Compare(avviso.MaxImporto) > 0 {
				l.avverti(AvvertenzaImporto, l.percorso(l.foglia), string(b))
			}
			fuori := i.Segno() < 0 || !l.tollerante && i.Compare(avviso.MaxImporto) > 0 || i.Compare(maxTotale) > 0
			return cmp.Or(c, codiceSe(fuori, CodiceImporto))
		},
		testo: func(t *Testata, _ *Riga) string { return t.ImportoTotalePagamenti.String() },
	},
	{nome: elementoRiga, obbligatorio: true},
}

// maxTotale is the largest importoTotalePagamenti of the wider schema that
// GovPay uses: 18 digits, two of them decimals.
var maxTotale = avviso.ImportoDaCentesimi(999_999_999_999_999_999)

var figliMittente = []elemento{
	{nome: "identificativoUnivocoMittente", obbligatorio: true, figli: []elemento{
		{
			nome: tipoIdentificativo, obbligatorio: true, apri: (*Lettore).valore, metti: func(l *Lettore, b []byte) avviso.Codice {
				l.testata.Mittente.Tipo = TipoSoggetto(b)
				return codiceSe(!l.testata.Mittente.Tipo.IsValid(), CodiceValore)
			},
			testo: func(t *Testata, _ *Riga) string { return string(t.Mittente.Tipo) },
		},
		codice(codiceIdentificativo, func(t *Testata) *string { return &t.Mittente.Codice }),
	}},
	denominazione("denominazioneMittente", (*Lettore).apri, 3, 70, func(t *Testata) *string { return &t.Mittente.Denominazione }),
}

var figliRicevente = []elemento{
	{nome: "identificativoUnivocoRicevente", obbligatorio: true, figli: []elemento{
		{
			nome: tipoIdentificativo, obbligatorio: true, apri: (*Lettore).valore,
			metti: func(_ *Lettore, b []byte) avviso.Codice {
				return codiceSe(TipoSoggetto(b) != PersonaGiuridica, CodiceValore)
			},
			testo: func(*Testata, *Riga) string { return string(PersonaGiuridica) },
		},
		codice(codiceIdentificativo, func(t *Testata) *string { return &t.Ricevente }),
	}},
	denominazione("denominazioneRicevente", (*Lettore).apri, 1, maxTesto140, func(t *Testata) *string { return &t.DenominazioneRicevente }),
}

const (
	elementoRiga         = "datiSingoliPagamenti"
	elementoImporto      = "singoloImportoPagato"
	tipoIdentificativo   = "tipoIdentificativoUnivoco"
	codiceIdentificativo = "codiceIdentificativoUnivoco"
)

// figliRiga are the children of a row.
//
// Source: FlussoRiversamento_1_0_4.xsd, ctDatiSingoliPagamenti.
var figliRiga = []elemento{
	{
		nome: "identificativoUnivocoVersamento", obbligatorio: true, apri: (*Lettore).valore, metti: func(l *Lettore, b []byte) avviso.Codice {
			l.testi, l.iuv = append(l.testi[:0], b...), len(b)
			return codiceSe(utf8.RuneCount(b) > maxTesto35, CodiceLunghezza)
		},
		testo: func(_ *Testata, r *Riga) string { return r.IUV },
	},
	{
		nome: "identificativoUnivocoRiscossione", obbligatorio: true, apri: (*Lettore).valore, metti: func(l *Lettore, b []byte) avviso.Codice {
			l.testi = append(l.testi, b...)
			return codiceSe(utf8.RuneCount(b) > maxTesto35, CodiceLunghezza)
		},
		testo: func(_ *Testata, r *Riga) string { return r.IUR },
	},
	{
		nome: "indiceDatiSingoloPagamento", apri: (*Lettore).senzaZeri, metti: func(l *Lettore, b []byte) avviso.Codice {
			if len(b) != 1 || !avviso.Indice(b[0]-'0').IsValid() {
				return CodiceNumero
			}
			l.riga.Indice = avviso.Indice(b[0] - '0')
			return ""
		},
		testo: func(_ *Testata, r *Riga) string { return r.Indice.String() },
	},
	{
		nome: elementoImporto, obbligatorio: true, apri: (*Lettore).collassato, metti: func(l *Lettore, b []byte) avviso.Codice {
			i, c := l.importo(b)
			l.riga.Importo = i
			return cmp.Or(c, codiceSe(i.IsZero() || i.Abs().Compare(avviso.MaxImporto) > 0, CodiceImporto))
		},
		testo: func(_ *Testata, r *Riga) string { return r.Importo.String() },
	},
	{
		nome: "codiceEsitoSingoloPagamento", obbligatorio: true, apri: (*Lettore).valore, metti: func(l *Lettore, b []byte) avviso.Codice {
			if len(b) != 1 || b[0]-'0' > 9 {
				return CodiceValore
			}
			l.riga.Esito = Esito(b[0]-'0') + 1
			return ""
		},
		testo: func(_ *Testata, r *Riga) string { return r.Esito.String() },
	},
	{
		nome: "dataEsitoSingoloPagamento", obbligatorio: true, apri: (*Lettore).collassato, metti: func(l *Lettore, b []byte) (c avviso.Codice) {
			l.riga.Data, c = leggiGiorno(b)
			return c
		},
		testo: func(_ *Testata, r *Riga) string { return r.Data.String() },
	},
}

// codice is a mandatory leaf of 1 to 35 characters.
func codice(nome string, campo func(*Testata) *string) elemento {
	return elemento{
		nome: nome, obbligatorio: true, apri: (*Lettore).valore, metti: func(l *Lettore, b []byte) avviso.Codice {
			*campo(&l.testata) = string(b)
			return codiceSe(!lungo(string(b), 1, maxTesto35), CodiceLunghezza)
		},
		testo: func(t *Testata, _ *Riga) string { return *campo(t) },
	}
}

// denominazione is a leaf that may be absent and that nobody matches by.
func denominazione(nome string, apri func(*Lettore) ([]byte, error), minimo, massimo int, campo func(*Testata) *string) elemento {
	return elemento{
		nome: nome, apri: apri, metti: func(l *Lettore, b []byte) (c avviso.Codice) {
			*campo(&l.testata), c = l.nome(b, minimo, massimo)
			return c
		},
		testo: func(t *Testata, _ *Riga) string { return *campo(t) },
	}
}

// codiceSe returns a code when something is wrong.
func codiceSe(errato bool, c avviso.Codice) avviso.Codice {
	if errato {
		return c
	}
	return ""
}

func versione(s string) bool { return s == "1.0" || s == "1.1" }
