/** What the fog node tells the gateways. */
@NullMarked
package org.fogward.fog.publish;

import org.jspecify.annotations.NullMarked;
