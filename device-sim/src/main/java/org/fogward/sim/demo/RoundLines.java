package org.fogward.sim.demo;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.fogward.fog.view.FederationView;
import org.fogward.fog.view.RoundSummary;

/** Prints a line for each round, once it has a score. Called by one thread at a time. */
final class RoundLines {
    private final PrintWriter out;
    private long printed;

    RoundLines(PrintWriter out) {
        this.out = out;
    }

    synchronized void show(FederationView view) {
        List<RoundSummary> scored = view.rounds().stream()
                .filter(round -> round.accuracy().isPresent())
                .toList();
        for (RoundSummary round : scored) {
            if (round.round() == printed + 1) {
                out.println(line(round, view.plan().rounds()));
                printed = round.round();
            }
        }
        out.flush();
    }

    private static String line(RoundSummary round, long rounds) {
        return String.format(
                Locale.ROOT,
                "round %d/%d  %.1f s  %d updates%s  train loss %.4f  accuracy %.4f  balanced %.4f",
                round.round(),
                rounds,
                round.seconds(),
                round.accepted(),
                round.refused() == 0 ? "" : " (" + round.refused() + " refused)",
                round.trainLoss(),
                round.accuracy().orElseThrow(),
                round.balancedAccuracy().orElseThrow());
    }
}
