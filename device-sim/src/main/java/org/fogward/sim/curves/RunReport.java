package org.fogward.sim.curves;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    private static final String ROUND = "round";
    private static final double MEGABYTE = 1e6;

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
            report = JSON.readTree(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
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
        return byRound((field, round) -> share(field + metric.field(), round.path(metric.field())));
    }

    /** Each round's number, by itself. */
    SortedMap<Long, Double> numbers() throws ReportException {
        return byRound((field, round) -> count(field + ROUND, round.path(ROUND)));
    }

    /**
     * The megabytes that one gateway had sent and received by the end of each round, by the round's number.
     *
     * @throws ReportException if a round does not say, or there was nothing yet, naming the field
     */
    SortedMap<Long, Double> megabytes() throws ReportException {
        SortedMap<Long, Double> megabytes = byRound((field, round) ->
                bytes(field + "bytesUp", round.path("bytesUp")) + bytes(field + "bytesDown", round.path("bytesDown")));
        double sum = 0;
        for (var round : megabytes.entrySet()) {
            sum += round.getValue();
            if (sum == 0) {
                throw new ReportException(file + ": bytesUp and bytesDown of round " + round.getKey()
                        + ": no traffic yet, which has no place on a logarithmic axis");
            }
            round.setValue(sum / MEGABYTE);
        }
        return megabytes;
    }

    private SortedMap<Long, Double> byRound(RoundValue value) throws ReportException {
        JsonNode rounds = report.path("rounds");
        if (!rounds.isArray() || rounds.isEmpty()) {
            throw new ReportException(file + ": rounds: at least one round expected");
        }
        SortedMap<Long, Double> values = new TreeMap<>();
        for (int i = 0; i < rounds.size(); i++) {
            String field = "rounds[" + i + "].";
            long number = count(field + ROUND, rounds.path(i).path(ROUND));
            if (values.putIfAbsent(number, value.of(field, rounds.path(i))) != null) {
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

    private double bytes(String field, JsonNode value) throws ReportException {
        if (value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0) {
            return value.longValue();
        }
        throw new ReportException(file + ": " + field + ": a whole number from 0 expected");
    }

    private interface RoundValue {
        double of(String field, JsonNode round) throws ReportException;
    }
}
