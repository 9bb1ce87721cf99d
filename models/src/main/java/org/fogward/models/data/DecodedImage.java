package org.fogward.models.data;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * An image as numbers. Grey images (also grey palettes, and 16 bits a pixel, brought down to the range of 8) have one
 * channel, all others three: red, green, blue. Transparency is ignored.
 *
 * @param shape rows, columns and channels
 * @param values from 0 to 255, laid out as {@link SampleShape} says
 */
public record DecodedImage(SampleShape shape, float[] values) {

    /** The largest image file, in bytes. */
    public static final int MAX_BYTES = 32 << 20;
    /** The largest image, in pixels. */
    public static final int MAX_PIXELS = 4_194_304;

    /**
     * Decodes a PNG or JPEG file. Its size is checked before any pixel is read, so that a small file cannot ask for much
     * memory.
     *
     * @throws ImageException where the bytes are no such file, or too large
     */
    public static DecodedImage decode(byte[] file) throws ImageException {
        if (file.length > MAX_BYTES) {
            throw new ImageException("is more than " + MAX_BYTES + " bytes");
        }
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            while (readers.hasNext()) {
                ImageReader reader = readers.next();
                if (isReadable(reader)) {
                    return decode(reader, in);
                }
            }
            throw new ImageException("is neither PNG nor JPEG");
        } catch (IOException | RuntimeException e) {
            // The platform's decoders answer some damaged files with unchecked exceptions.
            throw new ImageException("is damaged: " + Quoted.of(String.valueOf(e.getMessage())));
        }
    }

    private static boolean isReadable(ImageReader reader) throws IOException {
        String format = reader.getFormatName().toLowerCase(Locale.ROOT);
        return format.equals("png") || format.equals("jpeg");
    }

    private static DecodedImage decode(ImageReader reader, ImageInputStream in) throws IOException, ImageException {
        try {
            reader.setInput(in, true, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > MAX_PIXELS) {
                throw new ImageException("is " + reader.getWidth(0) + " x " + reader.getHeight(0)
                        + " pixels, more than " + MAX_PIXELS + " in all");
            }
            return of(reader.read(0));
        } finally {
            reader.dispose();
        }
    }

    private static DecodedImage of(BufferedImage image) {
        boolean grey = isGrey(image);
        SampleShape shape = new SampleShape(image.getHeight(), image.getWidth(), grey ? 1 : 3);
        return new DecodedImage(shape, grey ? greyLevels(image) : colours(image));
    }

    private static float[] greyLevels(BufferedImage image) {
        float[] values = new float[image.getHeight() * image.getWidth()];
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                values[at++] = greyLevel(image, x, y);
            }
        }
        return values;
    }

    /** Row by row: asked for one pixel, the platform makes an array for it. */
    private static float[] colours(BufferedImage image) {
        int width = image.getWidth();
        float[] values = new float[image.getHeight() * width * 3];
        int[] row = new int[width];
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int rgb : row) {
                values[at++] = rgb >> 16 & 0xff;
                values[at++] = rgb >> 8 & 0xff;
                values[at++] = rgb & 0xff;
            }
        }
        return values;
    }

    private static boolean isGrey(BufferedImage image) {
        ColorModel colours = image.getColorModel();
        if (colours instanceof IndexColorModel palette) {
            for (int i = 0; i < palette.getMapSize(); i++) {
                if (palette.getRed(i) != palette.getGreen(i) || palette.getRed(i) != palette.getBlue(i)) {
                    return false;
                }
            }
            return true;
        }
        return colours.getNumColorComponents() == 1;
    }

    private static float greyLevel(BufferedImage image, int x, int y) {
        // getRGB would bend stored grey levels through a linear colour space: the stored number is what counts.
        int level = image.getRaster().getSample(x, y, 0);
        if (image.getColorModel() instanceof IndexColorModel palette) {
            return palette.getRed(level);
        }
        int bits = image.getColorModel().getComponentSize(0);
        return level * 255f / ((1 << bits) - 1);
    }
}
