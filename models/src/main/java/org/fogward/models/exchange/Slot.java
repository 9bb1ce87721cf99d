package org.fogward.models.exchange;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.parameter.Segment;

/**
 * The tensor that holds a segment of a model's parameters.
 *
 * @param name the tensor's name
 * @param shape the tensor's shape
 * @param segment our place for it
 * @param order from the index within the segment to the index within the tensor
 */
record Slot(String name, List<Integer> shape, Segment segment, IntUnaryOperator order) {

    Slot {
        shape = List.copyOf(shape);
    }

    boolean isClassifier() {
        return segment.name().startsWith(Architecture.OUTPUT + "/");
    }

    /** Whether it belongs to the normalisation of levels, which a file for other heads does not have. */
    boolean isOfLevels() {
        return segment.name().startsWith(Architecture.LEVELS_NORM + "/");
    }

    void read(Tensor tensor, float[] parameters) {
        for (int i = 0; i < segment.length(); i++) {
            parameters[segment.offset() + i] = tensor.values()[order.applyAsInt(i)];
        }
    }

    Tensor write(float[] parameters) {
        float[] values = new float[segment.length()];
        for (int i = 0; i < values.length; i++) {
            values[order.applyAsInt(i)] = parameters[segment.offset() + i];
        }
        return new Tensor(name, shape, values);
    }
}
