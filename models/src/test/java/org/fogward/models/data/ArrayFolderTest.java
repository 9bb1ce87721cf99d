package org.fogward.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrayFolderTest {

    @TempDir
    Path path;

    private SampleFolder folder;

    @BeforeEach
    void write_a_good_data_set() throws IOException {
        folder = SampleFolder.motion(path);
    }

    @Test
    void reads_windows_time_major_and_scales_each_channel() throws DatasetException {
        Dataset dataset = DatasetReader.read(path);

        assertThat(dataset.name()).isEqualTo("steps");
        assertThat(dataset.modality()).isEqualTo(Modality.MOTION);
        assertThat(dataset.shape()).isEqualTo(new SampleShape(1, 4, 2));
        assertThat(dataset.samples().getFirst().values()).containsExactly(0, 2, 1, 6, 2, 10, 3, 14);
    }

    @Test
    void orders_numbered_classes_by_key_and_takes_labels_by_key_or_name() throws DatasetException {
        Dataset dataset = DatasetReader.read(path);

        assertThat(dataset.classes()).containsExactly("WALKING", "SITTING");
        assertThat(dataset.samples()).extracting(Sample::label).containsExactly(0, 1, 1);
        assertThat(dataset.samples()).extracting(Sample::group).containsExactly("7", "7", "8");
    }

    @Test
    void follows_the_index_column_whatever_the_order_of_the_rows() throws Exception {
        folder.text("labels.csv", "index,subject_id,label\n2,8,2\n0,7,1\n1,9,1\n");

        assertThat(DatasetReader.read(path).samples()).extracting(Sample::group).containsExactly("7", "9", "8");
    }

    @Test
    void makes_each_row_a_group_and_each_group_a_source_where_no_column_says_otherwise() throws Exception {
        folder.text("labels.csv", "label\n1\n2\n1\n");

        assertThat(DatasetReader.read(path).samples()).extracting(Sample::group).containsExactly("0", "1", "2");
        assertThat(DatasetReader.read(path).samples())
                .extracting(Sample::source)
                .containsExactly("0", "1", "2");
    }

    @Test
    void reads_heart_beats_with_their_intervals_and_names_classes_by_their_letters() throws Exception {
        folder.text("descriptor.json", """
                        {"file": "windows.gz", "dtype": "int16", "shape": [3, 8], "scale": 1.0, "labels_file": "labels.csv",
                         "classes": {"N": "normal", "S": "supraventricular"}}
                        """)
                .text(
                        "labels.csv",
                        "patient_id,label,rr_pre_s,rr_post_s\np1,N,nan,0.8\np1,S,0.5,1.25\np2,N,0.75,nan\n");

        Dataset dataset = DatasetReader.read(path);

        assertThat(dataset.modality()).isEqualTo(Modality.ECG);
        assertThat(dataset.shape()).isEqualTo(new SampleShape(1, 8, 1));
        assertThat(dataset.features()).containsExactly("rr_pre_s", "rr_post_s");
        assertThat(dataset.classes()).containsExactly("N", "S");
        assertThat(dataset.samples())
                .extracting(Sample::features)
                .containsExactly(new float[] {0.8f, 0.8f}, new float[] {0.5f, 1.25f}, new float[] {0.75f, 0.75f});
    }

    @Test
    void reads_unsigned_bytes_of_rank_three_as_grey_images() throws Exception {
        folder.text("descriptor.json", """
                        {"file": "windows.gz", "dtype": "uint8", "shape": [3, 2, 2], "labels_file": "labels.csv",
                         "classes": {"1": "SITTING", "2": "normal"}}
                        """)
                .gzip("windows.gz", new byte[] {0, 1, 2, (byte) 255, 4, 5, 6, 7, 8, 9, 10, 11});

        Dataset dataset = DatasetReader.read(path);

        assertThat(dataset.modality()).isEqualTo(Modality.IMAGE);
        assertThat(dataset.shape()).isEqualTo(new SampleShape(2, 2, 1));
        assertThat(dataset.samples().getFirst().values()).containsExactly(0, 1, 2, 255);
    }

    @Test
    void refuses_a_gzip_file_that_is_cut_off() throws Exception {
        byte[] whole = Files.readAllBytes(path.resolve("windows.gz"));
        folder.bytes("windows.gz", Arrays.copyOf(whole, whole.length - 12));

        assertRefusal("windows.gz: gzip: is cut off");
    }

    @Test
    void refuses_a_gzip_file_that_is_damaged() throws Exception {
        byte[] whole = Files.readAllBytes(path.resolve("windows.gz"));
        whole[whole.length - 6] ^= 1;
        folder.bytes("windows.gz", whole);

        assertRefusal("windows.gz: gzip: is damaged");
    }

    @ParameterizedTest
    @CsvSource({"23, ends in sample 2", "25, holds more"})
    void refuses_data_that_the_shape_does_not_fit(int numbers, String finding) throws Exception {
        folder.gzip("windows.gz", SampleFolder.int16(numbers));

        assertRefusal("windows.gz: length: " + finding);
    }

    @Test
    void refuses_a_shape_of_absurd_size_before_reading_anything() throws Exception {
        folder.text("descriptor.json", SampleFolder.MOTION.replace("[3, 4, 2]", "[2000000000, 4096, 9]"));

        assertRefusal("descriptor.json: shape: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0,7,1;1,7,3;2,8,2 | labels.csv, line 3: label: '3' is none of",
                "0,7,1;1,7,2;3,8,2 | labels.csv, line 4: index: '3' is not between 0 and 2",
                "0,7,1;1,7,2;1,8,2 | labels.csv, line 4: index: 1 appears twice",
                "0,7,1;1,7,2;x,8,2 | labels.csv, line 4: index: 'x' is not a whole number",
                "0,7,1;1,7,2;2,,2 | labels.csv, line 4: subject_id: is empty",
                "0,7,1;1,7;2,8,2 | labels.csv, line 3: record: has 2 fields",
                "0,7,1;1,7,2 | labels.csv: rows: 2, the descriptor's shape says 3 samples",
            })
    void refuses_wrong_labels_and_names_the_line(String rows, String refusal) throws Exception {
        folder.text("labels.csv", "index,subject_id,label\n" + rows.replace(';', '\n') + "\n");

        assertRefusal(refusal);
    }

    @ParameterizedTest
    @CsvSource({"label, rr_pre_s, rr_post_s", "rr_pre_s, label, rr_post_s", "rr_pre_s, rr_post_s, label"})
    void refuses_a_table_without_a_column_that_is_needed(String first, String second, String missing) throws Exception {
        folder.text("labels.csv", "%s,%s\n1,1\n1,1\n1,1\n".formatted(first, second));

        if (missing.equals("rr_pre_s")) {
            assertThat(DatasetReader.read(path).modality()).isEqualTo(Modality.MOTION);
        } else {
            assertRefusal("labels.csv, line 1: " + missing + ": the column is missing");
        }
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "1e99", "0x1p3", "12f", "nan"})
    void refuses_an_interval_that_is_no_finite_number(String number) throws Exception {
        folder.text(
                "labels.csv", "label,rr_pre_s,rr_post_s\n1,0.5,0.5\n1,%s,%s\n1,0.5,0.5\n".formatted(number, number));

        assertRefusal("labels.csv, line 3: rr_p");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"windows.gz\" | \"../windows.gz\" | file: '../windows.gz' is not a file inside the folder",
                "\"labels.csv\" | \"/etc/passwd\" | labels_file: '/etc/passwd' is not a file inside the folder",
                "\"windows.gz\" | \"gone.gz\" | gone.gz: file: does not exist",
                "\"int16\" | \"float64\" | dtype: is neither int16 nor uint8",
                "\"little\" | \"big\" | byte_order: only little can be read",
                "[3, 4, 2] | [3, 4, 2, 1] | shape: [3, 4, 2, 1] is neither",
                "[3, 4, 2] | [3, 0, 2] | shape: a dimension is not a positive whole number",
                "[0.5, 2] | [0.5, 2, 3] | scale: needs one number, or one per channel",
                "[0.5, 2] | [0.5, 1e300] | scale: a factor is not a finite number",
                "\"2\": \"SITTING\", | \"2\": \"1\", | classes: '1' stands for two classes",
                "\"2\": \"SITTING\", \"1\": \"WALKING\" | '' | classes: needs an object of 1 to",
                "\"shape\" | \"dtype\" | descriptor.json, line 2: descriptor: is not JSON",
            })
    void refuses_a_descriptor_that_is_wrong_and_names_the_field(String from, String to, String refusal)
            throws Exception {
        folder.text("descriptor.json", SampleFolder.MOTION.replace(from, to));

        assertRefusal(refusal);
    }

    private void assertRefusal(String part) {
        assertThatThrownBy(() -> DatasetReader.read(path))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(part)
                .hasMessageNotContaining("\n");
    }
}
