package org.fogward.models.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A CSV file with a label column, perhaps a group and a source, and otherwise numbers. */
final class TabularFile {

    private static final String LABEL = "label";

    private TabularFile() {}

    static Dataset read(Path file) throws DatasetException {
        CsvTable table = CsvTable.read(file);
        table.require(LABEL);
        List<String> columns = table.columns().stream()
                .filter(column -> !column.equals(LABEL)
                        && !column.equals(RowIdentity.SOURCE_COLUMN)
                        && !RowIdentity.GROUP_COLUMNS.contains(column))
                .toList();
        if (columns.isEmpty()) {
            throw new DatasetException(file, 1, "header", "there is no column of numbers");
        }
        Set<String> names = new TreeSet<>();
        for (CsvRow row : table.rows()) {
            names.add(row.text(LABEL));
        }
        ClassKeys classes = ClassKeys.ofNames(names);
        RowIdentity identity = RowIdentity.of(table.columns());
        List<Sample> samples = new ArrayList<>();
        for (CsvRow row : table.rows()) {
            float[] values = new float[columns.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = row.number(columns.get(i));
            }
            String group = identity.group(row, samples.size());
            int label = classes.find(row.text(LABEL)).orElseThrow();
            samples.add(new Sample(values, new float[0], label, group, identity.source(row, group)));
        }
        String name = BoundedFile.name(file).replaceFirst("\\.csv$", "");
        SampleShape shape = new SampleShape(1, 1, columns.size());
        return new Dataset(name, Modality.TABULAR, shape, List.of(), classes.names(), samples);
    }
}
