package org.fogward.models.split;

import java.util.List;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.Sample;

/** Deals groups out at random, so that all clients have nearly the same number of samples. */
public record ByGroup() implements Split {

    @Override
    public List<List<Sample>> deal(Dataset dataset, int clients, long seed) {
        List<Group> groups = Group.shuffled(dataset, seed);
        Shares.check(dataset, clients, groups.size());
        return Shares.samples(dataset, Shares.balanced(groups, clients));
    }
}
