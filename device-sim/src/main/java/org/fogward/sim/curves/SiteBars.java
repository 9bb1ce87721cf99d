package org.fogward.sim.curves;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The bars of one label: its runs' final accuracies by site.
 *
 * @param label what they are
 * @param runs how many
 * @param all the accuracy on all samples
 * @param sites by the site's name; over those runs that know the site
 */
record SiteBars(String label, int runs, Spread all, SortedMap<String, Site> sites) {

    /**
     * One bar.
     *
     * @param accuracy of the runs
     * @param samples of all runs together
     */
    record Site(Spread accuracy, long samples) {}

    /** Puts runs together. */
    static SiteBars of(String label, List<RunReport> runs) throws ReportException {
        List<Double> all = new ArrayList<>();
        SortedMap<String, List<Double>> accuracies = new TreeMap<>();
        SortedMap<String, Long> samples = new TreeMap<>();
        for (RunReport run : runs) {
            all.add(run.finalAccuracy());
            run.sites().forEach((name, site) -> {
                accuracies.computeIfAbsent(name, site0 -> new ArrayList<>()).add(site.accuracy());
                samples.merge(name, site.samples(), Long::sum);
            });
        }
        SortedMap<String, Site> sites = new TreeMap<>();
        accuracies.forEach(
                (name, values) -> sites.put(name, new Site(Spread.of(values), samples.getOrDefault(name, 0L))));
        return new SiteBars(label, runs.size(), Spread.of(all), sites);
    }
}
