package org.fogward.edge.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.fogward.models.data.Sample;

/**
 * The gateway's own samples: encrypted, bounded, never thrown out, never leaving.
 *
 * <p>Group ids are replaced by keyed pseudonyms before anything is written. A sample is named by a keyed digest of the
 * request that brought it, so that one which a device sends again is stored once. Each sample is encrypted with that
 * digest and the profile as associated data: a row cannot be exchanged for another, nor read as another kind of
 * measurement. In the clear stand only digests, sizes and the number of samples per class.
 *
 * <p>Thread-safe. Samples that arrive together share one transaction.
 */
public final class SampleStore implements AutoCloseable {
    private final GatewayDatabase database;
    private final SampleKeys keys;
    private final SampleProfile profile;
    private final SampleCodec codec;
    private final SampleWriter writer;

    private SampleStore(GatewayDatabase database, SampleKeys keys, SampleProfile profile, StoreBounds bounds) {
        this.database = database;
        this.keys = keys;
        this.profile = profile;
        this.codec = new SampleCodec(profile);
        this.writer = new SampleWriter(database, bounds, profile.classes().size());
    }

    /**
     * Opens the store in a gateway's database.
     *
     * @param database stays open after this store is closed
     * @param keys derived from the gateway's key file
     * @param profile what samples look like
     * @param bounds how much is kept
     * @return the open store
     * @throws StoreException when the database holds samples of another profile
     */
    public static SampleStore open(
            GatewayDatabase database, SampleKeys keys, SampleProfile profile, StoreBounds bounds) {
        String stored = database.write(handle -> SampleTable.fingerprint(handle, profile.fingerprint()));
        if (!stored.equals(profile.fingerprint())) {
            throw new StoreException("intake: the state directory holds samples of another profile (" + stored
                    + "); restore that profile or use another stateDirectory");
        }
        return new SampleStore(database, keys, profile, bounds);
    }

    /**
     * Stores a sample.
     *
     * @param sample fits the profile; its group is the id that the device knows
     * @param content the parts of the request that brought it, by which it is recognised when it comes again
     * @return completes when the answer is on disk; with {@link StoreException} when it could not be written
     */
    public CompletableFuture<StoreOutcome> add(Sample sample, byte[]... content) {
        Sample pseudonymous = new Sample(
                sample.values(), sample.features(), sample.label(), keys.pseudonym(sample.group()), sample.source());
        byte[] digest = keys.contentDigest(content);
        byte[] encrypted = keys.seal(codec.encode(pseudonymous), associated(digest));
        return writer.submit(new SealedSample(digest, sample.label(), encrypted, new CompletableFuture<>()));
    }

    /**
     * Reads every sample; the caller holds them, the store does not.
     *
     * @return in order of arrival, with pseudonyms for groups
     * @throws StoreException when a sample is damaged
     */
    public List<Sample> samples() {
        return database.read(handle -> {
            List<Sample> samples = new ArrayList<>();
            SampleTable.forEach(
                    handle, (digest, encrypted) -> samples.add(codec.decode(keys.open(encrypted, associated(digest)))));
            return samples;
        });
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

    private byte[] associated(byte[] digest) {
        byte[] context = ("fogward-sample-v1|" + profile.fingerprint() + "|").getBytes(StandardCharsets.UTF_8);
        byte[] associated = new byte[context.length + digest.length];
        System.arraycopy(context, 0, associated, 0, context.length);
        System.arraycopy(digest, 0, associated, context.length, digest.length);
        return associated;
    }
}
