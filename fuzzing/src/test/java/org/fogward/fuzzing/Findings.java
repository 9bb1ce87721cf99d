package org.fogward.fuzzing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fogward.protocol.digest.Digest;

/**
 * Where inputs go that break a promise.
 *
 * @param folder a folder, made when it is needed
 * @param name the target's name, which a file's begins with
 */
record Findings(Path folder, String name) {
    /** Keeps an input in a file that is named after its digest. */
    Path keep(String kind, byte[] input) {
        try {
            Files.createDirectories(folder);
            return Files.write(
                    folder.resolve(name + "-" + kind + "-" + Digest.of(input).hex()), input);
        } catch (IOException e) {
            throw new UncheckedIOException("a finding of " + name + " cannot be kept", e);
        }
    }
}
