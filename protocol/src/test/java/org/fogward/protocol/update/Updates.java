package org.fogward.protocol.update;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.fogward.protocol.update.UpdateShape.Segment;
import org.fogward.protocol.update.UpdateShape.Travel;

/** Updates as tests need them, each from a number. */
final class Updates {
    private static final int KINDS = 6;

    private Updates() {}

    /** A shape of some segments, of any kind. */
    static UpdateShape shape(SplittableRandom random, int mostSegments, int mostRows) {
        List<Segment> segments = new ArrayList<>();
        for (int left = random.nextInt(mostSegments + 1); left > 0; left--) {
            int row = random.nextBoolean() ? 1 : random.nextInt(1, 20);
            Travel travel = Travel.values()[Math.max(0, random.nextInt(6) - 3)];
            segments.add(new Segment(row * random.nextInt(1, mostRows + 1), row, travel));
        }
        return UpdateShape.of(segments);
    }

    /** Values whose size differs from segment to segment and from row to row, as in an update, or odd ones. */
    static float[] values(SplittableRandom random, UpdateShape shape) {
        int kind = random.nextInt(KINDS);
        float[] values = new float[shape.parameters()];
        int at = 0;
        for (Segment segment : shape.segments()) {
            double size = Math.pow(10, random.nextDouble(-5, 1));
            double rowSize = 1;
            for (int i = 0; i < segment.length(); i++) {
                if (i % segment.row() == 0) {
                    rowSize = Math.exp(random.nextGaussian());
                }
                double laplace = size * rowSize * Math.log(1 - random.nextDouble());
                values[at++] = value(random, kind, (float) (random.nextBoolean() ? laplace : -laplace));
            }
        }
        return values;
    }

    private static float value(SplittableRandom random, int kind, float laplace) {
        return switch (kind) {
            case 0, 1 -> laplace;
            case 2 -> random.nextInt(10) == 0 ? laplace : 0;
            case 3 -> Math.signum(laplace) * 0.01f;
            case 4 -> laplace * (random.nextBoolean() ? 1e-30f : 1e30f);
            default -> 0;
        };
    }

    /** Options of any kind. */
    static EncodingOptions options(SplittableRandom random) {
        double density = random.nextInt(5) == 0 ? 1 : Math.pow(10, random.nextDouble(-3, 0));
        long seed = random.nextBoolean() ? random.nextLong() : random.nextInt(100);
        return new EncodingOptions(
                density,
                random.nextInt(1, EncodingOptions.MOST_BITS + 1),
                seed,
                random.nextInt(EncodingOptions.LEAST_WHOLE_DIGITS, EncodingOptions.MOST_WHOLE_DIGITS + 1));
    }
}
