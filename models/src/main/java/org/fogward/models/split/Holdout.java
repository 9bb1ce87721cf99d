package org.fogward.models.split;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.Sample;

/**
 * A data set of which some groups are kept back, to score a model on people that it has never seen.
 *
 * @param training the groups to train on; every class of the data set is present
 * @param heldBack the groups kept back; every class is present that more than one group carries, as far as possible
 */
public record Holdout(Dataset training, Dataset heldBack) {

    /**
     * Keeps back a share of the groups. Of many draws by the seed the one is taken whose class mix is nearest to that of
     * the whole.
     *
     * @param dataset what to divide
     * @param share of the groups to keep back, above 0 and below 1; at least one group is kept back
     * @param seed decides which groups
     * @throws SplitException where no group can be kept back without taking a class out of training
     */
    public static Holdout of(Dataset dataset, double share, long seed) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("share: " + share + " is not between 0 and 1");
        }
        List<Group> groups = Group.of(dataset);
        Set<String> kept = new HoldoutSearch(groups, dataset.classes().size(), share, seed)
                .best().stream().map(Group::name).collect(Collectors.toSet());
        if (kept.isEmpty()) {
            throw new SplitException(dataset.name() + " has " + groups.size()
                    + " groups, and none can be kept back without taking a class out of training");
        }
        Map<Boolean, List<Sample>> parts =
                dataset.samples().stream().collect(Collectors.partitioningBy(sample -> kept.contains(sample.group())));
        return new Holdout(
                dataset.withSamples(parts.getOrDefault(false, List.of())),
                dataset.withSamples(parts.getOrDefault(true, List.of())));
    }
}
