package pendenza

import (
	"encoding/json"
	"math/bits"
	"reflect"
	"slices"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
)

// struttura reads an object into a struct, whose members it may have, and returns
// which of them are there and not null. altro takes a member that is not among
// them before it counts as unknown; nil takes none.
func struttura[T any](l *lettura, dst *T, dove luogo, v string, altro func(nome, v string) bool) (presenti uint64) {
	return l.struttura(reflect.ValueOf(dst).Elem(), tabellaDi[T](), dove, v, altro)
}

func (l *lettura) struttura(s reflect.Value, t *tabella, dove luogo, v string, altro func(nome, v string) bool) (presenti uint64) {
	campi := t.campi
	var visti uint64
	l.membri(dove, v, func(n, v string) {
		i := t.cerca(n)
		if l.corsa != nil && (i < 0 || visti&(1<<i) != 0) {
			l.corsa.Rompi()
			return
		}
		visti |= 1 << max(i, 0)
		if i < 0 || campi[i].modo&vita != 0 && !l.vita {
			if altro == nil || !altro(n, v) {
				l.ignoto(s, dove, n, v)
			}
			return
		}
		if !nullo(v) {
			presenti |= 1 << i
			l.valore(s.Field(campi[i].posto).Addr().Interface(), campi[i].modo, dove.dentro(n), v)
		}
	})
	mancano := t.obbligati | t.dovuti
	if l.e.parziale {
		mancano = t.obbligati
	}
	for mancano &^= presenti; mancano != 0; mancano &= mancano - 1 {
		l.e.nota(dove.dentro(campi[bits.TrailingZeros64(mancano)].nome), Obbligatorio, messaggioObbligatorio)
	}
	return presenti
}

// dentro returns the place of a member.
func (l luogo) dentro(nome string) luogo {
	switch {
	case l.nome == "":
		l.nome = nome
	case l.gruppo == "":
		l.gruppo, l.nome = l.nome, nome
	default:
		l.gruppo, l.nome = l.gruppo+"."+l.nome, nome
	}
	return l
}

// svuota empties a field, and returns the text that it held.
func svuota[T any](dst *T, nome string) string {
	t := tabellaDi[T]()
	i := slices.IndexFunc(t.campi, func(c campo) bool { return c.nome == nome })
	if i < 0 {
		return ""
	}
	f := reflect.ValueOf(dst).Elem().Field(t.campi[i].posto)
	s := ""
	if f.Kind() == reflect.String {
		s = f.String()
	}
	f.SetZero()
	return s
}

// valore reads a value that is not null into a field.
func (l *lettura) valore(dst any, m modo, dove luogo, v string) {
	switch d := dst.(type) {
	case *string:
		l.testo(d, m, dove, v)
	case *bool:
		l.booleano(d, dove, v)
	case **bool:
		*d = new(bool)
		l.booleano(*d, dove, v)
	case *int:
		l.intero(d, dove, v)
	case **string:
		*d = new(string)
		l.testo(*d, libero, dove, v)
	case *json.RawMessage:
		*d = json.RawMessage(l.crudo(v))
	case *[]byte:
		l.base64(d, dove, v)
	case *time.Time:
		leggiValore(l, d, dove, v, leggiIstante)
	case *rpt.CodiceEsitoPagamento:
		s, _ := l.letterale(dove, v)
		*d = rpt.CodiceEsitoPagamento(s)
	case *[]avviso.Indice:
		l.elenco(dove, v, func(i int, v string) {
			*d = append(*d, 0)
			l.indice(&(*d)[i], luogo{nome: elemento(dove.nome, i)}, v)
		})
	default:
		if !l.diAvviso(dst, m, dove, v) && !l.parola(dst, dove, v) {
			l.composto(dst, dove, v)
		}
	}
}

