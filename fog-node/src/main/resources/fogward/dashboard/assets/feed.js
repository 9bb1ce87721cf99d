import { lookAgain } from './session.js';

const SILENCE_MS = 25_000;
const RETRY_MS = 3_000;

/**
 * Follows the fog node's events and never gives up. The node sends a heartbeat every ten seconds, so silence
 * means a dead connection even where the browser has not noticed.
 */
export function follow(onState, onConnection) {
  let source = null;
  let watchdog = 0;

  function alive() {
    clearTimeout(watchdog);
    watchdog = setTimeout(reopen, SILENCE_MS);
    onConnection('live');
  }

  function reopen() {
    source.close();
    onConnection('lost');
    lookAgain();
    clearTimeout(watchdog);
    watchdog = setTimeout(open, RETRY_MS);
  }

  function open() {
    source = new EventSource('/api/events');
    source.addEventListener('heartbeat', alive);
    source.addEventListener('state', (event) => {
      alive();
      onState(JSON.parse(event.data));
    });
    source.addEventListener('error', reopen);
  }

  open();
}
