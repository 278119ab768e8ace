package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// voceDaVedere is one thing that a person must look at.
type voceDaVedere struct {
	oggetto string // kind of object and class
	chiave  string // what names it
	motivo  string // why, in plain Italian
}

// elencaDaVedere lists what a person must look at, in the order of the report.
func elencaDaVedere(r *rendicontazione.Report, pagine []cassa.Intestazione) []voceDaVedere {
	var v []voceDaVedere
	aggiungi := func(oggetto, classe, chiave, motivo string) {
		if motivo != "" {
			v = append(v, voceDaVedere{oggetto + " " + classe, chiave, motivo})
		}
	}
	for _, gruppo := range cassa.PerGiornale(pagine) {
		h := gruppo[0]
		aggiungi("giornale di cassa", "INCOMPLETO", h.Dominio.String()+" "+h.Al.Italiana(), pagineMancanti(gruppo))
	}
	for i := range r.Movimenti {
		m := &r.Movimenti[i]
		aggiungi("movimento", m.Classe.String(), nomeMovimento(m), spiegaMovimento(r, i))
	}
	for i := range r.Flussi {
		f := &r.Flussi[i]
		aggiungi("flusso", f.Classe.String(), f.IDFlusso, spiegaFlusso(r, f))
	}
	for i := range r.Righe {
		g := &r.Righe[i]
		aggiungi("riga", g.Classe.String(), g.IDFlusso()+" riga "+strconv.Itoa(int(g.Posizione)), spiegaRiga(r, i))
	}
	for i := range r.Ricevute {
		g := &r.Ricevute[i]
		aggiungi("ricevuta", g.Classe.String(), fmt.Sprintf("%s/%s/%d", g.IUV, g.IUR, g.Indice), spiegaRicevuta(g))
	}
	for i := range r.Pendenze {
		p := &r.Pendenze[i]
		aggiungi("pendenza", p.Classe.String(), p.ID, spiegaPendenza(p))
	}
	for _, c := range r.Conflitti {
		aggiungi("conflitto", c.Tipo.String(), c.Chiave, c.Motivo)
	}
	return v
}

func pagineMancanti(gruppo []cassa.Intestazione) string {
	mancanti, err := cassa.Mancanti(gruppo)
	if err != nil {
		return "le pagine del giornale si contraddicono: " + err.Error()
	}
	var numeri []string
	for n := range mancanti {
		if len(numeri) == 20 {
			numeri = append(numeri, "…")
			break
		}
		numeri = append(numeri, strconv.Itoa(n))
	}
	if len(numeri) == 0 {
		return ""
	}
	return fmt.Sprintf("manca la pagina %s di %d: gli accrediti che contiene non sono stati considerati", strings.Join(numeri, ", "), gruppo[0].Pagine)
}

func nomeMovimento(m *rendicontazione.EsitoMovimento) string {
	nome := m.ID + " del " + m.DataContabile.Italiana()
	if m.Fonte != "" {
		nome = m.Fonte + " " + nome
	}
	return nome
}

func euro(i interface{ Italiano() string }) string { return "€ " + i.Italiano() }

