/** Reads YAML that people wrote, strictly: what is wrong is named by its field. */
@NullMarked
package org.fogward.fog.yaml;

import org.jspecify.annotations.NullMarked;
