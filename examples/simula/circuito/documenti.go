package circuito

import (
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/jppa"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

const (
	applicazione = "SIMULA"
	hashBollo    = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
)

var marcaDaBollo = []byte("<marcaDaBollo>inventata</marcaDaBollo>")

// Pendenza is the position as the API Pendenze takes it.
func (p *Posizione) Pendenza() pendenza.Pendenza {
	d := pendenza.Pendenza{
		IDA2A: applicazione, IDPendenza: p.ID, IdDominio: p.Ente.Dominio, IDTipoPendenza: p.Categoria.Nome, Causale: p.Categoria.Causale + " " + p.ID,
		SoggettoPagatore: &pendenza.SoggettoPagatore{
			Tipo: pendenza.PersonaFisica, Identificativo: p.Debitore.CodiceFiscale, Anagrafica: p.Debitore.Nome, Localita: p.Debitore.Citta,
		},
		Importo: p.Totale(), NumeroAvviso: p.Avviso, DataScadenza: p.Scadenza, Voci: make([]pendenza.Voce, len(p.Voci)),
	}
	if p.Documento != "" {
		d.Documento = &pendenza.Documento{Identificativo: p.Documento, Descrizione: p.Categoria.Causale, Rata: p.Rata}
	}
	for i := range p.Voci {
		v := &p.Voci[i]
		d.Voci[i] = pendenza.Voce{IDVocePendenza: p.ID + "-" + cifra(i+1), Importo: v.Importo, Descrizione: p.Categoria.Causale}
		if v.Bollo {
			d.Voci[i].TipoBollo, d.Voci[i].HashDocumento, d.Voci[i].ProvinciaResidenza = "01", hashBollo, "RO"
			continue
		}
		d.Voci[i].IbanAccredito = v.Beneficiario.IBAN
		d.Voci[i].TipoContabilita, d.Voci[i].CodiceContabilita = pendenza.AltraContabilita, p.Categoria.Contabilita[2:]
		if v.Beneficiario != p.Ente {
			d.Voci[i].IdDominio = v.Beneficiario.Dominio
		}
	}
	return d
}

func cifra(n int) string { return string(rune('0' + n)) }

// Applicabile is the receipt of an attempt as the position takes it.
func (p *Pagamento) Applicabile() pendenza.Ricevuta {
	r := pendenza.Ricevuta{IUV: p.Posizione.iuv, CCP: p.CCP, Esito: p.Esito, Data: avviso.DataDi(p.Istante)}
	for i := range p.Posizione.Voci {
		if p.paga(i + 1) {
			r.Voci = append(r.Voci, pendenza.VoceRicevuta{Indice: avviso.Indice(i + 1), IUR: p.IUR, Importo: p.Posizione.Voci[i].Importo})
		}
	}
	return r
}

// Soldi reports whether the receipt tells of money.
func (p *Pagamento) Soldi() bool { return p.importo() > 0 }

// RPT is the request of an attempt of the old model.
func (p *Pagamento) RPT() (rpt.RPT, error) {
	pos := p.Posizione
	quando := p.Istante.Add(-attesaSessione)
	if p.Storia == StoriaDecorrenza {
		quando = p.Istante.AddDate(0, 0, -conservazione)
	}
	d := rpt.DatiRPT{
		Dominio: pos.Ente.Dominio, Stazione: pos.Ente.Dominio.String() + "_01", IdentificativoMessaggio: "RPT" + p.IUR, DataOra: quando,
		Autenticazione: rpt.AutenticazioneNA, DataEsecuzione: avviso.DataDi(quando), TipoVersamento: rpt.VersamentoBBT, IUV: pos.iuv, CCP: p.CCP,
		Pagatore: rpt.SoggettoPagatore{
			IdentificativoUnivoco: rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.PersonaFisica, CodiceIdentificativoUnivoco: pos.Debitore.CodiceFiscale},
			Anagrafica:            pos.Debitore.Nome,
		},
		Ente: rpt.EnteBeneficiario{
			IdentificativoUnivoco: rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.PersonaGiuridica, CodiceIdentificativoUnivoco: pos.Ente.Dominio.String()},
			Denominazione:         pos.Ente.Nome,
		},
		Voci: make([]rpt.VoceRPT, len(pos.Voci)),
	}
	for i := range pos.Voci {
		d.Voci[i] = rpt.VoceRPT{
			Importo: pos.Voci[i].Importo, IBANAccredito: pos.Ente.IBAN.String(), Descrizione: pos.ID, DatiSpecificiRiscossione: pos.Categoria.Contabilita,
		}
	}
	return rpt.NuovaRPT(d)
}

