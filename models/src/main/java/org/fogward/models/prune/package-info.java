/** Smaller models: hidden channels of MobileNetV2's blocks that matter least are taken out for good. */
@NullMarked
package org.fogward.models.prune;

import org.jspecify.annotations.NullMarked;
