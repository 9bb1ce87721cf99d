package org.fogward.fog.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoordinateMedianTest extends AggregationRuleConformance {

    @Override
    AggregationRule rule() {
        return new CoordinateMedian(40);
    }

    @Override
    double expected(List<Contribution> contributions, List<Float> values) {
        List<Float> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : ((double) sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    @Test
    void gives_the_same_bits_whatever_the_block() throws IOException {
        List<Contribution> contributions = contributions(9, 5);
        double[] inBlocks = new double[37];
        double[] atOnce = new double[37];
        new CoordinateMedian(9).combine(contributions, inBlocks);
        new CoordinateMedian().combine(contributions, atOnce);
        assertThat(inBlocks).containsExactly(atOnce);
    }
}
