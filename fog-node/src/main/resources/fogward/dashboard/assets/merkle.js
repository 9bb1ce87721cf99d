/** RFC 9162: SHA-256, leaves prefixed with 0, inner nodes with 1. */
const LEAF = 0;
const NODE = 1;

async function hash(prefix, ...parts) {
  const length = parts.reduce((sum, part) => sum + part.length, 1);
  const input = new Uint8Array(length);
  input[0] = prefix;
  let offset = 1;
  for (const part of parts) {
    input.set(part, offset);
    offset += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', input));
}

export const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
export const fromHex = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
export const fromBase64 = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

/**
 * Recomputes the root from a leaf and its path (RFC 9162, section 2.1.3.2).
 * Gives each step on the way and whether the end is the expected root.
 */
export async function climb(leaf, { index, size, path, root }) {
  let fn = index;
  let sn = size - 1;
  let node = await hash(LEAF, leaf);
  const steps = [{ side: 'leaf', sibling: null, node: toHex(node) }];
  for (const sibling of path) {
    if (sn === 0) return { steps, verified: false };
    const other = fromHex(sibling);
    const left = fn % 2 === 1 || fn === sn;
    node = left ? await hash(NODE, other, node) : await hash(NODE, node, other);
    steps.push({ side: left ? 'left' : 'right', sibling, node: toHex(node) });
    if (left) {
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
      }
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return { steps, verified: index >= 0 && index < size && sn === 0 && toHex(node) === root };
}
