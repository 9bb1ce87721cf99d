import { byId, cell, make, when, words } from './elements.js';
import { get } from './session.js';

/** Shows the newest entries. */
export async function load() {
  const entries = await get('/api/audit');
  byId('entries').tBodies[0].replaceChildren(...entries.map(row));
}

function row({ at, who, action, address, detail }) {
  return make('tr', { role: 'row' },
    cell('When', make('time', { datetime: at }, when(at))),
    cell('What', words(action), detail ? make('span', { class: 'detail' }, detail) : null),
    cell('Who', who || '–'),
    cell('From', address || 'this machine'));
}
