package org.fogward.ledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fogward.ledger.Anchors.anchor;

import com.google.protobuf.ByteString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerEvents;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.OpenedFederation;
import org.fogward.ledger.RawGateway;
import org.fogward.ledger.TestLedgers;
import org.fogward.ledger.channel.ChannelConfig;
import org.fogward.ledger.channel.ConfigDraft;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.Organisation;
import org.fogward.ledger.identity.Pem;
import org.fogward.ledger.identity.SigningIdentity;
import org.fogward.ledger.record.CanonicalJson;
import org.fogward.ledger.round.Rounds;
import org.fogward.ledger.verify.ChainReport;
import org.fogward.ledger.verify.ChainVerifier;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ConfigUpdate;
import org.hyperledger.fabric.protos.common.ConfigUpdateEnvelope;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.orderer.BatchTimeout;
import org.hyperledger.fabric.protos.orderer.ConsensusType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The channel's configuration changes while the ledger runs. */
class EmbeddedConfigurationTest {
    @TempDir
    Path directory;

    private EmbeddedLedger ledger;
    private SigningIdentity fog;
    private SigningIdentity admin;

    @BeforeEach
    void open() throws Exception {
        ledger = EmbeddedLedger.open(directory, EmbeddedOptions.standard());
        fog = ledger.organisation().issue("fog-2", NodeRole.CLIENT);
        admin = ledger.member(NodeRole.ADMIN);
        try (LedgerClient administrator = ledger.connect(admin);
                LedgerClient client = ledger.connect(ledger.member(NodeRole.CLIENT))) {
            OpenedFederation.open("clinics", administrator, client, "fogward");
        }
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    @Test
    void a_revoked_member_is_refused_from_then_on_and_what_it_did_before_stands() throws Exception {
        try (LedgerClient client = ledger.connect(fog)) {
            new Rounds(client).anchor(anchor("clinics", "fog-1", 1));
            ledger.revoke(fog.certificate());
            refused(Reason.FORBIDDEN, "revoked", () -> new Rounds(client).anchor(anchor("clinics", "fog-1", 2)));
            refused(Reason.FORBIDDEN, "revoked", client::head);
        }
        anchorAsOwnClient(2);
        ChainReport report = verified();
        assertThat(report.rounds()).hasSize(2);
        assertThat(report.head().height()).isEqualTo(TestLedgers.BLOCKS_BEFORE + 3);
        assertThat(ledger.configuration().sequence()).isEqualTo(1);
    }

    @Test
    void what_a_member_had_endorsed_before_it_was_revoked_is_not_taken_any_more() throws Exception {
        RawGateway gateway = new RawGateway(ledger.channel(), fog);
        Envelope endorsed = gateway.endorse("anchorRound", CanonicalJson.write(anchor("clinics", "fog-1", 1)));
        ledger.revoke(fog.certificate());
        assertThatThrownBy(() -> gateway.submit(endorsed)).hasMessageContaining("FORBIDDEN");
        assertThat(verified().rounds()).isEmpty();
    }

    @Test
    void several_are_revoked_one_after_the_other_and_stay_so() throws Exception {
        SigningIdentity other = ledger.organisation().issue("fog-3", NodeRole.CLIENT);
        ledger.revoke(fog.certificate());
        ledger.revoke(other.certificate());
        for (SigningIdentity each : List.of(fog, other)) {
            try (LedgerClient client = ledger.connect(each)) {
                refused(Reason.FORBIDDEN, "revoked", client::head);
            }
        }
        refused(Reason.INVALID, "revoked already", () -> ledger.revoke(fog.certificate()));
        refused(
                Reason.INVALID,
                "issued",
                () -> ledger.revoke(Organisation.found("fogward", Instant.now())
                        .issue("fog", NodeRole.CLIENT)
                        .certificate()));
        verified();
    }

    @Test
    void the_ledgers_own_peer_and_orderer_are_not_revoked() throws Exception {
        for (NodeRole role : List.of(NodeRole.PEER, NodeRole.ORDERER)) {
            SigningIdentity member = ledger.member(role);
            refused(Reason.INVALID, "the ledger itself works with", () -> ledger.revoke(member.certificate()));
        }
        ConfigUpdateEnvelope raft = draft("ConsensusType", ChannelConfig.RAFT).signedBy(List.of(admin));
        refused(Reason.INVALID, "ConsensusType", () -> ledger.update(raft));
        assertThat(ledger.head().height()).isEqualTo(TestLedgers.BLOCKS_BEFORE);
    }

    @Test
    void a_configuration_outlives_a_restart_with_and_without_the_snapshot() throws Exception {
        ledger.revoke(fog.certificate());
        anchorAsOwnClient(1);
        for (boolean snapshot : new boolean[] {true, false}) {
            ledger.close();
            if (!snapshot) {
                Files.delete(directory.resolve("snapshot"));
            }
            ledger = EmbeddedLedger.open(directory, EmbeddedOptions.standard());
            assertThat(ledger.configuration().sequence()).isEqualTo(1);
            try (LedgerClient client = ledger.connect(fog)) {
                refused(Reason.FORBIDDEN, "revoked", client::head);
            }
            try (LedgerClient client = ledger.connect(ledger.member(NodeRole.CLIENT))) {
                assertThat(new Rounds(client).round("clinics", "fog-1", 1)).isPresent();
            }
        }
        // Also when the newest block is the configuration itself.
        SigningIdentity other = ledger.organisation().issue("fog-3", NodeRole.CLIENT);
        ledger.revoke(other.certificate());
        ledger.close();
        ledger = EmbeddedLedger.open(directory, EmbeddedOptions.standard());
        assertThat(ledger.configuration().sequence()).isEqualTo(2);
        verified();
    }

    @Test
    void events_and_histories_go_past_a_configuration() throws Exception {
        anchorAsOwnClient(1);
        ledger.revoke(fog.certificate());
        anchorAsOwnClient(2);
        try (LedgerClient client = ledger.connect(ledger.member(NodeRole.CLIENT));
                LedgerEvents events = client.events(TestLedgers.BLOCKS_BEFORE, "")) {
            assertThat(events.next().payload()).contains("\"round\":1");
            assertThat(events.next().payload()).contains("\"round\":2");
            assertThat(new Rounds(client).history("clinics", "fog-1", 2)).hasSize(1);
        }
    }

    @Test
    void an_update_needs_the_signatures_that_the_policy_of_what_it_changes_asks_for() throws Exception {
        ConfigDraft draft = draft("BatchTimeout", "3s");
        SigningIdentity stranger = Organisation.found("fogward", Instant.now()).issue("admin", NodeRole.ADMIN);
        for (List<SigningIdentity> signers : List.of(List.<SigningIdentity>of(), List.of(fog), List.of(stranger))) {
            ConfigUpdateEnvelope update = draft.signedBy(signers);
            refused(
                    Reason.INVALID,
                    "too few of those whom /Channel/Orderer/Admins asks for",
                    () -> ledger.update(update));
        }
        ConfigUpdateEnvelope sound = draft.signedBy(List.of(admin));
        ConfigUpdateEnvelope forged = sound.toBuilder()
                .setSignatures(
                        0,
                        sound.getSignatures(0).toBuilder().setSignature(admin.sign(ByteString.copyFromUtf8("other"))))
                .build();
        refused(Reason.INVALID, "too few", () -> ledger.update(forged));
        ledger.update(sound);
        assertThat(verified().head().height()).isEqualTo(TestLedgers.BLOCKS_BEFORE + 1);
    }

    @Test
    void an_update_that_builds_upon_an_older_configuration_is_refused() throws Exception {
        ConfigUpdateEnvelope first = draft("BatchTimeout", "3s").signedBy(List.of(admin));
        ledger.update(draft("BatchTimeout", "4s").signedBy(List.of(admin)));
        refused(Reason.INVALID, "/Channel/Orderer/BatchTimeout to version 1", () -> ledger.update(first));
        refused(Reason.INVALID, "the update changes nothing", () -> draft("BatchTimeout", "4s")
                .signedBy(List.of(admin)));
    }

    @Test
    void an_update_for_another_channel_or_of_what_is_not_there_is_refused() throws Exception {
        refused(Reason.INVALID, "no group /Channel/Elsewhere", () -> ConfigDraft.of(ledger.configuration())
                .with("/Channel/Elsewhere", "MSP", BatchTimeout.getDefaultInstance()));
        ConfigUpdate update = ConfigUpdate.parseFrom(
                draft("BatchTimeout", "3s").signedBy(List.of(admin)).getConfigUpdate());
        refused(
                Reason.INVALID,
                "for the channel other",
                () -> ledger.update(
                        unsigned(update.toBuilder().setChannelId("other").build())));
        ConfigUpdate.Builder unknown = update.toBuilder();
        unknown.getReadSetBuilder().putGroups("Elsewhere", update.getReadSet());
        refused(
                Reason.INVALID,
                "the group /Channel/Elsewhere, which is not there",
                () -> ledger.update(unsigned(unknown.build())));
        refused(
                Reason.INVALID,
                "not made of Fabric's messages",
                () -> ledger.update(ConfigUpdateEnvelope.newBuilder()
                        .setConfigUpdate(ByteString.copyFromUtf8("nonsense"))
                        .build()));
        assertThat(ledger.head().height()).isEqualTo(TestLedgers.BLOCKS_BEFORE);
    }

    @Test
    void two_organisations_have_to_agree_on_what_concerns_both() throws Exception {
        Organisation one = Organisation.found("One", Instant.now());
        Organisation two = Organisation.found("Two", Instant.now());
        LedgerNodes nodes = new LedgerNodes(
                List.of(one.trust(), two.trust()),
                List.of(one.issue("peer", NodeRole.PEER), two.issue("peer", NodeRole.PEER)),
                List.of(one.trust()),
                one.issue("orderer", NodeRole.ORDERER));
        Path shared = directory.resolve("shared");
        try (EmbeddedLedger both =
                EmbeddedLedger.open(shared, EmbeddedOptions.standard().withNodes(nodes))) {
            SigningIdentity member = two.issue("fog", NodeRole.CLIENT);
            String list = Pem.text(two.revoke(List.of(), member.certificate(), Instant.now()));
            ConfigDraft draft = ConfigDraft.of(both.configuration())
                    .withProvider("Two", provider -> provider.toBuilder()
                            .addRevocationList(ByteString.copyFromUtf8(list))
                            .build());
            SigningIdentity adminOfOne = one.issue("admin", NodeRole.ADMIN);
            refused(
                    Reason.INVALID,
                    "/Channel/Application/Two/Admins",
                    () -> both.update(draft.signedBy(List.of(adminOfOne))));
            both.update(draft.signedBy(List.of(two.issue("admin", NodeRole.ADMIN))));
            try (LedgerClient client = both.connect(member)) {
                refused(Reason.FORBIDDEN, "revoked", client::head);
            }
        }
        assertThat(ChainVerifier.verify(shared).findings()).isEmpty();
    }

    @Test
    void a_configuration_block_that_was_changed_is_found() throws Exception {
        anchorAsOwnClient(1);
        ledger.revoke(fog.certificate());
        ledger.close();
        Path file = directory.resolve(EmbeddedLedger.BLOCKS);
        List<byte[]> blocks = TestLedgers.blocks(file);
        byte[] configuration = blocks.getLast();
        for (int i = 0; i < configuration.length; i += 97) {
            byte[] changed = configuration.clone();
            changed[i] ^= 1;
            List<byte[]> chain = new ArrayList<>(blocks);
            chain.set(blocks.size() - 1, changed);
            TestLedgers.write(file, chain);
            assertThat(ChainVerifier.verify(file).findings()).as("byte %d", i).isNotEmpty();
        }
        Block first = Block.parseFrom(blocks.getFirst());
        assertThat(first.getHeader().getNumber()).isZero();
        TestLedgers.write(file, blocks);
        ledger = EmbeddedLedger.open(directory, EmbeddedOptions.standard());
    }

    private ConfigDraft draft(String name, String value) throws Exception {
        return ConfigDraft.of(ledger.configuration())
                .with(
                        "/Channel/Orderer",
                        name,
                        name.equals("ConsensusType")
                                ? ConsensusType.newBuilder().setType(value).build()
                                : BatchTimeout.newBuilder().setTimeout(value).build());
    }

    private static ConfigUpdateEnvelope unsigned(ConfigUpdate update) {
        return ConfigUpdateEnvelope.newBuilder()
                .setConfigUpdate(update.toByteString())
                .build();
    }

    private void anchorAsOwnClient(long round) throws Exception {
        try (LedgerClient client = ledger.connect(ledger.member(NodeRole.CLIENT))) {
            new Rounds(client).anchor(anchor("clinics", "fog-1", round));
        }
    }

    private ChainReport verified() {
        ChainReport report = ChainVerifier.verifyWhileWritten(directory);
        assertThat(report.findings()).isEmpty();
        return report;
    }

    private static void refused(Reason reason, String why, ThrowingCallable call) {
        assertThatThrownBy(call).hasMessageContaining(why).satisfies(e -> {
            if (e instanceof LedgerException refusal) {
                assertThat(refusal.reason()).isEqualTo(reason);
            }
        });
    }
}
