package circuito_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/riconcilia/quadro"
	"github.com/quietanza/quietanza/examples/simula/fdr3"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
	"github.com/quietanza/quietanza/rpt"
)

// scritte are the papers of a story as documents.
type scritte struct {
	in          rendicontazione.Input // what they hold, of the statements where these are whole
	carte       []carta
	conti       map[string]avviso.IdDominio
	intere      bool // the movements are told as they are, not in the statement of a bank
	sbagliati   int  // statements whose totals are wrong
	inDocumento int  // receipts told by their RT or paSendRTV2
}

// scrivi writes the papers of a story, some texts with letters that not every code has.
func (m *mondoOstile) scrivi() (*scritte, error) {
	s := &scritte{in: m.input(), conti: map[string]avviso.IdDominio{}}
	var errori error
	for i := range s.in.Flussi {
		f := &s.in.Flussi[i]
		if i%2 == 0 {
			f.DenominazioneRicevente += " – Città d’Arte"
		}
		errori = errors.Join(errori, s.flusso(f, i))
	}
	for i := range s.in.Movimenti {
		if x := &s.in.Movimenti[i]; i%2 == 0 && x.Causale != "" {
			x.Causale += " PERCHÉ SÌ"
		}
	}
	errori = errors.Join(errori, m.documentiRicevute(s), m.movimenti(s),
		s.lista("domini", "domini", s.in.Domini), s.lista("pendenze", "pendenze", s.in.Pendenze))
	return s, errori
}

// lista writes a list in the JSON of the engine, alone or as the member of an Input.
func (s *scritte) lista(nome, membro string, v any) error {
	var b []byte
	var err error
	if len(s.carte)%2 == 0 {
		b, err = json.Marshal(v)
	} else {
		b, err = json.Marshal(map[string]any{membro: v})
	}
	s.carte = append(s.carte, carta{nome: nome + ".json", lingua: "json", dati: b})
	return err
}

// flusso writes a flow in the one of its two forms that has its outcomes.
func (s *scritte) flusso(f *flusso.Flusso, i int) error {
	nome := fmt.Sprintf("flusso-%d", i)
	soloJSON := slices.ContainsFunc(f.Righe, func(r flusso.Riga) bool { return r.Esito == flusso.StandIn || r.Esito == flusso.StandInSenzaRPT })
	if soloJSON && f.Revisione == 0 { // neither of the two can
		return s.lista(nome, "flussi", []flusso.Flusso{*f})
	}
	if f.Revisione > 0 {
		b, err := fdr3.Append(nil, f)
		s.carte = append(s.carte, carta{nome: nome + ".json", lingua: "json", dati: b})
		return err
	}
	b, err := flusso.AppendXML(nil, f)
	s.carte = append(s.carte, carta{nome: nome + ".xml", lingua: "xml", dati: b, corpo: "nodoChiediFlussoRendicontazioneRisposta", busta: "xmlRendicontazione"})
	return err
}

// documentiRicevute writes the receipts that are as the Nodo issued them as its documents, the others in the
// JSON of the engine.
func (m *mondoOstile) documentiRicevute(s *scritte) error {
	restano := slices.Clone(s.in.Ricevute)
	for n, p := range m.pagamenti {
		if !p.ConRicevuta() {
			continue
		}
		c := carta{nome: fmt.Sprintf("ricevuta-%d.xml", n), lingua: "xml"}
		var voci []rendicontazione.VoceRicevuta
		var err, errVoci error
		if p.VecchioModello() {
			richiesta, errRPT := p.RPT()
			rt, errRT := p.RT(&richiesta)
			c.dati, err = rpt.AppendXML(nil, &rt)
			err = errors.Join(errRPT, errRT, err)
			c.corpo, c.busta = "paaInviaRT", "rt"
			voci, errVoci = rendicontazione.DaRT(&rt)
		} else {
			v2, errV2 := p.PaSendRT()
			c.dati, err = rpt.AppendXML(nil, &v2)
			err = errors.Join(errV2, err)
			c.corpo = "paSendRTV2Request"
			voci, errVoci = rendicontazione.DaRicevuta(&v2.Receipt)
		}
		if err = errors.Join(err, errVoci); err != nil {
			return err
		}
		posti := make([]int, len(voci))
		for i, v := range voci {
			posti[i] = slices.IndexFunc(restano, func(x rendicontazione.VoceRicevuta) bool {
				x.Tipo = max(x.Tipo, avviso.Entrata) // left out, it is that
				return x == v
			})
		}
		if len(voci) == 0 || slices.Contains(posti, -1) {
			continue
		}
		slices.Sort(posti)
		for _, i := range slices.Backward(posti) {
			restano = slices.Delete(restano, i, i+1)
		}
		s.carte = append(s.carte, c)
		s.inDocumento++
	}
	if len(restano) == 0 {
		return nil
	}
	return s.lista("ricevute", "ricevute", restano)
}

