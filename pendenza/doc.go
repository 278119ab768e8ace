// Package pendenza is the debt position.
package pendenza
