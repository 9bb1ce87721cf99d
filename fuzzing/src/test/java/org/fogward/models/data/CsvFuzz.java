package org.fogward.models.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fogward.fuzzing.Folders;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.fuzzing.Texts;

/** A table as a data set: RFC 4180, numbers, groups and labels. */
public final class CsvFuzz implements FuzzTarget {
    private final Path file = Folders.create().resolve("rows.csv");

    @Override
    public List<byte[]> seeds() {
        return Texts.seeds(
                "row_id,age,label,\"weight, kg\"\n10,3.5,yes,1e2\n11,-4,no,.25\n",
                "\uFEFFlabel,x\r\na,1\r\n\r\nb,\"2\"\r\n",
                "label,x\na,1\nb,nan\n",
                "label,source,\"a\"\"b\"\nu,v,1\nw,v,0x1p3\n",
                "label\na\n");
    }

    @Override
    public void run(byte[] input) throws Exception {
        Files.write(file, input);
        try {
            Dataset dataset = TabularFile.read(file);
            Promise.that(!dataset.samples().isEmpty(), "rows: none");
            for (Sample sample : dataset.samples()) {
                for (float value : sample.values()) {
                    Promise.that(Float.isFinite(value), "value: not finite");
                }
            }
        } catch (DatasetException e) {
            Promise.explains(e);
            Promise.that(e.getMessage().contains(": ") && e.getMessage().indexOf('\n') < 0, "names no field");
        }
    }
}
