/** Merkle trees with inclusion proofs (RFC 9162). */
@NullMarked
package org.fogward.protocol.merkle;

import org.jspecify.annotations.NullMarked;
