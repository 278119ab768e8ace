package carta

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
)

// Ricevuta is what the receipt on paper says, whatever document it comes from.
type Ricevuta struct {
	Eseguito  bool   // something was paid
	Esito     string // the outcome in words
	Avviso    string // codice avviso in groups, "" when the document has none
	IUV       string
	ID        campoID // what tells this payment from another of the same IUV
	Quando    string  // day, and time where known
	Applicata string  // the day that the PSP booked it
	Importo   avviso.Importo
	Oggetto   string
	Ente      parte
	Debitore  parte
	Versante  *parte // who paid, when another
	PSP       parte
	Metodo    string // how it was paid
	Canale    string
	Parziale  bool // some items were not paid
	Voci      []voceRicevuta
	Spese     *avviso.Importo // commission of the PSP; nil when not told
}

// campoID is an identifier with its name.
type campoID struct{ Nome, Valore string }

// parte is a party: its code, its name, and further lines.
type parte struct {
	Codice, Nome string
	Altro        []string
}

// voceRicevuta is one item of a payment.
type voceRicevuta struct {
	Causale string
	Per     string // body that the item is for
	Importo avviso.Importo
	IUR     string
	Esito   string
	Bollo   bool // a digital stamp
}

// daRT takes what is printed from an RT.
func daRT(rt *rpt.RT) (*Ricevuta, error) {
	d := &rt.DatiPagamento
	r := &Ricevuta{
		Eseguito: !d.ImportoTotalePagato.IsZero(), Esito: d.CodiceEsitoPagamento.Testo(), IUV: d.IdentificativoUnivocoVersamento,
		ID:     campoID{"ID ricevuta", d.CodiceContestoPagamento},
		Quando: quando(rt.DataOraMessaggioRicevuta), Importo: d.ImportoTotalePagato,
		Ente: parte{rt.EnteBeneficiario.IdentificativoUnivoco.CodiceIdentificativoUnivoco, rt.EnteBeneficiario.Denominazione, nonVuote(
			rt.EnteBeneficiario.DenomUnitOper, indirizzo(rt.EnteBeneficiario.Indirizzo, rt.EnteBeneficiario.Civico,
				rt.EnteBeneficiario.CAP, rt.EnteBeneficiario.Localita, rt.EnteBeneficiario.Provincia))},
		Debitore: parteRT(rt.SoggettoPagatore),
		PSP:      parte{rt.IstitutoAttestante.IdentificativoUnivoco.CodiceIdentificativoUnivoco, rt.IstitutoAttestante.Denominazione, nonVuote(rt.IstitutoAttestante.DenomUnitOper)},
	}
	if v := rt.SoggettoVersante; v != nil && v.IdentificativoUnivoco != rt.SoggettoPagatore.IdentificativoUnivoco {
		p := parteRT(rpt.SoggettoPagatore(*v))
		r.Versante = &p
	}
	var ultima avviso.Data
	for i := range d.DatiSingoloPagamento {
		s := &d.DatiSingoloPagamento[i]
		if e := s.DataEsitoSingoloPagamento; e.IsValid() && (!ultima.IsValid() || e.Dopo(ultima)) {
			ultima, r.Applicata = e, e.Italiana()
		}
		if i == 0 {
			r.Oggetto = causale(s.CausaleVersamento)
		}
		r.Parziale = r.Parziale || s.SingoloImportoPagato.IsZero()
		r.Voci = append(r.Voci, voceRicevuta{
			Causale: causale(s.CausaleVersamento), Importo: s.SingoloImportoPagato, IUR: s.IdentificativoUnivocoRiscossione,
			Esito: s.EsitoSingoloPagamento, Bollo: s.AllegatoRicevuta != nil && s.AllegatoRicevuta.TipoAllegatoRicevuta == rpt.AllegatoBD,
		})
		if c := s.CommissioniApplicatePSP; c != nil {
			spese := *c
			if r.Spese != nil {
				somma, err := r.Spese.Somma(*c)
				if err != nil {
					return nil, err
				}
				spese = somma
			}
			r.Spese = &spese
		}
	}
	return r, nil
}

