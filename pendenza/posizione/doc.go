// Package posizione reads and writes the debt positions (posizioni debitorie) of
// GPD, in the two shapes of its API and of its mass files, and those of ACA, and
// turns them into positions of package pendenza and back, telling what gets lost.
//
// Three things people do:
//
//   - Send a position to GPD: DaPendenze makes it of the pendenze of one document,
//     Posizione.Append writes it as v1, v3 or ACA.
//   - Take over what stands there: Leggi (Parse, strictly) reads any of the shapes,
//     Posizione.Pendenze turns it into pendenze.
//   - Load many: ScriviFile, LeggiFile.
//
// Amounts there are whole cents, instants are UTC. What one side says and the other
// cannot hold is a Perdita: nothing gets lost without one, and a pendenza that goes
// to GPD and comes back differs by its Perdite alone.
//
// Sources: pagopa/pagopa-debt-position, model of the debt positions v1 and v3;
// pagopa/pagopa-gpd-upload, mass files; pagopa/pagopa-api, paCreatePosition (ACA).
package posizione
