package org.fogward.protocol.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fogward.protocol.update.EncodingOptions;
import org.fogward.protocol.update.UpdateCodec;
import org.fogward.protocol.update.UpdateCodecs;
import org.fogward.protocol.update.UpdateFormatException;
import org.fogward.protocol.update.UpdateShape;
import org.fogward.protocol.update.UpdateShape.Segment;
import org.fogward.protocol.update.UpdateShape.Travel;

/**
 * Prints how large updates become, with positions coded by context and by Golomb-Rice, and what a mask without any order takes.
 *
 * <p>Arguments: density, a layout, then files of little-endian float32. A layout's lines are offset, length, row and kind of a
 * segment; of running means and variances nothing travels here.
 */
public final class MessageSizes {

    private MessageSizes() {}

    /** Prints a line for each file. */
    public static void main(String[] arguments) throws IOException, UpdateFormatException {
        EncodingOptions options = new EncodingOptions(Double.parseDouble(arguments[0]), 1, 0);
        UpdateShape shape = shape(Path.of(arguments[1]));
        int choosable = shape.length(Travel.CHOSEN);
        System.out.println(
                "bits a chosen value: mask without order and sign, sparse-golomb, sparse; bits a parameter: both");
        for (int i = 2; i < arguments.length; i++) {
            Path file = Path.of(arguments[i]);
            float[] values = values(file);
            byte[] golomb = codec("sparse-golomb").encode(values.clone(), shape, options);
            byte[] sparse = codec("sparse").encode(values, shape, options);
            int[] chosen = {0};
            codec("sparse").decode(sparse, shape, (coordinate, value) -> chosen[0]++);
            System.out.printf(
                    "%-28s %7d of %8d: %6.3f %6.3f %6.3f; %7.5f %7.5f%n",
                    file.getFileName(),
                    chosen[0],
                    choosable,
                    1 + entropy(choosable, chosen[0]) / chosen[0],
                    8.0 * golomb.length / chosen[0],
                    8.0 * sparse.length / chosen[0],
                    8.0 * golomb.length / choosable,
                    8.0 * sparse.length / choosable);
        }
    }

    private static UpdateCodec codec(String name) {
        return UpdateCodecs.named(name).orElseThrow();
    }

    /** The logarithm of how many ways there are to choose. */
    private static double entropy(int of, int chosen) {
        double sum = 0;
        for (int i = 1; i <= chosen; i++) {
            sum += Math.log((of - chosen + i) / (double) i) / Math.log(2);
        }
        return sum;
    }

    private static UpdateShape shape(Path layout) throws IOException {
        List<Segment> segments = new ArrayList<>();
        for (String line : Files.readAllLines(layout)) {
            String[] fields = line.trim().split(" +", 4);
            int row = fields[3].equals("WEIGHT") ? Integer.parseInt(fields[2]) : 1;
            Travel travel = fields[3].matches("BN_(MEAN|VARIANCE)") ? Travel.NOTHING : Travel.CHOSEN;
            segments.add(new Segment(Integer.parseInt(fields[1]), row, travel));
        }
        return UpdateShape.of(segments);
    }

    private static float[] values(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}
