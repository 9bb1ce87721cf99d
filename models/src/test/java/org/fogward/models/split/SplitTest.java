package org.fogward.models.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {

    private final SplittableRandom random = new SplittableRandom(3);

    @ParameterizedTest
    @ValueSource(strings = {"group", "source", "dirichlet:0.001", "dirichlet:0.5", "dirichlet:100"})
    void gives_every_sample_to_one_client_and_never_divides_a_group(String name) {
        Split split = Split.parse(name);
        for (int i = 0; i < 60; i++) {
            Dataset dataset = SampleGroups.random(random.nextInt(1, 40), random.nextInt(1, 6), 3, random);
            int clients = random.nextInt(1, dataset.groups().size() + 1);
            long seed = random.nextLong();

            List<List<Sample>> dealt = split.deal(dataset, clients, seed);

            assertThat(dealt).hasSize(clients).allSatisfy(share -> assertThat(share)
                    .isNotEmpty());
            assertThat(dealt.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(dataset.samples());
            assertThat(dealt.stream().mapToInt(share -> groups(share).size()).sum())
                    .isEqualTo(dataset.groups().size());
            assertThat(split.deal(dataset, clients, seed)).isEqualTo(dealt);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"group", "source", "dirichlet:1"})
    void refuses_more_clients_than_groups_and_no_client(String name) {
        Dataset dataset = SampleGroups.random(5, 2, 2, random);

        assertThatThrownBy(() -> Split.parse(name).deal(dataset, 6, 1))
                .isInstanceOf(SplitException.class)
                .hasMessage("clients: 6 is more than the 5 groups of test; a group is never divided,"
                        + " so ask for 5 at most");
        assertThatThrownBy(() -> Split.parse(name).deal(dataset, 0, 1)).isInstanceOf(SplitException.class);
    }

    @Test
    void deals_groups_out_in_nearly_equal_shares_that_depend_on_the_seed() {
        Dataset dataset = SampleGroups.random(100, 3, 3, random);

        List<List<Sample>> dealt = new ByGroup().deal(dataset, 7, 1);

        int ideal = dataset.samples().size() / 7;
        assertThat(dealt).allSatisfy(share -> assertThat(share).hasSizeBetween(ideal - 2, ideal + 3));
        assertThat(new ByGroup().deal(dataset, 7, 2)).isNotEqualTo(dealt);
    }

    @Test
    void gives_each_source_a_client_of_its_own() {
        Dataset dataset = SampleGroups.random(60, 4, 3, random);

        List<List<Sample>> dealt = new BySource().deal(dataset, 4, 1);

        assertThat(dealt).allSatisfy(share -> assertThat(sources(share)).hasSize(1));
    }

    @Test
    void cuts_the_largest_source_for_a_further_client() {
        Dataset dataset = sources(Map.of("a", 10, "b", 4, "c", 3));

        List<List<Sample>> dealt = new BySource().deal(dataset, 4, 1);

        assertThat(dealt).extracting(List::size).containsExactly(5, 5, 4, 3);
        assertThat(dealt).allSatisfy(share -> assertThat(sources(share)).hasSize(1));
    }

    @Test
    void puts_the_smallest_sources_together_for_fewer_clients() {
        Dataset dataset = sources(Map.of("a", 2, "b", 9, "c", 3, "d", 8));

        List<List<Sample>> dealt = new BySource().deal(dataset, 3, 1);

        assertThat(dealt).extracting(SplitTest::sources).containsExactly(Set.of("a", "c"), Set.of("b"), Set.of("d"));
    }

    @Test
    void concentrates_classes_the_more_the_smaller_alpha_is() {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            samples.add(SampleGroups.sample(i % 3, "group-" + i, "x"));
        }
        Dataset dataset = SampleGroups.of(3, samples);

        double strong = purity(new Dirichlet(0.05).deal(dataset, 5, 1));
        double middle = purity(new Dirichlet(1).deal(dataset, 5, 1));
        double weak = purity(new Dirichlet(1_000).deal(dataset, 5, 1));

        assertThat(strong).isGreaterThan(0.7).isGreaterThan(middle);
        assertThat(middle).isGreaterThan(weak);
        assertThat(weak).isBetween(0.33, 0.4);
    }

    @Test
    void draws_proportions_with_the_moments_of_the_distribution() {
        double alpha = 0.4;
        int size = 4;
        int draws = 20_000;
        DirichletSampler sampler = new DirichletSampler(random, alpha);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < draws; i++) {
            double first = sampler.next(size)[0];
            sum += first;
            squares += first * first;
        }
        double mean = sum / draws;
        double variance = squares / draws - mean * mean;

        assertThat(mean).isBetween(0.24, 0.26);
        double expected = (1.0 / size) * (1 - 1.0 / size) / (size * alpha + 1);
        assertThat(variance).isBetween(0.95 * expected, 1.05 * expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "groups",
                "dirichlet",
                "dirichlet:",
                "dirichlet:x",
                "dirichlet:0",
                "dirichlet:-1",
                "dirichlet:NaN",
                "dirichlet:Infinity"
            })
    void refuses_a_split_that_it_does_not_know(String text) {
        assertThatThrownBy(() -> Split.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Dataset sources(Map<String, Integer> sizes) {
        List<Sample> samples = new ArrayList<>();
        sizes.forEach((source, size) -> {
            for (int i = 0; i < size; i++) {
                samples.add(SampleGroups.sample(i % 2, source + "-" + i, source));
            }
        });
        return SampleGroups.of(2, samples);
    }

    private static double purity(List<List<Sample>> dealt) {
        double pure = 0;
        int all = 0;
        for (List<Sample> share : dealt) {
            Map<Integer, Integer> counts = new HashMap<>();
            share.forEach(sample -> counts.merge(sample.label(), 1, Integer::sum));
            pure += counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
            all += share.size();
        }
        return pure / all;
    }

    private static Set<String> groups(List<Sample> samples) {
        return samples.stream().map(Sample::group).collect(Collectors.toSet());
    }

    private static Set<String> sources(List<Sample> samples) {
        return samples.stream().map(Sample::source).collect(Collectors.toSet());
    }
}
