package org.fogward.ledger.identity;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/**
 * Who writes to a ledger: a name, an ECDSA P-256 key (FIPS 186-5) and a self-signed X.509 certificate (RFC 5280) in the
 * form that Hyperledger Fabric carries in every transaction. Immutable and safe for several threads.
 */
public final class LedgerIdentity {
    /** The membership service provider that every identity of an embedded ledger names. */
    public static final String MSP_ID = "fogward";

    private final String id;
    private final PrivateKey key;
    private final X509Certificate certificate;

    LedgerIdentity(String id, PrivateKey key, X509Certificate certificate) {
        this.id = id;
        this.key = key;
        this.certificate = certificate;
    }

    /**
     * Reads {@code NAME.pem} from a directory, or makes a new identity and stores it there, readable by the owner only.
     *
     * @param directory made when it is not there
     * @param name the identity's name, {@code [a-z0-9][a-z0-9-]{0,62}}
     * @return the identity
     * @throws LedgerException when the file cannot be read, written or understood
     */
    public static LedgerIdentity loadOrCreate(Path directory, String name) throws LedgerException {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            throw new LedgerException(Reason.INVALID, "the ledger identity's name must match [a-z0-9][a-z0-9-]{0,62}");
        }
        Path file = directory.resolve(name + ".pem");
        try {
            Files.createDirectories(directory);
            if (!Files.exists(file)) {
                IdentityPem.write(file, KeyMaking.newIdentity(name));
            }
            return IdentityPem.read(file, name);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new LedgerException(
                    Reason.UNAVAILABLE, "cannot use the ledger identity in " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The identity's name.
     *
     * @return the name
     */
    public String id() {
        return id;
    }

    /**
     * The certificate that carries the public key.
     *
     * @return a self-signed certificate
     */
    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * The identity as a transaction's creator field carries it.
     *
     * @return a serialized Fabric {@code SerializedIdentity} with the certificate in PEM
     */
    public ByteString creator() {
        return SerializedIdentity.newBuilder()
                .setMspid(MSP_ID)
                .setIdBytes(ByteString.copyFrom(IdentityPem.text(certificate), StandardCharsets.US_ASCII))
                .build()
                .toByteString();
    }

    /**
     * Signs with SHA-256 and ECDSA.
     *
     * @param message what to sign
     * @return the signature, ASN.1 DER
     */
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with ECDSA P-256", e);
        }
    }

    PrivateKey key() {
        return key;
    }
}
