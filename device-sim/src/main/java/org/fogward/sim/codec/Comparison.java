package org.fogward.sim.codec;

import java.util.Arrays;
import java.util.List;
import org.fogward.protocol.update.UpdateFormatException;
import org.fogward.protocol.update.UpdateShape;

/**
 * One method on some updates.
 *
 * @param method which
 * @param bytes of a message in the mean
 * @param encodeMillis the median time to encode one
 * @param decodeMillis the median time to decode one and add it up
 * @param kept share of the updates' energy that arrives
 */
record Comparison(Method method, double bytes, double encodeMillis, double decodeMillis, double kept) {

    /** Times count from here on: what is not compiled yet is slow. */
    private static final int WARM_UPS = 5;

    private static final int REPEATS = 11;

    /** Runs a method on updates of one shape. */
    static Comparison of(Method method, List<float[]> updates, UpdateShape shape) throws UpdateFormatException {
        double bytes = 0;
        double kept = 0;
        double[] encode = new double[REPEATS * updates.size()];
        double[] decode = new double[encode.length];
        for (int repeat = -WARM_UPS; repeat < REPEATS; repeat++) {
            for (int i = 0; i < updates.size(); i++) {
                float[] values = updates.get(i).clone();
                long begin = System.nanoTime();
                byte[] message = method.encode(values, shape);
                long encoded = System.nanoTime();
                double[] sum = new double[values.length];
                long start = System.nanoTime();
                method.decode(message, shape, (coordinate, value) -> sum[coordinate] += value);
                long decoded = System.nanoTime();
                if (repeat >= 0) {
                    encode[repeat * updates.size() + i] = (encoded - begin) / 1e6;
                    decode[repeat * updates.size() + i] = (decoded - start) / 1e6;
                }
                if (repeat == 0) {
                    bytes += message.length;
                    kept += kept(updates.get(i), sum);
                }
            }
        }
        return new Comparison(method, bytes / updates.size(), median(encode), median(decode), kept / updates.size());
    }

    private static double kept(float[] values, double[] arrived) {
        double energy = 0;
        double lost = 0;
        for (int i = 0; i < values.length; i++) {
            energy += (double) values[i] * values[i];
            lost += (values[i] - arrived[i]) * (values[i] - arrived[i]);
        }
        return energy == 0 ? 1 : 1 - lost / energy;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
