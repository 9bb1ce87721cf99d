package org.fogward.fog.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.fogward.fog.anchor.ChainLinks;
import org.fogward.fog.anchor.KeptBlocks;
import org.fogward.fog.blob.FileBlobStore;
import org.fogward.fog.evaluate.RoundEvaluation;
import org.fogward.fog.metrics.FogMetrics;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.registry.GatewayActivity;
import org.fogward.fog.round.Database;
import org.fogward.fog.round.ModelStep;
import org.fogward.fog.round.Round;
import org.fogward.fog.round.RoundPhase;
import org.fogward.fog.round.RoundPlace;
import org.fogward.fog.round.RoundResult;
import org.fogward.fog.round.RoundStore;
import org.fogward.fog.round.RoundUpdate;
import org.fogward.fog.round.StoredUpdates;
import org.fogward.ledger.AnchorReceipt;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.train.SiteEvaluator;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.envelope.EnvelopeSealer;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.Signer;
import org.fogward.protocol.identity.SigningKey;
import org.fogward.protocol.link.MessageLink;
import org.fogward.protocol.seal.NoSessionException;
import org.fogward.protocol.topic.Topics;
import org.fogward.protocol.v1.RefusalReason;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proofs while the ledger's blocks cannot be read for a while. */
class WaitingProofsTest {
    private static final FederationId FEDERATION = new FederationId("ward");
    private static final GatewayId GATEWAY = new GatewayId("gw-a");
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path directory;

    private final List<String> published = Collections.synchronizedList(new ArrayList<>());
    private final NetworkPool networks = new NetworkPool(1);
    private final FogMetrics metrics = new FogMetrics();
    private volatile boolean readable;
    private volatile boolean inSession = true;
    private RoundStore store;
    private RoundPublisher publisher;

    @BeforeEach
    void open() throws Exception {
        store = new RoundStore(Database.open(directory.resolve(Database.FILE)));
        store.knows(GATEWAY, 1);
        Plan plan = Plan.parse("""
                model: {family: tabular, input: {height: 1, width: 1, channels: 4}, features: 0, width: 1.0, classes: [a, b]}
                rounds: {count: 9}
                """);
        FileBlobStore blobs = new FileBlobStore(directory.resolve("blobs"));
        ModelStep models = new ModelStep(plan, blobs);
        EnvelopeSealer sealer = new EnvelopeSealer(FEDERATION, Signer.FOG, SigningKey.ofSeed(new byte[32]));
        Topics topics = new Topics(FEDERATION);
        GatewayActivity activity = new GatewayActivity(metrics);
        publisher = new RoundPublisher(
                plan,
                store,
                blobs,
                models,
                new Announcer(link(), topics, sealer, plan, blobs, activity),
                new ProofSender(
                        FEDERATION,
                        store,
                        new ReceiptSender(link(), topics, sealer, activity),
                        new ChainLinks(blocks())),
                new RoundEvaluation(
                        plan, new SiteEvaluator(networks), List.of(), models, new StoredUpdates(blobs), store),
                metrics,
                () -> {},
                () -> {});
    }

    @AfterEach
    void close() {
        publisher.close();
        metrics.close();
        networks.close();
    }

    @Test
    void go_out_with_the_next_anchor() throws Exception {
        anchor(1);
        anchor(2);
        assertThat(published).isEmpty();
        assertThat(store.withoutReceipts()).containsExactly(1L, 2L);

        readable = true;
        anchor(3);
        assertThat(published).hasSize(3).containsOnly(new Topics(FEDERATION).receipt(GATEWAY));
        assertThat(store.withoutReceipts()).isEmpty();

        anchor(4);
        assertThat(published).hasSize(4);
    }

    @Test
    void wait_for_the_session_of_their_gateway() throws Exception {
        readable = true;
        inSession = false;
        anchor(1);
        anchor(2);
        assertThat(published).isEmpty();
        assertThat(store.withoutReceipts()).containsExactly(1L, 2L);

        inSession = true;
        publisher.sessionBegan(new GatewayId("another"));
        publisher.sessionBegan(GATEWAY);
        publisher.settled().get(10, TimeUnit.SECONDS);
        assertThat(published).hasSize(2);
        assertThat(store.withoutReceipts()).isEmpty();
    }

    private void anchor(long number) throws Exception {
        store.open(new Round(number, RoundPhase.OPEN, digest("model " + (number - 1)), AT, AT.plusSeconds(60)));
        store.updates()
                .remember(new RoundUpdate(
                        number,
                        GATEWAY,
                        digest("update " + number),
                        RefusalReason.REFUSAL_REASON_UNSPECIFIED,
                        "",
                        true,
                        1,
                        0.5,
                        AT));
        store.combined(
                new RoundResult(
                        number,
                        digest("model " + number),
                        Optional.empty(),
                        digest("state"),
                        digest("root"),
                        1,
                        1,
                        100,
                        100),
                Optional.empty());
        RoundPlace place =
                new RoundPlace(number, digest("transaction " + number).hex(), number, "ab".repeat(32));
        store.anchored(place);
        publisher.anchored(place);
        publisher.settled().get(10, TimeUnit.SECONDS);
    }

    private KeptBlocks blocks() {
        return new KeptBlocks() {
            @Override
            public void require(AnchorReceipt receipt) {
                // It is there.
            }

            @Override
            public Optional<byte[]> block(long number) throws LedgerException {
                if (!readable) {
                    throw new LedgerException(Reason.UNAVAILABLE, "the disk does not answer");
                }
                return Optional.of(Block.newBuilder()
                        .setHeader(BlockHeader.newBuilder()
                                .setDataHash(ByteString.copyFrom(
                                        digest("data " + number).bytes())))
                        .build()
                        .toByteArray());
            }
        };
    }

    private MessageLink link() {
        return (MessageLink) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MessageLink.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("publish") && !inSession) {
                        return CompletableFuture.failedFuture(new NoSessionException(GATEWAY.value()));
                    }
                    if (method.getName().equals("publish")) {
                        published.add((String) arguments[0]);
                        return CompletableFuture.completedFuture(null);
                    }
                    return method.getReturnType() == boolean.class ? Boolean.TRUE : null;
                });
    }

    private static Digest digest(String of) {
        return Digest.of(of.getBytes(StandardCharsets.UTF_8));
    }
}
