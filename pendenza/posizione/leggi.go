package posizione

import (
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
)

// versione tells the shape of a document by its members.
func versione(testo string) Versione {
	for nome, v := range membri.Di(testo) {
		switch nome {
		case "paFiscalCode", "entityFiscalCode", "entityType":
			return ACA
		case "paymentOption":
			for o := range membri.Elementi(v) {
				for nome := range membri.Di(o) {
					if nome == "installments" || nome == "debtor" {
						return V3
					}
				}
			}
		}
	}
	return V1
}

func (l *lettura) posizione(testo string, p *Posizione) error {
	p.PayStandIn = true
	switch l.forma = versione(testo); l.forma {
	case ACA:
		return l.aca(testo, p)
	case V3:
		err := l.oggetto("", testo, l.campiV3(p))
		for i := range p.Opzioni {
			p.Opzioni[i].Rateale = len(p.Opzioni[i].Rate) > 1
		}
		return err
	}
	return l.v1(testo, p)
}

// campiV3 are the members of the third shape.
func (l *lettura) campiV3(p *Posizione) []membri.Campo {
	iupd, standIn, nomi := l.comuni(p)
	return append(append(append(iupd, standIn), nomi...), deve("paymentOption", lista(l, &p.Opzioni, l.opzioneV3)))
}

// Members that GPD adds to its answers and that say nothing to a pendenza.
var (
	soloGPD = []string{"insertedDate", "publishDate", "lastUpdatedDate", "paymentDate"}

	soloGPDRata = []string{
		"paymentDate", "reportingDate", "insertedDate", "lastUpdatedDate", "paymentMethod", "pspCompany", "pspCode", "pspTaxCode",
		"idReceipt", "idFlowReporting", "organizationFiscalCode", "lastUpdatedDateNotificationFee", "serviceType",
	}
	soloGPDTransfer = []string{"status", "insertedDate", "lastUpdatedDate"}
)

func conSaltati(campi []membri.Campo, nomi []string) []membri.Campo {
	for _, n := range nomi {
		campi = append(campi, di(n, salta))
	}
	return campi
}

// comuni are the members of the position that both shapes of GPD have, in three parts.
func (l *lettura) comuni(p *Posizione) (iupd []membri.Campo, standIn membri.Campo, nomi []membri.Campo) {
	iupd = []membri.Campo{
		deve("iupd", l.testo(&p.IUPD)),
		di("organizationFiscalCode", forma(l, &p.IdDominio, avviso.ParseIdDominio).lette()),
	}
	return iupd, di("payStandIn", l.booleano(&p.PayStandIn)), conSaltati([]membri.Campo{
		deve("companyName", l.testo(&p.CompanyName)),
		di("officeName", l.testo(&p.OfficeName)),
		di("status", l.testo(&p.Stato).lette()),
	}, soloGPD)
}

func (l *lettura) debitore(d *Debitore) []membri.Campo {
	return []membri.Campo{
		deve("type", l.testo((*string)(&d.Tipo))),
		deve("fiscalCode", l.testo(&d.FiscalCode)),
		deve("fullName", l.testo(&d.FullName)),
		di("streetName", l.testo(&d.StreetName)),
		di("civicNumber", l.testo(&d.CivicNumber)),
		di("postalCode", l.testo(&d.PostalCode)),
		di("city", l.testo(&d.City)),
		di("province", l.testo(&d.Province)),
		di("region", l.testo(&d.Region)),
		di("country", l.testo(&d.Country)),
		di("email", l.testo(&d.Email)),
		di("phone", l.testo(&d.Phone)),
	}
}

// campiV1 are the members of the first shape: the debtor and the validity are of the whole
// position.
func (l *lettura) campiV1(p *Posizione, comune *Opzione, opzioni in) []membri.Campo {
	campi, standIn, nomi := l.comuni(p)
	campi = append(append(campi, l.debitore(&comune.Debitore)...), nomi...)
	return append(campi, deve("switchToExpired", l.booleano(&comune.SwitchToExpired)), standIn,
		di("validityDate", l.istante(&comune.ValidityDate)), deve("paymentOption", opzioni))
}

