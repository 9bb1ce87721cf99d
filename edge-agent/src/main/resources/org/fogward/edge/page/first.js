import { byId } from './elements.js';
import { prepare } from './forms.js';
import { enter } from './session.js';

prepare('form', async ({ password, again }) => {
  if (password !== again) throw new Error('The two passwords differ.');
  await enter('/api/first', { code: location.hash.slice(1), password });
  location.replace('/');
});

byId('password').focus();
document.body.dataset.ready = 'true';
