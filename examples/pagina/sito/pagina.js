'use strict';
(() => {
const qui = id => document.getElementById(id);
const nuovo = (nome, testo, classe) => {
  const e = document.createElement(nome);
  if (testo !== undefined) e.textContent = testo;
  if (classe) e.className = classe;
  return e;
};

// The language: the page is written in Italian, with the English beside it.
const parole = {
  'Un documento scelto': 'One document chosen', 'documenti scelti': 'documents chosen', 'Nessun documento scelto.': 'No document chosen.', 'Aggiunti file e cartelle': 'Files and folders added',
  'Si prepara il motore…': 'Preparing the engine…', 'Si leggono i file': 'Reading the files', 'Si leggono i documenti': 'Reading the documents', 'Si scrive la pagina…': 'Writing the page…', 'Si scrive il file…': 'Writing the file…', 'Si scrivono le righe': 'Writing the rows',
  'Fatto in': 'Done in', 'secondi': 'seconds', 'Letti': 'Read', 'caso da vedere': 'case to look at', 'casi da vedere': 'cases to look at',
  'pendenza che si può quietanzare': 'position that may be discharged', 'pendenze che si possono quietanzare': 'positions that may be discharged', 'cambiamento': 'change', 'cambiamenti': 'changes',
  'elenco di conti': 'list of accounts', 'elenchi di conti': 'lists of accounts', 'pagina di giornale di cassa': 'page of a treasury journal', 'pagine di giornale di cassa': 'pages of a treasury journal',
  'estratto camt.053': 'camt.053 statement', 'estratti camt.053': 'camt.053 statements', 'rendicontazione CBI XML': 'CBI XML statement', 'rendicontazioni CBI XML': 'CBI XML statements',
  'rendicontazione CBI RH': 'CBI RH statement', 'rendicontazioni CBI RH': 'CBI RH statements', 'estratto MT940': 'MT940 statement', 'estratti MT940': 'MT940 statements',
  'tabella di movimenti': 'table of movements', 'tabelle di movimenti': 'tables of movements', 'flusso XML': 'XML flow', 'flussi XML': 'XML flows', 'flusso FdR 3': 'FdR 3 flow', 'flussi FdR 3': 'FdR 3 flows',
  'ricevuta paSendRT': 'paSendRT receipt', 'ricevute paSendRT': 'paSendRT receipts', 'ricevuta BizEvents': 'BizEvents receipt', 'ricevute BizEvents': 'BizEvents receipts',
  'documento JSON': 'JSON document', 'documenti JSON': 'JSON documents',
  'Documenti, o parti, non letti': 'Documents, or parts, not read', 'Testo': 'Text', 'non si legge': 'cannot be read', 'stato': 'state', 'sì': 'yes', 'no': 'no', 'comando': 'command', 'Niente da leggere.': 'Nothing to read.',
  'Questo browser è troppo vecchio: aggiornarlo, o usarne un altro.': 'This browser is too old: update it, or use another.', 'altri': 'others',
  'Il motore si è fermato, forse per la memoria: premere di nuovo Riconcilia.': 'The engine has stopped, perhaps for want of memory: press Reconcile again.',
  'Non c\'è ancora un risultato.': 'There is no result yet.', 'Un file non si legge più: è cambiato, o non c\'è più.': 'A file can no longer be read: it has changed, or is gone.',
  'Giorno': 'Day', 'Ente': 'Body', 'Conti': 'Accounts', 'Lavoro salvato': 'Saved work',
};
const esempio = JSON.parse(qui('esempio').textContent);
Object.assign(parole, esempio.parole);
let lingua = 'it', sbagliato, lette;
const dici = s => lingua === 'en' ? parole[s] ?? s : s;
function traduci(l) {
  lingua = document.documentElement.lang = l;
  for (const e of document.querySelectorAll('[data-en]')) {
    e.dataset.it ??= e.textContent;
    e.textContent = e.dataset[l];
  }
  for (const [dato, attributo] of [['Aria', 'aria-label'], ['Title', 'title']])
    for (const e of document.querySelectorAll('[data-en-' + dato.toLowerCase() + ']')) {
      e.dataset['it' + dato] ??= e.getAttribute(attributo);
      e.setAttribute(attributo, e.dataset[l + dato]);
    }
  qui('lingua').textContent = l === 'it' ? 'English' : 'Italiano';
  qui('lingua').lang = l === 'it' ? 'en' : 'it';
  for (const e of document.querySelectorAll('.solo-en')) e.hidden = l !== 'en';
  contaScelti();
  if (sbagliato) sbaglia(sbagliato);
  aggiorna();
  if (lette) mostraLette();
}

// The tabs.
const schede = [...document.querySelectorAll('[role=tab]')];
function apri(s) {
  for (const t of schede) {
    const si = t === s;
    t.setAttribute('aria-selected', si);
    t.tabIndex = si ? 0 : -1;
    qui(t.getAttribute('aria-controls')).hidden = !si;
  }
}
for (const s of schede) {
  s.onclick = () => apri(s);
  s.onkeydown = e => {
    const passo = {ArrowRight: 1, ArrowLeft: -1}[e.key];
    const a = passo ? schede.at((schede.indexOf(s) + passo) % schede.length) : {Home: schede[0], End: schede.at(-1)}[e.key];
    if (!a) return;
    e.preventDefault();
    a.focus();
    apri(a);
  };
}

// The engine, in a worker that lives as long as the page, so that the page answers while it works.
let operaio, motore, numero = 0;
const attese = new Map();
const fermato = 'Il motore si è fermato, forse per la memoria: premere di nuovo Riconcilia.';
function ferma() {
  operaio.terminate();
  operaio = motore = undefined;
  for (const a of attese.values()) a.male(new Error(fermato));
  attese.clear();
}
function chiedi(cosa, ...args) {
  return new Promise((bene, male) => {
    if (!operaio) { male(new Error(fermato)); return; }
    attese.set(++numero, {bene, male});
    operaio.postMessage({id: numero, cosa, args});
  });
}
function byteDi(id) {
  const testo = qui(id).textContent;
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(testo);
  const s = atob(testo), b = new Uint8Array(s.length);
  for (let i = 0; i < s.length; i++) b[i] = s.charCodeAt(i);
  return b;
}
function prepara() {
  return motore ??= (async () => {
    if (typeof DecompressionStream !== 'function') throw new Error('Questo browser è troppo vecchio: aggiornarlo, o usarne un altro.');
    operaio = new Worker(URL.createObjectURL(new Blob([qui('operaio').textContent], {type: 'text/javascript'})));
    operaio.onmessage = ({data}) => {
      if (data.fase) { progresso(data); return; }
      if (data.finito) { ferma(); return; }
      const a = attese.get(data.id);
      attese.delete(data.id);
      if ('errore' in data) a.male(Object.assign(new Error(data.errore), {campo: data.campo})); else a.bene(data.risposta);
    };
    operaio.onerror = ferma;
    await chiedi('avvia', byteDi('motore'));
  })();
}

// The documents that were chosen, by name.
const scelti = new Map();
const nascosto = nome => nome.split('/').some(p => p.startsWith('.'));
function aggiungi(nome, file) { if (!nascosto(nome)) scelti.set(nome, file); }
function contaScelti() {
  const n = scelti.size;
  qui('scelti').textContent = n === 0 ? dici('Nessun documento scelto.') : n === 1 ? dici('Un documento scelto') + ': ' + [...scelti.keys()][0] : n.toLocaleString(lingua) + ' ' + dici('documenti scelti');
  qui('avvia').disabled = n === 0;
}
// A folder that was dropped, in the two ways of asking for it: Chromium gives the files of a page of
// a file in the first alone, other browsers have the second.
async function percorri(maniglia, prima) {
  const nome = prima + maniglia.name;
  if (maniglia.kind === 'file') {
    aggiungi(nome, await maniglia.getFile());
    return;
  }
  const dentro = [];
  for await (const m of maniglia.values()) dentro.push(m);
  for (let i = 0; i < dentro.length; i += 64) {
    await Promise.all(dentro.slice(i, i + 64).map(m => percorri(m, nome + '/')));
    contaScelti();
  }
}
async function percorriVoce(voce) {
  if (voce.isFile) {
    aggiungi(voce.fullPath.replace(/^\//, ''), await new Promise((bene, male) => voce.file(bene, male)));
    return;
  }
  const lettore = voce.createReader();
  for (;;) {
    const voci = await new Promise((bene, male) => lettore.readEntries(bene, male));
    if (voci.length === 0) return;
    await Promise.all(voci.map(percorriVoce));
    contaScelti();
  }
}
// What was dropped has to be asked for at once: afterwards the browser forgets it.
function posati(trasferimento) {
  return [...trasferimento.items].filter(i => i.kind === 'file').map(i => {
    const file = i.getAsFile(), voce = i.webkitGetAsEntry?.(), maniglia = i.getAsFileSystemHandle?.();
    return async () => {
      const m = await maniglia?.catch(() => null);
      if (m) await percorri(m, '');
      else if (voce?.isDirectory) await percorriVoce(voce);
      else if (file) aggiungi(file.name, file);
    };
  });
}
const posa = qui('posa');
posa.ondragover = e => { e.preventDefault(); posa.classList.add('sopra'); };
posa.ondragleave = () => posa.classList.remove('sopra');
posa.ondrop = async e => {
  e.preventDefault();
  posa.classList.remove('sopra');
  try { await Promise.all(posati(e.dataTransfer).map(f => f())); } catch (x) { sbaglia(x); }
  contaScelti();
};
// A file that misses the place is not a page to go to.
for (const e of ['dragover', 'drop']) addEventListener(e, x => x.preventDefault());
qui('scegli-file').onclick = () => qui('file').click();
qui('scegli-cartella').onclick = () => qui('cartella').click();
for (const id of ['file', 'cartella'])
  qui(id).onchange = () => {
    for (const f of qui(id).files) aggiungi(f.webkitRelativePath || f.name, f);
    qui(id).value = '';
    contaScelti();
  };
qui('prova-campione').onclick = () => {
  scelti.clear();
  aggiungi(esempio.nome, new File([byteDi('campione')], esempio.nome));
  qui('oggi').value = esempio.oggi;
  contaScelti();
  qui('modulo').requestSubmit();
};

// The work.
function progresso({fase, fatti, tutti}) {
  const testo = {file: 'Si leggono i file', documenti: 'Si leggono i documenti', pagina: 'Si scrive la pagina…', righe: 'Si scrivono le righe'}[fase];
  qui('stato').textContent = dici(testo) + (tutti ? ': ' + fatti.toLocaleString(lingua) + ' / ' + tutti.toLocaleString(lingua) : '');
  if (tutti) { qui('barra').max = tutti; qui('barra').value = fatti; } else qui('barra').removeAttribute('value');
}
const campi = {oggi: 'Giorno', enti: 'Ente', conti: 'Conti', precedente: 'Lavoro salvato'};
function sbaglia(e) {
  sbagliato = e;
  qui('errore').hidden = false;
  qui('errore').textContent = (e.campo ? dici(campi[e.campo]) + ': ' : '') + dici(e instanceof DOMException ? 'Un file non si legge più: è cambiato, o non c\'è più.' : e.message);
  if (e.campo) qui(e.campo).setAttribute('aria-invalid', 'true');
}
function senzaErrori() {
  sbagliato = undefined;
  qui('errore').hidden = true;
  for (const c in campi) qui(c).removeAttribute('aria-invalid');
}
let occupato = false;
async function lavora(f) {
  if (occupato) return;
  occupato = true;
  senzaErrori();
  qui('corso').hidden = false;
  qui('barra').removeAttribute('value');
  for (const b of document.querySelectorAll('#riconcilia button')) b.disabled = true;
  try { await f(); } catch (e) { qui('stato').textContent = ''; sbaglia(e); }
  qui('corso').hidden = true;
  for (const b of document.querySelectorAll('#riconcilia button')) b.disabled = false;
  contaScelti();
  occupato = false;
  aggiorna();
  if (sbagliato?.campo) qui(sbagliato.campo).focus();
}
// A result in another language than the page's is told again, once nobody works.
function aggiorna() {
  if (occupato || !esito || esito.lingua === lingua) return;
  racconta();
  mostra().catch(sbaglia);
}
let esito, secondi;
qui('modulo').onsubmit = e => {
  e.preventDefault();
  lavora(async () => {
    const inizio = performance.now();
    qui('risultato').hidden = true;
    qui('stato').textContent = dici('Si prepara il motore…');
    await prepara();
    const richiesta = {oggi: qui('oggi').value, enti: qui('enti').value, conti: qui('conti').value, attesaFlusso: Number(qui('attesa-flusso').value), attesaAccredito: Number(qui('attesa-accredito').value)};
    const detta = lingua;
    esito = await chiedi('riconcilia', richiesta, [...scelti], qui('precedente').files[0] ?? null, detta);
    esito.lingua = detta;
    esito.oggi = richiesta.oggi;
    esito.confrontato = qui('precedente').files.length > 0;
    await mostra();
    secondi = (performance.now() - inizio) / 1000;
    racconta();
    qui('risultato').hidden = false;
    qui('titolo-risultato').focus();
    document.documentElement.dataset.secondi = secondi;
    document.documentElement.dataset.fatto = numero;
  });
};
function racconta() {
  qui('stato').textContent = dici('Fatto in') + ' ' + secondi.toLocaleString(lingua, {maximumFractionDigits: 1}) + ' ' + dici('secondi') + '.';
  const n = v => v.toLocaleString(lingua);
  const quanti = (v, uno, molti) => n(v) + ' ' + dici(v === 1 ? uno : molti);
  const letti = esito.letti.split(', ').map(x => x.replace(/ (.*)/, (_, nome) => ' ' + dici(nome))).join(', ');
  qui('riassunto').textContent = dici('Letti') + ': ' + (letti || '0') + '. ' + quanti(esito.casi, 'caso da vedere', 'casi da vedere') + ', ' + quanti(esito.quietanzabili, 'pendenza che si può quietanzare', 'pendenze che si possono quietanzare')
    + (esito.confrontato ? ', ' + quanti(esito.differenze, 'cambiamento', 'cambiamenti') : '') + '.';
  const d = qui('illeggibili');
  d.hidden = esito.nonLetti.length === 0;
  d.querySelector('summary').textContent = dici('Documenti, o parti, non letti') + ': ' + n(esito.nonLetti.length);
  const primi = esito.nonLetti.slice(0, 500).map(t => nuovo('li', t));
  if (esito.nonLetti.length > primi.length) primi.push(nuovo('li', '… ' + n(esito.nonLetti.length - primi.length) + ' ' + dici('altri')));
  d.querySelector('ul').replaceChildren(...primi);
  qui('tabella').replaceChildren(...esito.tabelle.map(t => nuovo('option', t)));
}

// The result is the page that riconcilia -html writes, in a frame as tall as it is.
const cornice = qui('pagina');
let guardia;
cornice.onload = () => {
  guardia?.disconnect();
  const corpo = cornice.contentDocument?.documentElement;
  if (!corpo || !cornice.srcdoc) return;
  const misura = () => { cornice.style.height = Math.max(400, cornice.contentDocument.body.offsetHeight + 20) + 'px'; };
  guardia = new ResizeObserver(misura);
  guardia.observe(cornice.contentDocument.body);
  misura();
};
async function mostra() {
  const detta = lingua;
  if (esito.lingua !== detta) {
    esito.pagina = await chiedi('pagina', detta);
    esito.lingua = detta;
  }
  cornice.srcdoc = await esito.pagina.text();
}
function scarica(contenuto, nome) {
  const a = nuovo('a');
  a.href = URL.createObjectURL(contenuto);
  a.download = nome;
  a.click();
  setTimeout(() => URL.revokeObjectURL(a.href), 60000);
}
const porta = (nome, f) => lavora(async () => {
  qui('stato').textContent = dici('Si scrive il file…');
  scarica(await f(), nome());
  qui('stato').textContent = nome();
});
qui('xlsx').onclick = () => porta(() => 'quietanza-' + esito.oggi + '.xlsx', () => chiedi('xlsx'));
qui('xlsx-una').onclick = () => porta(() => qui('tabella').value + '-' + esito.oggi + '.xlsx', () => chiedi('xlsx', qui('tabella').value));
qui('csv').onclick = () => porta(() => qui('tabella').value + '-' + esito.oggi + '.csv', () => chiedi('csv', qui('tabella').value));
qui('salva').onclick = () => porta(() => 'quietanza-' + esito.oggi + '.json', () => chiedi('json'));
qui('salva-pagina').onclick = () => porta(() => 'quietanza-' + esito.oggi + '.html', async () => esito.pagina);
qui('stampa').onclick = () => cornice.contentWindow.print();
qui('svuota').onclick = () => {
  scelti.clear();
  esito = undefined;
  qui('modulo').reset();
  oggi();
  qui('risultato').hidden = true;
  senzaErrori();
  qui('stato').textContent = '';
  cornice.removeAttribute('srcdoc');
  contaScelti();
};
function oggi() {
  const d = new Date();
  qui('oggi').value = d.getFullYear() + '-' + String(d.getMonth() + 1).padStart(2, '0') + '-' + String(d.getDate()).padStart(2, '0');
}

// The workshop.
function valore(v) {
  if (Array.isArray(v)) {
    const l = nuovo('ol');
    for (const x of v.slice(0, 200)) { const i = nuovo('li'); i.append(valore(x)); l.append(i); }
    if (v.length > 200) l.append(nuovo('li', '… ' + (v.length - 200) + ' ' + dici('altri')));
    return v.length ? l : nuovo('span', '—');
  }
  if (v && typeof v === 'object') {
    const d = nuovo('dl');
    for (const k in v) {
      const b = nuovo('dd');
      b.append(valore(v[k]));
      d.append(nuovo('dt', k), b);
    }
    return d;
  }
  return nuovo('span', v === true ? dici('sì') : v === false ? dici('no') : v === null || v === '' ? '—' : String(v));
}
function disegno({macchina, stato, di, perche}) {
  const d = nuovo('div');
  d.append(nuovo('h3', macchina + ': ' + stato), nuovo('p', (di ? di + ': ' : '') + dici(perche)));
  const svg = document.querySelector('#m-' + CSS.escape(macchina) + ' svg')?.cloneNode(true);
  if (!svg) return d;
  for (const e of [svg, ...svg.querySelectorAll('[id]')]) e.removeAttribute('id');
  svg.setAttribute('aria-label', macchina + ', ' + dici('stato') + ': ' + stato);
  for (const g of svg.querySelectorAll('.stato'))
    if (g.querySelector('text')?.textContent.trim() === stato) g.classList.add('corrente');
  const t = nuovo('div', undefined, 'tela');
  t.tabIndex = 0;
  t.append(svg);
  d.append(t);
  queueMicrotask(() => {
    const c = svg.querySelector('.corrente');
    if (c) t.scrollLeft = c.getBoundingClientRect().left - t.getBoundingClientRect().left - t.clientWidth / 2;
  });
  return d;
}
qui('banco').onsubmit = async e => {
  e.preventDefault();
  lette = undefined;
  qui('lettura').replaceChildren(nuovo('p', dici('Si prepara il motore…')));
  try {
    await prepara();
    lette = await chiedi('officina', qui('testo').value);
    mostraLette();
  } catch (x) { qui('lettura').replaceChildren(nuovo('p', dici(x.message), 'errore')); }
};
function mostraLette() {
  const dove = qui('lettura');
  dove.replaceChildren(...lette.map(l => {
    const a = nuovo('article', undefined, 'letta'), {ok, errore, ...resto} = l.risposta;
    a.append(nuovo('h2', ok === false ? dici(l.cosa) + ': ' + dici('non si legge') : dici(l.cosa)));
    if (l.comando) a.append(nuovo('small', dici('comando') + ': quietanza ' + l.comando));
    if (errore) { const p = nuovo('p', errore.messaggio, 'errore'); p.lang = 'it'; a.append(p); }
    if (Object.keys(resto).length) { const v = valore(resto); v.lang = 'it'; a.append(v); }
    for (const m of l.macchine) a.append(disegno(m));
    return a;
  }));
  if (lette.length === 0) dove.replaceChildren(nuovo('p', dici('Niente da leggere.')));
}
for (const [nome, inglese, testo] of esempio.testi) {
  const b = nuovo('button', nome);
  b.type = 'button';
  b.dataset.en = inglese;
  b.onclick = () => { qui('testo').value = testo; qui('banco').requestSubmit(); };
  qui('esempi').append(b);
}

qui('lingua').onclick = () => traduci(lingua === 'it' ? 'en' : 'it');
oggi();
contaScelti();
})();
