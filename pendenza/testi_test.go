package pendenza_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
)

// testi are the data of the valid document as texts.
func testi() pendenza.Testi {
	return pendenza.Testi{
		IDA2A: "APP", IDPendenza: "P-1", IdDominio: "00429440068", IDUnitaOperativa: "UO_1", IDTipoPendenza: "IMU.1",
		Nome: "IMU", Causale: "Imposta municipale", Importo: "122.5", NumeroAvviso: "301000000000004285",
		DataValidita: "2030-01-31", DataScadenza: "2030-12-31", AnnoRiferimento: "2024", CartellaPagamento: "2024",
		DatiAllegati: `{"a":[1]}`, Tassonomia: "T", TassonomiaAvviso: "Imposte e tasse", Direzione: "D", Divisione: "V",
		IDDocumento: "DOC", DescrizioneDocumento: "Documento", Rata: "ENTRO5",
		Soggetto: pendenza.SoggettoPagatore{
			Tipo: "F", Identificativo: "TSTPNI70D01L219V", Anagrafica: "Pino Test", Indirizzo: "Via Roma", Civico: "1", CAP: "10100",
			Localita: "Torino", Provincia: "TO", Nazione: "IT", Email: "pino.test@ente.it", Cellulare: "+39 000-1234567",
		},
		Voci: []pendenza.TestiVoce{
			{IDVocePendenza: "v1", Importo: "100.00", Descrizione: "Acconto", CodEntrata: "IMU"},
			{IDVocePendenza: "v2", Importo: "16", Descrizione: "Bollo", TipoBollo: "01", HashDocumento: "aGFzaA==", ProvinciaResidenza: "RM"},
			{
				IDVocePendenza: "v3", Importo: "6.5", Descrizione: "Diritti", IbanAccredito: "IT60X0542811101000000123456",
				IbanAppoggio: "IT48F0760101000000012345678", TipoContabilita: "ALTRO", CodiceContabilita: "0101002IM/", CodiceTassonomicoPagoPA: "9/0101002IM/",
			},
		},
	}
}

// TestTesti: the same data, as texts and as a document, are the same position.
func TestTesti(t *testing.T) {
	dati := testi()
	p, v := dati.Pendenza()
	require.Empty(t, v)
	attesa, err := pendenza.ParsePendenza([]byte(valida))
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(attesa, p, confronti...))
}

// TestTestiFacoltativi leaves out what need not be there.
func TestTestiFacoltativi(t *testing.T) {
	dati := testi()
	dati.DatiAllegati, dati.Soggetto, dati.IDDocumento, dati.DescrizioneDocumento, dati.Rata = "", pendenza.SoggettoPagatore{}, "", "", ""
	dati.NumeroAvviso, dati.DataValidita, dati.DataScadenza, dati.IDUnitaOperativa = "", "", "", ""
	p, v := dati.Pendenza()
	require.Empty(t, v)
	require.Nil(t, p.DatiAllegati)
	require.Nil(t, p.SoggettoPagatore)
	require.Nil(t, p.Documento)
	require.Nil(t, p.Proprieta)
	require.False(t, p.NumeroAvviso.IsValid() || p.DataValidita.IsValid() || p.DataScadenza.IsValid())

	dati.Voci = nil
	_, v = dati.Pendenza()
	require.Len(t, v, 1)
	require.Equal(t, "voci", v[0].Campo)
	require.Equal(t, pendenza.Obbligatorio, v[0].Codice)
}

