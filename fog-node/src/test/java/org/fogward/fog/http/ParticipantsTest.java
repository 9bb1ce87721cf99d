package org.fogward.fog.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.fogward.fog.view.ExampleLedgers;
import org.fogward.fog.view.ExampleViews;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParticipantsTest {
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
    void gives_a_page_and_where_the_next_one_begins() throws Exception {
        door.ledgerPages.set(after -> ExampleLedgers.participants(102, after));
        assertThat(text("/api/ledger/participants"))
                .startsWith("{\"participants\":[{\"gateway\":\"clinic-0000\",\"organisation\":\"NorthMSP\"")
                .endsWith("\"next\":\"clinic-0099\"}");
        assertThat(text("/api/ledger/participants?after=clinic-0099"))
                .contains("clinic-0100", "clinic-0101", "\"withdrawn\":null")
                .doesNotContain("clinic-0099")
                .endsWith("\"next\":null}");
    }

    @Test
    void answers_whatever_is_asked_for() throws Exception {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 200; i++) {
            StringBuilder query = new StringBuilder("/api/ledger/participants?after=");
            for (int j = random.nextInt(12); j > 0; j--) {
                query.append("%%%02x".formatted(random.nextInt(256)));
            }
            assertThat(door.get(query.toString()).statusCode())
                    .as(query.toString())
                    .isIn(200, 400);
        }
    }

    @Test
    void a_thousand_gateways_do_not_make_the_state_larger() throws Exception {
        door.views.show(ExampleViews.running(8));
        assertThat(text("/api/state"))
                .contains(
                        "\"ledger\":{\"position\":{\"block\":132,\"newest\":132,\"trouble\":null},\"organisations\":",
                        "\"standing\":\"PROPOSED\"")
                .doesNotContain("clinic-0000");
    }

    private String text(String path) throws Exception {
        var answer = door.get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
