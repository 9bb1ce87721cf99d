import { make } from './elements.js';

let asked = null;

/** Who is signed in. Whoever is not goes to the sign-in page, and the promise waits for ever. */
export function session() {
  asked ??= ask();
  return asked;
}

async function ask() {
  const answer = await fetch('/api/session', { headers: { Accept: 'application/json' } });
  if (answer.status === 401) return toSignIn();
  if (!answer.ok) throw new Error(`the fog node answered ${answer.status}`);
  return answer.json();
}

function toSignIn() {
  location.assign(`/sign-in?next=${encodeURIComponent(location.pathname)}`);
  return new Promise(() => {});
}

/** Looks whether the session lasts still; a connection that is lost says nothing about that. */
export async function lookAgain() {
  try {
    if ((await fetch('/api/session')).status === 401) await toSignIn();
  } catch {
    // Whoever asked tries again.
  }
}

/** Changes something, as a page of this door. Gives the answer, or throws its sentence. */
export async function send(method, path, body = null) {
  const { pageToken } = await session();
  const answer = await post(method, path, body, { 'Fogward-Page': pageToken });
  if (answer.status === 401) return toSignIn();
  return answer;
}

/** The same where nobody is signed in yet. */
export async function post(method, path, body, headers = {}) {
  const content = body === null ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(path, { method, ...content, headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...headers } });
  if (!answer.ok && (answer.status !== 401 || headers['Fogward-Page'] === undefined)) throw new Error(await sentence(answer));
  return answer;
}

async function sentence(answer) {
  try {
    const { error } = await answer.json();
    return `${error.charAt(0).toUpperCase()}${error.slice(1)}.`;
  } catch {
    return `The fog node answered ${answer.status}.`;
  }
}

/** Puts who is signed in into the page's head, with what they can do. */
export async function showAccount() {
  const { name, role } = await session();
  document.body.dataset.role = role;
  const links = [['operator', '/gateways', 'Gateways'], ['operator', '/people', 'People'], ['auditor operator', '/audit-log', 'Audit log']]
    .filter(([roles]) => roles.split(' ').includes(role))
    .map(([, href, text]) => make('a', { href }, text));
  const menu = make('details', { class: 'account', id: 'account' },
    make('summary', {}, name),
    make('div', { class: 'menu' },
      make('p', { class: 'note' }, `Signed in as ${role}`),
      ...links,
      leave('sign-out', 'Sign out', '/api/session/end'),
      leave('sign-out-everywhere', 'Sign out everywhere', '/api/session/end-all')));
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });
  document.querySelector('.bar-inner').append(menu);
}

function leave(id, text, path) {
  const button = make('button', { type: 'button', class: 'button', id }, text);
  button.addEventListener('click', async () => {
    try {
      await send('POST', path);
      location.assign('/sign-in');
    } catch (error) {
      button.textContent = error.message;
    }
  });
  return button;
}
