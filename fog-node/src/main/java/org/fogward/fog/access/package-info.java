/** The ledger's log of who looked at which proof, by pseudonyms. */
@NullMarked
package org.fogward.fog.access;

import org.jspecify.annotations.NullMarked;
