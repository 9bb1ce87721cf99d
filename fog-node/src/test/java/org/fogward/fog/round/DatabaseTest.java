package org.fogward.fog.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve(Database.FILE);
    }

    @Test
    void an_earlier_builds_tables_are_brought_up_to_date_but_not_by_who_only_reads() throws Exception {
        Flyway.configure()
                .dataSource("jdbc:sqlite:" + file, "", "")
                .locations("classpath:org/fogward/fog/migration")
                .target("2")
                .load()
                .migrate();
        refused("was written by an earlier build", () -> Database.openReadOnly(file));
        assertThat(new RoundStore(Database.open(file)).results()).isEmpty();
        assertThat(new RoundStore(Database.openReadOnly(file)).results()).isEmpty();
    }

    @Test
    void a_later_builds_tables_are_left_alone() throws Exception {
        changeHistory("INSERT INTO flyway_schema_history SELECT 999, '999', 'later', type, 'V999__later.sql', checksum,"
                + " installed_by, installed_on, execution_time, success FROM flyway_schema_history LIMIT 1");
        refused("was written by a later build", () -> Database.open(file));
        refused("was written by a later build", () -> Database.openReadOnly(file));
    }

    @Test
    void tables_that_came_about_otherwise_are_refused() throws Exception {
        changeHistory("UPDATE flyway_schema_history SET checksum = 1 WHERE version = '1'");
        refused("cannot be taken over", () -> Database.open(file));
    }

    @Test
    void what_is_no_database_is_refused() throws Exception {
        Files.writeString(file, "no database, but long enough to look at. ".repeat(100));
        refused("cannot be taken over", () -> Database.open(file));
        refused("is not a fog node's database", () -> Database.openReadOnly(file));
    }

    private void changeHistory(String sql) throws IOException {
        Jdbi jdbi = Database.open(file);
        jdbi.useHandle(db -> db.execute(sql));
    }

    private void refused(String why, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(why);
    }
}
