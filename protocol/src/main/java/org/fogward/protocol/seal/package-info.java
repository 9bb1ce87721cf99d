/** Messages that whoever carries them cannot read: HPKE sessions (RFC 9180) between a gateway and its fog node. */
@NullMarked
package org.fogward.protocol.seal;

import org.jspecify.annotations.NullMarked;
