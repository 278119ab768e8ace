package main

import (
	"os"
	"strings"

	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/rendicontazione"
)

// unico does without Beam what the pipeline does: the whole nation is one report.
func unico(l *lavoro) error {
	file := make(map[string][]string)
	ambito := make([]string, len(l.domini))
	for i, d := range l.domini {
		ambito[i] = d.IdDominio.String()
	}
	var acc rendicontazione.Accumulatore
	var analisi gdp.Analisi
	r := lettore{
		ambito: ambitoDi(ambito), parti: &acc, evento: analisi.Aggiungi, letto: func(string) {},
		problema: func(nome string, err error) { file[fileProblemi] = append(file[fileProblemi], luogo(nome, err)) },
	}
	for _, nome := range l.file {
		dati, err := os.ReadFile(nome)
		if err != nil {
			r.problema(nome, err)
			continue
		}
		r.leggi(nome, dati)
	}
	conti := make(map[string]conto)
	stati, err := analisi.Riepiloga()
	if err != nil {
		return err
	}
	for stato, n := range stati.Posizioni() {
		if n > 0 {
			conti["STATO\t"+stato.String()] = conto{numero: int64(n)}
		}
	}
	report := acc.Report(l.oggi, rendicontazione.Opzioni{})
	righe, err := righeDi(&report)
	if err != nil {
		return err
	}
	for _, c := range righe.conti {
		conti[c.nome] = conti[c.nome].piu(c.conto)
	}
	for nome, c := range conti {
		file[fileRiepilogo] = append(file[fileRiepilogo], nome+"\t"+c.String())
	}
	for nome, righe := range file {
		if err := scriviFile(l.uscita, nome, righe); err != nil {
			return err
		}
	}
	for nome, testo := range righe.perFile() {
		if err := scriviFile(l.uscita, nome, strings.Split(testo, "\n")); err != nil {
			return err
		}
	}
	return nil
}
