package org.fogward.models.benchmark;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.data.SampleShape;
import org.fogward.models.exchange.StockGraph;
import org.fogward.models.network.Batch;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.spec.ModelSpec;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The same step with Deeplearning4j's stock layers. */
final class StockWorkload implements AutoCloseable {

    private final ComputationGraph graph;
    private final INDArray[] inputs;
    private final INDArray labels;
    private final float[] parameters;
    private final Descent descent;

    StockWorkload(ModelSpec spec, int size) {
        Batch batch = Workload.batch(spec, size);
        SampleShape shape = spec.input();
        this.graph = new ComputationGraph(StockGraph.forPrediction(Architecture.of(spec), DataType.FLOAT));
        graph.init();
        INDArray values = Nd4j.createFromArray(batch.values())
                .reshape(size, shape.height(), shape.width(), shape.channels())
                .permute(0, 3, 1, 2)
                .dup('c');
        this.inputs = batch.features().length == 0
                ? new INDArray[] {values}
                : new INDArray[] {
                    values, Nd4j.createFromArray(batch.features()).reshape(size, batch.features().length / size)
                };
        this.labels = Nd4j.createFromArray(batch.targets())
                .reshape(size, spec.classes().size());
        this.parameters = graph.params().dup().data().asFloat();
        this.descent = new Descent(ParameterLayout.of(spec));
    }

    double train() {
        graph.setParams(Nd4j.createFromArray(parameters).reshape(1, parameters.length));
        graph.setInputs(inputs);
        graph.setLabels(labels);
        graph.computeGradientAndScore();
        float[] gradient = graph.getFlattenedGradients().data().asFloat();
        System.arraycopy(gradient, 0, descent.gradient(), 0, gradient.length);
        descent.step(parameters);
        return graph.score();
    }

    @Override
    public void close() {
        graph.close();
    }
}
