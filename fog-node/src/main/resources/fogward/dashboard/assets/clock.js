import { byId, setText } from './elements.js';
import { duration } from './format.js';

let ahead = 0;
let deadline = null;
let enough = true;

/** The fog node's time, by which deadlines and ages are told. */
const now = () => Date.now() + ahead;

/** Takes over the fog node's time and the round that it counts down to. */
export function adjust(view) {
  ahead = Date.parse(view.takenAt) - Date.now();
  deadline = view.state === 'OPEN' && view.current ? Date.parse(view.current.deadline) : null;
  enough = view.current !== null && view.current.accepted >= view.plan.quorum;
  tick();
}

function remaining() {
  if (deadline === null) return '';
  if (deadline > now()) return `Closes in ${duration(deadline - now())} at the latest`;
  return enough ? 'Closing now' : 'The deadline has passed; it closes as soon as enough updates are in';
}

function tick() {
  setText(byId('round-deadline'), remaining());
  for (const time of document.querySelectorAll('time[data-ago]')) {
    setText(time, `${duration(now() - Date.parse(time.dateTime))} ago`);
  }
}

setInterval(tick, 1000);
