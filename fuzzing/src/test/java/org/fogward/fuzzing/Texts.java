package org.fogward.fuzzing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Inputs that are text. */
public final class Texts {
    private Texts() {}

    /** Seeds out of texts. */
    public static List<byte[]> seeds(String... texts) {
        return Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** The text that some bytes stand for, whatever they are. */
    public static String of(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }
}
