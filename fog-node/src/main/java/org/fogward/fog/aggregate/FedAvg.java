package org.fogward.fog.aggregate;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The mean weighted by samples: McMahan et al., Communication-Efficient Learning of Deep Networks from Decentralized Data, AISTATS
 * 2017. One pass over each update; holds none of them.
 */
public final class FedAvg implements AggregationRule {

    @Override
    public String name() {
        return "fedavg";
    }

    @Override
    public boolean comparesUpdates() {
        return false;
    }

    @Override
    public void combine(List<Contribution> contributions, double[] into) throws IOException {
        Arrays.fill(into, 0);
        double total = 0;
        for (Contribution contribution : contributions) {
            double weight = contribution.samples();
            contribution.delta().read((coordinate, value) -> into[coordinate] += weight * value);
            total += weight;
        }
        for (int i = 0; i < into.length; i++) {
            into[i] /= total;
        }
    }
}
