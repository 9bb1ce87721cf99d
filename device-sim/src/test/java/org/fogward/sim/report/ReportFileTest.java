package org.fogward.sim.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
    private static final Scores SCORES = new Scores(0.9, 0.8, Map.of("walking", 0.7), 12);

    @TempDir
    Path folder;

    @Test
    void writes_the_fields_that_scripts_read() throws IOException {
        JsonNode json = written(report(Optional.of(SCORES)));

        assertThat(json.toString())
                .isEqualTo(
                        "{\"federation\":\"demo\",\"model\":{\"family\":\"motion\",\"parameters\":7,\"digest\":\"d\"},"
                                + "\"gateways\":4,\"seed\":1,"
                                + "\"endpoints\":{\"dashboard\":\"https://h\",\"mqtt\":\"ssl://h\",\"coap\":\"coaps://h\"},"
                                + "\"rounds\":[{\"round\":1,\"participants\":4,\"accepted\":4,\"refused\":0,\"seconds\":1.5,"
                                + "\"bytesUp\":10,\"bytesDown\":20,\"trainLoss\":0.5,\"accuracy\":0.6,\"balancedAccuracy\":0.5,"
                                + "\"ledgerTransaction\":\"t\",\"merkleRoot\":\"r\"}],"
                                + "\"final\":{\"accuracy\":0.9,\"balancedAccuracy\":0.8,\"perClassRecall\":{\"walking\":0.7},"
                                + "\"samples\":12,\"bitsPerParameterUp\":16.5,\"bitsPerParameterDown\":33.0,\"ledgerVerified\":true,"
                                + "\"sites\":{\"north\":{\"accuracy\":0.9,\"samples\":12}}},"
                                + "\"evaluate\":{\"accuracy\":0.9,\"balancedAccuracy\":0.8,\"perClassRecall\":{\"walking\":0.7},"
                                + "\"samples\":12}}");
    }

    @Test
    void leaves_evaluate_out_where_nothing_was_evaluated() throws IOException {
        assertThat(written(report(Optional.empty())).has("evaluate")).isFalse();
    }

    @Test
    void replaces_an_older_report() throws IOException {
        written(report(Optional.of(SCORES)));

        assertThat(written(report(Optional.empty())).has("evaluate")).isFalse();
        assertThat(folder).isDirectoryContaining("glob:**report.json");
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void refuses_numbers_that_are_not_finite() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Scores(Double.NaN, 0, Map.of(), 0))
                .withMessageContaining("accuracy");
    }

    private JsonNode written(DemoReport report) throws IOException {
        Path file = folder.resolve("report.json");
        ReportFile.write(report, file);
        return new ObjectMapper().readTree(file.toFile());
    }

    private static DemoReport report(Optional<Scores> evaluate) {
        return new DemoReport(
                "demo",
                new DemoReport.Model("motion", 7, "d"),
                4,
                1,
                new DemoReport.Endpoints("https://h", "ssl://h", "coaps://h"),
                List.of(new RoundReport(1, 4, 4, 0, 1.5, 10, 20, 0.5, 0.6, 0.5, "t", "r")),
                new FinalReport(SCORES, 16.5, 33.0, true, new TreeMap<>(Map.of("north", new SiteReport(0.9, 12)))),
                evaluate);
    }
}
