package main

import (
	"github.com/quietanza/quietanza/examples/riconcilia/quadro"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// unico does without Beam what the pipeline does: the whole nation is one report.
func unico(l *lavoro) error {
	conti := make(map[string]conto)
	conta := func(nome string) { conti[nome] = conti[nome].piu(conto{numero: 1}) }
	ambito := ambitoDi(l.ambito())
	linee := make(map[string][]string)
	aggiungi := func(file, testo string) { linee[file] = append(linee[file], testo) }
	var acc rendicontazione.Accumulatore
	var pagine []cassa.Intestazione
	var analisi gdp.Analisi
	r := lettore{
		ambito: ambito, conti: l.conti, parti: &acc,
		letto: func(formato string) { conta(perFormato + formato) },
		evento: func(x gdp.Evento) error {
			conta(contaEventi)
			return analisi.Aggiungi(x)
		},
		pagina: func(p cassa.Intestazione) { pagine = append(pagine, p) },
		problema: func(nome string, err error) {
			conta(perProblema + codiceDi(err))
			aggiungi(fileProblemi, quadro.NuovoProblema(nome, err).String())
		},
	}
	for _, nome := range l.file {
		r.file(nome)
	}
	stati, err := analisi.Riepiloga()
	if err != nil {
		return err
	}
	for stato, n := range stati.Posizioni() {
		if n > 0 {
			conti[perStato+stato.String()] = conto{numero: int64(n)}
		}
	}
	report := acc.Report(l.oggi, rendicontazione.Opzioni{})
	for nome, c := range contiDi(&report) {
		conti[nome] = conti[nome].piu(c)
	}
	for nome, c := range conti {
		aggiungi(fileRiepilogo, nome+"\t"+c.String())
	}
	q := quadroDi(&report, l.oggi, pagine, len(linee[fileProblemi]) > 0)
	if err := scriviEnti(q, ambito, l.uscita, aggiungi); err != nil {
		return err
	}
	for file, testi := range linee {
		if err := scriviLinee(l.uscita, file, testi); err != nil {
			return err
		}
	}
	return nil
}
