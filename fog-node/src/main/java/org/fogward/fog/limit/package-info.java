/** What one peer may cost the fog node. */
@NullMarked
package org.fogward.fog.limit;

import org.jspecify.annotations.NullMarked;
