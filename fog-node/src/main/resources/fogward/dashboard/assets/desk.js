import { byId, make, setText } from './elements.js';
import { send, showAccount } from './session.js';
import { prepare } from './sheet.js';

const SVG = 'http://www.w3.org/2000/svg';

async function load() {
  const answer = await fetch('/api/gateways');
  if (!answer.ok) throw new Error(`The fog node answered ${answer.status}.`);
  byId('gateways').tBodies[0].replaceChildren(...(await answer.json()).map(row));
}

function row({ gateway, suspended }) {
  const cell = (label, ...content) => make('td', { role: 'cell', 'data-label': label }, ...content);
  const standing = suspended === null
    ? make('span', { class: 'pill', 'data-kind': 'good' }, 'Takes part')
    : make('div', {}, make('span', { class: 'pill', 'data-kind': 'bad' }, 'Suspended'), make('span', { class: 'detail' }, suspended));
  return make('tr', { role: 'row', 'data-gateway': gateway },
    make('th', { scope: 'row', role: 'rowheader' }, gateway),
    cell('Standing', standing),
    cell('Change', suspended === null ? action(gateway, 'Suspend', 'suspended') : action(gateway, 'Restore', 'restored')));
}

function action(gateway, word, done) {
  const button = make('button', { type: 'button', class: 'button', 'aria-label': `${word} ${gateway}` }, word);
  button.addEventListener('click', () => change(gateway, word.toLowerCase(), done));
  return button;
}

async function change(gateway, verb, done) {
  setText(byId('problem'), '');
  if (!byId('reason-form').reportValidity()) return;
  try {
    await send('POST', `/api/gateways/${encodeURIComponent(gateway)}/${verb}`, { reason: byId('reason').value.trim() });
    setText(byId('announcer'), `${gateway} is ${done}.`);
    byId('reason-form').reset();
  } catch (error) {
    setText(byId('problem'), error.message);
  }
  await load();
}

function drawing(rows) {
  const size = rows.length;
  const picture = document.createElementNS(SVG, 'svg');
  picture.setAttribute('viewBox', `0 0 ${size} ${size}`);
  picture.setAttribute('class', 'qr');
  picture.setAttribute('role', 'img');
  picture.setAttribute('aria-label', 'The same as a QR code');
  const dark = document.createElementNS(SVG, 'path');
  dark.setAttribute('d', rows.flatMap((line, y) => [...line].map((bit, x) => (bit === '1' ? `M${x} ${y}h1v1h-1z` : ''))).join(''));
  picture.append(dark);
  return picture;
}

prepare(byId('form'), async ({ gateway }) => {
  const invited = await (await send('POST', '/api/invitations', { gateway: gateway.trim() })).json();
  const shown = byId('invitation');
  shown.replaceChildren(
    make('p', {}, `At ${gateway.trim()}, within ${invited.minutes} minutes:`),
    make('p', {}, make('code', { id: 'code' }, invited.code)),
    make('p', { class: 'note' }, `./fogward edge enrol ${invited.code} --fog ${invited.address} --config FILE`),
    drawing(invited.qr));
  shown.hidden = false;
  shown.focus();
  setText(byId('announcer'), `${gateway.trim()} is invited.`);
  byId('form').reset();
});

byId('reason-form').addEventListener('submit', (event) => event.preventDefault());

Promise.all([showAccount(), load()])
  .catch((error) => setText(byId('problem'), error.message))
  .finally(() => { document.body.dataset.ready = 'true'; });
