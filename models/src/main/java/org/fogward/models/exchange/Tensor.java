package org.fogward.models.exchange;

import java.util.List;

/**
 * A named array of numbers in a weights file. The values are not copied.
 *
 * @param name unique within a file
 * @param shape lengths along each axis; empty for a single number
 * @param values row-major: the last axis runs fastest
 */
public record Tensor(String name, List<Integer> shape, float[] values) {

    /**
     * Checks the number of values.
     *
     * @throws IllegalArgumentException where it is not the shape's
     */
    public Tensor {
        shape = List.copyOf(shape);
        long expected = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (values.length != expected) {
            throw new IllegalArgumentException("tensor " + name + ": " + values.length + " values of shape " + shape);
        }
    }
}
