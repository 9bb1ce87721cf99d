package org.fogward.sim.demo;

import java.util.List;
import org.fogward.models.evaluate.SiteScore;
import org.fogward.sim.report.FinalReport;

/** Says how the final model does at the worst site, where there are sites to compare. */
final class SiteLines {
    private final ProgressLines lines;

    SiteLines(ProgressLines lines) {
        this.lines = lines;
    }

    void show(FinalReport last) {
        List<SiteScore> sites = last.sites().entrySet().stream()
                .map(site -> new SiteScore(
                        site.getKey(),
                        site.getValue().accuracy(),
                        site.getValue().samples()))
                .filter(SiteScore::comparable)
                .toList();
        if (sites.size() < 2) {
            return;
        }
        SiteScore worst = SiteScore.worst(sites).orElseThrow();
        lines.say(
                "worst of %d sites %s: accuracy %.4f on %d samples, beside %.4f on all",
                sites.size(),
                worst.site(),
                worst.accuracy(),
                worst.samples(),
                last.scores().accuracy());
    }
}
