package org.fogward.models.unit;

import org.fogward.models.unit.Unit.Mode;

/** What a block's depthwise convolution reads: the expanded input, or the input itself. Rows are those of the whole batch. */
sealed interface BlockInput permits Expansion, DirectInput {

    /** Where the parameters end that belong to it. */
    int end();

    void forward(float[] parameters, float[] in, int examples, Mode mode);

    /** Writes rows of hidden channels. */
    void write(int row, int rows, float[] to, int at);

    /** Begins a gradient. */
    void expectGradient();

    /** Takes the gradient of rows that {@link #write} wrote. */
    void takeGradient(int part, float[] from, int at, int row, int rows);

    /** Passes the gradient on, when all of it was taken. */
    void backward(float[] parameters, float[] inGradient, float[] gradient);
}
