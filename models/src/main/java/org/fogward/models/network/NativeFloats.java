package org.fogward.models.network;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies between Java arrays and contiguous native ones in one piece; the library's own copies go number by number. */
final class NativeFloats {

    private NativeFloats() {}

    static void read(INDArray source, float[] target) {
        read(source, target, target.length);
    }

    /** Reads into the beginning of a longer array. */
    static void read(INDArray source, float[] target, int length) {
        pointer(source, length).get(target, 0, length);
    }

    /** Reads everything to a place in a longer array. */
    static void readAll(INDArray source, float[] target, int at) {
        int length = (int) source.length();
        pointer(source, length).get(target, at, length);
    }

    static void write(float[] source, INDArray target) {
        write(source, target, source.length);
    }

    /** Writes the beginning of a longer array. */
    static void write(float[] source, INDArray target, int length) {
        pointer(target, length).put(source, 0, length);
    }

    /** Writes as many numbers as the target holds. */
    static void write(float[] source, int from, INDArray target) {
        int length = (int) target.length();
        pointer(target, length).put(source, from, length);
    }

    @SuppressWarnings("resource") // A view of memory that the array owns.
    private static FloatPointer pointer(INDArray array, int length) {
        if (array.length() != length) {
            throw new IllegalArgumentException("array: " + length + " numbers where there are " + array.length());
        }
        return new FloatPointer(array.data().addressPointer()).capacity(length);
    }
}
