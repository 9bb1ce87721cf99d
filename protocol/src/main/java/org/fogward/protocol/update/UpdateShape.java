package org.fogward.protocol.update;

import java.util.List;
import org.fogward.protocol.v1.NormalizationTravel;

/**
 * How the coordinates of a delta lie: segment after segment, without gaps. Sender and receiver know it from the model and the
 * plan, so it never travels. Immutable.
 *
 * @param segments in order
 * @param parameters how many coordinates all have together
 */
public record UpdateShape(List<Segment> segments, int parameters) {

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if the sum is another
     */
    public UpdateShape {
        segments = List.copyOf(segments);
        if (sum(segments) != parameters) {
            throw new IllegalArgumentException("parameters: not the sum of the segments' lengths");
        }
    }

    /** A shape of these segments. */
    public static UpdateShape of(List<Segment> segments) {
        return new UpdateShape(segments, Math.toIntExact(sum(segments)));
    }

    /** A shape of which nothing is known but the number of coordinates. */
    public static UpdateShape flat(int parameters) {
        return parameters == 0
                ? new UpdateShape(List.of(), 0)
                : of(List.of(new Segment(parameters, parameters, Travel.CHOSEN)));
    }

    /** How many coordinates the segments have of which so much travels. */
    public int length(Travel travel) {
        int length = 0;
        for (Segment segment : segments) {
            length += segment.travel() == travel ? segment.length() : 0;
        }
        return length;
    }

    private static long sum(List<Segment> segments) {
        return segments.stream().mapToLong(Segment::length).sum();
    }

    /**
     * Coordinates that belong together, such as a layer's kernel.
     *
     * @param length how many, from 1
     * @param row how many of them that follow each other make one output, such as a filter's; divides the length
     * @param travel what of it travels
     */
    public record Segment(int length, int row, Travel travel) {

        /** @throws IllegalArgumentException naming the component that is out of its range */
        public Segment {
            if (length < 1) {
                throw new IllegalArgumentException("length: " + length + " is not above 0");
            }
            if (row < 1 || length % row != 0) {
                throw new IllegalArgumentException("row: " + row + " does not divide " + length);
            }
        }
    }

    /** What of a segment travels. Codecs that keep everything pay no attention. */
    public enum Travel {
        /** The coordinates that matter most. */
        CHOSEN,
        /** Every coordinate, coarsely. */
        WHOLE,
        /** Nothing. */
        NOTHING;

        /**
         * What sender and receiver agree on for a segment.
         *
         * @param normalization what a round asks for
         * @param normalizes whether the segment belongs to batch normalisation
         * @param measured whether it is measured and not learnt
         * @throws IllegalArgumentException if what is asked for is not known here
         */
        public static Travel of(NormalizationTravel normalization, boolean normalizes, boolean measured) {
            return switch (normalization) {
                case NORMALIZATION_TRAVEL_SENT -> measured ? WHOLE : CHOSEN;
                case NORMALIZATION_TRAVEL_KEPT -> measured ? NOTHING : CHOSEN;
                case NORMALIZATION_TRAVEL_LOCAL -> normalizes ? NOTHING : CHOSEN;
                case UNRECOGNIZED -> throw new IllegalArgumentException("normalization: not known here");
            };
        }
    }
}
