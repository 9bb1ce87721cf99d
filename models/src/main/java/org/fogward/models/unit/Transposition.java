package org.fogward.models.unit;

/** Turns rows into columns. */
final class Transposition {

    private static final int BLOCK = 16;

    private Transposition() {}

    /** Writes a matrix's transpose to an array, which is made anew if it is too short. */
    static float[] of(float[] source, int at, int rows, int columns, float[] array) {
        float[] target = Growing.to(rows * columns, array);
        for (int top = 0; top < rows; top += BLOCK) {
            for (int column = 0; column < columns; column++) {
                for (int row = top; row < Math.min(rows, top + BLOCK); row++) {
                    target[column * rows + row] = source[at + row * columns + column];
                }
            }
        }
        return target;
    }
}
