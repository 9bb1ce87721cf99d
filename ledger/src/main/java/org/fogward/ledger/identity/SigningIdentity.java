package org.fogward.ledger.identity;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/**
 * Somebody who signs in the name of an organisation: an MSP's id, an ECDSA P-256 key and its X.509 certificate (RFC
 * 5280), in the form that Hyperledger Fabric carries in every transaction. Immutable and safe for several threads.
 */
public final class SigningIdentity {
    private final String mspId;
    private final List<X509Certificate> chain;
    private final PrivateKey key;
    private final ByteString serialized;

    /**
     * An identity.
     *
     * @param mspId the organisation's membership service provider
     * @param chain the certificate, then those of the authorities between it and the root, if there are any
     * @param key the certificate's key
     * @throws GeneralSecurityException when the key is not for ECDSA or does not belong to the certificate
     */
    public SigningIdentity(String mspId, List<X509Certificate> chain, PrivateKey key) throws GeneralSecurityException {
        this.mspId = mspId;
        this.chain = List.copyOf(chain);
        this.key = Ecdsa.own(key);
        this.serialized = SerializedIdentity.newBuilder()
                .setMspid(mspId)
                .setIdBytes(ByteString.copyFromUtf8(Pem.text(chain.getFirst())))
                .build()
                .toByteString();
        ByteString probe = ByteString.copyFromUtf8(mspId);
        if (!Ecdsa.verifies(Ecdsa.own(chain.getFirst().getPublicKey()), Ecdsa.sign(this.key, probe), probe)) {
            throw new GeneralSecurityException("the private key does not belong to the certificate");
        }
    }

    /**
     * Reads an identity as Fabric's own tools write it.
     *
     * @param mspId the organisation's membership service provider
     * @param certificate a PEM file with the certificate, and perhaps those of authorities above it
     * @param key a PEM file with the PKCS #8 key; may be the same file
     * @return the identity
     * @throws IOException when a file cannot be read
     * @throws GeneralSecurityException when one cannot be understood, or they do not belong together
     */
    public static SigningIdentity read(String mspId, Path certificate, Path key)
            throws IOException, GeneralSecurityException {
        return new SigningIdentity(
                mspId, Pem.certificates(Files.readString(certificate)), Pem.privateKey(Files.readString(key)));
    }

    /**
     * The organisation.
     *
     * @return the id of its membership service provider
     */
    public String mspId() {
        return mspId;
    }

    /**
     * The certificate that carries the public key.
     *
     * @return an X.509 certificate
     */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /**
     * The certificate and those of the authorities above it, without the root.
     *
     * @return one certificate or more
     */
    public List<X509Certificate> chain() {
        return chain;
    }

    /**
     * The identity as a transaction's creator field carries it.
     *
     * @return a serialized Fabric {@code SerializedIdentity} with the certificate in PEM
     */
    public ByteString serialized() {
        return serialized;
    }

    /**
     * Signs.
     *
     * @param pieces what to sign, in order
     * @return the signature, ASN.1 DER with a low s
     */
    public ByteString sign(ByteString... pieces) {
        try {
            return Ecdsa.sign(key, pieces);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key signed before", e);
        }
    }

    /**
     * The private key, for a TLS context or a file.
     *
     * @return a key of the provider that {@link Ecdsa} uses; it has an encoding
     */
    public PrivateKey key() {
        return key;
    }
}
