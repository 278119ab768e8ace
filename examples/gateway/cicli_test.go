package main

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	_ "embed" // ciclo.sql
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/carico"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/examples/gateway/deposito/prova"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

var (
	durata   = flag.Duration("durata", 0, "how long each measure of the load lasts; 0 measures nothing")
	lunga    = flag.Duration("lunga", 0, "how long the gateway works before it is measured beside pgbench, its memory watched")
	volte    = flag.Int("volte", 3, "how often the gateway and pgbench are measured in turn")
	clienti  = flag.Int("clienti", 32, "clients of the load")
	posti    = flag.Int("posizioni", 200_000, "debts in the database before the load begins: 1000000 is a year")
	perMille = flag.Int("soglia", 400, "thousandths of pgbench that the gateway must reach")
)

// TestCicli measures how many debts a second are verified, paid and receipted, beside what
// pgbench does with the same statements on the same tables, in turn.
func TestCicli(t *testing.T) {
	server := os.Getenv("QUIETANZA_PG")
	if *durata == 0 || server == "" {
		t.Skip("a measure: -durata 20s, with PostgreSQL in QUIETANZA_PG")
	}
	ctx := context.Background()
	var app carico.Ascoltatore
	sink := httptest.NewServer(&app)
	defer sink.Close()
	percorso, a := registro(t, sink.URL)
	m, err := carico.NuoviMessaggi(a)
	require.NoError(t, err)

	dsn, dsnBanco := prova.DSN(t)["postgres"], prova.DSN(t)["postgres"]
	d, banco := prova.Apri(t, dsn, deposito.Opzioni{}), prova.Apri(t, dsnBanco, deposito.Opzioni{})
	semina(t, d.DB(), 1, *posti)
	semina(t, banco.DB(), 1, *posti)
	f := nuovoFiglio(t, "gateway", dsn, percorso)
	f.avvia(t)

	var rapporti, diCPU []float64
	nostro := 0
	if *lunga > 0 {
		g := misuraGateway(ctx, t, f, m, nostro, *lunga, d.DB())
		nostro += g.cicli
		t.Logf("%s: gateway %s", *lunga, g)
	}
	for v := range *volte {
		g := misuraGateway(ctx, t, f, m, nostro, *durata, d.DB())
		nostro += g.cicli
		p := misuraPgbench(t, dsnBanco, banco.DB(), v**posti / *volte) // its clients do not go side by side
		rapporti, diCPU = append(rapporti, g.alSecondo/p.alSecondo), append(diCPU, p.cpu()/g.cpu())
		t.Logf("%d: gateway %s; pgbench %s; %.0f%% by the clock, %.0f%% by processor time", v+1, g, p, 100*g.alSecondo/p.alSecondo, 100*p.cpu()/g.cpu())
	}
	slices.Sort(rapporti)
	slices.Sort(diCPU)
	t.Logf("%d clients, %d debts: median %.0f%% of pgbench by the clock, %.0f%% by processor time, with %d statements a cycle", *clienti, *posti,
		100*rapporti[len(rapporti)/2], 100*diCPU[len(diCPU)/2], len(istruzioni(t)))

	for scade := time.Now().Add(3 * time.Minute); ; time.Sleep(200 * time.Millisecond) {
		n, err := arretrato(ctx, d)
		require.NoError(t, err)
		if n == 0 {
			break
		}
		require.True(t, time.Now().Before(scade), "%d notifications wait", n)
	}
	avute, strane := app.Avute()
	require.Empty(t, strane)
	require.Len(t, avute, nostro, "every payment was told")
	// Where others use the processors, the clock tells of them.
	require.GreaterOrEqual(t, max(rapporti[len(rapporti)/2], diCPU[len(diCPU)/2]), float64(*perMille)/1000)
}

// misura is one measure.
type misura struct {
	cicli     int
	alSecondo float64
	p50, p99  time.Duration
	programma time.Duration // processor time of the gateway, or of pgbench
	database  time.Duration // processor time of PostgreSQL
	resto     string
}

// cpu is the processor time of a cycle, in milliseconds.
func (m misura) cpu() float64 { return (m.programma + m.database).Seconds() * 1e3 / float64(m.cicli) }

func (m misura) String() string {
	return fmt.Sprintf("%.0f cycles/s, p50 %.1f ms, p99 %.1f ms, processor %.2f ms a cycle (%.2f of PostgreSQL)%s", m.alSecondo, m.p50.Seconds()*1e3, m.p99.Seconds()*1e3,
		m.cpu(), m.database.Seconds()*1e3/float64(m.cicli), m.resto)
}

