package org.fogward.models.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class DecodedImageTest {
    private static final int SIDE = 2048;
    /** The values, the platform's own picture, and little beside them. */
    private static final long BYTES_PER_PIXEL = 3 * Float.BYTES + 2 * Integer.BYTES;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void takes_little_memory_beside_its_values_for_the_largest_coloured_image() throws Exception {
        byte[] file = jpeg(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR));
        long before = threads.getCurrentThreadAllocatedBytes();

        DecodedImage image = DecodedImage.decode(file);

        long taken = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(image.shape()).isEqualTo(new SampleShape(SIDE, SIDE, 3));
        assertThat(taken).isLessThan(BYTES_PER_PIXEL * SIDE * SIDE);
    }

    @Test
    void reads_colours_row_by_row_from_the_top() throws Exception {
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < 6; i++) {
            image.setRGB(i % 3, i / 3, (10 * i) << 16 | (10 * i + 1) << 8 | 10 * i + 2);
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);

        DecodedImage decoded = DecodedImage.decode(png.toByteArray());

        assertThat(decoded.values())
                .containsExactly(0, 1, 2, 10, 11, 12, 20, 21, 22, 30, 31, 32, 40, 41, 42, 50, 51, 52);
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        return bytes.toByteArray();
    }
}
