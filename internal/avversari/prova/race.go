//go:build race

package prova

const conRace = true
