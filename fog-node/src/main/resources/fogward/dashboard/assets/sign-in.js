import { byId, setText } from './elements.js';
import { post } from './session.js';
import { prepare } from './sheet.js';

/** Only ever to a page of this door. */
function next() {
  const wanted = new URL(new URLSearchParams(location.search).get('next') ?? '/', location.origin);
  return wanted.origin === location.origin ? wanted.pathname.replace(/^[/\\]+/, '/') : '/';
}

async function start() {
  const offer = await (await fetch('/api/sign-in')).json();
  if (offer.signedIn) {
    location.replace(next());
    return;
  }
  byId('first').hidden = !offer.first;
  byId('openid').hidden = !offer.openid;
  if (new URLSearchParams(location.search).get('problem') === 'openid') {
    setText(byId('problem'), 'Your organisation did not sign you in here. The audit log tells operators why.');
  }
  byId('name').focus();
}

prepare(byId('form'), async (fields) => {
  await post('POST', '/api/sign-in', fields);
  location.replace(next());
});

start().finally(() => { document.body.dataset.ready = 'true'; });
