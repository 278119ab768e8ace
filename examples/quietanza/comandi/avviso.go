package comandi

import "github.com/quietanza/quietanza/avviso"

// esempioNAV is the notice of the examples: a pair of number and IUV.
const (
	esempioNAV = "001190280072147087"
	esempioIUV = "190280072147087"
	esempioDM  = "codfase=NBPA;180011902800721470871200001234567810000001000038961P100429440068TSTPNI70D01L219V" +
		"PINO TEST                               " +
		"TARI 2024                                                                                                     " +
		"            A"
)

var gruppoAvviso = []comando{
	crea("avviso", "nav", "legge un numero avviso",
		`{"nav":"`+esempioNAV+`"}`,
		`{"ok":true,"nav":"`+esempioNAV+`","iuv":"`+esempioIUV+`","aux":0,"codice":"01","checkValido":true,"visuale":"0011 9028 0072 1470 87"}`,
		leggiNAV),
	crea("avviso", "nav-da-iuv", "il numero avviso di uno IUV, con la configurazione del suo ente",
		`{"iuv":"`+esempioIUV+`","aux":0,"applicationCode":"01"}`,
		`{"ok":true,"nav":"`+esempioNAV+`"}`,
		navDaIUV),
	crea("avviso", "nav-genera", "il numero avviso di un progressivo",
		`{"aux":3,"codice":"01","progressivo":42}`,
		`{"ok":true,"nav":"301000000000004285","iuv":"01000000000004285"}`,
		generaNAV),
	crea("avviso", "rf", "controlla un riferimento RF (ISO 11649), o lo compone",
		`{"riferimento":"539007547034"}`,
		`{"ok":true,"iuv":"RF18539007547034","valido":true,"raggruppato":"RF18 5390 0754 7034"}`,
		rf),
	crea("avviso", "qr", "il testo del codice QR di un avviso, scritto o letto",
		`{"nav":"`+esempioNAV+`","idDominio":"00429440068","importo":"100.00"}`,
		`{"ok":true,"testo":"PAGOPA|002|`+esempioNAV+`|00429440068|10000","nav":"`+esempioNAV+`","idDominio":"00429440068","importo":"100.00"}`,
		qr),
	crea("avviso", "barcode", "il testo del codice a barre GS1-128 di un avviso, scritto o letto",
		`{"gln":"8088888012348","nav":"`+esempioNAV+`","importo":"100.00"}`,
		`{"ok":true,"testo":"41580888880123488020`+esempioNAV+`390210000","gln":"8088888012348","nav":"`+esempioNAV+`","importo":"100.00"}`,
		barcode),
	crea("avviso", "datamatrix", "il testo del Data Matrix postale di un avviso, scritto o letto",
		`{"nav":"`+esempioNAV+`","conto":"12345678","importo":"100.00","idDominio":"00429440068","idDebitore":"TSTPNI70D01L219V","denominazione":"Pino Test","causale":"TARI 2024"}`,
		`{"ok":true,"testo":"`+esempioDM+`","codeLine":"18001190280072147087120000123456781000000100003896","nav":"`+esempioNAV+
			`","conto":"000012345678","importo":"100.00","idDominio":"00429440068","idDebitore":"TSTPNI70D01L219V","denominazione":"PINO TEST","causale":"TARI 2024"}`,
		datamatrix),
}

type rispostaNAV struct {
	NAV         avviso.NumeroAvviso `json:"nav"`
	IUV         avviso.IUV          `json:"iuv"`
	Aux         avviso.AuxDigit     `json:"aux"`
	Codice      string              `json:"codice"`
	CheckValido bool                `json:"checkValido"`
	Visuale     string              `json:"visuale"`
}

func leggiNAV(in struct {
	NAV string `json:"nav"`
},
) (rispostaNAV, error) {
	n, err := avviso.ParseNumeroAvviso(in.NAV)
	return rispostaNAV{n, n.IUV(), n.Aux(), n.Codice(), n.CheckValido(), n.Visuale()}, err
}

type soloNAV struct {
	NAV avviso.NumeroAvviso `json:"nav"`
}

func navDaIUV(in struct {
	IUV             string `json:"iuv"`
	Aux             *cifre `json:"aux"`
	ApplicationCode string `json:"applicationCode"`
	SegregationCode string `json:"segregationCode"`
},
) (soloNAV, error) {
	if in.Aux == nil {
		return soloNAV{}, richiestaErrata("manca aux")
	}
	iuv, err := avviso.ParseIUV(in.IUV)
	if err != nil {
		return soloNAV{}, err
	}
	n, err := iuv.NumeroAvviso(avviso.Configurazione{
		AuxDigit: in.Aux.aux(), ApplicationCode: in.ApplicationCode, SegregationCode: in.SegregationCode,
	})
	return soloNAV{n}, err
}

type navGenerato struct {
	NAV avviso.NumeroAvviso `json:"nav"`
	IUV avviso.IUV          `json:"iuv"`
}

func generaNAV(in struct {
	Aux         *cifre  `json:"aux"`
	Codice      string  `json:"codice"`
	Prefisso    string  `json:"prefisso"`
	Progressivo *uint64 `json:"progressivo"`
},
) (navGenerato, error) {
	if in.Aux == nil || in.Progressivo == nil {
		return navGenerato{}, richiestaErrata("servono aux e progressivo")
	}
	c := avviso.Configurazione{AuxDigit: in.Aux.aux(), ApplicationCode: in.Codice, SegregationCode: in.Codice}
	n, err := avviso.GeneraNumeroAvviso(c, in.Prefisso, *in.Progressivo)
	return navGenerato{n, n.IUV()}, err
}

