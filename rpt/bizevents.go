package rpt

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/internal/ora"
	"github.com/quietanza/quietanza/internal/schema"
)

// AvvertenzaOra is a receipt of BizEvents that tells the day of the payment and not the
// hour: paymentDateTime is the first instant of the day.
const AvvertenzaOra avviso.Codice = "ORA_ASSENTE"

// ParseBizEvents reads a receipt that BizEvents gives a body for an IUR, alone or with the
// IUV: GET /organizations/{cf}/receipts/{iur} and …/paymentoptions/{iuv}. Of the statuses
// of that call 404 is a receipt that is not there, or not yet; 422 one that cannot be
// computed; 429 asks to stop and to come back later.
//
// Amounts are numbers, exact from what is written; a third decimal that is not zero is
// refused. applicationDate and transferDate are the days as written, whatever time and
// zone follow them; a date may be a list of numbers. paymentDateTimeFormatted, a time of
// Rome, wins over paymentDateTime, which may be the day alone. A stamp is decoded.
// standIn and paymentNote are not told. The errors are those of ParseDocumento.
//
// Source: pagopa-biz-events-service, CtReceiptModelResponse.
func ParseBizEvents(data []byte) (Ricevuta, error) {
	r, _, err := leggiBizEvents(data, comeGovPay)
	return r, err
}

// LeggiBizEvents reads a receipt of BizEvents, tolerant as LeggiDocumento is of what does
// not keep it from being booked, and of amounts that are texts; ORA_ASSENTE tells that
// only the day of the payment is known. It also reads the event of the help desk
// (BizEvent), amounts of texts, out of which BizEvents makes its receipts. What is of the
// citizen, a transaction or a list of notices, is no receipt: SCONOSCIUTO.
func LeggiBizEvents(data []byte) (Ricevuta, []avviso.Avvertenza, error) {
	come := comeGovPay
	come.Tolleranza = true
	return leggiBizEvents(bytes.TrimPrefix(data, []byte("\ufeff")), come)
}

func leggiBizEvents(data []byte, come schema.JSON) (Ricevuta, []avviso.Avvertenza, error) {
	testo := string(data)
	if err := membri.Valida(testo); err != nil {
		return Ricevuta{}, nil, diMembri(err)
	}
	var ha insiemeNomi
	ha.di(testo)
	var r Ricevuta
	corpo := schemaBizEvents
	come.Numeri = true
	switch {
	case ha.uno("infoNotice", "carts", "infoTransaction", "notices", "transactions"), !pareJSON(data):
		return Ricevuta{}, nil, &Errore{Codice: CodiceSconosciuto, Riga: 1, Colonna: 1, Err: errNonRicevuta}
	case ha.uno("debtorPosition", "eventStatus"):
		corpo, come.Numeri = schemaBizEvent, false
	}
	a, err := schema.LeggiJSON(&stanza, testo, "", testo, come, func(v *schema.Visita) { corpo(v, &r) })
	return r, a, err
}

var errNonRicevuta = errore.Motivo("non è la ricevuta di un ente: una transazione o un avviso del cittadino", ErrRadice)

// schemaBizEvents is CtReceiptModelResponse: ctReceiptV2 with other presences.
func schemaBizEvents(v *schema.Visita, r *Ricevuta) {
	v.Testo("receiptId", &r.ReceiptID, schema.Libero, obbligatorio)
	v.Testo("noticeNumber", &r.NoticeNumber, cifre18, obbligatorio)
	v.Testo("fiscalCode", &r.FiscalCode, cifre11, obbligatorio)
	schema.Lista(v, "outcome", &r.Outcome, outcomes[:1], obbligatorio)
	v.Testo("creditorReferenceId", &r.CreditorReferenceID, testo35, obbligatorio)
	v.Importo("paymentAmount", &r.PaymentAmount, importo, obbligatorio)
	v.Testo("description", &r.Description, testo140, obbligatorio)
	v.Testo("companyName", &r.CompanyName, testo140, obbligatorio)
	v.Testo("officeName", &r.OfficeName, testo140, facoltativo)
	schema.Gruppo(v, "debtor", &r.Debtor, schemaSubject)
	schemaTransferList(v, &r.TransferList, transferBizEvents)
	v.Testo("idPSP", &r.IDPSP, testo35, obbligatorio)
	v.Testo("pspFiscalCode", &r.PSPFiscalCode, testo70, facoltativo)
	v.Testo("pspPartitaIVA", &r.PSPPartitaIVA, testo20, facoltativo)
	v.Testo("PSPCompanyName", &r.PSPCompanyName, testo70, obbligatorio)
	v.Testo("idChannel", &r.IDChannel, testo35, obbligatorio)
	v.Testo("channelDescription", &r.ChannelDescription, testo35, facoltativo)
	schema.Facoltativo(v, "payer", &r.Payer, schemaSubject)
	v.Testo("paymentMethod", &r.PaymentMethod, testo35, facoltativo)
	v.ImportoPresente("fee", &r.Fee, importo)
	v.ImportoPresente("primaryCiIncurredFee", &r.PrimaryCiIncurredFee, importo)
	v.Testo("idBundle", &r.IDBundle, testo70, facoltativo)
	v.Testo("idCiBundle", &r.IDCiBundle, testo70, facoltativo)
	r.PaymentDateTime = pagatoIl(v)
	giorno(v, "applicationDate", &r.ApplicationDate)
	giorno(v, "transferDate", &r.TransferDate)
	schemaMetadata(v, &r.Metadata)
}

