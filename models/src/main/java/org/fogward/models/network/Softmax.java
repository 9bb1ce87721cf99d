package org.fogward.models.network;

/** The softmax of one row, without overflow. */
final class Softmax {

    private Softmax() {}

    /** Turns logits into probabilities. */
    static void apply(float[] logits, int at, int classes) {
        float largest = largest(logits, at, classes);
        double sum = 0;
        for (int i = at; i < at + classes; i++) {
            logits[i] = (float) Math.exp(logits[i] - largest);
            sum += logits[i];
        }
        for (int i = at; i < at + classes; i++) {
            logits[i] = (float) (logits[i] / sum);
        }
    }

    /** The natural logarithm of the sum of the logits' exponentials. */
    static double logarithmOfSum(float[] logits, int at, int classes) {
        float largest = largest(logits, at, classes);
        double sum = 0;
        for (int i = at; i < at + classes; i++) {
            sum += Math.exp(logits[i] - largest);
        }
        return largest + Math.log(sum);
    }

    private static float largest(float[] logits, int at, int classes) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = at; i < at + classes; i++) {
            largest = Math.max(largest, logits[i]);
        }
        return largest;
    }
}
