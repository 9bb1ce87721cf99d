/** The gateway's own page, by which the clinic's technician sets it up and sees how it is. */
@NullMarked
package org.fogward.edge.page;

import org.jspecify.annotations.NullMarked;
