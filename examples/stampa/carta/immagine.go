package carta

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	_ "image/png" // pictures are PNG or JPEG

	"github.com/quietanza/quietanza/avviso"
)

// Immagine is a picture as the pages embed it.
type Immagine struct {
	larga, alta    int
	colori, filtro string
	dati, velo     []byte
	guasto         error
}

// ImmagineGuasta stands for a picture that is there and cannot be read: its place stays
// empty, and the notes say why.
func ImmagineGuasta(err error) *Immagine { return &Immagine{guasto: err} }

// stemma returns the emblem of a body and a note: nil without one, or where it cannot be
// read.
func (sc Scelte) stemma(id avviso.IdDominio) (*Immagine, string) {
	if sc.Stemma == nil {
		return nil, ""
	}
	switch m := sc.Stemma(id); {
	case m == nil:
		return nil, fmt.Sprintf("STEMMA: nessuna immagine per %s, lo spazio resta vuoto", id)
	case m.guasto != nil:
		return nil, fmt.Sprintf("STEMMA: %v: lo spazio resta vuoto", m.guasto)
	default:
		return m, ""
	}
}

// maxLato is the largest side of a picture, in dots.
const maxLato = 4096

// LeggiImmagine reads a picture, PNG or JPEG: a JPEG goes into the pages as it is.
func LeggiImmagine(b []byte) (*Immagine, error) {
	cfg, formato, err := image.DecodeConfig(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("immagine né PNG né JPEG: %w", err)
	}
	if cfg.Width < 1 || cfg.Height < 1 || cfg.Width > maxLato || cfg.Height > maxLato {
		return nil, errors.New("immagine oltre 4096 punti di lato")
	}
	m := &Immagine{larga: cfg.Width, alta: cfg.Height, colori: "DeviceRGB", filtro: "FlateDecode"}
	if formato == "jpeg" {
		if _, err := jpeg.Decode(bytes.NewReader(b)); err != nil {
			return nil, fmt.Errorf("immagine JPEG: %w", err)
		}
		switch cfg.ColorModel {
		case color.YCbCrModel:
			m.filtro, m.dati = "DCTDecode", b
			return m, nil
		case color.GrayModel:
			m.colori, m.filtro, m.dati = "DeviceGray", "DCTDecode", b
			return m, nil
		}
	}
	g, _, err := image.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("immagine: %w", err)
	}
	var rgb, velo []byte
	opaca := true
	r := g.Bounds()
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			c := color.NRGBAModel.Convert(g.At(x, y)).(color.NRGBA)
			rgb, velo = append(rgb, c.R, c.G, c.B), append(velo, c.A)
			opaca = opaca && c.A == 255
		}
	}
	m.dati = comprimi(nil, rgb)
	if !opaca {
		m.velo = comprimi(nil, velo)
	}
	return m, nil
}
