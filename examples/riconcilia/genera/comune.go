package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
	"github.com/quietanza/quietanza/rpt"
)

// The bodies of the sample. Only the municipality is reconciled.
var (
	ente      = avviso.MustIdDominio("99999000013")
	provincia = avviso.MustIdDominio("99999000021") // gets the TEFA of the TARI
	unione    = avviso.MustIdDominio("99999000039") // its papers lie in the folders by mistake
)

const (
	nomeEnte      = "COMUNE DI VALLEFINTA"
	nomeProvincia = "PROVINCIA INVENTATA"
	segregazione  = "01"
	altroArchivio = "02" // the segregation code of the other intermediary of the municipality
)

// psp is who takes the payments and sends the flow.
type psp struct {
	codice, nome string
	tipo         flusso.TipoSoggetto
}

var (
	bancaFinta  = psp{"BAFIITMMXXX", "BANCA FINTA S.P.A.", flusso.CodiceBIC}
	posteFinte  = psp{"POFIITRRXXX", "POSTE FINTE S.P.A.", flusso.CodiceBIC}
	istituto    = psp{"ABI99998", "ISTITUTO DI PAGAMENTO IMMAGINARIO", flusso.CodiceABI}
	cassaRurale = psp{"CRINIT2TXXX", "CASSA RURALE INVENTATA", flusso.CodiceBIC}
)

// comune is the municipality with its papers.
type comune struct {
	pendenze []rendicontazione.Pendenza
	ricevute []documento // RT and paSendRT
	revocate []rendicontazione.VoceRicevuta
	flussi   []*versione
	giornale map[string][]cassa.Voce // credits by day
	avvisi   uint64                  // numbers of notices given out
	sospesi  int                     // numbers of provvisori given out
	errore   error                   // the first
}

// versione is a flow and what its sender does to its bytes.
type versione struct {
	flusso flusso.Flusso
	nome   string
	esiti  map[string]string // outcome codes that no document lists, by IUR
	json   bool              // by FdR 3
}

func nuovoComune() *comune {
	return &comune{giornale: make(map[string][]cassa.Voce), sospesi: 100}
}

func (c *comune) fallisce(err error) {
	if c.errore == nil && err != nil {
		c.errore = err
	}
}

// Accounts of the sample.
const (
	ibanTesoreria = "IT24J9999700001000000000100"
	ibanPostale   = "IT92I9999600001000000000200"
	ibanEconomo   = "IT63H9999500001000000000300"
	ibanProvincia = "IT26E9999400001000000000400"
)

// euro reads an amount of the sample.
func euro(s string) avviso.Importo { return avviso.MustImporto(s) }

// iuv gives out the IUV of the next notice.
func (c *comune) iuv(archivio string) string {
	c.avvisi++
	n, err := avviso.GeneraNumeroAvviso(avviso.Configurazione{AuxDigit: "3", SegregationCode: archivio}, "25", c.avvisi)
	c.fallisce(err)
	return n.IUV().String()
}

// pendenza makes a debt position; each item is an amount, optionally followed by
// " MBT" for a stamp or " TEFA" for what is due to the province.
func (c *comune) pendenza(id string, voci ...string) *rendicontazione.Pendenza {
	return c.pendenzaConIUV(id, c.iuv(segregazione), voci...)
}

func (c *comune) pendenzaConIUV(id, iuv string, voci ...string) *rendicontazione.Pendenza {
	p := rendicontazione.Pendenza{ID: id, IdDominio: ente, IUV: iuv}
	for i, testo := range voci {
		importo, tipo, _ := strings.Cut(testo, " ")
		v := rendicontazione.VocePendenza{Indice: avviso.Indice(i + 1), Importo: euro(importo)}
		switch tipo {
		case "MBT":
			v.Tipo = avviso.MBT
		case "TEFA":
			v.IdDominio = provincia
		}
		p.Voci = append(p.Voci, v)
	}
	c.pendenze = append(c.pendenze, p)
	return &p
}

// iur is the receiptId (paymentToken) of a payment: 32 hexadecimal digits.
func iur(testo string) string {
	h := sha256.Sum256([]byte(testo))
	return hex.EncodeToString(h[:16])
}

// pagamento is a payment of the sample.
type pagamento struct {
	pendenza *rendicontazione.Pendenza
	iur      string
	giorno   avviso.Data
	psp      psp
}

// paga pays a position with the newer model at 10:30 of a day: the receipt is a paSendRTV2Request.
func (c *comune) paga(p *rendicontazione.Pendenza, giorno string, da psp) pagamento {
	return c.pagaConImporti(p, giorno, da, "")
}

