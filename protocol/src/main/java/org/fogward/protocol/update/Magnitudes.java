package org.fogward.protocol.update;

/**
 * Of the chosen values of a segment.
 *
 * @param count how many there are, from 1
 */
record Magnitudes(int count, double sum, float smallest, float largest) {

    double mean() {
        return sum / count;
    }
}
