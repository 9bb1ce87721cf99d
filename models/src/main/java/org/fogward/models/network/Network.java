package org.fogward.models.network;

import org.fogward.models.parameter.ParameterLayout;

/**
 * A network with parameters of its own. This is all that training and evaluation know of the engine that computes.
 *
 * <p>The results of a call depend on the parameters and the arguments only, to the last bit on one kind of machine, and
 * on nothing that the network did before. Not thread-safe: a {@link NetworkPool} gives it to one user at a time.
 */
public interface Network extends AutoCloseable {

    /** What lies where in the parameters. */
    ParameterLayout layout();

    /**
     * Takes parameters over.
     *
     * @throws IllegalArgumentException where their number is not the layout's
     */
    void load(float[] parameters);

    /** Copies the parameters out. */
    void store(float[] parameters);

    /**
     * Computes the gradient of the batch's mean weighted cross-entropy, sum of weight x loss over size. The parameters stay
     * as they are.
     *
     * @param batch examples as they leave the frozen front
     * @param statistics what normalises
     * @param into receives the gradient, 0 for the frozen front; for running statistics the old value minus the new one, so
     *     that subtracting it unscaled makes the step
     * @return the mean weighted cross-entropy, in nats
     */
    double gradient(Batch batch, Statistics statistics, float[] into);

    /**
     * Measures what a batch's own statistics are, where the network normalises. The parameters stay as they are.
     *
     * @param batch whole examples; its targets are not read
     * @param into receives means and variances at the places of the running statistics; what else it holds stays
     */
    void measureStatistics(Batch batch, float[] into);

    /**
     * Computes each example's gradient by itself, shortens those that are longer than a bound, and takes their mean: the
     * step of DP-SGD (Abadi et al., CCS 2016) before its noise. Running statistics normalise.
     *
     * @param batch examples as they leave the frozen front
     * @param longest the bound on an example's gradient (Euclidean), above 0
     * @param into receives the mean of the shortened gradients, 0 for running statistics and the frozen front
     * @return the mean weighted cross-entropy, in nats
     */
    double clippedGradient(Batch batch, double longest, float[] into);

    /**
     * Takes examples through the frozen front. Without one, they come back as they are.
     *
     * @return one row of {@link #frontOutputs} numbers for each example
     */
    float[] front(Batch batch);

    /** How many numbers of an example leave the frozen front. */
    int frontOutputs();

    /** How many parameters are the frozen front's: the first ones. */
    int frontParameters();

    /**
     * What the classifier looks at, row by row: with running statistics and nothing dropped.
     *
     * @param batch whole examples
     */
    float[] features(Batch batch);

    /** How many numbers of an example the classifier looks at. */
    int featureCount();

    /** Class probabilities of whole examples, row by row, with running statistics and nothing dropped. */
    float[] probabilities(Batch batch);

    @Override
    void close();
}
