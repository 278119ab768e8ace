package cassa_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

func TestRiconosci(t *testing.T) {
	tests := []struct{ nome, testo, want string }{
		{"OPI 1.8", campione(t, "giornale_1_8.xml"), "OPI"},
		{"OPI 1.4", campione(t, "giornale_1_4.xml"), "OPI"},
		{"OPI after BOM, comment and blanks", "\ufeff \r\n<!-- <x> -->\n<?pi ?><p:flusso_giornale_di_cassa xmlns:p='u'>", "OPI"},
		{"OPI, prefix of a document", campione(t, "giornale_1_8.xml")[:80], "OPI"},
		{"OPI after a DOCTYPE", "<!DOCTYPE x SYSTEM 'y'><flusso_giornale_di_cassa>", "OPI"},
		{"OPI after a DOCTYPE with entities", "<!DOCTYPE x [<!ENTITY a 'b'>\n]><flusso_giornale_di_cassa>", "OPI"},
		{"camt 02", campione(t, "camt053_02.xml"), "CAMT053"},
		{"camt 08 in an envelope", campione(t, "camt053_08.xml"), "CAMT053"},
		{"camt without namespace", "<Document><BkToCstmrStmt/></Document>", "CAMT053"},
		{"camt with a prefix", "<d:Document><d:BkToCstmrStmt/></d:Document>", "CAMT053"},
		{"camt.054", `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.02"><BkToCstmrDbtCdtNtfctn/></Document>`, ""},
		{"MT940", campione(t, "mt940.txt"), "MT940"},
		{"MT940 in SWIFT blocks", campione(t, "mt940_swift.txt"), "MT940"},
		{"MT942", "{1:F01ABCDITMMAXXX0000000000}{2:O942}{4:\n:20:A\n:25:X\n", ""},
		{"MT103", "{1:F01ABCDITMMAXXX0000000000}{2:I103ABCDITMMXXXXN}{4:\n:20:A\n", ""},
		{"OPI named inside another document", "<x><flusso_giornale_di_cassa/></x>", ""},
		{"text", "flusso_giornale_di_cassa", ""},
		{"JSON", `{"BkToCstmrStmt":1}`, ""},
		{"open DOCTYPE", "<!DOCTYPE flusso_giornale_di_cassa", ""},
		{"open comment", "<!-- <flusso_giornale_di_cassa>", ""},
		{"open tag", "<flusso_giornale_di_cassa", ""},
		{"empty", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			require.Equal(t, tt.want, cassa.Riconosci([]byte(tt.testo)))
		})
	}
}
