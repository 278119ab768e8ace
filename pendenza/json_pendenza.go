package pendenza

import "github.com/quietanza/quietanza/avviso"

// importoLetto is an amount, and whether its member was there.
type importoLetto struct {
	avviso.Importo
	presente bool
}

// chiudi notes an amount that was asked for and not given.
func (i *importoLetto) chiudi(l *lettura, dst *avviso.Importo, dove luogo) {
	if *dst = i.Importo; !i.presente && !l.e.parziale {
		l.e.nota(dove, Obbligatorio, messaggioObbligatorio)
	}
}

func (l *lettura) pendenza(data []byte) Pendenza {
	var p Pendenza
	var importo importoLetto
	l.tutto(data, func(n, v string) {
		switch {
		case n == "importo":
			l.importo(&importo, luogo{nome: n}, v)
		case l.testiPendenza(&p, n, v), l.valoriPendenza(&p, n, v):
		case l.vita && l.vitaPendenza(&p, n, v):
		default:
			l.ignoto(luogo{}, n)
		}
	})
	importo.chiudi(l, &p.Importo, luogo{nome: "importo"})
	return p
}

// testiPendenza reads the members that are texts.
func (l *lettura) testiPendenza(p *Pendenza, n string, v string) bool {
	dove := luogo{nome: n}
	switch n {
	case "idA2A":
		l.forma(&p.IDA2A, dove, v)
	case "idPendenza":
		l.forma(&p.IDPendenza, dove, v)
	case "idUnitaOperativa":
		l.forma(&p.IDUnitaOperativa, dove, v)
	case "idTipoPendenza":
		l.forma(&p.IDTipoPendenza, dove, v)
	case "direzione":
		l.forma(&p.Direzione, dove, v)
	case "divisione":
		l.forma(&p.Divisione, dove, v)
	case "annoRiferimento":
		l.cifre(&p.AnnoRiferimento, dove, v)
	case "nome":
		l.testo(&p.Nome, dove, v)
	case "causale":
		l.testo(&p.Causale, dove, v)
	case "cartellaPagamento":
		l.testo(&p.CartellaPagamento, dove, v)
	case "tassonomia":
		l.testo(&p.Tassonomia, dove, v)
	case "tassonomiaAvviso":
		if s, ok := l.stringa(dove, v); ok && s == "" {
			l.e.nota(dove, Enum, messaggioEnum)
		} else {
			p.TassonomiaAvviso = s
		}
	default:
		return false
	}
	return true
}

// valoriPendenza reads the members that are more than texts.
func (l *lettura) valoriPendenza(p *Pendenza, n string, v string) bool {
	dove := luogo{nome: n}
	switch n {
	case "idDominio":
		leggiCon(l, &p.IdDominio, dove, v, Pattern, messaggioFormato, l.e.leggiDominio)
	case "numeroAvviso":
		leggiCon(l, &p.NumeroAvviso, dove, v, Pattern, messaggioFormato, l.e.leggiAvviso)
	case "dataCaricamento":
		l.data(&p.DataCaricamento, dove, v)
	case "dataValidita":
		l.data(&p.DataValidita, dove, v)
	case "dataScadenza":
		l.data(&p.DataScadenza, dove, v)
	case "dataNotificaAvviso":
		l.data(&p.DataNotificaAvviso, dove, v)
	case "datiAllegati":
		allegati(&p.DatiAllegati, v)
	case "soggettoPagatore":
		p.SoggettoPagatore = l.soggetto(dove, v)
	case "documento":
		p.Documento = l.documento(dove, v)
	case "proprieta":
		p.Proprieta = l.proprieta(dove, v)
	case "voci":
		voci := []Voce{}
		if l.elementi(dove, v, func(i int, v string) {
			if l.e.contate = i + 1; i < vociEsaminate {
				voci = append(voci, l.voce(i+1, v))
			}
		}) {
			p.Voci = voci
		}
	default:
		return false
	}
	return true
}

func (l *lettura) data(dst *avviso.Data, dove luogo, v string) {
	leggiCon(l, dst, dove, v, DataNonValida, messaggioData, l.e.leggiData)
}

func (l *lettura) soggetto(dove luogo, v string) *SoggettoPagatore {
	if nullo(v) {
		return nil
	}
	s := new(SoggettoPagatore)
	l.membri(dove, v, func(n, v string) {
		in := luogo{gruppo: dove.nome, nome: n}
		switch n {
		case "tipo":
			leggiNome(l, &s.Tipo, in, v)
		case "identificativo":
			l.testo(&s.Identificativo, in, v)
		case "anagrafica":
			l.testo(&s.Anagrafica, in, v)
		case "indirizzo":
			l.testo(&s.Indirizzo, in, v)
		case "civico":
			l.testo(&s.Civico, in, v)
		case "cap":
			l.testo(&s.CAP, in, v)
		case "localita":
			l.testo(&s.Localita, in, v)
		case "provincia":
			l.testo(&s.Provincia, in, v)
		case "nazione":
			l.forma(&s.Nazione, in, v)
		case "email":
			l.forma(&s.Email, in, v)
		case "cellulare":
			l.forma(&s.Cellulare, in, v)
		default:
			l.ignoto(dove, n)
		}
	})
	return s
}

func (l *lettura) documento(dove luogo, v string) *Documento {
	if nullo(v) {
		return nil
	}
	d := new(Documento)
	l.membri(dove, v, func(n, v string) {
		in := luogo{gruppo: dove.nome, nome: n}
		switch n {
		case "identificativo":
			l.forma(&d.Identificativo, in, v)
		case "descrizione":
			l.testo(&d.Descrizione, in, v)
		case "rata":
			l.intero(&d.Rata, in, v)
		case "soglia":
			d.Soglia = l.soglia(in, v)
		default:
			l.ignoto(dove, n)
		}
	})
	return d
}

func (l *lettura) soglia(dove luogo, v string) *Soglia {
	if nullo(v) {
		return nil
	}
	s := new(Soglia)
	l.membri(dove, v, func(n, v string) {
		in := luogo{gruppo: "documento.soglia", nome: n}
		switch n {
		case "tipo":
			leggiNome(l, &s.Tipo, in, v)
		case "giorni":
			l.intero(&s.Giorni, in, v)
		default:
			l.ignoto(dove, n)
		}
	})
	return s
}

func (l *lettura) proprieta(dove luogo, v string) *Proprieta {
	if nullo(v) {
		return nil
	}
	p := new(Proprieta)
	l.membri(dove, v, func(n, v string) {
		in := luogo{gruppo: dove.nome, nome: n}
		switch n {
		case "linguaSecondaria":
			l.testo(&p.LinguaSecondaria, in, v)
		case "linguaSecondariaCausale":
			l.testo(&p.LinguaSecondariaCausale, in, v)
		default:
			l.ignoto(dove, n)
		}
	})
	return p
}
