package org.fogward.models.pretext;

import java.util.SplittableRandom;

/**
 * A fractal figure. Each image varies the system a little and draws other points, another tone, place and background.
 *
 * @param code the system
 */
record Fractal(FractalCode code) implements ImageFormula {

    private static final double REACH = 0.08;
    /** Of a figure's pixels: fewer would be dust. */
    private static final double LEAST_COVER = 0.1;

    /** Draws a formula whose figure covers enough of an image. */
    static Fractal draw(SplittableRandom random) {
        while (true) {
            Fractal fractal = new Fractal(FractalCode.draw(random));
            Canvas canvas = new Canvas(64);
            fractal.plot(fractal.code, canvas, View.WHOLE, random);
            int covered = 0;
            for (float value : canvas.values()) {
                covered += value > 0 ? 1 : 0;
            }
            if (covered > LEAST_COVER * canvas.values().length) {
                return fractal;
            }
        }
    }

    @Override
    public void draw(Canvas canvas, SplittableRandom random) {
        plot(code.varied(REACH, random), canvas, View.draw(random), random);
        canvas.blur();
        // Densities span orders of magnitude; how much of that is seen differs from image to image.
        float gain = (float) random.nextDouble(0.2, 2);
        for (int i = 0; i < canvas.values().length; i++) {
            float density = canvas.values()[i] * gain;
            canvas.values()[i] = density / (1 + density);
        }
        float[] cloud = RandomField.falling(random.nextDouble(1, 2)).values(canvas.pixels(), random);
        float clouds = random.nextBoolean() ? (float) random.nextDouble(0.2) : 0;
        Shade shade = Shade.draw(random, 0.4);
        boolean behind = random.nextBoolean();
        float sign = random.nextDouble() < 0.3 ? -1 : 1;
        for (int y = 0, i = 0; y < canvas.pixels(); y++) {
            for (int x = 0; x < canvas.pixels(); x++, i++) {
                float figure = canvas.values()[i];
                double ground = clouds * cloud[i]
                        + shade.at(Shade.coordinate(x, canvas.pixels()), Shade.coordinate(y, canvas.pixels()));
                canvas.values()[i] = (float) (sign * (figure + ground * (behind ? 1 - figure : 1)));
            }
        }
    }

    private void plot(FractalCode system, Canvas canvas, View view, SplittableRandom random) {
        float[] points = system.points(random);
        view.plot(points, canvas);
    }
}
