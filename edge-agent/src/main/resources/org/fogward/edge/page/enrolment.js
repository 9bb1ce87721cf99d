import * as audit from './audit.js';
import { byId, say, when } from './elements.js';
import { prepare } from './forms.js';
import { change } from './session.js';

let shown = null;

/** Shows what came of the last attempt. */
export function show({ enrols, enrolment, certificate, running }) {
  byId('enrolment-form').hidden = !enrols;
  say(byId('enrolled'), certificate
    ? `The gateway is enrolled; its certificate is good until ${when(certificate.until)} and renews itself. ${enrols ? 'With a new code it can enrol again.' : 'It stays so: this one takes no other code.'}`
    : running ? `The gateway knows its fog node by its configuration.${enrols ? ' With a code it gets a certificate.' : ''}` : 'The gateway is not enrolled.');
  if (!enrolment) return;
  const failed = enrolment.state === 'failed';
  const sentence = `${enrolment.message.charAt(0).toUpperCase()}${enrolment.message.slice(1)}.`;
  say(byId('enrolment-progress'), enrolment.state === 'running' ? 'The gateway asks the fog node…' : failed ? '' : sentence);
  const key = `${enrolment.state} ${enrolment.at}`;
  if (shown === key) return;
  shown = key;
  if (enrolment.state === 'running') return;
  say(byId('enrolment-form-problem'), failed ? sentence : '');
  if (!failed) byId('enrolment-form').reset();
  audit.load();
}

prepare('enrolment-form', async ({ code, fog }) => {
  await change('/api/enrolment', { code: code.trim(), fog: fog.trim() });
  say(byId('enrolment-progress'), 'The gateway asks the fog node…');
});
