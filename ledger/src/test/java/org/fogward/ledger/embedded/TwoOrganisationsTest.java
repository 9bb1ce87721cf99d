package org.fogward.ledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fogward.ledger.Anchors.anchor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.fogward.ledger.ContractCall;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.OpenedFederation;
import org.fogward.ledger.federation.Federations;
import org.fogward.ledger.federation.FogNode;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.Organisation;
import org.fogward.ledger.identity.SigningIdentity;
import org.fogward.ledger.record.CanonicalJson;
import org.fogward.ledger.round.Rounds;
import org.fogward.ledger.verify.ChainVerifier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger that works in the names of organisations that were there before. */
class TwoOrganisationsTest {
    @TempDir
    Path directory;

    private Organisation one;
    private Organisation two;
    private SigningIdentity peerOfOne;
    private SigningIdentity peerOfTwo;
    private SigningIdentity orderer;

    @BeforeEach
    void found() throws Exception {
        one = Organisation.found("One", Instant.now());
        two = Organisation.found("Two", Instant.now());
        peerOfOne = one.issue("peer", NodeRole.PEER);
        peerOfTwo = two.issue("peer", NodeRole.PEER);
        orderer = one.issue("orderer", NodeRole.ORDERER);
    }

    @Test
    void each_organisations_fog_node_anchors_and_both_peers_endorse() throws Exception {
        try (EmbeddedLedger ledger = open(peerOfOne, peerOfTwo);
                LedgerClient admin = ledger.connect(two.issue("admin", NodeRole.ADMIN))) {
            openFederation(ledger);
            new Federations(admin).registerFogNode(new FogNode("clinics", "fog-2"));
            for (Organisation organisation : List.of(one, two)) {
                try (LedgerClient client = ledger.connect(organisation.issue("fog", NodeRole.CLIENT))) {
                    String fogNode = organisation == one ? "fog-1" : "fog-2";
                    assertThat(new Rounds(client)
                                    .anchor(anchor("clinics", fogNode, 1))
                                    .already())
                            .isFalse();
                }
            }
        }
        assertThat(ChainVerifier.verify(directory).findings()).isEmpty();
        assertThat(ChainVerifier.verify(directory).rounds()).hasSize(2);
    }

    @Test
    void one_of_two_peers_is_not_enough() throws Exception {
        try (EmbeddedLedger ledger = open(peerOfOne)) {
            assertThatThrownBy(() -> openFederation(ledger))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("ENDORSEMENT_POLICY_FAILURE");
            try (LedgerClient client = ledger.connect(one.issue("fog", NodeRole.CLIENT))) {
                assertThat(new Federations(client).federation("clinics")).isEmpty();
            }
        }
        assertThat(ChainVerifier.verify(directory).findings()).isEmpty();
        assertThat(ChainVerifier.verify(directory).head().height()).isEqualTo(2);
    }

    @Test
    void a_stranger_is_told_that_this_is_forbidden() throws Exception {
        try (EmbeddedLedger ledger = open(peerOfOne, peerOfTwo);
                LedgerClient client = ledger.connect(
                        Organisation.found("Three", Instant.now()).issue("fog", NodeRole.CLIENT))) {
            assertThatThrownBy(() -> client.submit(anchoring(1)))
                    .isInstanceOfSatisfying(
                            LedgerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FORBIDDEN))
                    .hasMessageContaining("Three");
            assertThatThrownBy(client::head).isInstanceOfSatisfying(LedgerException.class, e -> assertThat(e.reason())
                    .isEqualTo(Reason.FORBIDDEN));
        }
    }

    @Test
    void says_that_it_takes_no_writes_after_one_failed_and_still_answers() throws Exception {
        try (EmbeddedLedger ledger = open(peerOfOne, peerOfTwo);
                LedgerClient client = ledger.connect(one.issue("fog", NodeRole.CLIENT))) {
            openFederation(ledger);
            client.submit(anchoring(1));
            assertThat(ledger.objectionToWrites()).isEmpty();
            Files.write(directory.resolve(EmbeddedLedger.BLOCKS), new byte[3], StandardOpenOption.APPEND);
            assertThatThrownBy(() -> client.submit(anchoring(2)))
                    .isInstanceOfSatisfying(
                            LedgerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
            assertThat(ledger.objectionToWrites().orElseThrow()).contains("a write failed");
            assertThat(client.evaluate(ContractCall.of("find", "round", "clinics/fog-1/1")))
                    .contains("clinics");
            assertThat(client.head().height()).isEqualTo(5);
        }
    }

    private void openFederation(EmbeddedLedger ledger) throws Exception {
        try (LedgerClient admin = ledger.connect(one.issue("admin", NodeRole.ADMIN));
                LedgerClient client = ledger.connect(one.issue("fog", NodeRole.CLIENT))) {
            OpenedFederation.open("clinics", admin, client, "One", "Two");
        }
    }

    private EmbeddedLedger open(SigningIdentity... peers) throws LedgerException {
        return EmbeddedLedger.open(
                directory,
                EmbeddedOptions.standard()
                        .withNodes(new LedgerNodes(
                                List.of(one.trust(), two.trust()), List.of(peers), List.of(one.trust()), orderer)));
    }

    private static ContractCall anchoring(long round) {
        return ContractCall.of("anchorRound", CanonicalJson.write(anchor("clinics", "fog-1", round)));
    }
}
