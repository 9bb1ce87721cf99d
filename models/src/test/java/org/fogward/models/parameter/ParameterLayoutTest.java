package org.fogward.models.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.fogward.models.Models;
import org.fogward.models.data.SampleShape;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;
import org.junit.jupiter.api.Test;

class ParameterLayoutTest {

    private static final List<String> THOUSAND_CLASSES =
            IntStream.range(0, 1000).mapToObj(i -> "class " + i).toList();

    @Test
    void mobilenet_has_the_published_number_of_parameters() {
        ModelSpec spec = new ModelSpec(ModelFamily.MOBILENET, new SampleShape(224, 224, 3), 0, 1.0, THOUSAND_CLASSES);
        assertThat(ParameterLayout.of(spec).trainedParameters()).isEqualTo(3_504_872);
        assertThat(ParameterLayout.of(spec).parameters()).isEqualTo(3_538_984);
    }

    @Test
    void input_size_does_not_change_the_parameters_of_convolutional_networks() {
        ModelSpec small = new ModelSpec(ModelFamily.MOBILENET, new SampleShape(96, 96, 1), 0, 0.35, List.of("a", "b"));
        ModelSpec large = new ModelSpec(ModelFamily.MOBILENET, new SampleShape(192, 96, 1), 0, 0.35, List.of("a", "b"));
        assertThat(ParameterLayout.of(small)).isEqualTo(ParameterLayout.of(large));
    }

    @Test
    void segments_lie_end_to_end_under_distinct_names() {
        for (ModelSpec spec : Models.all()) {
            List<Segment> segments = ParameterLayout.of(spec).segments();
            int end = 0;
            for (Segment segment : segments) {
                assertThat(segment.offset()).isEqualTo(end);
                end = segment.end();
            }
            assertThat(segments).extracting(Segment::name).doesNotHaveDuplicates();
            assertThat(ParameterLayout.of(spec).parameters()).isEqualTo(end);
        }
    }

    @Test
    void initialization_follows_from_the_seed() {
        assertThat(Initialization.create(Models.MOTION, 7)).isEqualTo(Initialization.create(Models.MOTION, 7));
        assertThat(Initialization.create(Models.MOTION, 7)).isNotEqualTo(Initialization.create(Models.MOTION, 8));
    }

    @Test
    void initialization_scales_weights_by_their_inputs_and_leaves_normalisation_neutral() {
        ModelSpec spec = new ModelSpec(ModelFamily.MOBILENET, new SampleShape(32, 32, 3), 0, 1.0, List.of("a", "b"));
        float[] values = Initialization.create(spec, 3);
        for (Segment segment : ParameterLayout.of(spec).segments()) {
            double squares = 0;
            for (int i = segment.offset(); i < segment.end(); i++) {
                squares += values[i] * values[i];
            }
            double meanSquare = squares / segment.length();
            switch (segment.kind()) {
                case WEIGHT -> {
                    if (segment.length() > 10_000) {
                        assertThat(meanSquare * segment.fanIn()).isBetween(1.9, 2.1);
                    }
                }
                case BN_SCALE, BN_VARIANCE -> assertThat(meanSquare).isEqualTo(1);
                case BIAS, BN_SHIFT, BN_MEAN -> assertThat(meanSquare).isZero();
            }
        }
    }
}
