package org.fogward.fog.gate;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import org.fogward.protocol.people.PeopleException;

/**
 * Why a request was refused, in the form of every error of this door.
 *
 * @param status the HTTP status
 * @param error one sentence that names the field
 */
public record Refusal(int status, String error) {

    static MutableHttpResponse<Refusal> of(HttpStatus status, String error) {
        return HttpResponse.<Refusal>status(status)
                .body(new Refusal(status.getCode(), error))
                .contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    static MutableHttpResponse<Refusal> of(PeopleException refused) {
        HttpStatus status =
                switch (refused.reason()) {
                    case INVALID -> HttpStatus.BAD_REQUEST;
                    case CONFLICT -> HttpStatus.CONFLICT;
                    case MISSING -> HttpStatus.NOT_FOUND;
                };
        return of(status, String.valueOf(refused.getMessage()));
    }
}
