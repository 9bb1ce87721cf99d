package org.fogward.ledger.validate;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.security.GeneralSecurityException;
import org.fogward.ledger.identity.Ecdsa;
import org.fogward.ledger.identity.Pem;
import org.fogward.ledger.transaction.EndorsedTransaction;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/** The key that a creator names, whether or not the creator is a member, or still is. */
final class CreatorKey {
    private CreatorKey() {}

    static boolean signed(EndorsedTransaction transaction) {
        ByteString creator = transaction.invocation().header().creator();
        try {
            String text = SerializedIdentity.parseFrom(creator).getIdBytes().toStringUtf8();
            return Ecdsa.verifies(
                    Pem.certificates(text).getFirst().getPublicKey(),
                    transaction.envelope().getSignature(),
                    transaction.envelope().getPayload());
        } catch (InvalidProtocolBufferException | GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }
}
