package org.fogward.ledger.contract;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fogward.ledger.LedgerException.Reason;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.shim.ChaincodeException;
import org.jspecify.annotations.Nullable;

/**
 * A contract's refusal, as it is thrown and as it travels. Fabric hands on nothing of a refusal but its message, so the message begins with
 * the reason: {@code CONFLICT: round 1 of ...}.
 *
 * @param reason the kind
 * @param message the sentence for a person
 */
public record Refusal(Reason reason, String message) {
    private static final int ERROR = 500;
    private static final Set<Reason> REASONS =
            Set.of(Reason.CONFLICT, Reason.INVALID, Reason.FORBIDDEN, Reason.MISSING);
    private static final Pattern TEXT =
            Pattern.compile("(?:.*chaincode response \\d+, )?([A-Z]+): (.*)", Pattern.DOTALL);

    static ChaincodeException conflict(String sentence) {
        return thrown(Reason.CONFLICT, sentence);
    }

    static ChaincodeException invalid(String sentence) {
        return thrown(Reason.INVALID, sentence);
    }

    static ChaincodeException invalid(IllegalArgumentException e) {
        return new ChaincodeException(String.valueOf(e.getMessage()), Reason.INVALID.name(), e);
    }

    static ChaincodeException forbidden(String sentence) {
        return thrown(Reason.FORBIDDEN, sentence);
    }

    static ChaincodeException missing(String sentence) {
        return thrown(Reason.MISSING, sentence);
    }

    /**
     * What a contract threw.
     *
     * @param thrown a {@link ChaincodeException} whose payload is the reason's name, or anything else
     * @return the refusal; INVALID when no reason was given
     */
    public static Refusal of(@Nullable Throwable thrown) {
        if (thrown instanceof ChaincodeException refusal) {
            byte[] payload = refusal.getPayload();
            String name = payload == null ? "" : new String(payload, StandardCharsets.UTF_8);
            return new Refusal(reason(name), String.valueOf(refusal.getMessage()));
        }
        return new Refusal(Reason.INVALID, "the contract failed: " + thrown);
    }

    /**
     * Reads what came over the wire.
     *
     * @param text the message of an error response, perhaps with Fabric's own words before it
     * @return the refusal; INVALID when no reason is named
     */
    public static Refusal parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (matcher.matches()
                && REASONS.stream().anyMatch(reason -> reason.name().equals(matcher.group(1)))) {
            return new Refusal(Reason.valueOf(matcher.group(1)), matcher.group(2));
        }
        return new Refusal(Reason.INVALID, text);
    }

    /**
     * The refusal as a contract's response.
     *
     * @return an error response
     */
    public Response toResponse() {
        return Response.newBuilder()
                .setStatus(ERROR)
                .setMessage(reason + ": " + message)
                .setPayload(ByteString.copyFromUtf8(reason.name()))
                .build();
    }

    private static ChaincodeException thrown(Reason reason, String sentence) {
        return new ChaincodeException(sentence, reason.name());
    }

    private static Reason reason(String name) {
        return REASONS.stream()
                .filter(reason -> reason.name().equals(name))
                .findFirst()
                .orElse(Reason.INVALID);
    }
}
