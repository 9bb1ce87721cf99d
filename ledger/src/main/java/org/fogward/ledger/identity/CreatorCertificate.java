package org.fogward.ledger.identity;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/** Reads and uses the certificate in a transaction's creator field. */
public final class CreatorCertificate {
    private CreatorCertificate() {}

    /**
     * Reads the certificate.
     *
     * @param creator a serialized Fabric {@code SerializedIdentity}
     * @return its X.509 certificate
     * @throws GeneralSecurityException when the bytes hold none
     */
    public static X509Certificate parse(ByteString creator) throws GeneralSecurityException {
        try {
            SerializedIdentity identity = SerializedIdentity.parseFrom(creator);
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(identity.getIdBytes().newInput());
        } catch (InvalidProtocolBufferException e) {
            throw new GeneralSecurityException("not a serialized identity", e);
        }
    }

    /**
     * Checks an ECDSA signature over SHA-256.
     *
     * @param key the signer's public key
     * @param message what was signed
     * @param signature ASN.1 DER, as received
     * @return false for any signature that does not hold, however malformed
     */
    public static boolean verifies(PublicKey key, byte[] message, byte[] signature) {
        try {
            Signature check = Signature.getInstance("SHA256withECDSA");
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
