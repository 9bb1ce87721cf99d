package org.fogward.fog.gate;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.fuzzing.Texts;
import org.fogward.protocol.page.SentFields;

/** What the page sends, and paths that somebody asks for. */
public final class SentFuzz implements FuzzTarget {
    @Override
    public List<byte[]> seeds() {
        return Texts.seeds(
                "{\"name\":\"ann\",\"password\":\"a long one\",\"code\":\"x\"}",
                "{\"name\":null,\"password\":1}",
                "{\"name\":{}} x",
                "[]",
                "",
                "/api/people/ann/role");
    }

    @Override
    public void run(byte[] input) {
        String text = Texts.of(input);
        try {
            SentFields sent = Sent.read(CompletableFuture.completedFuture(text));
            for (String field : List.of("name", "password", "code", "reason")) {
                field(sent, field);
            }
        } catch (IllegalArgumentException e) {
            Promise.namesField(e);
        }
        for (String method : List.of("GET", "POST")) {
            Optional<Admittance> admittance = AccessTable.of(method, text);
            Promise.same(AccessTable.of(method, text), admittance);
        }
    }

    private static void field(SentFields sent, String field) {
        try {
            Promise.that(sent.text(field).length() <= 4096, "text: beyond the limit");
        } catch (IllegalArgumentException e) {
            Promise.same(e.getMessage(), field + ": text expected");
        }
    }
}
