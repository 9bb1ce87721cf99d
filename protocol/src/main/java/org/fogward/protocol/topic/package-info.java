/** The MQTT topics of a federation. */
@NullMarked
package org.fogward.protocol.topic;

import org.jspecify.annotations.NullMarked;
