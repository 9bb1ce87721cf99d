package org.fogward.edge.intake;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.models.data.SampleShape;

/** Images that devices hand in: as they come, and with checksums that fit, which no fuzzer guesses. */
public final class PngFuzz implements FuzzTarget {
    private static final int SIGNATURE = 8;
    private static final int FRAME = 12;

    private final PngImage grey = new PngImage(new SampleShape(6, 5, 1));
    private final PngImage colour = new PngImage(new SampleShape(6, 5, 3));

    @Override
    public List<byte[]> seeds() throws Exception {
        return List.of(
                png(BufferedImage.TYPE_BYTE_GRAY, 5),
                png(BufferedImage.TYPE_3BYTE_BGR, 5),
                png(BufferedImage.TYPE_BYTE_INDEXED, 5),
                png(BufferedImage.TYPE_BYTE_GRAY, 6));
    }

    private static byte[] png(int type, int width) throws Exception {
        BufferedImage image = new BufferedImage(width, 6, type);
        for (int i = 0; i < 30; i++) {
            image.setRGB(i % 5, i / 5, i * 0x0b0d07);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    @Override
    public void run(byte[] input) {
        pixels(grey, input, 30);
        byte[] fitting = withChecksums(input);
        pixels(grey, fitting, 30);
        pixels(colour, fitting, 90);
    }

    private static void pixels(PngImage reader, byte[] input, int expected) {
        try {
            float[] pixels = reader.pixels(input);
            Promise.same(pixels.length, expected);
            for (float pixel : pixels) {
                Promise.that(pixel >= 0 && pixel <= 255, "pixel: beyond 255");
            }
        } catch (IntakeException e) {
            Promise.namesField(e);
        }
    }

    private static byte[] withChecksums(byte[] input) {
        byte[] fitting = input.clone();
        ByteBuffer bytes = ByteBuffer.wrap(fitting);
        int at = SIGNATURE;
        while (at + FRAME <= fitting.length) {
            int length = bytes.getInt(at);
            if (length < 0 || length > fitting.length - at - FRAME) {
                break;
            }
            CRC32 checksum = new CRC32();
            checksum.update(fitting, at + Integer.BYTES, Integer.BYTES + length);
            bytes.putInt(at + FRAME - Integer.BYTES + length, (int) checksum.getValue());
            at += FRAME + length;
        }
        return fitting;
    }
}
