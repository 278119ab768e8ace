// Package prova reads documents as a user of encoding/xml would: it is the peer
// that benchmarks compare the readers of the library with. Every value is a text,
// nothing is checked but that the document is well-formed.
//
// It is for tests and for the measuring program only: nothing of the library
// imports it.
package prova
