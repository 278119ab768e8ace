package rendicontazione

import (
	"encoding/json"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// MarshalJSON writes what names the movement, its class and what was found.
func (e EsitoMovimento) MarshalJSON() ([]byte, error) {
	v := struct {
		ID         string          `json:"id"`
		Fonte      string          `json:"fonte"`
		Chiave     cassa.Chiave    `json:"chiave"`
		Classe     ClasseMovimento `json:"classe"`
		Flusso     string          `json:"flusso,omitempty"`
		Flussi     []string        `json:"flussi,omitempty"`
		IUV        string          `json:"iuv,omitempty"`
		Residuo    *avviso.Importo `json:"residuo,omitempty"`
		Delta      *avviso.Importo `json:"delta,omitempty"`
		DeltaOltre bool            `json:"deltaOltre,omitempty"`
		Storna     []Prelievo      `json:"storna,omitempty"`
		CopiaDi    *cassa.Chiave   `json:"copiaDi,omitempty"`
		Possibili  []string        `json:"possibili,omitempty"`
		Segnali    []avviso.Codice `json:"segnali"`

		Riscossioni []Riscossione `json:"riscossioni,omitempty"`
	}{
		ID: e.ID, Fonte: e.Fonte, Chiave: e.Chiave(), Classe: e.Classe, Flusso: e.Flusso, Flussi: e.Flussi, IUV: e.IUVTrovato,
		DeltaOltre: e.DeltaOltre, Storna: e.Storna, Possibili: e.Possibili, Segnali: []avviso.Codice{},
		Riscossioni: e.Riscossioni,
	}
	if e.Classe == MovimentoImportoDiverso && !e.DeltaOltre {
		v.Delta = &e.Delta
	}
	if e.accredito() && e.Residuo != e.Importo {
		v.Residuo = &e.Residuo
	}
	if e.Classe == MovimentoCopiaProbabile {
		v.CopiaDi = &e.CopiaDi
	}
	for r := range e.Rilievi() {
		v.Segnali = append(v.Segnali, r.Codice)
	}
	return json.Marshal(v)
}

// MarshalJSON writes the key of the credit and the amount.
func (p Prelievo) MarshalJSON() ([]byte, error) {
	b := appendMembro(nil, '{', "chiave", p.Chiave.String())
	b = append(b, `,"importo":"`...)
	return append(p.Importo.AppendTo(b), `"}`...), nil
}

// MarshalJSON writes what names the version, its class and its anomalies.
func (e EsitoFlusso) MarshalJSON() ([]byte, error) {
	anomalie := e.Anomalie
	if anomalie == nil {
		anomalie = []flusso.CodiceAnomalia{}
	}
	return json.Marshal(struct {
		Dominio       avviso.IdDominio        `json:"dominio"`
		IDFlusso      string                  `json:"idFlusso"`
		DataOraFlusso avviso.DataOra          `json:"dataOraFlusso"`
		Chiave        flusso.ChiaveVersione   `json:"chiave"`
		Classe        ClasseFlusso            `json:"classe"`
		Anomalie      []flusso.CodiceAnomalia `json:"anomalie"`
		Segnali       Segnali                 `json:"segnali"`
	}{e.IdDominio, e.IDFlusso, e.DataOraFlusso, e.ChiaveVersione(), e.Classe, anomalie, e.Segnali})
}

// MarshalJSON writes the place of the row, its key and its class.
func (r EsitoRiga) MarshalJSON() ([]byte, error) {
	b := make([]byte, 0, 256)
	b = appendMembro(b, '{', "dominio", r.IdDominio().String())
	b = appendMembro(b, ',', "idFlusso", r.IDFlusso())
	b = append(b, `,"posizione":`...)
	b = strconv.AppendInt(b, int64(r.Posizione), 10)
	b = appendMembro(b, ',', "iuv", r.IUV)
	b = appendMembro(b, ',', "iur", r.IUR)
	b = appendIndice(b, r.Indice)
	b = appendMembro(b, ',', "chiave", r.Chiave().String())
	b = appendMembro(b, ',', "classe", r.Classe.String())
	if c := r.Codice(); c != "" {
		b = appendMembro(b, ',', "codice", string(c))
	}
	return appendSegnali(b, r.Segnali), nil
}

// MarshalJSON writes the key of the item and its class.
func (v EsitoRicevuta) MarshalJSON() ([]byte, error) {
	b := make([]byte, 0, 256)
	b = appendMembro(b, '{', "dominio", v.IdDominio.String())
	b = appendMembro(b, ',', "iuv", v.IUV)
	b = appendMembro(b, ',', "iur", v.IUR)
	b = appendIndice(b, v.Indice)
	b = appendMembro(b, ',', "chiave", v.Chiave().String())
	b = appendMembro(b, ',', "classe", v.Classe.String())
	return appendSegnali(b, v.Segnali), nil
}

// MarshalJSON writes the position and its items with their classes.
func (p EsitoPendenza) MarshalJSON() ([]byte, error) {
	b := make([]byte, 0, 256)
	b = appendMembro(b, '{', "id", p.ID)
	b = appendMembro(b, ',', "chiave", p.Chiave().String())
	b = appendMembro(b, ',', "classe", p.Classe.String())
	b = append(b, `,"quietanzabile":`...)
	b = strconv.AppendBool(b, p.Quietanzabile)
	b, err := p.contabile.append(b)
	if err != nil {
		return nil, err
	}
	b = append(b, `,"voci":[`...)
	for i, v := range p.Voci {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, `{"indice":`...)
		b = strconv.AppendUint(b, uint64(v.Indice), 10)
		b = appendMembro(b, ',', "chiave", ChiaveVoce{p.Chiave(), v.Indice}.String())
		b = appendMembro(b, ',', "classe", v.Classe.String())
		b = appendSegnaliPresenti(b, v.Segnali)
	}
	return appendSegnaliPresenti(append(b, ']'), p.Segnali), nil
}

