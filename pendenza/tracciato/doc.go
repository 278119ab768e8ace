// Package tracciato is the mass upload.
package tracciato
