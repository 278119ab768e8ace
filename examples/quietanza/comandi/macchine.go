package comandi

import (
	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/macchine"
)

var comandiMacchine = []comando{
	crea("macchine", "macchine", "le macchine a stati della libreria, con stati ed eventi", `{}`, esempioMacchine(), elencoMacchine),
	crea("macchine", "macchina", "una macchina come diagramma (mermaid), xstate, scxml o tabella",
		`{"nome":"incasso","formato":"mermaid","stato":"RPT_PAGATA"}`,
		`{"ok":true,"testo":"stateDiagram-v2\n    state \"NESSUNO\" as s1\n    state \"RPT_PAGATA\" as s2\n    state \"RPT_ANNULLATA\" as s3\n`+
			`    state \"RPT_FLUSSO\" as s4\n    [*] --> s1\n    s1 --> s2: RPT_PAGATA\n    s1 --> s3: RPT_ANNULLATA\n    s1 --> s4: RPT_FLUSSO\n`+
			`    s2 --> s4: RPT_FLUSSO\n    s3 --> s2: RPT_PAGATA\n    s3 --> s4: RPT_FLUSSO\n    s4 --> [*]\n`+
			`    classDef corrente font-weight:bold,stroke-width:4px\n    class s2 corrente\n"}`,
		unaMacchina),
}

type vistaMacchina struct {
	Nome     string   `json:"nome"`
	Iniziale string   `json:"iniziale"`
	Stati    []string `json:"stati"`
	Eventi   []string `json:"eventi"`
}

type rispostaMacchine struct {
	Macchine []vistaMacchina `json:"macchine"`
}

func elencoMacchine(struct{}) (r rispostaMacchine, err error) {
	for _, m := range macchine.Tutte {
		v := vistaMacchina{Nome: m.Nome}
		if v.Iniziale, v.Stati, v.Eventi, err = m.Stati(); err != nil {
			return rispostaMacchine{}, err
		}
		r.Macchine = append(r.Macchine, v)
	}
	return r, nil
}

// esempioMacchine is the answer itself: the list is too long to be written here,
// and the tests of the rooms hold the names of each machine.
func esempioMacchine() string {
	r, err := elencoMacchine(struct{}{})
	if err != nil {
		return err.Error()
	}
	b, err := codifica(struct {
		OK bool `json:"ok"`
		rispostaMacchine
	}{true, r})
	if err != nil {
		return err.Error()
	}
	return string(b)
}

func unaMacchina(in struct {
	Nome    string `json:"nome"`
	Formato string `json:"formato"`
	Stato   string `json:"stato"`
},
) (any, error) {
	m, ok := macchine.Di(in.Nome)
	if !ok {
		return nil, &avviso.Errore{Codice: "NOME", Campo: "nome", Valore: in.Nome, Err: errNome}
	}
	var stati []string
	if in.Stato != "" {
		stati = []string{in.Stato}
	}
	testo, err := m.Diagramma(in.Formato, stati...)
	if r, _ := avviso.RilievoDi(err); r.Codice == "FORMATO" {
		return nil, err
	}
	if err != nil {
		return nil, alPosto("stato", err)
	}
	return struct {
		Testo string `json:"testo"`
	}{testo}, nil
}
