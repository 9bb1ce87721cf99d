package org.fogward.fog.gate;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;

/** The answer to whoever asks too often (RFC 6585, section 4). */
final class TooMany {

    private TooMany() {}

    static MutableHttpResponse<Refusal> answer(Duration wait) {
        long seconds = wait.plusMillis(999).toSeconds();
        return Refusal.of(HttpStatus.TOO_MANY_REQUESTS, "too many requests; again in " + seconds + " s")
                .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }
}
