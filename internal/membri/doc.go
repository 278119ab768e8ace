// Package membri reads the members of JSON texts, in the one way of this
// library: strict where encoding/json is silent. A member that stands twice in
// one object, one that differs from a known name in its case alone, bytes that
// are not UTF-8 and lone surrogates, text behind the document: all are refused,
// with the path of the member, line and column.
//
// There are two doors, and the walk that both are made of.
//
// A type that encoding/json decodes goes through Parse (no member that the type
// does not have) or ParseAperto (unknown members are passed over) in place of
// json.Unmarshal.
//
// A reader that says more about a value than its type does names each member
// once, with where it goes and whether it must be there:
//
//	func (s *Soggetto) campi() []membri.Campo {
//		return []membri.Campo{
//			{Nome: "tipo", Dove: &s.Tipo, Obbligatorio: true},
//			{Nome: "anagrafica", Dove: &s.Anagrafica},
//			{Nome: "indirizzo", Dove: s.indirizzo}, // func(v string) error, for what is nested
//		}
//	}
//
//	func parse(dati []byte) (s Soggetto, err error) {
//		testo := string(dati)
//		if err = membri.Valida(testo); err == nil {
//			err = membri.Oggetto(testo, s.campi(), membri.Regole{})
//		}
//		return s, membri.ConLuogo(testo, err)
//	}
//
// Regole.Valore reads the destinations that Assegna does not know: a type switch
// over Dove, in which types such as struct{ *string } tell a text of one form
// from that of another. Regole.Ignoto and Regole.Manca tolerate, or note, what is
// refused without them. A refusal that a reader of values builds with Rifiuta gets
// its path from Oggetto and Elenco on the way out, and its place from ConLuogo.
//
// Di, Elementi and Testo walk a text that Valida has passed, without copies. Of
// any other text they give what comes before the fault, or less.
//
// Corsa validates while it reads, for texts in which nothing is wrong, as most are.
//
// A document that is read leniently and written again names its members once, in a
// Gruppo, mostly by the tags of its struct (Struttura); Lettura reads it, Scrittura writes
// it, a Porta says how its package refuses it.
package membri
