package pendenza

func (l *lettura) voce(i int, v string) Voce {
	var voce Voce
	var importo importoLetto
	dove := luogo{voce: i}
	if v[0] != '{' {
		l.tipo(dove)
		return voce
	}
	l.membri(dove, v, func(n, v string) {
		in := luogo{voce: i, nome: n}
		switch {
		case n == "importo":
			l.importo(&importo, in, v)
		case l.testiVoce(&voce, in, v), l.valoriVoce(&voce, in, v):
		case n == "eseguita" && l.vita:
			l.booleano(&voce.Eseguita, in, v)
		default:
			l.ignoto(dove, n)
		}
	})
	importo.chiudi(l, &voce.Importo, luogo{voce: i, nome: "importo"})
	return voce
}

func (l *lettura) testiVoce(voce *Voce, in luogo, v string) bool {
	switch in.nome {
	case "idVocePendenza":
		l.forma(&voce.IDVocePendenza, in, v)
	case "codEntrata":
		l.forma(&voce.CodEntrata, in, v)
	case "provinciaResidenza":
		l.forma(&voce.ProvinciaResidenza, in, v)
	case "codiceContabilita":
		l.forma(&voce.CodiceContabilita, in, v)
	case "codiceTassonomicoPagoPA":
		l.forma(&voce.CodiceTassonomicoPagoPA, in, v)
	case "descrizione":
		l.testo(&voce.Descrizione, in, v)
	case "descrizioneCausaleRPT":
		l.testo(&voce.DescrizioneCausaleRPT, in, v)
	case "hashDocumento":
		l.testo(&voce.HashDocumento, in, v)
	default:
		return false
	}
	return true
}

func (l *lettura) valoriVoce(voce *Voce, in luogo, v string) bool {
	switch in.nome {
	case "tipoBollo":
		if s, ok := l.stringa(in, v); ok && s != bolloImposta {
			l.e.nota(in, Enum, messaggioEnum)
		} else {
			voce.TipoBollo = s
		}
	case "idDominio":
		leggiCon(l, &voce.IdDominio, in, v, Pattern, messaggioFormato, l.e.leggiDominio)
	case "ibanAccredito":
		leggiCon(l, &voce.IbanAccredito, in, v, Pattern, messaggioIBAN, l.e.leggiIBAN)
	case "ibanAppoggio":
		leggiCon(l, &voce.IbanAppoggio, in, v, Pattern, messaggioIBAN, l.e.leggiIBAN)
	case "tipoContabilita":
		leggiCon(l, &voce.TipoContabilita, in, v, Enum, messaggioEnum, l.e.leggiContabilita)
	case "datiAllegati":
		allegati(&voce.DatiAllegati, v)
	default:
		return false
	}
	return true
}
