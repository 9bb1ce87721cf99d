import * as changes from './changes.js';
import * as charts from './charts.js';
import * as clock from './clock.js';
import { byId, setText } from './elements.js';
import { follow } from './feed.js';
import { percent } from './format.js';
import * as gateways from './gateways.js';
import * as ledger from './ledger.js';
import * as models from './models.js';
import * as overview from './overview.js';
import * as participants from './participants.js';
import { showAccount } from './session.js';
import * as verification from './verification.js';
import { reason } from './words.js';

const CONNECTION = { live: 'Live', lost: 'Connection lost', connecting: 'Connecting' };
let last = null;
let lastAt = null;

function onState(state) {
  const { view } = state;
  clock.adjust(view);
  overview.show(view);
  charts.show(view);
  gateways.show(view);
  ledger.show(view);
  models.show(view.ledger);
  participants.show(view.ledger);
  changes.show(view.ledger);
  clock.adjust(view);
  showProblems(state.problems);
  if (last !== null) announce(last, view);
  last = view;
  lastAt = new Date();
  document.body.dataset.ready = 'true';
}

function onConnection(state) {
  byId('connection').dataset.state = state;
  setText(byId('connection-text'), CONNECTION[state]);
  const lost = byId('lost');
  const since = lastAt === null ? '' : ` What you see is from ${lastAt.toLocaleTimeString('en-GB')}.`;
  setText(lost, state === 'lost' ? `The connection to the fog node is lost.${since} Trying again.` : '');
  lost.hidden = state !== 'lost';
}

function showProblems(problems) {
  const box = byId('problems');
  const said = problems.map(({ component, detail }) => (detail ? `${component} (${detail})` : component));
  setText(box, said.length === 0 ? '' : `Not working on the fog node: ${said.join(', ')}.`);
  box.hidden = said.length === 0;
}

/** Says what matters, not every number that moves. */
function announce(before, view) {
  const said = [];
  for (const round of view.rounds.slice(before.rounds.length)) said.push(`Round ${round.round} is closed.`);
  const accuracy = view.rounds.findLast((round) => round.accuracy !== null);
  if (said.length > 0 && accuracy) said.push(`Accuracy ${percent(accuracy.accuracy)} after round ${accuracy.round}.`);
  const known = new Map(before.gateways.map((gateway) => [gateway.gateway, gateway.lastUpdate?.at]));
  for (const { gateway, lastUpdate } of view.gateways) {
    if (lastUpdate?.refusal && known.get(gateway) !== lastUpdate.at) said.push(`${gateway} was refused because ${reason(lastUpdate.refusal)}.`);
  }
  if (view.state === 'FINISHED' && before.state !== 'FINISHED') said.push('The plan is done.');
  if (said.length > 0) setText(byId('announcer'), said.slice(0, 5).join(' '));
}

charts.prepare();
verification.prepare();
gateways.prepare();
ledger.prepare();
participants.prepare();
follow(onState, onConnection);
showAccount().catch(() => onConnection('lost'));
