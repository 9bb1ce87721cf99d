package org.fogward.models.data;

import java.util.List;

/**
 * One record of a CSV file as it stands there.
 *
 * @param line where it begins, counted from 1
 * @param fields its fields without their quotes
 */
record CsvRecord(long line, List<String> fields) {}
