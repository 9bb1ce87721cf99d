import { byId, say } from './elements.js';

/** Lets a form be sent by a function, which gets its fields; what goes wrong is said beside it, and read out. */
export function prepare(id, sending) {
  const form = byId(id);
  const problem = byId(`${id}-problem`);
  const button = form.querySelector('button');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    say(problem, '');
    button.disabled = true;
    try {
      await sending(Object.fromEntries(new FormData(form)), form);
    } catch (error) {
      say(problem, error.message);
    } finally {
      button.disabled = false;
    }
  });
}

/** Makes a button that asks once more before it does something. */
export function askTwice(button, doing) {
  const text = button.textContent;
  button.addEventListener('click', () => {
    if (button.dataset.sure) {
      doing();
      return;
    }
    button.dataset.sure = 'true';
    button.textContent = `Really ${text.toLowerCase()}?`;
    button.removeAttribute('aria-label');
  });
}
