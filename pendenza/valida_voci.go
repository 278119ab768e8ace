package pendenza

import (
	"strconv"
	"strings"
)

// vociEsaminate is how many items are examined, each against the others, when
// there are more than a position may have.
const vociEsaminate = 100

// voci examines the items; noto says that the total is known.
func (e *esame) voci(p *Pendenza, noto bool) {
	l := luogo{nome: "voci"}
	voci := p.Voci
	switch trovate := max(len(voci), e.contate); {
	case e.difettoso(l):
		return
	case p.Voci == nil:
		if !e.parziale {
			e.segna(l, Obbligatorio, messaggioObbligatorio)
		}
		return
	case trovate == 0:
		e.segna(l, ElementiMin, "almeno una voce")
		return
	case trovate > MaxVoci:
		e.segna(l, ElementiMax, "massimo 5 voci, trovate "+strconv.Itoa(trovate))
		if trovate > vociEsaminate {
			voci, noto = voci[:min(len(voci), vociEsaminate)], false // the sum is of all
		}
	}
	var somma int64
	for i := range voci {
		if !e.voce(voci, i) {
			noto = false
		}
		somma += voci[i].Importo.Centesimi()
	}
	if noto && somma != p.Importo.Centesimi() {
		e.segna(l, SommaErrata, "la somma delle voci non corrisponde all'importo della pendenza")
	}
}

// voce examines one item and reports whether its amount is known.
func (e *esame) voce(voci []Voce, i int) bool {
	v, n := &voci[i], i+1
	if e.difettoso(luogo{voce: n}) {
		return false
	}
	l := luogo{voce: n, nome: "idVocePendenza"}
	e.codice(l, v.IDVocePendenza, true, e.id())
	for j := range i {
		if v.IDVocePendenza != "" && voci[j].IDVocePendenza == v.IDVocePendenza {
			e.segna(l, Duplicato, "già usato da un'altra voce")
			break
		}
	}
	noto := e.importo(luogo{voce: n, nome: "importo"}, v.Importo)
	e.testo(luogo{voce: n, nome: "descrizione"}, v.Descrizione, true, 255)
	e.testo(luogo{voce: n, nome: "descrizioneCausaleRPT"}, v.DescrizioneCausaleRPT, false, 140)
	e.difettoso(luogo{voce: n, nome: "datiAllegati"})
	e.difettoso(luogo{voce: n, nome: "idDominio"})
	e.destinazione(v, n)
	e.contabilita(v, n, noto)
	e.metadata(v.Metadata, n)
	return noto
}

// destinazione examines the three ways to say where the money goes.
func (e *esame) destinazione(v *Voce, n int) {
	in := func(nome string) luogo { return luogo{voce: n, nome: nome} }
	bollo := e.difettoso(in("tipoBollo"))
	accredito := e.difettoso(in("ibanAccredito"))
	appoggio := e.difettoso(in("ibanAppoggio"))
	contabilita := e.difettoso(in("tipoContabilita"))
	entrata := e.difettoso(in("codEntrata"))
	switch {
	case entrata || v.CodEntrata != "":
		if !entrata {
			e.codice(in("codEntrata"), v.CodEntrata, true, codicePunto)
		}
		e.escluso(in("tipoBollo"), v.TipoBollo != "", "codEntrata")
		e.escluso(in("hashDocumento"), v.HashDocumento != "", "codEntrata")
		e.escluso(in("provinciaResidenza"), v.ProvinciaResidenza != "", "codEntrata")
		e.conto(v, n, "codEntrata")
		e.escluso(in("codiceTassonomicoPagoPA"), v.CodiceTassonomicoPagoPA != "", "codEntrata")
	case bollo || v.TipoBollo != "":
		if !bollo && v.TipoBollo != bolloImposta {
			e.segna(in("tipoBollo"), Enum, messaggioEnum)
		}
		e.testo(in("hashDocumento"), v.HashDocumento, true, 70)
		e.codice(in("provinciaResidenza"), v.ProvinciaResidenza, true, sigla)
		e.conto(v, n, "tipoBollo")
		e.codice(in("codiceTassonomicoPagoPA"), v.CodiceTassonomicoPagoPA, false, tassonomico)
	case accredito || v.IbanAccredito.IsValid():
		e.escluso(in("hashDocumento"), v.HashDocumento != "", "ibanAccredito")
		e.escluso(in("provinciaResidenza"), v.ProvinciaResidenza != "", "ibanAccredito")
		e.imputazione(v, n, contabilita)
	case !e.parziale && !appoggio:
		e.segna(luogo{voce: n}, Esclusivi, "uno solo tra codEntrata, tipoBollo e ibanAccredito deve essere valorizzato")
	}
}

// imputazione examines the code with which the money on an account is booked:
// tipoContabilita with codiceContabilita, codiceTassonomicoPagoPA, or both when
// they say the same. difettoso says that tipoContabilita is there and unknown.
func (e *esame) imputazione(v *Voce, n int, difettoso bool) {
	codice := luogo{voce: n, nome: "codiceContabilita"}
	tassonomia := luogo{voce: n, nome: "codiceTassonomicoPagoPA"}
	noto := !e.difettoso(tassonomia)
	e.codice(codice, v.CodiceContabilita, !difettoso && (v.TipoContabilita != "" || v.CodiceTassonomicoPagoPA == "" && noto),
		func(s string) bool { return senzaSpazi(s, 3, 138) })
	if v.CodiceContabilita != "" && !difettoso {
		e.presente(luogo{voce: n, nome: "tipoContabilita"}, v.TipoContabilita != "")
	}
	if !noto || v.CodiceTassonomicoPagoPA == "" {
		return
	}
	e.codice(tassonomia, v.CodiceTassonomicoPagoPA, false, tassonomico)
	if d := v.datiSpecifici(); tassonomico(d) && tassonomico(v.CodiceTassonomicoPagoPA) && strings.TrimSuffix(d, "/") != strings.TrimSuffix(v.CodiceTassonomicoPagoPA, "/") {
		e.segna(tassonomia, Esclusivi, "diverso da tipoContabilita e codiceContabilita")
	}
}

// datiSpecifici is what tipoContabilita and codiceContabilita say as one code, ""
// when one of them is missing.
func (v *Voce) datiSpecifici() string {
	if v.CodiceContabilita == "" || !v.TipoContabilita.IsValid() {
		return ""
	}
	return v.TipoContabilita.Codice() + "/" + v.CodiceContabilita
}

// conto asks that no account is given next to another destination.
func (e *esame) conto(v *Voce, n int, con string) {
	e.escluso(luogo{voce: n, nome: "ibanAccredito"}, v.IbanAccredito.IsValid(), con)
	e.escluso(luogo{voce: n, nome: "ibanAppoggio"}, v.IbanAppoggio.IsValid(), con)
	e.escluso(luogo{voce: n, nome: "tipoContabilita"}, v.TipoContabilita != "", con)
	e.escluso(luogo{voce: n, nome: "codiceContabilita"}, v.CodiceContabilita != "", con)
}

// escluso asks that a field is absent next to another one.
func (e *esame) escluso(l luogo, presente bool, con string) {
	if presente {
		e.segna(l, VuotoRichiesto, "deve essere assente con "+con)
	}
}
