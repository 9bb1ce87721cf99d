package org.fogward.ledger.identity;

import com.google.protobuf.ByteString;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.conscrypt.Conscrypt;

/**
 * ECDSA over P-256 and SHA-256 (FIPS 186-5) as Hyperledger Fabric uses it: signatures are ASN.1 DER with the lower of the
 * two possible values of s, and others do not verify. Conscrypt does the arithmetic where it has native code for the
 * machine, the JDK elsewhere. Stateless.
 */
public final class Ecdsa {
    private static final String ALGORITHM = "SHA256withECDSA";
    private static final Provider PROVIDER =
            Conscrypt.isAvailable() ? Conscrypt.newProvider() : Security.getProvider("SunEC");

    private Ecdsa() {}

    /**
     * The provider that does the arithmetic.
     *
     * @return its name
     */
    public static String providerName() {
        return PROVIDER.getName();
    }

    /**
     * The key in the form that verifies fastest.
     *
     * @param key an EC key of any provider
     * @return the same key
     * @throws GeneralSecurityException when it is no EC key
     */
    static PublicKey own(PublicKey key) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC", PROVIDER).generatePublic(new X509EncodedKeySpec(key.getEncoded()));
    }

    static PrivateKey own(PrivateKey key) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC", PROVIDER).generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
    }

    static ByteString sign(PrivateKey key, ByteString... pieces) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(ALGORITHM, PROVIDER);
        signature.initSign(key);
        update(signature, pieces);
        return LowS.lower(signature.sign());
    }

    /**
     * Checks a signature.
     *
     * @param key the signer's public key
     * @param signature ASN.1 DER, as received
     * @param pieces what was signed, in order
     * @return false for any signature that does not hold, however malformed, and for one with a high s
     */
    public static boolean verifies(PublicKey key, ByteString signature, ByteString... pieces) {
        if (!LowS.isLow(signature)) {
            return false;
        }
        try {
            Signature check = Signature.getInstance(ALGORITHM, PROVIDER);
            check.initVerify(key);
            update(check, pieces);
            return check.verify(signature.toByteArray());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static void update(Signature signature, ByteString... pieces) throws SignatureException {
        for (ByteString piece : pieces) {
            signature.update(piece.toByteArray());
        }
    }
}
