import { byId, count, fillFacts, make, say, several, when, words } from './elements.js';

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];
const OUTCOMES = { counted: 'it was taken', returned: 'it was refused, and what it held travels again', void: 'it was refused for what it held' };

/** Shows how the gateway is. */
export function show(state) {
  say(byId('gateway'), state.gateway);
  document.title = `${state.gateway} · Fogward gateway`;
  const alarms = [state.trouble, ...(state.running?.alarms ?? [])].filter(Boolean);
  const [kind, word, summary] = verdict(state, alarms);
  byId('state').dataset.kind = kind;
  say(byId('state'), word);
  say(byId('summary'), summary);
  const list = byId('alarms');
  if (list.dataset.shown !== JSON.stringify(alarms)) {
    list.dataset.shown = JSON.stringify(alarms);
    list.replaceChildren(...alarms.map((alarm) => make('p', { class: 'banner bad', role: 'alert' }, `${alarm.charAt(0).toUpperCase()}${alarm.slice(1)}.`)));
  }
  fillFacts(byId('facts'), facts(state));
  fillFacts(byId('samples'), samples(state.running?.intake));
}

function verdict({ running, trouble, federation }, alarms) {
  if (!running && trouble) return ['bad', 'Does not run', 'Something stands in its way.'];
  if (!running) return ['warn', 'Not enrolled', 'It waits for a code from the fog node’s operator. Type it below.'];
  if (!running.link.connected) {
    return [running.link.trouble ? 'bad' : 'warn', 'Not connected',
      `${running.link.trouble ? `${running.link.trouble}. ` : ''}It takes samples meanwhile and tries again by itself.`];
  }
  if (alarms.length > 0) return ['bad', 'Connected, with an alarm', 'A person has to look into it.'];
  return ['good', 'All is well', `It takes samples and takes part in ${federation}.`];
}

function facts({ federation, version, certificate, running }) {
  const known = [['Federation', federation], ['Version', version]];
  if (certificate) known.push(['Certificate', `until ${when(certificate.until)}, renews itself`], ['Enrolled or renewed last', when(certificate.from)]);
  if (!running) return known;
  const { link, work, coap } = running;
  known.push(
    ['Fog node', `${link.connected ? 'connected' : 'not connected'} since ${when(link.since)}`],
    ['Devices send to', coap],
    ['Last round', work.lastRound === 0 ? 'none yet' : `${count(work.lastRound)}: ${OUTCOMES[work.outcome] ?? 'no receipt yet'}`],
    ['Updates that wait', count(work.waiting)],
    ['Updates proven in the ledger', count(work.proofs)]);
  return known;
}

function samples(intake) {
  if (!intake) return [['Stored', 'the gateway does not run']];
  const bounds = [`${count(intake.mostSamples)} samples`, bytes(intake.mostBytes)];
  if (intake.mostDays) bounds.push(several(intake.mostDays, 'day'));
  const refused = Object.entries(intake.refused).map(([cause, number]) => `${words(cause)} ${count(number)}`).join(', ');
  return [
    ...intake.classes.map(({ name, samples: number }) => [name, count(number)]),
    ['Stored', `${count(intake.samples)}, ${bytes(intake.bytes)}`],
    ['Kept at most', bounds.join(', ')],
    ['When full', intake.whenFull === 'refuse' ? 'new ones are refused' : 'the oldest go'],
    ['Since the start', `${count(intake.stored)} stored, ${count(intake.repeated)} came again`],
    ['Refused since the start', refused || 'none'],
  ];
}

function bytes(value) {
  let unit = 0;
  let rest = value;
  while (rest >= 999.5 && unit < UNITS.length - 1) {
    rest /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? rest : rest.toPrecision(3)} ${UNITS[unit]}`;
}
