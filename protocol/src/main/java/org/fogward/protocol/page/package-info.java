/** What the pages of a fog node and of a gateway hold browsers to, whatever serves them. */
@NullMarked
package org.fogward.protocol.page;

import org.jspecify.annotations.NullMarked;
