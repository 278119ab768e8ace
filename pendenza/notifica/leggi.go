package notifica

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

// Parse reads a notification as its interface says it, with what stands in its call. The
// error is a *pendenza.Errore: of kind ErrDocumento for a text that is no notification, or
// has a member twice; else ErrNonValida with all the violations, which the first names. RPT
// and RT are read with rpt.ParseDocumento.
func Parse(p Percorso, data []byte) (Notifica, error) {
	n, _, err := leggi(p, data, false)
	return n, err
}

// Leggi reads a notification as GovPay and others send it. It tolerates, with a warning
// each: unknown members, which are kept; numbers for texts and texts for numbers; instants
// for days; dominio as a text; states that are none. RPT and RT are read with
// rpt.LeggiDocumento: an RT that cannot be read is an error, an RPT a warning. CHIAVE tells
// that the body names another payment than the path, RT_DIVERSA that the two forms of a
// receipt disagree.
func Leggi(p Percorso, data []byte) (Notifica, []avviso.Avvertenza, error) {
	return leggi(p, data, true)
}

func leggi(p Percorso, data []byte, tollerante bool) (Notifica, []avviso.Avvertenza, error) {
	l := &lettura{Lettura: membri.Lettura{Tollerante: tollerante}, n: Notifica{Percorso: p}}
	testo, err := l.Apre(data)
	if err != nil {
		return Notifica{}, l.Avvertenze, rifiuto(err)
	}
	l.n.Formato = formatoDi(testo)
	switch l.n.Formato {
	case EnteV1Annullo:
		l.annullo(testo)
	case EnteV2Rendicontazione:
		l.rendicontazione(testo)
	case EnteV2:
		l.enteV2(testo)
	case RPPV1:
		l.rpp(testo)
	default:
		l.enteV1(testo)
	}
	switch {
	case l.Err() != nil:
		return Notifica{}, l.Avvertenze, rifiuto(l.Err())
	case l.err != nil:
		return Notifica{}, l.Avvertenze, rifiuto(l.err)
	case len(l.Violazioni) > 0:
		v := l.Violazioni[0]
		return Notifica{}, l.Avvertenze, &pendenza.Errore{
			Codice: v.Codice, Campo: v.Campo, Valore: v.Valore, Riga: v.Riga, Colonna: v.Colonna, Err: &pendenza.NonValida{Violazioni: l.Violazioni},
		}
	}
	l.chiavi(p)
	return l.n, l.Avvertenze, nil
}

// formatoDi tells a notification by its members.
func formatoDi(testo string) Formato {
	switch {
	case membri.Ha(testo, "idRicevuta", "dominio"):
		return EnteV2
	case membri.Ha(testo, "idFlusso"):
		return EnteV2Rendicontazione
	case membri.Ha(testo, "idA2A", "idPendenza"):
		return EnteV1
	case membri.Ha(testo, "motivazione"):
		return EnteV1Annullo
	}
	for nome, v := range membri.Di(testo) {
		switch {
		case nome == "rt" && membri.Ha(v, "tipo"):
			return EnteV2
		case nome == "rt" && v[0] == '"':
			return RPPV1
		}
	}
	return EnteV1
}

// lettura reads one notification.
type lettura struct {
	membri.Lettura
	n   Notifica
	err error // of a document inside
}

// documento reads the JSON of a request or of a receipt.
func (l *lettura) documento(d *Documento, nome, v string) {
	d.JSON = json.RawMessage(v)
	if v[0] != '{' {
		l.Viola("PATTERN", nome, v, "valore di tipo sbagliato")
		return
	}
	d.Documento = l.leggiDocumento([]byte(v), nome)
}

// leggiDocumento reads a document, whose findings get the path of its member.
func (l *lettura) leggiDocumento(b []byte, nome string) rpt.Documento {
	leggi := rpt.LeggiDocumento
	if !l.Tollerante {
		leggi = func(b []byte) (rpt.Documento, []avviso.Avvertenza, error) {
			d, err := rpt.ParseDocumento(b)
			return d, nil, err
		}
	}
	d, a, err := leggi(b)
	if err != nil {
		r, _ := avviso.RilievoDi(err)
		switch {
		case strings.HasPrefix(nome, "rt") && l.Tollerante && l.err == nil:
			l.err = &pendenza.Errore{Codice: r.Codice, Campo: unisci(nome, r.Campo), Valore: r.Valore, Err: err}
		case l.Tollerante:
			l.Avverti(r.Codice, unisci(nome, r.Campo), r.Testo)
		default:
			l.Viola(r.Codice, unisci(nome, r.Campo), r.Valore, r.Testo)
		}
		return rpt.Documento{}
	}
	if strings.HasPrefix(nome, "rt") { // what an RPT does not keep has no effect
		for _, x := range a {
			l.Avvertenze = append(l.Avvertenze, avviso.Avvertenza{Codice: x.Codice, Campo: unisci(nome, x.Campo), Valore: x.Valore, Testo: x.Testo})
		}
	}
	return d
}

