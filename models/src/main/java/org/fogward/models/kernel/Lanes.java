package org.fogward.models.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * How wide the kernels' vectors are: the platform's preferred width, but no more than eight floats, since channel counts are
 * multiples of eight. The system property {@code fogward.lanes} sets 4 or 8, to measure what another platform would have.
 */
final class Lanes {

    static final int COUNT = Integer.getInteger("fogward.lanes", Math.min(8, FloatVector.SPECIES_PREFERRED.length()));
    static final VectorSpecies<Float> SPECIES = COUNT == 4 ? FloatVector.SPECIES_128 : FloatVector.SPECIES_256;

    private Lanes() {}
}
