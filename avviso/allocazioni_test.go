package avviso_test

import (
	"testing"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/avversari/prova"
)

// TestPorteSenzaAllocazioni pins the doors of the value types that allocate
// nothing.
func TestPorteSenzaAllocazioni(t *testing.T) {
	var (
		b       = make([]byte, 0, 256)
		importo = avviso.MustImporto("12345.67")
		data    = avviso.MustData("2024-05-03")
		adesso  = time.Date(2024, 5, 3, 23, 30, 0, 0, time.UTC)
		nav     = avviso.MustNumeroAvviso("301000000000004285")
		iuv     = avviso.MustIUV("RF18539007547034")
		rf, _   = avviso.ParseRF("RF18539007547034")
		ente    = avviso.MustIdDominio("00429440068")
		cf      avviso.CodiceFiscale
		iva     avviso.PartitaIVA
		iban    = avviso.MustIBAN("IT60X0542811101000000123456")
		gln     = avviso.MustGLN("8088888012348")
		cfg     = avviso.Configurazione{AuxDigit: "3", SegregationCode: "01"}
		testo   = []byte("12345.67")
		testoNA = []byte("301000000000004285")
		ok      bool
		n       int
		err     error
	)
	prova.SenzaAllocare(
		t,
		prova.Porta{Nome: "ParseImporto", Chiama: func() { _, err = avviso.ParseImporto("12345.67") }},
		prova.Porta{Nome: "ParseImportoEsteso", Chiama: func() { _, err = avviso.ParseImportoEsteso("-12345.67") }},
		prova.Porta{Nome: "Importo.AppendTo", Chiama: func() { b = importo.AppendTo(b[:0]) }},
		prova.Porta{Nome: "ParseData", Chiama: func() { _, err = avviso.ParseData("2024-05-03") }},
		prova.Porta{Nome: "Data.AppendTo", Chiama: func() { b = data.AppendTo(b[:0]) }},
		prova.Porta{Nome: "ParseIdDominio", Chiama: func() { _, err = avviso.ParseIdDominio("00429440068") }},
		prova.Porta{Nome: "ParseIUV", Chiama: func() { _, err = avviso.ParseIUV("01000000000004285") }},
		prova.Porta{Nome: "IUV.AppendTo", Chiama: func() { b = iuv.AppendTo(b[:0]) }},
		prova.Porta{Nome: "IUV.NumeroAvviso", Chiama: func() { nav, err = avviso.MustIUV("01000000000004285").NumeroAvviso(cfg) }},
		prova.Porta{Nome: "ParseNumeroAvviso", Chiama: func() { _, err = avviso.ParseNumeroAvviso("301000000000004285") }},
		prova.Porta{Nome: "ParseNumeroAvvisoRigoroso", Chiama: func() { _, err = avviso.ParseNumeroAvvisoRigoroso("301000000000004285") }},
		prova.Porta{Nome: "ParseNumeroAvviso of bytes", Chiama: func() { _, err = avviso.ParseNumeroAvviso(string(testoNA)) }},
		prova.Porta{Nome: "NumeroAvviso.AppendTo", Chiama: func() { b = nav.AppendTo(b[:0]) }},
		prova.Porta{Nome: "GeneraNumeroAvviso", Chiama: func() { _, err = avviso.GeneraNumeroAvviso(cfg, "24", 42) }},
		prova.Porta{Nome: "ParseRF", Chiama: func() { _, err = avviso.ParseRF("RF18539007547034") }},
		prova.Porta{Nome: "ParseCodiceFiscale", Chiama: func() { cf, err = avviso.ParseCodiceFiscale("TSTPNI70D01L219V") }},
		prova.Porta{Nome: "ParsePartitaIVA", Chiama: func() { iva, err = avviso.ParsePartitaIVA("00429440068") }},
		prova.Porta{Nome: "ParseIBAN", Chiama: func() { _, err = avviso.ParseIBAN("IT60X0542811101000000123456") }},
		prova.Porta{Nome: "LeggiImporto", Chiama: func() { importo, _, err = avviso.LeggiImporto("12345.67") }},
		prova.Porta{Nome: "ImportoDaCentesimi", Chiama: func() { importo = avviso.ImportoDaCentesimi(1234567) }},
		prova.Porta{Nome: "Importo.Somma", Chiama: func() { importo, err = avviso.ImportoDaCentesimi(1234567).Somma(avviso.ImportoDaCentesimi(1)) }},
		prova.Porta{Nome: "Importo.Differenza", Chiama: func() { importo, err = importo.Differenza(avviso.ImportoDaCentesimi(1)) }},
		prova.Porta{Nome: "Importo.Compare", Chiama: func() { n = importo.Compare(importo) + importo.Segno() + importo.Abs().Neg().Segno() }},
		prova.Porta{Nome: "Importo.IsZero", Chiama: func() { ok = importo.IsZero() }},
		prova.Porta{Nome: "Importo.AppendCentesimi", Chiama: func() { b = importo.AppendCentesimi(b[:0], 10) }},
		prova.Porta{Nome: "Importo.UnmarshalText", Chiama: func() { err = importo.UnmarshalText(testo) }},
		prova.Porta{Nome: "Data.Compare", Chiama: func() { n = data.Compare(data) + data.Giorni() }},
		prova.Porta{Nome: "Data.Prima, Data.Dopo", Chiama: func() { ok = data.Prima(data) || data.Dopo(data) || data.IsValid() }},
		prova.Porta{Nome: "Data.Anno, Mese, Giorno", Chiama: func() { n = data.Anno() + data.Mese() + data.Giorno() }},
		prova.Porta{Nome: "Data.Aggiungi", Chiama: func() { data = data.Aggiungi(1).Aggiungi(-1) }},
		prova.Porta{Nome: "Data.Inizio", Chiama: func() { _ = data.Inizio() }},
		prova.Porta{Nome: "DataDi", Chiama: func() { data = avviso.DataDi(adesso) }},
		prova.Porta{Nome: "NuovaData", Chiama: func() { data, err = avviso.NuovaData(2024, 5, 3) }},
		prova.Porta{Nome: "DataDaGiorni", Chiama: func() { data, err = avviso.DataDaGiorni(19846) }},
		prova.Porta{Nome: "LeggiIUV", Chiama: func() { iuv, _, err = avviso.LeggiIUV("01000000000004285") }},
		prova.Porta{Nome: "IUV.Forma", Chiama: func() { _ = iuv.Forma() }},
		prova.Porta{Nome: "IUV.Compare", Chiama: func() { n = iuv.Compare(iuv) }},
		prova.Porta{Nome: "IUV.IsValid", Chiama: func() { ok = iuv.IsValid() }},
		prova.Porta{Nome: "IUV.String", Chiama: func() { _ = iuv.String() }},
		prova.Porta{Nome: "LeggiNumeroAvviso", Chiama: func() { nav, _, err = avviso.LeggiNumeroAvviso("301000000000004285") }},
		prova.Porta{Nome: "NumeroAvviso.CheckValido", Chiama: func() { ok = nav.CheckValido() && nav.IsValid() }},
		prova.Porta{Nome: "NumeroAvviso.Aux", Chiama: func() { n = nav.Aux().Cifra() }},
		prova.Porta{Nome: "NumeroAvviso.UnmarshalText", Chiama: func() { err = nav.UnmarshalText(testoNA) }},
		prova.Porta{Nome: "Interno", Chiama: func() { ok = avviso.Interno(iuv, cfg) }},
		prova.Porta{Nome: "LeggiRF", Chiama: func() { rf, _, err = avviso.LeggiRF("RF18539007547034") }},
		prova.Porta{Nome: "RF.IUV", Chiama: func() { iuv = rf.IUV() }},
		prova.Porta{Nome: "RF.AppendTo", Chiama: func() { b = rf.AppendTo(b[:0]) }},
		prova.Porta{Nome: "IdDominio.CheckValido", Chiama: func() { ok = ente.CheckValido() && ente.IsValid() }},
		prova.Porta{Nome: "IdDominio.Compare", Chiama: func() { n = ente.Compare(ente) }},
		prova.Porta{Nome: "IdDominio.AppendTo", Chiama: func() { b = ente.AppendTo(b[:0]) }},
		prova.Porta{Nome: "CodiceFiscale.Persona", Chiama: func() { ok = cf.Persona() && cf.IsValid() }},
		prova.Porta{Nome: "CodiceFiscale.AppendTo", Chiama: func() { b = cf.AppendTo(b[:0]) }},
		prova.Porta{Nome: "PartitaIVA.AppendTo", Chiama: func() { b = iva.AppendTo(b[:0]) }},
		prova.Porta{Nome: "LeggiIBAN", Chiama: func() { iban, _, err = avviso.LeggiIBAN("IT60X0542811101000000123456") }},
		prova.Porta{Nome: "IBAN.ABI, CAB, Paese", Chiama: func() { ok = iban.ABI()+"" == iban.CAB() || iban.Paese() == "IT" || iban.Postale() || iban.CINValido() }},
		prova.Porta{Nome: "IBAN.AppendTo", Chiama: func() { b = iban.AppendTo(b[:0]) }},
		prova.Porta{Nome: "ParseGLN", Chiama: func() { gln, err = avviso.ParseGLN("8088888012348") }},
		prova.Porta{Nome: "GLN.AppendTo", Chiama: func() { b = gln.AppendTo(b[:0]) }},
		prova.Porta{Nome: "Anonimo", Chiama: func() { ok = avviso.Anonimo("ANONIMO") }},
	)
	if err != nil || n == 1<<40 && ok {
		t.Fatal(err)
	}
}
