package main

import (
	"github.com/quietanza/quietanza/avviso"
)

// pagamento is one payment of a notice with its codes as symbols: those that are
// nil are not printed.
type pagamento struct {
	avviso.Sezione
	qr                simbolo
	barre, dataMatrix *simbolo
}

// nuovoPagamento makes the symbols of a payment; slip tells whether the postal one
// is wanted, where an account is postal.
func nuovoPagamento(s avviso.Sezione, slip bool) (pagamento, error) {
	qr, err := codiceQR(s.QRCode)
	if err != nil {
		return pagamento{}, err
	}
	p := pagamento{Sezione: s, qr: qr}
	if s.BarCode != "" {
		barre, err := codiceBarre(s.BarCode)
		if err != nil {
			return pagamento{}, err
		}
		p.barre = &barre
	}
	if slip && s.Bollettino.IsValid() {
		dm, err := codiceDataMatrix(s.Bollettino.DataMatrix)
		if err != nil {
			return pagamento{}, err
		}
		p.dataMatrix = &dm
	}
	return p, nil
}

// sezione draws one payment: the part for every channel with its QR code and, when
// there is one, the bar code; then the postal slip. It returns where it ends.
func (f *foglio) sezione(d documento, s pagamento, y float64) float64 {
	f.apri("Sect")
	defer f.chiudi()
	fondo := y + f.misura(func(y float64) float64 { return f.parteCanali(d, s, y) }, y)
	f.cornice(filetto, margine, y, utile, fondo-y)
	y = f.parteCanali(d, s, y)
	if s.dataMatrix == nil {
		return y
	}
	f.linea(nero, margine, y+2.5, utile, true)
	y += 5
	fondo = y + f.misura(func(y float64) float64 { return f.bollettino(d, s, y) }, y)
	f.cornice(filetto, margine, y, utile, fondo-y)
	return f.bollettino(d, s, y)
}

// barra draws the heading of a part, white on blue, as high as its title needs.
func (f *foglio) barra(y float64, titolo, destra string) float64 {
	disegna := func(y float64) float64 {
		f.apri("H2")
		defer f.chiudi()
		fondo := f.scrivi(stileBarra, margine+interno, y+1.25, utile/2, titolo)
		f.destra(stileBarra, larghezza-margine-interno, y+1.25, destra)
		return fondo + 1.25
	}
	h := f.misura(disegna, y)
	f.riquadro(blu, margine, y, utile, h)
	disegna(y)
	return y + h
}

// campo is a label with its value, w millimetres wide.
type campo struct {
	nome, valore string
	stile        stile
	w            float64
}

// riga draws fields beside each other and returns where the tallest ends; those
// without value leave their place empty.
func (f *foglio) riga(x, y float64, campi ...campo) float64 {
	fondo := y
	for _, c := range campi {
		if c.valore != "" {
			fondo = max(fondo, f.campo(x, y, c.w-3, c.nome, c.stile, c.valore))
		}
		x += c.w
	}
	return fondo
}

// parteCanali draws what banks, shops and apps read.
func (f *foglio) parteCanali(d documento, s pagamento, y float64) float64 {
	e, b := d.avviso.Ente, d.avviso.Debitore
	y = f.barra(y, s.Titolo, "Banca, app, ricevitorie e altri canali") + interno
	qr := y
	f.simbolo(s.qr, margine+interno, qr, 0, "QR code del codice avviso "+s.CodiceAvviso)
	x, w := margine+interno+colonnaQR, utile-2*interno-colonnaQR
	y = f.riga(x, y, campo{"Importo", s.Importo + " €", stileValore, w / 3}, campo{"Scadenza", s.Scadenza, stileValore, w / 3},
		campo{"Codice CBILL", e.CBILL, stileValore, w / 3}) + passo
	y = f.riga(x, y, campo{"Codice avviso", s.CodiceAvviso, stileValore, w * 2 / 3},
		campo{"Cod. fiscale ente", e.IdDominio.String(), stileValore, w / 3}) + passo
	y = f.riga(x, y, campo{"Ente creditore", e.Nome, stileTesto, w / 2}, campo{"Destinatario", b.Nome, stileTesto, w / 2}) + passo
	y = f.riga(x, y, campo{"Oggetto del pagamento", d.avviso.Oggetto, stileTesto, w})
	y = max(y, qr+latoQR) + interno
	if s.barre == nil {
		return y
	}
	return f.barre(s, y)
}

// barre draws the bar code with its text.
func (f *foglio) barre(s pagamento, y float64) float64 {
	w := float64(s.barre.larghezza) * s.barre.modulo
	x := (larghezza - w) / 2
	f.simbolo(*s.barre, x, y, altezzaBarre, "Codice a barre del codice avviso "+s.CodiceAvviso)
	return f.voce("P", stileNota, x, y+altezzaBarre+0.5, w, testoGS1(s)) + interno/2
}

// testoGS1 returns the text of the bar code as people read it: each application
// identifier in brackets, as GS1 wants under a symbol.
func testoGS1(s pagamento) string {
	const gln, nav = 3 + 13, 3 + 13 + 4 + 18
	t := s.BarCode
	return "(" + t[:3] + ")" + t[3:gln] + "(" + t[gln:gln+4] + ")" + t[gln+4:nav] + "(" + t[nav:nav+4] + ")" + t[nav+4:]
}

// bollettino draws the postal slip.
func (f *foglio) bollettino(d documento, s pagamento, y float64) float64 {
	p, b := s.Bollettino, d.avviso.Debitore
	y = f.barra(y, "Bollettino postale PA – "+s.Titolo, "Canale "+s.Canale) + interno
	dm := s.dataMatrix
	lato := float64(dm.larghezza) * dm.modulo
	xDM := larghezza - margine - interno - lato
	x, w := margine+interno, xDM-margine-2*interno
	inizio := y
	y = f.riga(x, y, campo{"Sul conto corrente postale n.", p.Conto, stileValore, w * 0.45}, campo{"Importo", s.Importo + " €", stileValore, w * 0.3},
		campo{"Scadenza", s.Scadenza, stileValore, w * 0.25}) + passo
	y = f.riga(x, y, campo{"Intestato a", p.Intestatario, stileTesto, w * 0.45}, campo{"Eseguito da", b.Nome, stileTesto, w * 0.55}) + passo
	y = f.riga(x, y, campo{"Codice avviso", s.CodiceAvviso, stileValore, w * 0.45}, campo{"Causale", d.avviso.Oggetto, stileTesto, w * 0.55}) + passo
	y = f.riga(x, y, campo{"Code line", p.CodeLine, stileValore, w * 0.88}, campo{"Tipo", "P1 – 896", stileTesto, w * 0.16})
	if p.Autorizzazione != "" {
		y = f.voce("P", stileEtichetta, x, y+passo/2, w, "Autorizzazione "+p.Autorizzazione)
	}
	f.simbolo(*dm, xDM, inizio, 0, "Data Matrix del bollettino postale, codice avviso "+s.CodiceAvviso)
	return max(y, inizio+lato) + interno
}
