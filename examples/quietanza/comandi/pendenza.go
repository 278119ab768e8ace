package comandi

import (
	"cmp"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/esterni"
	"github.com/quietanza/quietanza/rpt/nodo"
)

const (
	esempioMinima = `{"stato":"NON_ESEGUITA","importo":"100.00","voci":[{"idVocePendenza":"v1","importo":"100.00"}]}`
	esempioPagata = `{"importo":"100.00","voci":[{"idVocePendenza":"v1","importo":"100.00","eseguita":true}],"stato":"ESEGUITA","versione":1,` +
		`"tentativi":[{"iuv":"01000000000004285","ccp":"c1","stato":"ESEGUITO"}],` +
		`"pagamenti":[{"iuv":"01000000000004285","iur":"R1","indice":1,"ccp":"c1","importo":"100.00","tipo":"ENTRATA"}]}`
)

var gruppoPendenza = []comando{
	crea("pendenza", "pendenza-valida", "controlla una pendenza, nella forma delle API Pendenze di GovPay",
		`{"idA2A":"APP","idPendenza":"P-1","idDominio":"00429440068","causale":"IMU","importo":"10.000","voci":[{"idVocePendenza":"v1","importo":10,"descrizione":"Acconto","codEntrata":"IMU"}]}`,
		`{"ok":true,"valida":false,"violazioni":[{"campo":"importo","codice":"DECIMALI","messaggio":"importo: massimo due decimali"}]}`,
		eseguiPendenzaValida),
	crea("pendenza", "pendenza-transizione", "applica eventi a una pendenza",
		`{"pendenza":`+esempioMinima+`,"eventi":[{"tipo":"Ricevuta","iuv":"01000000000004285","ccp":"c1","esito":0,"voci":[{"indice":1,"importo":"100.00","iur":"R1"}]}]}`,
		`{"ok":true,"pendenza":`+esempioPagata+`,"stato":"ESEGUITA","anomala":false,"azioni":[{"tipo":"Notifica","iuv":"01000000000004285","ccp":"c1"},{"tipo":"ChiudiPromemoria"}]}`,
		eseguiTransizione),
	crea("pendenza", "pendenza-stato", "lo stato di una pendenza in un giorno, qui e in altri sistemi",
		`{"pendenza":{"stato":"NON_ESEGUITA","dataScadenza":"2024-05-03"},"oggi":"2024-05-04"}`,
		`{"ok":true,"stato":"SCADUTA","daVerificare":false,"quietanzabile":false,"govpay":"SCADUTA","gpd":"EXPIRED","p4pa":"EXPIRED","sanp":"Chiusa"}`,
		eseguiStato),
	crea("pendenza", "documento-stato", "lo stato di un documento da quelli delle sue posizioni (vocabolario quietanza o p4pa)",
		`{"stati":["ESEGUITA","NON_ESEGUITA"],"vocabolario":"quietanza"}`, `{"ok":true,"stato":"ESEGUITA_PARZIALE"}`,
		eseguiDocumentoStato),
	crea("pendenza", "verifica", "se un avviso si può pagare, e altrimenti con quale fault",
		`{"pendenza":`+esempioMinima+`,"tentativi":[{"ccp":"c1","stato":"RPT_ATTIVATA","iniziato":"2024-05-03T10:00:00"}],"connettore":"assente","mandatorio":false,"adesso":"2024-05-03T10:29:59"}`,
		`{"ok":true,"esito":"IN_CORSO","faultCode":"PAA_PAGAMENTO_IN_CORSO","descrizione":"Pagamento in attesa risulta in corso all'Ente Creditore. ccp c1"}`,
		eseguiVerifica),
	crea("pendenza", "sessione", "lo stato di una sessione di pagamento dai suoi tentativi",
		`{"tentativi":[{"stato":"RT_ACCETTATA_PA","esito":0},{"stato":"RPT_RIFIUTATA_NODO"}]}`,
		`{"ok":true,"stato":"ESEGUITO_PARZIALE","codiceStato":"PAGAMENTO_PARZIALMENTE_ESEGUITO"}`,
		eseguiSessione),
	crea("pendenza", "redirect", "scrive, o legge, l'URL con cui il cittadino ritorna",
		`{"url":"https://portale.ente.it/esito?lang=it","idSession":"S1","esito":"OK","idPagamento":"P1"}`,
		`{"ok":true,"url":"https://portale.ente.it/esito?lang=it&idSession=S1&esito=OK&idPagamento=P1"}`,
		eseguiRedirect),
	crea("pendenza", "tracciato", "carica un file di posizioni (formato csv, json o loader2)",
		`{"formato":"loader2","contenuto":"ADD;APP;PEND-1;00429440068;TSTPNI70D01L219V;Pino Test;COPIE;100.00;Copie","numerazione":{"aux":0,"codice":"01","prossimo":1902800721470},"gln":"8088888012348"}`,
		`{"ok":true,"stato":"CARICAMENTO_OK","totali":1,"eseguite":1,"fallite":0,"righe":[{"numero":1,"operazione":"ADD","stato":"ESEGUITO","esito":"ADD_OK","descrizione":"pendenza creata","idA2A":"APP","idPendenza":"PEND-1","iuv":"190280072147087","nav":"001190280072147087","qrCode":"PAGOPA|002|001190280072147087|00429440068|10000","barCode":"41580888880123488020001190280072147087390210000"}]}`,
		eseguiTracciato),
}

