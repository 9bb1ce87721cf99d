package org.fogward.fog.follow;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;

/** Everything that the tables of a ledger's views hold. */
final class Tables {
    private Tables() {}

    static Map<String, List<String>> of(Jdbi jdbi) {
        Map<String, List<String>> tables = new TreeMap<>();
        jdbi.useHandle(
                db -> db.createQuery("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'ledger_%'")
                        .mapTo(String.class)
                        .list()
                        .forEach(table -> tables.put(
                                table,
                                db.createQuery("SELECT * FROM " + table).mapToMap().stream()
                                        .map(row -> new TreeMap<>(row).toString())
                                        .sorted()
                                        .toList())));
        return tables;
    }
}
