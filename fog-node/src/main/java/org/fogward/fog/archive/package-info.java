/** A federation's history in one file, for an auditor. */
@NullMarked
package org.fogward.fog.archive;

import org.jspecify.annotations.NullMarked;
