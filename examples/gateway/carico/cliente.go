package carico

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"time"
)

// Cliente is a connection of the platform to a gateway: it writes and reads bytes, so that
// what is measured is the gateway. It is made again when it breaks. Not for use by several
// goroutines at once.
type Cliente struct {
	indirizzo string
	conn      net.Conn
	r         *bufio.Reader
	b         []byte
}

// NuovoCliente prepares a connection to the address of a gateway.
func NuovoCliente(indirizzo string) *Cliente { return &Cliente{indirizzo: indirizzo} }

// tempoCliente is how long an answer is waited for.
const tempoCliente = 15 * time.Second

// Chiedi sends a message and returns the status and the body of the answer.
func (c *Cliente) Chiedi(ctx context.Context, azione string, corpo []byte) (int, []byte, error) {
	stato, risposta, err := c.chiedi(ctx, azione, corpo)
	if err != nil {
		c.Chiudi()
	}
	return stato, risposta, err
}

func (c *Cliente) chiedi(ctx context.Context, azione string, corpo []byte) (int, []byte, error) {
	if c.conn == nil {
		var d net.Dialer
		conn, err := d.DialContext(ctx, "tcp", c.indirizzo)
		if err != nil {
			return 0, nil, err
		}
		c.conn, c.r = conn, bufio.NewReader(conn)
	}
	if err := c.conn.SetDeadline(time.Now().Add(tempoCliente)); err != nil {
		return 0, nil, err
	}
	c.b = append(c.b[:0], "POST /nodo HTTP/1.1\r\nHost: gateway\r\nContent-Type: text/xml; charset=utf-8\r\nSOAPAction: \""...)
	c.b = append(append(c.b, azione...), "\"\r\nContent-Length: "...)
	c.b = append(strconv.AppendInt(c.b, int64(len(corpo)), 10), "\r\n\r\n"...)
	c.b = append(c.b, corpo...)
	if _, err := c.conn.Write(c.b); err != nil {
		return 0, nil, err
	}
	r, err := http.ReadResponse(c.r, nil)
	if err != nil {
		return 0, nil, err
	}
	defer r.Body.Close()
	risposta, err := io.ReadAll(r.Body)
	return r.StatusCode, risposta, err
}

// Chiudi closes the connection; the next message opens another one.
func (c *Cliente) Chiudi() {
	if c.conn != nil {
		_ = c.conn.Close()
		c.conn = nil
	}
}

// Esito is the outcome that an answer says: OK, a fault code, or "" for no answer.
func Esito(stato int, risposta []byte) string {
	if stato != http.StatusOK {
		return ""
	}
	if bytes.Contains(risposta, []byte("<outcome>OK</outcome>")) {
		return "OK"
	}
	_, dopo, ok := bytes.Cut(risposta, []byte("<faultCode>"))
	codice, _, _ := bytes.Cut(dopo, []byte("</faultCode>"))
	if !ok {
		return ""
	}
	return string(codice)
}

// Ciclo has a debt verified, paid and receipted, each answered OK.
func (c *Cliente) Ciclo(ctx context.Context, m *Messaggi, n int) error {
	for _, x := range []struct {
		azione string
		corpo  []byte
	}{{"paVerifyPaymentNotice", m.Verifica(n)}, {"paGetPaymentV2", m.Paga(n)}, {"paSendRTV2", m.Ricevuta(n, 0)}} {
		stato, risposta, err := c.Chiedi(ctx, x.azione, x.corpo)
		if err != nil {
			return err
		}
		if esito := Esito(stato, risposta); esito != "OK" {
			return fmt.Errorf("%s %d: HTTP %d, %s", x.azione, n, stato, esito)
		}
	}
	return nil
}
