package org.fogward.sim.device;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.fogward.models.data.Sample;
import org.fogward.models.data.SampleShape;

/** Writes samples as PNG, 8 bits a channel, grey or RGB. Values are rounded to the nearest of 0..255. */
final class PngImage {
    private final SampleShape shape;
    private final int type;

    PngImage(SampleShape shape) {
        this.shape = shape;
        this.type = switch (shape.channels()) {
            case 1 -> BufferedImage.TYPE_BYTE_GRAY;
            case 3 -> BufferedImage.TYPE_INT_RGB;
            default ->
                throw new IllegalArgumentException("shape.channels: an image has 1 or 3, not " + shape.channels());
        };
    }

    byte[] encode(Sample sample) {
        BufferedImage image = new BufferedImage(shape.width(), shape.height(), type);
        WritableRaster raster = image.getRaster();
        float[] values = sample.values();
        int[] pixels = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            pixels[i] = Math.clamp(Math.round(values[i]), 0, 255);
        }
        raster.setPixels(0, 0, shape.width(), shape.height(), pixels);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
