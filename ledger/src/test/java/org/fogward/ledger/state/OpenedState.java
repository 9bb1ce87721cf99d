package org.fogward.ledger.state;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import org.fogward.ledger.Anchors;
import org.fogward.ledger.TestProposal;
import org.fogward.ledger.federation.Federation;
import org.fogward.ledger.federation.FogNode;
import org.fogward.ledger.federation.Task;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.Organisation;
import org.fogward.ledger.identity.SigningIdentity;
import org.fogward.ledger.record.CanonicalJson;
import org.fogward.ledger.transaction.MalformedTransactionException;
import org.fogward.ledger.transaction.ReceivedProposal;
import org.fogward.ledger.transaction.Simulation;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;

/** A contract's state in which a federation was opened for the rounds of {@link Anchors}. */
public final class OpenedState {
    private OpenedState() {}

    public static WorldState of(Organisation organisation, String federation)
            throws GeneralSecurityException, MalformedTransactionException {
        WorldState state = new WorldState();
        SigningIdentity admin = organisation.issue("admin", NodeRole.ADMIN);
        SigningIdentity client = organisation.issue("fog-1", NodeRole.CLIENT);
        String plan = Anchors.anchor(federation, "fog-1", 1).planDigest();
        run(state, admin, "openFederation", new Federation(federation, List.of(organisation.mspId()), 1));
        run(state, admin, "registerFogNode", new FogNode(federation, "fog-1"));
        run(state, client, "releaseTask", new Task(federation, plan, 1, Optional.empty(), Optional.empty()));
        return state;
    }

    private static void run(WorldState state, SigningIdentity caller, String function, Record argument)
            throws MalformedTransactionException {
        Simulation simulation = new ContractRunner()
                .run(
                        state,
                        ReceivedProposal.parse(TestProposal.of(caller, function, CanonicalJson.write(argument))
                                        .signed())
                                .invocation(),
                        CallRules.endorsement(caller.mspId()));
        state.apply(simulation.accesses(), Version.newBuilder().setBlockNum(1).build());
    }
}
