package elenco_test

import (
	"fmt"
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/elenco"
)

// GET /pendenze over the positions of a host: the query chooses, orders and cuts into pages.
func ExampleFiltro_Scegli() {
	comune := avviso.MustIdDominio("12345678903")
	posizione := func(id, nav, scadenza string) *pendenza.Pendenza {
		return &pendenza.Pendenza{
			IDA2A: "GEST", IDPendenza: id, IdDominio: comune, Causale: "TARI", Importo: avviso.MustImporto("100.00"),
			NumeroAvviso: avviso.MustNumeroAvviso(nav), DataScadenza: avviso.MustData(scadenza), Stato: pendenza.NonEseguita,
		}
	}
	archivio := []*pendenza.Pendenza{
		posizione("P1", "301000000000004285", "2026-06-30"),
		posizione("P2", "301000000000500122", "2026-01-31"),
		posizione("P3", "301000000000500223", "2026-12-31"),
	}
	f, err := elenco.ParseFiltro("stato=NON_ESEGUITA&risultatiPerPagina=1&pagina=2&ordinamento=%2BdataScadenza")
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err := f.Scegli(slices.Values(archivio), avviso.MustData("2026-03-10"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(*p.NumRisultati, *p.NumPagine, len(p.Risultati))
	_, err = elenco.ParseFiltro("stato=PAGATISSIMA")
	fmt.Println(err)
	// Output:
	// 2 2 1
	// elenco: ENUM stato "PAGATISSIMA": documento non valido
}

// GET /avvisi/{idDominio}/{numeroAvviso}: what a citizen may be told of a notice.
func ExampleNuovoStatoAvviso() {
	p := pendenza.Pendenza{
		IDA2A: "GEST", IDPendenza: "P1", IdDominio: avviso.MustIdDominio("12345678903"), Causale: "TARI", Importo: avviso.MustImporto("100.00"),
		NumeroAvviso: avviso.MustNumeroAvviso("301000000000004285"), DataScadenza: avviso.MustData("2026-06-30"), Stato: pendenza.NonEseguita,
	}
	for _, giorno := range []string{"2026-06-30", "2026-07-01"} {
		s := elenco.NuovoStatoAvviso(p.IdDominio, p.NumeroAvviso, &p, avviso.MustData(giorno), avviso.GLN{})
		fmt.Println(giorno, s.Stato)
	}
	// Output:
	// 2026-06-30 NON_ESEGUITA
	// 2026-07-01 SCADUTA
}