type esitoValida struct {
	Valida     bool         `json:"valida"`
	Violazioni []violazione `json:"violazioni"`
	Avvertenze []violazione `json:"avvertenze,omitempty"`
}

// violazione is one rule that one field breaks; its message begins with the
// field.
type violazione struct {
	Campo     string        `json:"campo"`
	Codice    avviso.Codice `json:"codice"`
	Messaggio string        `json:"messaggio"`
}

func eseguiPendenzaValida(in json.RawMessage) (esitoValida, error) {
	scelto, in, err := separa(in, "modo")
	if err != nil {
		return esitoValida{}, err
	}
	var m modo
	if scelto != nil {
		if err := decodifica(scelto, &m); err != nil {
			return esitoValida{}, err
		}
	}
	tollerante, err := cmp.Or(m, "rigoroso").tollerante()
	if err != nil {
		return esitoValida{}, err
	}
	var v, avvertenze []avviso.Rilievo
	if tollerante {
		_, avvertenze, err = pendenza.LeggiPendenza(in)
		v, err = violazioniDi(err)
	} else {
		_, v, err = pendenza.EsaminaPendenza(in)
	}
	if err != nil {
		return esitoValida{}, conRichiesta(err)
	}
	return esitoValida{len(v) == 0, daRilievi(v), daRilievi(avvertenze)}, nil
}

// violazioniDi takes the violations out of an error that is nothing else.
func violazioniDi(err error) ([]avviso.Violazione, error) {
	if n, ok := errors.AsType[*pendenza.NonValida](err); ok {
		return n.Violazioni, nil
	}
	return nil, err
}

func daRilievi(rilievi []avviso.Rilievo) []violazione {
	v := make([]violazione, len(rilievi))
	for i, x := range rilievi {
		v[i] = violazione{x.Campo, x.Codice, x.Campo + ": " + x.Testo}
	}
	return v
}

// conRichiesta makes a document that is none a request that is none.
func conRichiesta(err error) error {
	if errors.Is(err, pendenza.ErrDocumento) {
		return richiestaErrata("%v", err)
	}
	return err
}

// leggiMinima reads a pendenza of which only some members may be given; without
// a state it is a new one.
func leggiMinima(campo string, in json.RawMessage) (pendenza.Pendenza, error) {
	p, v, err := pendenza.EsaminaParziale(in)
	if err != nil {
		return pendenza.Pendenza{}, conRichiesta(err)
	}
	if len(v) > 0 {
		return pendenza.Pendenza{}, &pendenza.Errore{
			Codice: v[0].Codice, Campo: campo + "." + v[0].Campo, Err: &pendenza.NonValida{Violazioni: v},
		}
	}
	if p.Stato == 0 {
		p.Stato, p.Versione = pendenza.NonEseguita, max(p.Versione, 1)
	}
	return p, nil
}

