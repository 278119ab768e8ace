package cassa

import (
	"bytes"
	"strconv"
)

// apriMessaggio begins a message at its field 20.
func (m *mt940) apriMessaggio() {
	tipo, causale := m.tipo, m.causale[:0]
	m.messaggioMT940 = messaggioMT940{aperto: true, venti: m.qui, rif: m.prima(), causale: causale}
	if tipo == "942" {
		m.giornata, m.esito = true, testataRifiutata
		m.rifiuta(m.giornaliero())
	}
	m.fuori, m.tipo = 0, ""
}

// rinnova begins another statement in the same message.
func (m *mt940) rinnova() {
	if m.chiuso {
		m.chiudiEstratto()
		m.statoEstratto = statoEstratto{}
	}
}

// unico reports whether a field that a statement has once is met for the first time. Another
// that says something else refuses the statement, or, behind its first line, is told and left
// out: nobody knows which of the two is meant.
func (m *mt940) unico(i int, tag string) bool {
	valore := m.prima()
	prima := m.testata[i]
	if prima == "" {
		m.testata[i] = valore
		return true
	}
	if valore != prima {
		m.rifiuta(luogo{m.qui, 1}.errore(CodiceRipetuto, tag, valore, ErrMovimento))
		if m.esito == testataDaVedere {
			m.esito = testataRifiutata
		}
	}
	return false
}

// chiudiMessaggio ends the message being read.
func (m *mt940) chiudiMessaggio() {
	if !m.aperto {
		return
	}
	m.consegna()
	if m.giornata && m.saldo == "" && m.esito == testataDaVedere {
		m.esito = testataRifiutata
		m.rifiuta(m.giornaliero())
	}
	if !m.chiuso && !m.giornata {
		m.rifiuta(&Errore{Codice: CodiceSintassi, Campo: "62", Riga: m.venti, Err: errTroncato})
		m.conta.rileva(CodicePagina)
	}
	m.chiudiEstratto()
	m.aperto = false
}

// chiudiEstratto keeps the control totals of the statement.
func (m *mt940) chiudiEstratto() {
	if m.esito == testataDaVedere && m.saldo != "" && m.verifica() == nil {
		m.apriEstratto()
	}
	if m.esito != testataBuona {
		return
	}
	conto := m.conta.Conto
	prima, sospesa := m.sospese[conto]
	if m.intermedi && (!sospesa || m.conta.SaldoIniziale == nil || prima.saldo != *m.conta.SaldoIniziale) {
		m.conta.rileva(CodicePagina)
	}
	if sospesa && !m.intermedi {
		m.registro.quadrature[prima.posto].rileva(CodicePagina)
	}
	delete(m.sospese, conto)
	if m.continua && m.conta.SaldoFinale != nil {
		if m.sospese == nil {
			m.sospese = make(map[string]pagina)
		}
		m.sospese[conto] = pagina{*m.conta.SaldoFinale, len(m.registro.quadrature)}
	}
	m.quadra(&m.conta)
	m.esito = testataRifiutata
}

// fine ends the text.
func (m *mt940) fine() {
	m.finito = true
	m.chiudiCampo(m.tronca && !m.chiuso)
	if !m.aperto {
		if len(m.pronti) == 0 && m.inizio != nil {
			m.rifiuta(m.altro())
		}
		return
	}
	m.chiudiMessaggio()
	for _, p := range m.sospese {
		m.registro.quadrature[p.posto].rileva(CodicePagina)
	}
}

// giornaliero refuses a message that is an MT942.
func (m *mt940) giornaliero() error {
	return &Errore{Codice: CodiceFormato, Campo: "60", Riga: m.venti, Colonna: 1, Err: motivato(ErrFormato, messaggioMT942)}
}

// verifica checks, at the first line of a message, what comes before it.
func (m *mt940) verifica() error {
	qui := luogo{m.venti, 1}
	k, ok := m.conti.cerca(m.nome)
	switch {
	case m.giornata && m.saldo == "":
		return m.giornaliero()
	case m.nome == "":
		return qui.errore(CodiceMancante, "25", "", ErrDominio)
	case !ok:
		return qui.errore(CodiceDominio, "25", m.nome, ErrDominio)
	case m.divisa == "":
		return qui.errore(CodiceMancante, "60", "", ErrMovimento)
	case m.divisa != divisaEuro:
		return qui.errore(CodiceDivisa, "60", m.divisa, ErrDivisa)
	}
	m.modello = Movimento{}
	k.intesta(&m.modello, FonteMT940)
	m.conta.Fonte, m.conta.Conto = m.modello.Fonte, k.testo
	return nil
}

// apriEstratto names the statement, after verifica.
func (m *mt940) apriEstratto() {
	m.esito = testataBuona
	m.conta.Estratto = m.registro.apri(m.numero + "/" + m.rif + "/" + m.saldo)
}

// linea61 takes a field 61, which is given when its fields 86 have been seen.
func (m *mt940) linea61() {
	m.posiz++
	if m.esito == testataDaVedere {
		if err := m.verifica(); err != nil {
			m.esito = testataRifiutata
			m.rifiuta(err)
			return
		}
		m.apriEstratto()
	}
	if m.esito == testataRifiutata {
		return
	}
	m.conta.Righe++
	prima, altre, _ := bytes.Cut(m.testo, []byte("\n"))
	m.attesa = m.modello
	entrata, err := m.leggi61(prima)
	if err != nil {
		m.conta.Rifiutate++
		m.rifiuta(err)
		return
	}
	m.conta.registra(entrata, m.attesa.Importo)
	if m.attesa.Importo.IsZero() {
		m.conta.Ignorate++
		m.ignora(Motivo{Codice: MotivoImportoZero})
		return
	}
	m.sospeso, m.stretto, m.causale = true, false, m.causale[:0]
	m.dettagli = string(bytes.TrimSpace(altre))
}

// consegna gives the line that was waiting, if there is one.
func (m *mt940) consegna() {
	if !m.sospeso {
		return
	}
	m.sospeso = false
	a := &m.attesa
	testo, larghezza := string(bytes.TrimSpace(m.causale)), larghezza86
	if m.stretto {
		larghezza = larghezzaSotto
	}
	riconciliazione, resto := annota(a, testo, larghezza)
	if riconciliazione == "" && m.dettagli == "" {
		a.Causale = resto
	} else {
		a.Causale = causaleDi(riconciliazione, resto, m.dettagli)
	}
	posto := ""
	if a.RifBanca == "" {
		posto = strconv.Itoa(m.posiz)
	}
	m.identifica(a, a.RifBanca, posto)
	m.dai(a)
}
