import { byId, make, setChildren, setText } from './elements.js';
import { several } from './format.js';
import { send } from './session.js';

const PAUSE = 500;

/** Lets the history be verified, and shows each step. */
export function prepare() {
  byId('verify').addEventListener('click', () => run().catch(failed));
}

async function run() {
  byId('verify').disabled = true;
  show(await ask('POST'));
  for (let state = await ask('GET'); ; state = await ask('GET')) {
    show(state);
    if (!state.running) break;
    await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
  }
  byId('verify').disabled = false;
}

async function ask(method) {
  const answer = method === 'GET' ? await fetch('/api/verification') : await send(method, '/api/verification');
  if (!answer.ok) throw new Error(`the fog node answered ${answer.status}`);
  return answer.json();
}

function show(state) {
  list('verification-steps', state.steps);
  list('verification-findings', state.findings);
  setText(byId('verification-note'), sentence(state));
  byId('verification').dataset.verdict = verdict(state);
}

function verdict(state) {
  if (state.running) return 'running';
  return state.findings.length === 0 ? 'sound' : 'unsound';
}

function sentence(state) {
  if (state.running) return 'Verifying …';
  if (state.findings.length > 0) return `${several(state.findings.length, 'thing')} wrong.`;
  return 'Everything holds.';
}

function list(id, sentences) {
  setChildren(byId(id), ...sentences.map((text) => make('li', {}, text)));
  byId(id).hidden = sentences.length === 0;
}

function failed(error) {
  setText(byId('verification-note'), `It could not be verified: ${error.message}.`);
  byId('verify').disabled = false;
}
