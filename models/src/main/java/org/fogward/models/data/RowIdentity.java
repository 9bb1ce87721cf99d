package org.fogward.models.data;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which columns of a table tell who a row is of and where it comes from. */
record RowIdentity(Optional<String> groupColumn, boolean hasSource) {

    /** Names of group columns; the first one that a table has counts. */
    static final List<String> GROUP_COLUMNS = List.of("patient_id", "subject_id", "group", "row_id");

    static final String SOURCE_COLUMN = "source";

    static RowIdentity of(Collection<String> columns) {
        Set<String> present = Set.copyOf(columns);
        return new RowIdentity(
                GROUP_COLUMNS.stream().filter(present::contains).findFirst(), present.contains(SOURCE_COLUMN));
    }

    /** The row's group: what its group column says, or its number where there is no such column. */
    String group(CsvRow row, int number) throws DatasetException {
        return groupColumn.isPresent() ? row.text(groupColumn.get()) : Integer.toString(number);
    }

    /** The row's source, or its group where there is no such column. */
    String source(CsvRow row, String group) throws DatasetException {
        return hasSource ? row.text(SOURCE_COLUMN) : group;
    }
}
