/** The message link between a gateway and a fog node: a port, and its implementation for MQTT 5. */
@NullMarked
package org.fogward.protocol.link;

import org.jspecify.annotations.NullMarked;
