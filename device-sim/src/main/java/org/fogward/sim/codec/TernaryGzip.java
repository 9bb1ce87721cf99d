package org.fogward.sim.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.fogward.protocol.update.DeltaSink;
import org.fogward.protocol.update.UpdateShape;

/**
 * The largest values as signs of one magnitude, a byte for each coordinate, through gzip: sparse ternary compression (Sattler et
 * al., 2020) as frameworks have it that leave the coding to gzip.
 *
 * @param density which share of the values is kept
 */
record TernaryGzip(double density) implements Method {

    @Override
    public String name() {
        return "ternary + gzip, " + 100 * density + " %";
    }

    @Override
    public byte[] encode(float[] values, UpdateShape shape) {
        float[] magnitudes = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            magnitudes[i] = Math.abs(values[i]);
        }
        Arrays.sort(magnitudes);
        int chosen = Math.max(1, (int) (density * values.length));
        float least = magnitudes[values.length - chosen];
        double sum = 0;
        for (int i = values.length - chosen; i < values.length; i++) {
            sum += magnitudes[i];
        }
        byte[] signs = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            signs[i] = Math.abs(values[i]) >= least ? (byte) Math.signum(values[i]) : 0;
        }
        return packed((float) (sum / chosen), signs);
    }

    private static byte[] packed(float magnitude, byte[] signs) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            out.writeFloat(magnitude);
            out.write(signs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void decode(byte[] message, UpdateShape shape, DeltaSink sink) {
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(message)))) {
            float magnitude = in.readFloat();
            byte[] signs = in.readAllBytes();
            for (int i = 0; i < signs.length; i++) {
                if (signs[i] != 0) {
                    sink.accept(i, signs[i] * magnitude);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
