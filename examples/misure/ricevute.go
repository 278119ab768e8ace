package main

import (
	"context"
	"encoding/xml"
	"fmt"
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
)

// ricevute are the receipts, read and checked, against encoding/xml's Unmarshal
// of the same documents into plain structs.
var ricevute = []misura{
	{
		nome: "ricevute", cosa: "RT", unita: "document",
		quante: quanteRicevute,
		prepara: func(_ context.Context, _ opzioni, n int) (*prova, error) {
			return provaRicevute(n, componiRT, rpt.ParseRT, estrattoRT, estrattoPariRT)
		},
	},
	{
		nome: "ricevute", cosa: "paSendRTV2", unita: "document",
		quante: quanteRicevute,
		prepara: func(_ context.Context, _ opzioni, n int) (*prova, error) {
			return provaRicevute(n, componiPaSendRT, rpt.ParseRicevuta, estrattoPaSendRT, estrattoPariPaSendRT)
		},
	},
}

func quanteRicevute(o opzioni) int { return o.righe / 20 }

// provaRicevute reads n documents, a hundred different ones over and over, and
// compares what the two sides read of them: texts in the order of the document.
func provaRicevute[T, P any](n int, componi func(i int) ([]byte, error), parse func([]byte) (T, error),
	nostro func(*T) []string, altrui func(*P) []string,
) (*prova, error) {
	const varieta = 100
	documenti := make([][]byte, varieta)
	lunghezza := 0
	for i := range documenti {
		var err error
		if documenti[i], err = componi(i); err != nil {
			return nil, err
		}
		lunghezza += len(documenti[i])
	}
	unmarshal := func(dati []byte) (p P, err error) {
		err = xml.Unmarshal(dati, &p)
		return p, err
	}
	return &prova{
		n: n, byte: n * lunghezza / varieta,
		uguali: func() error {
			for _, d := range documenti {
				t, err := parse(d)
				if err != nil {
					return err
				}
				p, err := unmarshal(d)
				if err != nil {
					return err
				}
				if a, b := nostro(&t), altrui(&p); !slices.Equal(a, b) {
					return fmt.Errorf("a receipt is read as %q and as %q", a, b)
				}
			}
			return nil
		},
		lati: []lato{latoRicevute("ours", n, documenti, parse), latoRicevute("encoding/xml, Unmarshal", n, documenti, unmarshal)},
	}, nil
}

func latoRicevute[T any](nome string, n int, documenti [][]byte, leggi func([]byte) (T, error)) lato {
	return cheConta(nome, "documents", func(contati *int) error {
		for i := range n {
			if _, err := leggi(documenti[i%len(documenti)]); err != nil {
				return err
			}
			*contati++
		}
		return nil
	})
}

