package posizione_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/posizione"
)

// casuali makes one pendenza, or several of one document.
func casuali(r *rand.Rand) []pendenza.Pendenza {
	si := func() bool { return r.IntN(2) == 0 }
	testo := func(p *string, s string) {
		if si() {
			*p = s
		}
	}
	data := func(p *avviso.Data) {
		if si() {
			*p = avviso.MustData("2026-03-28").Aggiungi(r.IntN(400))
		}
	}
	n := 1 + r.IntN(2)*r.IntN(4)
	var soggetto *pendenza.SoggettoPagatore
	if si() {
		soggetto = &pendenza.SoggettoPagatore{Tipo: pendenza.PersonaFisica, Identificativo: "TSTPNI70D01L219V", Anagrafica: "Pino Test"}
		testo(&soggetto.Indirizzo, "via Roma")
		testo(&soggetto.Civico, "1/A")
		testo(&soggetto.CAP, "10100")
		testo(&soggetto.Localita, "Torino")
		testo(&soggetto.Provincia, "TO")
		testo(&soggetto.Nazione, "IT")
		testo(&soggetto.Email, "a@esempio.it")
		testo(&soggetto.Cellulare, "+39 000-1234567")
	}
	var pp []pendenza.Pendenza
	for i := range n {
		p := pendenza.Pendenza{
			IDA2A: "GEST", IDPendenza: "P" + strconv.Itoa(i), IdDominio: avviso.MustIdDominio("12345678903"), Causale: "causale " + strconv.Itoa(r.IntN(3)),
			SoggettoPagatore: soggetto,
		}
		nav, err := avviso.GeneraNumeroAvviso(avviso.Configurazione{AuxDigit: avviso.Aux3, SegregationCode: "01"}, "", uint64(1000+i))
		if err != nil {
			panic(err)
		}
		p.NumeroAvviso = nav
		testo(&p.IDTipoPendenza, "TARI")
		testo(&p.Nome, "nome")
		testo(&p.IDUnitaOperativa, "UO1")
		testo(&p.CartellaPagamento, "C1")
		testo(&p.AnnoRiferimento, "2026")
		testo(&p.Direzione, "D1")
		testo(&p.Divisione, "V1")
		data(&p.DataScadenza)
		data(&p.DataValidita)
		data(&p.DataNotificaAvviso)
		if si() {
			p.Proprieta = &pendenza.Proprieta{}
			testo(&p.Proprieta.LinguaSecondaria, "de")
			data(&p.Proprieta.DataScandenzaAvviso)
		}
		if si() {
			p.DatiAllegati = json.RawMessage(`{"a":1}`)
		}
		if n > 1 || si() {
			p.Documento = &pendenza.Documento{Identificativo: "DOC1", Descrizione: "documento"}
			testo(&p.Documento.Descrizione, p.Causale)
			if r.IntN(3) > 0 {
				p.Documento.Rata = i + 1
			}
		}
		var somma avviso.Totale
		for k := range 1 + r.IntN(5) {
			v := pendenza.Voce{IDVocePendenza: strconv.Itoa(k + 1), Importo: avviso.ImportoDaCentesimi(1 + r.Int64N(100000)), Descrizione: p.Causale}
			testo(&v.IDVocePendenza, "voce")
			testo(&v.Descrizione, "altra descrizione")
			testo(&v.DescrizioneCausaleRPT, "per l'RPT")
			switch r.IntN(4) {
			case 0:
				v.TipoBollo, v.HashDocumento, v.ProvinciaResidenza = "01", "aGFzaA==", "TO"
				v.CodiceTassonomicoPagoPA = "9/0301100TS/"
			case 1:
				v.CodEntrata = "TARI"
			default:
				v.IbanAccredito = avviso.MustIBAN("IT60X0542811101000000123456")
				if v.TipoContabilita, v.CodiceContabilita = pendenza.AltraContabilita, "0101002IM"; si() {
					v.TipoContabilita, v.CodiceContabilita, v.CodiceTassonomicoPagoPA = "", "", "9/0101002IM/"
				}
				if si() {
					v.IbanAppoggio = avviso.MustIBAN("IT48F0760101000000012345678")
				}
			}
			if si() {
				v.IdDominio = avviso.MustIdDominio("98765432103")
			}
			if si() {
				v.Metadata = &pendenza.Metadata{}
				for j := range 1 + r.IntN(15) {
					v.Metadata.MapEntries = append(v.Metadata.MapEntries, pendenza.MapEntry{Key: "K" + strconv.Itoa(j), Value: "v"})
				}
			}
			p.Voci = append(p.Voci, v)
			somma.Aggiungi(v.Importo)
		}
		p.Importo, _ = somma.Importo()
		pp = append(pp, p)
	}
	return pp
}

// generico returns pendenze as members, without the paths that are lost.
func generico(t *testing.T, pp []pendenza.Pendenza, perse []posizione.Perdita) []map[string]any {
	t.Helper()
	var mm []map[string]any
	for i := range pp {
		b, err := json.Marshal(&pp[i])
		require.NoError(t, err)
		var m map[string]any
		require.NoError(t, json.Unmarshal(b, &m))
		delete(m, "iuv")
		for _, p := range perse {
			campo := p.Campo
			if len(pp) > 1 {
				resto, ok := strings.CutPrefix(campo, fmt.Sprintf("[%d].", i))
				if !ok {
					continue
				}
				campo = resto
			}
			togli(m, campo)
			if p.Campo == campo && campo == "dataScadenza" || strings.HasSuffix(p.Campo, "].dataScadenza") {
				delete(m, "proprieta") // it is printed instead
			}
		}
		for _, v := range m["voci"].([]any) {
			v := v.(map[string]any)
			if _, risolta := v["codEntrata"]; risolta {
				t.Fatal("a codEntrata is always lost")
			}
			delete(v, "tipoContabilita")
			delete(v, "codiceContabilita")
			delete(v, "codiceTassonomicoPagoPA") // one says what the other says
			if d, ok := v["descrizioneCausaleRPT"]; ok {
				v["descrizione"] = d
				delete(v, "descrizioneCausaleRPT")
			}
		}
		if q, ok := m["proprieta"].(map[string]any); ok && len(q) == 0 {
			delete(m, "proprieta")
		}
		mm = append(mm, m)
	}
	return mm
}

