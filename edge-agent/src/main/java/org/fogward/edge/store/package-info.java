/** What a gateway keeps on disk: its database and the encrypted, bounded sample store. */
@NullMarked
package org.fogward.edge.store;

import org.jspecify.annotations.NullMarked;
