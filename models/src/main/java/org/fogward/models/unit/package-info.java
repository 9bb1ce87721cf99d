/**
 * The steps of a network as objects that compute a batch forward and backward on Java arrays: convolution, normalisation and
 * rectifier in one, whole inverted residual blocks, pooling. What they compute does not depend on the number of threads.
 */
@NullMarked
package org.fogward.models.unit;

import org.jspecify.annotations.NullMarked;
