package org.fogward.sim.curves;

/**
 * A fixed value to compare with, such as a control's accuracy.
 *
 * @param name what it is
 * @param value a share, 0 to 1
 */
record Reference(String name, double value) {

    /**
     * Understands {@code NAME=VALUE}; the name may hold equals signs.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    static Reference parse(String argument) {
        int at = argument.lastIndexOf('=');
        if (at < 1 || argument.substring(0, at).isBlank()) {
            throw new IllegalArgumentException("--reference: NAME=VALUE expected, not '" + argument + "'");
        }
        return new Reference(argument.substring(0, at).strip(), value(argument, argument.substring(at + 1)));
    }

    private static double value(String argument, String text) {
        try {
            double value = Double.parseDouble(text);
            if (value >= 0 && value <= 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--reference: '" + text + "' in '" + argument + "' is no number", e);
        }
        throw new IllegalArgumentException("--reference: " + text + " in '" + argument + "' is not within 0..1");
    }
}
