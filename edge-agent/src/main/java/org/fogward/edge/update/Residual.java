package org.fogward.edge.update;

/**
 * What an update left behind, for the next one: error feedback (Seide et al., 1-Bit Stochastic Gradient Descent, Interspeech 2014; Karimireddy et al.,
 * ICML 2019). Both arrays are laid out like the model's parameters; nobody changes them.
 *
 * @param round the update's
 * @param rateShare the round's learning rate, as a share of the highest
 * @param left what the update did not hold; of parts that never travel, how far the gateway's own are from the global model
 * @param sent what it did hold and what has to travel again if it was not counted
 */
@SuppressWarnings("ArrayRecordComponent")
public record Residual(long round, double rateShare, float[] left, float[] sent) {

    /** @throws IllegalArgumentException if the arrays are not of one length */
    public Residual {
        if (left.length != sent.length) {
            throw new IllegalArgumentException("sent: " + sent.length + " values, but left has " + left.length);
        }
    }

    /** Whether it says anything of a round's model. Models before {@code since} led elsewhere, and a smaller model has another layout. */
    public boolean concerns(long since, int parameters) {
        return round >= since && left.length == parameters;
    }
}
