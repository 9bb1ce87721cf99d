package org.fogward.models.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;

/** PNG and JPEG files of a data set. */
public final class ImageFuzz implements FuzzTarget {
    /** The decoder's own picture of 16-bit colours with transparency, and the values. */
    private static final long BYTES_PER_PIXEL = 2 * Long.BYTES + 3 * Float.BYTES;

    @Override
    public List<byte[]> seeds() throws Exception {
        List<byte[]> seeds = new ArrayList<>();
        for (int type : new int[] {
            BufferedImage.TYPE_BYTE_GRAY,
            BufferedImage.TYPE_USHORT_GRAY,
            BufferedImage.TYPE_3BYTE_BGR,
            BufferedImage.TYPE_4BYTE_ABGR,
            BufferedImage.TYPE_BYTE_INDEXED,
            BufferedImage.TYPE_BYTE_BINARY
        }) {
            seeds.add(image(type, "png"));
        }
        seeds.add(image(BufferedImage.TYPE_BYTE_GRAY, "jpeg"));
        seeds.add(image(BufferedImage.TYPE_3BYTE_BGR, "jpeg"));
        seeds.add(image(BufferedImage.TYPE_3BYTE_BGR, "bmp"));
        return seeds;
    }

    private static byte[] image(int type, String format) throws Exception {
        BufferedImage image = new BufferedImage(5, 4, type);
        for (int i = 0; i < 20; i++) {
            image.setRGB(i % 5, i / 5, i * 0x0b0d11);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }

    @Override
    public void run(byte[] input) {
        try {
            DecodedImage image = DecodedImage.decode(input);
            Promise.same(image.values().length, image.shape().values());
            Promise.that(image.shape().height() * image.shape().width() <= DecodedImage.MAX_PIXELS, "image: too large");
            for (float value : image.values()) {
                Promise.that(value >= 0 && value <= 255, "image: a value beyond 255");
            }
        } catch (ImageException e) {
            Promise.explains(e);
        }
    }

    @Override
    public long mostBytes() {
        return BYTES_PER_PIXEL * DecodedImage.MAX_PIXELS;
    }
}
