package org.fogward.fog.round;

import java.nio.file.Path;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Opens the fog node's SQLite file, bringing its tables up to date. */
public final class Database {

    /** The file's name in a state directory. */
    public static final String FILE = "fogward.db";

    private static final int BUSY_MILLIS = 10_000;

    private Database() {}

    /** Opens the file for work, creating it. A commit is on the disk when it returns. */
    public static Jdbi open(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MILLIS);
        SQLiteDataSource source = source(file, config);
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:org/fogward/fog/migration")
                .configuration(Map.of("flyway.loggers", "slf4j"))
                .load()
                .migrate();
        return Jdbi.create(source);
    }

    /** Opens an existing file for reading only, as it is. */
    public static Jdbi openReadOnly(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLIS);
        return Jdbi.create(source(file, config));
    }

    private static SQLiteDataSource source(Path file, SQLiteConfig config) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        return source;
    }
}
