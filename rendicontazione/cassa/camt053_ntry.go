package cassa

import (
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/ora"
)

// ntry holds the texts of one Ntry.
type ntry struct {
	qui                       luogo
	ref, svcrRef              string
	importo, divisa           string
	segno, storno, stato      string
	contabile, valuta         string
	ustrd                     []string
	info                      string
	txID, txSvcrRef, endToEnd unico
	bic, nome                 unico
	quiImporto                luogo
	ripetuto                  string // element given twice
	resta                     int    // bytes of text still kept
}

// unico is a value of the transactions of an entry: kept when they all give the same.
type unico struct {
	valore string
	vario  bool
}

func (u *unico) metti(s string) {
	switch {
	case s == "" || u.vario:
	case u.valore == "":
		u.valore = s
	case u.valore != s:
		u.valore, u.vario = "", true
	}
}

// leggi reads the entry just opened up to its end.
func (n *ntry) leggi(d *documento) error {
	n.qui = d.luogo()
	visti := make(map[string]bool, 8)
	for {
		b, err := d.figlio()
		if err != nil || b == nil {
			return err
		}
		nome := string(b)
		if nome == "NtryDtls" {
			if err := n.dettagli(d); err != nil {
				return err
			}
			continue
		}
		campo := n.campo(nome)
		if campo == nil {
			if err := d.salta(); err != nil {
				return err
			}
			continue
		}
		if visti[nome] && n.ripetuto == "" {
			n.ripetuto = nome
		}
		visti[nome] = true
		if nome == "Amt" {
			n.quiImporto, n.divisa = d.luogo(), d.attributo("Ccy")
		}
		if *campo, err = d.scelta(); err != nil {
			return err
		}
	}
}

// campo returns where the text of a child of Ntry goes, nil when it is not used.
func (n *ntry) campo(nome string) *string {
	switch nome {
	case "NtryRef":
		return &n.ref
	case "Amt":
		return &n.importo
	case "CdtDbtInd":
		return &n.segno
	case "RvslInd":
		return &n.storno
	case "Sts":
		return &n.stato
	case "BookgDt":
		return &n.contabile
	case "ValDt":
		return &n.valuta
	case "AcctSvcrRef":
		return &n.svcrRef
	case "AddtlNtryInf":
		return &n.info
	default:
		return nil
	}
}

// usateTx are the parts of TxDtls that count, as paths.
var usateTx = map[string]bool{
	"Refs/EndToEndId": true, "Refs/TxId": true, "Refs/AcctSvcrRef": true, "RmtInf/Ustrd": true,
	"RltdPties/Dbtr/Nm": true, "RltdPties/Dbtr/Pty/Nm": true,
	"RltdAgts/DbtrAgt/FinInstnId/BIC": true, "RltdAgts/DbtrAgt/FinInstnId/BICFI": true,
}

// dettagli reads the transactions of NtryDtls.
func (n *ntry) dettagli(d *documento) error {
	for {
		b, err := d.figlio()
		if err != nil || b == nil {
			return err
		}
		if string(b) != "TxDtls" {
			if err := d.salta(); err != nil {
				return err
			}
			continue
		}
		t, err := d.foglie(usateTx, &n.resta)
		if err != nil {
			return err
		}
		n.ustrd = append(n.ustrd, t["RmtInf/Ustrd"]...)
		if s := primo(t["Refs/EndToEndId"]); s != "NOTPROVIDED" {
			n.endToEnd.metti(s)
		}
		n.txID.metti(primo(t["Refs/TxId"]))
		n.txSvcrRef.metti(primo(t["Refs/AcctSvcrRef"]))
		n.bic.metti(primo(t["RltdAgts/DbtrAgt/FinInstnId/BIC"], t["RltdAgts/DbtrAgt/FinInstnId/BICFI"]))
		n.nome.metti(primo(t["RltdPties/Dbtr/Nm"], t["RltdPties/Dbtr/Pty/Nm"]))
	}
}

// movimento checks the texts and returns the movement, without its account.
func (n *ntry) movimento(d *documento) (Movimento, error) {
	var m Movimento
	rifiuta := func(codice avviso.Codice, campo, valore string) (Movimento, error) {
		return Movimento{}, n.qui.errore(codice, "Ntry/"+campo, valore, ErrMovimento)
	}
	switch {
	case n.ripetuto != "":
		return rifiuta(CodiceRipetuto, n.ripetuto, "")
	case n.resta < 0:
		return rifiuta(CodiceLimite, "NtryDtls", "")
	}
	if n.importo == "" {
		return rifiuta(CodiceMancante, "Amt", "")
	}
	if n.divisa != divisaEuro {
		return Movimento{}, n.quiImporto.errore(CodiceDivisa, "Ntry/Amt", n.divisa, ErrDivisa)
	}
	imp, ok := leggiImporto(n.importo, '.', cifreCamt, true)
	if !ok || imp.Segno() <= 0 {
		return Movimento{}, n.quiImporto.errore(CodiceImporto, "Ntry/Amt", n.importo, ErrMovimento)
	}
	m.Importo = imp
	if m.Segno, m.Storno, ok = segnoCamt(n.segno, n.storno); !ok {
		return rifiuta(CodiceValore, "CdtDbtInd", n.segno+n.storno)
	}
	if n.contabile == "" {
		return rifiuta(CodiceMancante, "BookgDt", "")
	}
	if m.DataContabile, ok = dataCamt(d.comune([]byte(n.contabile))); !ok {
		return rifiuta(CodiceData, "BookgDt", n.contabile)
	}
	if n.valuta != "" {
		if m.DataValuta, ok = dataCamt(d.comune([]byte(n.valuta))); !ok {
			return rifiuta(CodiceData, "ValDt", n.valuta)
		}
	}
	m.ID = n.svcrRef
	if m.ID == "" {
		m.ID = n.ref
	}
	m.Causale = strings.Join(n.ustrd, "\n")
	if len(n.ustrd) == 0 {
		m.Causale = n.info
	}
	m.EndToEndID, m.BICOrdinante, m.Ordinante = n.endToEnd.valore, n.bic.valore, n.nome.valore
	switch {
	case n.txID.valore != "":
		m.TRN = n.txID.valore
	case n.txSvcrRef.valore != "":
		m.TRN = n.txSvcrRef.valore
	default:
		m.TRN = n.svcrRef
	}
	return m, nil
}

// segnoCamt reads the mark of an entry and whether it is a reversal: the mark of a reversal
// is its own, the opposite of the movement it takes back.
func segnoCamt(segno, storno string) (s Segno, rovescio, ok bool) {
	switch storno {
	case "true", "1":
		rovescio = true
	case "", "false", "0":
	default:
		return "", false, false
	}
	switch segno {
	case "CRDT":
		s = Entrata
	case "DBIT":
		s = Uscita
	default:
		return "", false, false
	}
	if rovescio {
		s = s.opposto()
	}
	return s, rovescio, true
}

// dataCamt reads Dt, or the day at Europe/Rome of DtTm.
func dataCamt(s string) (avviso.Data, bool) {
	if !strings.Contains(s, "T") {
		return leggiData(s)
	}
	t, err := ora.ParseLocale(s)
	if err != nil {
		return avviso.Data{}, false
	}
	return avviso.DataDi(t), true
}
