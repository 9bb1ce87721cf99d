package org.fogward.ledger.record;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fogward.ledger.AnchorReceipt;
import org.fogward.ledger.ContractCall;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.Submission;
import org.fogward.ledger.TransactionPlace;

/**
 * Writes and reads the records of one kind through a client. As thread-safe as the client.
 *
 * @param <R> the records' class
 */
public final class RecordDoor<R extends Record> {
    private final LedgerClient client;
    private final RecordKind kind;
    private final Class<R> type;

    /**
     * A door.
     *
     * @param client what leads to the ledger
     * @param kind the kind of records
     * @param type their class
     */
    public RecordDoor(LedgerClient client, RecordKind kind, Class<R> type) {
        this.client = client;
        this.kind = kind;
        this.type = type;
    }

    /**
     * Calls a function that takes a record and answers with the stored one.
     *
     * @param function the function's name
     * @param record the record
     * @return where it is kept; {@link AnchorReceipt#already()} when nothing had to be written
     * @throws LedgerException when the contract refuses, or the ledger cannot take it
     */
    public AnchorReceipt submit(String function, R record) throws LedgerException {
        Submission submission = client.submit(ContractCall.of(function, CanonicalJson.write(record)));
        if (submission.place().isPresent()) {
            return receipt(submission.place().get(), false);
        }
        return receipt(place(understood(() -> Stored.read(type, submission.answer()))), true);
    }

    /**
     * Where a stored record is kept.
     *
     * @param stored a record from this ledger
     * @return its transaction's place
     * @throws LedgerException when the ledger cannot answer, or does not hold the transaction
     */
    public TransactionPlace place(Stored<R> stored) throws LedgerException {
        return client.find(stored.transaction())
                .orElseThrow(() -> new LedgerException(
                        Reason.CORRUPT, "the ledger does not hold the transaction " + stored.transaction()));
    }

    /**
     * Reads one record.
     *
     * @param parts its key's parts, as {@link RecordKind} has them; numbers in decimal digits
     * @return nothing when there is none
     * @throws LedgerException {@link Reason#INVALID} when the parts do not fit, or when the ledger cannot answer
     */
    public Optional<Stored<R>> find(Object... parts) throws LedgerException {
        String answer = client.evaluate(ContractCall.of("find", kind.text(), path(parts)));
        return answer.isEmpty() ? Optional.empty() : Optional.of(understood(() -> Stored.read(type, answer)));
    }

    /**
     * Reads a part of the list of all records whose keys begin alike.
     *
     * @param page which part
     * @param parts the beginning
     * @return the page
     * @throws LedgerException as {@link #find}
     */
    public Page<R> list(PageRequest page, Object... parts) throws LedgerException {
        String answer = client.evaluate(
                ContractCall.of("list", kind.text(), path(parts), Integer.toString(page.size()), page.bookmark()));
        return understood(() -> Page.read(type, answer));
    }

    /**
     * Reads what stood under a key, one after the other.
     *
     * @param parts the key's parts
     * @return the newest first, 100 at most
     * @throws LedgerException as {@link #find}
     */
    public List<Stored<R>> history(Object... parts) throws LedgerException {
        String answer = client.evaluate(ContractCall.of("history", kind.text(), path(parts)));
        return understood(() -> Page.read(type, answer)).items();
    }

    private static String path(Object... parts) {
        return String.join("/", Stream.of(parts).map(String::valueOf).toList());
    }

    private static AnchorReceipt receipt(TransactionPlace place, boolean already) {
        return new AnchorReceipt(place.transactionId(), place.block(), place.headHash(), already);
    }

    private interface Reading<T> {
        T read();
    }

    private static <T> T understood(Reading<T> reading) throws LedgerException {
        try {
            return reading.read();
        } catch (IllegalArgumentException e) {
            throw new LedgerException(
                    Reason.CORRUPT, "the ledger's answer is not to be understood: " + e.getMessage(), e);
        }
    }
}
