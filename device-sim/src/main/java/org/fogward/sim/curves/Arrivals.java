package org.fogward.sim.curves;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What it cost each curve to come close to where the first one ended.
 *
 * @param curves by traffic; the first is what the others are measured by
 */
record Arrivals(List<Curve> curves) {
    /** Rounds before the last ones often gain less than seeds differ by. */
    private static final double CLOSE = 0.005;

    /** A line of words for each curve. */
    List<String> lines() {
        Curve first = curves.getFirst();
        double target = Math.max(0, first.points().getLast().value().mean() - CLOSE);
        double baseline = first.reaches(target).orElseThrow().place();
        List<String> lines = new ArrayList<>();
        for (Curve curve : curves) {
            Optional<Curve.Point> reached = curve.reaches(target);
            String cost = reached.map(point -> " " + Horizontal.TRAFFIC.words(point.place())
                            + (curve.equals(first) ? "" : ", " + compared(baseline / point.place())))
                    .orElse("");
            lines.add(curve.label() + ": " + (reached.isPresent() ? "reached " : "never reached ")
                    + Drawing.share(target) + cost);
        }
        return lines;
    }

    private static String compared(double ratio) {
        String times = Digits.few(Math.max(ratio, 1 / ratio));
        if (times.equals("1")) {
            return "as much";
        }
        return times + (ratio > 1 ? " times less" : " times more");
    }
}
