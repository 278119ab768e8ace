// Runs the engine outside a browser: node motore.js WASM_EXEC WASM CARTELLA GIORNO, and writes the report.
'use strict';
const fs = require('fs'), path = require('path');
const [avvio, wasm, cartella, oggi] = process.argv.slice(2);
require(avvio);
const documenti = [];
(function giro(prima) {
  for (const v of fs.readdirSync(path.join(cartella, prima), {withFileTypes: true})) {
    const nome = path.join(prima, v.name);
    if (v.isDirectory()) giro(nome);
    else if (!nome.endsWith('.go')) {
      const byte = new Uint8Array(fs.readFileSync(path.join(cartella, nome)));
      documenti.push({nome, byte, lungo: byte.length});
    }
  }
})('');
globalThis.leggi = (d, da, a) => d.byte.subarray(da, a);
const esigi = v => { if (v?.errore) throw new Error(v.errore); return v; };
globalThis.pronto = () => setTimeout(() => {
  const campi = {enti: '', conti: '', oggi, attesaFlusso: 0, attesaAccredito: 0};
  let passi = 0;
  const r = esigi(quietanza.riconcilia(JSON.stringify(campi), documenti, null, () => passi++));
  if (r.nonLetti.length) throw new Error(r.nonLetti.join('\n'));
  if (!passi) throw new Error('nessun passo');
  if (!quietanza.riconcilia(JSON.stringify({...campi, enti: '1'}), documenti, null, () => {}).errore) throw new Error('ente accettato');
  esigi(quietanza.riconcilia(JSON.stringify(campi), documenti, null, () => {}));
  const lungo = pezzi => esigi(pezzi).reduce((n, p) => n + p.length, 0);
  for (const [cosa, pezzi] of [['pagina', quietanza.pagina('it')], ['csv', quietanza.csv('incassi')], ['xlsx', quietanza.xlsx(() => passi++)]])
    if (lungo(pezzi) < 1000) throw new Error(cosa);
  if (JSON.parse(quietanza.officina('PAGOPA|002|001190280072147087|00429440068|10000'))[0].comando !== 'qr') throw new Error('officina');
  for (const p of esigi(quietanza.json())) fs.writeSync(1, p);
  process.exit(0);
}, 0);
const go = new Go();
WebAssembly.instantiate(fs.readFileSync(wasm), go.importObject).then(r => go.run(r.instance), e => { console.error(e); process.exit(1); });