// componiRT writes the RT of payment i: two items.
func componiRT(i int) ([]byte, error) {
	iuv, iur, importo := dati(i)
	doppio, err := importo.Somma(importo)
	if err != nil {
		return nil, err
	}
	voce := rpt.DatiSingoloPagamento{
		SingoloImportoPagato: importo, EsitoSingoloPagamento: "ACCETTATA", DataEsitoSingoloPagamento: pagamento,
		IdentificativoUnivocoRiscossione: iur, CausaleVersamento: "/RFB/" + iuv + "/" + importo.String() + "/TXT/Mensa",
		DatiSpecificiRiscossione: "9/0101002IM/",
	}
	r := rpt.RT{
		VersioneOggetto: "6.2.0",
		Dominio:         rpt.Dominio{IdentificativoDominio: dominio.String(), IdentificativoStazioneRichiedente: dominio.String() + "_01"},

		IdentificativoMessaggioRicevuta: fmt.Sprintf("RT-2024-%06d", i), DataOraMessaggioRicevuta: avviso.MustDataOra("2024-05-06T10:20:00"),
		RiferimentoMessaggioRichiesta: iur, RiferimentoDataRichiesta: pagamento,
		IstitutoAttestante: rpt.IstitutoAttestante{
			IdentificativoUnivoco: identificativo("B", "BCITITMM"), Denominazione: "Banca di Prova",
			Indirizzo: "Via della Banca", Civico: "3", CAP: "00100", Localita: "Roma", Provincia: "RM", Nazione: "IT",
		},
		EnteBeneficiario: rpt.EnteBeneficiario{
			IdentificativoUnivoco: identificativo("G", dominio.String()), Denominazione: "Comune di Prova",
			Indirizzo: "Piazza del Municipio", Civico: "1", CAP: "10100", Localita: "Prova", Provincia: "TO", Nazione: "IT",
		},
		SoggettoPagatore: rpt.SoggettoPagatore{
			IdentificativoUnivoco: identificativo("F", "RSSMRA74D22A001Q"), Anagrafica: "Mario Rossi",
			Indirizzo: "Via dei Test", Civico: "12/b", CAP: "10100", Localita: "Torino", Provincia: "TO", Nazione: "IT",
			EMail: "mario.rossi@example.org",
		},
		DatiPagamento: rpt.DatiPagamento{
			CodiceEsitoPagamento: rpt.PagamentoEseguito, ImportoTotalePagato: doppio,
			IdentificativoUnivocoVersamento: iuv, CodiceContestoPagamento: "n/a",
			DatiSingoloPagamento: []rpt.DatiSingoloPagamento{voce, voce},
		},
	}
	return rpt.AppendXML(nil, &r)
}

func identificativo(tipo rpt.TipoIdentificativoUnivoco, codice string) rpt.IdentificativoUnivoco {
	return rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: tipo, CodiceIdentificativoUnivoco: codice}
}

// componiPaSendRT writes the receipt of payment i: two transfers.
func componiPaSendRT(i int) ([]byte, error) {
	iuv, iur, importo := dati(i)
	doppio, err := importo.Somma(importo)
	if err != nil {
		return nil, err
	}
	debitore := rpt.Subject{
		EntityUniqueIdentifierType: rpt.PersonaFisica, EntityUniqueIdentifierValue: "RSSMRA74D22A001Q", FullName: "Mario Rossi",
		StreetName: "Via dei Test", CivicNumber: "12/b", PostalCode: "10100", City: "Torino", StateProvinceRegion: "TO",
		Country: "IT", EMail: "mario.rossi@example.org",
	}
	transfer := rpt.Transfer{
		IDTransfer: 1, TransferAmount: importo, FiscalCodePA: dominio.String(), CompanyName: "Comune di Prova",
		IBAN: "IT60X0542811101000000123456", RemittanceInformation: "/RFB/" + iuv + "/" + importo.String() + "/TXT/TARI",
		TransferCategory: "9/0101002IM/", Metadata: []rpt.MapEntry{{Key: "anno", Value: "2024"}},
	}
	altro := transfer
	altro.IDTransfer = 2
	spesa := avviso.ImportoDaCentesimi(150)
	p := rpt.PaSendRT{
		Versione: rpt.V2, IDPA: dominio.String(), IDBrokerPA: dominio.String(), IDStation: dominio.String() + "_01",
		Receipt: rpt.Ricevuta{
			ReceiptID: iur, NoticeNumber: "3" + iuv, FiscalCode: dominio.String(), Outcome: rpt.OutcomeOK, CreditorReferenceID: iuv,
			PaymentAmount: doppio, Description: "TARI e TEFA 2024", CompanyName: "Comune di Prova", Debtor: debitore,
			TransferList: []rpt.Transfer{transfer, altro}, IDPSP: "BPPIITRRXXX", PSPCompanyName: "Poste di Prova",
			IDChannel: "12345678903_07", ChannelDescription: "WISP", Payer: &debitore, PaymentMethod: "creditCard", Fee: &spesa,
			PaymentDateTime: avviso.MustDataOra("2024-05-06T23:59:59"), ApplicationDate: pagamento, TransferDate: accredito,
		},
	}
	return rpt.AppendXML(nil, &p)
}
