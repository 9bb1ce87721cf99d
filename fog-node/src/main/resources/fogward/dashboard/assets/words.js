const REASONS = new Map([
  ['malformed', 'it could not be read'],
  ['too_large', 'it was too large'],
  ['unknown_gateway', 'the gateway is not registered'],
  ['bad_signature', 'its signature does not match'],
  ['wrong_round', 'it was for another round'],
  ['stale_model', 'it started from an old model'],
  ['duplicate', 'another update had been taken already'],
  ['non_finite', 'it held values that are no numbers'],
  ['norm_out_of_bounds', 'it would change the model too much'],
  ['suspended', 'the gateway is suspended'],
]);

const FAMILIES = new Map([
  ['motion', 'motion model'],
  ['ecg', 'heart rhythm model'],
  ['compact', 'image model'],
  ['mobilenet', 'image model'],
  ['tabular', 'table model'],
]);

/** Why an update was refused, to follow "because". */
export const reason = (name) => REASONS.get(name) ?? name.replaceAll('_', ' ');

/** The reason's name for a list. */
export const reasonName = (name) => name.replaceAll('_', ' ');

/** What a model family recognises. */
export const model = (family) => FAMILIES.get(family) ?? `${family} model`;

/** The names of all reasons that have words. */
export const knownReasons = () => [...REASONS.keys()];
