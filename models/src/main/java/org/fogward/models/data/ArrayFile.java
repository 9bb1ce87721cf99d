package org.fogward.models.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.fogward.models.data.Descriptor.NumberType;

/**
 * Reads the array that a {@link Descriptor} describes. Memory grows with what is really there, not with what the shape
 * claims.
 */
final class ArrayFile {

    private static final int BUFFER = 1 << 16;

    private ArrayFile() {}

    static List<float[]> read(Descriptor descriptor) throws DatasetException {
        try (InputStream in =
                new BufferedInputStream(new GZIPInputStream(Files.newInputStream(descriptor.data()), BUFFER), BUFFER)) {
            byte[] bytes =
                    new byte[descriptor.shape().values() * descriptor.type().bytes()];
            List<float[]> samples = new ArrayList<>();
            for (int i = 0; i < descriptor.samples(); i++) {
                if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
                    throw mismatch(descriptor, "ends in sample " + i);
                }
                samples.add(decode(descriptor, bytes));
            }
            if (in.read() >= 0) {
                throw mismatch(descriptor, "holds more");
            }
            return samples;
        } catch (EOFException e) {
            throw new DatasetException(descriptor.data(), "gzip", "is cut off");
        } catch (ZipException e) {
            throw new DatasetException(descriptor.data(), "gzip", "is damaged: " + e.getMessage());
        } catch (IOException e) {
            throw BoundedFile.unreadable(descriptor.data(), e);
        }
    }

    private static float[] decode(Descriptor descriptor, byte[] bytes) {
        float[] values = new float[descriptor.shape().values()];
        if (descriptor.type() == NumberType.UINT8) {
            for (int i = 0; i < values.length; i++) {
                values[i] = Byte.toUnsignedInt(bytes[i]);
            }
        } else {
            ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            float[] scale = descriptor.scale();
            for (int i = 0; i < values.length; i++) {
                values[i] = numbers.getShort() * scale[i % scale.length];
            }
        }
        return values;
    }

    private static DatasetException mismatch(Descriptor descriptor, String found) {
        return new DatasetException(
                descriptor.data(),
                "length",
                found + ", the descriptor's shape says " + descriptor.samples() + " samples of "
                        + descriptor.shape().values() + " numbers");
    }
}
