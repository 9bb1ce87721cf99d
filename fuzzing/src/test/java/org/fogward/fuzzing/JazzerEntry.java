package org.fogward.fuzzing;

/** Where Jazzer comes in: it calls {@link #fuzzerTestOneInput} for the target that the property {@code fogward.fuzz} names. */
public final class JazzerEntry {
    private static final Measured TARGET = new Measured(Targets.named(System.getProperty("fogward.fuzz", "")));

    private JazzerEntry() {}

    /** Before the first input: makes the target. */
    public static void fuzzerInitialize() {
        Promise.that(TARGET.toString().length() > 0, "no target");
    }

    /** One input. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        TARGET.run(input);
    }
}