// misuraGateway has the clients pay debts from one on.
func misuraGateway(ctx context.Context, t *testing.T, f *figlio, m *carico.Messaggi, da int, quanto time.Duration, db *sql.DB) misura {
	t.Helper()
	var gruppo sync.WaitGroup
	var prossimo atomic.Int64
	prossimo.Store(int64(da))
	tempi := make([][]time.Duration, *clienti)
	guasti := make(chan error, *clienti)
	prima, primaDB, inizio := cpu(t, f.cmd.Process.Pid, false), cpuPostgres(t, db), time.Now()
	for i := range *clienti {
		gruppo.Go(func() {
			c := carico.NuovoCliente(f.indirizzo)
			defer c.Chiudi()
			for time.Since(inizio) < quanto {
				n := int(prossimo.Add(1))
				if n > *posti {
					guasti <- errors.New("too few debts for so long a measure: -posizioni")
					return
				}
				da := time.Now()
				if err := c.Ciclo(ctx, m, n); err != nil {
					guasti <- err
					return
				}
				tempi[i] = append(tempi[i], time.Since(da))
			}
		})
	}
	fermo := make(chan struct{})
	memoria := osserva(f, quanto/10, fermo)
	gruppo.Wait()
	durata := time.Since(inizio)
	close(fermo)
	select {
	case err := <-guasti:
		require.NoError(t, err)
	default:
	}
	tutti := slices.Concat(tempi...)
	slices.Sort(tutti)
	x := misura{cicli: len(tutti), alSecondo: float64(len(tutti)) / durata.Seconds(), p50: tutti[len(tutti)/2], p99: tutti[len(tutti)*99/100]}
	coda := 0
	require.NoError(t, db.QueryRow(`SELECT count(*) FROM river_job WHERE kind = 'azione' AND state <> 'completed'`).Scan(&coda))
	x.programma, x.database = cpu(t, f.cmd.Process.Pid, false)-prima, cpuPostgres(t, db)-primaDB
	x.resto = fmt.Sprintf(", RSS %s MiB, %d notifications waiting", <-memoria, coda)
	return x
}

// osserva tells the memory of the gateway: at the end of each tenth of the measure.
func osserva(f *figlio, ogni time.Duration, fermo <-chan struct{}) <-chan string {
	fatto := make(chan string, 1)
	go func() {
		var lette []string
		for {
			select {
			case <-fermo:
				fatto <- strings.Join(append(lette, strconv.Itoa(rss(f))), " ")
				return
			case <-time.After(max(ogni, time.Second)):
				lette = append(lette, strconv.Itoa(rss(f)))
			}
		}
	}()
	return fatto
}

// rss is the resident memory of the gateway, in MiB.
func rss(f *figlio) int {
	b, _ := os.ReadFile(fmt.Sprintf("/proc/%d/statm", f.cmd.Process.Pid))
	campi := strings.Fields(string(b))
	if len(campi) < 2 {
		return 0
	}
	pagine, _ := strconv.Atoi(campi[1])
	return pagine * os.Getpagesize() >> 20
}

// cpu is the processor time of a process so far, with that of its children that ended.
func cpu(t *testing.T, pid int, figli bool) time.Duration {
	t.Helper()
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0 // it ended
	}
	var tempo time.Duration
	for i, campo := range strings.Fields(string(b[bytes.LastIndexByte(b, ')')+1:])) {
		if i >= 11 && (i <= 12 || figli && i <= 14) { // utime, stime, cutime, cstime
			n, _ := strconv.Atoi(campo)
			tempo += time.Duration(n) * time.Second / 100
		}
	}
	return tempo
}

// cpuPostgres is the processor time of a server so far, that of its connections included.
func cpuPostgres(t *testing.T, db *sql.DB) time.Duration {
	t.Helper()
	var uno int
	require.NoError(t, db.QueryRow(`SELECT pg_backend_pid()`).Scan(&uno))
	padre := genitore(uno)
	tempo := cpu(t, padre, true)
	processi, err := filepath.Glob("/proc/[0-9]*")
	require.NoError(t, err)
	for _, p := range processi {
		if pid, err := strconv.Atoi(filepath.Base(p)); err == nil && genitore(pid) == padre {
			tempo += cpu(t, pid, false)
		}
	}
	return tempo
}

// genitore is the parent of a process, 0 when it is not known.
func genitore(pid int) int {
	b, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	campi := strings.Fields(string(b[bytes.LastIndexByte(b, ')')+1:]))
	if len(campi) < 2 {
		return 0
	}
	n, _ := strconv.Atoi(campi[1])
	return n
}

// semina stores the debts of some numbers, as Tx.Crea does.
func semina(t *testing.T, db *sql.DB, da, a int) {
	t.Helper()
	p, err := carico.Posizione(1)
	require.NoError(t, err)
	corpo, err := json.Marshal(&p)
	require.NoError(t, err)
	_, err = db.Exec(`INSERT INTO posizione (ida2a, idpendenza, dominio, avviso, iuv, tipo, debitore, scadenza, stato, anomala, importo, pagato, corpo, giro, creata, mossa)
		SELECT 'GEST', id, '12345678903', '3' || iuv, iuv, 'LIBERO', 'TSTPNI70D01L219V', '2999-12-31', 'NON_ESEGUITA', 0, 10000, 0,
			replace(replace(replace($1, $2, id), $3, '3' || iuv), $4, iuv), 0, $5, $5
		FROM (SELECT 'TARI-' || lpad(n::text, 9, '0') AS id, '01' || lpad(n::text, 13, '0') || lpad(((3010000000000000 + n) % 93)::text, 2, '0') AS iuv
			FROM generate_series($6::bigint, $7::bigint) n) x`,
		string(corpo), p.IDPendenza, p.NumeroAvviso.String(), p.IUV.String(), "2026-03-01T08:00:00.000000Z", da, a)
	require.NoError(t, err)
	_, err = db.Exec(`INSERT INTO evento SELECT ida2a, idpendenza, 0, creata, 'GEST', 'Crea', corpo FROM posizione`)
	require.NoError(t, err)
	_, err = db.Exec(`VACUUM ANALYZE posizione, evento`)
	require.NoError(t, err)
}

