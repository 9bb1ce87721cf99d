package org.fogward.ledger;

import java.util.List;
import org.fogward.ledger.ConformingFederation.Caller;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the contract promises behind its doors, on every ledger that runs it. Each test has a federation of its own, so that
 * they may all share one ledger, with whatever else it holds. A subclass says how to reach the ledger, and closes what it
 * opens.
 */
public abstract class ContractConformance implements RoundPromises, ParticipantPromises, ReleasePromises, ListPromises {
    private ConformingFederation federation;

    /** A door to the same ledger for each caller; asked for often. */
    protected abstract LedgerClient client(Caller caller);

    /** The MSP ids of the two organisations. */
    protected abstract List<String> organisations();

    @BeforeEach
    void open_a_federation() throws LedgerException {
        federation = new ConformingFederation(organisations(), this::client);
    }

    @Override
    public ConformingFederation federation() {
        return federation;
    }
}
