import * as audit from './audit.js';
import { byId, cell, make, say, when, words } from './elements.js';
import { askTwice, prepare } from './forms.js';
import { change, get } from './session.js';

const SVG = 'http://www.w3.org/2000/svg';

/** Shows the devices. */
export async function load() {
  let devices = [];
  let none = 'No device yet.';
  try {
    devices = await get('/api/devices');
  } catch (error) {
    none = error.message;
  }
  byId('devices').tBodies[0].replaceChildren(...devices.map(row));
  byId('no-devices').hidden = devices.length > 0;
  say(byId('no-devices'), none);
}

function row({ name, proof, until, seen }) {
  return make('tr', { role: 'row', 'data-device': name },
    make('th', { scope: 'row', role: 'rowheader' }, name),
    cell('Proves itself by', words(proof)),
    cell('Until', until ? when(until) : '–'),
    cell('Last seen', seen ? when(seen) : 'never'),
    cell('Change', proof === 'configured-key' ? 'by the configuration' : removal(name)));
}

function removal(name) {
  const button = make('button', { type: 'button', class: 'button', 'aria-label': `Remove ${name}` }, 'Remove');
  askTwice(button, async () => {
    try {
      await change('/api/devices/remove', { name });
      say(byId('announcer'), `${name} is removed.`);
    } catch (error) {
      say(byId('device-form-problem'), error.message);
    }
    await Promise.all([load(), audit.load()]);
  });
  return button;
}

function drawing(rows) {
  const picture = document.createElementNS(SVG, 'svg');
  picture.setAttribute('viewBox', `0 0 ${rows.length} ${rows.length}`);
  picture.setAttribute('class', 'qr');
  picture.setAttribute('role', 'img');
  picture.setAttribute('aria-label', 'The same as a QR code');
  const dark = document.createElementNS(SVG, 'path');
  dark.setAttribute('d', rows.flatMap((line, y) => [...line].map((bit, x) => (bit === '1' ? `M${x} ${y}h1v1h-1z` : ''))).join(''));
  picture.append(dark);
  return picture;
}

prepare('device-form', async ({ name, proof }, form) => {
  const told = await change(`/api/devices/${proof}`, { name: name.trim() });
  const shown = byId('told');
  shown.replaceChildren(
    make('p', {}, `Give this to ${told.name}. It is shown only here and now:`),
    make('p', {}, make('code', { id: 'secret' }, told.secret)),
    make('p', { class: 'note' }, make('code', {}, told.uri)),
    ...(told.qr ? [drawing(told.qr)] : []));
  shown.hidden = false;
  shown.focus();
  form.reset();
  say(byId('announcer'), `${told.name} is let in.`);
  await Promise.all([load(), audit.load()]);
});
