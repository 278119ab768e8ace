package cassa_test

import (
	"encoding/json"
	"io"
	"maps"
	"testing"

	"github.com/quietanza/quietanza/internal/chiusura/prova"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// letto is all that a statement gives.
type letto struct {
	Movimenti  []cassa.Movimento
	Quadrature []cassa.Quadratura
	Ignorati   []cassa.Ignorato
}

// estratto reads a statement whole; control totals that do not agree are warnings.
func estratto(apri func(io.Reader) *cassa.Estratto) func(io.Reader) (any, int, error) {
	return func(r io.Reader) (any, int, error) {
		e := apri(r)
		var l letto
		for m, err := range e.LeggiMovimenti() {
			if err != nil {
				return nil, 0, err
			}
			l.Movimenti = append(l.Movimenti, m)
		}
		l.Quadrature, l.Ignorati = e.Quadrature(), e.Ignorati()
		return l, nonQuadrano(l.Quadrature), nil
	}
}

// nonQuadrano counts the control totals that do not agree.
func nonQuadrano(qq []cassa.Quadratura) (n int) {
	for i := range qq {
		if !qq[i].Quadra() {
			n++
		}
	}
	return n
}

func giornaleIntero(r io.Reader) (any, int, error) {
	g, err := cassa.NuovoGiornale(r)
	if err != nil {
		return nil, 0, err
	}
	p := pagina{Intestazione: g.Intestazione}
	for v, err := range g.Voci() {
		if err != nil {
			return nil, 0, err
		}
		v.Riga = 0
		p.Voci = append(p.Voci, v)
	}
	return p, nonQuadrano(g.Quadrature()), nil
}

type pagina struct {
	cassa.Intestazione
	Voci []cassa.Voce
}

func porte(t testing.TB) []prova.Porta {
	t.Helper()
	campioni := func(nomi ...string) (testi []string) {
		for _, n := range nomi {
			testi = append(testi, campione(t, n))
		}
		return testi
	}
	porta := func(nome string, f prova.Forma, apri func(io.Reader) *cassa.Estratto, semi ...string) prova.Porta {
		pezzi := estratto(apri)
		return prova.Porta{Nome: nome, Forma: f, Semi: semi, Leggi: prova.Intero(pezzi), InPezzi: pezzi}
	}
	chiavi := []string{"camt053|77777777777|A%7CB|STORNO", "rh|77777777777|1"}
	pp := []prova.Porta{
		porta("NuovoCamt053 Estratto.LeggiMovimenti", prova.XML, func(r io.Reader) *cassa.Estratto { return cassa.NuovoCamt053(r, contiTutti()) }, campioni("camt053_02.xml", "camt053_08.xml", "camt053_giorno.xml", "cbixml_giornaliera.xml")...),
		porta("NuovoMT940", prova.Righe, func(r io.Reader) *cassa.Estratto { return cassa.NuovoMT940(r, contiTutti()) }, campioni("mt940_giorno.txt", "mt940_mese.txt", "mt940_sottocampi.txt")...),
		porta("NuovoRH", prova.Righe, func(r io.Reader) *cassa.Estratto { return cassa.NuovoRH(r, contiTutti()) }, campioni("rh.txt")...),
		porta("NuovaTabella", prova.CSV(';'), func(r io.Reader) *cassa.Estratto {
			return cassa.NuovaTabella(r, contiTutti(), cassa.Profilo{Conto: ibanT})
		}, campioni("tesoreria.csv")...),
		{
			Nome: "NuovoGiornale Giornale.LeggiMovimenti", Forma: prova.XML, Semi: campioni("giornale_1_8.xml", "giornale_1_4.xml", "scritto.xml"),
			Leggi: prova.Intero(giornaleIntero), InPezzi: giornaleIntero,
			Scrivi: prova.Scrive(func(p pagina) ([]byte, error) { return cassa.AppendGiornale(nil, p.Intestazione, p.Voci) }),
		},
		{Nome: "ParseProfilo", Forma: prova.JSON, Semi: []string{profiloBanca, `{"nome":"bancoposta"}`, `{}`}, Leggi: prova.Legge(cassa.ParseProfilo), Scrivi: prova.Scrive(func(p cassa.Profilo) ([]byte, error) { return json.Marshal(p) })},
		{Nome: "Colonna.UnmarshalJSON", Forma: prova.JSON, Semi: []string{`"Data"`, `3`}, Leggi: prova.Riempie((*cassa.Colonna).UnmarshalJSON), Scrivi: prova.Scrive(cassa.Colonna.MarshalJSON)},
		{Nome: "Colonne.UnmarshalJSON", Forma: prova.JSON, Semi: []string{`"Data"`, `["Data",3]`}, Leggi: prova.Riempie((*cassa.Colonne).UnmarshalJSON), Scrivi: prova.Scrive(cassa.Colonne.MarshalJSON)},
		{Nome: "ParseChiave", Forma: prova.Valore, Semi: chiavi, Leggi: prova.Testo(cassa.ParseChiave), Scrivi: prova.Stringa},
	}
	const (
		latino = "no charset is declared: a line that is not UTF-8 is of the banks' own set"
		saldi  = "a line listed twice is one more movement: the balances do not agree, and Quadratura tells it"
		ignoto = "an element that the reader has no use for is passed over, as those of other versions are"
	)
	for i := range pp {
		p := &pp[i]
		p.Ripetibili = map[string]string{}
		nonLetti := func(posti ...string) {
			for _, posto := range posti {
				p.Ripetibili[posto] = ignoto
			}
		}
		switch p.Nome {
		case "NuovoMT940":
			p.Codifica, p.Avvisa = latino, saldi
			for _, tag := range []string{":25:", ":28C:", ":60F:", ":62F:"} {
				p.Ripetibili[tag] = "said again the same; another value is RIPETUTO, or a balance that does not agree"
			}
			p.Ripetibili[":86:"] = "a text goes on in more fields, in the dialects of banks"
			p.Ripetibili["-"] = "the end of a message"
		case "NuovoRH":
			p.Codifica, p.Avvisa = latino, saldi
		case "NuovaTabella":
			p.Codifica = latino
		case "NuovoCamt053 Estratto.LeggiMovimenti":
			p.Avvisa = saldi
			nonLetti("MsgId", "GrpHdr/CreDtTm", "GrpHdr", "Acct/Ccy", "NtryRef", "PhyMsgTpCd", "AddtlInf")
			maps.Copy(p.Ripetibili, prova.Elenchi("Bal", "Stmt", "Ntry", "NtryDtls", "TxDtls", "Ustrd", "AddtlTxInf"))
			for _, posto := range []string{"BkToCstmrStmt", "Messaggio/Document", "Messaggio/Intestazione", "Messaggio/Intestazione/*", "CBIDlyStmtReqLogMsg", "CBIBkToCstmrStmtReqLogMsg"} {
				p.Ripetibili[posto] = "any envelope, and as many messages as it holds"
			}
			for _, posto := range []string{"RltdPties", "RltdPties/*", "RltdAgts", "RltdAgts/*", "RmtInf"} {
				p.Ripetibili[posto] = "names are matched by nobody, and left out when they differ; texts are joined"
			}
		case "NuovoGiornale Giornale.LeggiMovimenti":
			nonLetti("descrizione_conto_evidenza", "identificativo_flusso", "numero_movimento", "data_movimento_siope", "assoggettamento_bollo",
				"dati_a_disposizione_BT", "dati_a_disposizione_BT/*", "Signature", "Signature/*")
			maps.Copy(p.Ripetibili, prova.Elenchi("movimento_conto_evidenza", "informazioni_conto_evidenza", "sospeso"))
			p.Avvisa = saldi
			p.NonScritto = func(x any, _ error) string {
				p := x.(pagina) //nolint:forcetypeassert // as read
				if p.Dal != p.Al {
					return "a period of more days, of version 1.4, has no place in the schema of today"
				}
				for i := range p.Voci {
					if v := &p.Voci[i]; v.NumeroDocumento == "" && v.Uso() == cassa.UsoIgnorato {
						return "what is ignored may lack what the schema asks for"
					}
				}
				return ""
			}
		}
	}
	return append(pp, prova.Testuale[cassa.Chiave]("Chiave", chiavi...)...)
}

func TestChiusura(t *testing.T) {
	prova.Verifica(t, porte(t), map[string]string{
		"Riconosci":        "says what a document looks like, and reads nothing of it",
		"RiconosciProfilo": "says what a table looks like, and reads nothing of it",
	})
}

func FuzzChiusura(f *testing.F) { prova.Fuzz(f, porte(f)) }