type rispostaRF struct {
	IUV         avviso.IUV `json:"iuv"`
	Valido      bool       `json:"valido"`
	Raggruppato string     `json:"raggruppato"`
}

func rf(in struct {
	IUV         *string `json:"iuv"`
	Riferimento *string `json:"riferimento"`
},
) (rispostaRF, error) {
	switch {
	case (in.IUV == nil) == (in.Riferimento == nil):
		return rispostaRF{}, richiestaErrata("serve uno tra iuv e riferimento")
	case in.Riferimento != nil:
		r, err := avviso.NuovoRF(*in.Riferimento)
		return rispostaRF{r.IUV(), err == nil, r.Raggruppato()}, err
	}
	iuv, _, err := avviso.LeggiIUV(*in.IUV)
	if err != nil {
		return rispostaRF{}, err
	}
	_, err = avviso.ParseRF(iuv.String())
	return rispostaRF{iuv, err == nil, iuv.Raggruppato()}, nil
}

// fraTestoECampi refuses a request that gives both the text of a code and what
// it says.
func fraTestoECampi(testo *string, campi bool) error {
	if testo != nil && campi {
		return richiestaErrata("testo esclude gli altri membri")
	}
	return nil
}

type campiQR struct {
	Testo     *string             `json:"testo"`
	NAV       avviso.NumeroAvviso `json:"nav"`
	IdDominio avviso.IdDominio    `json:"idDominio"`
	Importo   *avviso.Importo     `json:"importo"`
}

func qr(in campiQR) (campiQR, error) {
	if err := fraTestoECampi(in.Testo, in.NAV.IsValid() || in.IdDominio.IsValid() || in.Importo != nil); err != nil {
		return campiQR{}, err
	}
	if in.Testo != nil {
		q, _, err := avviso.LeggiQRCode(*in.Testo)
		return campiQR{in.Testo, q.NumeroAvviso, q.IdDominio, &q.Importo}, err
	}
	q := avviso.QRCode{NumeroAvviso: in.NAV, IdDominio: in.IdDominio, Importo: valoreOZero(in.Importo)}
	testo, err := q.Testo()
	return campiQR{&testo, q.NumeroAvviso, q.IdDominio, &q.Importo}, err
}

func valoreOZero[T any](p *T) (v T) {
	if p != nil {
		v = *p
	}
	return v
}

type campiBarCode struct {
	Testo   *string             `json:"testo"`
	GLN     avviso.GLN          `json:"gln"`
	NAV     avviso.NumeroAvviso `json:"nav"`
	Importo *avviso.Importo     `json:"importo"`
}

func barcode(in campiBarCode) (campiBarCode, error) {
	if err := fraTestoECampi(in.Testo, in.GLN.IsValid() || in.NAV.IsValid() || in.Importo != nil); err != nil {
		return campiBarCode{}, err
	}
	if in.Testo != nil {
		b, err := avviso.ParseBarCode(*in.Testo)
		return campiBarCode{in.Testo, b.GLN, b.NumeroAvviso, &b.Importo}, err
	}
	b := avviso.BarCode{GLN: in.GLN, NumeroAvviso: in.NAV, Importo: valoreOZero(in.Importo)}
	testo, err := b.Testo()
	return campiBarCode{&testo, b.GLN, b.NumeroAvviso, &b.Importo}, err
}

type campiDataMatrix struct {
	NAV           avviso.NumeroAvviso `json:"nav"`
	Conto         string              `json:"conto"`
	Importo       *avviso.Importo     `json:"importo"`
	IdDominio     avviso.IdDominio    `json:"idDominio"`
	IDDebitore    string              `json:"idDebitore"`
	Denominazione string              `json:"denominazione"`
	Causale       string              `json:"causale"`
}

type rispostaDataMatrix struct {
	Testo    string `json:"testo"`
	CodeLine string `json:"codeLine"`
	campiDataMatrix
}

func datamatrix(in struct {
	Testo *string `json:"testo"`
	campiDataMatrix
},
) (rispostaDataMatrix, error) {
	if err := fraTestoECampi(in.Testo, in.campiDataMatrix != campiDataMatrix{}); err != nil {
		return rispostaDataMatrix{}, err
	}
	testo := valoreOZero(in.Testo)
	if in.Testo == nil {
		var err error
		testo, err = avviso.DataMatrix{
			NumeroAvviso: in.NAV, Conto: in.Conto, Importo: valoreOZero(in.Importo), IdDominio: in.IdDominio,
			IdDebitore: in.IDDebitore, Denominazione: in.Denominazione, Causale: in.Causale,
		}.Testo()
		if err != nil {
			return rispostaDataMatrix{}, err
		}
	}
	// The answer is what the text says: the names as they fit it.
	d, err := avviso.ParseDataMatrix(testo)
	if err != nil {
		return rispostaDataMatrix{}, err
	}
	linea, err := d.CodeLine().Testo()
	return rispostaDataMatrix{testo, linea, campiDataMatrix{
		d.NumeroAvviso, d.Conto, &d.Importo, d.IdDominio, d.IdDebitore, d.Denominazione, d.Causale,
	}}, err
}
