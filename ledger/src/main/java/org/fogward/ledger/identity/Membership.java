package org.fogward.ledger.identity;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/**
 * Who belongs to a channel: turns the identity that a message names into a member of one of the channel's organisations,
 * or says why it is none. Answers are remembered, because checking a certificate costs more than checking a signature.
 * Safe for several threads.
 */
public final class Membership {
    private static final int MOST_REMEMBERED = 10_000;
    private static final int MOST_BYTES = 16 * 1024;

    private final Map<String, TrustedOrganisation> organisations = new HashMap<>();
    private final Map<ByteString, Member> members = new ConcurrentHashMap<>();

    /**
     * The members of some organisations.
     *
     * @param configs one of Fabric's configurations for each membership service provider, with NodeOUs
     * @throws GeneralSecurityException naming the field, when one of them cannot be used
     */
    public Membership(Collection<FabricMSPConfig> configs) throws GeneralSecurityException {
        for (FabricMSPConfig config : configs) {
            organisations.put(config.getName(), new TrustedOrganisation(config));
        }
    }

    /**
     * Finds a member, whenever its certificate counts.
     *
     * @param serialized a serialized Fabric {@code SerializedIdentity}
     * @return the member
     * @throws NoMemberException when the organisation is unknown, no authority of it stands behind the certificate, the
     *     certificate is revoked, has no role or several, or its key is not on P-256
     */
    public Member member(ByteString serialized) throws NoMemberException {
        Member known = members.get(serialized);
        if (known != null) {
            return known;
        }
        Member member = read(serialized);
        if (members.size() >= MOST_REMEMBERED) {
            members.clear();
        }
        members.put(serialized, member);
        return member;
    }

    /**
     * Finds a member whose certificate counts at a time.
     *
     * @param serialized a serialized Fabric {@code SerializedIdentity}
     * @param at the time
     * @return the member
     * @throws NoMemberException as {@link #member(ByteString)}, and when the certificate has ended or not begun
     */
    public Member member(ByteString serialized, Instant at) throws NoMemberException {
        Member member = member(serialized);
        if (!member.validAt(at)) {
            throw new NoMemberException("the certificate counts from " + member.from() + " to " + member.to()
                    + ", which " + at + " is not in");
        }
        return member;
    }

    /**
     * What an organisation has revoked.
     *
     * @param mspId the organisation
     * @return its lists of certificates that do not count any more; none when it is not in the channel
     */
    public List<X509CRL> revocations(String mspId) {
        TrustedOrganisation organisation = organisations.get(mspId);
        return organisation == null ? List.of() : organisation.revocations();
    }

    private Member read(ByteString serialized) throws NoMemberException {
        if (serialized.size() > MOST_BYTES) {
            throw new NoMemberException("the identity is longer than " + MOST_BYTES + " bytes");
        }
        try {
            SerializedIdentity identity = SerializedIdentity.parseFrom(serialized);
            TrustedOrganisation organisation = organisations.get(identity.getMspid());
            if (organisation == null) {
                throw new NoMemberException("there is no organisation " + identity.getMspid() + " in the channel");
            }
            List<X509Certificate> certificates =
                    Pem.certificates(identity.getIdBytes().toStringUtf8());
            if (certificates.size() != 1) {
                throw new NoMemberException("an identity must have one certificate");
            }
            return organisation.member(certificates.getFirst(), serialized);
        } catch (InvalidProtocolBufferException e) {
            throw new NoMemberException("the bytes are no serialized identity", e);
        } catch (GeneralSecurityException e) {
            throw new NoMemberException("the identity has no certificate: " + e.getMessage(), e);
        }
    }
}
