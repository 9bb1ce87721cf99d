package org.fogward.protocol.update;

import org.fogward.protocol.update.UpdateShape.Segment;
import org.fogward.protocol.update.UpdateShape.Travel;

/**
 * Goes through coordinates that a seed draws, in ascending order: of the chosen segments, laid end to end and cut into as many parts
 * as are drawn, one of each part; of the whole segments all. Whole numbers only: the same on every machine.
 */
final class DrawnCoordinates {
    private final UpdateShape shape;
    private final long seed;
    private final int choosable;
    private final int drawn;
    private int segment = -1;
    private int to;
    private int skipped;
    private int part = -1;
    private int position = -1;
    private int whole;

    DrawnCoordinates(UpdateShape shape, long seed, int drawn) {
        this.shape = shape;
        this.seed = seed;
        this.drawn = drawn;
        choosable = shape.length(Travel.CHOSEN);
        draw();
    }

    /** The next ones, as many as there are or as fit. */
    int next(int[] coordinates) {
        int count = 0;
        while (count < coordinates.length) {
            if (whole < to) {
                coordinates[count++] = whole++;
            } else if (position < to - skipped) {
                coordinates[count++] = skipped + position;
                draw();
            } else if (!enter()) {
                break;
            }
        }
        return count;
    }

    private void draw() {
        part++;
        if (part < drawn) {
            int start = (int) ((long) part * choosable / drawn);
            int end = (int) ((part + 1L) * choosable / drawn);
            position = start + (int) Math.unsignedMultiplyHigh(SplitMix.draw(seed, part), end - start);
        } else {
            position = Integer.MAX_VALUE;
        }
    }

    private boolean enter() {
        if (segment + 1 == shape.segments().size()) {
            return false;
        }
        segment++;
        Segment entered = shape.segments().get(segment);
        int from = to;
        to += entered.length();
        whole = entered.travel() == Travel.WHOLE ? from : to;
        skipped += entered.travel() == Travel.CHOSEN ? 0 : entered.length();
        return true;
    }
}
