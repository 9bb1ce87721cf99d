package org.fogward.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TabularFileTest {

    @TempDir
    Path path;

    @Test
    void reads_all_columns_but_label_and_group_as_numbers() throws Exception {
        SampleFolder.table(path);

        Dataset dataset = DatasetReader.read(path);

        assertThat(dataset.name()).isEqualTo("rows");
        assertThat(dataset.modality()).isEqualTo(Modality.TABULAR);
        assertThat(dataset.shape()).isEqualTo(new SampleShape(1, 1, 2));
        assertThat(dataset.classes()).containsExactly("no", "yes");
        assertThat(dataset.samples()).extracting(Sample::group).containsExactly("10", "11");
        assertThat(dataset.samples())
                .extracting(Sample::values)
                .containsExactly(new float[] {3.5f, 100}, new float[] {-4, 0.25f});
    }

    @Test
    void reads_a_file_named_directly() throws Exception {
        SampleFolder.table(path);

        assertThat(DatasetReader.read(path.resolve("rows.csv")).samples()).hasSize(2);
    }

    @Test
    void reads_quoted_fields_with_commas_quotes_and_line_breaks() throws Exception {
        new SampleFolder(path).text("t.csv", "\uFEFFx,\"label\"\r\n\"1\",\"a, \"\"b\"\"\nc\"\r\n\r\n2,d");

        Dataset dataset = DatasetReader.read(path);

        assertThat(dataset.classes()).containsExactly("a, \"b\"\nc", "d");
        assertThat(dataset.samples()).extracting(Sample::group).containsExactly("0", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "-Infinity", "1,5", "1e400", " 1", "one", "''", "0x10", "1d"})
    void refuses_what_is_no_finite_number_and_names_line_and_column(String number) throws Exception {
        new SampleFolder(path).text("t.csv", "x,label\n1,a\n\"" + number.replace("'", "") + "\",a\n");

        assertRefusal("t.csv, line 3: x: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x;1 | line 1: label: the column is missing",
                "label;a | line 1: header: there is no column of numbers",
                "x,x,label;1,1,a | line 1: 'x': the column appears twice",
                "x,,label;1,1,a | line 1: header: a column has no name",
                "x,label;1,a,b | line 2: record: has 3 fields, the header has 2",
                "x,label;1,\"a | line 2: field 2: the closing quote is missing",
                "x,label;1,a\"b | line 2: field 2: a quote inside",
                "x,label;1,\"a\"b | line 2: field 2: a comma or the end of the line",
                "x,label;1, | line 2: label: is empty",
            })
    void refuses_a_malformed_table_and_names_the_line(String text, String refusal) throws Exception {
        new SampleFolder(path).text("t.csv", text.replace(';', '\n') + "\n");

        assertRefusal("t.csv, " + refusal);
    }

    @Test
    void refuses_bytes_that_are_not_utf_8() throws Exception {
        new SampleFolder(path).bytes("t.csv", new byte[] {'x', (byte) 0xc3, ',', 'y', '\n'});

        assertRefusal("t.csv: encoding: is not UTF-8");
    }

    @Test
    void refuses_a_folder_in_which_the_file_is_not_clear() throws Exception {
        SampleFolder.table(path).text("other.csv", "x,label\n1,a\n");

        assertRefusal("needs descriptor.json, labels.csv or a single CSV file");
    }

    @Test
    void refuses_a_path_where_nothing_is() {
        assertThatThrownBy(() -> DatasetReader.read(path.resolve("nothing")))
                .isInstanceOf(DatasetException.class)
                .hasMessageEndingWith("nothing: path: is neither a folder nor a CSV file");
    }

    private void assertRefusal(String part) {
        assertThatThrownBy(() -> DatasetReader.read(path))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(part)
                .hasMessageNotContaining("\n");
    }
}