// pagaConImporti is paga with a receipt whose first item has another amount ("" = the one due).
func (c *comune) pagaConImporti(p *rendicontazione.Pendenza, giorno string, da psp, primo string) pagamento {
	g := pagamento{pendenza: p, iur: iur(p.ID + giorno), giorno: avviso.MustData(giorno), psp: da}
	var totale int64
	var trasferimenti []rpt.Transfer
	for _, v := range p.Voci {
		t := rpt.Transfer{
			IDTransfer: avviso.Indice(v.Indice), TransferAmount: v.Importo, FiscalCodePA: ente.String(), CompanyName: nomeEnte, IBAN: ibanTesoreria,
			RemittanceInformation: "/RFB/" + p.IUV + "/" + v.Importo.String() + "/TXT/" + p.ID, TransferCategory: "9/0101108TS/",
		}
		if v.Indice == 1 && primo != "" {
			t.TransferAmount = euro(primo)
			t.RemittanceInformation = "/RFB/" + p.IUV + "/" + primo + "/TXT/" + p.ID
		}
		switch {
		case v.IdDominio.IsValid():
			t.FiscalCodePA, t.CompanyName, t.IBAN = v.IdDominio.String(), nomeProvincia, ibanProvincia
		case v.Tipo == avviso.MBT:
			t.IBAN, t.MBDAttachment = "", []byte("<marcaDaBollo>inventata</marcaDaBollo>")
		}
		totale += t.TransferAmount.Centesimi()
		trasferimenti = append(trasferimenti, t)
	}
	messaggio := rpt.PaSendRT{
		Versione: rpt.V2, IDPA: ente.String(), IDBrokerPA: ente.String(), IDStation: ente.String() + "_01",
		Receipt: rpt.Ricevuta{
			ReceiptID: g.iur, NoticeNumber: "3" + p.IUV, FiscalCode: ente.String(), Outcome: rpt.OutcomeOK, CreditorReferenceID: p.IUV,
			PaymentAmount: avviso.ImportoDaCentesimi(totale), Description: p.ID, CompanyName: nomeEnte,
			Debtor:       rpt.Subject{EntityUniqueIdentifierType: rpt.EntityF, EntityUniqueIdentifierValue: rpt.Anonimo, FullName: "Debitore inventato"},
			TransferList: trasferimenti, IDPSP: da.codice, PSPCompanyName: da.nome, IDChannel: da.codice + "_01", ChannelDescription: "WEB",
			PaymentDateTime: avviso.MustDataOra(giorno + "T10:30:00"), ApplicationDate: g.giorno, TransferDate: g.giorno.Aggiungi(1),
		},
	}
	xml, err := messaggio.AppendXML(nil)
	c.fallisce(err)
	c.ricevuta(p, xml)
	return g
}

// ricevuta files a receipt.
func (c *comune) ricevuta(p *rendicontazione.Pendenza, xml []byte) {
	nome := fmt.Sprintf("ricevute/%03d-%s.xml", len(c.ricevute)+1, p.ID)
	c.ricevute = append(c.ricevute, documento{nome, xml})
}

// pagaConRT pays a position with the old model: the receipt is an RT with one amount for each item,
// 0.00 for those not paid.
func (c *comune) pagaConRT(p *rendicontazione.Pendenza, giorno string, da psp, importi ...string) pagamento {
	g := pagamento{pendenza: p, iur: strings.ToUpper(iur("RT" + p.ID + giorno)[:20]), giorno: avviso.MustData(giorno), psp: da}
	rt := rpt.RT{
		VersioneOggetto: rpt.VersioneOggetto, Dominio: rpt.Dominio{IdentificativoDominio: ente.String()},
		IdentificativoMessaggioRicevuta: "RT-" + g.iur, DataOraMessaggioRicevuta: avviso.MustDataOra(giorno + "T10:30:00"),
		RiferimentoMessaggioRichiesta: "RPT-" + g.iur, RiferimentoDataRichiesta: g.giorno,
		IstitutoAttestante: rpt.IstitutoAttestante{
			IdentificativoUnivoco: rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.CodiceBIC, CodiceIdentificativoUnivoco: da.codice},
			Denominazione:         da.nome,
		},
		EnteBeneficiario: rpt.EnteBeneficiario{
			IdentificativoUnivoco: rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.PersonaGiuridica, CodiceIdentificativoUnivoco: ente.String()},
			Denominazione:         nomeEnte,
		},
		SoggettoPagatore: rpt.SoggettoPagatore{
			IdentificativoUnivoco: rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.PersonaFisica, CodiceIdentificativoUnivoco: rpt.Anonimo},
			Anagrafica:            "Debitore inventato",
		},
		DatiPagamento: rpt.DatiPagamento{
			CodiceEsitoPagamento: rpt.PagamentoEseguito, IdentificativoUnivocoVersamento: p.IUV, CodiceContestoPagamento: rpt.NonApplicabile,
		},
	}
	var totale int64
	for _, importo := range importi {
		d := rpt.DatiSingoloPagamento{
			SingoloImportoPagato: euro(importo), DataEsitoSingoloPagamento: g.giorno, IdentificativoUnivocoRiscossione: g.iur,
			CausaleVersamento: "/RFB/" + p.IUV + "/" + importo, DatiSpecificiRiscossione: "9/0101108TS/",
		}
		if d.SingoloImportoPagato.IsZero() {
			d.EsitoSingoloPagamento, d.IdentificativoUnivocoRiscossione = "NON ESEGUITO", rpt.NonApplicabile
			rt.DatiPagamento.CodiceEsitoPagamento = rpt.PagamentoParzialmenteEseguito
		}
		totale += d.SingoloImportoPagato.Centesimi()
		rt.DatiPagamento.DatiSingoloPagamento = append(rt.DatiPagamento.DatiSingoloPagamento, d)
	}
	rt.DatiPagamento.ImportoTotalePagato = avviso.ImportoDaCentesimi(totale)
	xml, err := rt.AppendXML(nil)
	c.fallisce(err)
	c.ricevuta(p, xml)
	return g
}

