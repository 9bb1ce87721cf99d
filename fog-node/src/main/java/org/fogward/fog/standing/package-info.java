/** Which gateways take part at present: suspended and restored by operators and by the ledger. */
@NullMarked
package org.fogward.fog.standing;

import org.jspecify.annotations.NullMarked;
