package org.fogward.fog.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.fogward.fog.health.ComponentHealth;
import org.fogward.fog.view.ExampleViews;
import org.fogward.protocol.v1.RefusalReason;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorTest {
    private OpenDoor door;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        door = new OpenDoor(folder);
    }

    @AfterAll
    void close() {
        door.close();
    }

    @Test
    void says_that_it_is_healthy() throws Exception {
        door.broker.set(ComponentHealth.up());
        var response = door.get("/health");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(text(response))
                .isEqualTo("{\"status\":\"UP\",\"components\":{\"broker\":{\"status\":\"UP\",\"detail\":\"\"}}}");
    }

    @Test
    void answers_503_and_names_the_part_that_is_down() throws Exception {
        door.broker.set(ComponentHealth.down("the disk is full"));
        var response = door.get("/health");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(text(response)).contains("\"status\":\"DOWN\"").contains("the disk is full");
        door.broker.set(ComponentHealth.up());
    }

    @Test
    void shows_metrics_in_the_prometheus_text_format() throws Exception {
        door.views.show(ExampleViews.running(6));
        door.metrics.updateRefused(RefusalReason.REFUSAL_REASON_STALE_MODEL);
        var response = door.get("/metrics");
        assertThat(response.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(text(response))
                .contains("# TYPE fogward_updates_refused_total counter")
                .contains("fogward_updates_refused_total{reason=\"stale_model\"} 1.0")
                .contains("fogward_gateways_online 6.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/health", "/metrics", "/api/state", "/assets/app.js", "/blobs/x", "/nothing"})
    void protects_every_answer(String path) throws Exception {
        var headers = door.get(path).headers();
        assertThat(headers.firstValue("content-security-policy").orElse(""))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("x-content-type-options")).contains("nosniff");
        assertThat(headers.firstValue("referrer-policy")).contains("no-referrer");
    }

    @Test
    void tells_a_program_in_json_that_there_is_nothing() throws Exception {
        var response = door.get("/nothing", "Accept", "application/json");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(text(response)).isEqualTo("{\"status\":404,\"error\":\"Not Found\"}");
    }

    @Test
    void tells_a_browser_in_html_that_there_is_nothing() throws Exception {
        var response = door.get("/%3Cscript%3E", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(text(response))
                .contains("<!doctype html>")
                .contains("Not Found")
                .doesNotContain("<script>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../index.html",
                "/assets/%2e%2e/index.html",
                "/assets/..%2f..%2flogback.xml",
                "/webjars/../../MANIFEST.MF",
                "/assets/%00",
                "/api/proofs/1/UPPER",
                "/api/proofs/x/aurora",
                "/proofs/0"
            })
    void keeps_to_its_own_files(String path) throws Exception {
        assertThat(door.get(path).statusCode()).isIn(400, 404);
    }

    @Test
    void serves_the_page_and_its_charts_from_the_class_path() throws Exception {
        assertThat(text(door.get("/"))).contains("<!doctype html>").contains("Fogward");
        HttpResponse<byte[]> charts = door.get("/webjars/chart.js/4.4.3/dist/chart.umd.js");
        assertThat(charts.statusCode()).isEqualTo(200);
        assertThat(charts.headers().firstValue("content-type").orElse("")).contains("javascript");
    }

    @Test
    void says_which_address_cannot_be_had(@TempDir Path folder) {
        int taken = door.uri.getPort();
        assertThatThrownBy(() -> new OpenDoor(folder, taken))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("127.0.0.1 port " + taken);
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), UTF_8);
    }
}
