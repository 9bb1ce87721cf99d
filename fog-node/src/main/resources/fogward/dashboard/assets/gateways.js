import { ago, byId, make, setChildren, setText } from './elements.js';
import { bytes, count } from './format.js';
import { reason, reasonName } from './words.js';

const MOST_ROWS = 200;
const rows = new Map();
const order = { by: 'gateway', descending: false };
let view = null;

const KEYS = {
  gateway: (gateway) => gateway.gateway,
  online: (gateway) => (gateway.suspended ? 2 : gateway.online ? 0 : 1),
  samples: (gateway) => gateway.samples,
  at: (gateway) => (gateway.lastUpdate ? Date.parse(gateway.lastUpdate.at) : 0),
  outcome: (gateway) => gateway.lastUpdate?.refusal ?? '',
  bytesUp: (gateway) => gateway.bytesUp,
  bytesDown: (gateway) => gateway.bytesDown,
};

const KINDS = {
  all: () => true,
  online: (gateway) => gateway.online,
  offline: (gateway) => !gateway.online,
  refused: (gateway) => Boolean(gateway.lastUpdate?.refusal),
  suspended: (gateway) => Boolean(gateway.suspended),
};

/** Lets the table be sorted and filtered. */
export function prepare() {
  for (const header of document.querySelectorAll('#gateway-table th[data-sort]')) {
    header.firstElementChild.addEventListener('click', () => sortBy(header));
  }
  byId('filter').addEventListener('submit', (event) => event.preventDefault());
  byId('filter').addEventListener('input', arrange);
}

function sortBy(header) {
  order.descending = order.by === header.dataset.sort && !order.descending;
  order.by = header.dataset.sort;
  for (const other of header.parentElement.children) other.removeAttribute('aria-sort');
  header.setAttribute('aria-sort', order.descending ? 'descending' : 'ascending');
  arrange();
}

/** Shows the gateways; rows stay the same elements, so that focus and selection survive a change. */
export function show(newView) {
  view = newView;
  const present = new Set(view.gateways.map((gateway) => gateway.gateway));
  for (const [id, row] of rows) {
    if (!present.has(id)) {
      row.remove();
      rows.delete(id);
    }
  }
  for (const gateway of view.gateways) fill(rowOf(gateway.gateway), gateway);
  setText(byId('refusal-totals'), totals(view.refusals));
  arrange();
}

function totals(refusals) {
  const seen = Object.entries(refusals).filter(([, number]) => number > 0).sort(([, a], [, b]) => b - a);
  if (seen.length === 0) return '';
  return `Refused since the beginning: ${seen.map(([name, number]) => `${reasonName(name)} ${count(number)}`).join(', ')}.`;
}

function rowOf(id) {
  if (!rows.has(id)) {
    const cell = (label, kind = '') => make('td', { role: 'cell', 'data-label': label, class: kind });
    rows.set(id, make('tr', { role: 'row', 'data-gateway': id },
      make('th', { scope: 'row', role: 'rowheader' }, id),
      cell('Status'), cell('Samples', 'number'), cell('Last update'), cell('Outcome'), cell('Sent', 'number'), cell('Received', 'number')));
  }
  return rows.get(id);
}

function fill(row, gateway) {
  const [, status, samples, last, outcome, up, down] = row.children;
  status.className = gateway.suspended ? 'wide' : '';
  setChildren(status, standing(gateway));
  setText(samples, count(gateway.samples));
  fillUpdate(last, outcome, gateway.lastUpdate);
  setText(up, bytes(gateway.bytesUp));
  setText(down, bytes(gateway.bytesDown));
}

function standing(gateway) {
  if (gateway.suspended) {
    return make('div', {}, make('span', { class: 'pill', 'data-kind': 'bad' }, 'Suspended'), make('span', { class: 'detail' }, gateway.suspended));
  }
  const [dot, word] = gateway.online ? ['on', 'Online'] : ['off', 'Offline'];
  return make('span', { class: 'status' }, make('span', { class: `dot ${dot}`, 'aria-hidden': 'true' }), word);
}

function fillUpdate(last, outcome, update) {
  const key = JSON.stringify(update);
  if (last.dataset.update === key) return;
  last.dataset.update = key;
  outcome.className = update?.refusal ? 'wide' : '';
  if (update === null) {
    setChildren(last, make('span', { class: 'ago' }, 'none yet'));
    setChildren(outcome, '–');
    return;
  }
  last.replaceChildren(make('span', {}, `Round ${count(update.round)} `, ago(update.at)));
  outcome.replaceChildren(make('div', {}, ...verdict(update)));
}

function verdict(update) {
  if (update.refusal === null) return [make('span', { class: 'pill', 'data-kind': 'good' }, 'Accepted')];
  return [
    make('span', { class: 'pill', 'data-kind': 'bad' }, 'Refused'),
    ` because ${reason(update.refusal)}`,
    update.detail ? make('span', { class: 'detail' }, update.detail) : null,
  ];
}

function arrange() {
  if (view === null) return;
  const text = byId('filter-text').value.trim().toLowerCase();
  const kind = KINDS[byId('filter-kind').value];
  const chosen = view.gateways.filter((gateway) => gateway.gateway.includes(text) && kind(gateway)).sort(compare);
  const shown = chosen.slice(0, MOST_ROWS).map((gateway) => rows.get(gateway.gateway));
  const body = byId('gateway-table').tBodies[0];
  if (shown.length !== body.rows.length || shown.some((row, index) => row !== body.rows[index])) body.replaceChildren(...shown);
  byId('no-gateways').hidden = shown.length > 0;
  setText(byId('no-gateways'), view.gateways.length === 0
    ? 'No gateway is registered yet. Add each gateway’s id and public key to the fog node’s configuration.'
    : 'No gateway matches.');
  byId('more-gateways').hidden = chosen.length <= MOST_ROWS;
  setText(byId('more-gateways'), `${count(chosen.length - MOST_ROWS)} more; search to find them.`);
}

function compare(a, b) {
  const [left, right] = [KEYS[order.by](a), KEYS[order.by](b)];
  const way = left < right ? -1 : left > right ? 1 : a.gateway < b.gateway ? -1 : 1;
  return order.descending ? -way : way;
}
