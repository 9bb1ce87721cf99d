package org.fogward.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.fogward.sim.DrawnCurves.FAILED;
import static org.fogward.sim.DrawnCurves.USAGE;
import static org.fogward.sim.DrawnCurves.elements;
import static org.fogward.sim.DrawnCurves.groups;
import static org.fogward.sim.DrawnCurves.ids;
import static org.fogward.sim.DrawnCurves.points;
import static org.fogward.sim.DrawnCurves.words;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class CurvesTest {
    @TempDir
    Path folder;

    private DrawnCurves curves;

    @BeforeEach
    void begin() {
        curves = new DrawnCurves(folder);
    }

    @Test
    void draws_a_line_for_each_label_with_axes_and_a_legend() throws Exception {
        report("fedavg.json", 0.5, 0.6, 0.7);
        report("median.json", 0.4, 0.6, 0.8);

        Document svg = curves.drawn("fedavg.json", "other=median.json", "--title", "Two rules");

        assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg.getDocumentElement().getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
        assertThat(words(svg, "g", "legend")).containsExactly("fedavg", "other");
        assertThat(words(svg, "g", "x-axis")).containsExactly("1", "2", "3", "Round");
        assertThat(words(svg, "g", "y-axis")).startsWith("0.40").endsWith("0.80", "Accuracy");
        List<Element> lines = groups(svg, "curve");
        assertThat(lines).hasSize(2);
        List<double[]> points = points(lines.getFirst(), "polyline");
        assertThat(points).hasSize(3);
        assertThat(points.get(1)[0]).isCloseTo((points.get(0)[0] + points.get(2)[0]) / 2, within(0.02));
        assertThat(points.get(1)[1]).isCloseTo((points.get(0)[1] + points.get(2)[1]) / 2, within(0.02));
        assertThat(points.get(2)[1]).as("better is higher").isLessThan(points.get(0)[1]);
        assertThat(lines.getFirst().getElementsByTagName("polygon").getLength())
                .as("one run has no band")
                .isZero();
    }

    @Test
    void says_what_it_shows_to_who_cannot_see_it() throws Exception {
        report("fedavg.json", 0.5, 0.6, 0.7);

        Document svg = curves.drawn("fedavg.json", "--reference", "pixels+ridge=0.775");

        Element root = svg.getDocumentElement();
        assertThat(root.getAttribute("role")).isEqualTo("img");
        List<String> named = List.of(root.getAttribute("aria-labelledby").split(" "));
        assertThat(named).hasSize(2).allSatisfy(id -> assertThat(ids(svg)).contains(id));
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("Accuracy by round");
        assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
                .contains("fedavg: 0.500 in round 1, 0.700 in round 3")
                .contains("pixels+ridge: 0.775");
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
        assertThat(Files.readString(folder.resolve("out.svg"))).doesNotContain("href", "url(", "@font");
    }

    @Test
    void averages_runs_of_one_label_and_draws_their_band() throws Exception {
        report("seed1.json", 0.5, 0.6);
        report("seed2.json", 0.7, 0.8);
        report("mean.json", 0.6, 0.7);

        Document svg = curves.drawn("runs=seed1.json", "mean.json", "runs=seed2.json");

        assertThat(words(svg, "g", "legend")).containsExactly("runs (mean of 2 runs, least to most)", "mean");
        List<Element> lines = groups(svg, "curve");
        assertThat(points(lines.get(0), "polyline")).containsExactlyElementsOf(points(lines.get(1), "polyline"));
        List<double[]> band = points(lines.get(0), "polygon");
        assertThat(band).hasSize(4);
        List<double[]> middle = points(lines.get(0), "polyline");
        assertThat(band.get(0)[1]).as("most, above").isLessThan(middle.get(0)[1]);
        assertThat(band.get(3)[1]).as("least, below").isGreaterThan(middle.get(0)[1]);
    }

    @Test
    void draws_references_as_dashed_lines_across() throws Exception {
        report("fedavg.json", 0.5, 0.9);

        Document svg = curves.drawn("fedavg.json", "--reference", "chance=0.5", "--reference", "a=b=0.9");

        List<Element> references = groups(svg, "reference");
        assertThat(references).hasSize(2);
        for (Element reference : references) {
            Element line = (Element) reference.getElementsByTagName("line").item(0);
            assertThat(line.getAttribute("y1")).isEqualTo(line.getAttribute("y2"));
            assertThat(line.getAttribute("stroke-dasharray")).matches("\\d.*");
        }
        List<double[]> curve = points(groups(svg, "curve").getFirst(), "polyline");
        assertThat(references.stream()
                        .map(reference ->
                                (Element) reference.getElementsByTagName("line").item(0))
                        .map(line -> Double.parseDouble(line.getAttribute("y1"))))
                .containsExactly(curve.get(1)[1], curve.get(0)[1]);
        assertThat(words(svg, "g", "legend")).containsExactly("fedavg", "chance = 0.500", "a=b = 0.900");
    }

    @Test
    void draws_another_metric() throws Exception {
        report("fedavg.json", 0.5, 0.6);

        Document svg = curves.drawn("fedavg.json", "--metric", "balancedAccuracy");

        assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
                .startsWith("Balanced accuracy by round")
                .contains("0.250 in round 1, 0.300 in round 2");
    }

    @Test
    void draws_sites_as_bars_with_the_mean_across() throws Exception {
        report("fedavg.json", 0.5, 0.6);
        report("median.json", 0.5, 0.8);

        Document svg = curves.drawn("fedavg.json", "median.json", "--sites", "--reference", "control=0.4");

        List<Element> bars = groups(svg, "bar");
        assertThat(bars).hasSize(4);
        assertThat(bars.stream().map(DrawnCurves::title))
                .containsExactly(
                        "north, fedavg: 0.700, 10 samples",
                        "north, median: 0.900, 10 samples",
                        "south, fedavg: 0.500, 10 samples",
                        "south, median: 0.700, 10 samples");
        List<Double> widths = bars.stream()
                .map(bar -> (Element) bar.getElementsByTagName("rect").item(0))
                .map(bar -> Double.valueOf(bar.getAttribute("width")))
                .toList();
        assertThat(widths.get(1) / widths.get(2)).isCloseTo(0.9 / 0.5, within(1e-3));
        List<Element> means = groups(svg, "mean");
        assertThat(means.stream().map(DrawnCurves::title))
                .containsExactly("fedavg: mean 0.600 over all samples", "median: mean 0.800 over all samples");
        assertThat(groups(svg, "reference")).hasSize(1);
    }

    @Test
    void averages_the_sites_of_one_label() throws Exception {
        report("seed1.json", 0.5, 0.6);
        report("seed2.json", 0.5, 0.8);

        Document svg = curves.drawn("runs=seed1.json", "runs=seed2.json", "--sites");

        assertThat(groups(svg, "bar").stream().map(DrawnCurves::title))
                .containsExactly(
                        "north, runs: 0.800 (0.700 to 0.900), 20 samples",
                        "south, runs: 0.600 (0.500 to 0.700), 20 samples");
    }

    @Test
    void gives_the_same_bytes_for_the_same_reports() throws Exception {
        report("fedavg.json", 0.123456789, 0.333333333, 0.77);
        curves.drawn("fedavg.json");
        byte[] first = Files.readAllBytes(folder.resolve("out.svg"));
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            curves.drawn("fedavg.json");
        } finally {
            Locale.setDefault(before);
        }

        assertThat(Files.readAllBytes(folder.resolve("out.svg"))).isEqualTo(first);
    }

    @Test
    void takes_any_text_as_text() throws Exception {
        report("fedavg.json", 0.5);
        String nasty = "<script>alert(\"&\")</script> \u0001 ]]> größer 🩺";

        Document svg = curves.drawn(nasty + "=fedavg.json", "--title", nasty, "--reference", nasty + "=0.5");

        String kept = nasty.replace('\u0001', '\uFFFD');
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo(kept);
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
        assertThat(words(svg, "g", "legend")).contains(kept);
    }

    @Test
    void draws_many_rounds_and_lines_within_its_frame() throws Exception {
        List<String> arguments = new ArrayList<>();
        for (int run = 0; run < 15; run++) {
            double[] values = new double[400];
            Arrays.setAll(values, i -> 1 - 1 / (2.0 + i));
            report("run" + run + ".json", values);
            arguments.add("run" + run + ".json");
        }

        Document svg = curves.drawn(arguments.toArray(String[]::new));

        assertThat(words(svg, "g", "x-axis").size()).isBetween(4, 12);
        double width = Double.parseDouble(svg.getDocumentElement().getAttribute("width"));
        double height = Double.parseDouble(svg.getDocumentElement().getAttribute("height"));
        for (Element curve : groups(svg, "curve")) {
            assertThat(points(curve, "polyline"))
                    .allSatisfy(point -> assertThat(point[0]).isBetween(0.0, width))
                    .allSatisfy(point -> assertThat(point[1]).isBetween(0.0, height));
        }
        for (Element text : elements(svg.getElementsByTagName("text"))) {
            assertThat(Double.parseDouble(text.getAttribute("y"))).isBetween(0.0, height);
        }
    }

    @Test
    void refuses_wrong_usage_in_one_line() throws IOException {
        report("fedavg.json", 0.5);
        curves.assertRefused(USAGE, "--out", "fedavg.json");
        curves.assertRefused(USAGE, "REPORT.json", "--out", "out.svg");
        curves.assertRefused(USAGE, "no file", "none.json", "--out", "out.svg");
        curves.assertRefused(USAGE, "no file", "label=none.json", "--out", "out.svg");
        curves.assertRefused(USAGE, "no label", "=fedavg.json", "--out", "out.svg");
        curves.assertRefused(USAGE, "--metric", "fedavg.json", "--out", "out.svg", "--metric", "loss");
        curves.assertRefused(USAGE, "--metric", "fedavg.json", "--out", "out.svg", "--sites", "--metric", "accuracy");
        curves.assertRefused(USAGE, "--reference", "fedavg.json", "--out", "out.svg", "--reference", "ridge");
        curves.assertRefused(USAGE, "--reference", "fedavg.json", "--out", "out.svg", "--reference", "ridge=77.5");
        curves.assertRefused(USAGE, "--reference", "fedavg.json", "--out", "out.svg", "--reference", "ridge=x");
        curves.assertRefused(
                USAGE, "twice", "fedavg.json", "--out", "out.svg", "--reference", "a=0.1", "--reference", "a=0.2");
        curves.assertRefused(USAGE, "--out: no folder", "fedavg.json", "--out", "none/out.svg");
        curves.assertRefused(USAGE, "one of the reports", "fedavg.json", "--out", "fedavg.json");
        assertThat(folder.resolve("out.svg")).doesNotExist();
    }

    @Test
    void names_the_field_of_a_report_that_is_wrong() throws IOException {
        String round = "{\"round\":1,\"accuracy\":0.5}";
        for (String[] wrong : new String[][] {
            {"", "no report"},
            {"[1]", "no report"},
            {"{\"rounds\":[", "no valid JSON at line 1"},
            {"{} {}", "no valid JSON"},
            {"{}", "rounds: at least one round"},
            {"{\"rounds\":[]}", "rounds: at least one round"},
            {"{\"rounds\":[{\"accuracy\":0.5}]}", "rounds[0].round"},
            {"{\"rounds\":[{\"round\":0,\"accuracy\":0.5}]}", "rounds[0].round"},
            {"{\"rounds\":[" + round + ",{\"round\":2}]}", "rounds[1].accuracy"},
            {"{\"rounds\":[{\"round\":1,\"accuracy\":1.5}]}", "rounds[0].accuracy"},
            {"{\"rounds\":[{\"round\":1,\"accuracy\":\"0.5\"}]}", "rounds[0].accuracy"},
            {"{\"rounds\":[" + round + "," + round + "]}", "rounds[1].round: 1 comes twice"},
        }) {
            Files.writeString(folder.resolve("wrong.json"), wrong[0]);
            curves.assertRefused(FAILED, "wrong.json: " + wrong[1], "wrong.json", "--out", "out.svg");
        }
        Files.writeString(folder.resolve("old.json"), "{\"rounds\":[" + round + "],\"final\":{\"accuracy\":0.5}}");
        curves.assertRefused(FAILED, "final.sites", "old.json", "--out", "out.svg", "--sites");
        Files.writeString(
                folder.resolve("odd.json"),
                "{\"final\":{\"accuracy\":0.5,\"sites\":{\"north\":{\"accuracy\":0.5,\"samples\":-1}}}}");
        curves.assertRefused(FAILED, "final.sites.north.samples", "odd.json", "--out", "out.svg", "--sites");
        assertThat(folder.resolve("out.svg")).doesNotExist();
    }

    @Test
    void averages_only_runs_of_the_same_rounds() throws IOException {
        report("short.json", 0.5);
        report("long.json", 0.5, 0.6);

        curves.assertRefused(FAILED, "'x' have 1 and 2 rounds", "x=short.json", "x=long.json", "--out", "out.svg");
    }

    /** A report of so many rounds, with two sites a tenth above and below the final accuracy. */
    private void report(String name, double... accuracies) throws IOException {
        List<String> rounds = new ArrayList<>();
        for (int i = 0; i < accuracies.length; i++) {
            rounds.add("{\"round\":" + (i + 1) + ",\"accuracy\":" + accuracies[i] + ",\"balancedAccuracy\":"
                    + accuracies[i] / 2 + "}");
        }
        double last = Math.clamp(accuracies[accuracies.length - 1], 0.1, 0.9);
        Files.writeString(
                folder.resolve(name),
                "{\"rounds\":[" + String.join(",", rounds) + "],\"final\":{\"accuracy\":" + last
                        + ",\"sites\":{\"north\":{\"accuracy\":" + (last + 0.1)
                        + ",\"samples\":10},\"south\":{\"accuracy\":" + (last - 0.1) + ",\"samples\":10}}}}");
    }
}
