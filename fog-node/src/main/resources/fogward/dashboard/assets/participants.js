import { ago, byId, make, setText } from './elements.js';
import { count, several } from './format.js';

let shownKey = null;
let next = '';
let ledger = null;
let asked = 0;

/** Lets participants be fetched, a page at a time: there may be thousands. */
export function prepare() {
  byId('participants-details').addEventListener('toggle', refresh);
  byId('next-participants').addEventListener('click', () => fetchPage(false));
}

/** Tells how many there are; the list is fetched when it is open, and again when it has changed. */
export function show(newLedger) {
  ledger = newLedger;
  const suspended = ledger.suspended > 0 ? `, ${count(ledger.suspended)} suspended` : '';
  setText(byId('participants-summary'), `Participants: ${several(ledger.participants, 'gateway')}${suspended}`);
  refresh();
}

function refresh() {
  if (ledger === null || !byId('participants-details').open) return;
  const about = ledger.changes.find((change) => /^(gateway|certificate)-/.test(change.kind));
  const key = `${ledger.participants} ${ledger.suspended} ${about?.number}`;
  if (shownKey === key) return;
  shownKey = key;
  fetchPage(true);
}

async function fetchPage(first) {
  asked += 1;
  const mine = asked;
  try {
    const answer = await fetch(`/api/ledger/participants?after=${encodeURIComponent(first ? '' : next)}`);
    if (!answer.ok) throw new Error(`the fog node answered ${answer.status}`);
    const page = await answer.json();
    if (mine === asked) showPage(page, first);
  } catch (error) {
    if (mine !== asked) return;
    shownKey = null;
    note(`They could not be fetched: ${error.message}.`);
  }
}

function showPage(page, first) {
  const body = byId('participants').tBodies[0];
  const rows = page.participants.map(row);
  if (first) body.replaceChildren(...rows);
  else body.append(...rows);
  next = page.next ?? '';
  byId('more-participants').hidden = page.next === null;
  note(body.rows.length === 0 ? 'No gateway is registered on the ledger yet.' : '');
}

function note(text) {
  setText(byId('participants-note'), text);
  byId('participants-note').hidden = text === '';
}

function row(participant) {
  const cell = (label, ...content) => make('td', { role: 'cell', 'data-label': label }, ...content);
  return make('tr', { role: 'row', 'data-participant': participant.gateway },
    make('th', { scope: 'row', role: 'rowheader' }, participant.gateway),
    cell('Organisation', participant.organisation),
    cell('Standing', ...standing(participant)),
    cell('Registered', ago(participant.since), make('span', { class: 'detail' }, `block ${count(participant.block)}`)),
    cell('Keys', ...keys(participant.fingerprints)));
}

function standing(participant) {
  if (!participant.suspended) return [make('span', { class: 'pill', 'data-kind': 'good' }, 'Takes part')];
  const note = participant.note ? `, ${participant.note}` : '';
  return [
    make('span', { class: 'pill', 'data-kind': 'bad' }, 'Suspended'),
    make('span', { class: 'detail' }, `${participant.reason.replaceAll('-', ' ')}${note}; by ${participant.standingBy}, `, ago(participant.standingSince)),
  ];
}

function keys(fingerprints) {
  const withdrawn = fingerprints.filter((key) => key.withdrawn !== null);
  const all = fingerprints.map((key) => key.fingerprint + (key.withdrawn === null ? '' : `, withdrawn: ${key.withdrawn}`));
  return [
    make('span', { title: all.join('\n') }, several(fingerprints.length - withdrawn.length, 'key')),
    withdrawn.length > 0 ? make('span', { class: 'detail' }, `${count(withdrawn.length)} withdrawn`) : null,
  ];
}
