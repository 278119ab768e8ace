package main

import (
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// marzo is what happened in March 2025.
func (c *comune) marzo() {
	primo := c.giorniNormali()
	c.flussoSostituito()
	c.flussoIntegrato()
	c.accreditiSbagliati()
	c.accreditoStornato()
	c.flussiAnomali()
	c.righeDifficili(primo)
	c.revoche()
	c.bonificiSingoli(primo)
	c.inAttesa()
	c.senzaFlusso()
	c.altroEnte()
	for _, p := range []struct{ id, importo string }{{"TARI-2025-014", "188.40"}, {"TARI-2025-015", "203.15"}, {"MULTA-2025-009", "42.00"}} {
		c.pendenza(p.id, p.importo)
	}
}

// giorniNormali are the days on which all goes well; it returns the payments of the first flow.
func (c *comune) giorniNormali() []pagamento {
	var pagati []pagamento
	var righe []flusso.Riga
	for i, importo := range []string{"154.20", "98.75", "212.00"} {
		p := c.paga(c.pendenza("TARI-2025-00"+string(rune('1'+i)), importo), "2025-03-03", bancaFinta)
		pagati = append(pagati, p)
		righe = append(righe, p.riga(1, ""))
	}
	f := c.rendiconta(bancaFinta, "2025-03-03", "0000000001", righe...)
	c.accreditaFlusso("2025-03-04", f, "", bancaFinta)

	// A flow credited on the postal account; the TEFA of the TARI goes to the province, the stamp to
	// nobody.
	mensa := c.paga(c.pendenza("MENSA-2025-001", "66.00"), "2025-03-05", posteFinte)
	tefa := c.paga(c.pendenza("TARI-2025-006", "180.00", "9.00 TEFA"), "2025-03-05", posteFinte)
	bollo := c.paga(c.pendenza("DIRITTI-2025-001", "30.00", "16.00 MBT"), "2025-03-05", posteFinte)
	c.paga(c.pendenza("BOLLO-2025-001", "16.00 MBT"), "2025-03-05", posteFinte)
	c.rendiconta(posteFinte, "2025-03-05", "0000000002", mensa.riga(1, ""), tefa.riga(1, ""), bollo.riga(1, ""))
	return pagati
}

// flussoSostituito: the PSP sends a flow again, with a payment that it had forgotten. The bank wraps the
// text of the credit inside the identifier.
func (c *comune) flussoSostituito() {
	a := c.paga(c.pendenza("MULTA-2025-001", "42.00"), "2025-03-07", bancaFinta)
	b := c.paga(c.pendenza("MULTA-2025-002", "87.00"), "2025-03-07", bancaFinta)
	vecchio := c.rendiconta(bancaFinta, "2025-03-07", "0000000003", a.riga(1, ""))
	vecchio.nome += "-prima"
	nuovo := c.rendiconta(bancaFinta, "2025-03-07", "0000000003", a.riga(1, ""), b.riga(1, ""))
	nuovo.flusso.DataOraFlusso = avviso.MustDataOra("2025-03-10T09:15:00")
	causale := "BONIFICO DA BANCA FINTA /PUR/LGPE-RIVERSAMENTO/URI/" + strings.Replace(nuovo.flusso.IDFlusso, "-0000", "\n-0000", 1)
	c.accredita("2025-03-10", nuovo.flusso.ImportoTotalePagamenti.String(), causale, nuovo.flusso.IDRegolamento, bancaFinta)
}

// flussoIntegrato: a flow of FdR 3, credited with two transfers. The second item of TARI-2025-007 goes
// to another account, hence to another flow.
func (c *comune) flussoIntegrato() {
	a := c.paga(c.pendenza("ASILO-2025-001", "250.00"), "2025-03-10", istituto)
	b := c.paga(c.pendenza("ASILO-2025-002", "310.00"), "2025-03-10", istituto)
	rate := c.paga(c.pendenza("TARI-2025-007", "120.00", "35.50"), "2025-03-10", istituto)
	f := c.rendiconta(istituto, "2025-03-10", "0000000004", a.riga(1, ""), b.riga(1, ""), rate.riga(1, ""))
	f.json = true
	for i, importo := range []string{"430.00", "250.00"} {
		causale := "/PUR/LGPE-RIVERSAMENTO/TXT/" + string(rune('0'+i)) + "/URI/" + f.flusso.IDFlusso
		c.accredita("2025-03-11", importo, causale, f.flusso.IDRegolamento, istituto)
	}
	altra := c.paga(c.pendenza("ASILO-2025-003", "275.00"), "2025-03-10", istituto)
	g := c.rendiconta(istituto, "2025-03-10", "0000000005", rate.riga(2, ""), altra.riga(1, ""))
	g.nome += "-altro-conto"
}

// accreditiSbagliati: one flow is credited twice, another short.
func (c *comune) accreditiSbagliati() {
	a := c.paga(c.pendenza("CANONE-2025-001", "520.00"), "2025-03-11", cassaRurale)
	doppio := c.rendiconta(cassaRurale, "2025-03-11", "0000000006", a.riga(1, ""))
	c.accreditaFlusso("2025-03-12", doppio, "", cassaRurale)
	c.accreditaFlusso("2025-03-13", doppio, "", cassaRurale)

	b := c.paga(c.pendenza("CANONE-2025-002", "340.00"), "2025-03-12", cassaRurale)
	d := c.paga(c.pendenza("CANONE-2025-003", "95.00"), "2025-03-12", cassaRurale)
	corto := c.rendiconta(cassaRurale, "2025-03-12", "0000000007", b.riga(1, ""), d.riga(1, ""))
	c.accreditaFlusso("2025-03-13", corto, "430.00", cassaRurale)
}

// accreditoStornato: the credit of the flow of the other account comes and goes back.
func (c *comune) accreditoStornato() {
	for _, v := range c.flussi {
		if strings.HasSuffix(v.nome, "-altro-conto") {
			storno := c.accreditaFlusso("2025-03-11", v, "", istituto)
			storno.TipoOperazione, storno.BollettaStorno, storno.DataMovimento = "STORNATO", "9901", avviso.MustData("2025-03-12")
			c.giornale["2025-03-12"] = append(c.giornale["2025-03-12"], storno)
			return
		}
	}
}

// flussiAnomali: one flow has a wrong total, of another there are two receipts that contradict
// each other.
func (c *comune) flussiAnomali() {
	a := c.paga(c.pendenza("MULTA-2025-003", "173.00"), "2025-03-13", bancaFinta)
	f := c.rendiconta(bancaFinta, "2025-03-13", "0000000008", a.riga(1, ""))
	f.flusso.ImportoTotalePagamenti = euro("183.00")
	c.accreditaFlusso("2025-03-14", f, "", bancaFinta)

	p := c.pendenza("TARI-2025-008", "145.00")
	b := c.paga(p, "2025-03-20", cassaRurale)
	c.pagaConImporti(p, "2025-03-20", cassaRurale, "154.00")
	g := c.rendiconta(cassaRurale, "2025-03-20", "0000000009", b.riga(1, ""))
	c.accreditaFlusso("2025-03-21", g, "", cassaRurale)
}

// righeDifficili: a flow that is credited in full, with rows of every kind.
func (c *comune) righeDifficili(primo []pagamento) {
	buona := c.paga(c.pendenza("TARI-2025-009", "131.30"), "2025-03-17", bancaFinta)
	esito := c.paga(c.pendenza("MENSA-2025-002", "44.00"), "2025-03-17", bancaFinta)
	diversa := c.pagaConImporti(c.pendenza("MENSA-2025-003", "55.00"), "2025-03-17", bancaFinta, "")
	diritti := c.pendenza("DIRITTI-2025-002", "25.80")
	rate := c.pendenza("TARI-2025-010", "90.00", "91.00")
	multa := c.pendenza("MULTA-2025-004", "29.40")
	f := c.rendiconta(bancaFinta, "2025-03-17", "0000000010",
		buona.riga(1, ""),
		buona.riga(1, ""), // twice
		esito.riga(1, ""), // its code becomes 7
		diversa.riga(1, "50.00"),
		senzaRicevuta(c.iuv(altroArchivio), "altro intermediario", "2025-03-17", "77.00", flusso.Eseguito),
		senzaRicevuta(diritti.IUV, "diritti", "2025-03-17", "25.80", flusso.SenzaRPT),
		senzaRicevuta(rate.IUV, "rate", "2025-03-17", "181.00", flusso.SenzaRPT),
		senzaRicevuta(c.iuv(segregazione), "sconosciuta", "2025-03-17", "12.00", flusso.SenzaRPT),
		senzaRicevuta(multa.IUV, "multa", "2025-03-17", "29.40", flusso.Eseguito),
		primo[0].riga(1, ""), // reported on the 3rd already
	)
	f.esiti = map[string]string{esito.iur: "7"}
	c.accreditaFlusso("2025-03-18", f, "", bancaFinta)
}

// revoche: payments of February given back, one in full, one in part; and a debt paid twice.
func (c *comune) revoche() {
	asilo := c.paga(c.pendenza("ASILO-2025-004", "480.00"), "2025-03-19", posteFinte)
	tornati := make([]flusso.Riga, 0, 2)
	for _, r := range []struct{ id, importo, revocato string }{{"CANONE-2025-004", "60.00", "60.00"}, {"MULTA-2025-005", "84.00", "40.00"}} {
		p := c.pendenza(r.id, r.importo)
		v := rendicontazione.VoceRicevuta{
			IdDominio: ente, IUV: p.IUV, IUR: iur(r.id + "revocata"), Indice: 1,
			Importo: euro(r.importo), ImportoRevocato: euro(r.revocato), Data: avviso.MustData("2025-02-24"),
		}
		c.revocate = append(c.revocate, v)
		tornati = append(tornati, flusso.Riga{IUV: v.IUV, IUR: v.IUR, Indice: 1, Esito: flusso.Revocato, Data: avviso.MustData("2025-03-19"), Importo: v.Importo})
	}
	due := c.pendenza("CANONE-2025-005", "72.00")
	prima, seconda := c.paga(due, "2025-03-18", posteFinte), c.paga(due, "2025-03-19", posteFinte)
	f := c.rendiconta(posteFinte, "2025-03-19", "0000000011", asilo.riga(1, ""), tornati[0], tornati[1], prima.riga(1, ""), seconda.riga(1, ""))
	c.accreditaFlusso("2025-03-20", f, "", posteFinte)
}

// bonificiSingoli are transfers of one payment each, as old PSPs send them.
func (c *comune) bonificiSingoli(primo []pagamento) {
	// Credited on the account of the economo, by its RF reference.
	rf, err := avviso.NuovoRFSegregato(segregazione, "2025DIRITTI3")
	c.fallisce(err)
	c.pagaConRT(c.pendenzaConIUV("DIRITTI-2025-003", rf.String(), "51.64"), "2025-03-18", cassaRurale, "51.64")

	c.accredita("2025-03-19", "33.00", "/RFB/"+c.iuv(segregazione)+"/33.00", "", cassaRurale)

	p := c.pendenza("DIRITTI-2025-004", "10.33")
	c.pagaConRT(p, "2025-03-19", cassaRurale, "10.33")
	c.pagaConRT(p, "2025-03-20", cassaRurale, "10.33")
	c.accredita("2025-03-21", "10.33", "/RFB/"+p.IUV+"/10.33/TXT/DIRITTI DI SEGRETERIA", "", cassaRurale)

	gia := primo[1].pendenza
	c.accredita("2025-03-24", "98.75", "/RFB/"+gia.IUV+"/98.75", "", bancaFinta)
}

// inAttesa is what is still in time on the last day of the month.
func (c *comune) inAttesa() {
	a := c.paga(c.pendenza("TARI-2025-011", "166.60"), "2025-03-28", bancaFinta)
	b := c.paga(c.pendenza("TARI-2025-012", "59.90"), "2025-03-29", bancaFinta)
	f := c.rendiconta(bancaFinta, "2025-03-31", "0000000012", a.riga(1, ""), b.riga(1, ""))
	f.flusso.DataOraFlusso = avviso.MustDataOra("2025-03-31T14:20:00")

	// The credit comes before its flow, as instant transfers do.
	c.paga(c.pendenza("MULTA-2025-006", "99.00"), "2025-03-28", cassaRurale)
	c.accredita("2025-03-31", "99.00", "/PUR/LGPE-RIVERSAMENTO/TXT/0/URI/2025-03-28"+cassaRurale.codice+"-0000000013", "TRN20250328", cassaRurale)

	// Of two items only the first was paid.
	c.pagaConRT(c.pendenza("TARI-2025-013", "100.00", "40.00"), "2025-03-28", cassaRurale, "100.00", "0.00")
}

// senzaFlusso is what no flow explains.
func (c *comune) senzaFlusso() {
	c.paga(c.pendenza("MULTA-2025-007", "54.00"), "2025-03-14", cassaRurale)
	c.accredita("2025-03-06", "61.20", "/PUR/LGPE-RIVERSAMENTO/URI/2025-03-05"+cassaRurale.codice+"-0000000099", "TRN20250305", cassaRurale)
	c.accredita("2025-03-14", "25.00", "ACCR. DIVERSI /PUR/LGPE-RIVERSAMENTO/URI/2025-02-30"+bancaFinta.codice, "", bancaFinta)
	c.accredita("2025-03-12", "15000.00", "TRASFERIMENTO ERARIALE I RATA 2025", "", psp{nome: "TESORERIA DELLO STATO"})
}

// altroEnte are papers of the union of municipalities, which is not reconciled here.
func (c *comune) altroEnte() {
	f := c.rendiconta(bancaFinta, "2025-03-06", "0000000077", senzaRicevuta("01000000000000177", "unione", "2025-03-06", "75.00", flusso.Eseguito))
	f.flusso.Dominio, f.flusso.Ricevente, f.flusso.DenominazioneRicevente = unione, unione.String(), "UNIONE DEI COMUNI INVENTATI"
	f.nome += "-unione"
}
