package org.fogward.models.split;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.Sample;

/** Who gets which groups. */
final class Shares {

    private Shares() {}

    /** Refuses more clients than groups: a client without samples cannot take part. */
    static void check(Dataset dataset, int clients, int groups) {
        if (clients < 1) {
            throw new SplitException("clients: " + clients + " is not positive");
        }
        if (clients > groups) {
            throw new SplitException("clients: " + clients + " is more than the " + groups + " groups of "
                    + dataset.name() + "; a group is never divided, so ask for " + groups + " at most");
        }
    }

    /** Deals groups into that many shares of nearly equal size, none of them empty: largest first, each to the smallest share. */
    static List<List<Group>> balanced(List<Group> groups, int shares) {
        List<List<Group>> dealt = empty(shares);
        long[] sizes = new long[shares];
        for (Group group : groups.stream().sorted(Group.LARGEST_FIRST).toList()) {
            int smallest = 0;
            for (int i = 1; i < shares; i++) {
                if (sizes[i] < sizes[smallest]) {
                    smallest = i;
                }
            }
            dealt.get(smallest).add(group);
            sizes[smallest] += group.size();
        }
        return dealt;
    }

    /** Gives each share without a group the smallest group of the share that has most of them. */
    static void fillEmpty(List<List<Group>> dealt) {
        for (List<Group> share : dealt) {
            if (share.isEmpty()) {
                List<Group> donor =
                        dealt.stream().max(Comparator.comparingInt(List::size)).orElseThrow();
                Group smallest =
                        donor.stream().min(Comparator.comparingInt(Group::size)).orElseThrow();
                donor.remove(smallest);
                share.add(smallest);
            }
        }
    }

    static List<List<Group>> empty(int shares) {
        List<List<Group>> dealt = new ArrayList<>();
        for (int i = 0; i < shares; i++) {
            dealt.add(new ArrayList<>());
        }
        return dealt;
    }

    static long size(List<Group> groups) {
        return groups.stream().mapToLong(Group::size).sum();
    }

    /** The samples of each share, in the data set's order. */
    static List<List<Sample>> samples(Dataset dataset, List<List<Group>> dealt) {
        Map<String, List<Sample>> byGroup = new HashMap<>();
        List<List<Sample>> shares = new ArrayList<>();
        for (List<Group> groups : dealt) {
            List<Sample> share = new ArrayList<>();
            groups.forEach(group -> byGroup.put(group.name(), share));
            shares.add(share);
        }
        for (Sample sample : dataset.samples()) {
            Objects.requireNonNull(byGroup.get(sample.group())).add(sample);
        }
        return shares.stream().map(List::copyOf).toList();
    }
}