// daNuova takes what is printed from a receipt of the newer models.
func daNuova(n *rpt.Ricevuta) *Ricevuta {
	r := &Ricevuta{
		Eseguito: n.Outcome == rpt.OutcomeOK, Esito: "Pagamento eseguito", IUV: n.CreditorReferenceID,
		ID: campoID{"ID ricevuta", n.ReceiptID}, Importo: n.PaymentAmount, Oggetto: n.Description,
		Ente: parte{n.FiscalCode, n.CompanyName, nonVuote(n.OfficeName)}, Debitore: parteNuova(&n.Debtor),
		PSP:    parte{cmp.Or(n.PSPFiscalCode, n.PSPPartitaIVA, n.IDPSP), n.PSPCompanyName, nil},
		Canale: n.ChannelDescription, Metodo: n.PaymentMethod, Spese: n.Fee,
	}
	if !r.Eseguito {
		r.Esito = "Pagamento non eseguito"
	}
	if nav, err := avviso.ParseNumeroAvviso(n.NoticeNumber); err == nil {
		r.Avviso = nav.Visuale()
	}
	switch {
	case n.PaymentDateTime.IsValid():
		r.Quando = quando(n.PaymentDateTime)
	case n.Data().IsValid():
		r.Quando = n.Data().Italiana()
	}
	if n.ApplicationDate.IsValid() {
		r.Applicata = n.ApplicationDate.Italiana()
	}
	if n.Payer != nil && n.Payer.EntityUniqueIdentifierValue != n.Debtor.EntityUniqueIdentifierValue {
		p := parteNuova(n.Payer)
		r.Versante = &p
	}
	for i := range n.TransferList {
		t := &n.TransferList[i]
		r.Voci = append(r.Voci, voceRicevuta{
			Causale: causale(t.RemittanceInformation), Per: strings.Join(nonVuote(t.CompanyName, t.FiscalCodePA), ", "),
			Importo: t.TransferAmount, IUR: n.ReceiptID, Bollo: t.MBDAttachment != nil || t.RichiestaMarcaDaBollo != nil,
		})
	}
	return r
}

func parteRT(s rpt.SoggettoPagatore) parte {
	return parte{s.IdentificativoUnivoco.CodiceIdentificativoUnivoco, s.Anagrafica, nonVuote(indirizzo(s.Indirizzo, s.Civico, s.CAP, s.Localita, s.Provincia))}
}

func parteNuova(s *rpt.Subject) parte {
	return parte{
		s.EntityUniqueIdentifierValue, s.FullName,
		nonVuote(indirizzo(s.StreetName, s.CivicNumber, s.PostalCode, s.City, s.StateProvinceRegion)),
	}
}

// indirizzo puts an address on one line: "Via dei Test 12/b, 10100 Torino (TO)".
func indirizzo(via, civico, codice, localita, provincia string) string {
	if provincia != "" {
		provincia = "(" + provincia + ")"
	}
	return strings.Join(nonVuote(strings.Join(nonVuote(via, civico), " "), strings.Join(nonVuote(codice, localita, provincia), " ")), ", ")
}

func nonVuote(parti ...string) []string {
	var piene []string
	for _, p := range parti {
		if p != "" {
			piene = append(piene, p)
		}
	}
	return piene
}

// causale returns the words of a causale of pagoPA, what follows /TXT/; the whole
// when there are none.
func causale(s string) string {
	if _, testo, ok := strings.Cut(s, "/TXT/"); ok && testo != "" {
		return testo
	}
	return s
}

// quando returns an instant as day and time of Europe/Rome.
func quando(d avviso.DataOra) string {
	return d.Data().Italiana() + " " + d.Time().Format("15:04")
}

// mancanti tells what the receipt on paper must say and the document does not.
func (r *Ricevuta) mancanti() []string {
	var note []string
	for _, c := range [][2]string{
		{"data e ora dell'operazione", r.Quando},
		{"data applicativa", r.Applicata},
		{"codice fiscale dell'ente", r.Ente.Codice},
		{"nome dell'ente", r.Ente.Nome},
		{"IUV", r.IUV},
		{"nome del PSP", r.PSP.Nome},
		{"codice fiscale del PSP", r.PSP.Codice},
		{"ID ricevuta", r.ID.Valore},
		{"oggetto", r.Oggetto},
	} {
		if c[1] == "" {
			note = append(note, "RICEVUTA "+c[0]+": il documento non lo dice")
		}
	}
	return note
}

// Nome returns the name of the file, without extension.
func (r *Ricevuta) Nome() string {
	return "ricevuta_" + nomeSicuro(r.Ente.Codice) + "_" + nomeSicuro(r.IUV) + "_" + nomeSicuro(r.ID.Valore)
}

// nomeSicuro returns a text of a document as part of a file name.
func nomeSicuro(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r == '-' {
			return r
		}
		return '-'
	}, s)
}

// nonDisegnabili tells the characters of a receipt that the fonts cannot draw.
func (r *Ricevuta) nonDisegnabili() []string {
	campi := [][2]string{{"oggetto", r.Oggetto}, {"ente", r.Ente.testo()}, {"debitore", r.Debitore.testo()}, {"psp", r.PSP.testo()}}
	if r.Versante != nil {
		campi = append(campi, [2]string{"versante", r.Versante.testo()})
	}
	for i, v := range r.Voci {
		campi = append(campi, [2]string{fmt.Sprintf("voci[%d]", i), v.Causale + v.Per + v.Esito})
	}
	var note []string
	for _, c := range campi {
		if nota := notaPersi(c[0], c[1]); nota != "" {
			note = append(note, nota)
		}
	}
	return note
}

func (p parte) testo() string { return p.Nome + " " + strings.Join(p.Altro, " ") }
