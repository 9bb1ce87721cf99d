/** Which gateways hold which certificates, and whether what somebody shows is good. */
@NullMarked
package org.fogward.fog.authority;

import org.jspecify.annotations.NullMarked;
