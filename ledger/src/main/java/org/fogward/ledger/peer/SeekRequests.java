package org.fogward.ledger.peer;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.Serial;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.common.Status;
import org.hyperledger.fabric.protos.orderer.SeekInfo;
import org.hyperledger.fabric.protos.orderer.SeekPosition;

/** Reads requests for blocks. */
final class SeekRequests {
    private final ServedLedger ledger;
    private final SignedRequests requests;

    /** Both ends are given; unsigned. */
    record Range(long from, long to) {}

    /** The status that a Fabric peer ends such a stream with. */
    static final class RefusedException extends Exception {
        @Serial
        private static final long serialVersionUID = 1;

        private final Status status;

        RefusedException(Status status) {
            super(status.name());
            this.status = status;
        }

        Status status() {
            return status;
        }
    }

    SeekRequests(ServedLedger ledger, SignedRequests requests) {
        this.ledger = ledger;
        this.requests = requests;
    }

    Range range(Envelope envelope) throws RefusedException {
        try {
            Payload payload = Payload.parseFrom(envelope.getPayload());
            ChannelHeader header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
            if (!header.getChannelId().equals(ledger.config().channel())) {
                throw new RefusedException(Status.NOT_FOUND);
            }
            SignatureHeader signer =
                    SignatureHeader.parseFrom(payload.getHeader().getSignatureHeader());
            if (requests.objection(signer.getCreator(), envelope.getSignature(), envelope.getPayload())
                    .isPresent()) {
                throw new RefusedException(Status.FORBIDDEN);
            }
            return range(SeekInfo.parseFrom(payload.getData()));
        } catch (InvalidProtocolBufferException e) {
            throw new RefusedException(Status.BAD_REQUEST);
        }
    }

    private Range range(SeekInfo seek) throws RefusedException {
        long height = ledger.state().head().height();
        long from = number(seek.getStart(), height);
        long to = number(seek.getStop(), height);
        if (Long.compareUnsigned(to, from) < 0) {
            throw new RefusedException(Status.BAD_REQUEST);
        }
        boolean wait = seek.getBehavior() == SeekInfo.SeekBehavior.BLOCK_UNTIL_READY;
        if (!wait && Long.compareUnsigned(to, height) >= 0) {
            throw new RefusedException(Status.NOT_FOUND);
        }
        return new Range(from, to);
    }

    private static long number(SeekPosition position, long height) throws RefusedException {
        return switch (position.getTypeCase()) {
            case OLDEST -> 0;
            case NEWEST -> height - 1;
            case NEXT_COMMIT -> height;
            case SPECIFIED -> position.getSpecified().getNumber();
            case TYPE_NOT_SET -> throw new RefusedException(Status.BAD_REQUEST);
        };
    }
}
