package org.fogward.models.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;

/** Writes small data sets of every format into a folder. */
record SampleFolder(Path path) {

    static final String MOTION = """
            {"name": "steps", "file": "windows.gz", "compression": "gzip", "dtype": "int16", "byte_order": "little",
             "shape": [3, 4, 2], "scale": [0.5, 2], "labels_file": "labels.csv",
             "classes": {"2": "SITTING", "1": "WALKING"}}
            """;
    static final String MOTION_LABELS = "index,subject_id,label\n0,7,1\n1,7,SITTING\n2,8,2\n";

    static SampleFolder motion(Path path) throws IOException {
        return new SampleFolder(path)
                .text("descriptor.json", MOTION)
                .text("labels.csv", MOTION_LABELS)
                .gzip("windows.gz", int16(3 * 4 * 2));
    }

    static SampleFolder images(Path path) throws IOException {
        return new SampleFolder(path)
                .image("a.png", 8, 6, BufferedImage.TYPE_BYTE_GRAY)
                .image("b.png", 8, 6, BufferedImage.TYPE_BYTE_GRAY)
                .text("labels.csv", "file,label,patient_id,source\na.png,normal,p1,north\nb.png,ill,p2,south\n");
    }

    static SampleFolder table(Path path) throws IOException {
        return new SampleFolder(path)
                .text("rows.csv", "row_id,age,label,\"weight, kg\"\n10,3.5,yes,1e2\n11,-4,no,.25\n");
    }

    /** The numbers 0, 1, 2, ... as little-endian int16. */
    static byte[] int16(int count) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            bytes.putShort((short) i);
        }
        return bytes.array();
    }

    SampleFolder text(String name, String text) throws IOException {
        return bytes(name, text.getBytes(StandardCharsets.UTF_8));
    }

    SampleFolder bytes(String name, byte[] bytes) throws IOException {
        Files.write(path.resolve(name), bytes);
        return this;
    }

    SampleFolder gzip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return bytes(name, out.toByteArray());
    }

    /** An image whose value at row y and column x is 10 y + x, in the last band. */
    SampleFolder image(String name, int width, int height, int type) throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        int bands = image.getRaster().getNumBands();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.getRaster().setSample(x, y, bands - 1, 10 * y + x);
            }
        }
        ImageIO.write(
                image,
                name.substring(name.lastIndexOf('.') + 1),
                path.resolve(name).toFile());
        return this;
    }
}
