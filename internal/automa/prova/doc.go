// Package prova holds the proofs that every machine of the library passes in
// the tests of the package that declares it:
//
//   - Accordo: the doors of the machine agree on every state, event and
//     outcome of the guards, and on numbers that are no state or event;
//   - Struttura: the terminal states are the expected ones, every row names
//     its source;
//   - Allocazioni: the doors allocate what they promise;
//   - Matrice and Diagrammi: golden files of the table, its names and its
//     exports, so that a changed table shows in review;
//   - Cammina: the XState export, loaded by XState itself, walks as the table
//     says.
//
// It is for tests only: it reads and writes files under testdata and, for
// Cammina, runs Node. Nothing of the library imports it.
package prova
