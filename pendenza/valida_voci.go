package pendenza

import "strconv"

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
	e.codice(l, v.IDVocePendenza, true, codice)
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
	e.codice(luogo{voce: n, nome: "codiceTassonomicoPagoPA"}, v.CodiceTassonomicoPagoPA, false, tassonomico)
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
	case bollo || v.TipoBollo != "":
		if !bollo && v.TipoBollo != bolloImposta {
			e.segna(in("tipoBollo"), Enum, messaggioEnum)
		}
		e.testo(in("hashDocumento"), v.HashDocumento, true, 70)
		e.codice(in("provinciaResidenza"), v.ProvinciaResidenza, true, sigla)
		e.conto(v, n, "tipoBollo")
	case accredito || v.IbanAccredito.IsValid():
		e.escluso(in("hashDocumento"), v.HashDocumento != "", "ibanAccredito")
		e.escluso(in("provinciaResidenza"), v.ProvinciaResidenza != "", "ibanAccredito")
		e.codice(in("codiceContabilita"), v.CodiceContabilita, !contabilita && v.TipoContabilita != "",
			func(s string) bool { return senzaSpazi(s, 3, 138) })
		if v.CodiceContabilita != "" && !contabilita {
			e.presente(in("tipoContabilita"), v.TipoContabilita != "")
		}
	case !e.parziale && !appoggio:
		e.segna(luogo{voce: n}, Esclusivi, "uno solo tra codEntrata, tipoBollo e ibanAccredito deve essere valorizzato")
	}
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
