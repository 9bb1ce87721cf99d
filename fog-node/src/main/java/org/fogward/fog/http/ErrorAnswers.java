package org.fogward.fog.http;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import org.fogward.fog.dashboard.ErrorPage;

/**
 * Answers what went wrong: a page for browsers, one line of JSON for programs. Tells the status and nothing about the inside.
 */
@Singleton
@Replaces(ErrorResponseProcessor.class)
final class ErrorAnswers implements ErrorResponseProcessor<Object> {

    private static final String PAUSE_SECONDS = "10";

    @Override
    @SuppressWarnings("unchecked")
    public MutableHttpResponse<Object> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        HttpStatus status = HttpStatus.valueOf(response.code());
        MutableHttpResponse<Object> answer = (MutableHttpResponse<Object>) response;
        if (status == HttpStatus.UNAUTHORIZED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"fogward\"");
        }
        if (status == HttpStatus.TOO_MANY_REQUESTS) {
            answer.header(HttpHeaders.RETRY_AFTER, PAUSE_SECONDS);
        }
        if (context.getRequest().getMethod() == HttpMethod.HEAD) {
            return answer;
        }
        boolean browser = context.getRequest().accept().stream().anyMatch(MediaType.TEXT_HTML_TYPE::equals);
        Object body = browser
                ? ErrorPage.of(status.getCode(), status.getReason())
                : "{\"status\":" + status.getCode() + ",\"error\":\"" + status.getReason() + "\"}";
        return answer.body(body).contentType(browser ? MediaType.TEXT_HTML_TYPE : MediaType.APPLICATION_JSON_TYPE);
    }
}
