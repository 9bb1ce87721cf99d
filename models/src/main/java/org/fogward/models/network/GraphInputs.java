package org.fogward.models.network;

import java.util.Arrays;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.data.SampleShape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The arrays that a graph reads a batch from. They are made for one batch size and filled again and again. */
final class GraphInputs implements AutoCloseable {

    private final int size;
    private final SampleShape shape;
    private final INDArray values;
    private final INDArray mask;
    private final INDArray labels;
    private final INDArray[] inputs;
    private final float[] channelsFirst;
    private final float[] weighted;

    GraphInputs(Architecture architecture, int classes, int size) {
        this.size = size;
        this.shape = architecture.input();
        this.channelsFirst = new float[size * shape.values()];
        this.weighted = new float[size * classes];
        this.values = GraphAssembly.isFlat(shape)
                ? array(size, shape.channels())
                : array(size, shape.channels(), shape.height(), shape.width());
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
        require("values", batch.values(), channelsFirst.length);
        moveChannelsFirst(batch.values());
        NativeFloats.write(channelsFirst, values);
        if (inputs.length > 2) {
            require("features", batch.features(), (int) inputs[1].length());
            NativeFloats.write(batch.features(), inputs[1]);
        }
        NativeFloats.write(dropout.mask((int) mask.length()), mask);
        return inputs.clone();
    }

    /** Fills the wanted probabilities, each row times its weight. */
    INDArray labels(Batch batch) {
        require("targets", batch.targets(), weighted.length);
        require("weights", batch.weights(), size);
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

    private void moveChannelsFirst(float[] source) {
        int positions = shape.height() * shape.width();
        int channels = shape.channels();
        for (int example = 0; example < size; example++) {
            int base = example * positions * channels;
            for (int channel = 0; channel < channels; channel++) {
                int to = base + channel * positions;
                for (int position = 0; position < positions; position++) {
                    channelsFirst[to + position] = source[base + position * channels + channel];
                }
            }
        }
    }

    private static INDArray array(long... dimensions) {
        return Nd4j.createUninitializedDetached(DataType.FLOAT, 'c', dimensions);
    }

    private static void require(String component, float[] array, int length) {
        if (array.length != length) {
            throw new IllegalArgumentException(
                    "batch." + component + ": " + array.length + " values where " + length + " are needed");
        }
    }
}
