package org.fogward.models.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.Sample;
import org.junit.jupiter.api.Test;

class HoldoutTest {

    private final SplittableRandom random = new SplittableRandom(5);

    @Test
    void keeps_whole_groups_back_and_loses_nothing() {
        for (int i = 0; i < 40; i++) {
            Dataset dataset = SampleGroups.random(random.nextInt(8, 60), 2, 3, random);

            Holdout holdout = Holdout.of(dataset, 0.2, i);

            assertThat(groups(holdout.training())).doesNotContainAnyElementsOf(groups(holdout.heldBack()));
            List<Sample> both = new ArrayList<>(holdout.training().samples());
            both.addAll(holdout.heldBack().samples());
            assertThat(both).containsExactlyInAnyOrderElementsOf(dataset.samples());
            assertThat(Holdout.of(dataset, 0.2, i)).isEqualTo(holdout);
        }
    }

    @Test
    void keeps_about_the_share_of_groups_back_with_the_class_mix_of_the_whole() {
        Dataset dataset = SampleGroups.random(100, 2, 4, random);

        Holdout holdout = Holdout.of(dataset, 0.2, 1);

        assertThat(groups(holdout.heldBack())).hasSize(20);
        for (int label = 0; label < 4; label++) {
            assertThat(share(holdout.heldBack(), label)).isCloseTo(share(dataset, label), Offset.offset(0.03));
        }
    }

    @Test
    void depends_on_the_seed() {
        Dataset dataset = SampleGroups.random(50, 2, 3, random);

        assertThat(Holdout.of(dataset, 0.2, 1)).isNotEqualTo(Holdout.of(dataset, 0.2, 2));
    }

    @Test
    void shows_a_class_of_two_groups_in_both_parts_and_keeps_a_class_of_one_group_in_training() {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            samples.add(SampleGroups.sample(0, "common-" + i, "x"));
        }
        samples.add(SampleGroups.sample(1, "rare-1", "x"));
        samples.add(SampleGroups.sample(1, "rare-2", "x"));
        samples.add(SampleGroups.sample(2, "single", "x"));
        Dataset dataset = SampleGroups.of(3, samples);
        for (int seed = 0; seed < 10; seed++) {
            Holdout holdout = Holdout.of(dataset, 0.2, seed);

            assertThat(labels(holdout.training())).containsExactlyInAnyOrder(0, 1, 2);
            assertThat(labels(holdout.heldBack())).containsExactlyInAnyOrder(0, 1);
        }
    }

    @Test
    void refuses_to_take_a_class_out_of_training() {
        Dataset dataset =
                SampleGroups.of(2, List.of(SampleGroups.sample(0, "a", "x"), SampleGroups.sample(1, "b", "x")));

        assertThatThrownBy(() -> Holdout.of(dataset, 0.5, 1))
                .isInstanceOf(SplitException.class)
                .hasMessageContaining("test has 2 groups, and none can be kept back");
    }

    @Test
    void refuses_a_share_that_is_none() {
        Dataset dataset = SampleGroups.random(10, 2, 2, random);

        assertThatThrownBy(() -> Holdout.of(dataset, 1, 1)).hasMessageStartingWith("share: 1.0");
        assertThatThrownBy(() -> Holdout.of(dataset, Double.NaN, 1)).hasMessageStartingWith("share: NaN");
    }

    private static Set<String> groups(Dataset dataset) {
        return dataset.groups().keySet();
    }

    private static Set<Integer> labels(Dataset dataset) {
        return dataset.samples().stream().map(Sample::label).collect(Collectors.toSet());
    }

    private static double share(Dataset dataset, int label) {
        long count = dataset.samples().stream()
                .filter(sample -> sample.label() == label)
                .count();
        return (double) count / dataset.samples().size();
    }
}
