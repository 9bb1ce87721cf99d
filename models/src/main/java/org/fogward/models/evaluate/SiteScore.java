package org.fogward.models.evaluate;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * How a model does at one site, such as a clinic or the source of some samples.
 *
 * @param site the site's name
 * @param accuracy share of correct answers there, 0 to 1
 * @param samples how many samples were looked at
 */
public record SiteScore(String site, double accuracy, long samples) {

    /** A site with fewer samples is never called the worst: one wrong answer more or less would decide. */
    public static final int FEWEST_SAMPLES = 5;

    private static final Comparator<SiteScore> WORST_FIRST =
            Comparator.comparingDouble(SiteScore::accuracy).thenComparing(SiteScore::site);

    /** The score that a site's evaluation makes. */
    public static SiteScore of(String site, Evaluation evaluation) {
        return new SiteScore(
                site, evaluation.confusion().accuracy(), evaluation.confusion().samples());
    }

    /** Whether there are enough samples to compare the site with others. */
    public boolean comparable() {
        return samples >= FEWEST_SAMPLES;
    }

    /** The worst of the sites that are comparable, the first by name in a tie; empty if none is. */
    public static Optional<SiteScore> worst(Collection<SiteScore> sites) {
        return sites.stream().filter(SiteScore::comparable).min(WORST_FIRST);
    }

    /** The worst by evaluation, as {@link #worst(Collection)}. */
    public static Optional<SiteScore> worst(Map<String, Evaluation> sites) {
        return worst(sites.entrySet().stream()
                .map(site -> of(site.getKey(), site.getValue()))
                .toList());
    }
}
