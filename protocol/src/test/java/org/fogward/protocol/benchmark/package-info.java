/** Measurements with JMH. No build runs them; CONTRIBUTING.md tells how to. */
@NullMarked
package org.fogward.protocol.benchmark;

import org.jspecify.annotations.NullMarked;
