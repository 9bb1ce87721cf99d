const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat('en', { minimumFractionDigits: 3, maximumFractionDigits: 3 });
const short = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const one = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

export const count = (value) => whole.format(value);
export const loss = (value) => (value === null ? '–' : fine.format(value));
export const seconds = (value) => one.format(value);
export const fraction = (value) => one.format(value);

/** A share, 0 to 1, as per cent. */
export const percent = (value) => (value === null ? '–' : `${one.format(value * 100)} %`);

/** A share on an axis. */
export const wholePercent = (value) => `${whole.format(value * 100)} %`;

/** A loss on an axis. */
export const shortLoss = (value) => short.format(value);

/** A difference of two shares, in points. */
export const points = (value) => `${value < 0 ? '−' : '+'}${one.format(Math.abs(value) * 100)} points`;

export function bytes(value) {
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? whole.format(value) : value.toPrecision(3)} ${UNITS[unit]}`;
}

/** A number of things, in words. */
export const several = (number, singular, plural = `${singular}s`) => `${count(number)} ${number === 1 ? singular : plural}`;

/** A length of time, in the two largest units. */
export function duration(milliseconds) {
  const total = Math.max(0, Math.round(milliseconds / 1000));
  if (total < 60) return `${total} s`;
  if (total < 3600) return `${Math.floor(total / 60)} min ${total % 60} s`;
  if (total < 86400) return `${Math.floor(total / 3600)} h ${Math.floor((total % 3600) / 60)} min`;
  return several(Math.floor(total / 86400), 'day');
}

/** The first digits of a digest. */
export const brief = (hex) => (hex.length > 14 ? `${hex.slice(0, 12)}…` : hex);
