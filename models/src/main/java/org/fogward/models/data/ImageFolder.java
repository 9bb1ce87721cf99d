package org.fogward.models.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A folder with images of one size and a {@code labels.csv} that names them. */
final class ImageFolder {

    /** The values of all images of a folder have to fit into memory. */
    static final long MAX_VALUES = 1L << 28;

    private static final String FILE = "file";
    private static final String LABEL = "label";

    private final Path folder;
    private final CsvTable table;

    private ImageFolder(Path folder, CsvTable table) {
        this.folder = folder;
        this.table = table;
    }

    static Dataset read(Path folder) throws DatasetException {
        CsvTable table = CsvTable.read(folder.resolve(DatasetReader.LABELS));
        table.require(FILE);
        table.require(LABEL);
        return new ImageFolder(folder, table).dataset();
    }

    private Dataset dataset() throws DatasetException {
        ClassKeys classes = classes();
        RowIdentity identity = RowIdentity.of(table.columns());
        List<Path> files = files();
        Optional<SampleShape> shape = Optional.empty();
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            CsvRow row = table.rows().get(i);
            DecodedImage image = image(row, files.get(i));
            if (shape.isPresent() && !image.shape().equals(shape.get())) {
                throw row.problem(
                        FILE,
                        Quoted.of(row.text(FILE)) + " is " + image.shape() + ", the first image is " + shape.get());
            }
            shape = Optional.of(image.shape());
            if (image.values().length * (long) files.size() > MAX_VALUES) {
                throw new DatasetException(table.file(), "rows", "these images do not fit into memory");
            }
            String group = identity.group(row, i);
            int label = classes.find(row.text(LABEL)).orElseThrow();
            samples.add(new Sample(image.values(), new float[0], label, group, identity.source(row, group)));
        }
        return new Dataset(
                BoundedFile.name(folder), Modality.IMAGE, shape.orElseThrow(), List.of(), classes.names(), samples);
    }

    private ClassKeys classes() throws DatasetException {
        Set<String> names = new TreeSet<>();
        for (CsvRow row : table.rows()) {
            names.add(row.text(LABEL));
        }
        return ClassKeys.ofNames(names);
    }

    /** Finds all files before the first one is decoded, so that a mistake in the last line is told at once. */
    private List<Path> files() throws DatasetException {
        List<Path> files = new ArrayList<>();
        Set<Path> seen = new HashSet<>();
        for (CsvRow row : table.rows()) {
            String name = row.text(FILE);
            if (!BoundedFile.inside(folder, name)) {
                throw row.problem(FILE, Quoted.of(name) + " is not a file inside the folder");
            }
            Path file = folder.resolve(name).normalize();
            if (!Files.isRegularFile(file)) {
                throw row.problem(FILE, Quoted.of(name) + " does not exist");
            }
            if (!seen.add(file)) {
                throw row.problem(FILE, Quoted.of(name) + " appears twice");
            }
            files.add(file);
        }
        return files;
    }

    private static DecodedImage image(CsvRow row, Path file) throws DatasetException {
        byte[] bytes = BoundedFile.read(file, DecodedImage.MAX_BYTES);
        try {
            return DecodedImage.decode(bytes);
        } catch (ImageException e) {
            throw row.problem(FILE, Quoted.of(row.text(FILE)) + " " + e.getMessage());
        }
    }
}
