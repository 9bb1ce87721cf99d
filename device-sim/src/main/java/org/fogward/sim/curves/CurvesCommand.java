package org.fogward.sim.curves;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
        description = "Draws accuracy by round, or by site, from the reports that demos wrote.")
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

    @Option(names = "--sites", description = "Draw the final accuracy at each site instead of curves.")
    private boolean sites;

    @Spec
    private CommandSpec spec;

    /** Reads the reports and writes the drawing; options that do not suit each other are reported as wrong usage. */
    @Override
    public Integer call() throws IOException {
        Map<String, List<Path>> files;
        Metric chosen;
        List<Reference> fixed;
        try {
            chosen = chosenMetric();
            fixed = fixedValues();
            files = files();
            requirePlace(files);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        write(sites ? siteChart(files, fixed) : curveChart(files, chosen, fixed));
        spec.commandLine()
                .getOut()
                .println("Drawn from " + reports.size() + (reports.size() == 1 ? " report: " : " reports: ") + out);
        return spec.exitCodeOnSuccess();
    }

    private String curveChart(Map<String, List<Path>> files, Metric chosen, List<Reference> fixed) throws IOException {
        List<Curve> curves = new ArrayList<>();
        for (var label : files.entrySet()) {
            curves.add(Curve.of(label.getKey(), read(label.getValue()), chosen));
        }
        return new CurveChart(title.orElse(chosen.words() + " by round"), chosen, curves, fixed).draw();
    }

    private String siteChart(Map<String, List<Path>> files, List<Reference> fixed) throws IOException {
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
        if (sites && metric.isPresent()) {
            throw new IllegalArgumentException("--metric: sites have one value only, leave it out beside --sites");
        }
        String name = metric.orElse(Metric.ACCURACY.field());
        return Metric.named(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "--metric: accuracy or balancedAccuracy expected, not '" + name + "'"));
    }

    private List<Reference> fixedValues() {
        List<Reference> fixed = references.stream().map(Reference::parse).toList();
        Set<String> names = new HashSet<>();
        fixed.forEach(reference -> {
            if (!names.add(reference.name())) {
                throw new IllegalArgumentException("--reference: '" + reference.name() + "' comes twice");
            }
        });
        return fixed;
    }

    /** The files of each label, in the order of the command line. */
    private Map<String, List<Path>> files() {
        Map<String, List<Path>> files = new LinkedHashMap<>();
        reports.stream().map(ReportArgument::parse).forEach(report -> files.computeIfAbsent(
                        report.label(), label -> new ArrayList<>())
                .add(report.file()));
        return files;
    }

    private void requirePlace(Map<String, List<Path>> files) {
        Path target = out.toAbsolutePath().normalize();
        Path folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IllegalArgumentException("--out: no folder for " + out);
        }
        if (Files.isDirectory(target)) {
            throw new IllegalArgumentException("--out: " + out + " is a folder");
        }
        boolean report = files.values().stream()
                .flatMap(List::stream)
                .anyMatch(file -> file.toAbsolutePath().normalize().equals(target));
        if (report) {
            throw new IllegalArgumentException("--out: " + out + " is one of the reports");
        }
    }

    /** Nobody sees half a drawing. */
    private void write(String drawing) throws IOException {
        Path target = out.toAbsolutePath();
        Path part = target.resolveSibling(target.getFileName() + ".part");
        Files.writeString(part, drawing, StandardCharsets.UTF_8);
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
