package org.fogward.ledger.record;

import java.util.List;
import java.util.Optional;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.fuzzing.Texts;
import org.fogward.ledger.RoundAnchor;
import org.fogward.ledger.access.AccessEntry;
import org.fogward.ledger.budget.PrivacySpend;
import org.fogward.ledger.federation.Federation;
import org.fogward.ledger.federation.FogNode;
import org.fogward.ledger.federation.Task;
import org.fogward.ledger.participant.CertificateWithdrawal;
import org.fogward.ledger.participant.Gateway;
import org.fogward.ledger.participant.GatewayCertificate;
import org.fogward.ledger.participant.GatewayStanding;
import org.fogward.ledger.release.ModelApproval;
import org.fogward.ledger.release.ModelProposal;
import org.fogward.ledger.release.ModelRelease;
import org.fogward.ledger.release.ModelRollback;
import org.fogward.ledger.release.RollbackVote;
import org.fogward.ledger.round.RoundClosing;

/** Records of the contract as JSON, by the kind that the first byte chooses, and keys of queries. */
public final class RecordFuzz implements FuzzTarget {
    private static final List<Class<? extends Record>> KINDS = List.of(
            Federation.class,
            FogNode.class,
            Task.class,
            Gateway.class,
            RoundAnchor.class,
            ModelProposal.class,
            PrivacySpend.class,
            AccessEntry.class,
            GatewayStanding.class,
            GatewayCertificate.class,
            CertificateWithdrawal.class,
            RoundClosing.class,
            ModelApproval.class,
            ModelRelease.class,
            RollbackVote.class,
            ModelRollback.class);
    private static final String DIGEST = "ab".repeat(32);

    @Override
    public List<byte[]> seeds() {
        return Texts.seeds(
                "\0" + CanonicalJson.write(new Federation("clinics", List.of("Org1MSP", "Org2MSP"), 2)),
                "\1" + CanonicalJson.write(new FogNode("clinics", "fog-1")),
                "\2" + CanonicalJson.write(new Task("clinics", DIGEST, 4, Optional.of(DIGEST), Optional.empty())),
                "\3" + CanonicalJson.write(new Gateway("clinics", "gw-1", DIGEST)),
                "\4{\"accepted\":1,\"federation\":\"clinics\",\"round\":1,\"refusals\":{\"malformed\":2}}",
                "\5" + CanonicalJson.write(new ModelProposal("clinics", DIGEST, 7, Optional.of("fog-1"))),
                "\6"
                        + CanonicalJson.write(
                                new PrivacySpend("clinics", Optional.empty(), 1, DIGEST, Optional.empty(), 0, 30)),
                "\7"
                        + CanonicalJson.write(
                                new AccessEntry("clinics", "e".repeat(32), "5".repeat(16), AccessEntry.PROOF, DIGEST)),
                "\10" + CanonicalJson.write(new GatewayStanding("clinics", "gw-1", true, "left", "a note")),
                "\11" + CanonicalJson.write(new GatewayCertificate("clinics", "gw-1", DIGEST)),
                "\12" + CanonicalJson.write(new CertificateWithdrawal("clinics", "gw-1", DIGEST, "left")),
                "\13"
                        + CanonicalJson.write(
                                new RoundClosing("clinics", 3, List.of("fog-1", "fog-2"), DIGEST, DIGEST, DIGEST)),
                "\14" + CanonicalJson.write(new ModelApproval("clinics", DIGEST)),
                "\15" + CanonicalJson.write(new ModelRelease("clinics", DIGEST, 7, List.of("Org1MSP"))),
                "\16" + CanonicalJson.write(new RollbackVote("clinics", DIGEST, "cd".repeat(32), "worse", "")),
                "\17"
                        + CanonicalJson.write(new ModelRollback(
                                "clinics", DIGEST, 7, "cd".repeat(32), 5, List.of("Org1MSP", "Org2MSP"))),
                "\0"
                        + new Stored<>(
                                        new FogNode("clinics", "fog-1"),
                                        "Org1MSP",
                                        "f".repeat(64),
                                        java.time.Instant.parse("2026-03-01T12:00:00.5Z"))
                                .toJson(),
                key(RecordKind.ROUND) + "fog-1/17",
                key(RecordKind.MODEL_APPROVAL) + DIGEST + "/Org1MSP",
                key(RecordKind.ACCESS) + "e".repeat(32));
    }

    @Override
    public void run(byte[] input) {
        if (input.length == 0) {
            return;
        }
        String text = Texts.of(input).substring(1);
        Class<? extends Record> kind = KINDS.get(Math.floorMod(input[0], KINDS.size()));
        try {
            Promise.same(CanonicalJson.write(CanonicalJson.read(kind, text)), text);
        } catch (IllegalArgumentException e) {
            Promise.explains(e);
        }
        stored(kind, text);
        key(RecordKind.values()[Math.floorMod(input[0], RecordKind.values().length)], text);
    }

    private static void key(RecordKind kind, String text) {
        try {
            Promise.same(RecordKey.parse(kind.text(), text).path(), text);
        } catch (IllegalArgumentException e) {
            Promise.explains(e);
        }
    }

    /** A key behind the byte that chooses its kind. */
    private static String key(RecordKind kind) {
        return (char) (5 * RecordKind.values().length + kind.ordinal()) + "clinics/";
    }

    private static <R extends Record> void stored(Class<R> kind, String text) {
        try {
            Promise.same(Stored.read(kind, text).toJson(), text);
        } catch (IllegalArgumentException e) {
            Promise.explains(e);
        }
        try {
            Promise.same(CanonicalJson.write(Page.read(kind, text)), text);
        } catch (IllegalArgumentException e) {
            Promise.explains(e);
        }
    }
}
