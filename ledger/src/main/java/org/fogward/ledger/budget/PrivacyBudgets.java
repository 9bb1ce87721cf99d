package org.fogward.ledger.budget;

import java.util.Optional;
import org.fogward.ledger.AnchorReceipt;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.record.Page;
import org.fogward.ledger.record.PageRequest;
import org.fogward.ledger.record.RecordDoor;
import org.fogward.ledger.record.RecordKind;
import org.fogward.ledger.record.Stored;

/**
 * The door to what is spent of the privacy budget. As thread-safe as the client. Every method throws {@link LedgerException}
 * when the contract refuses or the ledger cannot answer.
 */
public final class PrivacyBudgets {
    private final RecordDoor<PrivacySpend> federations;
    private final RecordDoor<PrivacySpend> gateways;

    /** A door. */
    public PrivacyBudgets(LedgerClient client) {
        federations = new RecordDoor<>(client, RecordKind.FEDERATION_SPEND, PrivacySpend.class);
        gateways = new RecordDoor<>(client, RecordKind.GATEWAY_SPEND, PrivacySpend.class);
    }

    /** Records what is spent up to a round, as a client. */
    public AnchorReceipt spend(PrivacySpend spend) throws LedgerException {
        return (spend.gateway().isPresent() ? gateways : federations).submit("spendBudget", spend);
    }

    /** What a federation as a whole has spent up to a round. */
    public Optional<Stored<PrivacySpend>> spent(String federation, long round) throws LedgerException {
        return federations.find(federation, round);
    }

    /** What a gateway has spent up to a round. */
    public Optional<Stored<PrivacySpend>> spent(String federation, String gateway, long round) throws LedgerException {
        return gateways.find(federation, gateway, round);
    }

    /** What a federation as a whole has spent, by round. */
    public Page<PrivacySpend> spends(String federation, PageRequest page) throws LedgerException {
        return federations.list(page, federation);
    }

    /** What a gateway has spent, by round. */
    public Page<PrivacySpend> spends(String federation, String gateway, PageRequest page) throws LedgerException {
        return gateways.list(page, federation, gateway);
    }
}
