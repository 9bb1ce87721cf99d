/** A gateway's configuration file. */
@NullMarked
package org.fogward.edge.config;

import org.jspecify.annotations.NullMarked;
