//go:build !race

package prova

const conRace = false
