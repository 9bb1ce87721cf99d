package org.fogward.models.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.fogward.models.Models;
import org.fogward.models.data.SampleShape;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;
import org.junit.jupiter.api.Test;

class NetworkCostTest {

    @Test
    void mobilenet_has_the_published_multiply_adds() {
        List<String> classes =
                IntStream.range(0, 1000).mapToObj(i -> "class " + i).toList();
        ModelSpec spec = new ModelSpec(ModelFamily.MOBILENET, new SampleShape(224, 224, 3), 0, 1.0, classes);

        NetworkCost cost = NetworkCost.of(spec);

        // The paper's table 4 rounds to 300 million.
        assertThat(cost.multiplyAdds()).isEqualTo(300_774_272);
        // The second block's depthwise convolution: 112 x 112 x 96 in, 56 x 56 x 96 out.
        assertThat(cost.predictionBytes()).isEqualTo(4L * 96 * (112 * 112 + 56 * 56));
    }

    @Test
    void layers_add_up_to_the_layout() {
        for (ModelSpec spec : Models.all()) {
            NetworkCost cost = NetworkCost.of(spec);
            assertThat(cost.parameters()).isEqualTo(ParameterLayout.of(spec).parameters());
            assertThat(cost.parameterBytes()).isEqualTo(4 * cost.parameters());
            assertThat(cost.layers().getLast().output())
                    .isEqualTo(new SampleShape(1, 1, spec.classes().size()));
            assertThat(cost.predictionBytes()).isBetween(4L, cost.trainingBytes());
        }
    }
}
