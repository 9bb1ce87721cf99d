import { ago, byId, make, setText } from './elements.js';
import { brief, count, several } from './format.js';

const NEWEST = 8;
let everything = false;
let view = null;

/** Lets all anchors be shown. */
export function prepare() {
  byId('all-anchors').addEventListener('click', () => {
    everything = true;
    show(view);
  });
}

/** Shows the newest anchors, or all. */
export function show(newView) {
  view = newView;
  const newest = view.rounds.toReversed();
  const shown = everything ? newest : newest.slice(0, NEWEST);
  const body = byId('anchors').tBodies[0];
  const key = shown.map((round) => `${round.merkleRoot}${round.block}`).join();
  if (body.dataset.key !== key) {
    body.dataset.key = key;
    body.replaceChildren(...shown.map(row));
  }
  byId('no-anchors').hidden = shown.length > 0;
  byId('more-anchors').hidden = shown.length === newest.length;
  setText(byId('all-anchors'), `Show all ${several(newest.length, 'round')}`);
  showPlan(view.plan);
}

function row(round) {
  const cell = (label, content, kind = '') => make('td', { role: 'cell', 'data-label': label, class: kind }, content);
  const closed = new Date(Date.parse(round.openedAt) + round.seconds * 1000).toISOString();
  const refused = round.refused > 0 ? `, ${count(round.refused)} refused` : '';
  return make('tr', { role: 'row' },
    make('th', { scope: 'row', role: 'rowheader' }, `Round ${count(round.round)}`),
    cell('Closed', ago(closed)),
    cell('Updates', `${count(round.accepted)} accepted${refused}`),
    cell('Merkle root', make('code', { title: round.merkleRoot }, brief(round.merkleRoot))),
    cell('Transaction', transaction(round)),
    cell('Block', round.block === null ? '–' : count(round.block), 'number'),
    cell('Proof', make('a', { href: `/proofs/${round.round}`, 'aria-label': `Proof of round ${round.round}` }, 'Check')));
}

function transaction(round) {
  if (round.ledgerTransaction === null) return 'waits for the ledger';
  return make('code', { title: round.ledgerTransaction }, brief(round.ledgerTransaction));
}

function showPlan(plan) {
  if (byId('plan').dataset.digest === plan.digest) return;
  byId('plan').dataset.digest = plan.digest;
  const fact = (name, value, kind = '') => make('div', { class: kind }, make('dt', {}, name), make('dd', {}, value));
  byId('plan').replaceChildren(
    fact('Model', `${plan.family}, ${several(plan.parameters, 'parameter')}`),
    fact('Aggregation rule', plan.rule),
    fact('Server optimiser', plan.optimizer),
    fact('Update codec', plan.codec),
    fact('Rounds', count(plan.rounds)),
    fact('Quorum', several(plan.quorum, 'update')),
    fact('Waits for', plan.waitForAll ? 'every gateway, until the deadline' : 'the quorum'),
    fact('Deadline', several(plan.deadlineSeconds, 'second')),
    fact('Digest', make('code', {}, plan.digest), 'wide'));
}
