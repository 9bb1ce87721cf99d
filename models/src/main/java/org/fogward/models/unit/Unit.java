package org.fogward.models.unit;

/**
 * A step of a network. It keeps what it needs from {@link #forward} until {@link #backward}, so it is for one network and not
 * thread-safe. Examples lie one after the other, positions row by row, channels last.
 */
public interface Unit {

    /** Numbers per example that go in. */
    int inputs();

    /** Numbers per example that come out. */
    int outputs();

    /** How many parameters the unit has, running statistics included. */
    int parameters();

    /**
     * Computes a batch.
     *
     * @param parameters the network's, of which the unit reads its own
     * @param in the examples; not changed, and read again by {@link #backward}
     * @param out receives what comes out
     * @param examples how many
     * @param mode how to normalise, and whether {@link #backward} follows
     */
    void forward(float[] parameters, float[] in, float[] out, int examples, Mode mode);

    /**
     * Takes a gradient back through the batch of the last {@link #forward}, which was for training.
     *
     * @param outGradient the loss's gradient with respect to what came out; may be overwritten
     * @param inGradient receives the gradient with respect to what went in; of length 0 where nobody needs it
     * @param gradient receives the gradient with respect to the unit's parameters, at their places
     */
    void backward(float[] parameters, float[] outGradient, float[] inGradient, float[] gradient);

    /** What a batch is computed for. */
    enum Mode {
        /** To predict: running statistics, nothing kept. */
        PREDICT,
        /** To train: the batch's own statistics. */
        TRAIN,
        /** To train while running statistics normalise and stay as they are: examples do not see each other. */
        TRAIN_FROZEN;

        boolean keeps() {
            return this != PREDICT;
        }
    }
}
