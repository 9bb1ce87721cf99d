package org.fogward.models.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.parameter.ModelParameters;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** A model as a file that Deeplearning4j's {@code ModelSerializer.restoreComputationGraph} reads without any class of ours. */
public final class StockModel {

    private StockModel() {}

    /**
     * A zip of a graph of stock layers in single precision. It takes images and signals channels first (example, channel,
     * row, column), prepared as for our own network, then the features where there are any, and gives class probabilities.
     */
    public static byte[] zip(ModelParameters model) {
        float[] stock = new float[model.values().length];
        StockOrder.of(model.spec()).each((ours, theirs) -> stock[theirs] = model.values()[ours]);
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        ComputationGraph graph =
                new ComputationGraph(StockGraph.forPrediction(Architecture.of(model.spec()), DataType.FLOAT));
        try {
            graph.init();
            graph.setParams(Nd4j.createFromArray(stock).reshape(1, stock.length));
            ModelSerializer.writeModel(graph, zip, false);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing but memory is written", e);
        } finally {
            graph.close();
        }
        return zip.toByteArray();
    }
}
