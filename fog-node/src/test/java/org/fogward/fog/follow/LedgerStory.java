package org.fogward.fog.follow;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.RoundAnchor;
import org.fogward.ledger.embedded.EmbeddedLedger;
import org.fogward.ledger.embedded.EmbeddedOptions;
import org.fogward.ledger.federation.Federation;
import org.fogward.ledger.federation.Federations;
import org.fogward.ledger.federation.FogNode;
import org.fogward.ledger.federation.Task;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.participant.CertificateWithdrawal;
import org.fogward.ledger.participant.Gateway;
import org.fogward.ledger.participant.GatewayCertificate;
import org.fogward.ledger.participant.GatewayStanding;
import org.fogward.ledger.participant.Participants;
import org.fogward.ledger.release.ModelApproval;
import org.fogward.ledger.release.ModelProposal;
import org.fogward.ledger.release.ModelReleases;
import org.fogward.ledger.release.RollbackVote;
import org.fogward.ledger.round.Rounds;
import org.fogward.protocol.digest.Digest;

/** A real ledger in a directory, and what happens on it. */
final class LedgerStory implements AutoCloseable {
    private final EmbeddedLedger ledger;
    final LedgerClient fogNode;
    final LedgerClient administrator;

    LedgerStory(Path directory) throws LedgerException {
        ledger = EmbeddedLedger.open(directory, EmbeddedOptions.standard());
        fogNode = ledger.connect(ledger.member(NodeRole.CLIENT));
        administrator = ledger.connect(ledger.member(NodeRole.ADMIN));
    }

    /** 7 changes. */
    void found(String federation) throws LedgerException {
        Federations asAdmin = new Federations(administrator);
        asAdmin.open(new Federation(federation, List.of("fogward"), 1));
        asAdmin.registerFogNode(new FogNode(federation, "fog"));
        new Federations(fogNode).release(new Task(federation, digest("plan"), 1, Optional.empty(), Optional.empty()));
        Participants participants = new Participants(fogNode);
        participants.register(new Gateway(federation, "gw-a", digest("key a")));
        participants.register(new Gateway(federation, "gw-b", digest("key b")));
        participants.add(new GatewayCertificate(federation, "gw-b", digest("key b2")));
        participants.register(new Gateway(federation, "gw-c", digest("key c")));
    }

    /** 2 changes. */
    void suspend(String federation) throws LedgerException {
        Participants asAdmin = new Participants(administrator);
        asAdmin.withdraw(new CertificateWithdrawal(federation, "gw-b", digest("key b"), "lost"));
        asAdmin.change(new GatewayStanding(federation, "gw-b", true, "norm-out-of-bounds", "see report 7"));
    }

    /** 1 change. */
    void anchor(String federation, long round) throws LedgerException {
        new Rounds(fogNode)
                .anchor(new RoundAnchor(
                        federation,
                        "fog",
                        round,
                        digest("plan"),
                        "fedavg",
                        digest("model " + (round - 1)),
                        digest("model " + round),
                        digest("root " + round),
                        digest("metrics " + round),
                        3,
                        0,
                        Map.of()));
    }

    /** 1 change. */
    void propose(String federation, long round) throws LedgerException {
        new ModelReleases(fogNode)
                .propose(new ModelProposal(federation, digest("model " + round), round, Optional.of("fog")));
    }

    /** 1 change. */
    void approve(String federation, long round) throws LedgerException {
        new ModelReleases(administrator).approve(new ModelApproval(federation, digest("model " + round)));
    }

    /** 1 change. */
    void goBack(String federation, long from, long to) throws LedgerException {
        new ModelReleases(administrator)
                .rollBack(new RollbackVote(
                        federation, digest("model " + from), digest("model " + to), "decided", "worse at night"));
    }

    /** 19 changes: two rounds, two releases, a way back, and a model that waits. */
    void whole(String federation) throws LedgerException {
        found(federation);
        suspend(federation);
        for (long round = 1; round <= 3; round++) {
            anchor(federation, round);
            propose(federation, round);
        }
        approve(federation, 1);
        approve(federation, 2);
        goBack(federation, 2, 1);
        new Participants(administrator).change(new GatewayStanding(federation, "gw-b", false, "repaired", ""));
    }

    static String digest(String of) {
        return Digest.of(of.getBytes(StandardCharsets.UTF_8)).hex();
    }

    @Override
    public void close() throws LedgerException {
        fogNode.close();
        administrator.close();
        ledger.close();
    }
}
