package org.fogward.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFolderTest {

    @TempDir
    Path path;

    private SampleFolder folder;

    @BeforeEach
    void write_a_good_data_set() throws IOException {
        folder = SampleFolder.images(path);
    }

    @Test
    void reads_grey_levels_as_they_are_stored() throws DatasetException {
        Dataset dataset = DatasetReader.read(path);

        assertThat(dataset.modality()).isEqualTo(Modality.IMAGE);
        assertThat(dataset.shape()).isEqualTo(new SampleShape(6, 8, 1));
        assertThat(dataset.samples().getFirst().values())
                .hasSize(48)
                .startsWith(0, 1, 2)
                .endsWith(56, 57);
    }

    @Test
    void names_classes_in_alphabetical_order_and_keeps_patient_and_source() throws DatasetException {
        Dataset dataset = DatasetReader.read(path);

        assertThat(dataset.classes()).containsExactly("ill", "normal");
        assertThat(dataset.samples()).extracting(Sample::label).containsExactly(1, 0);
        assertThat(dataset.samples()).extracting(Sample::group).containsExactly("p1", "p2");
        assertThat(dataset.samples()).extracting(Sample::source).containsExactly("north", "south");
    }

    @Test
    void reads_colour_images_with_their_channels_last() throws Exception {
        folder.image("a.png", 2, 2, BufferedImage.TYPE_INT_RGB).text("labels.csv", "file,label\na.png,x\n");

        Dataset dataset = DatasetReader.read(path);

        assertThat(dataset.shape()).isEqualTo(new SampleShape(2, 2, 3));
        assertThat(dataset.samples().getFirst().values()).containsExactly(0, 0, 0, 0, 0, 1, 0, 0, 10, 0, 0, 11);
    }

    @ParameterizedTest
    @CsvSource({"c.jpg, 10, 1", "c.png, 12, 1", "c.png, 13, 1", "c.png, 11, 1", "c.png, 6, 3"})
    void reads_every_common_kind_of_image(String name, int type, int channels) throws Exception {
        folder.image(name, 16, 16, type).text("labels.csv", "file,label\n" + name + ",x\n");

        assertThat(DatasetReader.read(path).shape().channels()).isEqualTo(type == 13 ? 3 : channels);
        assertThat(DatasetReader.read(path).samples().getFirst().values()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"9, 6", "8, 7"})
    void refuses_an_image_of_another_size_than_the_first(int width, int height) throws Exception {
        folder.image("b.png", width, height, BufferedImage.TYPE_BYTE_GRAY);

        assertRefusal(
                "labels.csv, line 3: file: 'b.png' is " + height + " x " + width + " x 1, the first image is 6 x 8");
    }

    @ParameterizedTest
    @CsvSource({
        "gone.png, does not exist",
        "../a.png, is not a file inside",
        "/etc/hosts, is not a file inside",
        "a.png, appears twice",
        "./a.png, appears twice",
        "., is not a file inside",
        "labels.csv, is neither PNG nor JPEG"
    })
    void refuses_a_file_that_cannot_be_used_and_names_the_line(String name, String problem) throws Exception {
        folder.text("labels.csv", "file,label\na.png,normal\n" + name + ",ill\n");

        assertRefusal("labels.csv, line 3: file: '" + name + "' " + problem);
    }

    @ParameterizedTest
    @CsvSource({"file, label", "label, file"})
    void refuses_a_table_without_a_column_that_is_needed(String present, String missing) throws Exception {
        folder.text("labels.csv", present + "\na.png\n");

        assertRefusal("labels.csv, line 1: " + missing + ": the column is missing");
    }

    @ParameterizedTest
    @CsvSource({"'', the file is empty", "'file,label\n', there is none"})
    void refuses_a_table_without_rows(String text, String problem) throws Exception {
        folder.text("labels.csv", text);

        assertRefusal(problem);
    }

    @Test
    void refuses_an_image_that_is_cut_off() throws Exception {
        byte[] whole = Files.readAllBytes(path.resolve("b.png"));
        folder.bytes("b.png", Arrays.copyOf(whole, 50));

        assertRefusal("labels.csv, line 3: file: 'b.png' is damaged");
    }

    @Test
    void refuses_an_image_of_absurd_size_before_reading_its_pixels() throws Exception {
        byte[] whole = Files.readAllBytes(path.resolve("b.png"));
        ByteBuffer header = ByteBuffer.wrap(whole);
        header.putInt(16, 100_000).putInt(20, 100_000);
        CRC32 checksum = new CRC32();
        checksum.update(whole, 12, 17);
        header.putInt(29, (int) checksum.getValue());
        folder.bytes("b.png", whole);

        assertRefusal("'b.png' is 100000 x 100000 pixels, more than");
    }

    private void assertRefusal(String part) {
        assertThatThrownBy(() -> DatasetReader.read(path))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(part)
                .hasMessageNotContaining("\n");
    }
}
