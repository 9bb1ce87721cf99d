package org.fogward.models.pretext;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A random-field texture: scale-free, of one frequency, or of one frequency in two tones (Baradad et al., "Learning to see by looking at
 * noise", NeurIPS 2021).
 *
 * @param slope of a scale-free one
 * @param band the frequency of the others; 0 for a scale-free one
 * @param twoTone whether values are driven apart
 * @param anisotropy how much it keeps to one direction
 */
record Texture(double slope, double band, boolean twoTone, double anisotropy) implements ImageFormula {

    private static final double[] ANISOTROPIES = {0, 2};

    /** All textures. */
    static List<Texture> all() {
        List<Texture> textures = new ArrayList<>();
        for (double anisotropy : ANISOTROPIES) {
            for (double slope : new double[] {0.6, 1.1, 1.6, 2.2}) {
                textures.add(new Texture(slope, 0, false, anisotropy));
            }
            for (double band : new double[] {0.05, 0.1, 0.17, 0.26}) {
                textures.add(new Texture(0, band, false, anisotropy));
            }
            for (double band : new double[] {0.06, 0.14}) {
                textures.add(new Texture(0, band, true, anisotropy));
            }
        }
        return textures;
    }

    @Override
    public void draw(Canvas canvas, SplittableRandom random) {
        double change = random.nextDouble(0.93, 1.07);
        double direction = random.nextDouble(0.1, 0.9);
        RandomField field = new RandomField(slope * change, band * change, anisotropy, direction);
        float[] texture = field.values(canvas.pixels(), random);
        float[] cloud = RandomField.falling(2).values(canvas.pixels(), random);
        float clouds = (float) random.nextDouble(0.8);
        Shade shade = Shade.draw(random, 0.6);
        double[] light = {random.nextDouble(-0.4, 0.4), random.nextDouble(-0.4, 0.4), random.nextDouble(0.4, 1.5)};
        boolean lit = random.nextDouble() < 0.4;
        for (int y = 0, i = 0; y < canvas.pixels(); y++) {
            double v = Shade.coordinate(y, canvas.pixels());
            for (int x = 0; x < canvas.pixels(); x++, i++) {
                double u = Shade.coordinate(x, canvas.pixels());
                double value = twoTone ? StrictMath.tanh(4 * texture[i]) : texture[i];
                value += clouds * cloud[i] + shade.at(u, v);
                if (lit) {
                    double distance = (u - light[0]) * (u - light[0]) + (v - light[1]) * (v - light[1]);
                    value *= StrictMath.exp(-distance / light[2]);
                }
                canvas.values()[i] = (float) value;
            }
        }
    }
}