// movimenti writes the lines of the accounts, as they are or as a bank tells them.
func (m *mondoOstile) movimenti(s *scritte) error {
	forma := m.r.IntN(7)
	if s.intere = forma < 2; s.intere {
		return s.lista("movimenti", "movimenti", s.in.Movimenti)
	}
	for e := range m.s.Enti() {
		c := &conto{dominio: e.Dominio, iban: e.IBAN}
		for _, x := range s.in.Movimenti {
			if x.IdDominio == e.Dominio {
				c.righe = append(c.righe, x)
			}
		}
		if len(c.righe) == 0 {
			continue
		}
		s.conti[e.IBAN.String()] = e.Dominio
		nome := "estratto-" + e.Dominio.String()
		if totali := forma < 5; totali && m.r.IntN(6) == 0 && (forma != 4 || len(m.domini) == 1) {
			c.errore = 1
			s.sbagliati++
		}
		switch {
		case forma == 2:
			s.carte = append(s.carte, carta{nome: nome + ".xml", lingua: "xml", dati: c.camt()})
		case forma == 3:
			s.carte = append(s.carte, carta{nome: nome + ".txt", lingua: "righe", dati: c.mt940()})
		case forma == 4 && len(m.domini) == 1:
			s.conti = map[string]avviso.IdDominio{ibanRH: e.Dominio}
			s.carte = append(s.carte, carta{nome: nome + ".txt", lingua: "righe", dati: c.rh()})
		case forma == 5 && len(m.domini) == 1:
			s.carte = append(s.carte, carta{nome: nome + ".csv", lingua: "righe", tabella: true, dati: c.tabella()})
		default:
			pagine, err := c.giornali()
			if err != nil {
				return err
			}
			for n, b := range pagine {
				s.carte = append(s.carte, carta{nome: fmt.Sprintf("%s-%d.xml", nome, n), lingua: "xml", dati: b})
			}
		}
	}
	return nil
}

// lette is what the door makes of documents.
type lette struct {
	rapporto, dati string // as the engine and as riconcilia write it, with the texts
	resto          string // what is said beside
	casi, problemi int
	quadrature     int
}

// sequenza is a document in memory, which can be looked at for being an archive.
type sequenza struct{ *bytes.Reader }

func (sequenza) Close() error { return nil }

// leggi gives documents to the door of riconcilia.
func (m *mondoOstile) leggi(carte []carta, conti map[string]avviso.IdDominio) (*lette, error) {
	l, err := quadro.NuovaLettura(quadro.Richiesta{Conti: conti, Oggi: m.s.Oggi()})
	if err != nil {
		return nil, err
	}
	var documenti []quadro.Documento
	for _, c := range carte {
		documenti = append(documenti, quadro.Documento{Nome: c.nome, Apri: func() (io.ReadCloser, error) { return sequenza{bytes.NewReader(c.dati)}, nil }})
	}
	l.Leggi(documenti, nil)
	q := l.Quadro()
	rapporto, err := json.Marshal(q.Report)
	var dati, b strings.Builder
	err = errors.Join(err, q.ScriviJSON(&dati))
	for _, f := range slices.Sorted(maps.Keys(q.Letti)) {
		fmt.Fprintf(&b, "%s %d; ", f, q.Letti[f])
	}
	fmt.Fprintf(&b, "%d ignorati; ", q.Ignorati)
	for _, p := range q.NonLetti {
		fmt.Fprintf(&b, "\n%s: %s", p.Nome, p.Err)
	}
	return &lette{string(rapporto), dati.String(), b.String(), len(q.Casi), len(q.NonLetti), len(q.Quadrature)}, err
}

