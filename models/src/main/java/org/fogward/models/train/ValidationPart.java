package org.fogward.models.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fogward.models.data.Sample;

/**
 * A participant's samples, divided by whole groups into those that it trains on and those that it validates with.
 *
 * @param training what to train on; never empty unless there are no samples
 * @param validation what to validate with; empty where one group is all there is
 */
public record ValidationPart(List<Sample> training, List<Sample> validation) {

    /** Keeps its own copies of the lists. */
    public ValidationPart {
        training = List.copyOf(training);
        validation = List.copyOf(validation);
    }

    /**
     * Divides samples: groups go to validation in the order in which they first appear, while they fit into the share.
     * At least one group stays for training.
     *
     * @param share of the samples to validate with at most, 0 to below 1
     */
    public static ValidationPart split(List<Sample> samples, double share) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("share: " + share + " is not between 0 and 1");
        }
        Map<String, List<Sample>> groups = new LinkedHashMap<>();
        for (Sample sample : samples) {
            groups.computeIfAbsent(sample.group(), group -> new ArrayList<>()).add(sample);
        }
        List<Sample> training = new ArrayList<>();
        List<Sample> validation = new ArrayList<>();
        int groupsLeft = groups.size();
        for (List<Sample> group : groups.values()) {
            boolean fits = validation.size() + group.size() <= share * samples.size();
            boolean spare = groupsLeft > 1 || !training.isEmpty();
            (fits && spare ? validation : training).addAll(group);
            groupsLeft--;
        }
        return new ValidationPart(training, validation);
    }
}
