import { toHex } from './merkle.js';

const REFUSALS = [
  null, 'malformed', 'too_large', 'unknown_gateway', 'bad_signature', 'wrong_round', 'stale_model', 'duplicate', 'non_finite',
  'norm_out_of_bounds', 'suspended',
];
const VARINT = 0;
const BYTES = 2;

/** Reads a leaf: a RoundEntry in protobuf's wire format, which is varints and length-prefixed bytes only. */
export function readEntry(leaf) {
  const fields = new Map();
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (at >= leaf.length) throw new RangeError('the leaf ends too early');
      const byte = leaf[at++];
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new RangeError('a number in the leaf is too long');
  };
  while (at < leaf.length) {
    const tag = varint();
    const kind = tag % 8;
    if (kind === VARINT) {
      fields.set(Math.floor(tag / 8), varint());
    } else if (kind === BYTES) {
      const length = varint();
      if (at + length > leaf.length) throw new RangeError('the leaf ends too early');
      fields.set(Math.floor(tag / 8), leaf.subarray(at, at + length));
      at += length;
    } else {
      throw new RangeError('the leaf holds a field of unknown kind');
    }
  }
  const text = (number) => new TextDecoder().decode(fields.get(number) ?? new Uint8Array());
  const refusal = fields.get(5) ?? 0;
  return {
    federation: text(1),
    round: fields.get(2) ?? 0,
    gateway: text(3),
    updateDigest: toHex(fields.get(4) ?? new Uint8Array()),
    refusal: refusal === 0 ? null : REFUSALS[refusal] ?? `reason ${refusal}`,
    samples: fields.get(6) ?? 0,
  };
}
