/** Model files, updates and plans on the disk, named by what they hold. */
@NullMarked
package org.fogward.fog.blob;

import org.jspecify.annotations.NullMarked;
