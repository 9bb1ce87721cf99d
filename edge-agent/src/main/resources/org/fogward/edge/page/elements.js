/** An element that the page is known to have. */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page lacks #${id}`);
  return found;
}

/** Makes an element; text never becomes markup. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Sets text only where it differs, so that a screen reader is not told twice and a selection survives. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Fills a list of names and values, touching it only where something is another. */
export function fillFacts(list, facts) {
  const key = JSON.stringify(facts);
  if (list.dataset.shown === key) return;
  list.dataset.shown = key;
  list.replaceChildren(...facts.map(([name, value]) => make('div', {}, make('dt', {}, name), make('dd', {}, value))));
}

/** A cell that names its column on narrow screens. */
export const cell = (label, ...content) => make('td', { role: 'cell', 'data-label': label }, ...content);

export const when = (instant) => new Date(instant).toLocaleString('en-GB');
export const count = (number) => new Intl.NumberFormat('en').format(number);
export const several = (number, word) => `${count(number)} ${word}${number === 1 ? '' : 's'}`;
export const words = (name) => name.replaceAll('-', ' ');
