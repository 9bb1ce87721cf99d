package org.fogward.fog.gate;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.fogward.protocol.page.SentFields;
import org.jspecify.annotations.Nullable;

/** Waits for what a page sends. */
final class Sent {

    private Sent() {}

    /**
     * Waits for a request's body and reads it.
     *
     * @throws IllegalArgumentException if it is no JSON object; does not repeat it
     */
    static SentFields read(CompletableFuture<String> body) {
        try {
            @Nullable String text = body.join();
            return SentFields.parse(text == null ? "" : text);
        } catch (CompletionException e) {
            throw new IllegalArgumentException("body: a JSON object expected", e);
        }
    }
}