// spiegaMovimento says why a movement needs a person, "" when it does not.
func spiegaMovimento(r *rendicontazione.Report, i int) string {
	m := &r.Movimenti[i]
	accredito := "accredito di " + euro(m.Importo)
	switch m.Classe {
	case rendicontazione.MovimentoStorno:
		switch {
		case m.Segnali.Contiene(rendicontazione.SegnaleStornoSenzaOriginale):
			return "storno di " + euro(m.Importo) + " di cui non si trova l'accredito"
		case m.Segnali.Contiene(rendicontazione.SegnaleStornoImportoDiverso):
			return "storno di " + euro(m.Importo) + ", diverso dall'importo dell'accredito stornato"
		}
		return ""
	case rendicontazione.MovimentoCausaleIlleggibile:
		return accredito + ": è un riversamento pagoPA ma la causale non si legge: " + abbrevia(m.Causale)
	case rendicontazione.MovimentoFlussoNonTrovato:
		if m.Segnali.Contiene(rendicontazione.SegnaleFlussoAmbiguo) {
			return accredito + ": più flussi si chiamano " + m.Riferimento + ", salvo maiuscole e minuscole"
		}
		return accredito + ": il flusso " + m.Riferimento + " non è arrivato nei termini; chiederlo al Nodo o al PSP"
	case rendicontazione.MovimentoFlussoAnomalo:
		return accredito + ": il flusso " + m.Flusso + " è anomalo, finché non è corretto non si può imputare"
	case rendicontazione.MovimentoFlussoGiaRiconciliato:
		return accredito + ": il flusso " + m.Flusso + " è già pagato da un altro accredito; forse un bonifico doppio da restituire"
	case rendicontazione.MovimentoImportoDiverso:
		verso := "in più"
		if m.Delta.Segno() < 0 {
			verso = "in meno"
		}
		return accredito + ": " + euro(m.Delta.Abs()) + " " + verso + " di quanto dice " + diCosa(m)
	case rendicontazione.MovimentoIUVNonTrovato:
		return accredito + ": nessuna ricevuta per lo IUV " + m.Riferimento
	case rendicontazione.MovimentoIUVAmbiguo:
		return accredito + ": lo IUV " + m.Riferimento + " è stato pagato più volte, non si sa quale pagamento copra"
	case rendicontazione.MovimentoPagamentoGiaRiconciliato:
		return accredito + ": il pagamento dello IUV " + m.Riferimento + " risulta già incassato"
	default:
		return ""
	}
}

func diCosa(m *rendicontazione.EsitoMovimento) string {
	if m.Flusso != "" {
		return "il flusso " + m.Flusso
	}
	return "la ricevuta dello IUV " + m.IUVTrovato
}

func abbrevia(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 80 {
		return string(r[:80]) + "…"
	}
	return s
}

// spiegaFlusso says why a flow needs a person.
func spiegaFlusso(r *rendicontazione.Report, f *rendicontazione.EsitoFlusso) string {
	totale := "flusso di " + euro(f.ImportoTotalePagamenti) + " regolato il " + f.DataRegolamento.Italiana()
	switch f.Classe {
	case rendicontazione.FlussoAnomalo:
		var codici []string
		for _, c := range f.Anomalie {
			codici = append(codici, string(c)+" "+spiegaAnomalia[string(c)])
		}
		return totale + ": " + strings.Join(codici, "; ")
	case rendicontazione.FlussoImportoDiverso:
		var importi []string
		for _, i := range f.Accrediti {
			importi = append(importi, euro(r.Movimenti[i].Importo))
		}
		return totale + ", ma sono arrivati " + strings.Join(importi, " e ")
	case rendicontazione.FlussoAccreditoMancante:
		return totale + ": l'accredito non è arrivato nei termini; sollecitare il PSP " + f.Mittente.Codice
	default:
		return ""
	}
}

// spiegaAnomalia are GovPay's codes of the anomalies of a whole flow, in plain Italian.
var spiegaAnomalia = map[string]string{
	"007102": "una riga corrisponde a ricevute in contraddizione fra loro",
	"007106": "la somma delle righe non è il totale dichiarato",
	"007107": "il numero delle righe non è quello dichiarato",
	"007116": "il ricevente scritto nel flusso è un altro ente",
}

