package cassa

import (
	"io"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
)

// NuovoRH reads the movements of CBI statements in records of 120 columns: RH, balances and movements
// of a day, and EC, the periodic statement, which has the same records. Lines end with CRLF, LF or not at all; those that
// lost the blanks at their end, or the one of column 1, are taken as they were. Each record 62 is one
// movement, with its records 63.
//
//   - C is an Entrata, D an Uscita; with causale CBI 68 (storno scritture) D is the Storno of an Entrata
//     and C of an Uscita.
//   - Causale are the information for reconciliation (RI1 and RI2, or what stands behind :RI3:), the free
//     63 with the reason of a foreign transfer (ZZ3), columns 87-120 of the 62.
//   - RifBanca is the bank's reference of the 62 (columns 62-77), EndToEndID that of ID1, TRN what the free
//     text gives, Ordinante that of YYY, else of ZZ2.
//   - ID is by RifBanca, else by TRN, else by Estratto and the position of the movement in its statement;
//     Estratto is the day of record 61 "/" sign and cents of its opening balance; Fonte is FonteRH ":"
//     the account.
//
// The account is country, check digits, CIN, ABI, CAB and number of record 61; where the first two are
// blank, the one key of conti that ends with the others. A statement of an account that conti does not
// hold is one error with CodiceDominio, in another currency than the euro one with CodiceDivisa. A
// record that the end of the file cuts is no movement. Other CBI flows in the file (RA, DT, RP) are one
// error with CodiceFormato each. Text is ISO-8859-1, or UTF-8 where a line is that.
//
// Source: CBI, Rendicontazione saldi e movimenti di conto corrente (CBI-RND-001), records RH, EC, 61-65, EF.
func NuovoRH(r io.Reader, conti Conti) *Estratto {
	h := &rh{schede: schede{righe: nuoveRighe(r)}, conti: conti.normali(), registro: nuovoRegistro()}
	return &Estratto{h.sequenza(h.passo), h.registro}
}

// rh reads a stream of blocks, each from its head to record EF.
type rh struct {
	schede
	*registro
	coda
	conti conti

	blocco    statoBlocco
	record    int // of the block, head included
	rese      int // its records 61
	primaResa int // Quadratura of its first statement

	estratto statoRH
}

// statoBlocco says what the records that come next belong to.
type statoBlocco uint8

const (
	bloccoNessuno statoBlocco = iota // before the first head
	bloccoAperto
	bloccoAltro  // of another flow: said once
	bloccoChiuso // after EF
)

// statoRH is what is known of the statement being read.
type statoRH struct {
	aperto    bool // record 61 has been met
	rifiutato bool // said once: its records are passed over
	numero    string
	giorno    avviso.Data
	modello   Movimento
	conta     conteggio
	posiz     int

	vivo        bool // a record 62 has been met, and its 63 may follow
	scartato    bool // it has been refused, or moves no money
	progressivo string
	attesa      Movimento
	informa     []byte // RI1 and RI2
	libero      []byte // free 63, ZZ3
	descrive    string // columns 87-120 of the 62
	da2         string // ordinante of ZZ2
}

// passo takes one record.
func (h *rh) passo() {
	err := h.prossima()
	switch {
	case err == io.EOF:
		h.fine()
		return
	case err != nil && h.guasta:
		h.termina(err)
		return
	}
	tipo := string(h.col(2, 3))
	if err != nil { // of the record: its text is beyond its columns
		h.scarta(err, tipo)
		return
	}
	if h.tagliata && tipo != "EF" && h.blocco == bloccoAperto {
		h.scarta(h.errore(CodiceSintassi, "", "", 1, errTroncato), tipo)
		return
	}
	switch tipo {
	case "RH", "EC":
		h.testa()
		return
	case "RA", "DT", "RP":
		h.chiudiBlocco()
		h.blocco = bloccoAltro
		h.rifiuta(h.errore(CodiceFormato, "tipo record", tipo, 2, motivato(ErrFormato, messaggioAltraRH)))
		return
	}
	switch h.blocco {
	case bloccoNessuno:
		h.termina(h.altro())
	case bloccoAltro:
	case bloccoChiuso:
		h.blocco = bloccoAltro
		h.rifiuta(h.errore(CodiceFormato, "tipo record", tipo, 2, ErrFormato))
	case bloccoAperto:
		h.record++
		h.corpo(tipo)
	}
}

