package org.fogward.fog.anchor;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.round.RoundStore;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.federation.Federation;
import org.fogward.ledger.federation.Federations;
import org.fogward.ledger.federation.FogNode;
import org.fogward.ledger.federation.Task;
import org.fogward.ledger.participant.Gateway;
import org.fogward.ledger.participant.GatewayCertificate;
import org.fogward.ledger.participant.Participants;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.Signer;

/**
 * What the ledger has to hold before rounds: the federation, its fog node, its plan, and its gateways by the SHA-256 of the keys
 * that they sign with. Recording it again changes nothing. For one thread.
 */
public final class FoundingRecords {

    private final FederationId federation;
    private final Plan plan;
    private final RoundStore store;
    private final LedgerMembers members;
    private final Set<String> recorded = new HashSet<>();
    private boolean founded;

    /** Records of one federation. */
    public FoundingRecords(FederationId federation, Plan plan, RoundStore store, LedgerMembers members) {
        this.federation = federation;
        this.plan = plan;
        this.store = store;
        this.members = members;
    }

    /**
     * Records what is not recorded yet.
     *
     * @throws LedgerException if the ledger does not take it
     */
    void record() throws LedgerException {
        if (!founded) {
            found();
            founded = true;
        }
        Participants participants = new Participants(members.fogNode());
        for (Map.Entry<String, List<String>> gateway : store.gateways().entrySet()) {
            record(participants, gateway.getKey(), gateway.getValue());
        }
    }

    private void found() throws LedgerException {
        Federations seen = new Federations(members.fogNode());
        if (seen.federation(federation.value()).isEmpty()) {
            asAdministrator("nobody has opened the federation " + federation)
                    .open(new Federation(federation.value(), members.keepers(), members.approvals()));
        }
        if (seen.fogNode(federation.value(), Signer.FOG).isEmpty()) {
            asAdministrator("this fog node is not registered in the federation " + federation)
                    .registerFogNode(new FogNode(federation.value(), Signer.FOG));
        }
        if (seen.task(federation.value(), plan.digest().hex()).isEmpty()) {
            seen.release(new Task(federation.value(), plan.digest().hex(), 1, Optional.empty(), Optional.empty()));
        }
    }

    private Federations asAdministrator(String lacking) throws LedgerException {
        return new Federations(members.administrator()
                .orElseThrow(() -> new LedgerException(
                        Reason.MISSING,
                        lacking + " on the ledger yet, and the profile has no admin of " + members.organisation()
                                + " who could: have it done")));
    }

    private void record(Participants participants, String gateway, List<String> keys) throws LedgerException {
        for (String key : keys) {
            String fingerprint = Digest.of(key.getBytes(StandardCharsets.UTF_8)).hex();
            if (recorded.contains(fingerprint)) {
                continue;
            }
            if (participants.gateway(federation.value(), gateway).isEmpty()) {
                participants.register(new Gateway(federation.value(), gateway, fingerprint));
            } else if (participants.certificate(federation.value(), fingerprint).isEmpty()) {
                participants.add(new GatewayCertificate(federation.value(), gateway, fingerprint));
            }
            recorded.add(fingerprint);
        }
    }
}
