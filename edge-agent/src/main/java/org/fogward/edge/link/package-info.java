/** The gateway's side of the link to its fog node: topics, signatures, presence. */
@NullMarked
package org.fogward.edge.link;

import org.jspecify.annotations.NullMarked;
