import { byId, make, setText } from './elements.js';
import { count } from './format.js';
import { showAccount } from './session.js';

function row({ number, at, who, address, action, detail }) {
  const cell = (label, ...content) => make('td', { role: 'cell', 'data-label': label }, ...content);
  return make('tr', { role: 'row' },
    make('td', { role: 'cell', class: 'number', 'data-label': 'Number' }, count(number)),
    cell('When', make('time', { datetime: at }, new Date(at).toLocaleString('en-GB'))),
    cell('Who', who || '–'),
    cell('What', action.replaceAll('-', ' '), detail ? make('span', { class: 'detail' }, detail) : null),
    cell('From', address || 'this machine'));
}

async function load() {
  const answer = await fetch('/api/audit-log');
  if (!answer.ok) throw new Error(`The fog node answered ${answer.status}.`);
  byId('entries').tBodies[0].replaceChildren(...(await answer.json()).map(row));
}

Promise.all([showAccount(), load()])
  .catch((error) => setText(byId('problem'), error.message))
  .finally(() => { document.body.dataset.ready = 'true'; });
