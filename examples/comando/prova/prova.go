// Package prova tries the programs of examples as a shell runs them: irregular files, full disks,
// closed outputs and interrupts, and the chain from a tracciato to a reconciliation. It has tests
// alone.
package prova
