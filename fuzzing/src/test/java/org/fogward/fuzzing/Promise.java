package org.fogward.fuzzing;

import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;

/** What a target checks after the parser is back: quicker than an assertion library, which tens of thousands of inputs a second feel. */
public final class Promise {
    private static final Pattern NAMED = Pattern.compile("(?s).{1,400}?: .{1,3000}");

    private Promise() {}

    /** Holds, or else the target has a finding. */
    public static void that(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    /** What was read, written and read again is the same. */
    public static void same(Object first, Object second) {
        if (!Objects.equals(first, second)) {
            throw new AssertionError("read again it is another: " + first + " / " + second);
        }
    }

    /** What was written again are the same bytes. */
    public static void same(byte[] first, byte[] second) {
        if (!Arrays.equals(first, second)) {
            throw new AssertionError("other bytes: " + Arrays.toString(first) + " / " + Arrays.toString(second));
        }
    }

    /** A refusal says which field it is about, in a message of bounded length. */
    public static void namesField(Throwable refusal) {
        String message = refusal.getMessage();
        if (message == null || !NAMED.matcher(message).matches()) {
            throw new AssertionError("names no field: " + message, refusal);
        }
    }

    /** A refusal says something, in a message of bounded length. */
    public static void explains(Throwable refusal) {
        String message = refusal.getMessage();
        if (message == null || message.isBlank() || message.length() > 4000) {
            throw new AssertionError("explains nothing: " + message, refusal);
        }
    }
}
