// Package xmlrigido reads and writes the XML of every document of the library,
// strictly.
//
// Lettore is a pull scanner for documents of any length: constant memory, no
// allocation per event. Scrittore appends a document to a slice. The order of a
// schema is the business of internal/schema, which stands on both.
//
// # What is accepted
//
// Well-formed XML 1.0 with namespaces (Extensible Markup Language (XML) 1.0,
// Fifth Edition; Namespaces in XML 1.0, Third Edition) in UTF-8, with or without
// byte-order mark, or in US-ASCII, ISO-8859-1 and windows-1252 when the XML
// declaration says so. Line ends become LF, attribute values are normalised, the
// five predefined entities and character references are resolved, CDATA sections
// are text, comments and processing instructions are skipped.
//
// # What is refused
//
// All that is not well-formed, and of what is: document type declarations,
// hence every other entity; XML 1.1; other encodings; elements nested deeper
// than Opzioni.MaxProfondita; a text longer than Opzioni.MaxTesto; a tag longer
// than 32 KiB or with more than 64 attributes; more than 256 namespace
// declarations in force; an XML declaration longer than 1 KiB; a reference longer
// than 64 bytes; a document longer than Opzioni.MaxByte.
//
// encoding/xml accepts more than it should; testdata/differenze.md lists, by
// error code, what it accepts and this package refuses, and the names that it
// does not know.
//
// # Places
//
// Lines and columns count from 1. A line ends with LF, CR or CRLF; the column
// counts characters (runes) from the beginning of the line, the byte-order mark
// not included.
//
// The package is not for checking signatures: it does not keep the bytes of
// what it reads.
package xmlrigido
