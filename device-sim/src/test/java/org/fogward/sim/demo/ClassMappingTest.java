package org.fogward.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.Modality;
import org.fogward.models.data.Sample;
import org.fogward.models.data.SampleShape;
import org.junit.jupiter.api.Test;

class ClassMappingTest {
    private static final Dataset TRAINED = dataset(new SampleShape(1, 2, 1), List.of("normal", "covid"), 0);

    @Test
    void takes_classes_for_the_same_where_their_names_are() {
        ClassMapping mapping =
                ClassMapping.of(TRAINED, dataset(TRAINED.shape(), List.of("covid", "flu", "normal"), 0, 1, 2));

        assertThat(mapping.samples()).extracting(Sample::label).containsExactly(1, 0);
        assertThat(mapping.unknown()).containsExactly("flu");
    }

    @Test
    void refuses_a_folder_without_a_class_that_is_learnt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClassMapping.of(TRAINED, dataset(TRAINED.shape(), List.of("a", "b"), 0)))
                .withMessageContaining("--evaluate");
    }

    @Test
    void refuses_samples_of_another_shape() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClassMapping.of(TRAINED, dataset(new SampleShape(1, 3, 1), TRAINED.classes(), 0)))
                .withMessageContaining("1 x 3 x 1");
    }

    private static Dataset dataset(SampleShape shape, List<String> classes, int... labels) {
        List<Sample> samples = Arrays.stream(labels)
                .mapToObj(label -> new Sample(new float[shape.values()], new float[0], label, "g", "g"))
                .toList();
        return new Dataset("test", Modality.MOTION, shape, List.of(), classes, samples);
    }
}
