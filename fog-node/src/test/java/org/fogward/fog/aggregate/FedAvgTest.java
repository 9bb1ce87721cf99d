package org.fogward.fog.aggregate;

import java.util.List;

class FedAvgTest extends AggregationRuleConformance {

    @Override
    AggregationRule rule() {
        return new FedAvg();
    }

    @Override
    double expected(List<Contribution> contributions, List<Float> values) {
        double sum = 0;
        double samples = 0;
        for (int g = 0; g < values.size(); g++) {
            sum += contributions.get(g).samples() * (double) values.get(g);
            samples += contributions.get(g).samples();
        }
        return sum / samples;
    }
}
