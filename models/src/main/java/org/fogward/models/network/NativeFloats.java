package org.fogward.models.network;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies between Java arrays and contiguous native ones in one piece; the library's own copies go number by number. */
final class NativeFloats {

    private NativeFloats() {}

    static void read(INDArray source, float[] target) {
        pointer(source, target.length).get(target);
    }

    static void write(float[] source, INDArray target) {
        pointer(target, source.length).put(source);
    }

    @SuppressWarnings("resource") // A view of memory that the array owns.
    private static FloatPointer pointer(INDArray array, int length) {
        if (array.length() != length) {
            throw new IllegalArgumentException("array: " + length + " numbers where there are " + array.length());
        }
        return new FloatPointer(array.data().addressPointer()).capacity(length);
    }
}