type richiestaTransizione struct {
	Pendenza json.RawMessage   `json:"pendenza"`
	Eventi   []json.RawMessage `json:"eventi"`
	Adesso   avviso.DataOra    `json:"adesso"`
}

type esitoTransizione struct {
	Pendenza pendenza.Pendenza `json:"pendenza"`
	Stato    pendenza.Stato    `json:"stato"`
	Anomala  bool              `json:"anomala"`
	Azioni   []pendenza.Azione `json:"azioni"`
}

func eseguiTransizione(in richiestaTransizione) (esitoTransizione, error) {
	if in.Pendenza == nil {
		return esitoTransizione{}, richiestaErrata("manca pendenza")
	}
	p, err := leggiMinima("pendenza", in.Pendenza)
	if err != nil {
		return esitoTransizione{}, err
	}
	out := esitoTransizione{Azioni: []pendenza.Azione{}}
	for i, testo := range in.Eventi {
		e, err := pendenza.ParseEvento(testo, in.Adesso.Time())
		if err != nil {
			return esitoTransizione{}, alPosto(evento(i), conRichiesta(err))
		}
		q, mossa, err := p.Applica(e, pendenza.Opzioni{})
		if err != nil {
			return esitoTransizione{}, alPosto(evento(i), err)
		}
		p, out.Azioni = q, append(out.Azioni, mossa.Azioni...)
	}
	out.Pendenza, out.Stato, out.Anomala = p, p.Stato, p.Anomala()
	return out, nil
}

type richiestaStato struct {
	Pendenza json.RawMessage `json:"pendenza"`
	Oggi     avviso.Data     `json:"oggi"`
}

type esitoStato struct {
	Stato         pendenza.StatoEffettivo `json:"stato"`
	DaVerificare  bool                    `json:"daVerificare"`
	Quietanzabile bool                    `json:"quietanzabile"`
	GovPay        esterni.GovPay          `json:"govpay,omitzero"`
	GPD           esterni.GPD             `json:"gpd,omitzero"`
	P4PA          esterni.P4PA            `json:"p4pa,omitzero"`
	SANP          esterni.SANP            `json:"sanp,omitzero"`
}

func eseguiStato(in richiestaStato) (esitoStato, error) {
	if in.Pendenza == nil || !in.Oggi.IsValid() {
		return esitoStato{}, richiestaErrata("servono pendenza e oggi")
	}
	p, err := leggiMinima("pendenza", in.Pendenza)
	if err != nil {
		return esitoStato{}, err
	}
	stato, daVerificare := p.StatoEffettivo(in.Oggi)
	x := esterni.Proietta(&p, in.Oggi)
	return esitoStato{stato, daVerificare, p.Quietanzabile(), x.GovPay, x.GPD, x.P4PA, x.SANP}, nil
}

type richiestaDocumento struct {
	Stati       []string `json:"stati"`
	Vocabolario string   `json:"vocabolario"`
}

type esitoDocumento struct {
	Stato string `json:"stato"`
}

func eseguiDocumentoStato(in richiestaDocumento) (esitoDocumento, error) {
	switch in.Vocabolario {
	case "quietanza":
		stati, err := leggiStati(in.Stati, pendenza.ParseStatoEffettivo)
		if err != nil {
			return esitoDocumento{}, err
		}
		s, err := pendenza.StatoDocumento(slices.Values(stati))
		return esitoDocumento{s.String()}, err
	case "p4pa":
		stati, err := leggiP4PA(in.Stati)
		if err != nil {
			return esitoDocumento{}, err
		}
		s, err := esterni.P4PARate(slices.Values(stati))
		return esitoDocumento{string(s)}, err
	}
	return esitoDocumento{}, richiestaErrata("vocabolario %q: né quietanza né p4pa", in.Vocabolario)
}

func leggiStati[S any](nomi []string, parse func(string) (S, error)) ([]S, error) {
	stati := make([]S, 0, len(nomi))
	for _, n := range nomi {
		s, err := parse(n)
		if err != nil {
			return nil, err
		}
		stati = append(stati, s)
	}
	return stati, nil
}

