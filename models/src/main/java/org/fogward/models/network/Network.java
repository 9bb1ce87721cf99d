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
     * Computes the gradient of the batch's mean weighted cross-entropy, sum of weight x loss over size. Batch
     * normalisation uses the batch's own statistics. The parameters stay as they are.
     *
     * @param into receives the gradient; for running statistics the old value minus the new one, so that subtracting it
     *     unscaled makes the step
     * @return the mean weighted cross-entropy, in nats
     */
    double gradient(Batch batch, float[] into);

    /** Class probabilities, row by row, with running statistics and nothing dropped. */
    float[] probabilities(Batch batch);

    @Override
    void close();
}
