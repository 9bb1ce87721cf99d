package org.fogward.ledger.client;

import com.google.protobuf.ByteString;
import org.hyperledger.fabric.client.identity.Identity;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/** The question what became of a transaction, for one whose submission got no answer. */
final class CommitQuestion {
    private CommitQuestion() {}

    static byte[] bytes(String channel, String transactionId, Identity identity) {
        ByteString asker = SerializedIdentity.newBuilder()
                .setMspid(identity.getMspId())
                .setIdBytes(ByteString.copyFrom(identity.getCredentials()))
                .build()
                .toByteString();
        return SignedCommitStatusRequest.newBuilder()
                .setRequest(CommitStatusRequest.newBuilder()
                        .setChannelId(channel)
                        .setTransactionId(transactionId)
                        .setIdentity(asker)
                        .build()
                        .toByteString())
                .build()
                .toByteArray();
    }
}
