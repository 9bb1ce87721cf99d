/** The world state, and the simulation of a contract upon it. */
@NullMarked
package org.fogward.ledger.state;

import org.jspecify.annotations.NullMarked;
