import { byId, make, setText } from './elements.js';
import { send, session, showAccount } from './session.js';
import { prepare } from './sheet.js';

const ROLES = ['viewer', 'auditor', 'operator'];
const path = (name) => `/api/people/${encodeURIComponent(name)}`;

async function load() {
  const answer = await fetch('/api/people');
  if (!answer.ok) throw new Error(`The fog node answered ${answer.status}.`);
  const people = await answer.json();
  const own = (await session()).name;
  byId('people').tBodies[0].replaceChildren(...people.map((person) => row(person, person.name === own)));
}

function row({ name, role, since }, own) {
  const cell = (label, ...content) => make('td', { role: 'cell', 'data-label': label }, ...content);
  return make('tr', { role: 'row', 'data-person': name },
    make('th', { scope: 'row', role: 'rowheader' }, own ? `${name} (you)` : name),
    cell('Role', roles(name, role)),
    cell('Since', new Date(since).toLocaleDateString('en-GB')),
    cell('Remove', removal(name)));
}

function roles(name, role) {
  const select = make('select', { 'aria-label': `Role of ${name}` }, ...ROLES.map((each) => make('option', {}, each)));
  select.value = role;
  select.addEventListener('change', () => change(`${name} is ${select.value} now.`, () => send('PUT', `${path(name)}/role`, { role: select.value })));
  return select;
}

/** The second press does it. */
function removal(name) {
  const button = make('button', { type: 'button', class: 'button', 'aria-label': `Remove ${name}` }, 'Remove');
  button.addEventListener('click', () => {
    if (button.dataset.sure) {
      change(`${name} is removed.`, () => send('DELETE', path(name)));
      return;
    }
    button.dataset.sure = 'true';
    button.textContent = 'Really remove?';
    button.setAttribute('aria-label', `Really remove ${name}?`);
  });
  return button;
}

async function change(said, making) {
  setText(byId('problem'), '');
  try {
    await making();
    setText(byId('announcer'), said);
  } catch (error) {
    setText(byId('problem'), error.message);
  }
  await load();
}

prepare(byId('form'), async (fields) => {
  await send('POST', '/api/people', fields);
  setText(byId('announcer'), `${fields.name} is added.`);
  byId('form').reset();
  await load();
});

Promise.all([showAccount(), load()])
  .catch((error) => setText(byId('problem'), error.message))
  .finally(() => { document.body.dataset.ready = 'true'; });
