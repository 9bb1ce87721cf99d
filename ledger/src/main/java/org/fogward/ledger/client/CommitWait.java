package org.fogward.ledger.client;

import io.grpc.Status.Code;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.hyperledger.fabric.client.Commit;
import org.hyperledger.fabric.client.CommitStatusException;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.SubmittedTransaction;
import org.hyperledger.fabric.client.Transaction;

/** Hands an endorsed transaction over and waits until it is in a block. An answer that is lost is asked for again. */
final class CommitWait {
    private static final int MOST_QUESTIONS = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final long SHORT_SECONDS = 2;

    private CommitWait() {}

    static Status commit(Transaction transaction, Supplier<Commit> afterwards) throws LedgerException {
        SubmittedTransaction submitted;
        try {
            submitted = transaction.submitAsync();
        } catch (SubmitException e) {
            return lostSubmission(e, afterwards);
        }
        Duration pause = FIRST_PAUSE;
        for (int question = 1; ; question++) {
            try {
                return submitted.getStatus();
            } catch (CommitStatusException e) {
                if (question == MOST_QUESTIONS || e.getStatus().getCode() == Code.PERMISSION_DENIED) {
                    throw unknown(transaction, e);
                }
                Pauses.sleep(pause);
                pause = pause.multipliedBy(2);
            }
        }
    }

    /** The orderer may have it all the same, when only its answer was lost. */
    private static Status lostSubmission(SubmitException failure, Supplier<Commit> afterwards) throws LedgerException {
        Code code = failure.getStatus().getCode();
        Optional<Status> status = Optional.empty();
        if (code == Code.UNAVAILABLE || code == Code.DEADLINE_EXCEEDED || code == Code.CANCELLED) {
            try {
                status = Optional.of(afterwards
                        .get()
                        .getStatus(options -> options.withDeadlineAfter(SHORT_SECONDS, TimeUnit.SECONDS)));
            } catch (CommitStatusException e) {
                failure.addSuppressed(e);
            }
        }
        return status.orElseThrow(() -> GatewayFailures.of(failure));
    }

    private static LedgerException unknown(Transaction transaction, CommitStatusException cause) {
        return new LedgerException(
                Reason.UNAVAILABLE,
                "it is unknown whether transaction " + transaction.getTransactionId() + " was committed: "
                        + cause.getStatus().getDescription(),
                cause);
    }
}
