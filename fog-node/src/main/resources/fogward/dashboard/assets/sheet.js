import { byId, setText } from './elements.js';

/** Lets a form be sent by a function, which gets its fields; what goes wrong is said, and read out. */
export function prepare(form, sending) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    setText(byId('problem'), '');
    byId('submit').disabled = true;
    try {
      await sending(Object.fromEntries(new FormData(form)));
    } catch (error) {
      setText(byId('problem'), error.message);
    } finally {
      byId('submit').disabled = false;
    }
  });
}