//go:embed testdata/ciclo.sql
var ciclo string

// istruzioni are those of a cycle of pgbench, as many as the gateway makes.
func istruzioni(t *testing.T) []string {
	t.Helper()
	return regexp.MustCompile(`(?m);$`).FindAllString(ciclo, -1)
}

// variabili are those of the script of pgbench: documents as long as those of the gateway.
func variabili(t *testing.T) (v []string) {
	t.Helper()
	p, err := carico.Posizione(1)
	require.NoError(t, err)
	avvia := pendenza.AvviaTentativo{Adesso: time.Now(), NuovoModello: true}
	tentata, _, err := p.Applica(avvia, pendenza.Opzioni{})
	require.NoError(t, err)
	e := pendenza.Ricevuta{IUV: p.IUV, CCP: carico.Gettone(1, 0), Esito: rpt.PagamentoEseguito, Data: avviso.DataDi(time.Now())}
	for i, v := range p.Voci {
		e.Voci = append(e.Voci, pendenza.VoceRicevuta{Indice: avviso.Indice(i + 1), IUR: e.CCP, Importo: v.Importo})
	}
	pagata, _, err := tentata.Applica(e, pendenza.Opzioni{})
	require.NoError(t, err)
	for nome, documento := range map[string]any{"tentata": tentata, "pagata": pagata, "tentativo": avvia, "evento": e} {
		var b []byte
		if x, ok := documento.(pendenza.Evento); ok {
			b, err = pendenza.MarshalEvento(x)
		} else {
			b, err = json.Marshal(documento)
		}
		require.NoError(t, err)
		v = append(v, "-D", nome+"="+string(b))
	}
	return append(v, "-D", "richiesta="+testoVario(1500), "-D", "ricevuta="+testoVario(2600), "-D", "quando=2026-03-10T08:00:00.000000Z")
}

// testoVario is a text of a length that compresses as a document does, by half or so.
func testoVario(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "<elemento%d>%x</elemento%d>", i%20, uint32(i)*2654435761, i%20)
	}
	return b.String()[:n]
}

// misuraPgbench runs the statements of the gateway with pgbench.
func misuraPgbench(t *testing.T, dsn string, db *sql.DB, da int) misura {
	t.Helper()
	script := filepath.Join(t.TempDir(), "ciclo.sql")
	require.NoError(t, os.WriteFile(script, []byte(ciclo), 0o600))
	registri := filepath.Join(t.TempDir(), "tempi")
	argomenti := append(variabili(t), "-n", "-M", "prepared", "-c", strconv.Itoa(*clienti), "-j", strconv.Itoa(runtime.NumCPU()),
		"-T", strconv.Itoa(int(durata.Seconds())), "-D", "i=0", "-D", "da="+strconv.Itoa(da), "-D", "clienti="+strconv.Itoa(*clienti), "-f", script, "-l", "--log-prefix="+registri, dsn)
	programma := exec.Command(cmp.Or(os.Getenv("PGBENCH"), "/usr/lib/postgresql/15/bin/pgbench"), argomenti...)
	primaDB := cpuPostgres(t, db)
	detto, err := programma.CombinedOutput()
	require.NoError(t, err, "%s", detto)
	tps := regexp.MustCompile(`tps = ([0-9.]+)`).FindSubmatch(detto)
	require.NotNil(t, tps, "%s", detto)
	fatte := regexp.MustCompile(`actually processed: ([0-9]+)`).FindSubmatch(detto)
	require.NotNil(t, fatte, "%s", detto)
	x := misura{programma: programma.ProcessState.UserTime() + programma.ProcessState.SystemTime(), database: cpuPostgres(t, db) - primaDB}
	x.alSecondo, _ = strconv.ParseFloat(string(tps[1]), 64)
	x.cicli, _ = strconv.Atoi(string(fatte[1]))
	var tempi []time.Duration
	file, err := filepath.Glob(registri + "*")
	require.NoError(t, err)
	for _, nome := range file {
		b, err := os.ReadFile(nome)
		require.NoError(t, err)
		for riga := range strings.Lines(string(b)) {
			if campi := strings.Fields(riga); len(campi) > 2 {
				us, _ := strconv.Atoi(campi[2])
				tempi = append(tempi, time.Duration(us)*time.Microsecond)
			}
		}
	}
	slices.Sort(tempi)
	x.p50, x.p99 = tempi[len(tempi)/2], tempi[len(tempi)*99/100]
	return x
}
