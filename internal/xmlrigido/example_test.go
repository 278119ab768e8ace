package xmlrigido_test

import (
	"fmt"
	"io"
	"strings"

	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// A small document: tree, then cursor in the order of the schema. Nobody looks
// at errors until the end.
func Example() {
	doc := `<Avviso xmlns="urn:avviso">
  <dominio>01234567890</dominio>
  <riga n="1"><importo>100.00</importo></riga>
  <riga n="2"><importo>50.00</importo></riga>
</Avviso>`

	n, err := xmlrigido.LeggiAlbero([]byte(doc), xmlrigido.Opzioni{})
	if err != nil {
		fmt.Println(err)
		return
	}
	c := n.Cursore("Avviso")
	fmt.Println("dominio", c.Stringa("dominio", 11, 11))
	righe := c.Molti("riga", 1, 5)
	for i := range righe {
		r := c.Dentro(&righe[i])
		fmt.Println("riga", r.AttributoUno("n"), r.Testo("importo"))
		_ = r.Fine()
	}
	c.Uno("causale")
	fmt.Println(c.Fine())
	// Output:
	// dominio 01234567890
	// riga 1 100.00
	// riga 2 50.00
	// xmlrigido: ELEMENTO_MANCANTE Avviso/causale (riga 1, colonna 1): elements not as the schema wants them
}

// A long document: one event after the other, nothing kept.
func ExampleLettore() {
	r := strings.NewReader(`<flusso><riga><iuv>01</iuv><importo>1.00</importo></riga><riga><iuv>02</iuv></riga></flusso>`)
	l := xmlrigido.NuovoLettore(r, xmlrigido.Opzioni{MaxByte: 100 << 20})
	for {
		e, err := l.ProssimoElemento()
		if err == io.EOF {
			break
		}
		if err != nil {
			fmt.Println(err)
			return
		}
		if e != xmlrigido.Inizio {
			continue
		}
		switch string(l.Locale()) {
		case "flusso", "riga": // go on inside
		case "iuv":
			iuv, err := l.TestoElemento()
			fmt.Printf("%s %v\n", iuv, err)
		default:
			err = l.Salta()
		}
		if err != nil {
			fmt.Println(err)
			return
		}
	}
	// Output:
	// 01 <nil>
	// 02 <nil>
}

func ExampleScrittore() {
	s := xmlrigido.NuovoScrittore(nil)
	s.Rientro("  ")
	s.Dichiarazione()
	s.Prefisso("p")
	s.Apri("RPT", xmlrigido.A("xmlns:p", "urn:pagamenti"))
	{
		s.Testo("versione", "6.2.0")
		s.Apri("ente")
		{
			s.Testo("nome", "Comune di Forlì & C.")
			s.TestoSe("via", "")
		}
		s.Chiudi()
	}
	s.Chiudi()
	b, err := s.Bytes()
	fmt.Printf("%s\n%v\n", b, err)
	// Output:
	// <?xml version="1.0" encoding="UTF-8"?>
	// <p:RPT xmlns:p="urn:pagamenti">
	//   <p:versione>6.2.0</p:versione>
	//   <p:ente>
	//     <p:nome>Comune di Forlì &amp; C.</p:nome>
	//   </p:ente>
	// </p:RPT>
	// <nil>
}
