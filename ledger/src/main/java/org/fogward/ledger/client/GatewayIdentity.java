package org.fogward.ledger.client;

import java.nio.charset.StandardCharsets;
import org.fogward.ledger.identity.Pem;
import org.fogward.ledger.identity.SigningIdentity;
import org.hyperledger.fabric.client.identity.Identity;

/** An identity as Fabric's client wants it. */
record GatewayIdentity(SigningIdentity signer) implements Identity {
    @Override
    public String getMspId() {
        return signer.mspId();
    }

    @Override
    public byte[] getCredentials() {
        return Pem.text(signer.certificate()).getBytes(StandardCharsets.US_ASCII);
    }
}