var parte = regexp.MustCompile(`^(\w+)(?:\[(\d+)\])?\.?`)

func togli(m map[string]any, campo string) {
	x := parte.FindStringSubmatch(campo)
	resto := campo[len(x[0]):]
	if x[2] != "" {
		lista, _ := m[x[1]].([]any)
		i, _ := strconv.Atoi(x[2])
		switch {
		case i >= len(lista):
		case resto == "":
			m[x[1]] = lista[:i]
		default:
			if e, ok := lista[i].(map[string]any); ok {
				togli(e, resto)
			}
		}
		return
	}
	if resto == "" {
		delete(m, x[1])
	} else if e, ok := m[x[1]].(map[string]any); ok {
		if togli(e, resto); len(e) == 0 {
			delete(m, x[1])
		}
	}
}

// A pendenza that goes to GPD and comes back differs by its Perdite alone.
func TestThereAndBack(t *testing.T) {
	o := posizione.Opzioni{
		Ente: avviso.Ente{Nome: "Comune di Prova", Settore: "Tributi"}, IdDominio: avviso.MustIdDominio("12345678903"), Categoria: "9/0101002IM/",
		Entrate: func(string) (pendenza.Voce, bool) {
			return pendenza.Voce{IbanAccredito: avviso.MustIBAN("IT60X0542811101000000123456"), CodiceTassonomicoPagoPA: "9/0101002IM/"}, true
		},
	}
	semi := uint64(2000)
	if testing.Short() {
		semi = 200
	}
	for seme := range semi {
		pp := casuali(rand.New(rand.NewPCG(seme, 1)))
		for _, versione := range []posizione.Versione{posizione.V1, posizione.V3} {
			o.Versione = versione
			p, perse, err := posizione.DaPendenze(pp, o)
			require.NoError(t, err, seme)
			b, err := p.Append(nil, versione)
			require.NoError(t, err, seme)
			letta, err := posizione.Parse(b)
			require.NoError(t, err, "%d %s", seme, b)
			ancora, err := letta.Append(nil, versione)
			require.NoError(t, err)
			require.Equal(t, string(b), string(ancora))
			ritorno, altre, err := letta.Pendenze(o)
			require.NoError(t, err)
			require.Empty(t, altre, seme)
			perIUV := map[avviso.IUV]pendenza.Pendenza{}
			for _, q := range ritorno {
				perIUV[q.NumeroAvviso.IUV()] = q
			}
			var ordinate []pendenza.Pendenza
			for i := range pp {
				q := perIUV[pp[i].NumeroAvviso.IUV()]
				rata := 0 // the place by date, which the caller may have numbered otherwise
				if pp[i].Documento != nil {
					rata = pp[i].Documento.Rata
				}
				if q.Documento != nil && !slices.ContainsFunc(perse, func(p posizione.Perdita) bool { return strings.HasSuffix(p.Campo, ".rata") }) {
					require.Equal(t, rata > 0, q.Documento.Rata > 0, seme)
					q.Documento.Rata = rata
				}
				if pp[i].Voci[0].CodEntrata != "" {
					perse = append(perse, posizione.Perdita{})
				}
				ordinate = append(ordinate, q)
			}
			senza := perse[:0:0]
			for _, x := range perse {
				if x.Campo == "" {
					continue
				}
				senza = append(senza, x)
				if dove, ok := strings.CutSuffix(x.Campo, "codEntrata"); ok {
					senza = append(senza, posizione.Perdita{Campo: dove + "ibanAccredito"}) // it stands for the entrata
				}
			}
			if d := cmp.Diff(generico(t, pp, senza), generico(t, ordinate, senza)); d != "" {
				t.Fatalf("seed %d, %s:\n%s\n%v", seme, versione, d, perse)
			}
		}
	}
}

func FuzzLeggi(f *testing.F) {
	f.Add([]byte(duePiuUna))
	f.Add([]byte(`{"iupd":"A","payStandIn":false,"companyName":"E","paymentOption":[{"switchToExpired":true,"debtor":{"type":"F","fiscalCode":"X","fullName":"Y"},"installments":[]}]}`))
	f.Add([]byte(`{"paFiscalCode":"12345678903"}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		p, avvertenze, err := posizione.Leggi(b)
		if err != nil {
			require.ErrorIs(t, err, posizione.ErrPosizione)
			return
		}
		if _, err := posizione.Parse(b); err != nil {
			require.NotEmpty(t, avvertenze, "what Parse refuses is told")
		}
		scritto, err := p.Append(nil, posizione.V3)
		if err != nil { // of ACA, without account or category
			return
		}
		q, err := posizione.Parse(scritto)
		require.NoError(t, err)
		ancora, err := q.Append(nil, posizione.V3)
		require.NoError(t, err)
		require.Equal(t, string(scritto), string(ancora))
		_, _, _ = q.Pendenze(posizione.Opzioni{IdDominio: avviso.MustIdDominio("12345678903")})
	})
}
