package org.fogward.models.train;

import java.util.ArrayList;
import java.util.List;
import org.fogward.models.network.Batch;
import org.fogward.models.network.Network;
import org.fogward.models.prepare.Example;

/**
 * What a teacher says about examples: a probability for each class, row by row (Hinton et al., "Distilling the knowledge in a neural
 * network", 2015).
 *
 * @param weight how much of each wanted probability comes from here, 0 to 1
 * @param rows one for each example; empty where nobody teaches
 */
record Teacher(double weight, List<float[]> rows) {

    private static final int BATCH = 32;

    static Teacher none() {
        return new Teacher(0, List.of());
    }

    /**
     * Asks a teacher.
     *
     * @param network of the teacher's kind
     * @param parameters the teacher's
     * @param adjustment shifts its logits as it shifts the pupil's, so that both speak of the same classes' frequencies
     */
    static Teacher of(
            double weight, Network network, float[] parameters, LogitAdjustment adjustment, List<Example> examples) {
        float[] shifted = parameters.clone();
        adjustment.apply(shifted);
        network.load(shifted);
        List<float[]> rows = new ArrayList<>();
        for (int from = 0; from < examples.size(); from += BATCH) {
            List<Example> part = examples.subList(from, Math.min(examples.size(), from + BATCH));
            float[] probabilities = network.probabilities(Batch.forPrediction(part));
            int classes = probabilities.length / part.size();
            for (int i = 0; i < part.size(); i++) {
                float[] row = new float[classes];
                System.arraycopy(probabilities, i * classes, row, 0, classes);
                rows.add(row);
            }
        }
        return new Teacher(weight, rows);
    }

    /** Mixes what is wanted of an example with what the teacher says. */
    void teach(int example, float[] targets, int at) {
        if (rows.isEmpty()) {
            return;
        }
        float[] row = rows.get(example);
        for (int c = 0; c < row.length; c++) {
            targets[at + c] = (float) ((1 - weight) * targets[at + c] + weight * row[c]);
        }
    }
}
