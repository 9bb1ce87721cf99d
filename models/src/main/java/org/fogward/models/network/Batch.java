package org.fogward.models.network;

/**
 * Examples that go through a network together. The arrays are not copied.
 *
 * @param size how many examples there are, at least 1
 * @param values the examples' values one after the other, each laid out by {@link org.fogward.models.data.SampleShape}
 * @param features the examples' further features, row by row
 * @param targets the wanted probability of each class, row by row; rows sum to 1. Not read for prediction
 * @param weights how much each example counts in the loss. Not read for prediction
 * @param dropout what to drop. Not read for prediction
 */
public record Batch(int size, float[] values, float[] features, float[] targets, float[] weights, Dropout dropout) {

    /** A batch to predict the classes of. */
    public static Batch forPrediction(int size, float[] values, float[] features) {
        return new Batch(size, values, features, new float[0], new float[0], Dropout.NONE);
    }
}
