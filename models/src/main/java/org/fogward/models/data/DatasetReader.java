package org.fogward.models.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads data sets. Which format a path holds is told by what is there, and the first of these counts:
 *
 * <ol>
 *   <li>a folder with {@code descriptor.json}: a little-endian int16 or uint8 array in a gzip file, and a table of labels
 *       with a row per array element (columns {@code label}, optionally {@code index}). Columns {@code rr_pre_s} and {@code rr_post_s}, the intervals in seconds
 *       between a heart beat and its neighbours, make it an ECG; one of the two may be {@code nan} at a recording's end and
 *       then counts as long as the other;
 *   <li>a folder with {@code labels.csv}: PNG or JPEG images of one size, named in the columns {@code file} and
 *       {@code label};
 *   <li>a CSV file, or a folder with a single one: a {@code label} column, otherwise numbers.
 * </ol>
 *
 * In all of them a column {@code patient_id}, {@code subject_id}, {@code group} or {@code row_id} names the group (without
 * one each row is a group of its own), and {@code source} the source. Everything is checked while it is read; sizes are
 * bounded. CSV follows RFC 4180.
 */
public final class DatasetReader {

    static final String DESCRIPTOR = "descriptor.json";
    static final String LABELS = "labels.csv";

    private static final String CSV = ".csv";

    private DatasetReader() {}

    /**
     * Reads the data set at a path.
     *
     * @throws DatasetException naming the file, the line and the field that are wrong
     */
    public static Dataset read(Path path) throws DatasetException {
        if (Files.isRegularFile(path) && isCsv(path)) {
            return TabularFile.read(path);
        }
        if (!Files.isDirectory(path)) {
            throw new DatasetException(path, "path", "is neither a folder nor a CSV file");
        }
        if (Files.exists(path.resolve(DESCRIPTOR))) {
            return ArrayFolder.read(path);
        }
        if (Files.exists(path.resolve(LABELS))) {
            return ImageFolder.read(path);
        }
        return TabularFile.read(onlyCsv(path));
    }

    private static Path onlyCsv(Path folder) throws DatasetException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> files = entries.filter(DatasetReader::isCsv).limit(2).toList();
            if (files.size() != 1) {
                throw new DatasetException(
                        folder, "folder", "needs " + DESCRIPTOR + ", " + LABELS + " or a single CSV file");
            }
            return files.getFirst();
        } catch (IOException e) {
            throw BoundedFile.unreadable(folder, e);
        }
    }

    private static boolean isCsv(Path file) {
        return BoundedFile.name(file).endsWith(CSV);
    }
}
