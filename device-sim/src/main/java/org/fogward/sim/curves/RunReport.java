package org.fogward.sim.curves;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fogward.sim.report.SiteReport;

/** A demo's report, as far as it is drawn. Only what is asked for has to be there. */
final class RunReport {
    private static final ObjectReader JSON =
            new ObjectMapper().readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final long MAX_BYTES = 16 << 20;

    private final Path file;
    private final JsonNode report;

    private RunReport(Path file, JsonNode report) {
        this.file = file;
        this.report = report;
    }

    /**
     * Reads a report.
     *
     * @throws ReportException if it is none, naming the file
     * @throws IOException if it cannot be read
     */
    static RunReport read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new ReportException(file + ": longer than " + MAX_BYTES + " bytes, no report is");
        }
        JsonNode report;
        try {
            report = JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new ReportException(file + ": no valid JSON" + where);
        }
        if (!report.isObject()) {
            throw new ReportException(file + ": no report, its fields are missing");
        }
        return new RunReport(file, report);
    }

    /**
     * A value of each round, by the round's number.
     *
     * @throws ReportException if there is no round, or one has no such value, naming the field
     */
    SortedMap<Long, Double> rounds(Metric metric) throws ReportException {
        JsonNode rounds = report.path("rounds");
        if (!rounds.isArray() || rounds.isEmpty()) {
            throw new ReportException(file + ": rounds: at least one round expected");
        }
        SortedMap<Long, Double> values = new TreeMap<>();
        for (int i = 0; i < rounds.size(); i++) {
            String field = "rounds[" + i + "].";
            long number = count(field + "round", rounds.path(i).path("round"));
            double value = share(field + metric.field(), rounds.path(i).path(metric.field()));
            if (values.putIfAbsent(number, value) != null) {
                throw new ReportException(file + ": " + field + "round: " + number + " comes twice");
            }
        }
        return values;
    }

    /** The final model's accuracy on all samples that were kept back. */
    double finalAccuracy() throws ReportException {
        return share("final.accuracy", report.path("final").path("accuracy"));
    }

    /**
     * The final model's accuracy at each site.
     *
     * @throws ReportException if no site is there, or one is not as it should be, naming the field
     */
    SortedMap<String, SiteReport> sites() throws ReportException {
        JsonNode sites = report.path("final").path("sites");
        if (!sites.isObject() || sites.isEmpty()) {
            throw new ReportException(file + ": final.sites: at least one site expected; reports of older builds"
                    + " and of data without sources have none");
        }
        SortedMap<String, SiteReport> values = new TreeMap<>();
        for (var site : sites.properties()) {
            String field = "final.sites." + site.getKey() + ".";
            values.put(
                    site.getKey(),
                    new SiteReport(
                            share(field + "accuracy", site.getValue().path("accuracy")),
                            count(field + "samples", site.getValue().path("samples"))));
        }
        return values;
    }

    private double share(String field, JsonNode value) throws ReportException {
        double share = value.isNumber() ? value.doubleValue() : Double.NaN;
        if (share >= 0 && share <= 1) {
            return share;
        }
        throw new ReportException(file + ": " + field + ": a number within 0..1 expected");
    }

    private long count(String field, JsonNode value) throws ReportException {
        if (value.isIntegralNumber() && value.canConvertToInt() && value.intValue() > 0) {
            return value.intValue();
        }
        throw new ReportException(file + ": " + field + ": a whole number from 1 expected");
    }
}