// scarta refuses the record just read.
func (h *rh) scarta(err error, tipo string) {
	h.record++
	h.rifiuta(err)
	switch {
	case h.blocco == bloccoNessuno:
		h.finito = true
	case tipo == "62" && h.estratto.aperto:
		h.consegna()
		e := &h.estratto
		e.posiz++
		e.conta.Righe++
		e.conta.Rifiutate++
		e.vivo, e.scartato, e.progressivo = true, true, string(h.col(11, 13))
	case tipo > "63" || tipo == "61":
	case h.tagliata && h.estratto.vivo && !h.estratto.scartato: // its text may be cut
		h.estratto.scartato = true
		h.estratto.conta.Rifiutate++
	}
}

// testa begins a block.
func (h *rh) testa() {
	h.chiudiBlocco()
	h.blocco, h.record, h.rese, h.primaResa = bloccoAperto, 1, 0, len(h.quadrature)
}

// corpo takes a record between head and EF.
func (h *rh) corpo(tipo string) {
	e := &h.estratto
	if tipo >= "62" && tipo <= "65" {
		switch {
		case !e.aperto:
			h.rifiuta(h.errore(CodiceValore, "tipo record", tipo, 2, ErrMovimento))
			return
		case string(h.col(4, 10)) != e.numero:
			h.rifiuta(h.errore(CodiceValore, tipo+"/numero rendicontazione", h.testo(4, 10), 4, ErrMovimento))
			if tipo == "62" {
				h.consegna()
			}
			return
		}
	}
	switch tipo {
	case "61":
		h.apri61()
	case "62":
		h.apri62()
	case "63":
		h.leggi63()
	case "64":
		h.chiudi64()
	case "65":
	case "EF":
		h.coda9()
	default:
		h.rifiuta(h.errore(CodiceValore, "tipo record", tipo, 2, ErrMovimento))
	}
}

// apri61 begins a statement.
func (h *rh) apri61() {
	h.chiudiEstratto(true)
	h.rese++
	e := &h.estratto
	*e = statoRH{aperto: true, rifiutato: true, numero: string(h.col(4, 10)), informa: e.informa, libero: e.libero}
	k, ok := h.conto()
	if !ok {
		h.rifiuta(h.errore(CodiceDominio, "61/conto", h.testo(100, 103)+h.testo(52, 74), 52, ErrDominio))
		return
	}
	if divisa := h.testo(75, 77); divisa != divisaEuro {
		h.rifiuta(h.errore(CodiceDivisa, "61/divisa", divisa, 75, ErrDivisa))
		return
	}
	if e.giorno, ok = giornoCBI(h.col(78, 83)); !ok {
		h.rifiuta(h.errore(CodiceData, "61/data contabile", h.testo(78, 83), 78, ErrMovimento))
		return
	}
	saldo, ok := h.saldo(84, 85)
	if !ok {
		h.rifiuta(h.errore(CodiceImporto, "61/saldo iniziale", h.testo(84, 99), 84, ErrMovimento))
		return
	}
	e.rifiutato = false
	k.intesta(&e.modello, FonteRH)
	nome := append(append(appendGiorno(nil, e.giorno), '/'), h.col(84, 84)...)
	nome = strconv.AppendInt(nome, saldo.Abs().Centesimi(), 10)
	e.conta.Quadratura = Quadratura{
		Fonte: e.modello.Fonte, Conto: k.testo, Estratto: h.apri(string(nome)), Dal: e.giorno, Al: e.giorno, SaldoIniziale: &saldo,
	}
}

