/** Who may deliver samples to this gateway. */
@NullMarked
package org.fogward.edge.device;

import org.jspecify.annotations.NullMarked;
