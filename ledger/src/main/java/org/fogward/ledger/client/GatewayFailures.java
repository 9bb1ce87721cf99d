package org.fogward.ledger.client;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.contract.Refusal;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** What the ways in which Fabric's client fails mean here. */
final class GatewayFailures {
    private static final String REFUSAL = "chaincode response ";

    /** What peers and orderers say, in lower case, of something that they looked at and did not take. */
    private static final List<String> JUDGED = List.of("error validating proposal", "status=", REFUSAL);

    private GatewayFailures() {}

    /** Peers that were not at the same block answer differently; a moment later they do not. */
    static boolean passes(GatewayException failure) {
        return texts(failure).anyMatch(text -> text.contains("ProposalResponsePayloads do not match"));
    }

    /**
     * Whether only peers of other organisations refused. Such a peer may lack a block that the caller's own peer has, and
     * then misses what the caller has just written.
     */
    static boolean refusedElsewhere(GatewayException failure, String mspId) {
        List<ErrorDetail> refusals = failure.getDetails().stream()
                .filter(detail -> detail.getMessage().contains(REFUSAL))
                .toList();
        return !refusals.isEmpty()
                && refusals.stream().noneMatch(detail -> detail.getMspId().equals(mspId));
    }

    static boolean passes(TxValidationCode code) {
        return code == TxValidationCode.MVCC_READ_CONFLICT || code == TxValidationCode.PHANTOM_READ_CONFLICT;
    }

    static LedgerException of(GatewayException failure) {
        List<String> texts = texts(failure).toList();
        Optional<String> refusal =
                texts.stream().filter(text -> text.contains(REFUSAL)).findFirst();
        if (refusal.isPresent()) {
            Refusal parsed = Refusal.parse(refusal.get());
            return new LedgerException(parsed.reason(), parsed.message(), failure);
        }
        String text = String.join("; ", texts);
        return new LedgerException(reason(failure.getStatus().getCode(), text), text, failure);
    }

    static LedgerException of(StatusRuntimeException failure) {
        String text = String.valueOf(failure.getMessage());
        return new LedgerException(reason(failure.getStatus().getCode(), text), text, failure);
    }

    static LedgerException of(TxValidationCode code, String transactionId) {
        Reason reason =
                switch (code) {
                    case MVCC_READ_CONFLICT, PHANTOM_READ_CONFLICT -> Reason.UNAVAILABLE;
                    case BAD_CREATOR_SIGNATURE, ENDORSEMENT_POLICY_FAILURE -> Reason.FORBIDDEN;
                    default -> Reason.INVALID;
                };
        return new LedgerException(reason, "the ledger judged the transaction " + transactionId + ": " + code);
    }

    private static Reason reason(Status.Code code, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (code == Status.Code.PERMISSION_DENIED
                || lower.contains("access denied")
                || lower.contains("identity expired")
                || lower.contains("status=forbidden")) {
            return Reason.FORBIDDEN;
        }
        return switch (code) {
            case INVALID_ARGUMENT, RESOURCE_EXHAUSTED, OUT_OF_RANGE -> Reason.INVALID;
            // A peer that cannot reach its contract, or another peer, ends with these too.
            case ABORTED, UNKNOWN -> JUDGED.stream().anyMatch(lower::contains) ? Reason.INVALID : Reason.UNAVAILABLE;
            case DATA_LOSS -> Reason.CORRUPT;
            default -> Reason.UNAVAILABLE;
        };
    }

    /** Of a connection that could not be made, gRPC says "io exception", and the system why. */
    private static Optional<String> unreachable(GatewayException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof IOException
                ? Optional.of("the ledger cannot be reached: " + cause.getMessage())
                : Optional.empty();
    }

    private static Stream<String> texts(GatewayException failure) {
        return Stream.concat(
                        Stream.of(unreachable(failure)
                                .orElseGet(
                                        () -> String.valueOf(failure.getStatus().getDescription()))),
                        failure.getDetails().stream().map(ErrorDetail::getMessage))
                .distinct();
    }
}
