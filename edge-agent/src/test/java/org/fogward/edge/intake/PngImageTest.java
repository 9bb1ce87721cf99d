package org.fogward.edge.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.fogward.models.data.SampleShape;
import org.junit.jupiter.api.Test;

class PngImageTest {
    private final PngImage grey = new PngImage(new SampleShape(12, 16, 1));
    private final byte[] png = Packs.png(16, 12, BufferedImage.TYPE_BYTE_GRAY, 1);

    @Test
    void reads_grey_pixels_row_by_row() throws Exception {
        float[] pixels = grey.pixels(png);

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(pixels).hasSize(16 * 12);
        assertThat(pixels[5 * 16 + 3]).isEqualTo(image.getRaster().getSample(3, 5, 0));
    }

    @Test
    void reads_colours_with_channels_last() throws Exception {
        byte[] colour = Packs.png(16, 12, BufferedImage.TYPE_3BYTE_BGR, 2);

        float[] pixels = new PngImage(new SampleShape(12, 16, 3)).pixels(colour);

        int rgb = ImageIO.read(new ByteArrayInputStream(colour)).getRGB(3, 5);
        assertThat(pixels[(5 * 16 + 3) * 3]).isEqualTo((rgb >> 16) & 0xff);
        assertThat(pixels[(5 * 16 + 3) * 3 + 2]).isEqualTo(rgb & 0xff);
    }

    @Test
    void refuses_another_size_before_unpacking() {
        byte[] large = Packs.png(17, 12, BufferedImage.TYPE_BYTE_GRAY, 1);

        assertThatThrownBy(() -> grey.pixels(large)).hasMessage("image: 16 x 12 pixels expected");
    }

    @Test
    void refuses_another_kind_of_pixel() {
        byte[] colour = Packs.png(16, 12, BufferedImage.TYPE_3BYTE_BGR, 2);

        assertThatThrownBy(() -> grey.pixels(colour)).hasMessage("image: 8-bit grey expected");
    }

    @Test
    void refuses_every_truncation() {
        for (int length = 0; length < png.length; length++) {
            byte[] truncated = Arrays.copyOf(png, length);
            assertThatThrownBy(() -> grey.pixels(truncated)).isInstanceOf(IntakeException.class);
        }
    }

    @Test
    void throws_nothing_but_its_own_exception_whatever_comes() {
        SplittableRandom random = new SplittableRandom(15948);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = Arrays.copyOf(png, random.nextInt(1, png.length + 8));
            for (int change = random.nextInt(1, 6); change > 0; change--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
            }
            try {
                grey.pixels(mutated);
            } catch (IntakeException expected) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(19_000);
    }
}
