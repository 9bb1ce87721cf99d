package org.fogward.ledger.identity;

import com.google.protobuf.ByteString;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Members whose signatures were found good, each once: the same certificate in another layout is the same member. Not
 * thread-safe.
 */
public final class Signers {
    /** The certificate without the signature on it, of which there may be two that hold. */
    private record Known(String mspId, ByteString content) {
        static Known of(Member member) {
            try {
                return new Known(
                        member.mspId(), ByteString.copyFrom(member.certificate().getTBSCertificate()));
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException("a parsed certificate has an encoding", e);
            }
        }
    }

    private final Set<Known> known = new HashSet<>();
    private final List<Member> members = new ArrayList<>();

    /** Nobody yet. */
    public Signers() {}

    /**
     * Whether a member is among them.
     *
     * @param member a member of the channel
     * @return whether its signature was counted
     */
    public boolean has(Member member) {
        return known.contains(Known.of(member));
    }

    /**
     * Counts a member, once.
     *
     * @param member a member whose signature holds
     */
    public void add(Member member) {
        if (known.add(Known.of(member))) {
            members.add(member);
        }
    }

    /**
     * All of them.
     *
     * @return in the order in which they were counted
     */
    public List<Member> members() {
        return List.copyOf(members);
    }
}