// diAvviso reads the values of avviso.
func (l *lettura) diAvviso(dst any, m modo, dove luogo, v string) bool {
	switch d := dst.(type) {
	case *avviso.Importo:
		l.importo(d, m, dove, v)
	case **avviso.Importo:
		*d = new(avviso.Importo)
		l.importo(*d, m, dove, v)
	case *avviso.Data:
		leggiOppure(l, d, dove, v, DataNonValida, messaggioData, l.data(dove))
	case *avviso.IdDominio:
		leggiValore(l, d, dove, v, avviso.ParseIdDominio)
	case *avviso.NumeroAvviso:
		leggiValore(l, d, dove, v, avviso.ParseNumeroAvviso)
	case *avviso.IBAN:
		if s, ok := l.stringa(dove, v); ok {
			l.e.leggiIBAN(d, dove, s)
		}
	case *avviso.IUV:
		leggiValore(l, d, dove, v, avviso.ParseIUV)
	case *avviso.Indice:
		l.indice(d, dove, v)
	case *avviso.TipoRiscossione:
		leggiNome(l, d, dove, v, avviso.ParseTipoRiscossione)
	default:
		return false
	}
	return true
}

// parola reads a word of a list.
func (l *lettura) parola(dst any, dove luogo, v string) bool {
	switch d := dst.(type) {
	case *Stato:
		leggiNome(l, d, dove, v, ParseStato)
	case *TipoContabilita:
		leggiNome(l, d, dove, v, l.contabilita(dove))
	case *StatoTentativo:
		if s, ok := l.stringa(dove, v); ok {
			*d, _ = StatoTentativoDi(s)
		}
	case *StatoHost:
		leggiNome(l, d, dove, v, parseStatoHost)
	case *grezzo:
		*d = grezzo(l.crudo(v))
	case *TipoSoggetto:
		leggiNome(l, d, dove, v, daElenco[TipoSoggetto])
	case *TipoSoglia:
		leggiNome(l, d, dove, v, daElenco[TipoSoglia])
	case *CodiceSegnalazione:
		leggiNome(l, d, dove, v, daElenco[CodiceSegnalazione])
	default:
		return false
	}
	return true
}

// composto reads objects and lists.
func (l *lettura) composto(dst any, dove luogo, v string) {
	switch d := dst.(type) {
	case *Pendenza:
		l.nuova(d, dove, v)
		return
	case *[]Voce:
		l.voci(d, dove, v)
		return
	}
	f := reflect.ValueOf(dst).Elem()
	if f.Kind() == reflect.Pointer {
		f.Set(reflect.New(f.Type().Elem()))
		l.struttura(f.Elem(), tabelle[f.Type().Elem()], dove, v, nil)
		return
	}
	f.Set(reflect.MakeSlice(f.Type(), 0, 0))
	l.elenco(dove, v, func(i int, v string) {
		f.Set(reflect.Append(f, reflect.Zero(f.Type().Elem())))
		l.struttura(f.Index(i), tabelle[f.Type().Elem()], luogo{voce: dove.voce, gruppo: elemento(sotto(dove.gruppo, dove.nome), i)}, v, nil)
	})
	if allegati, ok := dst.(*[]Allegato); ok {
		l.percorsi(*allegati)
	}
}

// voci reads the items of a position, the first hundred of them.
func (l *lettura) voci(dst *[]Voce, dove luogo, v string) {
	voci := []Voce{}
	if l.corsa != nil {
		voci = l.corsa.voci[:0]
	}
	if !l.elementi(dove, v, func(i int, v string) {
		if l.e.contate = i + 1; i+1 > vociEsaminate {
			return
		}
		voci = append(voci, Voce{})
		if in := (luogo{voce: i + 1}); v[0] != '{' {
			l.tipo(in)
		} else {
			var altro func(n, v string) bool
			if l.govpay {
				altro = func(n, v string) bool { return l.diVoceRisposta(&voci[i], in, n, v) }
			}
			l.struttura(reflect.ValueOf(&voci[i]).Elem(), tabellaVoce, in, v, altro)
		}
	}) {
		return
	}
	if l.corsa == nil {
		*dst = voci
		return
	}
	*dst = append(make([]Voce, 0, len(voci)), voci...)
	clear(l.corsa.voci[:min(len(voci), MaxVoci)])
}