// MarshalJSON writes one member for each class that occurs.
func (p PerClasse[C]) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for c, n := range p.Tutti() {
		if len(b) > 1 {
			b = append(b, ',')
		}
		b = append(b, '"')
		b = append(b, c.String()...)
		b = append(b, `":{"numero":`...)
		b = strconv.AppendInt(b, int64(n.Numero), 10)
		if n.Oltre {
			b = append(b, `,"oltre":true}`...)
			continue
		}
		b = append(b, `,"importo":"`...)
		b = n.Importo.AppendTo(b)
		b = append(b, `"}`...)
	}
	return append(b, '}'), nil
}

// appendMembro appends a text member after an opening brace or a comma.
func appendMembro(b []byte, prima byte, nome, valore string) []byte {
	b = append(b, prima, '"')
	b = append(b, nome...)
	b = append(b, `":`...)
	for i := 0; i < len(valore); i++ {
		if c := valore[i]; c < ' ' || c >= 0x7f || c == '"' || c == '\\' {
			testo, _ := json.Marshal(valore) // a string always has a JSON form
			return append(b, testo...)
		}
	}
	b = append(b, '"')
	b = append(b, valore...)
	return append(b, '"')
}

func appendIndice(b []byte, i avviso.Indice) []byte {
	if i == 0 {
		return b
	}
	b = append(b, `,"indice":`...)
	return strconv.AppendUint(b, uint64(i), 10)
}

func appendSegnali(b []byte, s Segnali) []byte {
	b = append(b, `,"segnali":`...)
	return append(s.appendJSON(b), '}')
}

// appendSegnaliPresenti is appendSegnali where a set without flags is left out.
func appendSegnaliPresenti(b []byte, s Segnali) []byte {
	if s.IsZero() {
		return append(b, '}')
	}
	return appendSegnali(b, s)
}
