package org.fogward.sim.demo;

import java.util.List;
import java.util.Locale;
import org.fogward.fog.view.FederationView;
import org.fogward.fog.view.RoundSummary;

/** Prints a line for each round, once it has a score. Called by one thread at a time. */
final class RoundLines {
    private final ProgressLines lines;
    private long printed;

    RoundLines(ProgressLines lines) {
        this.lines = lines;
    }

    synchronized void show(FederationView view) {
        List<RoundSummary> scored = view.rounds().stream()
                .filter(round -> round.accuracy().isPresent())
                .toList();
        for (RoundSummary round : scored) {
            if (round.round() == printed + 1) {
                say(round, view.plan().rounds());
                printed = round.round();
            }
        }
    }

    /** How far the current round has come. */
    static String status(FederationView view) {
        return view.current()
                .map(round -> "round " + round.round() + ": " + round.accepted() + " of "
                        + view.plan().quorum() + " updates")
                .orElse("");
    }

    private void say(RoundSummary round, long rounds) {
        lines.say(
                "round %d/%d  %.1f s  %d updates%s%s  accuracy %.4f  balanced %.4f",
                round.round(),
                rounds,
                round.seconds(),
                round.accepted(),
                round.refused() == 0 ? "" : " (" + round.refused() + " refused)",
                // Nothing trains in rounds that solve or choose.
                round.trainLoss() == 0 ? "" : String.format(Locale.ROOT, "  train loss %.4f", round.trainLoss()),
                round.accuracy().orElseThrow(),
                round.balancedAccuracy().orElseThrow());
    }
}
