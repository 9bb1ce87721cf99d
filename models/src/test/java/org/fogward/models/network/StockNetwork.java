package org.fogward.models.network;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.data.SampleShape;
import org.fogward.models.exchange.StockGraph;
import org.fogward.models.exchange.StockOrder;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.models.spec.ModelSpec;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The same network in Deeplearning4j's stock layers and double precision: the oracle. */
final class StockNetwork implements AutoCloseable {

    private final ModelSpec spec;
    private final Architecture architecture;
    private final ParameterLayout layout;
    private final StockOrder order;
    private final ComputationGraph graph;

    StockNetwork(ModelSpec spec) {
        this.spec = spec;
        this.architecture = Architecture.of(spec);
        this.layout = ParameterLayout.of(architecture);
        this.order = StockOrder.of(spec);
        ComputationGraphConfiguration configuration =
                StockGraph.forTraining(architecture, DataType.DOUBLE, new StockCrossEntropy());
        this.graph = new ComputationGraph(configuration);
        graph.init();
    }

    void load(float[] parameters) {
        double[] stock = new double[parameters.length];
        order.each((ours, theirs) -> stock[theirs] = parameters[ours]);
        graph.setParams(Nd4j.createFromArray(stock).reshape(1, stock.length));
    }

    /** The gradient of the mean loss, in our order. */
    double[] gradient(Batch batch) {
        graph.setInputs(inputs(batch, batch.dropout()));
        int classes = spec.classes().size();
        double[] labels = new double[batch.targets().length];
        Arrays.setAll(labels, i -> (double) batch.targets()[i] * batch.weights()[i / classes]);
        graph.setLabels(Nd4j.createFromArray(labels).reshape(batch.size(), classes));
        graph.computeGradientAndScore();
        double[] theirs = graph.getFlattenedGradients().dup().data().asDouble();
        double[] ours = new double[theirs.length];
        order.each((to, from) -> ours[to] = theirs[from]);
        for (Segment segment : layout.segments(kind -> !kind.isStatistic())) {
            for (int i = segment.offset(); i < segment.end(); i++) {
                ours[i] /= batch.size();
            }
        }
        return ours;
    }

    double loss() {
        return graph.score();
    }

    double[] probabilities(Batch batch) {
        return graph.outputSingle(inputs(batch, Dropout.NONE)).dup('c').data().asDouble();
    }

    @Override
    public void close() {
        graph.close();
    }

    private INDArray[] inputs(Batch batch, Dropout dropout) {
        SampleShape shape = architecture.input();
        INDArray values = Nd4j.createFromArray(batch.values()).castTo(DataType.DOUBLE);
        values = StockGraph.isFlat(shape)
                ? values.reshape(batch.size(), shape.channels())
                : values.reshape(batch.size(), shape.height(), shape.width(), shape.channels())
                        .permute(0, 3, 1, 2)
                        .dup('c');
        float[] factors = dropout.mask(batch.size() * architecture.dropoutWidth());
        INDArray mask = Nd4j.createFromArray(factors)
                .castTo(DataType.DOUBLE)
                .reshape(batch.size(), architecture.dropoutWidth());
        if (architecture.features() == 0) {
            return new INDArray[] {values, mask};
        }
        INDArray features = Nd4j.createFromArray(batch.features())
                .castTo(DataType.DOUBLE)
                .reshape(batch.size(), architecture.features());
        return new INDArray[] {values, features, mask};
    }
}
