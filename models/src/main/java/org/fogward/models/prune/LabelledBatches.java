package org.fogward.models.prune;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.fogward.models.network.Batch;
import org.fogward.models.network.Dropout;
import org.fogward.models.prepare.Example;

/** Examples in a shuffled order as batches of nearly the same size, as they are and with hard labels. */
final class LabelledBatches {

    private static final int BATCH_SIZE = 32;
    /** More hardly change the order of the channels. */
    private static final int MOST_BATCHES = 64;

    private final List<Example> examples;
    private final int classes;
    private final int[] order;
    private final int perPass;

    LabelledBatches(List<Example> examples, int classes, long seed) {
        this.examples = examples;
        this.classes = classes;
        this.order = new int[examples.size()];
        this.perPass = Math.ceilDiv(examples.size(), BATCH_SIZE);
        Arrays.setAll(order, i -> i);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
    }

    int count() {
        return Math.min(perPass, MOST_BATCHES);
    }

    Batch get(int index) {
        int first = (int) ((long) order.length * index / perPass);
        int size = (int) ((long) order.length * (index + 1) / perPass) - first;
        int valueCount = examples.getFirst().values().length;
        int featureCount = examples.getFirst().features().length;
        float[] values = new float[size * valueCount];
        float[] features = new float[size * featureCount];
        float[] targets = new float[size * classes];
        float[] weights = new float[size];
        Arrays.fill(weights, 1f);
        for (int i = 0; i < size; i++) {
            Example example = examples.get(order[first + i]);
            System.arraycopy(example.values(), 0, values, i * valueCount, valueCount);
            System.arraycopy(example.features(), 0, features, i * featureCount, featureCount);
            targets[i * classes + example.label()] = 1;
        }
        return new Batch(size, values, features, targets, weights, Dropout.NONE);
    }
}
