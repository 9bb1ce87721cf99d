package org.fogward.edge.store;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.fogward.models.data.Sample;
import org.jdbi.v3.core.Handle;

/**
 * The gateway's own samples: encrypted, bounded, never leaving.
 *
 * <p>Group ids are replaced by keyed pseudonyms before anything is written. A sample is named by a keyed digest of the
 * request that brought it, so that one which a device sends again is stored once. Each sample is encrypted under its patient's key,
 * and that under the gateway's. In the clear stand only digests, sizes, days, which samples are of one patient, and the number of
 * samples per class.
 *
 * <p>Thread-safe. Samples that arrive together share one transaction.
 */
public final class SampleStore implements AutoCloseable {
    private final GatewayDatabase database;
    private final SampleKeys keys;
    private final SampleSeal seal;
    private final SampleWriter writer;

    private SampleStore(
            GatewayDatabase database, SampleKeys keys, SampleProfile profile, StoreBounds bounds, Clock clock) {
        this.database = database;
        this.keys = keys;
        this.seal = new SampleSeal(keys, profile);
        this.writer = new SampleWriter(database, seal, bounds, profile.classes().size(), clock);
    }

    /**
     * Opens the store in a gateway's database.
     *
     * @param database stays open after this store is closed
     * @param keys derived from the gateway's key file
     * @param profile what samples look like
     * @param bounds how much is kept
     * @param clock tells how old samples are
     * @return the open store
     * @throws StoreException when the database holds samples of another profile
     */
    public static SampleStore open(
            GatewayDatabase database, SampleKeys keys, SampleProfile profile, StoreBounds bounds, Clock clock) {
        String stored = database.write(handle -> SampleTable.fingerprint(handle, profile.fingerprint()));
        if (!stored.equals(profile.fingerprint())) {
            throw new StoreException("intake: the state directory holds samples of another profile (" + stored
                    + "); restore that profile or use another stateDirectory");
        }
        return new SampleStore(database, keys, profile, bounds, clock);
    }

    /**
     * Stores a sample.
     *
     * @param sample fits the profile; its group is the id that the device knows
     * @param content the parts of the request that brought it, by which it is recognised when it comes again
     * @return completes when the answer is on disk; with {@link StoreException} when it could not be written
     */
    public CompletableFuture<StoreOutcome> add(Sample sample, byte[]... content) {
        String patient = keys.pseudonym(sample.group());
        Sample pseudonymous = new Sample(sample.values(), sample.features(), sample.label(), patient, sample.source());
        return writer.submit(new WaitingSample(
                keys.contentDigest(content),
                sample.label(),
                patient,
                seal.encode(pseudonymous),
                new CompletableFuture<>()));
    }

    /**
     * Reads every sample; the caller holds them, the store does not.
     *
     * @return in order of arrival, with pseudonyms for groups
     * @throws StoreException when a sample is damaged
     */
    public List<Sample> samples() {
        return database.read(seal::all);
    }

    /**
     * Forgets a patient: deletes the key of their samples and the samples themselves. Another process may have the store open.
     *
     * @param group the id as devices send it
     * @param mayReturn whether samples of the patient are taken again; else they are refused from now on
     * @param also what goes in the same transaction, since it was learnt from the samples
     * @return how many samples there were
     */
    public int forget(String group, boolean mayReturn, Consumer<Handle> also) {
        String patient = keys.pseudonym(group);
        int forgotten = database.write(handle -> {
            List<SampleTable.Row> rows = SampleTable.rows(SampleTable.of(handle, patient));
            rows.forEach(row -> writer.delete(handle, row));
            seal.patients().forget(handle, patient, mayReturn);
            also.accept(handle);
            return rows.size();
        });
        database.purge();
        writer.tidy();
        return forgotten;
    }

    /** How much is on disk. */
    public StoreTotals totals() {
        return writer.totals();
    }

    /** Writes what was submitted and ends; the database stays open. */
    @Override
    public void close() {
        writer.close();
    }
}
