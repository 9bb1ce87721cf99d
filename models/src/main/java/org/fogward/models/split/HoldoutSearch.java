package org.fogward.models.split;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws sets of groups to keep back and takes the one whose class mix is nearest to that of the whole. */
final class HoldoutSearch {

    private static final int MAX_DRAWS = 2_000;
    /** Bounds the work where there are very many groups, whose draws are all alike anyway. */
    private static final int MAX_STEPS = 4_000_000;

    private final List<Group> groups;
    private final double share;
    private final SplittableRandom random;
    private final int[] carriers;
    private final long[] totals;
    private final List<Integer> rarestFirst;

    HoldoutSearch(List<Group> groups, int classes, double share, long seed) {
        this.groups = groups;
        this.share = share;
        this.random = new SplittableRandom(seed);
        this.carriers = new int[classes];
        this.totals = new long[classes];
        for (Group group : groups) {
            for (int label = 0; label < classes; label++) {
                carriers[label] += group.counts()[label] > 0 ? 1 : 0;
                totals[label] += group.counts()[label];
            }
        }
        this.rarestFirst = IntStream.range(0, classes)
                .filter(label -> carriers[label] > 1)
                .boxed()
                .sorted(Comparator.comparing(label -> carriers[label]))
                .toList();
    }

    /** The groups to keep back; none where each of them is the only one to carry some class. */
    List<Group> best() {
        Draw best = draw();
        double least = distance(best);
        int draws = Math.clamp(MAX_STEPS / groups.size(), 1, MAX_DRAWS);
        for (int i = 1; i < draws; i++) {
            Draw draw = draw();
            double distance = distance(draw);
            if (distance < least) {
                least = distance;
                best = draw;
            }
        }
        return List.copyOf(best.kept);
    }

    /** One draw: first a group for each class, the rarest class first, then any groups up to the share. */
    private Draw draw() {
        List<Group> order = new ArrayList<>(groups);
        Collections.shuffle(order, random);
        Draw draw = new Draw(carriers.clone());
        for (int label : rarestFirst) {
            Iterator<Group> candidates = order.iterator();
            while (draw.held[label] == 0 && candidates.hasNext()) {
                Group candidate = candidates.next();
                if (candidate.counts()[label] > 0) {
                    draw.add(candidate);
                }
            }
        }
        long wanted = Math.max(1, Math.round(share * groups.size()));
        for (Group group : order) {
            if (draw.kept.size() >= wanted) {
                break;
            }
            draw.add(group);
        }
        return draw;
    }

    /**
     * How far a draw is from holding the share of every class: squares of the differences, relative to the class, so that
     * rare classes count as much as frequent ones.
     */
    private double distance(Draw draw) {
        double distance = 0;
        for (int label : rarestFirst) {
            double excess = (double) draw.held[label] / totals[label] - share;
            distance += excess * excess + (draw.held[label] == 0 ? 1 : 0);
        }
        return distance;
    }

    /** Groups kept back, none of which is the last one in training that carries a class. */
    private static final class Draw {

        private final Set<Group> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        private final int[] carriersLeft;
        private final long[] held;

        Draw(int[] carriersLeft) {
            this.carriersLeft = carriersLeft;
            this.held = new long[carriersLeft.length];
        }

        void add(Group group) {
            int[] counts = group.counts();
            for (int label = 0; label < counts.length; label++) {
                if (counts[label] > 0 && carriersLeft[label] < 2) {
                    return;
                }
            }
            if (!kept.add(group)) {
                return;
            }
            for (int label = 0; label < counts.length; label++) {
                carriersLeft[label] -= counts[label] > 0 ? 1 : 0;
                held[label] += counts[label];
            }
        }
    }
}
