package org.fogward.ledger.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fogward.ledger.AnchorLedger;
import org.fogward.ledger.AnchorReceipt;
import org.fogward.ledger.AnchoredRound;
import org.fogward.ledger.ContractCall;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.LedgerHead;
import org.fogward.ledger.RoundAnchor;
import org.fogward.ledger.Submission;
import org.fogward.ledger.TransactionPlace;
import org.fogward.ledger.contract.AnchorJson;
import org.fogward.ledger.contract.StoredRound;

/** Anchors rounds on any ledger that a client reaches. Safe for several threads. */
public final class ClientAnchorLedger implements AnchorLedger {
    private final LedgerClient client;

    /**
     * Anchors through a client.
     *
     * @param client who may anchor; closed with this
     */
    public ClientAnchorLedger(LedgerClient client) {
        this.client = client;
    }

    @Override
    public AnchorReceipt anchorRound(RoundAnchor anchor) throws LedgerException {
        Submission submission = client.submit(ContractCall.of("anchorRound", AnchorJson.write(anchor)));
        return submission.place().isPresent()
                ? receipt(submission.place().get(), false)
                : located(submission.answer()).receipt();
    }

    @Override
    public Optional<AnchoredRound> round(String federation, String fogNode, long round) throws LedgerException {
        String answer = client.evaluate(ContractCall.of("round", federation, fogNode, Long.toString(round)));
        return answer.isEmpty() ? Optional.empty() : Optional.of(located(answer));
    }

    @Override
    public List<AnchoredRound> rounds(String federation) throws LedgerException {
        List<AnchoredRound> rounds = new ArrayList<>();
        try {
            for (StoredRound stored :
                    StoredRound.listFromJson(client.evaluate(ContractCall.of("rounds", federation)))) {
                rounds.add(located(stored));
            }
        } catch (IllegalArgumentException e) {
            throw corrupt(e);
        }
        return List.copyOf(rounds);
    }

    @Override
    public LedgerHead head() throws LedgerException {
        return client.head();
    }

    @Override
    public void close() {
        client.close();
    }

    private AnchoredRound located(String json) throws LedgerException {
        try {
            return located(StoredRound.fromJson(json));
        } catch (IllegalArgumentException e) {
            throw corrupt(e);
        }
    }

    private AnchoredRound located(StoredRound stored) throws LedgerException {
        TransactionPlace place = client.find(stored.transactionId())
                .orElseThrow(() -> new LedgerException(
                        Reason.CORRUPT, "no block holds the transaction " + stored.transactionId()));
        return new AnchoredRound(stored.anchor(), receipt(place, true), stored.at());
    }

    private static AnchorReceipt receipt(TransactionPlace place, boolean already) {
        return new AnchorReceipt(place.transactionId(), place.block(), place.headHash(), already);
    }

    private static LedgerException corrupt(IllegalArgumentException cause) {
        return new LedgerException(Reason.CORRUPT, "the ledger holds " + cause.getMessage(), cause);
    }
}
