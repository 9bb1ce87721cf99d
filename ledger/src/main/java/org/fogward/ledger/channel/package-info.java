/** A channel's configuration: who belongs to it, and which signatures are enough for what. */
@NullMarked
package org.fogward.ledger.channel;

import org.jspecify.annotations.NullMarked;
