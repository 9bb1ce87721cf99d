package org.fogward.fog.anchor;

import java.util.List;
import java.util.Optional;
import org.fogward.ledger.LedgerClient;

/**
 * Who this fog node is on the ledger.
 *
 * @param organisation the MSP id
 * @param keepers who keeps the federation if it is opened here, ascending
 * @param approvals of how many of them a model needs the approval
 * @param fogNode calls as a client of the organisation
 * @param administrator calls as its administrator, to open the federation where nobody has; where this fog node has no such
 *     certificate, somebody else has to
 */
public record LedgerMembers(
        String organisation,
        List<String> keepers,
        int approvals,
        LedgerClient fogNode,
        Optional<LedgerClient> administrator)
        implements AutoCloseable {

    /** Takes a copy of the list. */
    public LedgerMembers {
        keepers = List.copyOf(keepers);
    }

    /** Ends both connections. */
    @Override
    public void close() {
        fogNode.close();
        administrator.ifPresent(LedgerClient::close);
    }
}
