/** The fog node's certificates. */
@NullMarked
package org.fogward.fog.tls;

import org.jspecify.annotations.NullMarked;
