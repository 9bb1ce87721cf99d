package org.fogward.models.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.fogward.models.Models;
import org.fogward.models.data.SampleShape;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;
import org.junit.jupiter.api.Test;

class MultiplyAddsTest {

    @Test
    void mobilenet_has_the_published_number() {
        List<String> classes =
                IntStream.range(0, 1000).mapToObj(i -> "class " + i).toList();
        ModelSpec whole = new ModelSpec(ModelFamily.MOBILENET, new SampleShape(224, 224, 3), 0, 1.0, classes);
        ModelSpec narrow = new ModelSpec(ModelFamily.MOBILENET, new SampleShape(224, 224, 3), 0, 0.35, classes);
        assertThat(count(whole) / 1e6).isBetween(300.0, 301.0);
        assertThat(count(narrow) / 1e6).isBetween(59.0, 60.0);
    }

    @Test
    void counts_every_position_of_a_signal() {
        Architecture architecture = new Architecture(
                new SampleShape(1, 9, 2),
                0,
                List.of(
                        new LayerPlan.Convolution("conv", 2, 4, 1, 5, 1),
                        new LayerPlan.MaximumPooling("pool", 1, 2),
                        new LayerPlan.DepthwiseConvolution("depthwise", 4, 3, 2),
                        new LayerPlan.GlobalAverage("average"),
                        new LayerPlan.Dense(Architecture.OUTPUT, 4, 3, true)));
        assertThat(MultiplyAdds.of(architecture)).isEqualTo(9 * 5 * 2 * 4 + 3 * 9 * 4 + 4 * 3);
    }

    @Test
    void a_pruned_network_needs_fewer() {
        List<Integer> least = Models.MOBILENET.blocks().stream()
                .map(block -> block.expands() ? 8 : block.hidden())
                .toList();
        assertThat(count(Models.MOBILENET.withHidden(least))).isLessThan(count(Models.MOBILENET) / 2);
    }

    private static long count(ModelSpec spec) {
        return MultiplyAdds.of(Architecture.of(spec));
    }
}
