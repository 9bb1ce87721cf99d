package org.fogward.edge.enrol;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/**
 * Whom a gateway trusts after the fog node said whom to trust: a new root only if a trusted one certifies its key ("new with old",
 * RFC 4210, 4.4), an old one as long as it lasts. Somebody who only controls what the fog node answers can add nobody.
 */
final class TrustedRoots {
    private static final int MAX_ROOTS = 8;

    private TrustedRoots() {}

    /**
     * The roots to trust from now on.
     *
     * @param trusted those until now
     * @param offered what the fog node sent: roots, issuing authorities, and roots certified by roots
     * @return those of before that have not ended, and after them the new ones; empty if all have ended
     */
    static List<X509Certificate> after(List<X509Certificate> trusted, List<X509Certificate> offered, Instant now) {
        List<X509Certificate> roots = new ArrayList<>(
                trusted.stream().filter(root -> isGood(root, now)).toList());
        List<X509Certificate> candidates = new ArrayList<>(offered.stream()
                .filter(candidate -> isGood(candidate, now) && isIssuedBy(candidate, candidate))
                .filter(candidate -> !roots.contains(candidate))
                .toList());
        boolean found = true;
        // A root that was just accepted may certify the next one: a gateway may have slept through several changes.
        while (found && roots.size() < MAX_ROOTS) {
            found = false;
            for (X509Certificate candidate : List.copyOf(candidates)) {
                if (roots.size() < MAX_ROOTS && isCertified(candidate, roots, offered, now)) {
                    roots.add(candidate);
                    candidates.remove(candidate);
                    found = true;
                }
            }
        }
        return List.copyOf(roots);
    }

    private static boolean isCertified(
            X509Certificate candidate, List<X509Certificate> roots, List<X509Certificate> offered, Instant now) {
        return offered.stream()
                .filter(bridge -> bridge.getPublicKey().equals(candidate.getPublicKey())
                        && bridge.getSubjectX500Principal().equals(candidate.getSubjectX500Principal())
                        && isGood(bridge, now))
                .anyMatch(bridge -> roots.stream().anyMatch(root -> isIssuedBy(bridge, root)));
    }

    private static boolean isGood(X509Certificate authority, Instant now) {
        Date date = Date.from(now);
        return authority.getBasicConstraints() >= 0
                && !date.before(authority.getNotBefore())
                && !date.after(authority.getNotAfter());
    }

    private static boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
        if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
