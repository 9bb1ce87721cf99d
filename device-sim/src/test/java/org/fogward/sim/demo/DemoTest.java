package org.fogward.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fogward.models.split.Split;
import org.fogward.sim.fleet.SimCommand;
import org.fogward.sim.report.DemoReport;
import org.fogward.sim.report.SiteReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoTest {
    private static final int GATEWAYS = 3;

    @TempDir
    Path folder;

    @Test
    void runs_its_rounds_and_reports_them() throws Exception {
        Path state = folder.resolve("state");
        Path file = folder.resolve("report.json");

        run(options(7, Optional.of(state)), Optional.of(file));

        JsonNode report = new ObjectMapper().readTree(file.toFile());
        assertThat(report.at("/rounds")).hasSize(2);
        for (JsonNode round : report.at("/rounds")) {
            assertThat(round.get("participants").intValue()).isEqualTo(GATEWAYS);
            assertThat(round.get("accepted").intValue()).isEqualTo(GATEWAYS);
            assertThat(round.get("refused").intValue()).isZero();
            assertThat(round.get("bytesUp").longValue()).isBetween(500L, 10_000L);
            assertThat(round.get("bytesDown").longValue()).isBetween(500L, 10_000L);
            assertThat(round.get("ledgerTransaction").textValue()).isNotEmpty();
        }
        assertThat(report.at("/gateways").intValue()).isEqualTo(GATEWAYS);
        assertThat(report.at("/seed").longValue()).isEqualTo(7);
        assertThat(report.at("/final/ledgerVerified").booleanValue()).isTrue();
        assertThat(report.at("/final/accuracy").doubleValue())
                .isEqualTo(report.at("/rounds/1/accuracy").doubleValue());
        assertThat(report.at("/final/perClassRecall")).hasSize(6);
        assertThat(report.at("/final/bitsPerParameterUp").doubleValue()).isBetween(0.1, 3.0);
        assertThat(report.at("/endpoints/coap").textValue()).startsWith("coaps://");
        assertThat(report.at("/endpoints/mqtt").textValue()).startsWith("ssl://");
        assertThat(report.at("/endpoints/dashboard").textValue()).startsWith("https://");
        assertThat(report.has("evaluate")).isFalse();
        assertSites(report.get("final"));
        assertThat(state.resolve("fogward.db")).exists();
        assertCodecs(state);
        assertThat(state.resolve("gateways/clinic-1/gateway.keystore")).exists();
    }

    /** Every codec makes something of the updates that are stored. */
    private static void assertCodecs(Path state) {
        StringWriter said = new StringWriter();
        CommandLine command = new CommandLine(new SimCommand()).setOut(new PrintWriter(said));
        assertThat(command.execute("codecs", "--state", state.toString())).isZero();
        assertThat(said.toString())
                .contains("3 updates of", "float32, as it is | ", "| dense-int8 | ", "| masked-random, 1.0 % | ")
                .containsPattern("ternary \\+ gzip, 10.0 % \\| \\d+ \\| ")
                .containsPattern("sparse, 1.0 % \\| \\d+ \\| 0\\.");
        StringWriter wrong = new StringWriter();
        assertThat(command.setErr(new PrintWriter(wrong))
                        .execute("codecs", "--state", state.toString(), "--round", "9"))
                .isEqualTo(1);
        assertThat(wrong.toString()).contains("round 9");
    }

    @Test
    void says_how_the_final_model_does_at_each_source_and_which_is_worst() throws Exception {
        Path data = Files.createDirectory(folder.resolve("sited"));
        StringBuilder rows = new StringBuilder("patient_id,source,a,b,label\n");
        for (int row = 0; row < 240; row++) {
            int patient = row / 4;
            boolean large = patient % 2 == 0;
            rows.append("p%d,%s,%d,%d,%s\n"
                    .formatted(
                            patient,
                            patient % 3 == 0 ? "north" : "south",
                            (large ? 10 : 0) + row % 3,
                            row % 5,
                            large ? "benign" : "malignant"));
        }
        Files.writeString(data.resolve("data.csv"), rows);

        StringWriter said = new StringWriter();
        DemoReport report = run(tabular(data, Optional.empty()), Optional.empty(), said);

        assertThat(report.last().sites()).containsOnlyKeys("north", "south");
        assertThat(report.last().sites().values().stream()
                        .mapToLong(SiteReport::samples)
                        .sum())
                .isEqualTo(report.last().scores().samples());
        assertThat(said.toString())
                .containsPattern("worst of 2 sites (north|south): accuracy .* samples, beside .* on all");
    }

    @Test
    void makes_no_sites_of_rows_that_name_neither_source_nor_group() throws Exception {
        Path data = Files.createDirectory(folder.resolve("rows"));
        StringBuilder rows = new StringBuilder("a,b,label\n");
        for (int row = 0; row < 60; row++) {
            rows.append(
                    "%d,%d,%s\n".formatted((row % 2) * 10 + row % 3, row % 5, row % 2 == 0 ? "benign" : "malignant"));
        }
        Files.writeString(data.resolve("data.csv"), rows);

        StringWriter said = new StringWriter();
        DemoReport report = run(tabular(data, Optional.empty()), Optional.empty(), said);

        assertThat(report.last().sites()).isEmpty();
        assertThat(said.toString()).doesNotContain("worst");
    }

    @Test
    void gives_the_same_model_for_the_same_seed_and_another_for_another() throws Exception {
        String first = digest(3);

        assertThat(digest(3)).isEqualTo(first);
        assertThat(digest(4)).isNotEqualTo(first);
    }

    @Test
    void scores_another_folder_without_learning_from_it() throws Exception {
        Path data = patients("data", "benign", "malignant", 20);
        Path other = patients("other", "malignant", "benign", 5);

        DemoReport with = run(tabular(data, Optional.of(other)), Optional.empty());
        DemoReport without = run(tabular(data, Optional.empty()), Optional.empty());

        assertThat(with.evaluate().orElseThrow().samples()).isEqualTo(20);
        assertThat(with.evaluate().orElseThrow().perClassRecall()).containsOnlyKeys("benign", "malignant");
        assertThat(with.model()).isEqualTo(without.model());
    }

    @Test
    void leaves_no_folder_behind_that_nobody_asked_for() throws Exception {
        List<Path> before = demoFolders();

        digest(5);

        assertThat(demoFolders()).isEqualTo(before);
    }

    private String digest(long seed) throws Exception {
        return run(options(seed, Optional.empty()), Optional.empty()).model().digest();
    }

    private static DemoReport run(DemoOptions options, Optional<Path> report) throws Exception {
        return run(options, report, new StringWriter());
    }

    private static DemoReport run(DemoOptions options, Optional<Path> report, StringWriter said) throws Exception {
        return new Demo(options, Preparation.of(options), new PrintWriter(said)).run(report, true);
    }

    /** Generated wearers are sources of their own. */
    private static void assertSites(JsonNode last) {
        long samples = 0;
        double right = 0;
        for (JsonNode site : last.get("sites")) {
            samples += site.get("samples").longValue();
            right += site.get("accuracy").doubleValue() * site.get("samples").longValue();
        }
        assertThat(last.get("sites").size()).isGreaterThan(1);
        assertThat(samples).isEqualTo(last.get("samples").longValue());
        assertThat(right / samples).isCloseTo(last.get("accuracy").doubleValue(), within(1e-9));
    }

    /** Four rows for each patient; the first class has the larger first value. */
    private Path patients(String name, String first, String second, int count) throws Exception {
        StringBuilder rows = new StringBuilder("patient_id,a,b,label\n");
        for (int row = 0; row < 4 * count; row++) {
            boolean large = row / 4 % 2 == 0;
            rows.append(
                    "p%d,%d,%d,%s\n".formatted(row / 4, (large ? 10 : 0) + row % 3, row % 5, large ? first : second));
        }
        Path data = Files.createDirectory(folder.resolve(name));
        Files.writeString(data.resolve("data.csv"), rows);
        return data;
    }

    private static DemoOptions tabular(Path data, Optional<Path> evaluate) {
        return new DemoOptions(
                Optional.of(data),
                evaluate,
                "auto",
                2,
                Optional.of(1L),
                Split.parse("group"),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty());
    }

    /** Little to do in a round, so that the test is about the way and not about the learning. */
    private DemoOptions options(long seed, Optional<Path> state) throws Exception {
        Path plan = Files.writeString(folder.resolve("plan.yaml"), "training: {epochs: 1, maxBatches: 2}\n");
        return new DemoOptions(
                Optional.empty(),
                Optional.empty(),
                "auto",
                GATEWAYS,
                Optional.of(2L),
                Split.parse("group"),
                Optional.of(plan),
                Optional.of(seed),
                0,
                state);
    }

    private static List<Path> demoFolders() throws Exception {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("fogward-demo-"))
                    .sorted()
                    .toList();
        }
    }
}
