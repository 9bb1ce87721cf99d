package org.fogward.models.network;

import java.util.Arrays;
import org.fogward.models.architecture.Architecture;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The arrays that a graph reads a batch from. They are made for one batch size and filled again and again. */
final class GraphInputs implements AutoCloseable {

    private final int size;
    private final INDArray values;
    private final INDArray mask;
    private final INDArray labels;
    private final INDArray[] inputs;
    private final float[] weighted;

    GraphInputs(Architecture architecture, int valueCount, int classes, int size) {
        this.size = size;
        this.weighted = new float[size * classes];
        this.values = array(size, valueCount);
        this.mask = array(size, architecture.dropoutWidth());
        this.labels = array(size, classes);
        this.inputs = architecture.features() > 0
                ? new INDArray[] {values, array(size, architecture.features()), mask}
                : new INDArray[] {values, mask};
    }

    int size() {
        return size;
    }

    /** Fills all inputs, dropping what the batch says. */
    INDArray[] inputs(Batch batch, Dropout dropout) {
        requireLength("values", batch.values(), (int) values.length());
        NativeFloats.write(batch.values(), values);
        if (inputs.length > 2) {
            requireLength("features", batch.features(), (int) inputs[1].length());
            NativeFloats.write(batch.features(), inputs[1]);
        }
        NativeFloats.write(dropout.mask((int) mask.length()), mask);
        return inputs.clone();
    }

    /** Fills the wanted probabilities, each row times its weight. */
    INDArray labels(Batch batch) {
        requireLength("targets", batch.targets(), weighted.length);
        requireLength("weights", batch.weights(), size);
        int classes = weighted.length / size;
        for (int i = 0; i < weighted.length; i++) {
            weighted[i] = batch.targets()[i] * batch.weights()[i / classes];
        }
        NativeFloats.write(weighted, labels);
        return labels;
    }

    @Override
    public void close() {
        Arrays.stream(inputs).forEach(INDArray::close);
        labels.close();
    }

    private static INDArray array(long... dimensions) {
        return Nd4j.createUninitializedDetached(DataType.FLOAT, 'c', dimensions);
    }

    static void requireLength(String component, float[] array, int length) {
        if (array.length != length) {
            throw new IllegalArgumentException(
                    "batch." + component + ": " + array.length + " values where " + length + " are needed");
        }
    }
}