func unisci(nome, campo string) string {
	if campo == "" {
		return nome
	}
	return nome + "." + campo
}

// binario reads base64.
func (l *lettura) binario(d *[]byte) func(nome, v string) {
	return func(nome, v string) {
		s, ok := l.Stringa(nome, v)
		if !ok {
			return
		}
		b, err := base64.StdEncoding.DecodeString(strings.Map(senzaBianchi, s))
		if err != nil {
			l.Viola("PATTERN", nome, "", "base64 non valido")
			return
		}
		*d = b
	}
}

func senzaBianchi(r rune) rune {
	if r == '\n' || r == '\r' || r == ' ' || r == '\t' {
		return -1
	}
	return r
}

// testo35 is the place of an identifier.
func testo35(s *string) membri.Corto { return membri.Corto{Dove: s, Massimo: 35} }

// parola is the place of a word of a list, of which others are tolerated with a warning.
func parola(d *string, ammesse ...string) membri.Tollerata {
	return membri.Tollerata{Dove: d, Ammessa: func(s string) bool { return slices.Contains(ammesse, s) }}
}

// riscossione reads an item; the path is that of its element.
func (l *lettura) riscossione(r *Riscossione, v string, altri ...membri.Campo) {
	g := membri.Struttura(r, l.Tollerante).Con("indice", membri.Intero{Dove: &r.Indice, Minimo: 1, Massimo: massimoIndice}).
		Con("pendenza", l.percorso(&r.Pendenza)).Con("stato", parola(&r.Stato, "RISCOSSA", "INCASSATA")).
		Con("allegato", membri.Puntato(&r.Allegato, func(a *Allegato) membri.Gruppo {
			return membri.Struttura(a, l.Tollerante).Con("tipo", parola(&a.Tipo, "Esito pagamento", "Marca da bollo")).Con("testo", l.binario(&a.Testo))
		}))
	g.Campi[0].Obbligatorio = l.n.Formato != EnteV2 // idDominio
	l.Annidato("", v, append(g.Campi, altri...), g.Altri)
}

// massimoIndice bounds the counter of ENTE_V1: five items of five positions.
const massimoIndice = 25

// percorso reads the path of a position, or the position itself, of which it makes the
// path.
func (l *lettura) percorso(d *string) func(nome, v string) {
	return func(nome, v string) {
		if v[0] != '{' {
			if s, ok := l.Stringa(nome, v); ok {
				*d = s
			}
			return
		}
		var a2a, id string
		l.Annidato(nome, v, []membri.Campo{{Nome: "idA2A", Dove: &a2a}, {Nome: "idPendenza", Dove: &id}}, new(avviso.Altri))
		*d = percorsoPendenza(a2a, id)
	}
}

func percorsoPendenza(a2a, id string) string { return "/pendenze/" + a2a + "/" + id }

// chiavi compares the body with the path, and takes from the body what the path lacks.
func (l *lettura) chiavi(p Percorso) {
	n := &l.n
	iuv, ccp, dominio := n.IUV.String(), "", n.IdDominio.String()
	switch {
	case n.RT != nil && n.RT.Ricevuta != nil:
		r := &n.RT.Ricevuta.Receipt
		iuv, ccp, dominio = r.CreditorReferenceID, r.ReceiptID, r.FiscalCode
	case n.RT != nil && n.RT.RT != nil:
		k := n.RT.RT.Chiave()
		iuv, ccp, dominio = k.IUV, k.CCP, k.IdDominio
	case n.RPT != nil && n.RPT.RPT != nil:
		k := n.RPT.RPT.Chiave()
		iuv, ccp, dominio = k.IUV, k.CCP, k.IdDominio
	case n.RPT != nil && n.RPT.Pagamento != nil:
		iuv = n.RPT.Pagamento.CreditorReferenceID
	}
	if len(n.Riscossioni) > 0 && iuv == "" {
		iuv, dominio = n.Riscossioni[0].IUV.String(), n.Riscossioni[0].IdDominio.String()
	}
	l.confronta("iuv", p.IUV.String(), iuv)
	l.confronta("idRicevuta", p.IDRicevuta, ccp)
	if n.Formato == EnteV2 { // the body that is told may be a secondary one
		dominio = n.IdDominio.String()
	}
	l.confronta("idDominio", p.IdDominio.String(), dominio)
	if u, err := avviso.ParseIUV(iuv); err == nil {
		n.IUV = u
	}
	if d, err := avviso.ParseIdDominio(dominio); err == nil {
		n.IdDominio = d
	}
}

// confronta warns of a part of the key that the call and the body say in two ways.
func (l *lettura) confronta(nome, chiamata, corpo string) {
	if chiamata != "" && corpo != "" && chiamata != corpo {
		l.Avvertenze = append(l.Avvertenze, avviso.Avvertenza{
			Codice: AvvertenzaChiave, Campo: nome, Valore: chiamata, Testo: "diverso da quello del documento, che prevale",
		})
	}
}
