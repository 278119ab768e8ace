package rpt

import (
	"bytes"
	"errors"
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/internal/schema"
)

// Documento is a request or a receipt of either model, of which one is set.
type Documento struct {
	Versione  Versione   // of a newer document
	RPT       *RPT       // CtRichiestaPagamentoTelematico
	RT        *RT        // CtRicevutaTelematica
	Pagamento *Pagamento // data of the answer to paGetPayment
	Ricevuta  *PaSendRT  // its first members are "" where the receipt stood alone
}

// ParseDocumento reads a request or a receipt of either model, in XML or in JSON, and
// tells which it is: XML by its root, JSON by its members. XML is read on the terms of
// ParseRPT. In JSON the members have the names of the elements, as GovPay writes them
// (nested), as this library does (lists and uniqueIdentifier flattened) or as BizEvents
// does (email, iban, mbdAttachment, pspCompanyName), in any mixture; the document may
// stand inside the member of its message, null is absent, an amount is a text or a
// number, exact. Then the rules are those of the schema: the error is an *Errore of kind
// ErrSintassi with the path of the member, of code OBBLIGATORIO, MEMBRO, PATTERN,
// LUNGHEZZA_MIN, LUNGHEZZA_MAX, ENUM, DATA, DECIMALI, MIN, MAX or ELEMENTI_MAX, or JSON
// and CODIFICA for the text as a whole.
//
// A newer document is V2 when its message says so, or when it has a member of that
// version or an item without IBAN.
//
// Source: paForNode.xsd; PagInf_RPT_RT_6_2_0.xsd; GovPay, API Ente v1 and v2, RPT and RT
// of a notification.
func ParseDocumento(data []byte) (Documento, error) {
	if !pareJSON(data) {
		d, _, err := leggiXML(data, false)
		return d, err
	}
	d, _, err := leggiJSON(data, comeGovPay)
	return d, err
}

// LeggiDocumento reads a document as ParseDocumento does. XML is read on the terms of
// LeggiRPT, of LeggiRT where it is one. In JSON what does not keep the rules of the schema is a warning, with the
// code of the refusal, where the receipt can still be booked: it needs receiptId,
// fiscalCode, creditorReferenceId, outcome, paymentAmount and the items with their
// idTransfer and transferAmount, or what an RT has in their place; a request needs nothing.
// An unknown member is
// passed over with the warning MEMBRO, a value of another kind taken with TIPO.
func LeggiDocumento(data []byte) (Documento, []avviso.Avvertenza, error) {
	if !pareJSON(data) {
		return leggiXML(data, true)
	}
	come := comeGovPay
	come.Tolleranza = true
	return leggiJSON(bytes.TrimPrefix(data, []byte("\ufeff")), come)
}

// pareJSON reports whether a text starts as an object does.
func pareJSON(data []byte) bool {
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\ufeff")), " \t\r\n")
	return len(data) > 0 && data[0] == '{'
}

// leggiXML tries the documents one after the other: each knows its root.
func leggiXML(data []byte, lenta bool) (Documento, []avviso.Avvertenza, error) {
	var t schema.Tolleranza
	if lenta {
		t = tollera
	}
	var (
		r PaSendRT
		g PaGetPaymentRisposta
	)
	a, err := leggiVersione(data, radiciPaSendRT, t, &r, &r.Versione, schemaPaSendRT)
	if !errors.Is(err, ErrRadice) && !altrove(err) {
		return Documento{Versione: r.Versione, Ricevuta: &r}, a, err
	}
	var rt RT
	tRT := t
	if lenta {
		tRT = tolleraRT
	}
	b, errRT := schema.Leggi(&stanza, data, documentoRT, tRT, func(v *schema.Visita, _ int) { schemaRT(v, &rt) })
	if !altrove(errRT) {
		return Documento{RT: &rt}, b, errRT
	}
	var rpt RPT
	c, errRPT := schema.Leggi(&stanza, data, documentoRPT, t, func(v *schema.Visita, _ int) { schemaRPT(v, &rpt) })
	if !altrove(errRPT) {
		return Documento{RPT: &rpt}, c, errRPT
	}
	e, errG := leggiVersione(data, radiciPaGetPaymentRisposta, t, &g, &g.Versione, schemaPaGetPaymentRisposta)
	if !altrove(errG) {
		return Documento{Versione: g.Versione, Pagamento: g.Data}, e, errG
	}
	return Documento{}, nil, err
}

// altrove reports whether the document is none of a kind, as its reading told: another
// root, or nothing of it in the envelope.
func altrove(err error) bool {
	var e *Errore
	if !errors.As(err, &e) {
		return false
	}
	return errors.Is(err, ErrRadice) || errors.Is(err, ErrElementoMancante) && !bytes.ContainsRune([]byte(e.Campo), '/')
}

// comeGovPay is how JSON is read.
var comeGovPay = schema.JSON{
	Essenziali: []string{
		"receiptId", "fiscalCode", "creditorReferenceId", "outcome", "paymentAmount", "transferList", "transfer", "idTransfer", "transferAmount",
		"datiPagamento", "codiceEsitoPagamento", "importoTotalePagato", "identificativoUnivocoVersamento", "CodiceContestoPagamento",
		"singoloImportoPagato", "dataEsitoSingoloPagamento", "identificativoUnivocoRiscossione", "dominio", "identificativoDominio",
	},
	Nomi: map[string][]string{
		"e-mail":                  {"email", "eMail"},
		"IBAN":                    {"iban"},
		"MBDAttachment":           {"mbdAttachment"},
		"PSPCompanyName":          {"pspCompanyName"},
		"CodiceContestoPagamento": {"codiceContestoPagamento"},
	},
	Piatti: []string{"uniqueIdentifier"},
}

