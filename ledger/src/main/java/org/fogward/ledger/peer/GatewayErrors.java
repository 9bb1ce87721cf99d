package org.fogward.ledger.peer;

import com.google.protobuf.Any;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;

/** Refusals with gRPC's status codes and Fabric's error details, so that Fabric's clients understand them. */
final class GatewayErrors {
    private static final String ADDRESS = "embedded";

    private GatewayErrors() {}

    static StatusRuntimeException of(Status.Code code, String message) {
        return Status.fromCode(code).withDescription(message).asRuntimeException();
    }

    /** What a peer or orderer of an organisation said is in the details, as behind a Fabric gateway. */
    static StatusRuntimeException of(Status.Code code, String message, String mspId, String detail) {
        return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(code.value())
                .setMessage(message)
                .addDetails(Any.pack(ErrorDetail.newBuilder()
                        .setAddress(ADDRESS)
                        .setMspId(mspId)
                        .setMessage(detail)
                        .build()))
                .build());
    }

    static StatusRuntimeException notEndorsed(String mspId, String detail) {
        return of(
                Status.Code.ABORTED,
                "failed to endorse transaction, see attached details for more info",
                mspId,
                detail);
    }

    static StatusRuntimeException notEvaluated(Status.Code code, String mspId, String detail) {
        return of(code, "evaluate call to endorser returned error: " + detail, mspId, detail);
    }

    static StatusRuntimeException notOrdered(org.hyperledger.fabric.protos.common.Status status, String info) {
        return of(
                Status.Code.ABORTED,
                "received unsuccessful response from orderer: status=" + status + ", info=" + info);
    }
}
