package org.fogward.models.pretext;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Shapes that fall on each other until they cover the image (Lee et al., "Occlusion models for natural images", IJCV 2001).
 *
 * @param form the shape
 * @param large whether sizes are even and large; otherwise there are many small and few large ones
 * @param shaded whether each shape has light and stripes of its own
 */
record DeadLeaves(Form form, boolean large, boolean shaded) implements ImageFormula {

    /** A shape around the origin of about a size of 1. */
    enum Form {
        DISK {
            @Override
            boolean covers(double u, double v) {
                return u * u + v * v < 1;
            }
        },
        ELLIPSE {
            @Override
            boolean covers(double u, double v) {
                return u * u / 2 + 4.5 * v * v < 1;
            }
        },
        RECTANGLE {
            @Override
            boolean covers(double u, double v) {
                return Math.abs(u) < 1 && Math.abs(v) < 0.6;
            }
        },
        TRIANGLE {
            @Override
            boolean covers(double u, double v) {
                return v > -0.5 && v + 1.73 * Math.abs(u) < 1;
            }
        },
        RING {
            @Override
            boolean covers(double u, double v) {
                double square = u * u + v * v;
                return square < 1 && square > 0.36;
            }
        };

        abstract boolean covers(double u, double v);
    }

    private static final double LARGEST = 0.54;
    private static final double EXTENT = 1.45;

    /** All kinds. */
    static List<DeadLeaves> all() {
        List<DeadLeaves> leaves = new ArrayList<>();
        for (Form form : Form.values()) {
            for (boolean large : new boolean[] {true, false}) {
                leaves.add(new DeadLeaves(form, large, true));
                leaves.add(new DeadLeaves(form, large, false));
            }
        }
        return leaves;
    }

    @Override
    public void draw(Canvas canvas, SplittableRandom random) {
        float[] ground = RandomField.falling(1.5).values(canvas.pixels(), random);
        float level = (float) random.nextDouble();
        for (int i = 0; i < ground.length; i++) {
            canvas.values()[i] = level + 0.1f * ground[i];
        }
        int count = large ? random.nextInt(25, 45) : random.nextInt(50, 90);
        for (int leaf = 0; leaf < count; leaf++) {
            drop(canvas, random);
        }
        if (random.nextBoolean()) {
            canvas.blur();
        }
    }

    private void drop(Canvas canvas, SplittableRandom random) {
        double pareto = StrictMath.pow(1 - random.nextDouble(), -0.5) - 1;
        double size = Math.min(LARGEST, large ? random.nextDouble(0.12, 0.46) : 0.06 + 0.1 * pareto);
        double x = random.nextDouble(-1.1, 1.1);
        double y = random.nextDouble(-1.1, 1.1);
        double angle = random.nextDouble(StrictMath.PI);
        double cosine = StrictMath.cos(angle) / size;
        double sine = StrictMath.sin(angle) / size;
        double tone = random.nextDouble();
        double slope = shaded ? random.nextDouble(-0.5, 0.5) : 0;
        double stripes = random.nextDouble(3, 20);
        int reach = (int) StrictMath.ceil(EXTENT * size * canvas.pixels() / 2);
        int column = (int) ((x + 1) / 2 * canvas.pixels());
        int row = (int) ((y + 1) / 2 * canvas.pixels());
        for (int down = Math.max(0, row - reach); down < Math.min(canvas.pixels(), row + reach); down++) {
            double dy = Shade.coordinate(down, canvas.pixels()) - y;
            for (int right = Math.max(0, column - reach); right < Math.min(canvas.pixels(), column + reach); right++) {
                double dx = Shade.coordinate(right, canvas.pixels()) - x;
                double u = cosine * dx + sine * dy;
                double v = cosine * dy - sine * dx;
                if (form.covers(u, v)) {
                    double light = shaded ? slope * u + 0.15 * StrictMath.sin(stripes * u) : 0;
                    canvas.values()[down * canvas.pixels() + right] = (float) (tone + light);
                }
            }
        }
    }
}