// conto finds the account of record 61.
func (h *rh) conto() (conto, bool) {
	coordinate := string(h.col(53, 74))
	if h.bianca(100, 103) {
		return h.conti.cercaCoda(h.testo(52, 52) + coordinate)
	}
	return h.conti.cerca(string(h.col(100, 103)) + h.testo(52, 52) + coordinate)
}

// apri62 begins a movement, which is given when its records 63 have been seen.
func (h *rh) apri62() {
	h.consegna()
	e := &h.estratto
	e.vivo, e.scartato, e.progressivo = true, true, string(h.col(11, 13))
	if e.rifiutato {
		return
	}
	e.posiz++
	e.conta.Righe++
	entrata, err := h.leggi62()
	if err != nil {
		e.conta.Rifiutate++
		h.rifiuta(err)
		return
	}
	e.conta.registra(entrata, e.attesa.Importo)
	if e.attesa.Importo.IsZero() {
		e.conta.Ignorate++
		h.ignora(Motivo{Codice: MotivoImportoZero})
		return
	}
	e.scartato = false
	e.informa, e.libero, e.da2 = e.informa[:0], e.libero[:0], ""
}

// leggi62 reads a record 62 into attesa, and tells whether the money came in.
func (h *rh) leggi62() (entrata bool, err error) {
	e := &h.estratto
	e.attesa = e.modello
	a := &e.attesa
	var ok bool
	if a.DataValuta, ok = h.giorno(14, 19); !ok {
		return false, h.errore(CodiceData, "62/data valuta", h.testo(14, 19), 14, ErrMovimento)
	}
	if a.DataContabile, ok = h.giorno(20, 25); !ok {
		return false, h.errore(CodiceData, "62/data contabile", h.testo(20, 25), 20, ErrMovimento)
	}
	if !a.DataContabile.IsValid() {
		a.DataContabile = e.giorno
	}
	switch h.rec[26-1] {
	case 'C':
		a.Segno, entrata = Entrata, true
	case 'D':
		a.Segno = Uscita
	default:
		return false, h.errore(CodiceValore, "62/segno", h.testo(26, 26), 26, ErrMovimento)
	}
	if a.Importo, ok = importoCBI(h.col(27, 41)); !ok {
		return false, h.errore(CodiceImporto, "62/importo", h.testo(27, 41), 27, ErrMovimento)
	}
	if string(h.col(42, 43)) == causaleStorno {
		a.Storno, a.Segno = true, a.Segno.opposto()
	}
	a.RifBanca = usabile(h.testo(62, 77))
	e.descrive = h.testo(87, 120)
	return entrata, nil
}

// leggi63 adds a record 63 to its movement.
func (h *rh) leggi63() {
	e := &h.estratto
	if !e.vivo || string(h.col(11, 13)) != e.progressivo {
		if !e.rifiutato {
			h.rifiuta(h.errore(CodiceValore, "63/progressivo", h.testo(11, 13), 11, ErrMovimento))
		}
		return
	}
	if e.scartato {
		return
	}
	switch string(h.col(14, 16)) {
	case "KKK", "YY2", "ZZ1":
	case "YYY":
		e.attesa.Ordinante = h.testo(41, 80)
	case "ID1":
		e.attesa.EndToEndID = usabile(h.testo(52, 86))
	case "RI1":
		e.informa = h.riga(e.informa, 17, 120)
	case "RI2":
		fine := 52
		if h.rec[52-1] != ' ' && h.rec[53-1] != ' ' {
			fine = 120
		}
		if h.testo(17, fine) != "..." { // filler of a bank
			e.informa = h.riga(e.informa, 17, fine)
		}
	case "ZZ2":
		e.da2 = h.testo(17, 120)
	case "ZZ3":
		e.libero = h.riga(e.libero, 67, 120)
	default:
		e.libero = h.riga(e.libero, 14, 120)
	}
	if len(e.informa)+len(e.libero) > maxTestoVoce {
		h.termina(&Errore{Codice: CodiceLimite, Campo: "63", Riga: h.righe.riga, Err: ErrSintassi})
	}
}

// larghezza63 is how many columns a free record 63 has.
const larghezza63 = 120 - 14 + 1
