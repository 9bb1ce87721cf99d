package org.fogward.ledger.embedded;

import io.grpc.BindableService;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.LedgerHead;
import org.fogward.ledger.block.RecentBlocks;
import org.fogward.ledger.channel.ChannelConfig;
import org.fogward.ledger.channel.CurrentChannel;
import org.fogward.ledger.channel.GenesisBlock;
import org.fogward.ledger.contract.FederationContract;
import org.fogward.ledger.endorse.Endorser;
import org.fogward.ledger.identity.NoMemberException;
import org.fogward.ledger.order.BlockMaker;
import org.fogward.ledger.order.Commits;
import org.fogward.ledger.order.Orderer;
import org.fogward.ledger.peer.DeliverService;
import org.fogward.ledger.peer.GatewayService;
import org.fogward.ledger.peer.ServedLedger;
import org.fogward.ledger.state.LedgerState;
import org.fogward.ledger.state.Snapshot;
import org.hyperledger.fabric.protos.common.ConfigUpdateEnvelope;
import org.hyperledger.fabric.protos.orderer.BatchSize;

/** A chain with everything that works on it. */
final class RunningLedger implements Closeable {
    private static final BatchSize BATCH = BatchSize.newBuilder()
            .setMaxMessageCount(256)
            .setAbsoluteMaxBytes(2 * 1024 * 1024)
            .setPreferredMaxBytes(2 * 1024 * 1024)
            .build();

    private final StoredChain stored;
    private final CurrentChannel channel;
    private final KeptConfig guard;
    private final SnapshotKeeper snapshots;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Orderer orderer;
    private final List<BindableService> services;
    private final AtomicBoolean closed = new AtomicBoolean();

    private RunningLedger(Path directory, StoredChain stored, LedgerNodes nodes, EmbeddedOptions options) {
        this.stored = stored;
        channel = new CurrentChannel(stored.config());
        guard = new KeptConfig(nodes);
        snapshots = new SnapshotKeeper(
                stored.state(), directory.resolve(StoredChain.SNAPSHOT), stored.remembered(), options.snapshotEvery());
        RecentBlocks blocks = new RecentBlocks(stored.store());
        Commits commits = new Commits(stored.state(), executor);
        orderer = new Orderer(
                new BlockMaker(
                        stored.chain(),
                        stored.store(),
                        blocks,
                        stored.state(),
                        channel,
                        stored.lastConfig(),
                        nodes.orderer()),
                commits,
                BATCH.getMaxMessageCount(),
                new CurrentJudge(channel, FederationContract.NAME),
                snapshots::afterBlock);
        ServedLedger ledger =
                new ServedLedger(channel, FederationContract.NAME, stored.state(), blocks, commits, options.clock());
        Endorser endorser = new Endorser(
                stored.state(), nodes.peers(), new StateHistory(stored.state(), blocks, FederationContract.NAME));
        services = List.of(
                new GatewayService(
                        ledger, endorser, orderer, nodes.peers().getFirst().mspId()),
                new DeliverService(ledger));
    }

    static RunningLedger open(Path directory, EmbeddedOptions options)
            throws IOException, GeneralSecurityException, LedgerException {
        // The snapshot is most of what there is to read, and nothing else depends on it before the blocks are there.
        CompletableFuture<Optional<LedgerState>> snapshot =
                CompletableFuture.supplyAsync(() -> Snapshot.read(directory.resolve(StoredChain.SNAPSHOT)));
        LedgerNodes nodes = options.nodes().isPresent() ? options.nodes().get() : own(directory, options);
        StoredChain stored = StoredChain.open(
                directory,
                () -> GenesisBlock.of(
                        EmbeddedLedger.CHANNEL,
                        nodes.members(),
                        nodes.orderers(),
                        BATCH,
                        options.clock().instant()),
                snapshot::join);
        try {
            for (var peer : nodes.peers()) {
                stored.config().membership().member(peer.serialized());
            }
            stored.config().membership().member(nodes.orderer().serialized());
        } catch (NoMemberException e) {
            stored.close();
            throw new LedgerException(
                    Reason.INVALID,
                    "another organisation founded the ledger in " + directory + ": " + e.getMessage(),
                    e);
        }
        return new RunningLedger(directory, stored, nodes, options);
    }

    List<BindableService> services() {
        return services;
    }

    LedgerHead head() {
        return stored.state().head();
    }

    ChannelConfig config() {
        return channel.config();
    }

    void configure(ConfigUpdateEnvelope update, Instant now) throws LedgerException {
        orderer.configure(update, guard, now);
    }

    Optional<String> objectionToWrites() {
        try {
            orderer.requireWritable();
            return Optional.empty();
        } catch (LedgerException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() throws IOException {
        if (closed.getAndSet(true)) {
            return;
        }
        orderer.close();
        snapshots.close();
        executor.close();
        stored.close();
    }

    /** A chain whose keys are lost is not given new ones: its blocks name the old. */
    private static LedgerNodes own(Path directory, EmbeddedOptions options)
            throws IOException, GeneralSecurityException {
        OwnOrganisation organisation = new OwnOrganisation(directory);
        Path blocks = directory.resolve(EmbeddedLedger.BLOCKS);
        if (!Files.exists(blocks) || Files.size(blocks) == 0) {
            organisation.foundUnlessThere(options.clock().instant());
        }
        return organisation.nodes();
    }
}
