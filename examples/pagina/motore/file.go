//go:build js

package main

import (
	"errors"
	"io"
	"runtime"
	"syscall/js"
)

// byteDi copies an array of bytes of the page.
func byteDi(v js.Value) []byte {
	b := make([]byte, v.Length())
	js.CopyBytesToGo(b, v)
	return b
}

// pezzi is a writer whose bytes go to the page, a piece for each write.
type pezzi struct{ tutti js.Value }

// Write implements io.Writer.
func (p pezzi) Write(b []byte) (int, error) {
	v := js.Global().Get("Uint8Array").New(len(b))
	js.CopyBytesToJS(v, b)
	p.tutti.Call("push", v)
	return len(b), nil
}

// blocco is how much of a file is read at a time: a call into the browser costs as much as many bytes.
const blocco = 4 << 20

// apri begins to read a document of the page: its bytes, where the page read them already, or its file.
func apri(d js.Value) io.ReadCloser {
	return &file{documento: d, lungo: int64(d.Get("lungo").Int())}
}

// file is a document of the page being read, one block in memory.
type file struct {
	documento js.Value
	lungo     int64
	qui       int64 // of Read
	da        int64 // of the block
	b         []byte
}

var errPosto = errors.New("posizione fuori dal file")

// ReadAt implements io.ReaderAt.
func (f *file) ReadAt(b []byte, da int64) (int, error) {
	if da < 0 {
		return 0, errPosto
	}
	n := 0
	for n < len(b) && da < f.lungo {
		if da < f.da || da >= f.da+int64(len(f.b)) {
			if err := f.leggi(da - da%blocco); err != nil {
				return n, err
			}
		}
		c := copy(b[n:], f.b[da-f.da:])
		n, da = n+c, da+int64(c)
	}
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

// conBlocco is the file that has a block in memory: archives stay open, and there are many.
var conBlocco *file

// leggi takes a block into memory.
func (f *file) leggi(da int64) (err error) {
	if conBlocco != nil {
		conBlocco.b = nil
	}
	conBlocco = f
	defer func() { // a file that changed, or went away, since it was dropped
		if r := recover(); r != nil {
			e, noto := r.(js.Error)
			if !noto {
				panic(r)
			}
			err = e
		}
	}()
	v := js.Global().Call("leggi", f.documento, da, min(da+blocco, f.lungo))
	f.da, f.b = da, byteDi(v)
	if len(f.b) == 0 {
		return io.ErrUnexpectedEOF
	}
	return nil
}

// Read implements io.Reader.
func (f *file) Read(b []byte) (int, error) {
	n, err := f.ReadAt(b, f.qui)
	f.qui += int64(n)
	if n > 0 {
		err = nil
	}
	return n, err
}

// Seek implements io.Seeker.
func (f *file) Seek(di int64, da int) (int64, error) {
	switch da {
	case io.SeekCurrent:
		di += f.qui
	case io.SeekEnd:
		di += f.lungo
	}
	if di < 0 {
		return 0, errPosto
	}
	f.qui = di
	return di, nil
}

// Close implements io.Closer.
func (f *file) Close() error {
	f.b = nil
	return nil
}

// memoriaUsata is how many bytes the engine has of the browser.
func memoriaUsata() int {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.Sys)
}
