package org.fogward.models.pretext;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * An endless set of generated images in as many classes as there are formulas: fractals, dead leaves, textures. An image follows from
 * the seed and its number alone. Immutable and thread-safe.
 */
public final class PretextImages {

    private static final double MOST_NOISE = 12;
    private static final double BLURRED = 0.25;

    private final long seed;
    private final List<ImageFormula> formulas = new ArrayList<>();

    /**
     * Draws the formulas.
     *
     * @param seed decides everything
     * @param fractals how many fractal classes, 1 to 10,000
     */
    public PretextImages(long seed, int fractals) {
        if (fractals < 1 || fractals > 10_000) {
            throw new IllegalArgumentException("fractals: " + fractals + " is not between 1 and 10000");
        }
        this.seed = seed;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < fractals; i++) {
            formulas.add(Fractal.draw(random.split()));
        }
        formulas.addAll(DeadLeaves.all());
        formulas.addAll(Texture.all());
    }

    /** Names of the classes. */
    public List<String> classes() {
        return IntStream.range(0, formulas.size())
                .mapToObj(i -> "formula-" + (i + 1))
                .toList();
    }

    /** The class of an image. */
    public int label(long number) {
        return random(number).nextInt(formulas.size());
    }

    /**
     * Draws an image.
     *
     * @param number which, from 0
     * @param pixels height and width
     * @return grey levels, 0 to 255, row by row
     */
    public float[] draw(long number, int pixels) {
        SplittableRandom random = random(number).split();
        Canvas canvas = new Canvas(pixels);
        formulas.get(label(number)).draw(canvas, random);
        if (random.nextBoolean()) {
            canvas.mirror();
        }
        if (random.nextDouble() < BLURRED) {
            canvas.blur();
        }
        canvas.toGrey();
        double noise = random.nextDouble(MOST_NOISE);
        for (int i = 0; i < canvas.values().length; i++) {
            canvas.values()[i] += (float) (noise * random.nextGaussian());
        }
        return canvas.values();
    }

    private SplittableRandom random(long number) {
        return new SplittableRandom(seed ^ (number + 1) * 0xD1342543DE82EF95L);
    }
}
