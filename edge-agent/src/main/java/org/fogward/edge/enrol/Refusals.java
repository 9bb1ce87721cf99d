package org.fogward.edge.enrol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.fogward.edge.enrol.EnrolmentException.Remedy;

/** What the fog node's refusals mean to the person in front of the gateway. */
final class Refusals {
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int MAX_REASON = 200;
    private static final long MAX_WAIT_SECONDS = Duration.ofDays(1).toSeconds();

    private Refusals() {}

    static EnrolmentException of(HttpResponse<byte[]> response) {
        return switch (response.statusCode()) {
            case UNAUTHORIZED ->
                new EnrolmentException(
                        Remedy.NEW_CODE,
                        response.uri().getPath().endsWith("/simpleenroll")
                                ? "the fog node does not take the code: it is mistyped, used, too old, or for another"
                                        + " gateway; ask for a new one"
                                : "the fog node does not take this gateway's certificate; ask for a code and enrol again");
            case FORBIDDEN ->
                new EnrolmentException(
                        Remedy.NEW_CODE,
                        "the fog node refuses this gateway" + reason(response) + "; ask its operator, or enrol again");
            case TOO_MANY -> throttled(response);
            case BAD_REQUEST ->
                new EnrolmentException(
                        Remedy.LOOK_INTO_IT, "the fog node does not take the request" + reason(response));
            default ->
                new EnrolmentException(
                        Remedy.TRY_AGAIN,
                        "the fog node answered " + response.statusCode() + " to "
                                + response.uri().getPath() + "; try again later");
        };
    }

    private static EnrolmentException throttled(HttpResponse<byte[]> response) {
        String wait = response.headers().firstValue("Retry-After").orElse("");
        long seconds = wait.matches("[0-9]{1,9}") ? Math.clamp(Long.parseLong(wait), 1, MAX_WAIT_SECONDS) : 60;
        return new EnrolmentException(
                "too many wrong codes were tried at the fog node; try again in " + seconds + " s",
                Duration.ofSeconds(seconds));
    }

    /** The fog node's own line, cut, and without what a terminal could take for a command. */
    private static String reason(HttpResponse<byte[]> response) {
        String line = new String(response.body(), UTF_8)
                .replaceAll("[^\\x20-\\x7e]+", " ")
                .strip();
        return line.isEmpty() ? "" : ": " + line.substring(0, Math.min(line.length(), MAX_REASON));
    }
}
