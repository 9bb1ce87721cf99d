package org.fogward.fog.anchor;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fogward.fog.admission.RefusalNames;
import org.fogward.fog.round.RoundUpdate;
import org.fogward.protocol.digest.Digest;

/**
 * What a round measured, as far as anybody who holds its updates can say the same: how many samples each accepted update was
 * trained on and with which loss, and how many updates were refused why.
 *
 * <p>Its text has a line {@code round-metrics 1 ROUND}, then for each accepted update, sorted,
 * {@code update DIGEST SAMPLES LOSS}, where the loss is an IEEE 754 double's bits in 16 hexadecimal digits, then for each
 * reason, sorted, {@code refused REASON COUNT}; every line ends with a line feed. Traffic and times are not in it: nobody
 * else can measure them again. Immutable.
 *
 * @param text the text in ASCII
 * @param refusals how many updates were refused for which reason
 */
public record RoundMetrics(String text, Map<String, Integer> refusals) {

    /** Copies the counts. */
    public RoundMetrics {
        refusals = Map.copyOf(refusals);
    }

    /**
     * The metrics of a round.
     *
     * @param round its number
     * @param updates its updates in any order
     */
    public static RoundMetrics of(long round, List<RoundUpdate> updates) {
        TreeMap<String, Integer> refusals = updates.stream()
                .filter(update -> !update.accepted())
                .collect(Collectors.toMap(
                        update -> RefusalNames.of(update.refusal()), update -> 1, Integer::sum, TreeMap::new));
        StringBuilder text = new StringBuilder("round-metrics 1 " + round + "\n");
        updates.stream()
                .filter(RoundUpdate::accepted)
                .map(RoundMetrics::line)
                .sorted()
                .forEach(text::append);
        refusals.forEach((reason, count) -> text.append("refused " + reason + " " + count + "\n"));
        return new RoundMetrics(text.toString(), refusals);
    }

    /** The digest that is anchored. */
    public Digest digest() {
        return Digest.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String line(RoundUpdate update) {
        // Zero has no sign here, because a database need not keep it.
        String loss = HexFormat.of().toHexDigits(Double.doubleToLongBits(update.trainLoss() + 0.0));
        return "update " + update.digest().hex() + " " + update.samples() + " " + loss + "\n";
    }
}
