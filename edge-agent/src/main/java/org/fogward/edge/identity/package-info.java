/** Who a gateway is: its key files, readable by their owner only. */
@NullMarked
package org.fogward.edge.identity;

import org.jspecify.annotations.NullMarked;
