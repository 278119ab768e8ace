package rendicontazione

import (
	"github.com/quietanza/quietanza/pendenza/notifica"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// DaNotifica returns the row of a reporting flow that GovPay told on its own, with the
// header of its flow as far as the notification says it: no totals, so that it is no whole
// flow. The error is an *Errore of code MANCANTE (ErrRicevuta) for an outcome that is none.
//
// Source: GovPay, API Ente v2, NuovaRendicontazione.
func DaNotifica(r *notifica.Rendicontazione) (flusso.Testata, flusso.Riga, error) {
	if r == nil {
		return flusso.Testata{}, flusso.Riga{}, nullo()
	}
	esito, err := flusso.ParseEsito(string(r.Esito))
	if err != nil {
		return flusso.Testata{}, flusso.Riga{}, &Errore{Codice: CodiceMancante, Campo: "esito", Valore: string(r.Esito), Err: ErrRicevuta}
	}
	t := flusso.Testata{
		IdDominio: r.IdDominio, IDFlusso: r.IDFlusso, DataOraFlusso: r.DataFlusso, Revisione: int32(r.Revisione), //nolint:gosec // read within 32 bits
		IDRegolamento: r.TRN, DataRegolamento: r.DataRegolamento, Mittente: flusso.Soggetto{Codice: r.IDPSP}, BancaRiversamento: r.BICRiversamento,
	}
	return t, flusso.Riga{IUV: r.IUV.String(), IUR: r.IUR, Indice: r.Indice, Esito: esito, Data: r.Data, Importo: r.Importo}, nil
}
