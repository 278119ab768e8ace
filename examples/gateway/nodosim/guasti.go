package nodosim

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"

	"github.com/quietanza/quietanza/rpt"
)

// Guasti are the faults of a Nodo, each in thousandths of the payments. The zero value is
// a Nodo that works.
type Guasti struct {
	Riattiva int // paGetPayment comes twice
	Ripeti   int // a receipt that was answered comes again
	Perdi    int // the answer to a receipt gets lost, so that it comes again
	Tronca   int // a receipt breaks off in the middle, and then comes whole
	Ritarda  int // a receipt is held back until ConsegnaTrattenute
	FdR3     int // a call of FdR 3 is answered 500
}

// sorte is what happens to one payment: its own draws, which no other changes.
type sorte struct {
	riattiva, ripeti, perdi, tronca, ritarda bool
	caso                                     *rand.Rand
}

// gettone is the token of the n-th attempt at a notice.
func gettone(seme uint64, di avvisoDi, n int) string {
	h := sha256.Sum256(fmt.Appendf(nil, "%d|%s|%s|%d", seme, di.ente, di.numero, n))
	return hex.EncodeToString(h[:16])
}

// Guasta changes the faults from here on.
func (n *Nodo) Guasta(g Guasti) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.Guasti = g
}

// sorte is what happens to the payment of a token.
func (n *Nodo) sorte(token string) sorte {
	n.mu.Lock()
	g := n.Guasti
	n.mu.Unlock()
	h := sha256.Sum256([]byte(token))
	s := sorte{caso: rand.New(rand.NewPCG(binary.LittleEndian.Uint64(h[:8]), binary.LittleEndian.Uint64(h[8:16])))}
	for _, x := range []struct {
		dove   *bool
		quanto int
	}{{&s.riattiva, g.Riattiva}, {&s.ripeti, g.Ripeti}, {&s.perdi, g.Perdi}, {&s.tronca, g.Tronca}, {&s.ritarda, g.Ritarda}} {
		*x.dove = s.caso.IntN(1000) < x.quanto
	}
	return s
}

// coda is more than a client keeps to itself before it sends.
const coda = 16 << 10

// tronca sends the first half of a message, and hangs up.
func (n *Nodo) tronca(ctx context.Context, azione rpt.Primitiva, busta []byte) {
	meta := string(busta[:len(busta)/2]) + strings.Repeat(" ", coda)
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, n.Endpoint, io.NopCloser(strings.NewReader(meta)))
	if err != nil {
		return
	}
	r.ContentLength = int64(len(busta) + coda)
	r.Header.Set("Content-Type", "text/xml; charset=utf-8")
	r.Header.Set("SOAPAction", `"`+string(azione)+`"`)
	if w, err := n.Client.Do(r); err == nil {
		_ = w.Body.Close()
	}
}
