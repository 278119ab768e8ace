// Package prova compares the strict doors of the library with the official schemas:
// it makes mutants of good documents, by rule and by seed, asks xmllint and the door
// about each, and requires that every difference is mended or stands, with its reason,
// on the list of the room.
//
//	go test ./rpt -run TestSchemiUfficiali -mutanti 20000
//
// makes so many mutants of each document; a negative number makes all those of one
// change, without mutants of two. The official schemas are not part of the project:
// their folder comes from QUIETANZA_XSD, and without it, or without xmllint, the
// tests are skipped.
//
// It is for tests only: nothing of the library imports it.
package prova
