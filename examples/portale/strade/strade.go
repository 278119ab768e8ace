// Package strade lets a site answer in its own way to what its router refuses.
package strade

import "net/http"

// Con serves a router, and calls nega with the status, 404 or 405, where it would answer
// with a line of text. Allow is set before.
func Con(m *http.ServeMux, nega func(w http.ResponseWriter, r *http.Request, stato int)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h, schema := m.Handler(r)
		if schema != "" {
			m.ServeHTTP(w, r)
			return
		}
		muto := &sordina{h: http.Header{}, stato: http.StatusOK}
		h.ServeHTTP(muto, r)
		switch muto.stato {
		case http.StatusMethodNotAllowed:
			w.Header().Set("Allow", muto.h.Get("Allow"))
			nega(w, r, muto.stato)
		case http.StatusNotFound:
			nega(w, r, muto.stato)
		default: // a path that wants cleaning
			m.ServeHTTP(w, r)
		}
	})
}

// sordina keeps the head of an answer and drops the rest.
type sordina struct {
	h     http.Header
	stato int
}

func (s *sordina) Header() http.Header         { return s.h }
func (s *sordina) WriteHeader(stato int)       { s.stato = stato }
func (s *sordina) Write(b []byte) (int, error) { return len(b), nil }
