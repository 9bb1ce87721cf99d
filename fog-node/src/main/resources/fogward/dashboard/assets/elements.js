/** Finds an element that the page is known to have. */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page lacks #${id}`);
  return found;
}

/** Makes an element. Properties are set as they are, attributes by their names; text never becomes markup. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Sets text only where it differs, so that a screen reader is not told twice and a selection survives. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Replaces what an element holds unless it holds the same already. */
export function setChildren(element, ...children) {
  const fresh = make('div', {}, ...children);
  if (fresh.innerHTML !== element.innerHTML) element.replaceChildren(...fresh.childNodes);
}

/** A time that keeps telling how long ago it was. */
export function ago(instant) {
  return make('time', { datetime: instant, 'data-ago': '', class: 'ago', title: new Date(instant).toLocaleString('en-GB') });
}
