package main

import (
	"fmt"
	"iter"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/jppa"
	"github.com/quietanza/quietanza/rpt"
)

// archivio is what a body has in its database: the connector, the receipts and their
// documents.
type archivio struct {
	connettore jppa.Configurazione
	ente       jppa.Ente
	ricevute   []jppa.Ricevuta
	documenti  []jppa.Documento
}

// nuovoArchivio returns an invented municipality with two days of receipts.
func nuovoArchivio() (*archivio, error) {
	si := true
	a := &archivio{
		connettore: jppa.Configurazione{
			IdDominio: avviso.MustIdDominio("01234567890"), Abilitato: &si, TipoConnettore: jppa.TipoConnettoreEmail, Versione: jppa.VersioneCSV,
			Principal: "maggioli_jppa", TipiPendenza: jppa.TipiPendenza{"MENSA", "TARI"},
			EmailIndirizzi: jppa.Indirizzi{"ragioneria@comune.esempio.it", "tributi@comune.esempio.it"}, EmailAllegato: &si, VersioneAPI: jppa.VersioneAPI,
		},
		ente: jppa.Ente{RagioneSociale: "Comune di Prova", Localita: "Prova", Provincia: "TO", Nazione: "IT"},
	}
	for i := range 9 {
		if err := a.aggiungi(i); err != nil {
			return nil, err
		}
	}
	// Not to be notified: another tipo pendenza, an unpaid receipt, yesterday's window.
	a.ricevute[2].Tipo = "MULTE"
	a.ricevute[6].Esito = rpt.PagamentoNonEseguito
	a.ricevute[8].Data = a.ricevute[8].Data.Aggiungi(-48 * time.Hour)
	return a, nil
}

// aggiungi adds a receipt and its document, an RT or, every third, a receipt of the
// newer models.
func (a *archivio) aggiungi(i int) error {
	iuv := fmt.Sprintf("240123456789012%02d", i)
	data := avviso.MustDataOra("2024-03-07T08:00:00").Aggiungi(time.Duration(i) * 40 * time.Minute)
	importo := avviso.ImportoDaCentesimi(int64(1000 + 250*i))
	d := jppa.Documento{
		Data: data, Ente: a.ente, PSP: jppa.ParametriPSP{IdentificativoPSP: "ABI99999", IdentificativoCanale: "09876543210_01"}, TipoVersamento: "CP",
		Voci: []jppa.Voce{{Descrizione: "Mensa marzo", Quote: []jppa.Quota{{Capitolo: "3010", AnnoEsercizio: 2024, Importo: importo}}}},
	}
	var err error
	if i%3 == 1 {
		d.Ricevuta, d.RiferimentoMessaggio, d.RiferimentoData = ricevuta(iuv, importo), "REQ-"+iuv, avviso.DataDi(data.Time())
		m := rpt.PaSendRT{Versione: rpt.V1, IDPA: a.connettore.IdDominio.String(), IDBrokerPA: a.connettore.IdDominio.String(), IDStation: "STAZIONE", Receipt: *d.Ricevuta}
		d.XML, err = rpt.AppendXML(nil, &m)
	} else {
		d.RT = ricevutaTelematica(iuv, importo, data)
		d.XML, err = rpt.AppendXML(nil, d.RT)
	}
	a.documenti = append(a.documenti, d)
	a.ricevute = append(a.ricevute, jppa.Ricevuta{
		IdDominio: a.connettore.IdDominio.String(), IUV: iuv, CCP: d.CCP(), Tipo: "MENSA",
		Esito: d.Esito(), Stato: rpt.StatoRTAccettataPA, Data: data,
	})
	return err
}

// Connettore implements jppa.Archivio.
func (a *archivio) Connettore(idDominio string) (*jppa.Configurazione, bool, error) {
	return &a.connettore, idDominio == a.connettore.IdDominio.String(), nil
}

// Ricevute implements jppa.Archivio.
func (a *archivio) Ricevute(idDominio, iuv string) iter.Seq2[jppa.Documento, error] {
	return func(yield func(jppa.Documento, error) bool) {
		for i, r := range a.ricevute {
			if r.IdDominio == idDominio && r.IUV == iuv && !yield(a.documenti[i], nil) {
				return
			}
		}
	}
}

var (
	mario = rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.PersonaFisica, CodiceIdentificativoUnivoco: "RSSMRA80A01H501U"}
	banca = rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.PersonaGiuridica, CodiceIdentificativoUnivoco: "09876543210"}
	prova = rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.PersonaGiuridica, CodiceIdentificativoUnivoco: "01234567890"}
)

// ricevutaTelematica returns an RT of one item.
func ricevutaTelematica(iuv string, importo avviso.Importo, data avviso.DataOra) *rpt.RT {
	giorno := avviso.DataDi(data.Time())
	return &rpt.RT{
		VersioneOggetto: rpt.VersioneOggetto, Dominio: rpt.Dominio{IdentificativoDominio: prova.CodiceIdentificativoUnivoco},
		IdentificativoMessaggioRicevuta: "RT-" + iuv, DataOraMessaggioRicevuta: avviso.DataOraDi(data.Time()).Secondi(),
		RiferimentoMessaggioRichiesta: "RPT-" + iuv, RiferimentoDataRichiesta: giorno,
		IstitutoAttestante: rpt.IstitutoAttestante{IdentificativoUnivoco: banca, Denominazione: "Banca Prova"},
		EnteBeneficiario:   rpt.EnteBeneficiario{IdentificativoUnivoco: prova, Denominazione: "Comune di Prova"},
		SoggettoPagatore:   rpt.SoggettoPagatore{IdentificativoUnivoco: mario, Anagrafica: "Mario Rossi"},
		DatiPagamento: rpt.DatiPagamento{
			CodiceEsitoPagamento: rpt.PagamentoEseguito, ImportoTotalePagato: importo, IdentificativoUnivocoVersamento: iuv, CodiceContestoPagamento: rpt.NonApplicabile,
			DatiSingoloPagamento: []rpt.DatiSingoloPagamento{{
				SingoloImportoPagato: importo, EsitoSingoloPagamento: "PAGATA", DataEsitoSingoloPagamento: giorno,
				IdentificativoUnivocoRiscossione: "IUR" + iuv, CausaleVersamento: "Mensa marzo", DatiSpecificiRiscossione: "9/0101002IM/",
			}},
		},
	}
}

// ricevuta returns a receipt of the newer models.
func ricevuta(iuv string, importo avviso.Importo) *rpt.Ricevuta {
	return &rpt.Ricevuta{
		ReceiptID: "token" + iuv, NoticeNumber: "3" + iuv, FiscalCode: prova.CodiceIdentificativoUnivoco, Outcome: rpt.OutcomeOK, CreditorReferenceID: iuv,
		PaymentAmount: importo, Description: "Mensa marzo", CompanyName: "Comune di Prova",
		Debtor: rpt.Subject{EntityUniqueIdentifierType: rpt.PersonaFisica, EntityUniqueIdentifierValue: mario.CodiceIdentificativoUnivoco, FullName: "Mario Rossi"},
		TransferList: []rpt.Transfer{{
			IDTransfer: 1, TransferAmount: importo, FiscalCodePA: prova.CodiceIdentificativoUnivoco, IBAN: "IT60X0542811101000000123456",
			RemittanceInformation: "Mensa marzo", TransferCategory: "9/0101002IM/",
		}},
		IDPSP: "ABI99999", PSPFiscalCode: banca.CodiceIdentificativoUnivoco, PSPCompanyName: "Banca Prova", IDChannel: "09876543210_01", ChannelDescription: "app",
	}
}
