package org.fogward.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.fogward.sim.DrawnCurves.FAILED;
import static org.fogward.sim.DrawnCurves.USAGE;
import static org.fogward.sim.DrawnCurves.groups;
import static org.fogward.sim.DrawnCurves.points;
import static org.fogward.sim.DrawnCurves.words;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class CurvesTrafficTest {
    @TempDir
    Path folder;

    private DrawnCurves curves;

    @BeforeEach
    void begin() {
        curves = new DrawnCurves(folder);
    }

    @Test
    void equal_ratios_of_traffic_are_equally_far_apart() throws Exception {
        report("plain.json", 100_000, 0.5, 0.6, 0.7, 0.8);

        Document svg = curves.drawn("plain.json", "--traffic", "--reference", "control=0.65");

        List<double[]> points = points(groups(svg, "curve").getFirst(), "polyline");
        assertThat(points).hasSize(4);
        assertThat(points.get(1)[0] - points.get(0)[0])
                .as("0.1 to 0.2 MB as far as 0.2 to 0.4 MB")
                .isPositive()
                .isCloseTo(points.get(3)[0] - points.get(1)[0], within(0.03));
        assertThat(words(svg, "g", "x-axis"))
                .containsExactly("0.1", "0.2", "0.5", "Megabytes that one gateway has sent and received");
        assertThat(groups(svg, "reference")).hasSize(1);
        assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
                .startsWith("Accuracy by traffic. plain: 0.500 after 0.1 MB, 0.800 after 0.4 MB.")
                .contains("control: 0.650");
    }

    @Test
    void the_mean_of_runs_lies_at_the_mean_of_their_traffic() throws Exception {
        report("seed1.json", 100_000, 0.5, 0.6);
        report("seed2.json", 300_000, 0.7, 0.8);
        report("mean.json", 200_000, 0.6, 0.7);

        Document svg = curves.drawn("runs=seed1.json", "mean.json", "runs=seed2.json", "--traffic");

        List<Element> lines = groups(svg, "curve");
        assertThat(points(lines.get(0), "polyline")).containsExactlyElementsOf(points(lines.get(1), "polyline"));
        assertThat(points(lines.get(0), "polygon")).hasSize(4);
    }

    @Test
    void says_what_it_took_to_come_close_to_where_the_first_label_ended() throws Exception {
        report("float32.json", 4_285_000, 0.9, 0.957, 0.962);
        report("sparse.json", 35_500, 0.95, 0.958, 0.958);
        report("greedy.json", 17_140_000, 0.8, 0.97);
        report("weak.json", 100, 0.1, 0.2);
        report("equal.json", 8_570_000, 0.9571);

        curves.drawn("float32.json", "sparse.json", "greedy.json", "weak.json", "equal.json", "--traffic");

        assertThat(curves.said())
                .containsExactly(
                        "float32: reached 0.957 after 8.57 MB",
                        "sparse: reached 0.957 after 0.071 MB, 121 times less",
                        "greedy: reached 0.957 after 34.3 MB, 4 times more",
                        "weak: never reached 0.957",
                        "equal: reached 0.957 after 8.57 MB, as much");
    }

    @Test
    void says_nothing_of_traffic_when_it_was_not_asked_for() throws Exception {
        report("plain.json", 100_000, 0.5);
        curves.drawn("plain.json");
        assertThat(curves.said()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 0.0000005 0.000001 0.000002",
        "1000000, 9000000, 1 2 5 10",
        "1000000, 10000000000, 1 2 5 10 20 50 100 200 500 1000 2000 5000 10000",
        "1000000, 10000000001, 1 10 100 1000 10000",
        "1, 9000000000000000000, 0.000001 0.0001 0.01 1 100 10000 1000000 100000000 10000000000 1000000000000",
    })
    void marks_round_numbers_and_fewer_when_there_is_no_room(long first, long last, String marked) throws Exception {
        Files.writeString(
                folder.resolve("wide.json"),
                "{\"rounds\":[" + round(1, 0.5, first, 0) + "," + round(2, 0.5, 0, last - first) + "]}");

        List<String> words = words(curves.drawn("wide.json", "--traffic"), "g", "x-axis");

        assertThat(words.subList(0, words.size() - 1)).containsExactly(marked.split(" "));
    }

    @Test
    void everything_stays_within_the_frame() throws Exception {
        Files.writeString(
                folder.resolve("wide.json"),
                "{\"rounds\":[" + round(1, 0, 0, 1) + "," + round(2, 1, Long.MAX_VALUE, Long.MAX_VALUE) + "]}");
        report("single.json", 2_000, 0.5);

        Document svg = curves.drawn("wide.json", "single.json", "--traffic");

        double width = Double.parseDouble(svg.getDocumentElement().getAttribute("width"));
        for (Element line : groups(svg, "curve")) {
            assertThat(points(line, "polyline"))
                    .allSatisfy(point -> assertThat(point[0]).isBetween(0.0, width));
        }
        assertThat(groups(curves.drawn("single.json", "--traffic"), "curve")).hasSize(1);
    }

    @Test
    void gives_the_same_bytes_for_the_same_reports() throws Exception {
        report("plain.json", 123_457, 0.123456789, 0.333333333, 0.77);
        curves.drawn("plain.json", "--traffic");
        byte[] first = Files.readAllBytes(folder.resolve("out.svg"));
        List<String> said = curves.said();
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            curves.drawn("plain.json", "--traffic");
        } finally {
            Locale.setDefault(before);
        }

        assertThat(Files.readAllBytes(folder.resolve("out.svg"))).isEqualTo(first);
        assertThat(curves.said()).isEqualTo(said);
    }

    @Test
    void sites_have_no_traffic() throws IOException {
        report("plain.json", 100_000, 0.5);
        curves.assertRefused(USAGE, "--traffic", "plain.json", "--out", "out.svg", "--sites", "--traffic");
        assertThat(folder.resolve("out.svg")).doesNotExist();
    }

    @Test
    void names_the_field_that_says_no_traffic() throws IOException {
        for (String[] wrong : new String[][] {
            {"", "rounds[0].bytesUp"},
            {",\"bytesUp\":1", "rounds[0].bytesDown"},
            {",\"bytesUp\":-1,\"bytesDown\":1", "rounds[0].bytesUp"},
            {",\"bytesUp\":1,\"bytesDown\":-1", "rounds[0].bytesDown"},
            {",\"bytesUp\":1.5,\"bytesDown\":1", "rounds[0].bytesUp"},
            {",\"bytesUp\":\"1\",\"bytesDown\":1", "rounds[0].bytesUp"},
            {",\"bytesUp\":9223372036854775808,\"bytesDown\":1", "rounds[0].bytesUp"},
            {",\"bytesUp\":0,\"bytesDown\":0", "bytesUp and bytesDown of round 1"},
        }) {
            Files.writeString(
                    folder.resolve("wrong.json"), "{\"rounds\":[{\"round\":1,\"accuracy\":0.5" + wrong[0] + "}]}");
            curves.assertRefused(FAILED, "wrong.json: " + wrong[1], "wrong.json", "--out", "out.svg", "--traffic");
        }
        assertThat(folder.resolve("out.svg")).doesNotExist();
    }

    /** A report of rounds that take so many bytes each, a third of them up. */
    private void report(String name, long bytes, double... accuracies) throws IOException {
        List<String> rounds = new ArrayList<>();
        for (double accuracy : accuracies) {
            rounds.add(round(rounds.size() + 1, accuracy, bytes / 3, bytes - bytes / 3));
        }
        Files.writeString(folder.resolve(name), "{\"rounds\":[" + String.join(",", rounds) + "]}");
    }

    private static String round(int number, double accuracy, long bytesUp, long bytesDown) {
        return "{\"round\":" + number + ",\"accuracy\":" + accuracy + ",\"bytesUp\":" + bytesUp + ",\"bytesDown\":"
                + bytesDown + "}";
    }
}
