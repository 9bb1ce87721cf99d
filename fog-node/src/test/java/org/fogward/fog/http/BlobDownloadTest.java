package org.fogward.fog.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.fogward.fog.enrol.TestBox;
import org.fogward.protocol.digest.Digest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BlobDownloadTest {
    private static final int SIZE = 3_000_001;

    private final byte[] content = new byte[SIZE];
    private OpenDoor door;
    private HttpClient gateway;
    private String path;
    private String tag;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        door = new OpenDoor(folder);
        gateway = client(door.authority.enrol("aurora"));
        new Random(1).nextBytes(content);
        Digest name = door.blobs.put(content);
        path = "/blobs/" + name.hex();
        tag = "\"" + name.hex() + "\"";
    }

    @AfterAll
    void close() {
        gateway.close();
        door.close();
    }

    @BeforeEach
    void forget() {
        door.downloads.clear();
    }

    @Test
    void gives_a_registered_gateway_the_whole_blob_and_counts_it() throws Exception {
        var response = get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(content);
        assertThat(header(response, "content-length")).isEqualTo(Integer.toString(SIZE));
        assertThat(header(response, "etag")).isEqualTo(tag);
        assertThat(header(response, "accept-ranges")).isEqualTo("bytes");
        assertThat(header(response, "cache-control")).contains("immutable");
        assertThat(header(response, "content-type")).isEqualTo("application/octet-stream");
        await(() -> door.downloads.contains((long) SIZE));
    }

    @Test
    void goes_on_where_a_download_stopped() throws Exception {
        var response = get(path, "Range", "bytes=2900000-", "If-Range", tag);
        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.body()).isEqualTo(Arrays.copyOfRange(content, 2_900_000, SIZE));
        assertThat(header(response, "content-range")).isEqualTo("bytes 2900000-3000000/3000001");
        await(() -> door.downloads.contains(100_001L));
    }

    @Test
    void gives_one_byte() throws Exception {
        var response = get(path, "Range", "bytes=7-7");
        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.body()).containsExactly(content[7]);
    }

    @Test
    void gives_the_whole_blob_when_the_condition_of_a_range_fails() throws Exception {
        var response = get(path, "Range", "bytes=7-7", "If-Range", "\"other\"");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).hasSize(SIZE);
    }

    @Test
    void refuses_a_range_beyond_the_end() throws Exception {
        var response = get(path, "Range", "bytes=3000001-");
        assertThat(response.statusCode()).isEqualTo(416);
        assertThat(header(response, "content-range")).isEqualTo("bytes */3000001");
    }

    @Test
    void sends_nothing_to_who_has_it_already() throws Exception {
        var response = get(path, "If-None-Match", tag);
        assertThat(response.statusCode()).isEqualTo(304);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void tells_the_size_without_the_content() throws Exception {
        var response = head(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "content-length")).isEqualTo(Integer.toString(SIZE));
        assertThat(response.body()).isEmpty();
        assertThat(door.downloads).isEmpty();
    }

    @Test
    void has_nothing_for_who_shows_no_certificate() throws Exception {
        assertThat(door.get(path).statusCode()).isEqualTo(403);
        assertThat(door.get(path, "Authorization", "Bearer anything").statusCode())
                .isEqualTo(403);
        assertThat(door.head(path).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/blobs/0000000000000000000000000000000000000000000000000000000000000000",
                "/blobs/abc",
                "/blobs/..%2f..%2ftls%2fca.key"
            })
    void has_only_what_is_named_by_a_digest(String other) throws Exception {
        assertThat(get(other).statusCode()).isIn(400, 404);
    }

    private HttpClient client(TestBox box) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(box.tls(door.authority.identity.authority().root()))
                .build();
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        return send(request(path, headers).GET());
    }

    private HttpResponse<byte[]> head(String path) throws Exception {
        return send(request(path).HEAD());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(door.uri + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return gateway.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
