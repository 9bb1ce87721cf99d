package org.fogward.fog.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fogward.fog.audit.History;
import org.fogward.fog.audit.History.PastRound;
import org.fogward.fog.round.Founding;
import org.fogward.fog.round.RoundUpdate;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.v1.RefusalReason;

/** A history as JSON. Strict: no unknown, missing or repeated field, and each history in one form only. */
final class HistoryJson {

    private static final int MAX_DEPTH = 8;
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private HistoryJson() {}

    private record Text(
            String federation,
            String plan,
            String firstModel,
            SortedMap<String, List<String>> gateways,
            List<TextRound> rounds) {}

    private record TextRound(long round, List<TextUpdate> updates) {}

    private record TextUpdate(String gateway, String digest, RefusalReason refusal, long samples) {}

    static byte[] write(History history) {
        Text text = new Text(
                history.founding().federation(),
                history.founding().plan().hex(),
                history.founding().firstModel().hex(),
                new TreeMap<>(history.gateways()),
                history.rounds().stream().map(HistoryJson::text).toList());
        try {
            return MAPPER.writeValueAsBytes(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a history is always writable", e);
        }
    }

    static History read(byte[] json) throws IOException {
        try {
            // Of bytes the library guesses the encoding, and a wrong guess is an error of another kind.
            Text text = MAPPER.readValue(new String(json, StandardCharsets.UTF_8), Text.class);
            Founding founding = new Founding(
                    new FederationId(text.federation()).value(),
                    new Digest(text.plan()),
                    new Digest(text.firstModel()));
            History history = new History(
                    founding,
                    keys(text.gateways()),
                    text.rounds().stream().map(HistoryJson::past).toList());
            if (!Arrays.equals(write(history), json)) {
                throw new IOException(ArchiveFile.HISTORY + ": it is not in the form in which histories are written");
            }
            return history;
        } catch (JsonProcessingException e) {
            throw new IOException(ArchiveFile.HISTORY + ": " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new IOException(ArchiveFile.HISTORY + ": " + e.getMessage(), e);
        }
    }

    private static SortedMap<String, List<String>> keys(SortedMap<String, List<String>> gateways) {
        SortedMap<String, List<String>> keys = new TreeMap<>();
        gateways.forEach((gateway, texts) -> keys.put(gateway, List.copyOf(texts)));
        return keys;
    }

    private static RefusalReason known(RefusalReason refusal) {
        if (refusal == RefusalReason.UNRECOGNIZED) {
            throw new IllegalArgumentException("refusal: not known");
        }
        return refusal;
    }

    private static TextRound text(PastRound round) {
        return new TextRound(
                round.number(),
                round.updates().stream()
                        .map(update -> new TextUpdate(
                                update.gateway().value(), update.digest().hex(), update.refusal(), update.samples()))
                        .toList());
    }

    private static PastRound past(TextRound round) {
        return new PastRound(
                round.round(),
                round.updates().stream()
                        .map(update -> new RoundUpdate(
                                round.round(),
                                new GatewayId(update.gateway()),
                                new Digest(update.digest()),
                                known(update.refusal()),
                                "",
                                true,
                                update.samples(),
                                0,
                                Instant.EPOCH))
                        .toList());
    }
}
