/** Federations, their fog nodes and the tasks that they set. */
@NullMarked
package org.fogward.ledger.federation;

import org.jspecify.annotations.NullMarked;
