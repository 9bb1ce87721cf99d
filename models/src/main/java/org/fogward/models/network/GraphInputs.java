package org.fogward.models.network;

import java.util.Optional;
import java.util.stream.Stream;
import org.fogward.models.architecture.Architecture;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The arrays that a graph reads a batch from. They are made for one batch size and filled again and again. */
final class GraphInputs implements AutoCloseable {

    private final int size;
    private final FrontRows front;
    private final INDArray values;
    private final Optional<INDArray> levels;
    private final Optional<INDArray> features;
    private final INDArray mask;
    private final INDArray labels;
    private final float[] weighted;
    private float[] split = {};

    GraphInputs(Architecture architecture, FrontRows front, int classes, int size) {
        this.size = size;
        this.front = front;
        this.weighted = new float[size * classes];
        this.values = array(size, front.main());
        this.levels = some(size, front.levelWidth());
        this.features = some(size, architecture.features());
        this.mask = array(size, architecture.dropoutWidth());
        this.labels = array(size, classes);
    }

    int size() {
        return size;
    }

    /** Fills all inputs, dropping what the batch says. */
    INDArray[] inputs(Batch batch, Dropout dropout) {
        requireLength("values", batch.values(), size * front.width());
        if (levels.isPresent()) {
            fill(batch.values(), 0, front.main(), values);
            fill(batch.values(), front.main(), front.levelWidth(), levels.get());
        } else {
            NativeFloats.write(batch.values(), values);
        }
        if (features.isPresent()) {
            requireLength("features", batch.features(), (int) features.get().length());
            NativeFloats.write(batch.features(), features.get());
        }
        NativeFloats.write(dropout.mask((int) mask.length()), mask);
        return arrays().toArray(INDArray[]::new);
    }

    private void fill(float[] rows, int column, int columns, INDArray array) {
        split = split.length < size * columns ? new float[size * columns] : split;
        front.copy(rows, column, columns, split, size);
        NativeFloats.write(split, array, size * columns);
    }

    private Stream<INDArray> arrays() {
        return Stream.of(Optional.of(values), levels, features, Optional.of(mask))
                .flatMap(Optional::stream);
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
        arrays().forEach(INDArray::close);
        labels.close();
    }

    private static Optional<INDArray> some(int rows, int columns) {
        return columns > 0 ? Optional.of(array(rows, columns)) : Optional.empty();
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
