'use strict';
(() => {
let perPagina = 100;
const schede = {
  m: {nome: 'Accrediti', uno: 'Accredito', numeri: [1], colonne: ['Data', 'Importo', 'Classe', 'Movimento', 'Provvisorio', 'Ente', 'Ordinante', 'Causale']},
  f: {nome: 'Flussi', uno: 'Flusso', numeri: [1, 4], colonne: ['Regolato', 'Importo', 'Classe', 'Flusso', 'Pagamenti', 'Ente', 'PSP']},
  r: {nome: 'Pagamenti', uno: 'Pagamento', numeri: [1], colonne: ['Data', 'Importo', 'Classe', 'IUV', 'IUR', 'Esito', 'Flusso']},
  c: {nome: 'Ricevute', uno: 'Ricevuta', numeri: [1], colonne: ['Data', 'Importo', 'Classe', 'IUV', 'IUR', 'Ente']},
  p: {nome: 'Pendenze', uno: 'Pendenza', numeri: [1], colonne: ['Pendenza', 'Importo', 'Classe', 'IUV', 'Quietanzabile', 'Ente', 'Debitore', 'Causale']},
};
const inglese = {
  Accrediti: 'Credits', Accredito: 'Credit', Flussi: 'Flows', Flusso: 'Flow', Pagamenti: 'Payments', Pagamento: 'Payment', Ricevute: 'Receipts', Ricevuta: 'Receipt', Pendenze: 'Positions', Pendenza: 'Position',
  Data: 'Date', Importo: 'Amount', Classe: 'Class', Movimento: 'Movement', Ente: 'Body', Ordinante: 'Ordered by', Regolato: 'Settled', Esito: 'Outcome', Quietanzabile: 'May be discharged', Debitore: 'Debtor',
  'Nient\'altro è collegato.': 'Nothing else is linked.', 'e altri: cercarli nelle tabelle': 'and others: look in the tables', nessuno: 'none', di: 'of',
  'Questo browser è troppo vecchio per le tabelle: aggiornarlo, o usarne un altro.': 'This browser is too old for the tables: update it, or use another.',
};
const dici = document.documentElement.lang === 'en' ? s => inglese[s] ?? s : s => s;
const qui = id => document.getElementById(id);
const nuovo = (nome, testo, classe) => {
  const e = document.createElement(nome);
  if (testo !== undefined) e.textContent = testo;
  if (classe) e.className = classe;
  return e;
};
const euro = c => {
  const s = String(Math.abs(c)).padStart(3, '0');
  return (c < 0 ? '-' : '') + s.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, '.') + ',' + s.slice(-2);
};
const giorno = s => /^\d{4}-\d\d-\d\d$/.test(s) ? s.split('-').reverse().join('/') : s;
const ordina = new Intl.Collator('it', {numeric: true}).compare;
let dati, scheda = 'm', ordine = -1, verso = 1, da = 0, vedere;

// What a table holds: a column is of numbers, or of positions in the list of the texts.
const valore = (k, i, j) => schede[k].numeri.includes(j) ? dati[k].v[j][i] : dati.t[dati[k].v[j][i]];
const mostra = (k, i, j) => j === 1 ? euro(valore(k, i, j)) : giorno(String(valore(k, i, j)));
function collegati(k, i, membro) {
  const x = dati[k][membro]?.[i] ?? -1;
  if (x === -1) return [];
  if (typeof x === 'number') return [x];
  return x.flatMap(y => {
    if (typeof y === 'number') return [y];
    const [a, b] = y.split('-').map(Number);
    return Array.from({length: b - a + 1}, (_, n) => a + n);
  });
}

// ramo is an object with those that it leads to, opened when asked.
function ramo(k, i, visti) {
  const d = nuovo('details', undefined, 'ramo');
  d.append(nuovo('summary', dici(schede[k].uno) + ' ' + valore(k, i, k === 'p' ? 0 : 3) + ' · € ' + euro(valore(k, i, 1)) + ' · ' + valore(k, i, 2)));
  d.addEventListener('toggle', () => {
    if (!d.open || d.dataset.pieno) return;
    d.dataset.pieno = 1;
    d.append(nuovo('small', schede[k].colonne.map((n, j) => valore(k, i, j) === '' ? '' : dici(n) + ': ' + mostra(k, i, j)).filter(Boolean).join(' · ')));
    rami(d, k, i, visti);
  });
  return d;
}
function rami(dove, k, i, visti) {
  const miei = [...visti, k + i];
  let n = 0;
  for (const altra of ['m', 'f', 'r', 'p'])
    for (const j of collegati(k, i, altra)) {
      if (miei.includes(altra + j)) continue;
      if (++n > 500) { dove.append(nuovo('p', dici('e altri: cercarli nelle tabelle'))); return; }
      dove.append(ramo(altra, j, miei));
    }
  if (n === 0) dove.append(nuovo('p', dici('Nient\'altro è collegato.')));
}
function scelti() {
  const parole = qui('cerca').value.toLowerCase().split(/\s+/).filter(Boolean), solo = qui('vedere').checked;
  const {n, v} = dati[scheda], {numeri} = schede[scheda];
  let l = solo ? [...dati[scheda]['!']] : Array.from({length: n}, (_, i) => i);
  for (const p of parole) {
    const testi = Uint8Array.from(dati.t, s => giorno(s).toLowerCase().includes(p));
    l = l.filter(i => v.some((c, j) => numeri.includes(j) ? (j === 1 ? euro(c[i]) : String(c[i])).includes(p) : testi[c[i]]));
  }
  if (ordine >= 0) {
    const c = v[ordine];
    l.sort(numeri.includes(ordine) ? (a, b) => verso * (c[a] - c[b]) : (a, b) => verso * ordina(dati.t[c[a]], dati.t[c[b]]));
  }
  return l;
}
function disegna() {
  const {colonne, numeri} = schede[scheda], l = scelti(), t = qui('tabella');
  da = Math.min(da, Math.max(0, Math.floor((l.length - 1) / perPagina) * perPagina));
  const testa = nuovo('thead'), r = nuovo('tr');
  colonne.forEach((c, i) => {
    const h = nuovo('th'), b = nuovo('button', dici(c) + (ordine === i ? (verso > 0 ? ' ▲' : ' ▼') : ''));
    b.type = 'button';
    h.setAttribute('aria-sort', ordine !== i ? 'none' : verso > 0 ? 'ascending' : 'descending');
    b.onclick = () => { verso = ordine === i ? -verso : 1; ordine = i; da = 0; disegna(); };
    h.append(b); r.append(h);
  });
  testa.append(r);
  const corpo = nuovo('tbody');
  for (const i of l.slice(da, da + perPagina)) {
    const riga = nuovo('tr', undefined, 'riga' + (vedere[scheda].has(i) ? ' vedere' : ''));
    riga.tabIndex = 0;
    colonne.forEach((nome, j) => {
      const c = nuovo('td', mostra(scheda, i, j), numeri.includes(j) ? 'n' : j === 2 ? 'c' : '');
      c.dataset.n = dici(nome);
      riga.append(c);
    });
    const apri = () => {
      const sotto = riga.nextSibling;
      if (sotto && sotto.className === 'dettaglio') { sotto.remove(); riga.removeAttribute('aria-expanded'); return; }
      const d = nuovo('tr', undefined, 'dettaglio'), c = nuovo('td');
      c.colSpan = colonne.length;
      rami(c, scheda, i, []);
      d.append(c); riga.after(d); riga.setAttribute('aria-expanded', 'true');
    };
    riga.onclick = () => { if (!String(getSelection())) apri(); };
    riga.onkeydown = e => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); apri(); } };
    corpo.append(riga);
  }
  t.replaceChildren(testa, corpo);
  const somma = l.reduce((s, i) => s + dati[scheda].v[1][i], 0);
  qui('quanti').textContent = l.length === 0 ? dici('nessuno') : (da + 1) + '–' + Math.min(da + perPagina, l.length) + ' ' + dici('di') + ' ' + l.length + ', € ' + euro(somma);
  qui('prima').disabled = da === 0;
  qui('dopo').disabled = da + perPagina >= l.length;
  // Who chose some objects prints them too.
  qui('tabelle').classList.toggle('scelta', qui('cerca').value.trim() !== '' || qui('vedere').checked);
}
function avvia() {
  vedere = Object.fromEntries(Object.keys(schede).map(k => [k, new Set(dati[k]['!'])]));
  for (const k in schede) {
    const b = nuovo('button', dici(schede[k].nome) + ' (' + dati[k].n + ')');
    b.type = 'button'; b.setAttribute('role', 'tab'); b.setAttribute('aria-selected', k === scheda);
    b.onclick = () => {
      scheda = k; ordine = -1; verso = 1; da = 0;
      for (const c of qui('schede').children) c.setAttribute('aria-selected', c === b);
      disegna();
    };
    qui('schede').append(b);
  }
  qui('cerca').oninput = () => { da = 0; disegna(); };
  qui('vedere').onchange = () => { da = 0; disegna(); };
  qui('prima').onclick = () => { da -= perPagina; disegna(); };
  qui('dopo').onclick = () => { da += perPagina; disegna(); };
  qui('attesa').remove();
  disegna();
}
let aperti = [];
addEventListener('beforeprint', () => {
  // Of many cases the line of each is enough on paper.
  const casi = document.querySelectorAll('#dafare details').length > 60 ? ':not(#dafare)' : '';
  aperti = [...document.querySelectorAll('section' + casi + ' details:not(.ramo):not([open])')];
  for (const d of aperti) d.open = true;
  if (dati) { perPagina = 2000; disegna(); }
});
addEventListener('afterprint', () => {
  for (const d of aperti) d.open = false;
  if (dati) { perPagina = 100; disegna(); }
});
(async () => {
  const byte = Uint8Array.from(atob(qui('dati').textContent), c => c.charCodeAt(0));
  dati = await new Response(new Blob([byte]).stream().pipeThrough(new DecompressionStream('gzip'))).json();
  avvia();
})().catch(() => { qui('attesa').textContent = dici('Questo browser è troppo vecchio per le tabelle: aggiornarlo, o usarne un altro.'); });
})();
