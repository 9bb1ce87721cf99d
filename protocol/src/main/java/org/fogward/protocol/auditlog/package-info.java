/** Who did what at a page, in a file that shows when it was changed. */
@NullMarked
package org.fogward.protocol.auditlog;

import org.jspecify.annotations.NullMarked;
