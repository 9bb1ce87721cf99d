package org.fogward.edge.model;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.link.LinkTraffic;

/**
 * Fetches models from the fog node's HTTPS door, named by SHA-256. A download that breaks off goes on where it stopped
 * (range requests, RFC 9110, section 14); what has another digest in the end is thrown away.
 */
public final class ModelFetch implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration FIRST_BYTE = Duration.ofSeconds(30);
    /** After this long without an end, the next attempt goes on with what has come. */
    private static final long ATTEMPT_MINUTES = 10;

    private static final long MAX_BYTES = 1L << 28;
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int NOT_FOUND = 404;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final URI door;
    private final LinkTraffic traffic;
    private final HttpClient client;

    /**
     * Makes a fetcher.
     *
     * @param door {@code https://host:port}
     * @param tls what its certificate is checked against, and what certificate is shown to it
     * @param traffic counts what came
     */
    public ModelFetch(URI door, SSLContext tls, LinkTraffic traffic) {
        this.door = door;
        this.traffic = traffic;
        this.client = HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    /**
     * Fetches one model.
     *
     * @param model its digest
     * @param target where it appears, whole, when this returns; a file of the same name with {@code .part} holds what has
     *     come so far
     * @throws IOException when it did not come whole; calling again goes on
     * @throws InterruptedException when the thread was interrupted; calling again goes on
     */
    public void fetch(Digest model, Path target) throws IOException, InterruptedException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        long before = Files.exists(part) ? Files.size(part) : 0;
        int status = download(model, part, before);
        if (status == RANGE_NOT_SATISFIABLE) {
            // The whole file is here already, or something else is; its digest tells.
            before = 0;
        } else if (status == NOT_FOUND) {
            throw new MissingBlobException("the fog node answered 404 for model " + model);
        } else if (status != OK && status != PARTIAL) {
            throw new IOException("the fog node answered " + status + " for model " + model);
        }
        if (!Digest.of(part).equals(model)) {
            Files.delete(part);
            throw new IOException("what the fog node sent as model " + model + " has another digest");
        }
        Files.move(part, target);
    }

    private int download(Digest model, Path part, long have) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(door.resolve("/blobs/" + model.hex())).timeout(FIRST_BYTE);
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
        }
        CompletableFuture<HttpResponse<Path>> answer =
                client.sendAsync(request.build(), head -> body(head, part, have));
        try {
            return answer.get(ATTEMPT_MINUTES, TimeUnit.MINUTES).statusCode();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("model " + model + " did not come whole: " + e.getMessage(), e);
        } finally {
            answer.cancel(true);
            long now = Files.exists(part) ? Files.size(part) : 0;
            traffic.received(now > have ? now - have : now);
        }
    }

    private static HttpResponse.BodySubscriber<Path> body(HttpResponse.ResponseInfo head, Path part, long have) {
        long length = head.headers().firstValueAsLong("Content-Length").orElse(Long.MAX_VALUE);
        boolean resumed = head.statusCode() == PARTIAL
                && head.headers().firstValue("Content-Range").orElse("").startsWith("bytes " + have + "-");
        if (length > MAX_BYTES || !(resumed || head.statusCode() == OK)) {
            return BodySubscribers.replacing(part);
        }
        return resumed
                ? BodySubscribers.ofFile(part, StandardOpenOption.WRITE, StandardOpenOption.APPEND)
                : BodySubscribers.ofFile(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
