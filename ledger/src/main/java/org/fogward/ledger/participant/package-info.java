/** The gateways that take part, and their keys. */
@NullMarked
package org.fogward.ledger.participant;

import org.jspecify.annotations.NullMarked;
