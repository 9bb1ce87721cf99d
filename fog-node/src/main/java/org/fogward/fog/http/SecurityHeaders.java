package org.fogward.fog.http;

import io.micronaut.core.annotation.Order;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.fogward.protocol.page.BrowserRules;

/** Puts {@link BrowserRules} on every answer, and that browsers come back by HTTPS only (RFC 6797). */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(-100)
final class SecurityHeaders {

    @ResponseFilter
    void protect(MutableHttpResponse<?> response) {
        BrowserRules.HEADERS.forEach(response::header);
        response.header("Strict-Transport-Security", "max-age=31536000");
    }
}
