package org.fogward.models.split;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.Sample;

/**
 * The samples of one group, and what a split needs to know of them.
 *
 * @param name the group
 * @param source the source of most of its samples; the first of them in a tie
 * @param counts samples by class
 * @param size number of samples
 */
record Group(String name, String source, int[] counts, int size) {

    static final Comparator<Group> LARGEST_FIRST =
            Comparator.comparingInt(Group::size).reversed();

    /** The groups of a data set in the order of their first sample. */
    static List<Group> of(Dataset dataset) {
        List<Group> groups = new ArrayList<>();
        dataset.groups()
                .forEach((name, samples) ->
                        groups.add(of(name, samples, dataset.classes().size())));
        return groups;
    }

    /** The groups of a data set in an order that only the seed decides. */
    static List<Group> shuffled(Dataset dataset, long seed) {
        List<Group> groups = of(dataset);
        Collections.shuffle(groups, new SplittableRandom(seed));
        return groups;
    }

    /** The class of most samples; the first of them in a tie. */
    int majority() {
        return IntStream.range(0, counts.length)
                .reduce((best, label) -> counts[label] > counts[best] ? label : best)
                .orElseThrow();
    }

    private static Group of(String name, List<Sample> samples, int classes) {
        int[] counts = new int[classes];
        Map<String, Integer> sources = new LinkedHashMap<>();
        for (Sample sample : samples) {
            counts[sample.label()]++;
            sources.merge(sample.source(), 1, Integer::sum);
        }
        String source = sources.entrySet().stream()
                .reduce((best, entry) -> entry.getValue() > best.getValue() ? entry : best)
                .orElseThrow()
                .getKey();
        return new Group(name, source, counts, samples.size());
    }
}
