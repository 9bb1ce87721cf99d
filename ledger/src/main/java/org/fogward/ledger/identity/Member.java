package org.fogward.ledger.identity;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/**
 * A member of an organisation of the channel, whose certificate was found good.
 *
 * @param mspId the organisation
 * @param role what the member is there
 * @param listedAdmin whether the organisation's description lists the certificate as an administrator's
 * @param units all organisational units of the certificate's subject
 * @param certificate the certificate
 * @param key its public key
 * @param serialized the identity as it was given
 * @param from when the certificate and all above it had begun
 * @param to when the first of them ends
 */
public record Member(
        String mspId,
        NodeRole role,
        boolean listedAdmin,
        List<String> units,
        X509Certificate certificate,
        PublicKey key,
        ByteString serialized,
        Instant from,
        Instant to) {
    /** Takes a copy of the units. */
    public Member {
        units = List.copyOf(units);
    }

    /**
     * Whether the certificate counts at a time.
     *
     * @param at the time
     * @return whether it and all above it had begun and had not ended
     */
    public boolean validAt(Instant at) {
        return !at.isBefore(from) && !at.isAfter(to);
    }

    /**
     * Whether an identity names this member, however the text of its certificate is laid out.
     *
     * @param identity a serialized Fabric {@code SerializedIdentity}
     * @return false also when it is none
     */
    public boolean isSameAs(ByteString identity) {
        try {
            SerializedIdentity other = SerializedIdentity.parseFrom(identity);
            List<X509Certificate> named = Pem.certificates(other.getIdBytes().toStringUtf8());
            return other.getMspid().equals(mspId)
                    && named.size() == 1
                    && Arrays.equals(named.getFirst().getTBSCertificate(), certificate.getTBSCertificate());
        } catch (InvalidProtocolBufferException | GeneralSecurityException e) {
            return false;
        }
    }

    /**
     * Checks a signature of this member's.
     *
     * @param signature ASN.1 DER, as received
     * @param pieces what was signed, in order
     * @return whether it holds, with a low s
     */
    public boolean signed(ByteString signature, ByteString... pieces) {
        return Ecdsa.verifies(key, signature, pieces);
    }
}
