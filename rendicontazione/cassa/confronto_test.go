package cassa_test

import (
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/quietanza/quietanza/avviso"
)

// comparatore lets go-cmp compare the value types of avviso, which are comparable.
var comparatore = cmpopts.EquateComparable(avviso.Importo{}, avviso.Data{}, avviso.DataOra{}, avviso.IdDominio{}, avviso.IBAN{}, avviso.IUV{})