// transferBizEvents is TransferPA: one of iban and mbdAttachment, the other null or "".
func transferBizEvents(v *schema.Visita, t *Transfer) {
	testaTransfer(v, t)
	conto, bollo := pieno(v, "IBAN"), pieno(v, "MBDAttachment")
	switch {
	case conto && bollo:
		v.Rifiuta("MBDAttachment", "", schema.Inatteso, nil)
	case !conto && !bollo:
		v.Manca("IBAN")
	}
	if conto {
		v.Testo("IBAN", &t.IBAN, testo35, facoltativo)
	}
	if bollo {
		v.Binario("MBDAttachment", &t.MBDAttachment, facoltativo)
	}
	codaTransfer(v, t)
}

// pieno reports whether a member is there, not null and no empty text.
func pieno(v *schema.Visita, nome string) bool {
	s, ok := v.Membro(nome)
	return ok && s != `""`
}

// pagatoIl reads the time of the payment out of its two members.
func pagatoIl(v *schema.Visita) avviso.DataOra {
	dichiarato, conOra, ok := momento(v, "paymentDateTime")
	if esatto, _, bene := momento(v, "paymentDateTimeFormatted"); bene {
		return esatto
	}
	if ok && !conOra && v.Tollera(schema.TolleraImporti) {
		v.Avverti(AvvertenzaOra, "paymentDateTime", "", "la ricevuta dice il giorno del pagamento e non l'ora")
	}
	return dichiarato
}

// momento reads an instant: of a day alone, and of a midnight, conOra is false.
func momento(v *schema.Visita, nome string) (d avviso.DataOra, conOra, ok bool) {
	s, ok := data(v, nome)
	if !ok {
		return d, false, false
	}
	intero := s
	giorno, resto, _ := strings.Cut(s, "T")
	if resto == "" {
		intero = giorno + "T00:00:00"
	}
	d, err := avviso.ParseDataOra(intero)
	if conOra = !strings.HasPrefix(resto, "00:00:00") && resto != ""; err == nil && !conOra {
		d, err = avviso.ParseDataOra(giorno + "T00:00:00") // of the day as written
	}
	if err != nil {
		v.Rifiuta(nome, s, schema.Data, err)
		return avviso.DataOra{}, false, false
	}
	return d.Secondi(), conOra, true
}

// giorno reads a day as it is written.
func giorno(v *schema.Visita, nome string, p *avviso.Data) {
	s, ok := data(v, nome)
	if !ok {
		return
	}
	scritto, _, conOra := strings.Cut(s, "T")
	d, err := avviso.ParseData(scritto)
	if err == nil && conOra {
		_, err = avviso.ParseDataOra(s)
	}
	if err != nil {
		v.Rifiuta(nome, s, schema.Data, err)
		return
	}
	*p = d
}

// data returns a date of BizEvents, a text or a list of numbers, in the form of XML
// Schema: with seconds where there is a time.
func data(v *schema.Visita, nome string) (string, bool) {
	valore, ok := v.Membro(nome)
	if !ok {
		return "", false
	}
	s, testo := membri.Testo(valore)
	if !testo {
		if s, ok = dataElencata(valore); !ok {
			v.Rifiuta(nome, valore, schema.Contenuto, nil)
		}
		return s, ok
	}
	const oreMinuti = len("yyyy-MM-ddTHH:mm")
	if len(s) == oreMinuti || len(s) > oreMinuti && s[10] == 'T' && s[oreMinuti] != ':' {
		s = s[:oreMinuti] + ":00" + s[oreMinuti:]
	}
	return s, true
}

// dataElencata returns a list of year, month, day and, maybe, hour, minute, second and
// nanoseconds as a text.
func dataElencata(valore string) (string, bool) {
	var n []int
	for x := range membri.Elementi(valore) {
		i, err := strconv.Atoi(x)
		if err != nil || i < 0 || len(n) == 7 {
			return "", false
		}
		n = append(n, i)
	}
	if len(n) < 3 || n[0] > 9999 || n[1] > 12 || n[2] > 31 || !ora.Valida(n[0], n[1], n[2]) {
		return "", false
	}
	b := ora.AppendGiorno(nil, ora.Numero(n[0], n[1], n[2]))
	if len(n) == 3 {
		return string(b), true
	}
	n = append(n, 0, 0, 0)
	for i, x := range n[3:6] {
		if x > 59 {
			return "", false
		}
		b = append(b, "T::"[i], byte('0'+x/10), byte('0'+x%10))
	}
	return string(b), true
}
