let token = null;

/** Asks the gateway for something. Whoever is not signed in goes to the sign-in page, and the promise waits for ever. */
export async function get(path) {
  const answer = await fetch(path, { headers: { Accept: 'application/json' } });
  if (answer.status === 401) return toSignIn();
  if (!answer.ok) throw new Error(await sentence(answer));
  return answer.json();
}

/** Changes something, as a page of this gateway. Gives what is answered, or throws its sentence. */
export async function change(path, body) {
  token ??= (await get('/api/session')).pageToken;
  const answer = await post(path, body, { 'Fogward-Page': token });
  if (answer.status === 401) return toSignIn();
  return finish(answer);
}

/** The same where nobody is signed in yet. */
export async function enter(path, body) {
  return finish(await post(path, body, {}));
}

/** After this, changes show what a new session has to show. */
export function begin(session) {
  token = session.pageToken;
}

function post(path, body, headers) {
  return fetch(path, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers } });
}

async function finish(answer) {
  if (!answer.ok) throw new Error(await sentence(answer));
  return answer.status === 204 ? null : answer.json();
}

async function sentence(answer) {
  try {
    const { error } = await answer.json();
    return `${error.charAt(0).toUpperCase()}${error.slice(1)}.`;
  } catch {
    return `The gateway answered ${answer.status}.`;
  }
}

function toSignIn() {
  location.assign('/sign-in');
  return new Promise(() => {});
}
