package org.fogward.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fogward.ledger.Anchors.anchor;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.OpenedFederation;
import org.fogward.ledger.RawGateway;
import org.fogward.ledger.TestLedgers;
import org.fogward.ledger.channel.ChannelConfig;
import org.fogward.ledger.channel.ConfigDraft;
import org.fogward.ledger.channel.ConfigMessages;
import org.fogward.ledger.channel.ConfigTransaction;
import org.fogward.ledger.fabric.ConnectionProfile;
import org.fogward.ledger.fabric.FabricLedger;
import org.fogward.ledger.fabric.FabricNetwork;
import org.fogward.ledger.fabric.FabricNetwork.Ordering;
import org.fogward.ledger.fabric.Organization;
import org.fogward.ledger.federation.Federations;
import org.fogward.ledger.federation.FogNode;
import org.fogward.ledger.identity.FabricAuthority;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.Organisation;
import org.fogward.ledger.identity.Pem;
import org.fogward.ledger.identity.SigningIdentity;
import org.fogward.ledger.record.CanonicalJson;
import org.fogward.ledger.round.Rounds;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.Status;
import org.hyperledger.fabric.protos.orderer.BatchTimeout;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real network's chain, with what can happen on one, checked offline; and the same chain forged. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class NetworkVerification {
    final int orderersThatSign;
    private final Ordering ordering;
    private FabricNetwork network;
    private NetworkChain operator;
    private ConnectionProfile profile;
    private List<byte[]> blocks;
    private Path file;

    NetworkVerification(Ordering ordering, int orderersThatSign) {
        this.ordering = ordering;
        this.orderersThatSign = orderersThatSign;
    }

    /** Orderers that agree upon each transaction know it again; others leave that to the peers. */
    private boolean takesTwice() {
        return ordering == Ordering.RAFT;
    }

    @BeforeAll
    void run_a_network(@TempDir Path directory) throws Exception {
        file = directory.resolve("chain");
        network = FabricNetwork.start(directory.resolve("network"), ordering, Duration.ofMillis(50));
        profile = network.profile();
        operator = new NetworkChain(directory.resolve("network"), profile);
        try (LedgerClient north = FabricLedger.connect(profile, "NorthMSP", NodeRole.CLIENT)) {
            try (LedgerClient admin = FabricLedger.connect(profile, "NorthMSP", NodeRole.ADMIN);
                    LedgerClient southern = FabricLedger.connect(profile, "SouthMSP", NodeRole.ADMIN)) {
                OpenedFederation.open("clinics", admin, north, "NorthMSP", "SouthMSP");
                for (String fogNode : List.of("fog-2", "fog-3", "fog-4")) {
                    new Federations(admin).registerFogNode(new FogNode("clinics", fogNode));
                }
                while (southern.head().height() < north.head().height()) {
                    Thread.sleep(20);
                }
                new Federations(southern).registerFogNode(new FogNode("clinics", "fog-5"));
            }
            Rounds rounds = new Rounds(north);
            rounds.anchor(anchor("clinics", "fog-1", 1));
            invalid_transactions();
            configurations(north);
            rounds.anchor(anchor("clinics", "fog-1", 2));
            blocks = NetworkChain.blocks(north);
        }
    }

    @AfterAll
    void end() throws Exception {
        if (network != null) {
            network.close();
        }
    }

    private void invalid_transactions() throws Exception {
        Organization north = profile.organization("NorthMSP");
        ManagedChannel channel = north.peer().open();
        try {
            RawGateway gateway = new RawGateway(channel, north.identity(NodeRole.CLIENT));
            Envelope first = gateway.endorse("anchorRound", CanonicalJson.write(anchor("clinics", "fog-2", 1)));
            Envelope second = gateway.endorse("anchorRound", CanonicalJson.write(anchor("clinics", "fog-2", 1, 3)));
            gateway.submit(first);
            assertThat(gateway.status(first)).isEqualTo(TxValidationCode.VALID);
            gateway.submit(second);
            assertThat(gateway.status(second)).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
            if (takesTwice()) {
                gateway.submit(first);
            }
            Envelope alone =
                    gateway.endorse("anchorRound", CanonicalJson.write(anchor("clinics", "fog-3", 1)), "NorthMSP");
            gateway.submit(alone);
            assertThat(gateway.status(alone)).isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
            Payload payload =
                    Payload.parseFrom(gateway.endorse("anchorRound", CanonicalJson.write(anchor("clinics", "fog-4", 1)))
                            .getPayload());
            Envelope unreadable = gateway.signed(payload.toBuilder()
                    .setData(ByteString.copyFromUtf8("no transaction"))
                    .build()
                    .toByteString());
            assertThat(operator.broadcast(unreadable)).isEqualTo(Status.SUCCESS);
            assertThat(gateway.status(unreadable)).isEqualTo(TxValidationCode.INVALID_ENDORSER_TRANSACTION);
        } finally {
            channel.shutdownNow();
        }
    }

    /** The orderers' organisation changes their pace, and South revokes its client. */
    private void configurations(LedgerClient north) throws Exception {
        ChannelConfig config = ChannelConfig.read(Block.parseFrom(north.block(0).orElseThrow()));
        SigningIdentity ordererAdmin = operator.ordererAdmin();
        configure(
                config,
                ConfigDraft.of(config)
                        .with(
                                "/Channel/Orderer",
                                "BatchTimeout",
                                BatchTimeout.newBuilder().setTimeout("40ms").build()),
                ordererAdmin);
        config = newest(north, 1);
        Organization south = profile.organization("SouthMSP");
        ManagedChannel channel = south.peer().open();
        try {
            RawGateway revoked = new RawGateway(channel, south.identity(NodeRole.CLIENT));
            String round = CanonicalJson.write(anchor("clinics", "fog-5", 1));
            assertThat(revoked.endorse("anchorRound", round)).isNotNull();
            Path authority = operator.directory().resolve("crypto/peerOrganizations/south.fogward.test/ca");
            String list = Pem.text(new FabricAuthority(
                            authority.resolve("ca.south.fogward.test-cert.pem"), authority.resolve("priv_sk"))
                    .revoke(south.identity(NodeRole.CLIENT).certificate(), Instant.now()));
            configure(
                    config,
                    ConfigDraft.of(config).withProvider("SouthMSP", provider -> provider.toBuilder()
                            .addRevocationList(ByteString.copyFromUtf8(list))
                            .build()),
                    south.identity(NodeRole.ADMIN));
            newest(north, 2);
            try (LedgerClient admin = FabricLedger.connect(profile, "SouthMSP", NodeRole.ADMIN)) {
                while (admin.head().height() < north.head().height()) {
                    Thread.sleep(20);
                }
            }
            assertThatThrownBy(() -> revoked.endorse("anchorRound", round)).isInstanceOf(StatusRuntimeException.class);
        } finally {
            channel.shutdownNow();
        }
    }

    private void configure(ChannelConfig from, ConfigDraft draft, SigningIdentity admin) throws Exception {
        Envelope update = ConfigMessages.update(from.channel(), draft.signedBy(List.of(admin)), admin, Instant.now());
        assertThat(operator.broadcast(update)).isEqualTo(Status.SUCCESS);
    }

    /** Waits for a configuration; the test's timeout ends it otherwise. */
    private static ChannelConfig newest(LedgerClient client, long sequence) throws Exception {
        while (true) {
            Block block =
                    Block.parseFrom(client.block(client.head().height() - 1).orElseThrow());
            if (ConfigTransaction.isOne(block.getData().getData(0))
                    && ChannelConfig.read(block).sequence() == sequence) {
                return ChannelConfig.read(block);
            }
            Thread.sleep(20);
        }
    }

    @Test
    void the_chain_is_found_sound_with_all_that_happened_on_it() throws Exception {
        ChainReport report = verify(blocks);
        assertThat(report.findings()).isEmpty();
        assertThat(report.rounds())
                .extracting(
                        round -> round.anchor().fogNode() + " " + round.anchor().round())
                .containsExactly("fog-1 1", "fog-2 1", "fog-1 2");
        assertThat(report.head().height()).isEqualTo(blocks.size());
        assertThat(codes().contains(TxValidationCode.DUPLICATE_TXID)).isEqualTo(takesTwice());
        assertThat(codes())
                .contains(
                        TxValidationCode.MVCC_READ_CONFLICT,
                        TxValidationCode.ENDORSEMENT_POLICY_FAILURE,
                        TxValidationCode.INVALID_ENDORSER_TRANSACTION);
        assertThat(blocks)
                .filteredOn(block -> ConfigTransaction.isOne(NetworkChain.envelope(block, 0)))
                .hasSize(3);
    }

    @Test
    void a_chain_that_begins_otherwise_than_was_said_is_found() throws Exception {
        String genesis = verify(blocks).genesis();
        assertThat(ChainVerifier.verify(file, genesis).findings()).isEmpty();
        assertThat(ChainVerifier.verify(file, "00".repeat(32)).findings())
                .containsExactly("block 0: the channel begins with " + genesis + ", not with " + "00".repeat(32));
    }

    @Test
    void signatures_of_another_block_or_another_organisation_are_found() throws Exception {
        NetworkForgery forgery = new NetworkForgery(blocks);
        int newest = blocks.size() - 1;
        Metadata other = NetworkForgery.signatures(forgery.block(newest - 1));
        assertThat(verify(forgery.with(NetworkForgery.withSignatures(forgery.newest(), other)))
                        .findings())
                .containsExactly("block " + newest + ": the orderer's signature does not hold");
        List<SigningIdentity> strangers = new ArrayList<>();
        Organisation impostor = Organisation.found("OrderingMSP", Instant.now());
        for (int i = 0; i < orderersThatSign; i++) {
            strangers.add(impostor.issue("orderer", NodeRole.ORDERER));
        }
        assertThat(verify(forgery.with(NetworkForgery.signed(forgery.newest(), strangers)))
                        .findings())
                .singleElement()
                .asString()
                .startsWith("block " + newest + ": the orderer: no authority of OrderingMSP");
    }

    @Test
    void fewer_signatures_than_it_takes_are_found() throws Exception {
        NetworkForgery forgery = new NetworkForgery(blocks);
        Metadata signatures = NetworkForgery.signatures(forgery.newest());
        assertThat(signatures.getSignaturesCount()).isGreaterThanOrEqualTo(orderersThatSign);
        Metadata.Builder fewer = signatures.toBuilder();
        while (fewer.getSignaturesCount() >= orderersThatSign) {
            fewer.removeSignatures(0);
        }
        assertThat(verify(forgery.with(NetworkForgery.withSignatures(forgery.newest(), fewer.build())))
                        .findings())
                .hasSize(1);
        Metadata twice = fewer.build().toBuilder()
                .addSignatures(signatures.getSignatures(signatures.getSignaturesCount() - 1))
                .addSignatures(signatures.getSignatures(signatures.getSignaturesCount() - 1))
                .build();
        assertThat(verify(forgery.with(NetworkForgery.withSignatures(forgery.newest(), twice)))
                        .findings())
                .containsExactly("block " + (blocks.size() - 1) + ": an orderer has signed twice");
    }

    @Test
    void a_changed_write_is_found_even_when_the_orderers_sign_it() throws Exception {
        NetworkForgery forgery = new NetworkForgery(blocks);
        byte[] transaction = NetworkChain.envelope(blocks.getLast(), 0).toByteArray();
        byte[] before = "fog-1".getBytes(StandardCharsets.UTF_8);
        int changes = 0;
        for (int i = 0; i + before.length < transaction.length; i++) {
            if (Arrays.equals(transaction, i, i + before.length, before, 0, before.length)) {
                transaction[i + before.length - 1] = '7';
                changes++;
            }
        }
        assertThat(changes).isGreaterThan(1);
        Block forged = NetworkForgery.resealed(forgery.newest(), ByteString.copyFrom(transaction), orderers());
        assertThat(verify(forgery.with(forged)).findings())
                .anySatisfy(
                        finding -> assertThat(finding).contains("is recorded as VALID and is BAD_CREATOR_SIGNATURE"))
                .anySatisfy(finding -> assertThat(finding).contains("the commit hash"))
                .hasSize(2);
    }

    @Test
    void orderers_that_sign_again_by_certificate_are_taken() throws Exception {
        NetworkForgery forgery = new NetworkForgery(blocks);
        assertThat(verify(forgery.with(NetworkForgery.signed(forgery.newest(), orderers())))
                        .findings())
                .isEmpty();
    }

    @Test
    void a_changed_judgement_is_found() throws Exception {
        NetworkForgery forgery = new NetworkForgery(blocks);
        Block forged = NetworkForgery.withMetadata(
                forgery.newest(),
                BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE,
                ByteString.copyFrom(new byte[] {TxValidationCode.MVCC_READ_CONFLICT_VALUE}));
        assertThat(verify(forgery.with(forged)).findings())
                .containsExactly("block " + (blocks.size() - 1)
                        + ", transaction 0: it is recorded as MVCC_READ_CONFLICT and is VALID");
    }

    @Test
    void a_block_that_was_taken_out_is_found() throws Exception {
        List<byte[]> fewer = new ArrayList<>(blocks);
        fewer.remove(4);
        assertThat(verify(fewer).findings()).singleElement().asString().startsWith("block 4: the header's number is 5");
    }

    @Test
    void a_configuration_that_its_update_does_not_give_is_found() throws Exception {
        int place = IntStream.range(1, blocks.size())
                .filter(i -> ConfigTransaction.isOne(NetworkChain.envelope(blocks.get(i), 0)))
                .findFirst()
                .orElseThrow();
        NetworkForgery forgery = new NetworkForgery(blocks.subList(0, place + 1));
        Envelope envelope = Envelope.parseFrom(NetworkChain.envelope(blocks.get(place), 0));
        Payload payload = Payload.parseFrom(envelope.getPayload());
        ConfigEnvelope.Builder config = ConfigEnvelope.parseFrom(payload.getData()).toBuilder();
        config.getConfigBuilder().getChannelGroupBuilder().setModPolicy("Readers");
        ByteString changed = payload.toBuilder()
                .setData(config.build().toByteString())
                .build()
                .toByteString();
        // By the orderer that made the real one, whichever that was.
        for (SigningIdentity orderer : orderers()) {
            ByteString forged = Envelope.newBuilder()
                    .setPayload(changed)
                    .setSignature(orderer.sign(changed))
                    .build()
                    .toByteString();
            String finding = verify(forgery.with(NetworkForgery.resealed(forgery.newest(), forged, orderers())))
                    .findings()
                    .getLast();
            assertThat(finding)
                    .startsWith("block " + place + ": the ")
                    .containsAnyOf("configuration is not what its update gives", "signature on the configuration");
        }
    }

    @Test
    void no_changed_bit_goes_unnoticed() throws Exception {
        SplittableRandom random = new SplittableRandom(20260301);
        for (int i = 0; i < 250; i++) {
            int block = random.nextInt(4) == 0 ? blocks.size() - 1 : random.nextInt(blocks.size());
            List<byte[]> changed = new ArrayList<>(blocks);
            byte[] bytes = blocks.get(block).clone();
            // The metadata, which no hash covers, are at the end.
            int at = random.nextBoolean()
                    ? random.nextInt(bytes.length)
                    : bytes.length - 1 - random.nextInt(Math.min(bytes.length, 1_000));
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            changed.set(block, bytes);
            assertThat(verify(changed).findings())
                    .as("block %d, byte %d of %d", block, at, bytes.length)
                    .isNotEmpty();
        }
    }

    private ChainReport verify(List<byte[]> chain) throws Exception {
        TestLedgers.write(file, chain);
        return ChainVerifier.verify(file);
    }

    private List<SigningIdentity> orderers() throws Exception {
        List<SigningIdentity> orderers = new ArrayList<>();
        for (int number = 1; number <= orderersThatSign; number++) {
            orderers.add(operator.orderer(number));
        }
        return orderers;
    }

    private List<TxValidationCode> codes() throws Exception {
        List<TxValidationCode> codes = new ArrayList<>();
        for (byte[] bytes : blocks) {
            for (byte code : Block.parseFrom(bytes)
                    .getMetadata()
                    .getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE)
                    .toByteArray()) {
                codes.add(TxValidationCode.forNumber(Byte.toUnsignedInt(code)));
            }
        }
        return codes;
    }
}
