package org.fogward.models.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * How wide the kernels' vectors are: the platform's preferred width, but no more than eight floats, since channel counts are
 * multiples of eight. The system property {@code fogward.lanes} sets 4 or 8, to measure what another platform would have.
 */
final class Lanes {

    static final VectorSpecies<Float> SPECIES = species(wanted());
    static final int COUNT = SPECIES.length();

    private static final int NARROW = FloatVector.SPECIES_128.length();

    private Lanes() {}

    /** Whether vectors are worth it: where the platform has none as wide as this, they are objects on the heap. */
    static boolean areFast() {
        return wanted() >= NARROW;
    }

    private static int wanted() {
        return Integer.getInteger("fogward.lanes", FloatVector.SPECIES_PREFERRED.length());
    }

    private static VectorSpecies<Float> species(int lanes) {
        return lanes < FloatVector.SPECIES_256.length() ? FloatVector.SPECIES_128 : FloatVector.SPECIES_256;
    }
}