// rataV1 are the members of a payment of the first shape.
func (l *lettura) rataV1(r *Rata, parziale *bool, ritiro *avviso.DataOra) []membri.Campo {
	return l.rata(r, "paymentOptionMetadata", di("retentionDate", l.istante(ritiro)), deve("isPartialPayment", l.booleano(parziale)))
}

// v1 reads the first shape: the options that say isPartialPayment are the instalments of
// one plan.
func (l *lettura) v1(testo string, p *Posizione) error {
	var comune Opzione
	piano := -1
	opzione := func(campo, v string) error {
		var r Rata
		var parziale bool
		var ritiro avviso.DataOra
		err := l.oggetto(campo, v, l.rataV1(&r, &parziale, &ritiro))
		i := piano
		if i < 0 || !parziale {
			i = len(p.Opzioni)
			p.Opzioni = append(p.Opzioni, Opzione{RetentionDate: ritiro, Rateale: parziale})
		}
		if parziale {
			piano = i
		}
		o := &p.Opzioni[i]
		l.luoghi = append(l.luoghi, [2]string{passo(passo("paymentOption", i)+".installments", len(o.Rate)), campo})
		o.Rate = append(o.Rate, r)
		return err
	}
	err := l.oggetto("", testo, l.campiV1(p, &comune, in{leggi: l.elenco(opzione)}))
	for i := range p.Opzioni {
		o := &p.Opzioni[i]
		o.Debitore, o.SwitchToExpired, o.ValidityDate = comune.Debitore, comune.SwitchToExpired, comune.ValidityDate
	}
	return err
}

func (l *lettura) opzioneV3(o *Opzione) []membri.Campo {
	return []membri.Campo{
		di("description", l.testo(&o.Descrizione)),
		di("validityDate", l.istante(&o.ValidityDate)),
		di("retentionDate", l.istante(&o.RetentionDate)),
		deve("switchToExpired", l.booleano(&o.SwitchToExpired)),
		di("status", salta),
		deve("debtor", l.dentro(l.debitore(&o.Debitore))),
		deve("installments", lista(l, &o.Rate, func(r *Rata) []membri.Campo { return l.rata(r, "installmentMetadata") })),
	}
}

// rata are the members of a payment; diV1 stand around its dueDate.
func (l *lettura) rata(r *Rata, metadata string, diV1 ...membri.Campo) []membri.Campo {
	campi := []membri.Campo{
		di("nav", forma(l, &r.NAV, avviso.ParseNumeroAvviso)),
		deve("iuv", forma(l, &r.IUV, avviso.ParseIUV)),
		deve("amount", l.centesimi(&r.Importo)),
		deve("description", l.testo(&r.Descrizione)),
	}
	scadenza := deve("dueDate", l.istante(&r.DueDate))
	if len(diV1) > 0 {
		campi = append(campi, diV1[1], scadenza, diV1[0])
	} else {
		campi = append(campi, scadenza)
	}
	return conSaltati(append(campi,
		di("fee", l.centesimi(&r.Fee).lette()),
		di("notificationFee", l.centesimi(&r.NotificationFee).lette()),
		di("status", l.testo(&r.Stato).lette()),
		deve("transfer", lista(l, &r.Transfer, l.transfer)),
		di(metadata, l.coppie(&r.Metadata)),
	), soloGPDRata)
}

func (l *lettura) transfer(t *Transfer) []membri.Campo {
	return conSaltati([]membri.Campo{
		deve("idTransfer", l.intero(&t.ID)),
		deve("amount", l.centesimi(&t.Importo)),
		di("organizationFiscalCode", forma(l, &t.IdDominio, avviso.ParseIdDominio)),
		deve("remittanceInformation", l.testo(&t.RemittanceInformation)),
		deve("category", l.testo(&t.Category)),
		di("iban", forma(l, &t.IBAN, avviso.ParseIBAN)),
		di("postalIban", forma(l, &t.PostalIBAN, avviso.ParseIBAN)),
		di("stamp", l.marca(&t.Marca)),
		di("companyName", l.testo(&t.CompanyName)),
		di("transferMetadata", l.coppie(&t.Metadata)),
	}, soloGPDTransfer)
}

