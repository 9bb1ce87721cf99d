/** Orders transactions into blocks, and tells of each block that is stored. */
@NullMarked
package org.fogward.ledger.order;

import org.jspecify.annotations.NullMarked;
