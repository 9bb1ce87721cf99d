import { ago, byId, make, setChildren, setText } from './elements.js';
import { brief, count } from './format.js';

/** Shows how far the ledger is followed, its newest changes, and its plans. */
export function show(ledger) {
  const { position } = ledger;
  setText(byId('ledger-position'), position.trouble === null ? place(position) : `${place(position)} ${sentence(position.trouble)}`);
  byId('ledger-position').dataset.kind = position.trouble === null ? 'idle' : 'warn';
  const body = byId('changes').tBodies[0];
  const key = ledger.changes.map((change) => `${change.number} ${change.transaction}`).join();
  if (body.dataset.key !== key) {
    body.dataset.key = key;
    body.replaceChildren(...ledger.changes.map(row));
  }
  byId('no-changes').hidden = ledger.changes.length > 0;
  setChildren(byId('plans'), ...ledger.plans.map((plan) => make('li', {},
    'Plan ', make('code', { title: plan.plan }, brief(plan.plan)),
    ` from round ${count(plan.fromRound)} on, released by ${plan.by} in block ${count(plan.block)}.`)));
}

function place(position) {
  if (position.block === null) return 'The ledger is not read yet.';
  const newest = position.newest === null ? '' : ` of ${count(position.newest)}`;
  return `What follows is as of block ${count(position.block)}${newest}.`;
}

const sentence = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

function row(change) {
  const cell = (label, content, kind = '') => make('td', { role: 'cell', 'data-label': label, class: kind }, content);
  return make('tr', { role: 'row' },
    make('th', { scope: 'row', role: 'rowheader' }, words(change.kind)),
    cell('About', change.subject),
    cell('By', change.by || '–'),
    cell('When', change.at === null ? '–' : ago(change.at)),
    cell('Block', make('span', { title: change.transaction }, count(change.block)), 'number'));
}

function words(kind) {
  const text = kind.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
