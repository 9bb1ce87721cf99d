package org.fogward.ledger.embedded;

import java.util.List;
import org.fogward.ledger.identity.OrganisationTrust;
import org.fogward.ledger.identity.SigningIdentity;

/**
 * In whose names an embedded ledger works.
 *
 * @param members the organisations that use the ledger
 * @param peers who endorses: one peer of each organisation whose endorsement is needed, which is that of most of them
 * @param orderers the organisations that sign blocks; may be among the members
 * @param orderer who signs blocks
 */
public record LedgerNodes(
        List<OrganisationTrust> members,
        List<SigningIdentity> peers,
        List<OrganisationTrust> orderers,
        SigningIdentity orderer) {
    /** Takes copies. */
    public LedgerNodes {
        members = List.copyOf(members);
        peers = List.copyOf(peers);
        orderers = List.copyOf(orderers);
    }
}
