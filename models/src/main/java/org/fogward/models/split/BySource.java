package org.fogward.models.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.Sample;

/**
 * Deals each source to a client of its own, as it would be in life. With more clients than sources the largest sources
 * are cut by groups, with fewer clients the smallest ones are put together.
 */
public record BySource() implements Split {

    @Override
    public List<List<Sample>> deal(Dataset dataset, int clients, long seed) {
        List<Group> groups = Group.shuffled(dataset, seed);
        Shares.check(dataset, clients, groups.size());
        List<List<Group>> sources = new ArrayList<>(groups.stream()
                .collect(Collectors.groupingBy(Group::source, TreeMap::new, Collectors.toList()))
                .values());
        return Shares.samples(dataset, sources.size() < clients ? cut(sources, clients) : merge(sources, clients));
    }

    private static List<List<Group>> cut(List<List<Group>> sources, int clients) {
        int[] parts = new int[sources.size()];
        Arrays.fill(parts, 1);
        for (int total = sources.size(); total < clients; total++) {
            int largest = -1;
            for (int i = 0; i < parts.length; i++) {
                boolean divisible = parts[i] < sources.get(i).size();
                if (divisible && (largest < 0 || partSize(sources, parts, i) > partSize(sources, parts, largest))) {
                    largest = i;
                }
            }
            parts[largest]++;
        }
        List<List<Group>> dealt = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            dealt.addAll(Shares.balanced(sources.get(i), parts[i]));
        }
        return dealt;
    }

    private static double partSize(List<List<Group>> sources, int[] parts, int index) {
        return (double) Shares.size(sources.get(index)) / parts[index];
    }

    private static List<List<Group>> merge(List<List<Group>> sources, int clients) {
        PriorityQueue<Merged> queue = new PriorityQueue<>();
        for (List<Group> source : sources) {
            queue.add(new Merged(queue.size(), Shares.size(source), source));
        }
        while (queue.size() > clients) {
            queue.add(queue.remove().and(queue.remove()));
        }
        return queue.stream()
                .sorted(Comparator.comparingInt(Merged::rank))
                .map(Merged::groups)
                .toList();
    }

    /** One or more sources; the first one's place in the alphabet breaks ties. */
    private record Merged(int rank, long size, List<Group> groups) implements Comparable<Merged> {

        Merged and(Merged other) {
            List<Group> both = new ArrayList<>(groups);
            both.addAll(other.groups);
            return new Merged(Math.min(rank, other.rank), size + other.size, both);
        }

        @Override
        public int compareTo(Merged other) {
            int bySize = Long.compare(size, other.size);
            return bySize == 0 ? Integer.compare(rank, other.rank) : bySize;
        }
    }
}
