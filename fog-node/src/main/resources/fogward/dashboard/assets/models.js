import { ago, byId, make, setChildren, setText } from './elements.js';
import { brief, count, several } from './format.js';

const STANDINGS = {
  PROPOSED: ['Waits for approval', 'warn'],
  RELEASED: ['Released', 'good'],
  CURRENT: ['Released, in use', 'good'],
  ROLLED_BACK: ['Out of use', 'bad'],
};

/** Shows which models the organisations have approved, and the ways back. */
export function show(ledger) {
  setText(byId('models-explain'), ledger.approvals === 0 ? '' : explanation(ledger));
  const body = byId('models').tBodies[0];
  const key = JSON.stringify([ledger.organisations, ledger.models]);
  if (body.dataset.key !== key) {
    body.dataset.key = key;
    body.replaceChildren(...ledger.models.map((model) => row(model, ledger)));
  }
  byId('no-models').hidden = ledger.models.length > 0;
  setChildren(byId('rollbacks'), ...ledger.rollbacks.map((back) => make('li', {}, wayBack(back, ledger))));
  byId('rollbacks').hidden = ledger.rollbacks.length === 0;
}

function explanation(ledger) {
  const organisations = several(ledger.organisations.length, 'organisation');
  const needed = ledger.approvals === 1 ? 'one approval' : `${count(ledger.approvals)} approvals`;
  const decide = ledger.organisations.length === 1 ? 'decides' : 'decide';
  return `${organisations} (${ledger.organisations.join(', ')}) ${decide}: a model is released by ${needed}, and gone back from by as many.`;
}

const share = (given, ledger) => `${count(given)} of ${several(ledger.organisations.length, 'organisation')}`;

function row(model, ledger) {
  const cell = (label, ...content) => make('td', { role: 'cell', 'data-label': label }, ...content);
  const [standing, kind] = STANDINGS[model.standing] ?? [model.standing, 'idle'];
  return make('tr', { role: 'row', 'data-standing': model.standing },
    make('th', { scope: 'row', role: 'rowheader' }, `Round ${count(model.round)}`),
    cell('Standing', make('span', { class: 'pill', 'data-kind': kind }, standing)),
    cell('Approved by', share(model.approvedBy.length, ledger),
      model.approvedBy.length > 0 ? make('span', { class: 'detail' }, model.approvedBy.join(', ')) : null),
    cell('Proposed', ago(model.at), make('span', { class: 'detail' }, `block ${count(model.block)}, by ${model.by}`)),
    cell('Released', ...(model.releasedAt === null
      ? ['–']
      : [ago(model.releasedAt), make('span', { class: 'detail' }, `block ${count(model.releaseBlock)}`)])),
    cell('SHA-256', make('code', { title: model.model }, brief(model.model))));
}

function wayBack(back, ledger) {
  const why = back.votes.map((vote) => `${vote.by}${vote.note ? `: ${vote.note}` : ''}`).join('; ');
  const decided = back.decided ? 'decided' : 'wanted';
  return `Way back from round ${count(back.fromRound)} to round ${count(back.toRound)}: ${decided} by ${share(back.votes.length, ledger)} (${why}).`;
}
