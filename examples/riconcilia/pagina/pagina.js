'use strict';
(() => {
const perPagina = 100;
const schede = {
  m: {nome: 'Accrediti', uno: 'Accredito', colonne: ['Data', 'Importo', 'Classe', 'Movimento', 'Provvisorio', 'Ente', 'Ordinante', 'Causale']},
  f: {nome: 'Flussi', uno: 'Flusso', colonne: ['Regolato', 'Importo', 'Classe', 'Flusso', 'Pagamenti', 'Ente', 'PSP']},
  r: {nome: 'Pagamenti', uno: 'Pagamento', colonne: ['Data', 'Importo', 'Classe', 'IUV', 'IUR', 'Esito', 'Flusso']},
  c: {nome: 'Ricevute', uno: 'Ricevuta', colonne: ['Data', 'Importo', 'Classe', 'IUV', 'IUR', 'Ente']},
  p: {nome: 'Pendenze', uno: 'Pendenza', colonne: ['Pendenza', 'Importo', 'Classe', 'IUV', 'Quietanzabile', 'Ente', 'Debitore', 'Causale']},
};
const inglese = {
  Accrediti: 'Credits', Accredito: 'Credit', Flussi: 'Flows', Flusso: 'Flow', Pagamenti: 'Payments', Pagamento: 'Payment', Ricevute: 'Receipts', Ricevuta: 'Receipt', Pendenze: 'Positions', Pendenza: 'Position',
  Data: 'Date', Importo: 'Amount', Classe: 'Class', Movimento: 'Movement', Ente: 'Body', Ordinante: 'Ordered by', Regolato: 'Settled', Esito: 'Outcome', Quietanzabile: 'May be discharged', Debitore: 'Debtor',
  'Nient\'altro è collegato.': 'Nothing else is linked.', 'e altri: cercarli nelle tabelle': 'and others: look in the tables', nessuno: 'none', di: 'of',
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
const mostra = (v, i) => i === 1 ? euro(v) : giorno(String(v));
const testo = o => o.t ??= o.v.map(mostra).join(' ').toLowerCase();
const dati = JSON.parse(qui('dati').textContent);
let scheda = 'm', ordine = -1, verso = 1, da = 0;

// ramo is an object with those that it leads to, opened when asked.
function ramo(k, i, visti) {
  const o = dati[k][i], c = schede[k].colonne;
  const d = nuovo('details', undefined, 'ramo');
  d.append(nuovo('summary', dici(schede[k].uno) + ' ' + o.v[k === 'p' ? 0 : 3] + ' · € ' + euro(o.v[1]) + ' · ' + o.v[2]));
  d.addEventListener('toggle', () => {
    if (!d.open || d.dataset.pieno) return;
    d.dataset.pieno = 1;
    d.append(nuovo('small', c.map((n, j) => o.v[j] === '' ? '' : dici(n) + ': ' + mostra(o.v[j], j)).filter(Boolean).join(' · ')));
    rami(d, k, i, visti);
  });
  return d;
}
function rami(dove, k, i, visti) {
  const o = dati[k][i], miei = [...visti, k + i];
  let n = 0;
  for (const [membro, altra] of [['m', 'm'], ['f', 'f'], ['r', 'r'], ['p', 'p']])
    for (const j of o[membro] || []) {
      if (miei.includes(altra + j)) continue;
      if (++n > 500) { dove.append(nuovo('p', dici('e altri: cercarli nelle tabelle'))); return; }
      dove.append(ramo(altra, j, miei));
    }
  if (n === 0) dove.append(nuovo('p', dici('Nient\'altro è collegato.')));
}
function scelti() {
  const parole = qui('cerca').value.toLowerCase().split(/\s+/).filter(Boolean), solo = qui('vedere').checked;
  const l = dati[scheda].map((o, i) => i).filter(i => {
    const o = dati[scheda][i];
    return (!solo || o['!']) && parole.every(p => testo(o).includes(p));
  });
  if (ordine >= 0) l.sort((a, b) => {
    const x = dati[scheda][a].v[ordine], y = dati[scheda][b].v[ordine];
    return verso * (typeof x === 'number' ? x - y : x.localeCompare(y, 'it', {numeric: true}));
  });
  return l;
}
function disegna() {
  const {colonne} = schede[scheda], l = scelti(), t = qui('tabella');
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
    const o = dati[scheda][i], riga = nuovo('tr', undefined, 'riga' + (o['!'] ? ' vedere' : ''));
    riga.tabIndex = 0;
    o.v.forEach((v, j) => {
      const c = nuovo('td', mostra(v, j), j === 1 || typeof v === 'number' ? 'n' : j === 2 ? 'c' : '');
      c.dataset.n = dici(colonne[j]);
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
  const somma = l.reduce((s, i) => s + dati[scheda][i].v[1], 0);
  qui('quanti').textContent = l.length === 0 ? dici('nessuno') : (da + 1) + '–' + Math.min(da + perPagina, l.length) + ' ' + dici('di') + ' ' + l.length + ', € ' + euro(somma);
  qui('prima').disabled = da === 0;
  qui('dopo').disabled = da + perPagina >= l.length;
}
for (const k in schede) {
  const b = nuovo('button', dici(schede[k].nome) + ' (' + dati[k].length + ')');
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
addEventListener('beforeprint', () => { for (const d of document.querySelectorAll('#dafare details')) d.open = true; });
disegna();
})();
