package org.fogward.models.benchmark;

import java.util.SplittableRandom;
import org.fogward.models.kernel.Kernels;

/** What benchmarks compute with. */
final class Numbers {

    private Numbers() {}

    /** Normal numbers: the same ones each time. */
    static float[] normal(int length) {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** A shape's numbers, which stand between crosses. */
    static int[] shape(String text) {
        String[] parts = text.split("x");
        int[] shape = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            shape[i] = Integer.parseInt(parts[i]);
        }
        return shape;
    }

    static Kernels kernels(String name) {
        return switch (name) {
            case "best" -> Kernels.best();
            case "plain" -> Kernels.plain();
            default -> throw new IllegalArgumentException("kernels: '" + name + "' is neither best nor plain");
        };
    }
}
