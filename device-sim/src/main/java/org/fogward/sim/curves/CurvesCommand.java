package org.fogward.sim.curves;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fogward sim curves}: draws reports of demos as an SVG. The same reports and options give the same bytes. */
@Command(
        name = "curves",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Draws accuracy by round, by traffic or by site from the reports that demos wrote.")
public final class CurvesCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "[LABEL=]REPORT.json",
            description = "What demo --report wrote. Reports of the same label are averaged, with a band from least to "
                    + "most; without a label it is the file's name.")
    private List<String> reports = List.of();

    @Option(names = "--out", required = true, paramLabel = "FILE.svg", description = "Where the drawing goes.")
    private Path out;

    @Option(names = "--title", paramLabel = "TEXT", description = "The heading.")
    private Optional<String> title;

    @Option(names = "--metric", paramLabel = "NAME", description = "accuracy or balancedAccuracy (default: accuracy).")
    private Optional<String> metric;

    @Option(
            names = "--reference",
            paramLabel = "NAME=VALUE",
            description = "A fixed value to compare with, 0 to 1; may be repeated.")
    private List<String> references = List.of();

    @Option(
            names = "--traffic",
            description =
                    "Draw against the megabytes that one gateway had sent and received, instead of rounds, and say "
                            + "how many each label needed to come within 0.005 of where the first one ended.")
    private boolean traffic;

    @Option(names = "--sites", description = "Draw the final accuracy at each site instead of curves.")
    private boolean sites;

    @Spec
    private CommandSpec spec;

    /** Reads the reports and writes the drawing; options that do not suit each other are reported as wrong usage. */
    @Override
    public Integer call() throws IOException {
        Map<String, List<Path>> files;
        Metric chosen;
        References fixed;
        DrawingFile target = new DrawingFile(out);
        try {
            chosen = chosenMetric();
            fixed = fixedValues();
            files = files();
            target.requirePlace(files.values().stream().flatMap(List::stream).toList());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        List<Curve> curves = sites ? List.of() : curves(files, chosen);
        target.write(sites ? siteChart(files, fixed) : curveChart(curves, chosen, fixed));
        PrintWriter said = spec.commandLine().getOut();
        said.println("Drawn from " + reports.size() + (reports.size() == 1 ? " report: " : " reports: ") + out);
        if (traffic) {
            new Arrivals(curves).lines().forEach(said::println);
        }
        return spec.exitCodeOnSuccess();
    }

    private List<Curve> curves(Map<String, List<Path>> files, Metric chosen) throws IOException {
        List<Curve> curves = new ArrayList<>();
        for (var label : files.entrySet()) {
            curves.add(Curve.of(label.getKey(), read(label.getValue()), chosen, horizontal()));
        }
        return curves;
    }

    private String curveChart(List<Curve> curves, Metric chosen, References fixed) {
        String heading = title.orElse(chosen.words() + " " + horizontal().by());
        return new CurveChart(heading, chosen, horizontal(), curves, fixed).draw();
    }

    private Horizontal horizontal() {
        return traffic ? Horizontal.TRAFFIC : Horizontal.ROUNDS;
    }

    private String siteChart(Map<String, List<Path>> files, References fixed) throws IOException {
        List<SiteBars> bars = new ArrayList<>();
        for (var label : files.entrySet()) {
            bars.add(SiteBars.of(label.getKey(), read(label.getValue())));
        }
        return new SiteChart(title.orElse("Accuracy by site"), bars, fixed).draw();
    }

    private static List<RunReport> read(List<Path> files) throws IOException {
        List<RunReport> runs = new ArrayList<>();
        for (Path file : files) {
            runs.add(RunReport.read(file));
        }
        return runs;
    }

    private Metric chosenMetric() {
        if (sites && traffic) {
            throw new IllegalArgumentException("--traffic: sites have one value only, leave it out beside --sites");
        }
        if (sites && metric.isPresent()) {
            throw new IllegalArgumentException("--metric: sites have one value only, leave it out beside --sites");
        }
        String name = metric.orElse(Metric.ACCURACY.field());
        return Metric.named(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "--metric: accuracy or balancedAccuracy expected, not '" + name + "'"));
    }

    private References fixedValues() {
        List<Reference> fixed = references.stream().map(Reference::parse).toList();
        Set<String> names = new HashSet<>();
        fixed.forEach(reference -> {
            if (!names.add(reference.name())) {
                throw new IllegalArgumentException("--reference: '" + reference.name() + "' comes twice");
            }
        });
        return new References(fixed);
    }

    /** The files of each label, in the order of the command line. */
    private Map<String, List<Path>> files() {
        Map<String, List<Path>> files = new LinkedHashMap<>();
        reports.stream().map(ReportArgument::parse).forEach(report -> files.computeIfAbsent(
                        report.label(), label -> new ArrayList<>())
                .add(report.file()));
        return files;
    }
}
