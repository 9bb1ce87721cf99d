/** What a fog node counts and measures, for Prometheus to collect. */
@NullMarked
package org.fogward.fog.metrics;

import org.jspecify.annotations.NullMarked;
