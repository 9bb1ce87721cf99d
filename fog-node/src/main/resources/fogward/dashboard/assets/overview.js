import { byId, make, setChildren, setText } from './elements.js';
import { bytes, count, percent, points, several } from './format.js';
import { saving } from './traffic.js';
import { model } from './words.js';

const scored = (view) => view.rounds.filter((round) => round.accuracy !== null);

/** Shows what federation this is, what it does and how good its model is. */
export function show(view) {
  setText(byId('federation'), view.federation);
  document.title = `${view.federation} · Fogward`;
  setText(byId('lead'), lead(view));
  const [text, kind] = state(view);
  setText(byId('state'), text);
  byId('state').dataset.kind = kind;
  showRound(view);
  showScores(scored(view));
  showFleet(view);
}

function lead(view) {
  const who = view.gateways.length === 0 ? 'Clinics' : several(view.gateways.length, 'clinic');
  const learn = view.gateways.length === 1 ? 'learns' : 'learn';
  return `${who} ${learn} one ${model(view.plan.family)} together. Patients’ data stay where they are; only signed model updates travel.`;
}

function state(view) {
  switch (view.state) {
    case 'STARTING': return ['Getting ready', 'idle'];
    case 'OPEN': return [view.gateways.some((gateway) => gateway.online) ? 'Training' : 'Waiting for gateways', 'open'];
    case 'CLOSED': return ['Combining updates', 'open'];
    case 'FINISHED': return ['Finished', 'good'];
    default: return [view.state, 'idle'];
  }
}

function showRound(view) {
  const { current, plan } = view;
  const expected = plan.waitForAll ? Math.max(view.gateways.length, plan.quorum) : plan.quorum;
  setText(byId('round-title'), view.state === 'FINISHED' ? 'The plan is done' : 'Current round');
  setText(byId('round-number'), roundNumber(view));
  const progress = byId('round-progress');
  progress.hidden = current === null;
  progress.max = Math.max(1, expected);
  progress.value = current === null ? 0 : Math.min(current.accepted, expected);
  setText(byId('round-updates'), current === null ? '' : roundUpdates(current, plan, expected));
  const done = byId('plan-progress');
  done.max = Math.max(1, plan.rounds);
  done.value = view.rounds.length;
  setText(byId('plan-rounds'), `${count(view.rounds.length)} of ${several(plan.rounds, 'round')} done`);
}

function roundNumber(view) {
  if (view.current !== null) return `Round ${count(view.current.round)} of ${count(view.plan.rounds)}`;
  if (view.state === 'FINISHED') return `${several(view.rounds.length, 'round')}, all anchored`;
  return 'Not open yet';
}

function roundUpdates(current, plan, expected) {
  const refused = current.refused > 0 ? `, ${count(current.refused)} refused` : '';
  const needed = current.accepted < plan.quorum ? `; at least ${count(plan.quorum)} are needed` : '';
  return `${count(current.accepted)} of ${several(expected, 'update')} accepted${refused}${needed}`;
}

function showScores(rounds) {
  const newest = rounds.at(-1);
  if (!newest) {
    setText(byId('accuracy'), '–');
    setText(byId('accuracy-note'), 'known when a round has closed');
    setText(byId('balanced'), '–');
    return;
  }
  setText(byId('accuracy'), percent(newest.accuracy));
  setText(byId('balanced'), percent(newest.balancedAccuracy));
  const before = rounds.at(-2);
  const after = `after round ${count(newest.round)}`;
  setChildren(byId('accuracy-note'), before ? change(newest.accuracy - before.accuracy) : '', before ? ` ${after}` : after);
}

function change(difference) {
  return make('span', { class: difference < 0 ? 'fall' : 'rise' }, points(difference));
}

function showFleet(view) {
  const online = view.gateways.filter((gateway) => gateway.online).length;
  setChildren(byId('online'), count(online), make('small', {}, ` of ${count(view.gateways.length)}`));
  const samples = view.gateways.reduce((sum, gateway) => sum + gateway.samples, 0);
  setText(byId('online-note'), view.gateways.length === 0 ? 'none is registered' : `${several(samples, 'sample')} in their keeping`);
  const refused = Object.values(view.refusals).reduce((sum, number) => sum + number, 0);
  setText(byId('refused'), count(refused));
  setText(byId('refused-note'), refused === 0 ? 'all were accepted' : 'since the federation began');
  const last = view.rounds.at(-1);
  setText(byId('traffic'), last ? bytes(last.bytesUp) : '–');
  setText(byId('traffic-note'), last ? `sent by one gateway, ${bytes(last.bytesDown)} received${saving(last, view.plan)}` : 'sent by one gateway');
}
