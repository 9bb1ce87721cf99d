package org.fogward.sim.curves;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers of very different sizes, as people read them. */
final class Digits {
    private static final int FEW = 3;

    private Digits() {}

    /** Three digits, or as many as stand before the point. */
    static String few(double value) {
        BigDecimal exact = BigDecimal.valueOf(value);
        int decimals = Math.max(0, FEW - exact.precision() + exact.scale());
        BigDecimal rounded = exact.setScale(decimals, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
