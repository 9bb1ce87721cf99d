/** The MQTT broker inside a fog node. */
@NullMarked
package org.fogward.fog.broker;

import org.jspecify.annotations.NullMarked;
