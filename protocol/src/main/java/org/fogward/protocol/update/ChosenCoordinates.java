package org.fogward.protocol.update;

import org.fogward.protocol.update.UpdateShape.Segment;
import org.fogward.protocol.update.UpdateShape.Travel;

/**
 * Goes through the chosen coordinates of a delta in ascending order, twice through each segment rather than keeping what it found.
 * What lies behind it may change.
 */
final class ChosenCoordinates {
    private final float[] values;
    private final UpdateShape shape;
    private final Limits limits;
    private int segment = -1;
    private int end;
    private int skipped;
    private int within;
    private int coordinate = -1;
    private Magnitudes magnitudes = new Magnitudes(0, 0, 0, 0);
    private int left;

    ChosenCoordinates(float[] values, UpdateShape shape, Limits limits) {
        this.values = values;
        this.shape = shape;
        this.limits = limits;
    }

    /** The coordinate that was reached; beyond the last behind the last one. */
    int coordinate() {
        return coordinate;
    }

    /** Its place among the coordinates of all segments of which some are chosen. */
    int position() {
        return coordinate - skipped;
    }

    /** The magnitudes of the chosen coordinates of its segment. */
    Magnitudes magnitudes() {
        return magnitudes;
    }

    /** Goes to the next. */
    void advance() {
        while (left == 0) {
            if (!enter()) {
                coordinate = values.length;
                return;
            }
        }
        float weight = limits.weight(segment);
        int bin = limits.bin(segment);
        coordinate = next(coordinate + 1, weight, bin);
        if (within > 0 && Limits.bin(values[coordinate], weight) == bin) {
            within--;
        }
        left--;
    }

    private int next(int from, float weight, int bin) {
        int lowest = within > 0 ? bin : bin + 1;
        int i = from;
        while (Limits.bin(values[i], weight) < lowest) {
            i++;
        }
        return i;
    }

    /** Enters the next segment, unless the last one is behind. */
    private boolean enter() {
        segment++;
        if (segment == shape.segments().size()) {
            return false;
        }
        Segment entered = shape.segments().get(segment);
        int from = end;
        end += entered.length();
        within += limits.within(segment);
        coordinate = from - 1;
        if (entered.travel() == Travel.CHOSEN) {
            magnitudes = measure(from);
            left = magnitudes.count();
        } else {
            skipped += entered.length();
        }
        return true;
    }

    private Magnitudes measure(int from) {
        float weight = limits.weight(segment);
        int bin = limits.bin(segment);
        int ties = within;
        int count = 0;
        double sum = 0;
        float smallest = Float.MAX_VALUE;
        float largest = 0;
        for (int i = from; i < end; i++) {
            int here = Limits.bin(values[i], weight);
            if (here >= bin && (here > bin || ties-- > 0)) {
                float magnitude = Math.abs(values[i]);
                count++;
                sum += magnitude;
                smallest = Math.min(smallest, magnitude);
                largest = Math.max(largest, magnitude);
            }
        }
        return new Magnitudes(count, sum, smallest, largest);
    }
}
