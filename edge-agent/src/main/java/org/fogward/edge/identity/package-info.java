/** Who a gateway is: its keys, its certificate and whom it trusts, in an encrypted key store. */
@NullMarked
package org.fogward.edge.identity;

import org.jspecify.annotations.NullMarked;
