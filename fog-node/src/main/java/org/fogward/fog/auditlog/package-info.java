/** Who did what at the fog node's door, in a file that shows when it was changed. */
@NullMarked
package org.fogward.fog.auditlog;

import org.jspecify.annotations.NullMarked;
