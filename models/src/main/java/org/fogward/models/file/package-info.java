/** Models as files. */
@NullMarked
package org.fogward.models.file;

import org.jspecify.annotations.NullMarked;
