package comandi

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTestoXML(t *testing.T) {
	const corpo = "<a>Città €</a>"
	casi := []struct{ nome, testo, atteso string }{
		{"UTF-8", `<?xml version="1.0" encoding="UTF-8"?>` + corpo, `<?xml version="1.0" encoding="UTF-8"?>` + corpo},
		{"ISO-8859-1", `<?xml version="1.0" encoding="ISO-8859-1"?>` + corpo, `<?xml version="1.0"                      ?>` + corpo},
		{"windows-1252", "<?xml version='1.0' encoding = 'windows-1252' standalone='yes'?>" + corpo, "<?xml version='1.0'                           standalone='yes'?>" + corpo},
		{"con BOM", "\uFEFF" + `<?xml version="1.0" encoding="latin1"?>` + corpo, "\uFEFF" + `<?xml version="1.0"                  ?>` + corpo},
		{"ignota resta", `<?xml version="1.0" encoding="UTF-16"?>` + corpo, `<?xml version="1.0" encoding="UTF-16"?>` + corpo},
		{"senza dichiarazione", corpo, corpo},
		{"non in testa", "<a/>" + `<?xml version="1.0" encoding="ISO-8859-1"?>`, "<a/>" + `<?xml version="1.0" encoding="ISO-8859-1"?>`},
		{"vuoto", "", ""},
	}
	for _, c := range casi {
		t.Run(c.nome, func(t *testing.T) {
			b, err := json.Marshal(c.testo)
			require.NoError(t, err)
			var x testoXML
			require.NoError(t, json.Unmarshal(b, &x))
			require.Equal(t, c.atteso, string(x))
		})
	}
}
