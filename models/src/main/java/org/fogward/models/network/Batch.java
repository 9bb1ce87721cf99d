package org.fogward.models.network;

import java.util.Arrays;
import java.util.List;
import org.fogward.models.prepare.Example;

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

    /** Prepared examples, at least one, to predict the classes of. */
    public static Batch forPrediction(List<Example> examples) {
        int valueCount = examples.getFirst().values().length;
        int featureCount = examples.getFirst().features().length;
        float[] values = new float[examples.size() * valueCount];
        float[] features = new float[examples.size() * featureCount];
        for (int i = 0; i < examples.size(); i++) {
            System.arraycopy(examples.get(i).values(), 0, values, i * valueCount, valueCount);
            System.arraycopy(examples.get(i).features(), 0, features, i * featureCount, featureCount);
        }
        return forPrediction(examples.size(), values, features);
    }

    /** One example as a batch of its own, with a part of the dropout that is its own. */
    Batch example(int index) {
        return new Batch(
                1,
                row(values, index),
                row(features, index),
                row(targets, index),
                row(weights, index),
                new Dropout(dropout.rate(), dropout.seed() + index));
    }

    private float[] row(float[] rows, int index) {
        int width = rows.length / size;
        return Arrays.copyOfRange(rows, index * width, (index + 1) * width);
    }
}
