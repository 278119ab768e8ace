package xmlrigido_test

import (
	"fmt"
	"io"
	"strings"

	"github.com/quietanza/quietanza/internal/xmlrigido"
)

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