// involucro is a member that holds a document.
type involucro struct {
	nome     string
	versione Versione
	altri    []string // what may stand beside it
}

var involucri = []involucro{
	{"paSendRTReq", V1, nil},
	{"paSendRTV2Request", V2, nil},
	{"paGetPaymentRes", V1, nil},
	{"paGetPaymentV2Response", V2, nil},
	{"data", "", []string{"outcome", "fault"}},
	{"RPT", "", nil},
	{"RT", "", nil},
}

// cerca finds the document in a text: its path, its object, its version where the way
// there says it.
func cerca(testo string) (campo, oggetto string, e Versione) {
	oggetto = testo
	for range involucri { // no deeper than they are
		trovato := false
		for nome, v := range membri.Di(oggetto) {
			i := slices.IndexFunc(involucri, func(x involucro) bool { return x.nome == nome })
			if i < 0 || v[0] != '{' || !involucri[i].solo(oggetto) {
				continue
			}
			if campo != "" {
				campo += "."
			}
			campo, oggetto, trovato = campo+nome, v, true
			if involucri[i].versione != "" {
				e = involucri[i].versione
			}
			break
		}
		if !trovato {
			return campo, oggetto, e
		}
	}
	return campo, oggetto, e
}

// solo reports whether nothing else stands beside the member.
func (x *involucro) solo(oggetto string) bool {
	for nome := range membri.Di(oggetto) {
		if nome != x.nome && !slices.Contains(x.altri, nome) {
			return false
		}
	}
	return true
}

// leggiJSON reads a document that is one of the four.
func leggiJSON(data []byte, come schema.JSON) (Documento, []avviso.Avvertenza, error) {
	testo := string(data)
	if err := membri.Valida(testo); err != nil {
		return Documento{}, nil, diMembri(err)
	}
	campo, oggetto, e := cerca(testo)
	var ha insiemeNomi
	ha.di(oggetto)
	visita := func(corpo func(*schema.Visita)) ([]avviso.Avvertenza, error) {
		return schema.LeggiJSON(&stanza, testo, campo, oggetto, come, corpo)
	}
	var d Documento
	var a []avviso.Avvertenza
	var err error
	switch {
	case ha.uno("datiPagamento"):
		d.RT = new(RT)
		a, err = visita(func(v *schema.Visita) { schemaRT(v, d.RT) })
	case ha.uno("datiVersamento"):
		d.RPT, come.Essenziali = new(RPT), nil // nothing is booked by a request
		a, err = visita(func(v *schema.Visita) { schemaRPT(v, d.RPT) })
	case ha.uno("receipt"):
		d.Ricevuta = &PaSendRT{Versione: oVersione(e, membroDi(oggetto, "receipt"))}
		a, err = visita(func(v *schema.Visita) { schemaPaSendRT(v, d.Ricevuta) })
		d.Versione = d.Ricevuta.Versione
	case ha.uno("receiptId"), ha.uno("noticeNumber"):
		d.Ricevuta = &PaSendRT{Versione: oVersione(e, oggetto)}
		a, err = visita(func(v *schema.Visita) { schemaRicevuta(v, &d.Ricevuta.Receipt, d.Ricevuta.Versione) })
		d.Versione = d.Ricevuta.Versione
	case ha.uno("creditorReferenceId"), ha.uno("transferList"):
		d.Pagamento, d.Versione, come.Essenziali = new(Pagamento), oVersione(e, oggetto), nil
		a, err = visita(func(v *schema.Visita) { schemaPagamento(v, d.Pagamento, d.Versione) })
	default:
		r, c := membri.Luogo(testo, campo)
		err = &Errore{Codice: CodiceSconosciuto, Campo: campo, Riga: r, Colonna: c, Err: ErrRadice}
	}
	return d, a, err
}

// CodiceSconosciuto is a JSON document that is none of those that are read.
const CodiceSconosciuto avviso.Codice = "SCONOSCIUTO"

// diMembri is the refusal of a JSON text.
func diMembri(err error) error {
	var m *membri.Errore
	if !errors.As(err, &m) {
		return err
	}
	return &Errore{Codice: m.Codice, Campo: m.Campo, Valore: m.Valore, Riga: m.Riga, Colonna: m.Colonna, Err: errore.Coppia(ErrSintassi, m.Err)}
}

// insiemeNomi are the names of the members of an object that are not null.
type insiemeNomi []string

func (s *insiemeNomi) di(oggetto string) {
	for nome, v := range membri.Di(oggetto) {
		if v != "null" {
			*s = append(*s, nome)
		}
	}
}

func (s insiemeNomi) uno(nomi ...string) bool {
	return slices.ContainsFunc(nomi, func(n string) bool { return slices.Contains(s, n) })
}

func membroDi(oggetto, nome string) string {
	for n, v := range membri.Di(oggetto) {
		if n == nome {
			return v
		}
	}
	return ""
}

// oVersione returns a version that is known, else the one that the members tell.
func oVersione(e Versione, oggetto string) Versione {
	if e != "" {
		return e
	}
	var ha insiemeNomi
	ha.di(oggetto)
	if ha.uno("paymentNote", "primaryCiIncurredFee", "idBundle", "idCiBundle") {
		return V2
	}
	lista := membroDi(oggetto, "transferList")
	if dentro := membroDi(lista, "transfer"); dentro != "" {
		lista = dentro
	}
	if lista != "" && lista[0] == '{' {
		lista = "[" + lista + "]"
	}
	for t := range membri.Elementi(lista) {
		var suoi insiemeNomi
		suoi.di(t)
		if suoi.uno("MBDAttachment", "mbdAttachment", "richiestaMarcaDaBollo", "companyName") || !suoi.uno("IBAN", "iban") {
			return V2
		}
	}
	return V1
}