// RT is the receipt of a request.
func (p *Pagamento) RT(richiesta *rpt.RPT) (rpt.RT, error) {
	tipo := rpt.CodiceBIC
	if p.PSP.Codice[:3] == "ABI" {
		tipo = rpt.CodiceABI
	}
	d := rpt.DatiRT{
		Esito: p.Esito, IdentificativoMessaggio: "RT" + p.IUR, DataOra: p.Ricevuta, IUR: p.IUR, Pagate: p.Pagate,
		Attestante: rpt.IstitutoAttestante{
			IdentificativoUnivoco: rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: tipo, CodiceIdentificativoUnivoco: p.PSP.Codice}, Denominazione: p.PSP.Nome,
		},
	}
	return rpt.NuovaRT(richiesta, d)
}

// PaSendRT is the receipt of the newer model.
func (p *Pagamento) PaSendRT() (rpt.PaSendRT, error) {
	pos := p.Posizione
	g := rpt.Pagamento{
		CreditorReferenceID: pos.IUV, PaymentAmount: pos.Totale(), DueDate: pos.Scadenza, Description: pos.Categoria.Causale + " " + pos.ID, CompanyName: pos.Ente.Nome,
		Debtor: rpt.Subject{
			EntityUniqueIdentifierType: rpt.PersonaFisica, EntityUniqueIdentifierValue: pos.Debitore.CodiceFiscale, FullName: pos.Debitore.Nome,
		},
		TransferList: make([]rpt.Transfer, len(pos.Voci)),
	}
	for i := range pos.Voci {
		v := &pos.Voci[i]
		t := rpt.Transfer{
			IDTransfer: avviso.Indice(i + 1), TransferAmount: v.Importo, FiscalCodePA: v.Beneficiario.Dominio.String(), CompanyName: v.Beneficiario.Nome,
			IBAN: v.Beneficiario.IBAN.String(), RemittanceInformation: "/RFB/" + pos.IUV + "/" + v.Importo.String() + "/TXT/" + pos.ID,
			TransferCategory: pos.Categoria.Contabilita,
		}
		if v.Bollo {
			t.IBAN, t.RichiestaMarcaDaBollo = "", &rpt.RichiestaMarcaDaBollo{HashDocumento: hashBollo, TipoBollo: rpt.BolloImposta, ProvinciaResidenza: "RO"}
		}
		g.TransferList[i] = t
	}
	ente := pos.Ente.Dominio.String()
	return rpt.NuovaRicevuta(&g, rpt.DatiRicevuta{
		Versione: rpt.V2, IDPA: ente, IDBrokerPA: ente, IDStation: ente + "_01", ReceiptID: p.CCP, NoticeNumber: pos.Avviso, FiscalCode: pos.Ente.Dominio,
		IDPSP: p.PSP.Codice, PSPCompanyName: p.PSP.Nome, IDChannel: p.PSP.Codice + "_01", ChannelDescription: "WEB", PaymentDateTime: p.Istante, Bollo: marcaDaBollo,
	})
}

// NotificaJPPA is the message that tells JPPA of a receipt; false for one that is not told.
func (p *Pagamento) NotificaJPPA() (jppa.RichiestaInviaEsito, bool) {
	return jppa.NuovaRichiestaInviaEsito(jppa.Ricevuta{
		IdDominio: p.Posizione.Ente.Dominio.String(), IUV: p.Posizione.IUV, CCP: p.CCP, Tipo: p.Posizione.Categoria.Nome, Esito: p.Esito,
		Stato: rpt.StatoRTAccettataPA, Data: avviso.DataOraDi(p.Ricevuta.Add(3 * time.Second)),
	})
}