// leggiP4PA refuses a name that is no state of the platform, as the reader of
// our own does.
func leggiP4PA(nomi []string) ([]esterni.P4PA, error) {
	return leggiStati(nomi, func(n string) (esterni.P4PA, error) {
		s := esterni.P4PA(n)
		if !s.IsValid() {
			return "", &pendenza.Errore{Codice: pendenza.CodiceNome, Campo: "stato", Valore: n, Err: pendenza.ErrNome}
		}
		return s, nil
	})
}

type richiestaVerifica struct {
	Pendenza          json.RawMessage            `json:"pendenza"`
	Tentativi         []tentativoVerifica        `json:"tentativi"`
	Connettore        *voce[pendenza.Connettore] `json:"connettore"`
	Mandatorio        bool                       `json:"mandatorio"`
	RispostaHost      voce[pendenza.StatoHost]   `json:"rispostaHost"`
	PendenzaHost      json.RawMessage            `json:"pendenzaHost"`
	AlternativaPagata bool                       `json:"alternativaPagata"`
	Adesso            avviso.DataOra             `json:"adesso"`
	TimeoutTentativo  *cifre                     `json:"timeoutTentativo"` // minutes
}

type tentativoVerifica struct {
	IUV      avviso.IUV     `json:"iuv"`
	CCP      string         `json:"ccp"`
	Stato    string         `json:"stato"`
	Iniziato avviso.DataOra `json:"iniziato"`
}

type rispostaVerifica struct {
	Esito       pendenza.EsitoVerifica `json:"esito"`
	FaultCode   nodo.FaultCode         `json:"faultCode,omitempty"`
	Descrizione string                 `json:"descrizione,omitempty"`
}

func eseguiVerifica(in richiestaVerifica) (rispostaVerifica, error) {
	if in.Connettore == nil || !in.Adesso.IsValid() {
		return rispostaVerifica{}, richiestaErrata("servono connettore e adesso")
	}
	r, err := in.leggi()
	if err != nil {
		return rispostaVerifica{}, err
	}
	v := r.Decidi()
	return rispostaVerifica{v.Esito, v.FaultCode, v.Descrizione}, nil
}

// leggi returns what a verification depends on.
func (in *richiestaVerifica) leggi() (r pendenza.RichiestaVerifica, err error) {
	r = pendenza.RichiestaVerifica{
		Connettore: pendenza.ConnettoreAssente, AlternativaPagata: in.AlternativaPagata, Adesso: in.Adesso.Time(),
		Politica: pendenza.Politica{AggiornamentoMandatorio: in.Mandatorio},
	}
	if in.Connettore != nil {
		r.Connettore = in.Connettore.valore
	}
	if t := in.TimeoutTentativo; t != nil {
		r.Politica.Timeout, r.Politica.SenzaTimeout = time.Duration(*t)*time.Minute, *t == 0
	}
	if presente(in.Pendenza) {
		p, err := leggiMinima("pendenza", in.Pendenza)
		if err != nil {
			return r, err
		}
		r.Pendenza = &p
	}
	for _, t := range in.Tentativi {
		stato, _ := pendenza.StatoTentativoDi(t.Stato)
		r.Tentativi = append(r.Tentativi, pendenza.Tentativo{IUV: t.IUV, CCP: t.CCP, Stato: stato, Iniziato: t.Iniziato.Time()})
	}
	if in.RispostaHost.valore.IsValid() {
		a, err := rispostaHost(*in)
		if err != nil {
			return r, err
		}
		r.Risposte = []pendenza.RispostaHost{a}
	}
	return r, nil
}

func presente(v json.RawMessage) bool { return v != nil && string(v) != "null" }

// rispostaHost is the answer of the host; a pendenza that breaks rules is none.
func rispostaHost(in richiestaVerifica) (pendenza.RispostaHost, error) {
	a := pendenza.RispostaHost{Stato: in.RispostaHost.valore}
	if !presente(in.PendenzaHost) {
		return a, nil
	}
	p, v, err := pendenza.EsaminaParziale(in.PendenzaHost)
	if err == nil && len(v) == 0 {
		a.Pendenza = &p
	}
	return a, conRichiesta(err)
}
