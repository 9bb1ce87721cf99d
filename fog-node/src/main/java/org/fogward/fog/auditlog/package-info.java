/** What the fog node's audit log tells of. */
@NullMarked
package org.fogward.fog.auditlog;

import org.jspecify.annotations.NullMarked;