// riga reports an item of a payment; importo "" is the one due.
func (g pagamento) riga(indice int, importo string) flusso.Riga {
	if importo == "" {
		importo = g.pendenza.Voci[indice-1].Importo.String()
	}
	return flusso.Riga{
		IUV: g.pendenza.IUV, IUR: g.iur, Indice: avviso.Indice(indice), Esito: flusso.Eseguito, Data: g.giorno, Importo: euro(importo),
	}
}

// senzaRicevuta reports a payment of which there is no receipt.
func senzaRicevuta(iuv, nome, giorno, importo string, esito flusso.Esito) flusso.Riga {
	return flusso.Riga{IUV: iuv, IUR: iur(nome), Indice: 1, Esito: esito, Data: avviso.MustData(giorno), Importo: euro(importo)}
}

// rendiconta sends a flow of a PSP for a day, made the day after at three in the morning.
func (c *comune) rendiconta(da psp, giorno, numero string, righe ...flusso.Riga) *versione {
	d := avviso.MustData(giorno)
	v := &versione{flusso: flusso.Flusso{Testata: flusso.Testata{
		Dominio: ente, IDFlusso: giorno + da.codice + "-" + numero, DataOraFlusso: avviso.MustDataOra(d.Aggiungi(1).String() + "T03:00:00"),
		IDRegolamento: "TRN" + strings.ReplaceAll(giorno, "-", "") + da.codice + numero, DataRegolamento: d,
		NumeroTotalePagamenti: int64(len(righe)), Ricevente: ente.String(), DenominazioneRicevente: nomeEnte,
		VersioneOggetto: "1.0", Mittente: flusso.Soggetto{Tipo: da.tipo, Codice: da.codice, Denominazione: da.nome}, BancaRiversamento: da.codice,
	}, Righe: righe}}
	var totale int64
	for _, r := range righe {
		if r.Esito == flusso.Revocato {
			totale -= r.Importo.Centesimi()
			continue
		}
		totale += r.Importo.Centesimi()
	}
	v.flusso.ImportoTotalePagamenti = avviso.ImportoDaCentesimi(totale)
	v.nome = v.flusso.IDFlusso
	c.flussi = append(c.flussi, v)
	return v
}

// accredita books a credit in the journal of a day.
func (c *comune) accredita(giorno, importo, causale, trn string, da psp) cassa.Voce {
	c.sospesi++
	v := cassa.Voce{
		Conto: "0000100", TipoMovimento: "ENTRATA", TipoDocumento: "SOSPESO ENTRATA", TipoOperazione: "ESEGUITO",
		NumeroDocumento: fmt.Sprint(c.sospesi), Progressivo: "0", Importo: euro(importo), Bolletta: fmt.Sprint(9000 + c.sospesi),
		DataEffettivaSospeso: avviso.MustData(giorno), CodiceGestionale: "9999", DataMovimento: avviso.MustData(giorno), DataValuta: avviso.MustData(giorno),
		TipoEsecuzione: "SEPA CREDIT TRANSFER", TRN: trn, Cliente: da.nome, Causale: causale,
	}
	c.giornale[giorno] = append(c.giornale[giorno], v)
	return v
}

// accreditaFlusso books the credit of a flow; importo "" is its total.
func (c *comune) accreditaFlusso(giorno string, v *versione, importo string, da psp) cassa.Voce {
	if importo == "" {
		importo = v.flusso.ImportoTotalePagamenti.String()
	}
	return c.accredita(giorno, importo, "/PUR/LGPE-RIVERSAMENTO/URI/"+v.flusso.IDFlusso, v.flusso.IDRegolamento, da)
}