func TestTestiErrati(t *testing.T) {
	tests := []struct {
		nome   string
		cambia func(*pendenza.Testi)
		attesa string
	}{
		{"no amount", func(d *pendenza.Testi) { d.Importo = "" }, "importo OBBLIGATORIO"},
		{"amount", func(d *pendenza.Testi) { d.Importo = "122,50" }, "importo PATTERN"},
		{"creditor", func(d *pendenza.Testi) { d.IdDominio = "1" }, "idDominio PATTERN"},
		{"notice", func(d *pendenza.Testi) { d.NumeroAvviso = "1" }, "numeroAvviso PATTERN"},
		{"date", func(d *pendenza.Testi) { d.DataScadenza = "31/12/2030" }, "dataScadenza DATA"},
		{"date of the notice", func(d *pendenza.Testi) { d.DataNotificaAvviso = "x" }, "dataNotificaAvviso DATA"},
		{"data of the application", func(d *pendenza.Testi) { d.DatiAllegati = "{" }, "datiAllegati PATTERN"},
		{"type of debtor", func(d *pendenza.Testi) { d.Soggetto.Tipo = "f" }, "soggettoPagatore.tipo ENUM"},
		{"description of the document alone", func(d *pendenza.Testi) { d.IDDocumento, d.Rata = "", "" }, "documento.identificativo OBBLIGATORIO"},
		{"document without description", func(d *pendenza.Testi) { d.DescrizioneDocumento, d.Rata = "", "" }, "documento.descrizione OBBLIGATORIO"},
		{"threshold", func(d *pendenza.Testi) { d.Rata = "DOPO5" }, "documento.soglia.tipo ENUM"},
		{"threshold without days", func(d *pendenza.Testi) { d.Rata = "OLTRE" }, "documento.soglia.giorni OBBLIGATORIO"},
		{"days that are none", func(d *pendenza.Testi) { d.Rata = "OLTREx" }, "documento.soglia.giorni PATTERN"},
		{"instalment 0", func(d *pendenza.Testi) { d.Rata = "0" }, "documento.rata MIN"},
		{"instalment that is none", func(d *pendenza.Testi) { d.Rata = "1a" }, "documento.rata PATTERN"},
		{"instalment too large", func(d *pendenza.Testi) { d.Rata = "1000000000" }, "documento.rata MAX"},
		{"language", func(d *pendenza.Testi) { d.LinguaSecondaria = "es" }, "proprieta.linguaSecondaria ENUM"},
		{"amount of an item", func(d *pendenza.Testi) { d.Voci[1].Importo = "" }, "voci[1].importo OBBLIGATORIO"},
		{"beneficiary", func(d *pendenza.Testi) { d.Voci[2].IdDominio = "x" }, "voci[2].idDominio PATTERN"},
		{"account", func(d *pendenza.Testi) { d.Voci[2].IbanAccredito = "IT61X0542811101000000123456" }, "voci[2].ibanAccredito CHECK"},
		{"support account", func(d *pendenza.Testi) { d.Voci[2].IbanAppoggio = "IT" }, "voci[2].ibanAppoggio PATTERN"},
		{"contabilita", func(d *pendenza.Testi) { d.Voci[2].TipoContabilita = "3" }, "voci[2].tipoContabilita ENUM"},
		{"contabilita of two digits", func(d *pendenza.Testi) { d.Voci[2].TipoContabilita = "99" }, "voci[2].tipoContabilita ENUM"},
		{"code without contabilita", func(d *pendenza.Testi) { d.Voci[2].TipoContabilita = "" }, "voci[2].tipoContabilita OBBLIGATORIO"},
		{"contabilita without code", func(d *pendenza.Testi) { d.Voci[2].CodiceContabilita = "" }, "voci[2].codiceContabilita OBBLIGATORIO"},
		{"code of two characters", func(d *pendenza.Testi) { d.Voci[2].CodiceContabilita = "33" }, "voci[2].codiceContabilita PATTERN"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			dati := testi()
			tt.cambia(&dati)
			_, v := dati.Pendenza()
			require.Len(t, v, 1, "%v", v)
			require.Equal(t, tt.attesa, v[0].Campo+" "+string(v[0].Codice))
		})
	}
}

func TestTestiValori(t *testing.T) {
	rata := func(s string) *pendenza.Documento {
		dati := testi()
		dati.Rata = s
		p, v := dati.Pendenza()
		require.Empty(t, v, s)
		return p.Documento
	}
	for s, n := range map[string]int{"1": 1, "12": 12, "01": 1, "999999999": 999999999, "305": 305} {
		require.Equal(t, n, rata(s).Rata)
		require.Nil(t, rata(s).Soglia)
	}
	require.Equal(t, pendenza.Documento{Identificativo: "DOC", Descrizione: "Documento"}, *rata(""))
	for s, soglia := range map[string]pendenza.Soglia{
		"ENTRO5": {Tipo: pendenza.Entro, Giorni: 5}, "OLTRE10": {Tipo: pendenza.Oltre, Giorni: 10}, "RIDOTTO": {Tipo: pendenza.Ridotto}, "SCONTATO": {Tipo: pendenza.Scontato},
	} {
		require.Equal(t, soglia, *rata(s).Soglia)
		require.Zero(t, rata(s).Rata)
	}
	for s, tipo := range map[string]pendenza.TipoContabilita{
		"0": pendenza.Capitolo, "1": pendenza.Speciale, "2": pendenza.SIOPE, "9": pendenza.AltraContabilita, "SIOPE": pendenza.SIOPE,
	} {
		dati := testi()
		dati.Voci[2].TipoContabilita, dati.Voci[2].CodiceTassonomicoPagoPA = s, ""
		p, v := dati.Pendenza()
		require.Empty(t, v)
		require.Equal(t, tipo, p.Voci[2].TipoContabilita)
	}
	for lingua, attese := range map[[2]string]*pendenza.Proprieta{
		{"", ""}: nil, {"de", ""}: {LinguaSecondaria: "de"}, {"", "Steuer"}: {LinguaSecondariaCausale: "Steuer"},
	} {
		dati := testi()
		dati.LinguaSecondaria, dati.LinguaSecondariaCausale = lingua[0], lingua[1]
		p, v := dati.Pendenza()
		require.Empty(t, v)
		require.Equal(t, attese, p.Proprieta)
	}
	dati := testi()
	dati.Voci[0].IdDominio, dati.Soggetto.Tipo, dati.SenzaAvvisatura = "12345678903", "G", true
	p, v := dati.Pendenza()
	require.Empty(t, v)
	require.Equal(t, avviso.MustIdDominio("12345678903"), p.Voci[0].IdDominio)
	require.Equal(t, pendenza.PersonaGiuridica, p.SoggettoPagatore.Tipo)
	require.True(t, p.SenzaAvvisatura)
	dati.Voci[2].TipoContabilita, dati.Voci[2].CodiceContabilita = "", ""
	_, v = dati.Pendenza()
	require.Empty(t, v, "neither contabilita nor its code")
}
