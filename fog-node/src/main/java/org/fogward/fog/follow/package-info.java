/** Follows the ledger's events and keeps what they say in the database, for the page and for whoever asks. */
@NullMarked
package org.fogward.fog.follow;

import org.jspecify.annotations.NullMarked;
