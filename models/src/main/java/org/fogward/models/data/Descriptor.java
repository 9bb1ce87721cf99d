package org.fogward.models.data;

import java.nio.file.Path;

/**
 * What a {@code descriptor.json} says about the array beside it.
 *
 * @param file the descriptor
 * @param name the data set's name
 * @param data the gzip file with the array
 * @param type how a number is stored
 * @param rank number of the array's dimensions
 * @param samples the array's first dimension
 * @param shape its further dimensions
 * @param scale factors of the stored numbers: one, or one per channel
 * @param labels the table with a row per sample
 * @param classes the classes
 */
record Descriptor(
        Path file,
        String name,
        Path data,
        NumberType type,
        int rank,
        int samples,
        SampleShape shape,
        float[] scale,
        Path labels,
        ClassKeys classes) {

    /** How a number is stored. */
    enum NumberType {
        INT16,
        UINT8;

        int bytes() {
            return this == INT16 ? Short.BYTES : Byte.BYTES;
        }
    }
}
