/** From the gateways' updates to the next global model: aggregation rules and server optimisers. */
@NullMarked
package org.fogward.fog.aggregate;

import org.jspecify.annotations.NullMarked;
