import { byId } from './elements.js';
import { prepare } from './forms.js';
import { enter } from './session.js';

prepare('form', async ({ password }) => {
  await enter('/api/sign-in', { password });
  location.replace('/');
});

async function start() {
  const offer = await (await fetch('/api/sign-in')).json();
  if (offer.signedIn) {
    location.replace('/');
    return;
  }
  byId('first').hidden = !offer.first;
  byId('password').focus();
}

start().finally(() => { document.body.dataset.ready = 'true'; });
