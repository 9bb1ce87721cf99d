import { byId } from './elements.js';
import { post } from './session.js';
import { prepare } from './sheet.js';

prepare(byId('form'), async ({ name, password, again }) => {
  if (password !== again) throw new Error('The two passwords differ.');
  await post('POST', '/api/first', { code: location.hash.slice(1), name, password });
  location.replace('/');
});

byId('name').focus();
document.body.dataset.ready = 'true';
