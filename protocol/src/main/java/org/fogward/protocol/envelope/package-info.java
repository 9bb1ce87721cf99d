/** Signed envelopes: what every message travels in, and the checks before its payload may be read. */
@NullMarked
package org.fogward.protocol.envelope;

import org.jspecify.annotations.NullMarked;
