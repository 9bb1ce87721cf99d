package org.fogward.models.unit;

import org.fogward.models.kernel.Kernels;

/**
 * What the units of one network share.
 *
 * @param kernels the inner loops
 * @param workers the threads
 * @param scratch memory to use in turn
 */
public record Surroundings(Kernels kernels, Workers workers, Scratch scratch) {}
