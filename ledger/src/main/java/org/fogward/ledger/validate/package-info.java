/** Judges transactions and blocks as Fabric's peers do. */
@NullMarked
package org.fogward.ledger.validate;

import org.jspecify.annotations.NullMarked;
