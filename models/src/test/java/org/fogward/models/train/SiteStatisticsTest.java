package org.fogward.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.fogward.models.Models;
import org.fogward.models.data.Sample;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.parameter.Initialization;
import org.fogward.models.parameter.ParameterKind;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.models.prepare.Example;
import org.fogward.models.prepare.Preprocessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SiteStatisticsTest {

    private final NetworkPool pool = new NetworkPool(1);
    private final SiteStatistics statistics = new SiteStatistics(pool);

    @AfterEach
    void close() {
        pool.close();
    }

    /** The first normalisation of this network takes the values themselves. */
    @Test
    void first_normalisation_gets_the_mean_and_variance_of_all_examples() {
        List<Sample> samples = Models.samples(Models.MOTION, 64, 1);
        List<Example> examples = Preprocessor.of(Models.MOTION).prepare(samples);
        float[] adapted = statistics.adapt(Models.MOTION, Initialization.create(Models.MOTION, 1), samples);
        List<Segment> segments = ParameterLayout.of(Models.MOTION).segments(ParameterKind::isStatistic);
        int channels = segments.getFirst().length();
        for (int c = 0; c < channels; c++) {
            double sum = 0;
            double squares = 0;
            int count = 0;
            for (Example example : examples) {
                for (int i = c; i < example.values().length; i += channels) {
                    sum += example.values()[i];
                    squares += (double) example.values()[i] * example.values()[i];
                    count++;
                }
            }
            double mean = sum / count;
            double variance = squares / count - mean * mean;
            assertThat((double) adapted[segments.get(0).offset() + c]).isCloseTo(mean, within(1e-4));
            assertThat((double) adapted[segments.get(1).offset() + c]).isCloseTo(variance, within(1e-3 * variance));
        }
    }

    @Test
    void too_few_samples_change_nothing() {
        float[] start = Initialization.create(Models.TABULAR, 1);
        assertThat(statistics.adapt(Models.TABULAR, start, Models.samples(Models.TABULAR, 3, 1)))
                .isEqualTo(start);
        assertThat(statistics.adapt(Models.TABULAR, start, List.of())).isEqualTo(start);
    }

    @Test
    void what_is_learnt_stays() {
        float[] start = Initialization.create(Models.COMPACT, 1);
        float[] adapted = statistics.adapt(Models.COMPACT, start, Models.samples(Models.COMPACT, 40, 1));
        for (Segment learnt : ParameterLayout.of(Models.COMPACT).segments(kind -> !kind.isStatistic())) {
            for (int i = learnt.offset(); i < learnt.end(); i++) {
                assertThat(adapted[i]).isEqualTo(start[i]);
            }
        }
        assertThat(adapted).isNotEqualTo(start);
    }
}
