package org.fogward.models.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.fogward.models.data.Descriptor.NumberType;

/** A folder with a {@code descriptor.json}, an array in a gzip file and a table of labels. */
final class ArrayFolder {

    private static final String LABEL = "label";
    private static final String INDEX = "index";
    private static final String BEFORE = "rr_pre_s";
    private static final String AFTER = "rr_post_s";
    private static final String UNKNOWN = "nan";

    private final Descriptor descriptor;
    private final CsvTable table;
    private final List<String> features;

    private ArrayFolder(Descriptor descriptor, CsvTable table) {
        this.descriptor = descriptor;
        this.table = table;
        this.features = table.columns().contains(BEFORE) ? List.of(BEFORE, AFTER) : List.of();
    }

    static Dataset read(Path folder) throws DatasetException {
        Descriptor descriptor = DescriptorParser.read(folder);
        return new ArrayFolder(descriptor, CsvTable.read(descriptor.labels())).dataset();
    }

    private Dataset dataset() throws DatasetException {
        table.require(LABEL);
        for (String feature : features) {
            table.require(feature);
        }
        if (table.rows().size() != descriptor.samples()) {
            throw new DatasetException(
                    table.file(),
                    "rows",
                    table.rows().size() + ", the descriptor's shape says " + descriptor.samples() + " samples");
        }
        int[] order = order();
        List<Sample> labelled = new ArrayList<>();
        List<float[]> values = ArrayFile.read(descriptor);
        RowIdentity identity = RowIdentity.of(table.columns());
        for (int i = 0; i < order.length; i++) {
            CsvRow row = table.rows().get(order[i]);
            String group = identity.group(row, i);
            labelled.add(new Sample(values.get(i), features(row), label(row), group, identity.source(row, group)));
        }
        return new Dataset(
                descriptor.name(),
                modality(),
                descriptor.shape(),
                features,
                descriptor.classes().names(),
                labelled);
    }

    /** For each sample of the array the row that describes it. */
    private int[] order() throws DatasetException {
        int[] order = new int[descriptor.samples()];
        Arrays.setAll(order, i -> i);
        if (table.columns().contains(INDEX)) {
            BitSet seen = new BitSet();
            for (int i = 0; i < order.length; i++) {
                CsvRow row = table.rows().get(i);
                int index = row.index(INDEX, order.length);
                if (seen.get(index)) {
                    throw row.problem(INDEX, index + " appears twice");
                }
                seen.set(index);
                order[index] = i;
            }
        }
        return order;
    }

    private int label(CsvRow row) throws DatasetException {
        String label = row.text(LABEL);
        return descriptor
                .classes()
                .find(label)
                .orElseThrow(() -> row.problem(LABEL, Quoted.of(label) + " is none of the descriptor's classes"));
    }

    private float[] features(CsvRow row) throws DatasetException {
        if (features.isEmpty()) {
            return new float[0];
        }
        // A recording's first beat has none before it, its last beat none after it: the rhythm is taken as steady
        // there.
        String before = isUnknown(row, BEFORE) ? AFTER : BEFORE;
        String after = isUnknown(row, AFTER) ? BEFORE : AFTER;
        return new float[] {row.number(before), row.number(after)};
    }

    private static boolean isUnknown(CsvRow row, String interval) throws DatasetException {
        return row.text(interval).equals(UNKNOWN);
    }

    private Modality modality() {
        if (descriptor.type() == NumberType.UINT8) {
            return Modality.IMAGE;
        }
        return features.isEmpty() ? Modality.MOTION : Modality.ECG;
    }
}
