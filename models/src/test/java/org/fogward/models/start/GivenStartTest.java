package org.fogward.models.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.fogward.models.Models;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.exchange.ExchangeException;
import org.fogward.models.exchange.ImportedModel;
import org.fogward.models.exchange.Safetensors;
import org.fogward.models.exchange.WeightExport;
import org.fogward.models.file.ModelFile;
import org.fogward.models.file.ModelFileException;
import org.fogward.models.parameter.Initialization;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.models.spec.Head;
import org.fogward.models.spec.ModelSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GivenStartTest {

    @ParameterizedTest
    @MethodSource("org.fogward.models.Models#all")
    void a_model_file_of_the_same_specification_is_taken_as_it_is(ModelSpec spec) throws Exception {
        ModelParameters former = former(spec);
        ImportedModel made = GivenStart.read(file(former), spec, 1);
        assertThat(file(made.model())).isEqualTo(file(former));
        assertThat(made.remarks()).isEmpty();
    }

    @Test
    void a_model_file_with_other_classes_gives_all_but_the_classifier() throws Exception {
        ModelSpec three = classes(Models.TABULAR, "a", "b", "c");
        ModelParameters former = former(Models.TABULAR);
        ImportedModel made = GivenStart.read(file(former), three, 1);
        int body = body(three);
        assertThat(made.model().spec()).isEqualTo(three);
        assertThat(Arrays.copyOf(made.model().values(), body)).isEqualTo(Arrays.copyOf(former.values(), body));
        assertThat(rest(made.model().values(), body)).isEqualTo(rest(Initialization.create(three, 1), body));
        assertThat(made.remarks()).singleElement().asString().contains("classifier: new, from seed 1");
    }

    @Test
    void classes_of_other_names_are_other_classes() throws Exception {
        ModelSpec renamed = classes(Models.TABULAR, "ill", "well");
        ImportedModel made = GivenStart.read(file(former(Models.TABULAR)), renamed, 1);
        assertThat(rest(made.model().values(), body(renamed)))
                .isEqualTo(rest(Initialization.create(renamed, 1), body(renamed)));
    }

    @Test
    void a_model_file_with_the_last_layer_serves_a_head_that_looks_at_levels() throws Exception {
        ModelSpec levels = Models.MOBILENET.withHead(Head.LEVELS);
        ModelParameters former = former(Models.MOBILENET.withHead(Head.LAST));
        ImportedModel made = GivenStart.read(file(former), levels, 1);
        assertThat(made.model().spec()).isEqualTo(levels);
        assertThat(made.remarks()).hasSize(2);
    }

    @Test
    void named_tensors_are_imported() throws Exception {
        ModelParameters former = former(Models.MOTION);
        byte[] tensors = Safetensors.write(WeightExport.of(former));
        assertThat(GivenStart.read(tensors, Models.MOTION, 1).model().values()).isEqualTo(former.values());
    }

    @Test
    void refuses_weights_of_another_network_and_names_them() {
        assertThatThrownBy(() -> GivenStart.read(file(former(Models.MOTION)), Models.ECG, 1))
                .isInstanceOf(ExchangeException.class)
                .hasMessageContaining("shape");
    }

    @Test
    void tells_a_broken_model_file_from_what_is_none() {
        byte[] file = file(former(Models.TABULAR));
        assertThatThrownBy(() -> GivenStart.read(Arrays.copyOf(file, file.length - 4), Models.TABULAR, 1))
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith("parameters:");
        assertThatThrownBy(() -> GivenStart.read("FOGWARD".getBytes(), Models.TABULAR, 1))
                .isInstanceOf(ExchangeException.class);
    }

    private static ModelParameters former(ModelSpec spec) {
        float[] values = Initialization.create(spec, 5);
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) random.nextDouble(0.1);
        }
        return new ModelParameters(spec, values);
    }

    private static ModelSpec classes(ModelSpec spec, String... names) {
        return new ModelSpec(spec.family(), spec.input(), spec.features(), spec.width(), List.of(names));
    }

    private static int body(ModelSpec spec) {
        return ParameterLayout.of(spec).segments().stream()
                .filter(segment -> segment.layer().equals(Architecture.OUTPUT))
                .mapToInt(Segment::offset)
                .min()
                .orElseThrow();
    }

    private static float[] rest(float[] values, int from) {
        return Arrays.copyOfRange(values, from, values.length);
    }

    private static byte[] file(ModelParameters model) {
        return ModelFile.encode(model.spec(), model.values());
    }
}
