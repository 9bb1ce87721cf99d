package org.fogward.ledger.peer;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import java.util.List;
import java.util.Optional;
import org.fogward.ledger.channel.Policies;
import org.fogward.ledger.identity.Member;
import org.fogward.ledger.identity.NoMemberException;

/** Whether a request that reads is signed by a member who may read. */
final class SignedRequests {
    private final ServedLedger ledger;

    SignedRequests(ServedLedger ledger) {
        this.ledger = ledger;
    }

    void require(ByteString identity, ByteString signature, ByteString signed) {
        objection(identity, signature, signed).ifPresent(why -> {
            throw GatewayErrors.of(Status.Code.PERMISSION_DENIED, why);
        });
    }

    Optional<String> objection(ByteString identity, ByteString signature, ByteString signed) {
        try {
            Member reader =
                    ledger.config().membership().member(identity, ledger.clock().instant());
            if (!ledger.config().policies().satisfied(Policies.READERS, List.of(reader))) {
                return Optional.of("a " + reader.role().unit() + " of " + reader.mspId() + " does not satisfy "
                        + Policies.READERS);
            }
            return reader.signed(signature, signed)
                    ? Optional.empty()
                    : Optional.of("the signature over the request is not valid");
        } catch (NoMemberException e) {
            return Optional.of("the identity: " + e.getMessage());
        }
    }

    void requireChannel(String channel) {
        if (!channel.equals(ledger.config().channel())) {
            throw GatewayErrors.of(Status.Code.FAILED_PRECONDITION, "channel " + channel + " does not exist");
        }
    }
}
