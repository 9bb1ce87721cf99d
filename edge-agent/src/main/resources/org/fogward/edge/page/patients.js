import * as audit from './audit.js';
import { byId, say, several } from './elements.js';
import { prepare } from './forms.js';
import { change } from './session.js';

prepare('patient-form', async ({ patient, mayReturn }, form) => {
  say(byId('forgotten'), '');
  const { samples } = await change('/api/patients/forget', { patient: patient.trim(), mayReturn: mayReturn ?? '' });
  form.reset();
  say(byId('forgotten'), `Forgotten, with ${several(samples, 'sample')}; ${mayReturn ? 'new ones are taken' : 'no more are taken'}.`);
  await audit.load();
});
