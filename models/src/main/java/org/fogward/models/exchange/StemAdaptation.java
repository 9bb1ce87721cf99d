package org.fogward.models.exchange;

import java.util.List;

/** Fits a first convolution for colour to grey images, which are colour images of three equal channels. */
final class StemAdaptation {

    private StemAdaptation() {}

    /** From outputs x inputs x rows x columns to outputs x 1 x rows x columns. */
    static Tensor sumOverInputs(Tensor weights) {
        List<Integer> shape = weights.shape();
        int inputs = shape.get(1);
        int positions = shape.get(2) * shape.get(3);
        float[] summed = new float[shape.getFirst() * positions];
        for (int i = 0; i < summed.length; i++) {
            double sum = 0;
            for (int input = 0; input < inputs; input++) {
                sum += weights.values()[(i / positions * inputs + input) * positions + i % positions];
            }
            summed[i] = (float) sum;
        }
        return new Tensor(weights.name(), List.of(shape.getFirst(), 1, shape.get(2), shape.get(3)), summed);
    }
}
