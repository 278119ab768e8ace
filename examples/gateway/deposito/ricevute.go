package deposito

import (
	"context"
	"iter"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/jppa"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

// esitiRT are the outcomes of the receipts of the attempts that brought money.
var esitiRT = map[pendenza.StatoTentativo]rpt.CodiceEsitoPagamento{
	pendenza.TentativoEseguito: rpt.PagamentoEseguito, pendenza.TentativoParziale: rpt.PagamentoParzialmenteEseguito, pendenza.TentativoNonEseguito: rpt.PagamentoNonEseguito,
}

// RicevuteJPPA returns the receipts that came for a body in a window, as candidates for
// JPPA.
func (l lettore) RicevuteJPPA(ctx context.Context, d avviso.IdDominio, f jppa.Finestra) ([]jppa.Ricevuta, error) {
	return raccogli(ctx, l.q, func(riga interface{ Scan(...any) error }) (jppa.Ricevuta, error) {
		r := jppa.Ricevuta{IdDominio: d.String(), Stato: rpt.StatoRTAccettataPA}
		var stato pendenza.StatoTentativo
		var concluso string
		err := riga.Scan(&r.IUV, &r.CCP, &r.Tipo, &stato, &concluso)
		r.Esito, r.Data = esitiRT[stato], avviso.DataOraDi(quando(concluso))
		return r, err
	}, `SELECT t.iuv, t.ccp, p.tipo, t.stato, t.concluso FROM tentativo t JOIN posizione p ON p.ida2a = t.ida2a AND p.idpendenza = t.idpendenza
		WHERE t.dominio = $1 AND t.ricevuta IS NOT NULL AND t.concluso >= $2 AND t.concluso <= $3 ORDER BY t.concluso, t.iuv`,
		d.String(), testoIstante(f.Da.Time()), testoIstante(f.A.Time()))
}

// Altrui yields the receipts of other bodies' notices that were accepted, as they came: what
// is of a body here are the transfers to it.
func (l lettore) Altrui(ctx context.Context) iter.Seq2[[]byte, error] {
	return scorri(ctx, l.q, func(riga interface{ Scan(...any) error }) (corpo []byte, err error) {
		err = riga.Scan(&corpo)
		return corpo, err
	}, `SELECT corpo FROM scarto WHERE risposta = '' ORDER BY quando`)
}
