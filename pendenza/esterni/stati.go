package esterni

// GovPay is the state of a pendenza in the API of GovPay.
//
// Source: GovPay, API Pendenze v2, StatoPendenza.
type GovPay string

// The states of GovPay.
const (
	GovPayNonEseguita      GovPay = "NON_ESEGUITA"
	GovPayEseguita         GovPay = "ESEGUITA"
	GovPayEseguitaParziale GovPay = "ESEGUITA_PARZIALE"
	GovPayAnnullata        GovPay = "ANNULLATA"
	GovPayScaduta          GovPay = "SCADUTA"
	GovPayIncassata        GovPay = "INCASSATA"
	GovPayAnomala          GovPay = "ANOMALA"
)

// IsValid reports whether s is one of the states.
func (s GovPay) IsValid() bool {
	switch s {
	case GovPayNonEseguita, GovPayEseguita, GovPayEseguitaParziale, GovPayAnnullata, GovPayScaduta, GovPayIncassata, GovPayAnomala:
		return true
	}
	return false
}

// GPD is the state of a debt position of GPD (Gestione Posizioni Debitorie).
//
// Source: pagopa/pagopa-debt-position, model/enumeration, DebtPositionStatus and
// DebtPositionStatusV3.
type GPD string

// The states of GPD. UNPAYABLE is of v3, for INVALID and EXPIRED of v1.
const (
	GPDDraft         GPD = "DRAFT"
	GPDPublished     GPD = "PUBLISHED"
	GPDValid         GPD = "VALID"
	GPDInvalid       GPD = "INVALID"
	GPDExpired       GPD = "EXPIRED"
	GPDPartiallyPaid GPD = "PARTIALLY_PAID"
	GPDPaid          GPD = "PAID"
	GPDReported      GPD = "REPORTED"
	GPDUnpayable     GPD = "UNPAYABLE"
)

// IsValid reports whether s is one of the states.
func (s GPD) IsValid() bool {
	_, ok := daGPD[s]
	return ok
}

// V3 returns the state as version 3 of GPD names it: UNPAYABLE for INVALID and
// EXPIRED, PAID for REPORTED.
func (s GPD) V3() GPD {
	switch s {
	case GPDInvalid, GPDExpired:
		return GPDUnpayable
	case GPDReported:
		return GPDPaid
	}
	return s
}

// P4PA is the state of a position, option or instalment of the p4pa platform.
// INVALID is of options and instalments only, PARTIALLY_PAID not of instalments.
//
// Source: pagopa/p4pa-debt-positions, DebtPositionStatus, PaymentOptionStatus,
// InstallmentStatus.
type P4PA string

// The states of p4pa.
const (
	P4PADraft         P4PA = "DRAFT"
	P4PAToSync        P4PA = "TO_SYNC"
	P4PAUnpaid        P4PA = "UNPAID"
	P4PAPartiallyPaid P4PA = "PARTIALLY_PAID"
	P4PAPaid          P4PA = "PAID"
	P4PAReported      P4PA = "REPORTED"
	P4PAExpired       P4PA = "EXPIRED"
	P4PACancelled     P4PA = "CANCELLED"
	P4PAInvalid       P4PA = "INVALID"
)

// IsValid reports whether s is one of the states.
func (s P4PA) IsValid() bool {
	_, ok := daP4PA[s]
	return ok
}

// SANP is the state of a debt position in the SANP.
//
// Source: SANP 2.4, section 2, "Gestione della posizione debitoria".
type SANP string

// The states of the SANP.
const (
	SANPAperta     SANP = "Aperta"     // payable, with a version number
	SANPTrasferita SANP = "Trasferita" // of another creditor
	SANPChiusa     SANP = "Chiusa"     // paid, or not payable any more
)
