/** Measurements: JMH's, and our side of the comparison with PyTorch. No build runs them; CONTRIBUTING.md tells how to. */
@NullMarked
package org.fogward.models.benchmark;

import org.jspecify.annotations.NullMarked;
