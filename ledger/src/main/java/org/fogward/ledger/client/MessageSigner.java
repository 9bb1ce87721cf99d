package org.fogward.ledger.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import org.fogward.ledger.identity.SigningIdentity;
import org.hyperledger.fabric.client.identity.Signer;

/** Signs for Fabric's client, which hands on the message itself and not its digest. */
record MessageSigner(SigningIdentity identity) implements Signer {
    @Override
    public byte[] sign(byte[] message) {
        ByteString signed = UnsafeByteOperations.unsafeWrap(message);
        return identity.sign(signed).toByteArray();
    }
}