// spiegaRiga says why a row needs a person.
func spiegaRiga(r *rendicontazione.Report, i int) string {
	g := &r.Righe[i]
	riga := "IUV " + g.IUV + ", " + euro(g.Importo)
	switch g.Classe {
	case rendicontazione.RigaDuplicata:
		return riga + ": ripete una riga precedente dello stesso flusso"
	case rendicontazione.RigaEsitoSconosciuto:
		return riga + ": il codice esito " + g.Esito.String() + " non esiste"
	case rendicontazione.RigaPagamentoAmbiguo:
		return riga + ": della ricevuta ci sono copie diverse"
	case rendicontazione.RigaPagamentoGiaRendicontato:
		return riga + ": il pagamento è già in un altro flusso"
	case rendicontazione.RigaRevocaDiversa:
		return riga + ": la revoca non è dell'importo revocato sulla ricevuta"
	case rendicontazione.RigaImportoDiverso:
		if n, ok := r.RicevutaDi(i); ok {
			return riga + ": la ricevuta è di " + euro(r.Ricevute[n].Importo)
		}
		return riga + ": la ricevuta è di un altro importo"
	case rendicontazione.RigaSenzaRicevutaMultivoce:
		return riga + ": pagamento senza ricevuta su una pendenza di più voci, non si sa quale copra"
	case rendicontazione.RigaPendenzaSconosciuta:
		return riga + ": pagamento senza ricevuta e senza pendenza"
	case rendicontazione.RigaSenzaRicevuta:
		return riga + ": manca la ricevuta; chiederla al Nodo"
	default:
		return ""
	}
}

// spiegaRicevuta says why a receipt item needs a person; what its row already
// says is not said again.
func spiegaRicevuta(g *rendicontazione.EsitoRicevuta) string {
	pagata := euro(g.Importo) + " pagati il " + g.Data.Italiana()
	switch {
	case g.Classe == rendicontazione.RicevutaNonRendicontata:
		return pagata + ": nessun flusso li rendiconta e i termini sono passati"
	case g.Segnali.Contiene(rendicontazione.SegnaleDoppio):
		return pagata + ": la stessa voce è stata pagata più volte"
	}
	return ""
}

// spiegaPendenza says why a debt position needs a person.
func spiegaPendenza(p *rendicontazione.EsitoPendenza) string {
	switch {
	case p.Classe == rendicontazione.PendenzaAnomala:
		var voci []string
		for _, v := range p.Voci {
			switch v.Classe {
			case rendicontazione.VoceDifforme:
				voci = append(voci, fmt.Sprintf("la voce %d di %s è pagata o rendicontata con un altro importo", v.Indice, euro(v.Importo)))
			case rendicontazione.VoceRevocata:
				voci = append(voci, fmt.Sprintf("il pagamento della voce %d di %s è stato revocato", v.Indice, euro(v.Importo)))
			}
		}
		return strings.Join(voci, "; ")
	case p.Classe == rendicontazione.PendenzaIncassata && !p.Quietanzabile:
		return "incassata, ma pagata più di una volta: prima di quietanzare va trattato il doppione"
	}
	return ""
}

