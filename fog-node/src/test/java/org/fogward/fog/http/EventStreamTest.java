package org.fogward.fog.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.stream.Stream;
import org.fogward.fog.health.ComponentHealth;
import org.fogward.fog.view.ExampleViews;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EventStreamTest {
    @TempDir
    private Path folder;

    @Test
    void tells_the_state_at_once_and_after_each_change() throws Exception {
        try (OpenDoor door = new OpenDoor(folder);
                Stream<String> lines = listen(door)) {
            Iterator<String> events = states(lines);
            assertThat(events.next())
                    .startsWith("data:")
                    .contains("\"state\":\"STARTING\"")
                    .contains("\"current\":null")
                    .contains("\"problems\":[]");
            door.views.show(ExampleViews.running(3));
            assertThat(events.next()).contains("\"state\":\"OPEN\"").contains("\"refusal\":\"norm_out_of_bounds\"");
            door.broker.set(ComponentHealth.down("no connection"));
            door.views.show(ExampleViews.finished());
            assertThat(events.next())
                    .contains("\"state\":\"FINISHED\"")
                    .contains("{\"component\":\"broker\",\"detail\":\"no connection\"}");
        }
    }

    @Test
    void counts_many_changes_as_few() throws Exception {
        try (OpenDoor door = new OpenDoor(folder);
                Stream<String> lines = listen(door)) {
            Iterator<String> events = states(lines);
            events.next();
            for (int i = 0; i < 5_000; i++) {
                door.views.show(ExampleViews.running(3));
            }
            door.views.show(ExampleViews.finished());
            int seen = 1;
            while (!events.next().contains("FINISHED")) {
                seen++;
            }
            assertThat(seen).isLessThan(100);
        }
    }

    @Test
    void ends_the_stream_when_the_server_closes() throws Exception {
        OpenDoor door = new OpenDoor(folder);
        try (Stream<String> lines = listen(door)) {
            Iterator<String> all = lines.iterator();
            all.next();
            Thread.ofVirtual().start(door::close);
            assertThat(drains(all)).isTrue();
        }
    }

    @Test
    void frees_its_port_when_it_closes() throws Exception {
        int port = 0;
        for (int time = 0; time < 10; time++) {
            try (OpenDoor door = new OpenDoor(folder, port);
                    Stream<String> lines = listen(door)) {
                assertThat(lines.iterator().hasNext()).isTrue();
                port = door.uri.getPort();
            }
        }
    }

    @Test
    void lets_two_servers_live_side_by_side() throws Exception {
        try (OpenDoor one = new OpenDoor(folder.resolve("one"));
                OpenDoor other = new OpenDoor(folder.resolve("other"))) {
            one.views.show(ExampleViews.finished());
            assertThat(new String(one.get("/api/state").body(), "UTF-8")).contains("FINISHED");
            assertThat(new String(other.get("/api/state").body(), "UTF-8")).contains("STARTING");
        }
    }

    private static boolean drains(Iterator<String> lines) {
        try {
            while (lines.hasNext()) {
                lines.next();
            }
        } catch (java.io.UncheckedIOException cut) {
            return true;
        }
        return true;
    }

    private static Iterator<String> states(Stream<String> lines) {
        return lines.filter(line -> line.startsWith("data:{\"view\"") || line.startsWith("data: {\"view\""))
                .iterator();
    }

    private static Stream<String> listen(OpenDoor door) throws Exception {
        HttpRequest request = door.request("/api/events", "Accept", "text/event-stream")
                .timeout(Duration.ofSeconds(30))
                .build();
        HttpResponse<Stream<String>> response = door.client.send(request, HttpResponse.BodyHandlers.ofLines());
        assertThat(response.headers().firstValue("content-type")).contains("text/event-stream");
        return response.body();
    }
}
