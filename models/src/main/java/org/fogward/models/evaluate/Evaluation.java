package org.fogward.models.evaluate;

/**
 * How a model did on labelled samples.
 *
 * @param confusion how often each class was taken for each
 * @param lossSum the sum of the samples' cross-entropies, in nats
 */
public record Evaluation(ConfusionMatrix confusion, double lossSum) {

    /** The mean cross-entropy, in nats; 0 where there are no samples. */
    public double loss() {
        long samples = confusion.samples();
        return samples == 0 ? 0 : lossSum / samples;
    }

    /**
     * Both evaluations together.
     *
     * @throws IllegalArgumentException where the classes differ
     */
    public Evaluation plus(Evaluation other) {
        return new Evaluation(confusion.plus(other.confusion), lossSum + other.lossSum);
    }
}
