package org.fogward.models.analytic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.fogward.models.Models;
import org.fogward.models.data.Sample;
import org.fogward.models.evaluate.ConfusionMatrix;
import org.fogward.models.evaluate.Evaluator;
import org.fogward.models.network.Batch;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.parameter.Initialization;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.prepare.Example;
import org.fogward.models.prepare.Preprocessor;
import org.fogward.models.spec.ModelSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatisticsCollectorTest {

    private static final AnalyticOptions OPTIONS = new AnalyticOptions(48, List.of(0.01, 0.1, 1.0), 0.5, 0);
    private static final int SAMPLES = 90;
    private static final long SEED = 17;

    private final NetworkPool pool = new NetworkPool(1);
    private final StatisticsCollector collector = new StatisticsCollector(pool);

    static Iterable<ModelSpec> specs() {
        return Models.all();
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @ParameterizedTest
    @MethodSource("specs")
    void however_samples_are_spread_the_sums_and_the_head_have_the_same_bits(ModelSpec spec) {
        AnalyticTask task = new AnalyticTask(spec, OPTIONS);
        ModelParameters base = base(spec);
        List<Sample> samples = Models.samples(spec, SAMPLES, 1);
        HeadStatistics pooled = collector.collect(task, base.values(), samples, SEED);
        assertThat(pooled.examples()).isEqualTo(SAMPLES);
        float[] model =
                AnalyticHead.solve(task, base, pooled, true, SEED).model().values();
        assertThat(model).isNotEqualTo(base.values());
        for (int participants = 2; participants <= 5; participants++) {
            HeadStatistics added =
                    HeadStatistics.none(task.dimensions(), spec.classes().size());
            for (List<Sample> part : parts(samples, participants)) {
                added = added.plus(collector.collect(task, base.values(), part, SEED));
            }
            assertThat(added.toArray()).isEqualTo(pooled.toArray());
            assertThat(AnalyticHead.solve(task, base, added, true, SEED).model().values())
                    .isEqualTo(model);
        }
    }

    /** Rounding to whole steps would hide a difference most of the time, so this looks before it. */
    @ParameterizedTest
    @MethodSource("specs")
    void features_of_an_example_have_the_same_bits_in_any_batch(ModelSpec spec) {
        List<Example> examples = Preprocessor.of(spec).prepare(Models.samples(spec, 33, 2));
        float[] parameters = base(spec).values();
        pool.with(spec, network -> {
            network.load(parameters);
            int width = network.featureCount();
            float[] all = network.features(Batch.forPrediction(examples));
            assertThat(all).hasSize(33 * width);
            for (int size : new int[] {1, 2, 3, 5, 8, 13}) {
                for (int from = 0; from + size <= 33; from += size) {
                    assertThat(network.features(Batch.forPrediction(examples.subList(from, from + size))))
                            .isEqualTo(Arrays.copyOfRange(all, from * width, (from + size) * width));
                }
            }
            return true;
        });
    }

    @ParameterizedTest
    @MethodSource("specs")
    void a_head_that_was_solved_for_tells_classes_apart(ModelSpec spec) {
        AnalyticTask task =
                new AnalyticTask(spec, new AnalyticOptions(64, List.of(1e-4, 0.001, 0.01, 0.1, 1.0), 0.5, 0.4));
        ModelParameters base = base(spec);
        HeadStatistics statistics = collector.collect(task, base.values(), Models.samples(spec, 240, 1), SEED);
        assertThat(statistics.validation().examples()).isPositive();
        statistics.requirePlausible(240, 0);
        ModelParameters model =
                AnalyticHead.solve(task, base, statistics, true, SEED).model();
        ConfusionMatrix confusion = new Evaluator(pool)
                .evaluate(spec, model.values(), Models.samples(spec, 90, 7))
                .confusion();
        double chance = 1.0 / spec.classes().size();
        assertThat(confusion.balancedAccuracy()).isGreaterThan(chance + 0.15);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void statistics_of_real_features_are_plausible_and_travel(ModelSpec spec) {
        AnalyticTask task = new AnalyticTask(spec, AnalyticOptions.DEFAULT);
        HeadStatistics statistics = collector.collect(task, base(spec).values(), Models.samples(spec, 45, 1), SEED);
        statistics.requirePlausible(45, AnalyticOptions.DEFAULT.rounding());
        assertThat(statistics.toArray()).hasSize(task.numbers());
        assertThat(HeadStatistics.of(task, statistics.toArray()).toArray()).isEqualTo(statistics.toArray());
    }

    /** Groups come in threes of samples here. */
    @Test
    void whole_groups_are_kept_apart_to_validate_by() {
        AnalyticTask task = new AnalyticTask(Models.TABULAR, new AnalyticOptions(0, List.of(1.0), 0, 0.4));
        float[] base = base(Models.TABULAR).values();
        List<Sample> samples = Models.samples(Models.TABULAR, 60, 1);
        HeadStatistics statistics = collector.collect(task, base, samples, SEED);
        List<Sample> kept = samples.stream()
                .filter(sample -> Set.of("g0", "g1").contains(sample.group()))
                .toList();
        AnalyticTask without = new AnalyticTask(Models.TABULAR, new AnalyticOptions(0, List.of(1.0), 0, 0));
        assertThat(statistics.validation().values())
                .isEqualTo(collector.collect(without, base, kept, SEED).fit().values());
        assertThat(statistics.all().values())
                .isEqualTo(collector.collect(without, base, samples, SEED).fit().values());
    }

    @Test
    void no_samples_are_no_examples() {
        AnalyticTask task = new AnalyticTask(Models.TABULAR, OPTIONS);
        HeadStatistics statistics = collector.collect(task, base(Models.TABULAR).values(), List.of(), SEED);
        assertThat(statistics.toArray()).hasSize(task.numbers()).containsOnly(0);
    }

    @Test
    void refuses_a_model_that_gives_what_is_not_a_number() {
        AnalyticTask task = new AnalyticTask(Models.TABULAR, OPTIONS);
        float[] broken = base(Models.TABULAR).values().clone();
        Arrays.fill(broken, Float.NaN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> collector.collect(task, broken, Models.samples(Models.TABULAR, 3, 1), SEED))
                .withMessageStartingWith("features:");
    }

    @Test
    void refuses_parameters_of_another_model() {
        AnalyticTask task = new AnalyticTask(Models.TABULAR, OPTIONS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> collector.collect(task, new float[3], Models.samples(Models.TABULAR, 3, 1), SEED));
    }

    /** Random weights, and running statistics that suit the samples, so that features are of a usual size. */
    private ModelParameters base(ModelSpec spec) {
        float[] parameters = Initialization.create(spec, 3);
        List<Example> examples = Preprocessor.of(spec).prepare(Models.samples(spec, 60, 5));
        return pool.with(spec, network -> {
            network.load(parameters);
            network.measureStatistics(Batch.forPrediction(examples), parameters);
            return new ModelParameters(spec, parameters);
        });
    }

    /** Whole groups, as participants have them, each in an order of its own. */
    private static List<List<Sample>> parts(List<Sample> samples, int participants) {
        List<List<Sample>> parts = new ArrayList<>();
        for (int i = 0; i < participants; i++) {
            parts.add(new ArrayList<>());
        }
        List<String> groups = new ArrayList<>(
                new LinkedHashSet<>(samples.stream().map(Sample::group).toList()));
        Collections.shuffle(groups, new Random(participants));
        for (int i = 0; i < groups.size(); i++) {
            String group = groups.get(i);
            samples.stream().filter(sample -> sample.group().equals(group)).forEach(parts.get(i % participants)::add);
        }
        parts.forEach(part -> Collections.shuffle(part, new Random(participants)));
        return parts;
    }
}
