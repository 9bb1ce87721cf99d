package org.fogward.models.pretext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PretextImagesTest {

    private static final int PIXELS = 64;

    private final PretextImages images = new PretextImages(3, 20);

    @Test
    void an_image_follows_from_the_seed_and_its_number_alone() {
        PretextImages again = new PretextImages(3, 20);
        float[] later = again.draw(7, PIXELS);
        assertThat(later).isEqualTo(images.draw(7, PIXELS));
        assertThat(images.label(7)).isEqualTo(again.label(7));
        assertThat(new PretextImages(4, 20).draw(7, PIXELS)).isNotEqualTo(later);
        assertThat(IntStream.range(0, 40)
                        .parallel()
                        .mapToObj(i -> Arrays.hashCode(images.draw(i, PIXELS)))
                        .toList())
                .isEqualTo(IntStream.range(0, 40)
                        .mapToObj(i -> Arrays.hashCode(images.draw(i, PIXELS)))
                        .toList());
    }

    @Test
    void no_image_comes_twice_and_all_classes_come() {
        Set<Integer> labels = new HashSet<>();
        Set<Integer> drawn = new HashSet<>();
        for (int i = 0; i < 600; i++) {
            labels.add(images.label(i));
            drawn.add(Arrays.hashCode(images.draw(i, 32)));
        }
        assertThat(labels).hasSameSizeAs(images.classes());
        assertThat(drawn).hasSize(600);
    }

    @Test
    void images_of_every_class_use_the_grey_levels() {
        for (int i = 0; i < 300; i++) {
            float[] image = images.draw(i, PIXELS);
            double mean = IntStream.range(0, image.length)
                    .mapToDouble(at -> image[at])
                    .average()
                    .orElseThrow();
            double variance = IntStream.range(0, image.length)
                    .mapToDouble(at -> (image[at] - mean) * (image[at] - mean))
                    .average()
                    .orElseThrow();
            assertThat(variance).as("image %d, class %d", i, images.label(i)).isGreaterThan(200);
            for (float value : image) {
                assertThat(value).isBetween(-100f, 355f);
            }
        }
    }

    @Test
    void refuses_to_draw_no_or_absurdly_many_fractals() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PretextImages(1, 0))
                .withMessageStartingWith("fractals: 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PretextImages(1, 10_001))
                .withMessageStartingWith("fractals: 10001");
    }
}
