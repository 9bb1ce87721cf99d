package org.fogward.edge.intake;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/** What a device would send, made by other code than the one under test. */
public final class Packs {
    private final Map<String, Object> records = new LinkedHashMap<>();

    public static Packs window(String label, String group) {
        return new Packs().with("label", label).with("group", group);
    }

    /** A text, a number, or a channel's series. */
    public Packs with(String name, Object value) {
        records.put(name, value);
        return this;
    }

    public byte[] cbor() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CBORGenerator out = new CBORFactory().createGenerator(bytes)) {
            out.writeStartArray();
            for (Map.Entry<String, Object> record : records.entrySet()) {
                out.writeStartObject();
                out.writeFieldId(0);
                out.writeString(record.getKey());
                write(out, record.getValue());
                out.writeEndObject();
            }
            out.writeEndArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] packed(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    public static byte[] png(int width, int height, int type, long seed) {
        BufferedImage image = new BufferedImage(width, height, type);
        java.util.SplittableRandom random = new java.util.SplittableRandom(seed);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int band = 0; band < image.getRaster().getNumBands(); band++) {
                    image.getRaster().setSample(x, y, band, random.nextInt(256));
                }
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return png.toByteArray();
    }

    private static void write(CBORGenerator out, Object value) throws IOException {
        switch (value) {
            case String text -> {
                out.writeFieldId(3);
                out.writeString(text);
            }
            case byte[] series -> {
                out.writeFieldId(8);
                out.writeBinary(series);
            }
            case Number number -> {
                out.writeFieldId(2);
                out.writeNumber(number.doubleValue());
            }
            default -> throw new IllegalArgumentException();
        }
    }
}
