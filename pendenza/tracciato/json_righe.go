package tracciato

import (
	"errors"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
)

func (l *letturaJSON) inserimento(nome string, v []byte) error {
	if v[0] != '{' {
		if err := l.sintassi(v, nome); err != nil {
			return err
		}
		r := nonLetta(CodiceJSON, l.qui(), 0)
		return l.consegna(&r)
	}
	r := Riga{Operazione: ADD}
	var err error
	t := pendenza.Testata{IdDominio: l.o.IdDominio}
	if l.o.Tollerante {
		r.Pendenza, r.Avvertenze, err = pendenza.LeggiNuova(v, t)
	} else {
		r.Pendenza, r.Violazioni, err = pendenza.EsaminaNuova(v, t)
	}
	if err != nil {
		if err := l.sintassi(v, nome); err != nil {
			return err
		}
		r.rifiuta(v, err)
	}
	return l.consegna(&r)
}

func (l *letturaJSON) annullamento(nome string, v []byte) error {
	if err := l.sintassi(v, nome); err != nil {
		return err
	}
	r := l.leggiAnnullamento(string(v))
	if !l.inseriti {
		if l.annullati = append(l.annullati, r); l.o.MaxRighe > 0 && len(l.annullati) > l.o.MaxRighe {
			return l.rifiuta(CodiceTroppeRighe, "")
		}
		return nil
	}
	return l.consegna(&r)
}

// leggiAnnullamento reads what a cancellation names.
func (l *letturaJSON) leggiAnnullamento(testo string) Riga {
	r := Riga{Operazione: DEL}
	nota := func(lista *[]avviso.Rilievo, c avviso.Codice, campo, testo string) {
		*lista = append(*lista, avviso.Rilievo{Codice: c, Campo: campo, Testo: testo})
	}
	err := membri.Valida(testo)
	if err == nil {
		err = membri.Oggetto(testo, []membri.Campo{
			{Nome: "idA2A", Dove: &r.Pendenza.IDA2A},
			{Nome: "idPendenza", Dove: &r.Pendenza.IDPendenza},
			{Nome: "motivoAnnullamento", Dove: &r.Motivo},
		}, membri.Regole{
			Ignoto: func(nome, _ string) error {
				if l.o.Tollerante {
					nota(&r.Avvertenze, CodiceMembro, nome, "membro sconosciuto: non letto")
				} else {
					nota(&r.Violazioni, CodiceMembro, nome, "membro sconosciuto")
				}
				return nil
			},
			Valore: func(c membri.Campo, v string) error {
				switch errTipo := membri.Assegna(c.Dove, v); {
				case errTipo == nil:
				case l.o.Tollerante && numero(v):
					*c.Dove.(*string) = v //nolint:forcetypeassert // as above
					nota(&r.Avvertenze, membri.CodiceTipo, c.Nome, "numero al posto di un testo")
				default:
					nota(&r.Violazioni, pendenza.Pattern, c.Nome, "tipo di valore non valido")
				}
				return nil
			},
		})
	}
	switch {
	case errors.Is(err, membri.ErrTipo):
		return nonLetta(CodiceJSON, l.qui(), 0)
	case err != nil:
		x, _ := avviso.RilievoDi(err)
		r.Violazioni = append(r.Violazioni, x)
	case len(r.Violazioni) == 0 && r.Pendenza.IDA2A == "":
		return senzaChiave("idA2A", l.qui())
	case len(r.Violazioni) == 0 && r.Pendenza.IDPendenza == "":
		return senzaChiave("idPendenza", l.qui())
	}
	return r
}

// senzaChiave is a cancellation that does not say of what.
func senzaChiave(campo string, riga int) Riga {
	return Riga{Operazione: NonValida, Err: &Errore{Codice: pendenza.Obbligatorio, Campo: campo, Riga: riga, Err: ErrRiga}}
}

func numero(v string) bool { return v[0] == '-' || v[0] >= '0' && v[0] <= '9' }
