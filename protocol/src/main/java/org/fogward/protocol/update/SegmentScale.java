package org.fogward.protocol.update;

/**
 * What the chosen values of a segment become: their sign and one of some magnitudes at equal distances between the smallest and the
 * largest. With one magnitude it is the mean of all (Bernstein et al., ICML 2018, of signs).
 *
 * @param smallest the place of the smallest on the grid
 * @param largest the place of the largest; the same with one bit
 * @param bits of a value, its sign among them
 */
record SegmentScale(int smallest, int largest, int bits) {

    /** The scale of values with these magnitudes. */
    static SegmentScale of(Magnitudes chosen, int bits) {
        if (bits == 1 || chosen.smallest() == chosen.largest()) {
            int mean = MagnitudeGrid.nearest(chosen.mean());
            return new SegmentScale(mean, mean, bits);
        }
        return new SegmentScale(MagnitudeGrid.below(chosen.smallest()), MagnitudeGrid.above(chosen.largest()), bits);
    }

    /** How many bits the level of a value has. */
    int levelBits() {
        return smallest == largest ? 0 : bits - 1;
    }

    float magnitude(int level) {
        float low = MagnitudeGrid.magnitude(smallest);
        if (level == 0) {
            return low;
        }
        double distance = MagnitudeGrid.magnitude(largest) - (double) low;
        return (float) (low + distance * level / ((1 << levelBits()) - 1));
    }

    /**
     * A level for a magnitude, one of the two beside it, so that the mean is the magnitude (Alistarh et al., QSGD, NeurIPS 2017). The
     * smallest and the largest of the chosen do not move, so that what was decoded is encoded as it was.
     *
     * @param draw from 0 to below 1
     */
    int level(float magnitude, Magnitudes chosen, double draw) {
        int top = (1 << levelBits()) - 1;
        if (top == 0 || magnitude == chosen.smallest()) {
            return 0;
        }
        if (magnitude == chosen.largest()) {
            return top;
        }
        double low = MagnitudeGrid.magnitude(smallest);
        double exact = (magnitude - low) / (MagnitudeGrid.magnitude(largest) - low) * top;
        int nearest = Math.clamp((long) Math.rint(exact), 0, top);
        if (magnitude(nearest) == magnitude) {
            return nearest;
        }
        return Math.clamp((long) Math.floor(exact + draw), 0, top);
    }
}
