// The worker: the engine, and the files it reads. Nothing here can reach the network.
'use strict';
// Files up to this many bytes are read before the engine starts, many at a time: a month of receipts
// may be a hundred thousand of them, and asked one by one they take longer than all the rest.
const piccolo = 1 << 20, insieme = 64;

self.leggi = (d, da, a) => d.byte ? d.byte.subarray(da, a) : new Uint8Array(new FileReaderSync().readAsArrayBuffer(d.file.slice(da, a)));

let ultimo = 0;
function avanza(fase, fatti, tutti) {
  const ora = performance.now();
  if (ora - ultimo < 80 && fatti !== tutti) return;
  ultimo = ora;
  postMessage({fase, fatti, tutti});
}

async function precarica(documenti) {
  let fatti = 0, prossimo = 0;
  const uno = async () => {
    while (prossimo < documenti.length) {
      const d = documenti[prossimo++];
      if (d.lungo <= piccolo) {
        try { d.byte = new Uint8Array(await d.file.arrayBuffer()); } catch { /* the engine tells when it reads it */ }
      }
      avanza('file', ++fatti, documenti.length);
    }
  };
  await Promise.all(Array.from({length: insieme}, uno));
}

const blob = (pezzi, tipo) => new Blob(pezzi, {type: tipo});
// What the engine refuses has a text, and the field that it speaks of; an engine that is over, whose
// memory was not enough, gives nothing at all.
let motore;
const buono = v => {
  if (v === undefined) throw new WebAssembly.RuntimeError('unreachable');
  if (v?.errore) throw Object.assign(new Error(v.errore), {campo: v.campo});
  return v;
};
const finito = e => motore?.exited || e instanceof WebAssembly.RuntimeError || e instanceof RangeError;
const tipi = {
  html: 'text/html;charset=utf-8', json: 'application/json', csv: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const cose = {
  async avvia(compresso) {
    const wasm = await new Response(new Blob([compresso]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
    motore = new Go();
    const {instance} = await WebAssembly.instantiate(wasm, motore.importObject);
    await new Promise(fatto => { self.pronto = fatto; motore.run(instance); });
  },
  async riconcilia(campi, file, precedente, lingua) {
    const documenti = file.map(([nome, f]) => ({nome, file: f, lungo: f.size}));
    await precarica(documenti);
    const prima = precedente && {nome: precedente.name, dati: new Uint8Array(await precedente.arrayBuffer())};
    const r = buono(quietanza.riconcilia(JSON.stringify(campi), documenti, prima, (fatti, tutti) => avanza('documenti', fatti, tutti)));
    postMessage({fase: 'pagina'});
    r.pagina = cose.pagina(lingua);
    r.tabelle = quietanza.tabelle();
    return r;
  },
  pagina: lingua => blob(buono(quietanza.pagina(lingua)), tipi.html),
  json: () => blob(buono(quietanza.json()), tipi.json),
  csv: nome => blob(buono(quietanza.csv(nome)), tipi.csv),
  xlsx: (...nomi) => blob(buono(quietanza.xlsx((fatte, tutte) => avanza('righe', fatte, tutte), ...nomi)), tipi.xlsx),
  officina: testo => JSON.parse(buono(quietanza.officina(testo))),
};

onmessage = async ({data: {id, cosa, args}}) => {
  try {
    postMessage({id, risposta: await cose[cosa](...args)});
  } catch (e) {
    postMessage({id, errore: e instanceof Error ? e.message : String(e), campo: e?.campo, finito: Boolean(finito(e))});
  }
};
