package org.fogward.models.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipInputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.fogward.models.Models;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.data.SampleShape;
import org.fogward.models.network.Batch;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.spec.ModelSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class StockModelTest {

    static Iterable<ModelSpec> specs() {
        return Models.all();
    }

    @ParameterizedTest
    @MethodSource("specs")
    void plain_deeplearning4j_loads_it_and_predicts_the_same(ModelSpec spec) throws Exception {
        ModelParameters model = RandomModel.of(spec);
        Batch batch = RandomModel.batch(spec);

        ComputationGraph graph =
                ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(StockModel.zip(model)), false);
        float[] predicted =
                graph.outputSingle(inputs(spec, batch)).dup('c').data().asFloat();

        assertThat(predicted).containsExactly(RandomModel.probabilities(model, batch), within(1e-5f));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void names_no_class_of_ours(ModelSpec spec) throws Exception {
        byte[] zip = StockModel.zip(RandomModel.of(spec));
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            assertThat(in.getNextEntry()).hasFieldOrPropertyWithValue("name", "configuration.json");
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("LossMCXENT")
                    .doesNotContain("fogward");
        }
    }

    private static INDArray[] inputs(ModelSpec spec, Batch batch) {
        SampleShape shape = spec.input();
        INDArray values = Nd4j.createFromArray(batch.values());
        values = StockGraph.isFlat(shape)
                ? values.reshape(batch.size(), shape.channels())
                : values.reshape(batch.size(), shape.height(), shape.width(), shape.channels())
                        .permute(0, 3, 1, 2)
                        .dup('c');
        int features = Architecture.of(spec).features();
        return features == 0
                ? new INDArray[] {values}
                : new INDArray[] {values, Nd4j.createFromArray(batch.features()).reshape(batch.size(), features)};
    }
}
