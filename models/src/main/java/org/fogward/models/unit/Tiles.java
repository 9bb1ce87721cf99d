package org.fogward.models.unit;

/** Cuts rows into pieces that stay in the nearest cache together with what is made of them. */
final class Tiles {

    private static final int CACHED_FLOATS = 1 << 15;
    private static final int LEAST_ROWS = 16;
    private static final int MOST_ROWS = 256;
    private static final int STEP = 8;

    private Tiles() {}

    /** Computes a piece. */
    @FunctionalInterface
    interface Piece {
        void compute(int firstRow, int rows);
    }

    /** How many rows belong together when each stands for so many floats. */
    static int rows(int floatsOfRow) {
        return Math.clamp((long) CACHED_FLOATS / floatsOfRow / STEP * STEP, LEAST_ROWS, MOST_ROWS);
    }

    static void each(int from, int to, int rows, Piece piece) {
        for (int row = from; row < to; row += rows) {
            piece.compute(row, Math.min(rows, to - row));
        }
    }
}
