package org.fogward.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicDataTest {

    @ParameterizedTest
    @CsvSource({
        "har_hapt, MOTION, 1 x 128 x 9, 6, 7415, 21",
        "ecg_mitbih, ECG, 1 x 180 x 1, 5, 21529, 33",
        "chest_xray, IMAGE, 128 x 128 x 1, 5, 1313, 1043",
        "pneumoniamnist, IMAGE, 28 x 28 x 1, 2, 5016, 5016",
        "wdbc, TABULAR, 1 x 1 x 30, 2, 398, 398",
        "pima, TABULAR, 1 x 1 x 8, 2, 538, 538",
    })
    void reads_public_data_sets(String name, Modality modality, String shape, int classes, int samples, int groups)
            throws DatasetException {
        String data = Optional.ofNullable(System.getenv("FOGWARD_DATA")).orElse("../../shared/data");
        Path folder = Path.of(data, name);
        assumeTrue(Files.isDirectory(folder), "set FOGWARD_DATA to a folder with " + name);

        Dataset dataset = DatasetReader.read(folder);

        assertThat(dataset.modality()).isEqualTo(modality);
        assertThat(dataset.shape()).hasToString(shape);
        assertThat(dataset.classes()).hasSize(classes);
        assertThat(dataset.samples()).hasSize(samples);
        assertThat(dataset.groups()).hasSize(groups);
    }
}