// significato says in a few words what a class means.
var significato = map[string]string{
	"movimento FUORI_AMBITO":               "conto di un ente non richiesto",
	"movimento USCITA":                     "denaro uscito",
	"movimento STORNO":                     "storno di un accredito",
	"movimento STORNATO":                   "accredito stornato",
	"movimento NON_PAGOPA":                 "accredito che non viene da pagoPA",
	"movimento CAUSALE_ILLEGGIBILE":        "riversamento pagoPA con la causale illeggibile",
	"movimento IN_ATTESA_FLUSSO":           "il flusso deve ancora arrivare",
	"movimento FLUSSO_NON_TROVATO":         "il flusso non è arrivato",
	"movimento FLUSSO_ANOMALO":             "il flusso è sbagliato",
	"movimento RICONCILIATO":               "paga un flusso per intero",
	"movimento INTEGRAZIONE":               "completa il pagamento di un flusso",
	"movimento FLUSSO_GIA_RICONCILIATO":    "il flusso era già pagato",
	"movimento IMPORTO_DIVERSO":            "importo diverso da quello del flusso o della ricevuta",
	"movimento IUV_NON_TROVATO":            "bonifico singolo senza ricevuta",
	"movimento IUV_AMBIGUO":                "bonifico singolo con più ricevute",
	"movimento PAGAMENTO_GIA_RICONCILIATO": "bonifico singolo di un pagamento già incassato",
	"movimento RICONCILIATO_SINGOLO":       "bonifico singolo che paga la sua ricevuta",

	"flusso FUORI_AMBITO":        "flusso di un ente non richiesto",
	"flusso OBSOLETO":            "sostituito da una versione successiva",
	"flusso ANOMALO":             "il flusso è sbagliato",
	"flusso RICONCILIATO":        "accreditato per intero",
	"flusso IMPORTO_DIVERSO":     "accreditato con un altro importo",
	"flusso IN_ATTESA_ACCREDITO": "l'accredito deve ancora arrivare",
	"flusso ACCREDITO_MANCANTE":  "l'accredito non è arrivato",

	"riga FUORI_AMBITO":               "riga di un flusso di un altro ente",
	"riga OBSOLETA":                   "riga di una versione sostituita",
	"riga DUPLICATA":                  "ripetuta nel flusso",
	"riga ESITO_SCONOSCIUTO":          "codice esito che non esiste",
	"riga PAGAMENTO_AMBIGUO":          "ricevute in contraddizione",
	"riga PAGAMENTO_GIA_RENDICONTATO": "pagamento già in un altro flusso",
	"riga REVOCA_ABBINATA":            "revoca, importo giusto",
	"riga REVOCA_DIVERSA":             "revoca, importo diverso",
	"riga ABBINATA":                   "ha la sua ricevuta",
	"riga IMPORTO_DIVERSO":            "la ricevuta ha un altro importo",
	"riga ALTRO_INTERMEDIARIO":        "IUV di un altro intermediario dell'ente",
	"riga SENZA_RICEVUTA_AMMESSA":     "pagata senza ricevuta, come può accadere",
	"riga SENZA_RICEVUTA_MULTIVOCE":   "senza ricevuta su più voci",
	"riga PENDENZA_SCONOSCIUTA":       "senza ricevuta e senza pendenza",
	"riga SENZA_RICEVUTA":             "la ricevuta manca",

	"ricevuta ESCLUSA":          "bollo, o importo di un altro ente",
	"ricevuta REVOCATA":         "pagamento revocato",
	"ricevuta INCASSATA":        "il denaro è sul conto",
	"ricevuta RIGA_DIFFORME":    "il flusso la riporta diversa",
	"ricevuta RENDICONTATA":     "nel flusso, non ancora accreditata",
	"ricevuta IN_ATTESA":        "il flusso deve ancora arrivare",
	"ricevuta NON_RENDICONTATA": "nessun flusso la riporta",

	"voce ESCLUSA":      "bollo, o importo di un altro ente",
	"voce INCASSATA":    "il denaro è sul conto",
	"voce RENDICONTATA": "nel flusso, non ancora accreditata",
	"voce PAGATA":       "pagata, non ancora nel flusso",
	"voce DIFFORME":     "pagata o rendicontata con un altro importo",
	"voce REVOCATA":     "pagamento revocato",
	"voce NON_PAGATA":   "da pagare",

	"pendenza ESCLUSA":                "nessuna voce spetta all'ente",
	"pendenza ANOMALA":                "una voce è difforme o revocata",
	"pendenza INCASSATA":              "tutto il denaro è sul conto",
	"pendenza PARZIALMENTE_INCASSATA": "parte del denaro è sul conto",
	"pendenza RENDICONTATA":           "tutta nei flussi, non ancora accreditata",
	"pendenza PAGATA":                 "tutta pagata, non ancora tutta nei flussi",
	"pendenza PARZIALE":               "pagata in parte",
	"pendenza NON_PAGATA":             "da pagare",
}

// quietanzabili lists the positions that may be discharged.
func quietanzabili(r *rendicontazione.Report) []*rendicontazione.EsitoPendenza {
	var q []*rendicontazione.EsitoPendenza
	for i := range r.Pendenze {
		if r.Pendenze[i].Quietanzabile {
			q = append(q, &r.Pendenze[i])
		}
	}
	return slices.Clip(q)
}
