import * as audit from './audit.js';
import * as devices from './devices.js';
import { byId, say } from './elements.js';
import * as enrolment from './enrolment.js';
import { prepare } from './forms.js';
import './patients.js';
import { begin, change, get } from './session.js';
import * as status from './status.js';

const PAUSE = 2000;
let running = null;

async function look() {
  try {
    const state = await get('/api/status');
    byId('lost').hidden = true;
    status.show(state);
    enrolment.show(state);
    if (running !== Boolean(state.running)) {
      running = Boolean(state.running);
      await devices.load();
    }
  } catch (error) {
    byId('lost').hidden = false;
    say(byId('lost'), `The gateway does not answer (${error.message}); what you see may be old.`);
  }
  setTimeout(look, PAUSE);
}

prepare('password-form', async ({ password, next, again }, form) => {
  if (next !== again) throw new Error('The two new passwords differ.');
  begin(await change('/api/password', { password, next }));
  form.reset();
  say(byId('announcer'), 'The password is changed.');
  await audit.load();
});

byId('sign-out').addEventListener('click', async () => {
  await change('/api/session/end', {});
  location.assign('/sign-in');
});

Promise.all([look(), audit.load()]).finally(() => { document.body.dataset.ready = 'true'; });
