package org.fogward.fog.anchor;

import org.fogward.ledger.LedgerClient;

/**
 * Who this fog node is on the ledger.
 *
 * @param organisation the MSP id
 * @param fogNode calls as a client of the organisation
 * @param administrator calls as its administrator, to open the federation where nobody has
 */
public record LedgerMembers(String organisation, LedgerClient fogNode, LedgerClient administrator) {}
