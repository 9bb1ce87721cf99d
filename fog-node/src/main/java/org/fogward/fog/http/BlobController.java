package org.fogward.fog.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Head;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.OptionalLong;
import org.fogward.fog.blob.BlobStore;
import org.fogward.fog.enrol.GatewayDoor;
import org.fogward.fog.enrol.ShownCertificate;
import org.fogward.fog.limit.Downloads;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.GatewayId;

/**
 * {@code GET} and {@code HEAD /blobs/<sha256>} for gateways, by certificate: streamed, with single byte ranges, so that a broken
 * download goes on where it stopped (RFC 9110, sections 13 and 14). The entity tag is the digest, since the content cannot change.
 */
@Controller("/blobs")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BlobController {
    private final BlobStore blobs;
    private final BlobTraffic traffic;
    private final GatewayDoor gateways;
    private final Downloads downloads;

    BlobController(BlobStore blobs, BlobTraffic traffic, GatewayDoor gateways, Downloads downloads) {
        this.blobs = blobs;
        this.traffic = traffic;
        this.gateways = gateways;
        this.downloads = downloads;
    }

    @Head("/{digest}")
    HttpResponse<?> head(HttpRequest<?> request, String digest) {
        gateway(request);
        Digest name = parse(digest);
        return headers(HttpResponse.ok(), name).header(HttpHeaders.CONTENT_LENGTH, Long.toString(size(name)));
    }

    @Get(uri = "/{digest}", headRoute = false)
    HttpResponse<?> get(HttpRequest<?> request, String digest) throws IOException {
        GatewayId gateway = gateway(request);
        Digest name = parse(digest);
        long size = size(name);
        if (mentions(request, HttpHeaders.IF_NONE_MATCH, tag(name))) {
            return headers(HttpResponse.notModified(), name);
        }
        return switch (range(request, name, size)) {
            case ByteRange.Whole whole -> body(HttpResponse.ok(), gateway, name, 0, size);
            case ByteRange.Part part ->
                body(HttpResponse.status(HttpStatus.PARTIAL_CONTENT), gateway, name, part.first(), part.length())
                        .header(HttpHeaders.CONTENT_RANGE, "bytes " + part.first() + "-" + part.last() + "/" + size);
            case ByteRange.Unsatisfiable none ->
                headers(HttpResponse.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE), name)
                        .header(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
        };
    }

    private GatewayId gateway(HttpRequest<?> request) {
        return ShownCertificate.of(request)
                .flatMap(gateways.keeper()::admit)
                .orElseThrow(() -> new HttpStatusException(HttpStatus.FORBIDDEN, "no good certificate is shown"));
    }

    private static Digest parse(String text) {
        try {
            return new Digest(text);
        } catch (IllegalArgumentException notADigest) {
            throw new HttpStatusException(HttpStatus.NOT_FOUND, "no digest");
        }
    }

    private long size(Digest name) {
        OptionalLong size = blobs.size(name);
        return size.orElseThrow(() -> new HttpStatusException(HttpStatus.NOT_FOUND, "no such blob"));
    }

    private static ByteRange range(HttpRequest<?> request, Digest name, long size) {
        String condition = request.getHeaders().get(HttpHeaders.IF_RANGE, String.class, tag(name));
        String header = request.getHeaders().get(HttpHeaders.RANGE, String.class, "");
        return condition.equals(tag(name)) ? ByteRange.parse(header, size) : new ByteRange.Whole();
    }

    private MutableHttpResponse<?> body(
            MutableHttpResponse<StreamedFile> response, GatewayId gateway, Digest name, long first, long length)
            throws IOException {
        if (!downloads.begin(gateway)) {
            throw new HttpStatusException(HttpStatus.TOO_MANY_REQUESTS, "too many downloads at a time");
        }
        InputStream content;
        try {
            content = blobs.open(name, first);
        } catch (NoSuchFileException gone) {
            downloads.end(gateway);
            throw new HttpStatusException(HttpStatus.NOT_FOUND, "no such blob");
        } catch (IOException | RuntimeException e) {
            downloads.end(gateway);
            throw e;
        }
        InputStream counted = new CountedStream(content, length, bytes -> {
            downloads.end(gateway);
            if (bytes > 0) {
                traffic.sent(gateway, bytes);
            }
        });
        var file = new StreamedFile(counted, MediaType.APPLICATION_OCTET_STREAM_TYPE, 0, length);
        return headers(response.body(file), name);
    }

    private static <T> MutableHttpResponse<T> headers(MutableHttpResponse<T> response, Digest name) {
        return response.header(HttpHeaders.ACCEPT_RANGES, "bytes")
                .header(HttpHeaders.ETAG, tag(name))
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=31536000, immutable");
    }

    private static String tag(Digest name) {
        return "\"" + name.hex() + "\"";
    }

    private static boolean mentions(HttpRequest<?> request, String header, String tag) {
        String value = request.getHeaders().get(header, String.class, "");
        return value.strip().equals("*") || value.contains(tag);
    }
}
