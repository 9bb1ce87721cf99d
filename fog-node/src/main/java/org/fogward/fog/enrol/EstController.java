package org.fogward.fog.enrol;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.fogward.protocol.identity.GatewayId;
import org.jspecify.annotations.Nullable;

/**
 * Enrolment over secure transport (EST, RFC 7030): {@code cacerts} for everybody, {@code simpleenroll} with a gateway's id and the secret
 * of its code as user and password (RFC 7617), {@code simplereenroll} with the certificate that is to be renewed.
 */
@Controller("/.well-known/est")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EstController {

    private static final String CERTIFICATES = "application/pkcs7-mime; smime-type=certs-only";
    private static final String CHALLENGE = "Basic realm=\"fogward enrolment\"";

    private final GatewayDoor door;

    EstController(GatewayDoor door) {
        this.door = door;
    }

    @Get("/cacerts")
    HttpResponse<byte[]> authorities() {
        return certificates(door.enrolment().authorities());
    }

    @Post("/simpleenroll")
    @Consumes(MediaType.ALL)
    HttpResponse<byte[]> enrol(HttpRequest<?> request, @Body @Nullable CompletableFuture<byte[]> body) {
        Optional<BasicCredentials> shown = BasicCredentials.of(request);
        return shown.isEmpty()
                ? answer(new EnrolmentAnswer.Unauthorized())
                : answer(door.enrolment()
                        .enrol(
                                request.getRemoteAddress().getAddress(),
                                shown.get().user(),
                                shown.get().password(),
                                bytes(body)));
    }

    @Post("/simplereenroll")
    @Consumes(MediaType.ALL)
    HttpResponse<byte[]> renew(HttpRequest<?> request, @Body @Nullable CompletableFuture<byte[]> body) {
        Optional<GatewayId> gateway = ShownCertificate.of(request).flatMap(door.keeper()::admit);
        return gateway.isEmpty()
                ? text(HttpStatus.FORBIDDEN, "certificate: a good one has to be shown")
                : answer(door.enrolment().renew(gateway.get(), bytes(body)));
    }

    /**
     * Waits for the body here and not in the server: an answer that is written out of the server's own completion of the body is sometimes
     * never sent.
     */
    private static byte[] bytes(@Nullable CompletableFuture<byte[]> body) {
        try {
            byte @Nullable [] all = body == null ? null : body.join();
            return all == null ? new byte[0] : all;
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static HttpResponse<byte[]> answer(EnrolmentAnswer answer) {
        return switch (answer) {
            case EnrolmentAnswer.Issued issued -> certificates(List.of(issued.certificate()));
            case EnrolmentAnswer.Unauthorized _ ->
                text(HttpStatus.UNAUTHORIZED, "code: not good for this gateway")
                        .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
            case EnrolmentAnswer.Throttled throttled ->
                text(HttpStatus.TOO_MANY_REQUESTS, "code: too many wrong ones, wait")
                        .header(
                                HttpHeaders.RETRY_AFTER,
                                Long.toString(throttled.pause().toSeconds() + 1));
            case EnrolmentAnswer.Bad bad -> text(HttpStatus.BAD_REQUEST, bad.problem());
        };
    }

    private static HttpResponse<byte[]> certificates(List<X509Certificate> certificates) {
        return HttpResponse.ok(CertificateBundle.base64(certificates))
                .header(HttpHeaders.CONTENT_TYPE, CERTIFICATES)
                .header("Content-Transfer-Encoding", "base64");
    }

    private static MutableHttpResponse<byte[]> text(HttpStatus status, String line) {
        return HttpResponse.<byte[]>status(status)
                .body((line + "\n").getBytes(StandardCharsets.UTF_8))
                .contentType(MediaType.TEXT_PLAIN_TYPE);
    }
}
