package org.fogward.models.split;

import java.util.List;
import java.util.SplittableRandom;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.Sample;

/**
 * Deals groups out so that the clients' class mixes differ: for each class the clients' proportions are drawn from a
 * symmetric Dirichlet distribution, after Hsu, Qi and Brown (2019), and each group then goes to the client whose demand
 * for the group's most frequent class is met least. Because groups stay whole, the mixes are met roughly.
 *
 * @param alpha the concentration, above 0 and at most {@value #MAX_ALPHA}: small values give each class to few clients,
 *     large ones give all clients the same mix
 */
public record Dirichlet(double alpha) implements Split {

    /** Beyond this the proportions are equal for all that matters. */
    public static final double MAX_ALPHA = 1e6;

    static final String PREFIX = "dirichlet:";

    /**
     * Checks the concentration.
     *
     * @throws IllegalArgumentException where it is out of range
     */
    public Dirichlet {
        if (!(alpha > 0 && alpha <= MAX_ALPHA)) {
            throw new IllegalArgumentException("alpha: " + alpha + " is not above 0 and at most " + MAX_ALPHA);
        }
    }

    static Dirichlet parse(String text) {
        try {
            return new Dirichlet(Double.parseDouble(text.substring(PREFIX.length())));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("split: '" + text + "' has no number after the colon", e);
        }
    }

    @Override
    public List<List<Sample>> deal(Dataset dataset, int clients, long seed) {
        List<Group> groups = Group.shuffled(dataset, seed);
        Shares.check(dataset, clients, groups.size());
        double[][] demand = demand(dataset, clients, new DirichletSampler(new SplittableRandom(seed), alpha));
        List<List<Group>> dealt = Shares.empty(clients);
        for (Group group : groups.stream().sorted(Group.LARGEST_FIRST).toList()) {
            int label = group.majority();
            int neediest = 0;
            for (int client = 1; client < clients; client++) {
                if (demand[client][label] > demand[neediest][label]) {
                    neediest = client;
                }
            }
            dealt.get(neediest).add(group);
            for (int i = 0; i < group.counts().length; i++) {
                demand[neediest][i] -= group.counts()[i];
            }
        }
        Shares.fillEmpty(dealt);
        return Shares.samples(dataset, dealt);
    }

    /** By client and class, the number of samples wanted. */
    private static double[][] demand(Dataset dataset, int clients, DirichletSampler sampler) {
        long[] totals = new long[dataset.classes().size()];
        dataset.samples().forEach(sample -> totals[sample.label()]++);
        double[][] demand = new double[clients][totals.length];
        for (int label = 0; label < totals.length; label++) {
            double[] proportions = sampler.next(clients);
            for (int client = 0; client < clients; client++) {
                demand[client][label] = proportions[client] * totals[label];
            }
        }
        return demand;
    }
}
