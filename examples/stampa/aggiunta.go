package main

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

var errPDF = errors.New("PDF senza l'indice atteso")

// etichetta appends the structure to a finished file.
func etichetta(pdf []byte, radice *struttura, pagine int) ([]byte, error) {
	a := aggiunta{pdf: pdf, scarti: map[int]int{}}
	if err := a.leggiIndice(); err != nil {
		return nil, err
	}
	if len(a.pagine) != pagine {
		return nil, errPDF
	}
	albero := a.nuovo()
	var tutti []*struttura
	radice.visita(func(e *struttura) {
		e.numero = a.nuovo()
		tutti = append(tutti, e)
	})
	genitori := a.nuovo()
	perPagina := make([][]int, pagine+1)
	for _, e := range tutti {
		for _, p := range e.pezzi {
			if p.figlio == nil {
				for len(perPagina[p.pagina]) <= p.mcid {
					perPagina[p.pagina] = append(perPagina[p.pagina], 0)
				}
				perPagina[p.pagina][p.mcid] = e.numero
			}
		}
	}
	if err := a.sostituisce(a.vecchioIndice, fmt.Sprintf("/Version /1.7 /MarkInfo <</Marked true>> /ViewerPreferences <</DisplayDocTitle true>> /StructTreeRoot %d 0 R", albero)); err != nil {
		return nil, err
	}
	for i, n := range a.pagine {
		if err := a.sostituisce(n, fmt.Sprintf("/StructParents %d /Tabs /S", i)); err != nil {
			return nil, err
		}
	}
	a.oggetto(albero, fmt.Sprintf("<</Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d>>", radice.numero, genitori, pagine))
	for _, e := range tutti {
		a.elemento(e, albero)
	}
	var nums strings.Builder
	for p := 1; p <= pagine; p++ {
		fmt.Fprintf(&nums, "%d [", p-1)
		for _, n := range perPagina[p] {
			fmt.Fprintf(&nums, "%d 0 R ", n)
		}
		nums.WriteString("] ")
	}
	a.oggetto(genitori, "<</Nums ["+nums.String()+"]>>")
	return a.chiude(), nil
}

// aggiunta is an incremental update in the making.
type aggiunta struct {
	pdf           []byte
	inizio        int         // offset of the index of the original
	scarti        map[int]int // object number to offset, of what is added
	ordine        []int
	ultimo        int // highest object number
	info          int // object of the document's data
	vecchioIndice int // object of the original catalogue
	pagine        []int
}

func (a *aggiunta) nuovo() int {
	a.ultimo++
	return a.ultimo
}

// leggiIndice finds in the original what the update refers to: fpdf writes one
// classic index and the pages in order.
func (a *aggiunta) leggiIndice() error {
	i := bytes.LastIndex(a.pdf, []byte("startxref\n"))
	if i < 0 {
		return errPDF
	}
	if _, err := fmt.Sscanf(string(a.pdf[i:]), "startxref\n%d", &a.inizio); err != nil || a.inizio >= i {
		return errPDF
	}
	coda := string(a.pdf[a.inizio:i])
	t := strings.Index(coda, "trailer\n")
	if t < 0 {
		return errPDF
	}
	var dim int
	if _, err := fmt.Sscanf(coda[t:], "trailer\n<<\n/Size %d\n/Root %d 0 R\n/Info %d 0 R", &dim, &a.vecchioIndice, &a.info); err != nil {
		return errPDF
	}
	a.ultimo = dim - 1
	pagine, err := a.originale(1)
	if err != nil {
		return err
	}
	_, figli, _ := bytes.Cut(pagine, []byte("/Kids ["))
	figli, _, _ = bytes.Cut(figli, []byte("]"))
	for _, r := range strings.Split(strings.TrimSpace(string(figli)), " 0 R") {
		if n, err := strconv.Atoi(strings.TrimSpace(r)); err == nil {
			a.pagine = append(a.pagine, n)
		}
	}
	return nil
}

// originale returns the dictionary of an object of the original, without its last
// ">>".
func (a *aggiunta) originale(n int) ([]byte, error) {
	// "xref\n0 N\n" and then lines of 20 bytes.
	testa := bytes.IndexByte(a.pdf[a.inizio+5:], '\n') + a.inizio + 6
	voce := testa + 20*n
	if voce+10 > len(a.pdf) {
		return nil, errPDF
	}
	da, err := strconv.Atoi(string(a.pdf[voce : voce+10]))
	if err != nil || da >= a.inizio {
		return nil, errPDF
	}
	corpo, _, ok := bytes.Cut(a.pdf[da:a.inizio], []byte("endobj"))
	_, corpo, ok2 := bytes.Cut(corpo, []byte(" 0 obj\n"))
	fine := bytes.LastIndex(corpo, []byte(">>"))
	if !ok || !ok2 || fine < 0 {
		return nil, errPDF
	}
	return corpo[:fine], nil
}

func (a *aggiunta) oggetto(n int, corpo string) {
	a.scarti[n] = len(a.pdf)
	a.ordine = append(a.ordine, n)
	a.pdf = append(a.pdf, fmt.Sprintf("%d 0 obj\n%s\nendobj\n", n, corpo)...)
}

// testoPDF returns a text string in UTF-16, in hexadecimal.
func testoPDF(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String() + ">"
}

// sostituisce writes an object of the original again, with more entries.
func (a *aggiunta) sostituisce(n int, voci string) error {
	corpo, err := a.originale(n)
	if err != nil {
		return err
	}
	a.oggetto(n, string(corpo)+"\n"+voci+">>")
	return nil
}

// elemento writes one element of the structure.
func (a *aggiunta) elemento(e *struttura, albero int) {
	padre := albero
	if e.padre != nil {
		padre = e.padre.numero
	}
	var k strings.Builder
	for _, p := range e.pezzi {
		if p.figlio != nil {
			fmt.Fprintf(&k, "%d 0 R ", p.figlio.numero)
			continue
		}
		fmt.Fprintf(&k, "<</Type /MCR /Pg %d 0 R /MCID %d>> ", a.pagine[p.pagina-1], p.mcid)
	}
	voci := ""
	if e.alt != "" {
		voci = " /Alt " + testoPDF(e.alt)
	}
	a.oggetto(e.numero, fmt.Sprintf("<</Type /StructElem /S /%s /P %d 0 R%s /K [%s]>>", e.ruolo, padre, voci, k.String()))
}

// chiude writes the index of what was added.
func (a *aggiunta) chiude() []byte {
	slices.Sort(a.ordine)
	xref := len(a.pdf)
	b := append(a.pdf, "xref\n"...)
	for i := 0; i < len(a.ordine); {
		j := i
		for j < len(a.ordine) && a.ordine[j] == a.ordine[i]+j-i {
			j++
		}
		b = fmt.Appendf(b, "%d %d\n", a.ordine[i], j-i)
		for _, n := range a.ordine[i:j] {
			b = fmt.Appendf(b, "%010d 00000 n \n", a.scarti[n])
		}
		i = j
	}
	return fmt.Appendf(b, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /Prev %d>>\nstartxref\n%d\n%%%%EOF\n",
		a.ultimo+1, a.vecchioIndice, a.info, a.inizio, xref)
}
