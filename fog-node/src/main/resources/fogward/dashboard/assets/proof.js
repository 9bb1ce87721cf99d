import { byId, make, setText } from './elements.js';
import { readEntry } from './entry.js';
import { count, several } from './format.js';
import { climb, fromBase64 } from './merkle.js';
import { showAccount } from './session.js';
import { reason } from './words.js';

const [, , roundText, gateway] = location.pathname.split('/').map(decodeURIComponent);
const number = Number(roundText);

const fact = (name, value, kind = '') => make('div', { class: kind }, make('dt', {}, name), make('dd', {}, value));
const say = (text) => byId('proofs').replaceChildren(make('p', { class: 'card empty' }, text));

async function load(path) {
  const response = await fetch(path, { headers: { Accept: 'application/json' } });
  if (!response.ok) throw new Error(`the fog node answered ${response.status}`);
  return response.json();
}

function showAnchor(round) {
  byId('anchor').replaceChildren(
    fact('Merkle root', make('code', {}, round.merkleRoot), 'wide'),
    fact('Ledger transaction', round.ledgerTransaction === null ? 'waits for the ledger' : make('code', {}, round.ledgerTransaction), 'wide'),
    fact('New model', make('code', {}, round.modelDigest), 'wide'),
    fact('Block', round.block === null ? '–' : count(round.block)),
    fact('Updates', `${count(round.accepted)} accepted, ${count(round.refused)} refused`));
}

function showGateways(gateways) {
  byId('who').replaceChildren(...gateways.map(({ gateway: id }) =>
    make('a', { href: `/proofs/${number}/${id}`, ...(id === gateway ? { 'aria-current': 'page' } : {}) }, id)));
}

/** A good path to another root, or a leaf about something else, proves nothing. */
async function check(proof, round, federation) {
  const leaf = fromBase64(proof.leaf);
  const { steps, verified } = await climb(leaf, proof);
  const entry = readEntry(leaf);
  const about = entry.federation === federation && entry.round === number && entry.gateway === gateway;
  return { entry, steps, verified: verified && about && proof.root === round.merkleRoot };
}

function card(proof, { entry, steps, verified }) {
  const outcome = entry.refusal === null ? 'accepted' : `refused because ${reason(entry.refusal)}`;
  return make('article', { class: 'card proof', 'data-verified': String(verified) },
    make('p', { class: `verdict ${verified ? 'good' : 'bad'}` }, verified
      ? '✓ Checked by your browser: this update is part of the anchored round.'
      : '✗ Does not check: this update is not shown to be part of the anchored round.'),
    make('dl', { class: 'facts' },
      fact('Federation', entry.federation),
      fact('Gateway', entry.gateway),
      fact('Round', count(entry.round)),
      fact('Outcome', outcome),
      fact('Samples', count(entry.samples)),
      fact('Leaf', `${count(proof.index + 1)} of ${count(proof.size)}`),
      fact('SHA-256 of the update', make('code', {}, entry.updateDigest), 'wide')),
    make('div', {}, make('h3', {}, several(steps.length, 'step')), make('ol', { class: 'steps' }, ...steps.map(step))));
}

function step({ side, sibling, node }, index, all) {
  const text = side === 'leaf' ? 'SHA-256 of the leaf' : `Joined with its ${side} neighbour`;
  const end = index === all.length - 1 ? '; the result has to be the root' : '';
  return make('li', {}, text + end, sibling ? make('code', {}, `neighbour ${sibling}`) : null, make('code', {}, `gives ${node}`));
}

async function start() {
  setText(byId('title'), gateway ? `Round ${number}, ${gateway}` : `Round ${number}`);
  document.title = `Round ${number} · Fogward`;
  const { view } = await load('/api/state');
  setText(byId('federation'), view.federation);
  const round = view.rounds.find((candidate) => candidate.round === number);
  if (!round) {
    byId('anchor').replaceChildren(fact('Nothing yet', 'This round is not anchored.'));
    say('There is nothing to check.');
    return;
  }
  showAnchor(round);
  showGateways(view.gateways);
  if (!gateway) {
    say('Choose a gateway.');
    return;
  }
  if (!globalThis.crypto?.subtle) {
    say('This browser computes digests on secure pages only; open the page by https.');
    return;
  }
  const proofs = await load(`/api/proofs/${number}/${encodeURIComponent(gateway)}`);
  if (proofs.length === 0) {
    say(`${gateway} sent nothing in round ${number}.`);
    return;
  }
  const cards = [];
  for (const proof of proofs) cards.push(card(proof, await check(proof, round, view.federation)));
  byId('proofs').replaceChildren(...cards);
}

Promise.all([showAccount(), start()]).catch((error) => say(`The proof could not be loaded: ${error.message}.`)).finally(() => { document.body.dataset.ready = 'true'; });