// documenti writes the papers, hands them over as they are and then written in other ways, and
// wants the same report: that of the values, where the documents hold all of them.
func (m *mondoOstile) documenti(accaduti conta) string {
	if m.r.IntN(16) > 0 {
		return ""
	}
	s, err := m.scrivi()
	if err != nil {
		return err.Error()
	}
	piane, err := m.leggi(s.carte, s.conti)
	switch {
	case err != nil:
		return err.Error()
	case piane.problemi > 0:
		return "documenti non letti: " + piane.resto
	case (piane.quadrature > 0) != (s.sbagliati > 0):
		return fmt.Sprintf("%d estratti non quadrano, e %d lo dicono", s.sbagliati, piane.quadrature)
	}
	if s.intere {
		r := rendicontazione.Riconcilia(s.in, rendicontazione.Opzioni{})
		valori, err := json.Marshal(&r)
		if err != nil {
			return err.Error()
		}
		if string(valori) != piane.rapporto {
			return "il rapporto dei documenti non è quello dei valori"
		}
		if (piane.casi > 0) != (daVedere(&r) != "") {
			return fmt.Sprintf("%d casi, e da vedere %q", piane.casi, daVedere(&r))
		}
		accaduti["documenti come i valori"]++
	}
	accaduti["ricevute in documento"] += s.inDocumento
	accaduti["estratti che non quadrano"] += s.sbagliati

	altre := make([]carta, len(s.carte))
	for i := range s.carte {
		altre[i] = s.carte[i].ricodifica(m.r, accaduti)
	}
	handed := slices.Clone(altre)
	if m.r.IntN(3) == 0 && len(altre) > 1 {
		n := m.r.IntN(len(altre))
		z, err := zippa(m.r, altre[:n+1])
		if err != nil {
			return err.Error()
		}
		handed = append(slices.Clone(altre[n+1:]), z)
		accaduti["codifica: archivio ZIP"]++
	}
	mescola(m.r, handed)
	ricodificate, err := m.leggi(handed, s.conti)
	if err != nil {
		return err.Error()
	}
	if testo := m.colpevole(s, altre); testo != "" {
		return testo
	}
	if *ricodificate != *piane {
		return "insieme: " + piane.diversa(ricodificate)
	}
	accaduti["documenti ricodificati"] += len(altre)
	return m.rifiutata(s, accaduti)
}

// rifiutata hands over one of the documents in UTF-16: it is told, and nothing of it is taken.
func (m *mondoOstile) rifiutata(s *scritte, accaduti conta) string {
	i := m.r.IntN(4 * len(s.carte))
	if i >= len(s.carte) {
		return ""
	}
	senza := slices.Delete(slices.Clone(s.carte), i, i+1)
	attese, err := m.leggi(senza, s.conti)
	if err != nil {
		return err.Error()
	}
	c := s.carte[i].utf16(m.r)
	avute, err := m.leggi(append(senza, c), s.conti)
	if err != nil {
		return err.Error()
	}
	if avute.problemi != 1 || avute.rapporto != attese.rapporto {
		return fmt.Sprintf("%s in UTF-16: %s", c.nome, avute.resto)
	}
	accaduti["documenti in UTF-16, rifiutati"]++
	return ""
}

// colpevole looks for the document that is read otherwise, in whatever it holds.
func (m *mondoOstile) colpevole(s *scritte, altre []carta) string {
	for i := range altre {
		una, errUna := m.contenuto(&s.carte[i], s.conti)
		altra, errAltra := m.contenuto(&altre[i], s.conti)
		if una != altra || errUna != nil || errAltra != nil {
			return fmt.Sprintf("%s, %v:\n%s %v\n%s %v\n%.4000q", altre[i].nome, altre[i].mani, una, errUna, altra, errAltra, altre[i].dati)
		}
	}
	return ""
}

// contenuto is all that the library finds in a document.
func (m *mondoOstile) contenuto(c *carta, conti map[string]avviso.IdDominio) (string, error) {
	var a rendicontazione.Accumulatore
	come := rendicontazione.Lettura{Conti: conti, Nome: c.nome}
	if len(m.domini) == 1 {
		come.IdDominio = m.domini[0]
	}
	_, _, err := rendicontazione.Leggi(bytes.NewReader(c.dati), &a, come)
	in := a.Input()
	in.Oggi = m.s.Oggi()
	b, errJSON := json.Marshal(in)
	return string(b), errors.Join(err, errJSON)
}

// diversa is the first line in which two readings differ.
func (l *lette) diversa(altra *lette) string {
	prima, dopo := strings.Split(l.resto+l.dati, "\n"), strings.Split(altra.resto+altra.dati, "\n")
	for i := range prima {
		if i >= len(dopo) || prima[i] != dopo[i] {
			return fmt.Sprintf("riga %d: %s, e %s", i+1, prima[i], dopo[min(i, len(dopo)-1)])
		}
	}
	return altra.resto
}
