import { bytes, count, fraction } from './format.js';

const VALUE_BYTES = 4;
/** Below that it is not worth a word. */
const HARDLY = 1.5;

/** The bytes of the whole model, uncompressed. */
export const whole = (plan) => VALUE_BYTES * plan.parameters;

/** How many times less a round took than the whole model each way, where that is worth a word, or an empty text. */
export function times(round, plan) {
  const taken = round.bytesUp + round.bytesDown;
  const ratio = taken > 0 ? 2 * whole(plan) / taken : 0;
  if (ratio <= HARDLY) return '';
  return ratio < 10 ? fraction(ratio) : count(ratio);
}

/** The same in words, to follow others. */
export function saving(round, plan) {
  const less = times(round, plan);
  return less && `; ${less} times less than the whole model each way`;
}

/** What the plot of the rounds' bytes shows. */
export function spoken(rounds, plan) {
  if (rounds.length === 0) return 'No round is finished yet';
  const said = (round) => `${bytes(round.bytesUp)} sent and ${bytes(round.bytesDown)} received in round ${round.round}`;
  const before = rounds.length > 1 ? `${said(rounds[0])}, ` : '';
  const last = rounds.at(-1);
  return `Bytes of one gateway by round: ${before}${said(last)}${saving(last, plan)}. All values are in the table of rounds.`;
}
