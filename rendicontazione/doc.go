// Package rendicontazione says where the money is.
package rendicontazione
