/** How a gateway gets its certificate from the fog node with an invitation code, and keeps it good: EST (RFC 7030). */
@NullMarked
package org.fogward.edge.enrol;

import org.jspecify.annotations.NullMarked;
