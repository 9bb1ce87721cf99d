package org.fogward.models.exchange;

import java.util.List;

/**
 * What a header says of a tensor.
 *
 * @param name the tensor's name
 * @param type of its elements
 * @param shape lengths along each axis
 * @param begin offset of its first byte within the data
 * @param end offset after its last byte
 */
record TensorEntry(String name, ElementType type, List<Integer> shape, long begin, long end) {

    private static final String BATCH_COUNT = "num_batches_tracked";

    TensorEntry {
        shape = List.copyOf(shape);
    }

    /** Whether it only tells how many batches a normalisation has seen. */
    boolean countsBatches() {
        return type == ElementType.I64 && name.endsWith(BATCH_COUNT);
    }

    int elements() {
        return Math.toIntExact((end - begin) / type.bytes());
    }

    void check() throws ExchangeException {
        if (type == ElementType.I64 && !countsBatches()) {
            throw new ExchangeException(name + ".dtype: I64 is only read for " + BATCH_COUNT);
        }
        try {
            long elements = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
            if (Math.multiplyExact(elements, (long) type.bytes()) == Math.subtractExact(end, begin)) {
                return;
            }
        } catch (ArithmeticException _) {
            // No file is that long.
        }
        throw new ExchangeException(
                name + ".data_offsets: " + begin + " to " + end + " is not the length of " + shape + " x " + type);
    }
}
