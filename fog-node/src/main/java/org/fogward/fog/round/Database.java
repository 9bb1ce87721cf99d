package org.fogward.fog.round;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Opens the fog node's SQLite file, bringing its tables up to date. */
public final class Database {

    /** The file's name in a state directory. */
    public static final String FILE = "fogward.db";

    private static final int BUSY_MILLIS = 10_000;

    private Database() {}

    /**
     * Opens the file for work, creating it; the tables of an earlier build are brought up to date. A commit is on the disk when it
     * returns.
     *
     * @throws IOException if the file is not one that this build can take over
     */
    public static Jdbi open(Path file) throws IOException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MILLIS);
        SQLiteDataSource source = source(file, config);
        try {
            Flyway flyway = flyway(source);
            requireNotLater(file, flyway);
            flyway.migrate();
        } catch (FlywayException e) {
            throw new IOException(
                    file + " cannot be taken over from the build that wrote it: use that build, or take another state"
                            + " directory",
                    e);
        }
        return Jdbi.create(source);
    }

    /**
     * Opens an existing file for reading only, as it is.
     *
     * @throws IOException if another build has written it
     */
    public static Jdbi openReadOnly(Path file) throws IOException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLIS);
        SQLiteDataSource source = source(file, config);
        try {
            Flyway flyway = flyway(source);
            requireNotLater(file, flyway);
            if (flyway.info().pending().length > 0) {
                throw new IOException(
                        file + " was written by an earlier build: start the fog node once, which brings it up to"
                                + " date, or use that build");
            }
        } catch (FlywayException e) {
            throw new IOException(file + " is not a fog node's database, or is damaged", e);
        }
        return Jdbi.create(source);
    }

    private static void requireNotLater(Path file, Flyway flyway) throws IOException {
        if (Stream.of(flyway.info().all()).anyMatch(change -> change.getState() == MigrationState.FUTURE_SUCCESS)) {
            throw new IOException(file + " was written by a later build: use that one");
        }
    }

    private static Flyway flyway(SQLiteDataSource source) {
        return Flyway.configure()
                .dataSource(source)
                .locations("classpath:org/fogward/fog/migration")
                .configuration(Map.of("flyway.loggers", "slf4j"))
                .load();
    }

    private static SQLiteDataSource source(Path file, SQLiteConfig config) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        return source;
    }
}