// marca is the place of a stamp.
func (l *lettura) marca(p **Marca) in {
	campi := func() in {
		return l.dentro([]membri.Campo{
			deve("hashDocument", l.testo(&(*p).HashDocumento)),
			deve("stampType", l.testo(&(*p).Tipo)),
			deve("provincialResidence", l.testo(&(*p).ProvinciaResidenza)),
		})
	}
	return in{
		leggi: func(campo, v string) error {
			*p = &Marca{}
			return campi().leggi(campo, v)
		},
		scrivi: func(w *membri.Scrittura, nome string, deve bool) {
			if *p != nil {
				campi().scrivi(w, nome, deve)
			}
		},
	}
}

func (l *lettura) coppie(mm *[]Metadato) in {
	return lista(l, mm, func(m *Metadato) []membri.Campo {
		return []membri.Campo{deve("key", l.testo(&m.Key)), deve("value", l.testo(&m.Value))}
	})
}

// campiACA are the members of paCreatePosition: one payment of one option to one account.
func (l *lettura) campiACA(p *Posizione, o *Opzione, r *Rata, t *Transfer) []membri.Campo {
	return []membri.Campo{
		deve("paFiscalCode", forma(l, &p.IdDominio, avviso.ParseIdDominio)),
		di("companyName", l.testo(&p.CompanyName)),
		deve("entityType", l.testo((*string)(&o.Debitore.Tipo))),
		deve("entityFiscalCode", l.testo(&o.Debitore.FiscalCode)),
		deve("entityFullName", l.testo(&o.Debitore.FullName)),
		deve("iuv", forma(l, &r.IUV, avviso.ParseIUV)),
		di("nav", forma(l, &r.NAV, avviso.ParseNumeroAvviso)),
		deve("amount", l.centesimi(&r.Importo)),
		deve("description", l.testo(&r.Descrizione)),
		deve("expirationDate", l.istante(&r.DueDate)),
		di("iban", forma(l, &t.IBAN, avviso.ParseIBAN)),
		di("postalIban", forma(l, &t.PostalIBAN, avviso.ParseIBAN)),
		di("switchToExpired", l.booleano(&o.SwitchToExpired)),
		di("payStandIn", l.booleano(&p.PayStandIn)),
	}
}

// aca reads the shape of paCreatePosition.
func (l *lettura) aca(testo string, p *Posizione) error {
	var o Opzione
	r := Rata{Transfer: []Transfer{{ID: 1}}}
	t := &r.Transfer[0]
	err := l.oggetto("", testo, l.campiACA(p, &o, &r, t))
	t.Importo, t.RemittanceInformation = r.Importo, r.Descrizione
	o.Rate = []Rata{r}
	p.Opzioni, p.IUPD = []Opzione{o}, r.IUV.String()
	return err
}

// regole are the violations of a position that was read, with the paths of its
// document, but for those of members that were told already.
func (l *lettura) regole(p *Posizione) []avviso.Violazione {
	gia := map[string]bool{}
	for _, v := range l.violazioni {
		gia[v.Campo] = true
	}
	var vv []avviso.Violazione
	for _, v := range p.Violazioni() {
		v.Campo = l.luogo(v.Campo)
		// ACA asks for no name of the body, no account and no category.
		aca := l.forma == ACA && (v.Campo == "companyName" || v.Campo == "category" || v.Codice == pendenza.Esclusivi)
		if !gia[v.Campo] && !aca {
			vv = append(vv, v)
		}
		gia[v.Campo] = true
	}
	return vv
}

var nomiACA = strings.NewReplacer("paymentOption[0].installments[0].", "", "paymentOption[0].debtor.type", "entityType",
	"paymentOption[0].debtor.fiscalCode", "entityFiscalCode", "paymentOption[0].debtor.fullName", "entityFullName",
	"dueDate", "expirationDate", "transfer[0].", "", "iupd", "iuv")

// luogo turns a path of Violazioni, which are those of v3, into that of the document.
func (l *lettura) luogo(campo string) string {
	switch l.forma {
	case V3:
		return strings.Replace(campo, "].metadata", "].installmentMetadata", 1)
	case ACA:
		return nomiACA.Replace(campo)
	}
	for _, x := range l.luoghi {
		if resto, ok := strings.CutPrefix(campo, x[0]+"."); ok {
			return x[1] + "." + strings.Replace(resto, "metadata", "paymentOptionMetadata", 1)
		}
	}
	if i := strings.Index(campo, ".debtor."); i >= 0 {
		return campo[i+len(".debtor."):]
	}
	return campo
}
