package jppa

import "regexp"

// Patterns of the configuration, matched whole.
//
// Source: link-it/govpay 3.8.2, ConnettoreNotificaPagamentiMaggioliJPPA.
var (
	formaURL          = regexp.MustCompile(`^https?://(www\.)?[-a-zA-Z0-9@:%._+~#=]{2,256}\b([-a-zA-Z0-9@:%_+.~#?&/=]*)$`)
	formaEmail        = regexp.MustCompile(`^[a-zA-Z0-9_.+-]+@[a-zA-Z0-9-]+\.[a-zA-Z0-9-.]+$`)
	formaPrincipal    = regexp.MustCompile(`^[a-zA-Z0-9\-_]+$`)
	formaTipoPendenza = regexp.MustCompile(`^[a-zA-Z0-9\-_.]{1,35}$`)
)
