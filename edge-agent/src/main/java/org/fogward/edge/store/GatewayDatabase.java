package org.fogward.edge.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A gateway's SQLite file: samples and outbox share it, so that what belongs together is committed together.
 *
 * <p>Write-ahead log and {@code synchronous=FULL}: a committed transaction survives a killed process and a power cut.
 * Writes go one after another over one connection; reads open their own and never wait for a writer. Thread-safe.
 */
public final class GatewayDatabase implements AutoCloseable {
    private static final int BUSY_MILLISECONDS = 10_000;

    private final Jdbi jdbi;
    private final Handle writer;
    private final ReentrantLock writing = new ReentrantLock();

    private GatewayDatabase(Jdbi jdbi, Handle writer) {
        this.jdbi = jdbi;
        this.writer = writer;
    }

    /**
     * Opens the file, makes it if it is absent, and brings its tables up to date.
     *
     * @param file the database file; its directory must exist
     * @return the open database
     * @throws IOException when the file cannot be opened or is of a newer version
     */
    public static GatewayDatabase open(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLISECONDS);
        config.enforceForeignKeys(true);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        try {
            Flyway.configure(GatewayDatabase.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:org/fogward/edge/store/migration")
                    .load()
                    .migrate();
            Jdbi jdbi = Jdbi.create(source);
            Handle writer = jdbi.open();
            // What is deleted is overwritten, so that keys of forgotten patients do not stay in free pages.
            writer.execute("PRAGMA secure_delete = ON");
            return new GatewayDatabase(jdbi, writer);
        } catch (FlywayException | JdbiException e) {
            throw new IOException(file + ": cannot open the gateway's database: " + e.getMessage(), e);
        }
    }

    /**
     * Runs one transaction; when this returns, it is on disk.
     *
     * @param <T> what the work returns
     * @param work what to do; must not keep the handle
     * @return the work's result
     */
    public <T> T write(Function<Handle, T> work) {
        writing.lock();
        try {
            return writer.inTransaction(work::apply);
        } finally {
            writing.unlock();
        }
    }

    /**
     * Reads from one consistent state of the database.
     *
     * @param <T> what the work returns
     * @param work what to read; must not keep the handle
     * @return the work's result
     */
    public <T> T read(Function<Handle, T> work) {
        return jdbi.withHandle(work::apply);
    }

    /** Brings what was deleted out of the write-ahead log, too, as far as no other process is reading. */
    public void purge() {
        writing.lock();
        try {
            writer.select("PRAGMA wal_checkpoint(TRUNCATE)").mapToMap().list();
        } finally {
            writing.unlock();
        }
    }

    /** Waits for a running transaction and closes the file. */
    @Override
    public void close() {
        writing.lock();
        try {
            writer.close();
        } finally {
            writing.unlock();
        }
    }
}
