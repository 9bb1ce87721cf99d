package org.fogward.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetReaderFuzzTest {

    private static final int ROUNDS = 600;
    private static final String PARTICULAR = "\",\n\r{}[]:.-019eN/";

    private final SplittableRandom random = new SplittableRandom(7);

    @TempDir
    Path path;

    @Test
    void survives_any_descriptor() throws IOException {
        SampleFolder.motion(path);
        fuzz("descriptor.json");
    }

    @Test
    void survives_any_labels() throws IOException {
        SampleFolder.motion(path);
        fuzz("labels.csv");
    }

    @Test
    void survives_any_array() throws IOException {
        SampleFolder.motion(path);
        fuzz("windows.gz");
    }

    @Test
    void survives_any_list_of_images() throws IOException {
        SampleFolder.images(path);
        fuzz("labels.csv");
    }

    @Test
    void survives_any_image() throws IOException {
        SampleFolder.images(path);
        fuzz("b.png");
    }

    @Test
    void survives_any_photograph() throws IOException {
        SampleFolder.images(path)
                .image("c.jpg", 24, 24, BufferedImage.TYPE_BYTE_GRAY)
                .text("labels.csv", "file,label\nc.jpg,x\n");
        fuzz("c.jpg");
    }

    @Test
    void survives_any_table() throws IOException {
        SampleFolder.table(path);
        fuzz("rows.csv");
    }

    private void fuzz(String name) throws IOException {
        Path file = path.resolve(name);
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] mutated = mutate(good);
            Files.write(file, mutated);
            try {
                assertThat(DatasetReader.read(path).samples()).isNotEmpty();
            } catch (DatasetException e) {
                assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
            } catch (RuntimeException e) {
                fail("round " + i + " of " + name + ": " + Arrays.toString(mutated), e);
            }
        }
    }

    private byte[] mutate(byte[] good) {
        byte[] bytes = good.clone();
        for (int changes = random.nextInt(1, 5); changes > 0 && bytes.length > 1; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] = (byte) PARTICULAR.charAt(random.nextInt(PARTICULAR.length()));
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                default -> {
                    int from = random.nextInt(bytes.length);
                    int length = Math.min(random.nextInt(1, 9), bytes.length - Math.max(at, from));
                    System.arraycopy(bytes.clone(), from, bytes, at, length);
                }
            }
        }
        return bytes;
    }
}
