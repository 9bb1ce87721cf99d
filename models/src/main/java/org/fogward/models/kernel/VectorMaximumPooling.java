package org.fogward.models.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** A vector of channels at a time; the winners are counted along in a vector of indices. */
record VectorMaximumPooling(int channels) implements MaximumPooling {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final VectorSpecies<Integer> INDICES = VectorSpecies.of(int.class, SPECIES.vectorShape());

    @Override
    public void forward(float[] in, Window window, float[] out, int[] winners, int outAt) {
        for (int c = 0; c < channels; c += SPECIES.length()) {
            int start = window.at() + c;
            FloatVector largest = FloatVector.fromArray(SPECIES, in, start);
            IntVector winner = IntVector.broadcast(INDICES, start);
            for (int y = 0; y < window.height(); y++) {
                for (int x = 0; x < window.width(); x++) {
                    int from = start + y * window.rowStride() + x * channels;
                    FloatVector value = FloatVector.fromArray(SPECIES, in, from);
                    VectorMask<Float> larger = value.compare(VectorOperators.GT, largest);
                    largest = largest.blend(value, larger);
                    winner = winner.blend(from, larger.cast(INDICES));
                }
            }
            largest.intoArray(out, outAt + c);
            winner.addIndex(1).intoArray(winners, outAt + c);
        }
    }
}
