package rendiconto

import (
	"bytes"
	"context"
	"iter"
	"path"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/gdp"
)

// inizioZIP begins an archive.
const inizioZIP = "PK\x03\x04"

// Giornale opens a journal of payments by its name, an archive or the document in it. The
// events that cannot be read are errors of the sequence, which goes on.
func Giornale(nome string, corpo []byte) (gdp.NomeFile, iter.Seq2[gdp.Evento, error], error) {
	if strings.HasPrefix(string(corpo[:min(len(corpo), len(inizioZIP))]), inizioZIP) {
		a, _, err := gdp.LeggiArchivio(nome, bytes.NewReader(corpo), int64(len(corpo)), gdp.Limiti{})
		if err != nil {
			return gdp.NomeFile{}, nil, err
		}
		return a.Nome(), a.LeggiEventi(), nil
	}
	forma := strings.ToLower(path.Ext(nome))
	n, err := gdp.ParseNomeFile(strings.TrimSuffix(nome, path.Ext(nome)))
	if err != nil {
		return n, nil, err
	}
	if forma == string(gdp.FormaCSV) {
		return n, gdp.LeggiCSV(bytes.NewReader(corpo), n.Provenienza()), nil
	}
	return n, gdp.LeggiJSON(bytes.NewReader(corpo), n.Provenienza()), nil
}

// DaiGiornali are the payments of a IUV as the journals that were posted tell of them.
func DaiGiornali(ctx context.Context, d *deposito.Deposito, iuv avviso.IUV) ([]gdp.Pagamento, error) {
	var analisi gdp.Analisi
	for c, err := range d.TutteLeCarte(ctx, deposito.CartaGiornale) {
		if err != nil {
			return nil, err
		}
		_, eventi, err := Giornale(c.Nome, c.Corpo)
		if err != nil {
			return nil, err
		}
		for e, err := range eventi {
			if err != nil || e.IUV != iuv {
				continue // what could not be read was told when the journal came
			}
			if err := analisi.Aggiungi(e); err != nil {
				return nil, err
			}
		}
	}
	return analisi.PagamentiIUV(iuv)
}
