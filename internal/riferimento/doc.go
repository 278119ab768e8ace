// Package riferimento holds the text rules of the single-transfer references /RFS/
// and /RFB/ of the causale (attribute AT-05 of a SEPA transfer): the character
// set, the RF reference and its check digits, the amount, the free text.
//
// The request for payment writes them in causaleVersamento and the bank
// journals are read by them; both speak strings and cents here, so that neither
// room depends on the other.
package riferimento
